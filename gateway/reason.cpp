#include "gateway/reason.h"

#include <QJsonArray>

namespace gateway {

QJsonObject toJson(const Reason &reason)
{
    QJsonObject evidence;
    for (auto it = reason.evidence.begin(); it != reason.evidence.end(); ++it)
        evidence.insert(it.key(), it.value());
    return {{QStringLiteral("id"), QString::fromLatin1(reason.id)},
            {QStringLiteral("stage"), QString::fromLatin1(toWord(reason.stage))},
            {QStringLiteral("points"), reason.points},
            {QStringLiteral("evidence"), evidence}};
}

Reason reasonFromJson(const QJsonObject &object)
{
    Reason reason;
    reason.id = object.value(QLatin1String("id")).toString().toLatin1();
    reason.stage = fromWord<Stage>(object.value(QLatin1String("stage")).toString().toLatin1()).value_or(Stage::Content);
    reason.points = object.value(QLatin1String("points")).toDouble();
    const QJsonObject evidence = object.value(QLatin1String("evidence")).toObject();
    for (auto it = evidence.begin(); it != evidence.end(); ++it)
        reason.evidence.insert(it.key(), it.value().toString());
    return reason;
}

QJsonArray toJson(const QList<Reason> &reasons)
{
    QJsonArray array;
    for (const Reason &reason : reasons)
        array.append(toJson(reason));
    return array;
}

QList<Reason> reasonsFromJson(const QJsonArray &array)
{
    QList<Reason> reasons;
    for (const QJsonValue &value : array)
        reasons.append(reasonFromJson(value.toObject()));
    return reasons;
}

} // namespace gateway
