#pragma once

#include "gateway/admin/administration.h"
#include "gateway/admin/apiroutes.h"
#include "gateway/admin/codec.h"

#include <QJsonDocument>

/// What the files of routes have in common: answers made from whatever the Administration returns.
namespace gateway::admin::handlers {

using namespace Qt::StringLiterals;
using Answer = Result<ApiResponse>;
using Body = ApiRoute::Body;

inline constexpr int defaultPage = 100;          // Rows when no limit is given.
inline constexpr qint64 maxDocument = 4'000'000; // Octets of a policy, of a domain with its mailboxes, or of other settings.

inline ApiResponse json(const QJsonObject &object)
{
    return {200, "application/json", QJsonDocument(object).toJson(QJsonDocument::Compact), {}};
}

inline Answer respond(const Result<> &result, Language)
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

template<typename T>
Answer respond(const Result<QList<T>> &list, Language language)
{
    return list ? respond(*list, language) : tl::make_unexpected(list.error());
}

/// The body as a JSON object.
[[nodiscard]] Result<QJsonObject> document(const ApiCall &call);

/// The body as a value of its type.
template<typename T>
Result<T> value(const ApiCall &call)
{
    const Result<QJsonObject> object = document(call);
    return object ? Result<T>(T::fromJson(*object)) : tl::make_unexpected(object.error());
}

[[nodiscard]] ApiRoute route(QByteArray method, QByteArrayView path, Result<ApiResponse> (*handle)(ApiCall &), QByteArrayList query = {},
                             Body body = Body::None, qint64 maxBody = 0);

} // namespace gateway::admin::handlers
