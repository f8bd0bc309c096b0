#include "gateway/admin/apihandlers.h"

namespace gateway::admin {
namespace {

using namespace handlers;
using S = SenderListAdministration;

constexpr qint64 maxCsv = 64 * 1024 * 1024; // Octets.

template<auto function>
Answer withEntry(ApiCall &call)
{
    const Result<SenderListEntry> entry = value<SenderListEntry>(call);
    return entry ? respond((call.gateway.senderLists().*function)(*entry), call.language) : tl::make_unexpected(entry.error());
}

Answer entries(ApiCall &call) { return respond(call.gateway.senderLists().entries(SenderListFilter::fromJson(call.query)), call.language); }

Answer toCsv(ApiCall &call)
{
    const Result<QByteArray> csv = call.gateway.senderLists().toCsv();
    return csv ? Answer(ApiResponse{200, "text/csv; charset=utf-8", *csv, {}}) : tl::make_unexpected(csv.error());
}

template<auto function>
Answer withCsv(ApiCall &call)
{
    const QString mode = call.query.value("mode"_L1).toString(u"add"_s);
    if (mode != "add"_L1 && mode != "replace"_L1)
        return failure(Error::Kind::Invalid, u"\"mode\" must be add or replace."_s);
    return respond((call.gateway.senderLists().*function)(call.body, mode == "replace"_L1), call.language);
}

} // namespace

QList<ApiRoute> senderListRoutes()
{
    return {
        route("GET", "sender-lists", entries, {"text", "action", "offset", "limit"}),
        route("POST", "sender-lists", withEntry<&S::add>, {}, Body::Json, maxDocument),
        route("POST", "sender-lists/check", withEntry<&S::check>, {}, Body::Json, maxDocument),
        route("POST", "sender-lists/remove", withEntry<&S::remove>, {}, Body::Json, maxDocument),
        route("GET", "sender-lists/csv", toCsv),
        route("PUT", "sender-lists/csv", withCsv<&S::fromCsv>, {"mode"}, Body::Octets, maxCsv),
        route("POST", "sender-lists/csv/check", withCsv<&S::checkCsv>, {"mode"}, Body::Octets, maxCsv),
    };
}

} // namespace gateway::admin
