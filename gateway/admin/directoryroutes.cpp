#include "gateway/admin/apihandlers.h"

namespace gateway::admin {
namespace {

using namespace handlers;
using D = DirectoryAdministration;

constexpr qint64 maxFile = 256 * 1024 * 1024; // Octets of a file with recipients.

template<auto function>
Answer read(ApiCall &call)
{
    return respond((call.gateway.directory().*function)(), call.language);
}

template<auto function>
Answer named(ApiCall &call)
{
    return respond((call.gateway.directory().*function)(call.name), call.language);
}

bool holds(const ApiCall &call) { return call.query.value("hold"_L1).toString() == "true"_L1; }

Answer putSource(ApiCall &call)
{
    Result<DirectorySource> source = value<DirectorySource>(call);
    if (!source)
        return tl::make_unexpected(source.error());
    if (!source->id.isEmpty() && source->id != call.name)
        return failure(Error::Kind::Invalid, u"The body names another source than the address."_s);
    source->id = call.name;
    return respond(call.gateway.directory().putSource(*source), call.language);
}

Answer test(ApiCall &call)
{
    const Result<DirectorySource> source = value<DirectorySource>(call);
    return source ? respond(call.gateway.directory().test(*source), call.language) : tl::make_unexpected(source.error());
}

Answer import(ApiCall &call) { return respond(call.gateway.directory().import(call.name, holds(call)), call.language); }
Answer upload(ApiCall &call) { return respond(call.gateway.directory().upload(call.name, call.body, holds(call)), call.language); }
Answer entries(ApiCall &call) { return respond(call.gateway.directory().entries(DirectoryFilter::fromJson(call.query)), call.language); }

Answer lookUp(ApiCall &call)
{
    return respond(call.gateway.directory().lookUp(call.query.value("address"_L1).toString()), call.language);
}

} // namespace

QList<ApiRoute> directoryRoutes()
{
    return {
        route("GET", "directory/sources", read<&D::sources>),
        route("PUT", "directory/sources/{id}", putSource, {}, Body::Json, maxDocument),
        route("DELETE", "directory/sources/{id}", named<&D::removeSource>),
        route("POST", "directory/test", test, {}, Body::Json, maxDocument),
        route("POST", "directory/sources/{id}/import", import, {"hold"}),
        route("POST", "directory/sources/{id}/upload", upload, {"hold"}, Body::Octets, maxFile),
        route("GET", "directory/sources/{id}/pending", named<&D::pending>),
        route("POST", "directory/sources/{id}/approve", named<&D::approve>),
        route("POST", "directory/sources/{id}/reject", named<&D::reject>),
        route("GET", "directory/entries", entries, {"text", "domain", "source", "offset", "limit"}),
        route("GET", "directory/lookup", lookUp, {"address"}),
        route("GET", "directory/history", read<&D::history>),
        route("GET", "directory/suspects", read<&D::suspects>),
    };
}

} // namespace gateway::admin
