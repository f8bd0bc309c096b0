#pragma once

#include "gateway/result.h"

#include <QByteArrayList>
#include <QJsonObject>
#include <QList>
#include <QString>
#include <utility>

namespace gateway::admin {

/// The items of a query as JSON members of the right type, so that value types read them as they read any JSON:
/// offset and limit are numbers, a name that is allowed as "name+" may come often and is a list, all else is text.
/// A name that is not \a allowed, one that comes twice, or a value that is not of its kind is an error that names it.
[[nodiscard]] Result<QJsonObject> readQuery(const QList<std::pair<QString, QString>> &items,
                                            const QByteArrayList &allowed);

} // namespace gateway::admin
