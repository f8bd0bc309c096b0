#pragma once

#include "gateway/admin/client.h"
#include "gateway/admin/codec.h"
#include "gateway/admin/eventstreamreader.h"
#include "gateway/admin/httptarget.h"

#include <QJsonDocument>
#include <QNetworkAccessManager>
#include <QNetworkRequest>
#include <QPromise>
#include <QTimer>

class QNetworkReply;

/// How a Client asks and reads, for the files that hold its calls.
namespace gateway::admin {

using namespace Qt::StringLiterals;

inline constexpr std::chrono::milliseconds patience{30'000};      ///< Without an octet either way.
inline constexpr std::chrono::milliseconds firstPause{500};      ///< Before a lost event stream is opened again.
inline constexpr std::chrono::milliseconds workPatience{180'000}; ///< For what the gateway works on before it answers: it may scan for 120 s.

using Query = QList<std::pair<QString, QString>>;

inline Query pageQuery(int offset, int limit)
{
    return {{u"offset"_s, QString::number(offset)}, {u"limit"_s, QString::number(limit)}};
}

/// The members that are set, by their names.
template<typename Filter>
Query filterQuery(const Filter &filter)
{
    const QJsonObject object = filter.toJson();
    Query query;
    for (auto it = object.begin(); it != object.end(); ++it) {
        if (const QString value = it.value().toVariant().toString(); !value.isEmpty())
            query.append({it.key(), value});
    }
    return query;
}

/// "api/v1/" and \a segments, each encoded.
inline QByteArray path(std::initializer_list<QString> segments)
{
    QByteArray path = "/api/v1";
    for (const QString &segment : segments)
        path += '/' + percentEncoded(segment);
    return path;
}

/// What a body says, as the type of the answer. void: nothing is expected.
template<typename T>
struct Reader {
    static Result<T> read(const QJsonObject &object) { return T::fromJson(object); }
};
template<typename T>
struct Reader<Page<T>> {
    static Result<Page<T>> read(const QJsonObject &object) { return pageFromJson<T>(object); }
};
template<typename T>
struct Reader<QList<T>> {
    static Result<QList<T>> read(const QJsonObject &object) { return listFromJson<T>(object.value("items"_L1).toArray()); }
};
template<>
struct Reader<QJsonObject> {
    static Result<QJsonObject> read(const QJsonObject &object) { return object; }
};
template<>
struct Reader<int> { // The version of a policy: the only number there is.
    static Result<int> read(const QJsonObject &object) { return object.value("version"_L1).toInt(); }
};

template<typename T>
Result<T> readAnswer(const QByteArray &body)
{
    if constexpr (std::is_void_v<T>) {
        return {};
    } else if constexpr (std::is_same_v<T, QByteArray>) {
        return body;
    } else {
        const QJsonDocument document = QJsonDocument::fromJson(body);
        if (!document.isObject())
            return failure(Error::Kind::Io, u"The answer is not what a gateway says."_s);
        return Reader<T>::read(document.object());
    }
}

struct Client::Private {
    struct Request {
        QByteArray method, path;
        Query query = {};
        QByteArray body = {}, contentType = {};
        std::chrono::milliseconds patience = admin::patience;
    };
    using Done = std::function<void(const Result<QByteArray> &)>;

    [[nodiscard]] QNetworkRequest networkRequest(const Request &request) const;
    void exchange(const Request &request, Done done);
    void openStream();
    void streamEnded();

    template<typename T = void>
    Answer<T> call(const Request &request)
    {
        const auto promise = std::make_shared<QPromise<Result<T>>>(); // Cancels the future if nobody fulfils it.
        promise->start();
        exchange(request, [promise](const Result<QByteArray> &body) {
            promise->addResult(body ? readAnswer<T>(*body) : Result<T>(tl::make_unexpected(body.error())));
            promise->finish();
        });
        return promise->future();
    }

    template<typename T = void>
    Answer<T> get(const QByteArray &target, const Query &query = {})
    {
        return call<T>({"GET", target, query});
    }

    template<typename T = void>
    Answer<T> put(const QByteArray &target, const QJsonObject &document, const Query &query = {})
    {
        return call<T>({"PUT", target, query, QJsonDocument(document).toJson(QJsonDocument::Compact), "application/json"});
    }

    template<typename T = void>
    Answer<T> postDocument(const QByteArray &target, const QJsonObject &document, std::chrono::milliseconds limit = admin::patience)
    {
        return call<T>({"POST", target, {}, QJsonDocument(document).toJson(QJsonDocument::Compact), "application/json", limit});
    }

    Answer<> post(const QByteArray &target, const Query &query = {}) { return call({"POST", target, query}); }
    Answer<> remove(const QByteArray &target) { return call({"DELETE", target}); }

    Client *q;
    QUrl base;
    QByteArray token;
    bool isReachable = false;

    EventStreamReader reader;
    qint64 lastEvent = -1;
    std::chrono::milliseconds pause = firstPause;
    QTimer reopen;
    QNetworkReply *stream = nullptr;

    QNetworkAccessManager network; // Last: its end ends the replies, whose slots use the rest.
};

} // namespace gateway::admin
