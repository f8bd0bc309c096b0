#pragma once

#include "gateway/admin/types.h"

#include <QFuture>
#include <QObject>
#include <QUrl>
#include <memory>

class QNetworkAccessManager;

namespace gateway::admin {

/// The administration interface from afar: each call is one HTTP request, its answer a future that finishes on this thread.
/// Answers are untrusted input: bounded, read tolerantly, and their texts are shown as plain text only.
/// Over plain HTTP it speaks to loopback only, as it sends the token. No proxy, no redirects, no cookies, no cache.
/// Lives on a thread with an event loop; pending futures are cancelled with the client.
class Client : public QObject
{
    Q_OBJECT
public:
    Client(QUrl base, QByteArray token, QObject *parent = nullptr);
    ~Client() override;

    template<typename T = void>
    using Answer = QFuture<Result<T>>;

    [[nodiscard]] Answer<Status> status();
    [[nodiscard]] Answer<Page<Message>> messages(const MessageFilter &filter);
    [[nodiscard]] Answer<Message> message(const QString &id);
    [[nodiscard]] Answer<Page<QuarantineItem>> quarantine(const MessageFilter &filter);
    [[nodiscard]] Answer<QuarantineItem> quarantineItem(const QString &id);
    [[nodiscard]] Answer<> releaseFromQuarantine(const QString &id);
    [[nodiscard]] Answer<> deleteFromQuarantine(const QString &id);
    [[nodiscard]] Answer<Page<QueueItem>> queue(int offset, int limit);
    [[nodiscard]] Answer<> retryQueued(const QString &id);
    [[nodiscard]] Answer<> holdQueued(const QString &id, bool held);
    [[nodiscard]] Answer<> removeQueued(const QString &id);
    [[nodiscard]] Answer<> drainQueue(const QString &destination);
    [[nodiscard]] Answer<QList<Domain>> domains();
    [[nodiscard]] Answer<> putDomain(const Domain &domain);
    [[nodiscard]] Answer<> removeDomain(const QString &name);
    [[nodiscard]] Answer<QJsonObject> policy();
    [[nodiscard]] Answer<> checkPolicy(const QJsonObject &document);
    [[nodiscard]] Answer<int> applyPolicy(const QJsonObject &document, const QString &note);
    [[nodiscard]] Answer<Page<TlsSession>> tlsSessions(int offset, int limit);
    [[nodiscard]] Answer<QList<Certificate>> certificates();
    [[nodiscard]] Answer<> reloadCertificates();
    [[nodiscard]] Answer<QJsonObject> exportConfig();
    [[nodiscard]] Answer<> importConfig(const QJsonObject &document);
    [[nodiscard]] Answer<QList<Sample>> samples();
    [[nodiscard]] Answer<SendResult> sendSample(const QString &id);
    [[nodiscard]] Answer<SendResult> send(const QByteArray &content, const QString &sender, const QStringList &recipients);
    [[nodiscard]] Answer<Page<MailboxItem>> testMailbox(int offset, int limit);
    [[nodiscard]] Answer<MailboxItem> testMail(const QString &id);

    /// Whether the last answer that finished came from the gateway, even if it was a refusal; false if none came at all.
    [[nodiscard]] bool isReachable() const;

    /// Opens the event stream and keeps it open, with back-off after a loss.
    void followEvents();

Q_SIGNALS:
    void eventReceived(const gateway::admin::Event &event);
    void eventsConnected();
    void eventsLost(const QString &cause); ///< Comes again with each attempt that fails.

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace gateway::admin
