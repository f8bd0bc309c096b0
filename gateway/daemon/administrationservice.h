#pragma once

#include "gateway/admin/administration.h"
#include "gateway/daemon/config.h"
#include "gateway/daemon/eventbus.h"
#include "gateway/daemon/livesettings.h"
#include "gateway/daemon/recorder.h"
#include "gateway/daemon/restorecheck.h"
#include "gateway/daemon/storageguard.h"
#include "gateway/daemon/testmailbox.h"
#include "gateway/delivery/queuerunner.h"
#include "gateway/quarantine/quarantine.h"
#include "gateway/reputation/storedsenderlists.h"

namespace gateway::records {
class Audit;
}
namespace gateway::store {
class Database;
}

namespace gateway::daemon {

/// The administration interface over the objects of a running gateway. Its calls come from the admin server's threads.
class AdministrationService : public admin::Administration
{
public:
    /// What it looks at and works on; all of it must outlive the service. mailbox is null outside a trial.
    struct Parts {
        const Config &config;
        net::Loops &loops;
        net::SmtpServer &server;
        net::SmtpClient &submitter;
        net::TlsContext &tls;
        const net::DnsResolver *resolver; ///< Null if the DNS is not asked.
        net::Scanner &scanner;
        LiveSettings &settings;
        delivery::Queue &queue;
        delivery::QueueRunner &runner;
        delivery::HopHealth &health;
        quarantine::Quarantine &quarantine;
        records::Trace &trace;
        records::Audit &audit;
        Recorder &recorder;
        EventBus &events;
        Statistics &statistics;
        StorageGuard &guard;
        RestoreCheck &restore;
        std::function<void()> startQueue; ///< Nothing if it runs already.
        TestMailbox *mailbox;
        const store::Database &database;
        admin::DirectoryAdministration &directory;
        admin::DefenceAdministration &defence;
        admin::SenderListAdministration &senderLists;
        std::function<QStringList()> directoryProblems;
        reputation::StoredSenderLists &storedSenders;
    };
    explicit AdministrationService(Parts parts);
    /// What status() tells, and where send() delivers. Known once the ports are bound, and set before the API is published.
    struct Endpoints {
        QString smtp, api, nextHop;
    };
    void setEndpoints(const Endpoints &endpoints);

    admin::Status status() override;
    Result<admin::Page<admin::Message>> messages(const admin::MessageFilter &filter) override;
    Result<admin::Message> message(const QString &id) override;
    Result<admin::Page<admin::QuarantineItem>> quarantine(const admin::MessageFilter &filter) override;
    Result<admin::QuarantineItem> quarantineItem(const QString &id) override;
    Result<> releaseFromQuarantine(const QString &id) override;
    Result<> deleteFromQuarantine(const QString &id) override;
    Result<admin::Page<admin::QueueItem>> queue(int offset, int limit) override;
    Result<> retryQueued(const QString &id) override;
    Result<> holdQueued(const QString &id, bool held) override;
    Result<> removeQueued(const QString &id) override;
    Result<> drainQueue(const QString &destination) override;
    QList<admin::Domain> domains() override;
    Result<> putDomain(const admin::Domain &domain) override;
    Result<> removeDomain(const QString &name) override;
    QJsonObject policy() override;
    Result<> checkPolicy(const QJsonObject &document) override;
    Result<int> applyPolicy(const QJsonObject &document, const QString &note) override;
    Result<admin::Page<admin::TlsSession>> tlsSessions(int offset, int limit) override;
    QList<admin::Certificate> certificates() override;
    Result<> reloadCertificates() override;
    QJsonObject exportConfig() override;
    Result<> importConfig(const QJsonObject &document) override;
    QList<admin::Sample> samples() override;
    Result<admin::SendResult> sendSample(const QString &id) override;
    Result<admin::SendResult> send(const QByteArray &content, const QString &sender, const QStringList &recipients) override;
    Result<admin::Page<admin::MailboxItem>> testMailbox(int offset, int limit) override;
    Result<admin::MailboxItem> testMail(const QString &id) override;
    admin::DirectoryAdministration &directory() override { return m_parts.directory; }
    admin::DefenceAdministration &defence() override { return m_parts.defence; }
    admin::SenderListAdministration &senderLists() override { return m_parts.senderLists; }
    QByteArray metrics() override;
    int subscribe(Listener listener) override;
    void unsubscribe(int subscription) override;

private:
    /// Writes one audit record (threats.md O9) and gives the result on.
    template<typename T>
    Result<T> audited(const char *action, const QString &object, Result<T> result);

    Parts m_parts;
    const QDateTime m_started = QDateTime::currentDateTimeUtc();
    [[nodiscard]] Endpoints endpoints() const;
    mutable QMutex m_endpointsMutex;
    Endpoints m_endpoints;
    QMutex m_todayMutex;
    QDateTime m_todayLooked;
    qint64 m_today = 0, m_stoppedToday = 0;
};

} // namespace gateway::daemon
