#include "gateway/admin/apihandlers.h"

#include <QJsonArray>

namespace gateway::admin {
namespace {

using namespace handlers;

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

/// Those of the gateway itself.
QList<ApiRoute> ownRoutes()
{
    using A = Administration;
    static const QByteArrayList filter{"since", "until",        "sender", "recipient", "text",
                                       "fate",  "messageClass", "offset", "limit"};
    static const QByteArrayList page{"offset", "limit"};
    return {
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
}

} // namespace

std::span<const ApiRoute> apiRoutes()
{
    static const QList<ApiRoute> routes = ownRoutes() + directoryRoutes() + defenceRoutes() + senderListRoutes();
    return routes;
}

} // namespace gateway::admin
