#pragma once

#include "gateway/admin/types.h"
#include "gateway/reasontext.h"

#include <QJsonArray>

/// Lists and pages of the value types as JSON.
namespace gateway::admin {

template<typename T>
[[nodiscard]] QJsonArray toJsonArray(const QList<T> &items)
{
    QJsonArray array;
    for (const T &item : items)
        array.append(item.toJson());
    return array;
}

/// What is not an object in \a array is left out.
template<typename T>
[[nodiscard]] QList<T> listFromJson(const QJsonArray &array)
{
    QList<T> items;
    for (const QJsonValue &value : array) {
        if (value.isObject())
            items.append(T::fromJson(value.toObject()));
    }
    return items;
}

template<typename T>
[[nodiscard]] QJsonObject toJson(const Page<T> &page)
{
    return {{QStringLiteral("items"), toJsonArray(page.items)}, {QStringLiteral("total"), page.total}};
}

template<typename T>
[[nodiscard]] Page<T> pageFromJson(const QJsonObject &object)
{
    return {listFromJson<T>(object.value(QLatin1String("items")).toArray()),
            object.value(QLatin1String("total")).toInteger()};
}

/// The record as toJson() gives it, each of its reasons with the sentence a person reads as "text".
template<typename T>
[[nodiscard]] QJsonObject toJsonWithTexts(const T &record, Language language)
{
    QJsonObject object = record.toJson();
    QJsonArray reasons;
    for (const Reason &reason : record.reasons) {
        QJsonObject withText = gateway::toJson(reason);
        withText.insert(QLatin1String("text"), reasonText(reason, language));
        reasons.append(withText);
    }
    if (!reasons.isEmpty())
        object.insert(QLatin1String("reasons"), reasons);
    return object;
}

} // namespace gateway::admin
