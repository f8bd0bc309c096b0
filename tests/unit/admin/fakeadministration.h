#pragma once

#include "fakeparts.h"

#include <QMap>

/// An Administration over exampledata that keeps what is done to it in memory. Safe to call from several threads.
class FakeAdministration : public gateway::admin::Administration
{
public:
    FakeAdministration();

    /// While set, every call that can fail fails so.
    void failWith(std::optional<gateway::Error> error) { m_all.failWith(std::move(error)); }
    [[nodiscard]] QStringList calls() const { return m_all.calls(); } ///< "message m1000": each call with what it was given, in order.
    void emitEvent(const gateway::admin::Event &event);
    [[nodiscard]] int subscriptions() const;

    template<typename T = void>
    using Result = gateway::Result<T>;
    template<typename T>
    using Page = gateway::admin::Page<T>;

    gateway::admin::Status status() override;
    Result<Page<gateway::admin::Message>> messages(const gateway::admin::MessageFilter &filter) override;
    Result<gateway::admin::Message> message(const QString &id) override;
    Result<Page<gateway::admin::QuarantineItem>> quarantine(const gateway::admin::MessageFilter &filter) override;
    Result<gateway::admin::QuarantineItem> quarantineItem(const QString &id) override;
    Result<> releaseFromQuarantine(const QString &id) override;
    Result<> deleteFromQuarantine(const QString &id) override;
    Result<Page<gateway::admin::QueueItem>> queue(int offset, int limit) override;
    Result<> retryQueued(const QString &id) override;
    Result<> holdQueued(const QString &id, bool held) override;
    Result<> removeQueued(const QString &id) override;
    Result<> drainQueue(const QString &destination) override;
    QList<gateway::admin::Domain> domains() override;
    Result<> putDomain(const gateway::admin::Domain &domain) override;
    Result<> removeDomain(const QString &name) override;
    QJsonObject policy() override;
    Result<> checkPolicy(const QJsonObject &document) override;
    Result<int> applyPolicy(const QJsonObject &document, const QString &note) override;
    Result<Page<gateway::admin::TlsSession>> tlsSessions(int offset, int limit) override;
    QList<gateway::admin::Certificate> certificates() override;
    Result<> reloadCertificates() override;
    QJsonObject exportConfig() override;
    Result<> importConfig(const QJsonObject &document) override;
    QList<gateway::admin::Sample> samples() override;
    Result<gateway::admin::SendResult> sendSample(const QString &id) override;
    Result<gateway::admin::SendResult> send(const QByteArray &content, const QString &sender, const QStringList &recipients) override;
    Result<Page<gateway::admin::MailboxItem>> testMailbox(int offset, int limit) override;
    Result<gateway::admin::MailboxItem> testMail(const QString &id) override;
    QByteArray metrics() override;
    int subscribe(Listener listener) override;
    void unsubscribe(int subscription) override;
    gateway::admin::DirectoryAdministration &directory() override { return m_directory; }
    gateway::admin::DefenceAdministration &defence() override { return m_defence; }
    FakeSenderLists &senderLists() override { return m_senderLists; }

protected:
    FakeCalls m_all;

private:
    using Call = FakeCalls::Call;

    FakeDirectory m_directory{m_all};
    FakeDefence m_defence{m_all};
    FakeSenderLists m_senderLists{m_all};
    QList<gateway::admin::Message> m_messages;
    QList<gateway::admin::QuarantineItem> m_quarantine;
    QList<gateway::admin::QueueItem> m_queue;
    QList<gateway::admin::Domain> m_domains;
    QJsonObject m_policy;
    QMap<int, Listener> m_listeners;
    int m_lastSubscription = 0;
};
