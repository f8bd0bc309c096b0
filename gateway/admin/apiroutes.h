#pragma once

#include "gateway/admin/apirouter.h"
#include "gateway/reasontext.h"
#include "gateway/result.h"

#include <QByteArrayList>
#include <QJsonObject>
#include <QStringList>
#include <span>

namespace gateway::admin {

/// One admitted request on its way to the Administration.
struct ApiCall {
    Administration &gateway;
    QString name;         ///< What stood for {id} or {name} in the path.
    QJsonObject query;    ///< As readQuery() gives it.
    QByteArray body;
    Language language = Language::English;
};

/// A route and what it does.
struct ApiRoute {
    enum class Body { None, Json, Octets, Events };

    QByteArray method;
    QByteArrayList pattern;                      ///< Segments; "{id}" and "{name}" stand for any.
    Body body = Body::None;                      ///< Events: no body either, and the server answers itself.
    qint64 maxBody = 0;                          ///< Octets; -1: as much as the server allows.
    QByteArrayList query;                        ///< Allowed parameters, as readQuery() wants them.
    Result<ApiResponse> (*handle)(ApiCall &) = nullptr;
};

/// The table of all routes.
[[nodiscard]] std::span<const ApiRoute> apiRoutes();

// Those of the parts of Administration, each in a file of its own.
[[nodiscard]] QList<ApiRoute> directoryRoutes();
[[nodiscard]] QList<ApiRoute> defenceRoutes();
[[nodiscard]] QList<ApiRoute> senderListRoutes();

} // namespace gateway::admin
