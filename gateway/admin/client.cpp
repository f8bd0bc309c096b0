#include "gateway/admin/clientexchange.h"

#include <QHostAddress>
#include <QNetworkCookieJar>
#include <QNetworkProxy>
#include <QNetworkReply>

namespace gateway::admin {
namespace {

using namespace std::chrono_literals;

constexpr qint64 maxAnswer = 64'000'000;      // Octets; the largest page there can be is far below.
constexpr qsizetype maxMessage = 2000;        // Characters of an error's words.
constexpr auto streamPatience = 45s;          // Three heartbeats.
constexpr auto longestPause = 30'000ms;       // Before a lost event stream is opened again.

bool isLoopback(const QString &host)
{
    return host == "localhost"_L1 || QHostAddress(host).isLoopback();
}

Error::Kind kindOf(const QString &word, int status)
{
    using enum Error::Kind;
    static const QHash<QString, Error::Kind> kinds{{u"invalid"_s, Invalid}, {u"notfound"_s, NotFound}, {u"io"_s, Io},
                                                   {u"full"_s, Full},       {u"timeout"_s, Timeout},   {u"tls"_s, Tls}};
    return kinds.value(word, status >= 500 ? Io : Invalid);
}

Error refusal(int status, const QByteArray &body)
{
    const QJsonObject error = QJsonDocument::fromJson(body).object().value("error"_L1).toObject();
    const QString message = error.value("message"_L1).toString().left(maxMessage);
    return {kindOf(error.value("kind"_L1).toString(), status),
            message.isEmpty() ? u"The gateway answered with status %1."_s.arg(status) : message};
}

Error networkError(const QNetworkReply &reply)
{
    const bool isSlow = reply.error() == QNetworkReply::OperationCanceledError || reply.error() == QNetworkReply::TimeoutError;
    const bool isTls = reply.error() == QNetworkReply::SslHandshakeFailedError;
    const QString where = reply.url().toString(QUrl::RemovePath | QUrl::RemoveQuery | QUrl::RemoveUserInfo);
    return {isSlow ? Error::Kind::Timeout : isTls ? Error::Kind::Tls : Error::Kind::Io,
            isSlow ? u"The gateway at %1 did not answer in time."_s.arg(where)
                   : u"The gateway at %1 cannot be reached: %2."_s.arg(where, reply.errorString())};
}

} // namespace

QNetworkRequest Client::Private::networkRequest(const Request &request) const
{
    QUrl url = base;
    QByteArray query;
    for (const auto &[name, value] : request.query)
        query += (query.isEmpty() ? "" : "&") + percentEncoded(name) + '=' + percentEncoded(value);
    url.setPath(QString::fromLatin1(request.path), QUrl::StrictMode);
    url.setQuery(query.isEmpty() ? QString() : QString::fromLatin1(query), QUrl::StrictMode);
    QNetworkRequest out(url);
    out.setRawHeader("Authorization", "Bearer " + token);
    out.setRawHeader("Accept-Encoding", "identity"); // Nothing to unpack: the limit on the answer is what it says.
    if (!request.contentType.isEmpty())
        out.setRawHeader("Content-Type", request.contentType);
    out.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    out.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    out.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    out.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    out.setTransferTimeout(int(request.patience.count()));
    return out;
}

void Client::Private::exchange(const Request &request, Done done)
{
    if (base.scheme() != "https"_L1 && !(base.scheme() == "http"_L1 && isLoopback(base.host()))) {
        isReachable = false;
        return done(failure(Error::Kind::Invalid,
                            u"\"%1\" is refused: without TLS the token may not leave this computer."_s.arg(base.toString())));
    }
    QNetworkReply *reply = network.sendCustomRequest(networkRequest(request), request.method, request.body);
    const auto body = std::make_shared<QByteArray>();
    QObject::connect(reply, &QNetworkReply::readyRead, q, [reply, body] {
        *body += reply->read(maxAnswer + 1 - body->size());
        if (body->size() > maxAnswer)
            reply->abort();
    });
    QObject::connect(reply, &QNetworkReply::finished, q, [this, reply, body, done = std::move(done)] {
        reply->deleteLater();
        const int status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
        isReachable = status != 0;
        if (body->size() > maxAnswer)
            done(failure(Error::Kind::Io, u"The answer is too large."_s));
        else if (status >= 200 && status < 300 && reply->error() == QNetworkReply::NoError)
            done(*body);
        else if (status >= 300)
            done(tl::make_unexpected(refusal(status, *body)));
        else
            done(tl::make_unexpected(networkError(*reply)));
    });
}

void Client::Private::openStream()
{
    if (base.scheme() != "https"_L1 && !isLoopback(base.host()))
        return Q_EMIT q->eventsLost(u"Without TLS the token may not leave this computer."_s);
    QNetworkRequest request = networkRequest({"GET", path({u"events"_s}), {}, {}, {}, streamPatience});
    if (lastEvent >= 0)
        request.setRawHeader("Last-Event-ID", QByteArray::number(lastEvent));
    reader = {};
    stream = network.get(request);
    QObject::connect(stream, &QNetworkReply::metaDataChanged, q, [this] {
        const bool isStream = stream->header(QNetworkRequest::ContentTypeHeader).toString() == "text/event-stream"_L1;
        if (!isStream || stream->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt() != 200)
            return;
        pause = firstPause;
        Q_EMIT q->eventsConnected();
    });
    QObject::connect(stream, &QNetworkReply::readyRead, q, [this] {
        if (stream->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt() != 200 || reader.hasFailed())
            return stream->abort();
        const QList<Event> events = reader.feed(stream->readAll());
        for (const Event &event : events) {
            lastEvent = event.number;
            Q_EMIT q->eventReceived(event);
        }
    });
    QObject::connect(stream, &QNetworkReply::finished, q, [this] { streamEnded(); });
}

void Client::Private::streamEnded()
{
    const int status = stream->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    const QString cause = status == 0 ? networkError(*stream).message
        : status == 200               ? u"The gateway ended the stream of events."_s
                                      : refusal(status, stream->readAll().left(maxMessage)).message;
    stream->deleteLater();
    stream = nullptr;
    reopen.start(pause);
    pause = std::min<std::chrono::milliseconds>(pause * 2, longestPause);
    Q_EMIT q->eventsLost(cause);
}

Client::Client(QUrl base, QByteArray token, QObject *parent) : QObject(parent), d(std::make_unique<Private>())
{
    d->q = this;
    d->base = std::move(base);
    d->token = std::move(token);
    d->network.setProxy(QNetworkProxy::NoProxy);
    d->reopen.setSingleShot(true);
    connect(&d->reopen, &QTimer::timeout, this, [this] { d->openStream(); });
}

Client::~Client() = default;

bool Client::isReachable() const { return d->isReachable; }

void Client::followEvents()
{
    if (!d->stream && !d->reopen.isActive())
        d->openStream();
}

// The calls, in the order of the Administration's functions.

template<typename T>
using Answer = Client::Answer<T>;

Answer<Status> Client::status() { return d->get<Status>(path({u"status"_s})); }
Answer<Page<Message>> Client::messages(const MessageFilter &f) { return d->get<Page<Message>>(path({u"messages"_s}), filterQuery(f)); }
Answer<Message> Client::message(const QString &id) { return d->get<Message>(path({u"messages"_s, id})); }

Answer<Page<QuarantineItem>> Client::quarantine(const MessageFilter &filter)
{
    return d->get<Page<QuarantineItem>>(path({u"quarantine"_s}), filterQuery(filter));
}

Answer<QuarantineItem> Client::quarantineItem(const QString &id) { return d->get<QuarantineItem>(path({u"quarantine"_s, id})); }
Answer<void> Client::releaseFromQuarantine(const QString &id) { return d->post(path({u"quarantine"_s, id, u"release"_s})); }
Answer<void> Client::deleteFromQuarantine(const QString &id) { return d->remove(path({u"quarantine"_s, id})); }
Answer<Page<QueueItem>> Client::queue(int offset, int limit) { return d->get<Page<QueueItem>>(path({u"queue"_s}), pageQuery(offset, limit)); }
Answer<void> Client::retryQueued(const QString &id) { return d->post(path({u"queue"_s, id, u"retry"_s})); }
Answer<void> Client::holdQueued(const QString &id, bool held) { return d->post(path({u"queue"_s, id, held ? u"hold"_s : u"unhold"_s})); }
Answer<void> Client::removeQueued(const QString &id) { return d->remove(path({u"queue"_s, id})); }

Answer<void> Client::drainQueue(const QString &destination)
{
    return d->post(path({u"queue"_s, u"drain"_s}), destination.isEmpty() ? Query{} : Query{{u"destination"_s, destination}});
}

Answer<QList<Domain>> Client::domains() { return d->get<QList<Domain>>(path({u"domains"_s})); }
Answer<void> Client::putDomain(const Domain &domain) { return d->put(path({u"domains"_s, domain.name}), domain.toJson()); }
Answer<void> Client::removeDomain(const QString &name) { return d->remove(path({u"domains"_s, name})); }
Answer<QJsonObject> Client::policy() { return d->get<QJsonObject>(path({u"policy"_s})); }

Answer<void> Client::checkPolicy(const QJsonObject &document)
{
    return d->postDocument(path({u"policy"_s, u"check"_s}), document);
}

Answer<int> Client::applyPolicy(const QJsonObject &document, const QString &note)
{
    return d->put<int>(path({u"policy"_s}), document, note.isEmpty() ? Query{} : Query{{u"note"_s, note}});
}

Answer<Page<TlsSession>> Client::tlsSessions(int offset, int limit)
{
    return d->get<Page<TlsSession>>(path({u"tls"_s, u"sessions"_s}), pageQuery(offset, limit));
}

Answer<QList<Certificate>> Client::certificates() { return d->get<QList<Certificate>>(path({u"tls"_s, u"certificates"_s})); }
Answer<void> Client::reloadCertificates() { return d->post(path({u"tls"_s, u"reload"_s})); }
Answer<QJsonObject> Client::exportConfig() { return d->get<QJsonObject>(path({u"config"_s})); }
Answer<void> Client::importConfig(const QJsonObject &document) { return d->put(path({u"config"_s}), document); }
Answer<QList<Sample>> Client::samples() { return d->get<QList<Sample>>(path({u"samples"_s})); }

Answer<SendResult> Client::sendSample(const QString &id)
{
    return d->call<SendResult>({"POST", path({u"samples"_s, id, u"send"_s}), {}, {}, {}, workPatience});
}

Answer<SendResult> Client::send(const QByteArray &content, const QString &sender, const QStringList &recipients)
{
    Query query{{u"sender"_s, sender}};
    for (const QString &recipient : recipients)
        query.append({u"recipient"_s, recipient});
    return d->call<SendResult>({"POST", path({u"send"_s}), query, content, "message/rfc822", workPatience});
}

Answer<Page<MailboxItem>> Client::testMailbox(int offset, int limit)
{
    return d->get<Page<MailboxItem>>(path({u"mailbox"_s}), pageQuery(offset, limit));
}

Answer<MailboxItem> Client::testMail(const QString &id) { return d->get<MailboxItem>(path({u"mailbox"_s, id})); }

} // namespace gateway::admin
