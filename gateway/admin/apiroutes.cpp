#include "gateway/admin/apiroutes.h"

#include "gateway/admin/administration.h"
#include "gateway/admin/codec.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace gateway::admin {
namespace {

using namespace Qt::StringLiterals;
using Answer = Result<ApiResponse>;
using Body = ApiRoute::Body;

constexpr int defaultPage = 100;          // Rows when no limit is given.
constexpr qint64 maxDocument = 4'000'000; // Octets of a policy or of a domain with its mailboxes.

ApiResponse json(const QJsonObject &object)
{
    return {200, "application/json", QJsonDocument(object).toJson(QJsonDocument::Compact), {}};
}

// respond() makes the answer from whatever the Administration returns.

Answer respond(const Result<> &result, Language)
{
    if (!result)
        return tl::make_unexpected(result.error());
    return ApiResponse{204, {}, {}, {}};
}

template<typename T>
Answer respond(const Result<T> &result, Language language)
{
    if (!result)
        return tl::make_unexpected(result.error());
    if constexpr (requires { result->reasons; })
        return json(toJsonWithTexts(*result, language));
    else
        return json(result->toJson());
}

template<typename T>
Answer respond(const Result<Page<T>> &result, Language language)
{
    if (!result)
        return tl::make_unexpected(result.error());
    if constexpr (requires(T item) { item.reasons; }) {
        QJsonArray items;
        for (const T &item : result->items)
            items.append(toJsonWithTexts(item, language));
        return json({{u"items"_s, items}, {u"total"_s, result->total}});
    } else {
        return json(toJson(*result));
    }
}

template<typename T>
Answer respond(const QList<T> &list, Language)
{
    return json({{u"items"_s, toJsonArray(list)}});
}

Result<QJsonObject> document(const ApiCall &call)
{
    QJsonParseError error;
    const QJsonDocument parsed = QJsonDocument::fromJson(call.body, &error);
    if (error.error != QJsonParseError::NoError)
        return failure(Error::Kind::Invalid,
                       u"The body is not JSON: %1 at octet %2."_s.arg(error.errorString(), QString::number(error.offset)));
    if (!parsed.isObject())
        return failure(Error::Kind::Invalid, u"The body is not a JSON object."_s);
    return parsed.object();
}

/// Handlers of the usual shapes, made from the function of Administration they call.
template<auto function>
Answer list(ApiCall &call)
{
    return respond((call.gateway.*function)(), call.language);
}

template<auto function>
Answer filtered(ApiCall &call)
{
    return respond((call.gateway.*function)(MessageFilter::fromJson(call.query)), call.language);
}

template<auto function>
Answer paged(ApiCall &call)
{
    return respond((call.gateway.*function)(call.query.value("offset"_L1).toInt(),
                                            call.query.value("limit"_L1).toInt(defaultPage)),
                   call.language);
}

template<auto function>
Answer named(ApiCall &call)
{
    return respond((call.gateway.*function)(call.name), call.language);
}

template<auto function>
Answer withDocument(ApiCall &call)
{
    const Result<QJsonObject> object = document(call);
    return object ? respond((call.gateway.*function)(*object), call.language) : tl::make_unexpected(object.error());
}

template<auto function>
Answer object(ApiCall &call)
{
    return json((call.gateway.*function)());
}

Answer status(ApiCall &call) { return json(call.gateway.status().toJson()); }
Answer hold(ApiCall &call) { return respond(call.gateway.holdQueued(call.name, true), call.language); }
Answer unhold(ApiCall &call) { return respond(call.gateway.holdQueued(call.name, false), call.language); }

Answer drain(ApiCall &call)
{
    return respond(call.gateway.drainQueue(call.query.value("destination"_L1).toString()), call.language);
}

Answer putDomain(ApiCall &call)
{
    const Result<QJsonObject> object = document(call);
    if (!object)
        return tl::make_unexpected(object.error());
    Domain domain = Domain::fromJson(*object);
    if (!domain.name.isEmpty() && domain.name.compare(call.name, Qt::CaseInsensitive) != 0)
        return failure(Error::Kind::Invalid, u"The body names another domain than the address."_s);
    domain.name = call.name;
    return respond(call.gateway.putDomain(domain), call.language);
}

Answer applyPolicy(ApiCall &call)
{
    const Result<QJsonObject> object = document(call);
    if (!object)
        return tl::make_unexpected(object.error());
    const Result<int> version = call.gateway.applyPolicy(*object, call.query.value("note"_L1).toString());
    if (!version)
        return tl::make_unexpected(version.error());
    return json({{u"version"_s, *version}});
}

Answer send(ApiCall &call)
{
    QStringList recipients;
    for (const QJsonValue &recipient : call.query.value("recipient"_L1).toArray())
        recipients.append(recipient.toString());
    if (recipients.isEmpty() || call.body.isEmpty())
        return failure(Error::Kind::Invalid, u"A message and at least one recipient are needed."_s);
    return respond(call.gateway.send(call.body, call.query.value("sender"_L1).toString(), recipients), call.language);
}

Answer metrics(ApiCall &call) { return ApiResponse{200, "text/plain; version=0.0.4", call.gateway.metrics(), {}}; }

ApiRoute route(QByteArray method, QByteArrayView path, Result<ApiResponse> (*handle)(ApiCall &),
               QByteArrayList query = {}, Body body = Body::None, qint64 maxBody = 0)
{
    return {std::move(method), ("api/v1/" + path.toByteArray()).split('/'), body, maxBody, std::move(query), handle};
}

} // namespace

std::span<const ApiRoute> apiRoutes()
{
    using A = Administration;
    static const QByteArrayList filter{"since", "until",        "sender", "recipient", "text",
                                       "fate",  "messageClass", "offset", "limit"};
    static const QByteArrayList page{"offset", "limit"};
    static const std::array routes{
        route("GET", "status", status),
        route("GET", "messages", filtered<&A::messages>, filter),
        route("GET", "messages/{id}", named<&A::message>),
        route("GET", "quarantine", filtered<&A::quarantine>, filter),
        route("GET", "quarantine/{id}", named<&A::quarantineItem>),
        route("POST", "quarantine/{id}/release", named<&A::releaseFromQuarantine>),
        route("DELETE", "quarantine/{id}", named<&A::deleteFromQuarantine>),
        route("GET", "queue", paged<&A::queue>, page),
        route("POST", "queue/drain", drain, {"destination"}),
        route("POST", "queue/{id}/retry", named<&A::retryQueued>),
        route("POST", "queue/{id}/hold", hold),
        route("POST", "queue/{id}/unhold", unhold),
        route("DELETE", "queue/{id}", named<&A::removeQueued>),
        route("GET", "domains", list<&A::domains>),
        route("PUT", "domains/{name}", putDomain, {}, Body::Json, maxDocument),
        route("DELETE", "domains/{name}", named<&A::removeDomain>),
        route("GET", "policy", object<&A::policy>),
        route("PUT", "policy", applyPolicy, {"note"}, Body::Json, maxDocument),
        route("POST", "policy/check", withDocument<&A::checkPolicy>, {}, Body::Json, maxDocument),
        route("GET", "tls/sessions", paged<&A::tlsSessions>, page),
        route("GET", "tls/certificates", list<&A::certificates>),
        route("POST", "tls/reload", list<&A::reloadCertificates>),
        route("GET", "config", object<&A::exportConfig>),
        route("PUT", "config", withDocument<&A::importConfig>, {}, Body::Json, -1),
        route("GET", "samples", list<&A::samples>),
        route("POST", "samples/{id}/send", named<&A::sendSample>),
        route("POST", "send", send, {"sender", "recipient+"}, Body::Octets, -1),
        route("GET", "mailbox", paged<&A::testMailbox>, page),
        route("GET", "mailbox/{id}", named<&A::testMail>),
        route("GET", "events", nullptr, {}, Body::Events),
        ApiRoute{"GET", {"metrics"}, Body::None, 0, {}, metrics},
    };
    return routes;
}

} // namespace gateway::admin
