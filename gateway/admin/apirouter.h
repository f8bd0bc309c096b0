#pragma once

#include "gateway/admin/accesscheck.h"

#include <QByteArray>
#include <QList>
#include <optional>

namespace gateway::admin {

class Administration;

/// What the router needs to know of an HTTP request.
struct ApiRequest {
    QByteArray method, target, host, authorization, acceptLanguage, contentType;
    QByteArray body;
};

struct ApiResponse {
    int status = 200;
    QByteArray contentType = "application/json";
    QByteArray body;
    QByteArray allow; ///< With 405: the methods that are allowed.
};

/// {"error": {"kind": ..., "message": ...}} with \a status.
[[nodiscard]] ApiResponse errorResponse(int status, QByteArrayView kind, const QString &message);

/// Maps the routes of resources/api/openapi.yaml to calls of an Administration. No socket in sight: a request in, a response out.
class ApiRouter
{
public:
    struct Route {
        QByteArray method, pattern; ///< "GET", "/api/v1/messages/{id}"
    };

    /// \a administration must outlive the router. Bodies of messages and configurations are at most \a maxBody octets.
    ApiRouter(AccessCheck access, Administration &administration, qint64 maxBody);

    /// All there are: the inventory for tests (threats.md W12).
    [[nodiscard]] static QList<Route> routes();

    /// What may be said before the body has come: the response that refuses \a head, or how many octets its body may have.
    struct Admission {
        std::optional<ApiResponse> refusal;
        qint64 maxBody = 0;         ///< 0: the request has none.
        bool isEventStream = false; ///< The server answers itself.
    };
    [[nodiscard]] Admission admit(const ApiRequest &head) const;

    /// Admits and answers. May block as the Administration does; several threads at once are fine.
    [[nodiscard]] ApiResponse answer(const ApiRequest &request) const;

private:
    AccessCheck m_access;
    Administration &m_administration;
    qint64 m_maxBody;
};

} // namespace gateway::admin
