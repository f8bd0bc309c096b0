#pragma once

#include "gateway/admin/defenceadministration.h"
#include "gateway/admin/directoryadministration.h"
#include "gateway/admin/senderlistadministration.h"
#include "gateway/reasontext.h"

#include <functional>

namespace gateway::admin {

/// Everything an administrator can do with a gateway. The daemon implements it; the HTTP server offers it; command line and window use
/// it through the client. Calls may block (database, files) and come from the server's worker threads, several at once.
class Administration
{
public:
    virtual ~Administration() = default;

    [[nodiscard]] virtual Status status() = 0;
    [[nodiscard]] virtual Result<Page<Message>> messages(const MessageFilter &filter) = 0;
    [[nodiscard]] virtual Result<Message> message(const QString &id) = 0;

    [[nodiscard]] virtual Result<Page<QuarantineItem>> quarantine(const MessageFilter &filter) = 0;
    [[nodiscard]] virtual Result<QuarantineItem> quarantineItem(const QString &id) = 0; ///< With text.
    [[nodiscard]] virtual Result<> releaseFromQuarantine(const QString &id) = 0;
    [[nodiscard]] virtual Result<> deleteFromQuarantine(const QString &id) = 0;

    [[nodiscard]] virtual Result<Page<QueueItem>> queue(int offset, int limit) = 0;
    [[nodiscard]] virtual Result<> retryQueued(const QString &id) = 0;
    [[nodiscard]] virtual Result<> holdQueued(const QString &id, bool held) = 0;
    [[nodiscard]] virtual Result<> removeQueued(const QString &id) = 0;
    [[nodiscard]] virtual Result<> drainQueue(const QString &destination) = 0; ///< Empty: all.

    [[nodiscard]] virtual QList<Domain> domains() = 0;
    [[nodiscard]] virtual Result<> putDomain(const Domain &domain) = 0;
    [[nodiscard]] virtual Result<> removeDomain(const QString &name) = 0;

    [[nodiscard]] virtual QJsonObject policy() = 0;                                 ///< The document in force, with its version.
    [[nodiscard]] virtual Result<> checkPolicy(const QJsonObject &document) = 0;
    [[nodiscard]] virtual Result<int> applyPolicy(const QJsonObject &document, const QString &note) = 0; ///< The new version.

    [[nodiscard]] virtual Result<Page<TlsSession>> tlsSessions(int offset, int limit) = 0;
    [[nodiscard]] virtual QList<Certificate> certificates() = 0;
    [[nodiscard]] virtual Result<> reloadCertificates() = 0;

    [[nodiscard]] virtual QJsonObject exportConfig() = 0;                           ///< Domains and policy; no secrets.
    [[nodiscard]] virtual Result<> importConfig(const QJsonObject &document) = 0;

    [[nodiscard]] virtual QList<Sample> samples() = 0;                              ///< Empty outside a trial.
    [[nodiscard]] virtual Result<SendResult> sendSample(const QString &id) = 0;
    [[nodiscard]] virtual Result<SendResult> send(const QByteArray &content, const QString &sender, const QStringList &recipients) = 0;
    [[nodiscard]] virtual Result<Page<MailboxItem>> testMailbox(int offset, int limit) = 0;
    [[nodiscard]] virtual Result<MailboxItem> testMail(const QString &id) = 0;

    // Each alive as long as this.
    [[nodiscard]] virtual DirectoryAdministration &directory() = 0;
    [[nodiscard]] virtual DefenceAdministration &defence() = 0;
    [[nodiscard]] virtual SenderListAdministration &senderLists() = 0;

    /// Prometheus text of /metrics.
    [[nodiscard]] virtual QByteArray metrics() = 0;

    /// Calls \a listener for each event from now on, on any thread, until unsubscribe(). The listener must not block.
    using Listener = std::function<void(const Event &)>;
    [[nodiscard]] virtual int subscribe(Listener listener) = 0;
    virtual void unsubscribe(int subscription) = 0;
};

} // namespace gateway::admin
