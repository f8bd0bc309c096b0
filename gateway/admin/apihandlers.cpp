#include "gateway/admin/apihandlers.h"

namespace gateway::admin::handlers {

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

ApiRoute route(QByteArray method, QByteArrayView path, Result<ApiResponse> (*handle)(ApiCall &),
               QByteArrayList query, Body body, qint64 maxBody)
{
    return {std::move(method), ("api/v1/" + path.toByteArray()).split('/'), body, maxBody, std::move(query), handle};
}

} // namespace gateway::admin::handlers
