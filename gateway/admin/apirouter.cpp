#include "gateway/admin/apirouter.h"

#include "gateway/admin/apiquery.h"
#include "gateway/admin/apiroutes.h"
#include "gateway/admin/httptarget.h"

#include <QJsonDocument>
#include <algorithm>

namespace gateway::admin {
namespace {

using namespace Qt::StringLiterals;

bool isPlaceholder(const QByteArray &segment) { return segment.startsWith('{'); }

bool matches(const ApiRoute &route, const QStringList &path)
{
    return std::ranges::equal(route.pattern, path, [](const QByteArray &pattern, const QString &segment) {
        return isPlaceholder(pattern) || segment == QLatin1String(pattern);
    });
}

/// Ids are of our making: letters, digits, '-', '_', '.' (threats.md W9). Names of domains may be international.
bool isAllowedName(const QByteArray &placeholder, const QString &name)
{
    if (name.startsWith(u'.'))
        return false;
    const bool isId = placeholder == "{id}";
    return name.size() <= (isId ? 64 : 255) && std::ranges::all_of(name, [isId](QChar c) {
        return c.unicode() >= 0x80 ? !isId && c.isPrint()
                                   : c.isLetterOrNumber() || c == u'-' || c == u'_' || c == u'.';
    });
}

struct Match {
    const ApiRoute *route = nullptr;
    QString name;
    QByteArrayList allowed; ///< The methods of the path, when none fits.
};

Match match(const QByteArray &method, const QStringList &path)
{
    Match found;
    for (const ApiRoute &route : apiRoutes()) {
        if (!matches(route, path))
            continue;
        // A fixed segment wins over a placeholder: "queue/drain" is never an id.
        if (route.method == method && !found.route) {
            found.route = &route;
            const auto placeholder = std::ranges::find_if(route.pattern, isPlaceholder);
            if (placeholder != route.pattern.end()) {
                found.name = path.at(placeholder - route.pattern.begin());
                if (!isAllowedName(*placeholder, found.name))
                    return {};
            }
        }
        found.allowed.append(route.method);
    }
    return found;
}

struct Plan {
    const ApiRoute *route = nullptr;
    QString name;
    QJsonObject query;
};

/// What a request asks for, or the response that refuses it. Access comes first: a stranger learns nothing about routes.
tl::expected<Plan, ApiResponse> plan(const AccessCheck &access, const ApiRequest &request)
{
    const auto refuse = [](ApiResponse response) { return tl::make_unexpected(std::move(response)); };
    switch (access.check(request.host, request.authorization)) {
    case AccessCheck::Answer::WrongHost:
        return refuse(errorResponse(421, "host", u"This gateway does not go by that name."_s));
    case AccessCheck::Answer::NoToken:
        return refuse(errorResponse(401, "unauthorized", u"The token is missing or wrong."_s));
    case AccessCheck::Answer::Granted: break;
    }
    const Result<HttpTarget> target = parseHttpTarget(request.target);
    if (!target)
        return refuse(errorResponse(400, "invalid", target.error().message));
    Match found = match(request.method, target->path);
    if (found.allowed.isEmpty())
        return refuse(errorResponse(404, "notfound", u"There is nothing at this address."_s));
    if (!found.route) {
        ApiResponse response = errorResponse(405, "method", u"This address does not know that method."_s);
        response.allow = found.allowed.join(", ");
        return refuse(response);
    }
    if (found.route->body == ApiRoute::Body::Json
        && request.contentType.split(';').first().trimmed().compare("application/json", Qt::CaseInsensitive) != 0)
        return refuse(errorResponse(415, "type", u"The body must be application/json."_s));
    Result<QJsonObject> query = readQuery(target->query, found.route->query);
    if (!query)
        return refuse(errorResponse(400, "invalid", query.error().message));
    return Plan{found.route, std::move(found.name), std::move(*query)};
}

ApiResponse errorResponse(const Error &error)
{
    using enum Error::Kind;
    const auto response = [&error](int status, QByteArrayView kind) {
        return admin::errorResponse(status, kind, error.message);
    };
    switch (error.kind) {
    case Invalid: return response(400, "invalid");
    case NotFound: return response(404, "notfound");
    case Io: return response(500, "io");
    case Full: return response(507, "full");
    case Timeout: return response(503, "timeout");
    case Tls: return response(500, "tls");
    }
    return response(500, "io");
}

/// The better liked of our two languages in an Accept-Language field (RFC 9110 12.5.4); English where they are equal.
Language preferredLanguage(const QByteArray &acceptLanguage)
{
    double english = 0, japanese = 0;
    for (const QByteArray &range : acceptLanguage.split(',')) {
        const QByteArrayList parts = range.trimmed().toLower().split(';');
        double weight = 1;
        for (const QByteArray &parameter : parts.sliced(1)) {
            if (parameter.trimmed().startsWith("q="))
                weight = parameter.trimmed().sliced(2).toDouble();
        }
        if (languageFromTag(parts.first()) == Language::Japanese)
            japanese = std::max(japanese, weight);
        else if (parts.first().startsWith("en"))
            english = std::max(english, weight);
    }
    return japanese > english ? Language::Japanese : Language::English;
}

} // namespace

ApiResponse errorResponse(int status, QByteArrayView kind, const QString &message)
{
    const QJsonObject error{{u"kind"_s, QString::fromLatin1(kind)}, {u"message"_s, message}};
    return {status, "application/json", QJsonDocument(QJsonObject{{u"error"_s, error}}).toJson(QJsonDocument::Compact), {}};
}

ApiRouter::ApiRouter(AccessCheck access, Administration &administration, qint64 maxBody)
    : m_access(std::move(access)), m_administration(administration), m_maxBody(maxBody)
{
}

QList<ApiRouter::Route> ApiRouter::routes()
{
    QList<Route> routes;
    for (const ApiRoute &route : apiRoutes())
        routes.append({route.method, '/' + route.pattern.join('/')});
    return routes;
}

ApiRouter::Admission ApiRouter::admit(const ApiRequest &head) const
{
    const auto planned = plan(m_access, head);
    if (!planned)
        return {planned.error(), 0, false};
    const ApiRoute &route = *planned->route;
    return {{}, route.maxBody < 0 ? m_maxBody : std::min(route.maxBody, m_maxBody), route.body == ApiRoute::Body::Events};
}

ApiResponse ApiRouter::answer(const ApiRequest &request) const
{
    auto planned = plan(m_access, request);
    if (!planned)
        return planned.error();
    if (!planned->route->handle)
        return errorResponse(406, "stream", u"This address is a stream of events."_s);
    ApiCall call{m_administration, std::move(planned->name), std::move(planned->query), request.body,
                 preferredLanguage(request.acceptLanguage)};
    Result<ApiResponse> response = planned->route->handle(call);
    return response ? *std::move(response) : errorResponse(response.error());
}

} // namespace gateway::admin
