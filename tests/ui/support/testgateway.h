#pragma once

#include "gateway/admin/endpoint.h"
#include "gateway/admin/httpserver.h"
#include "support/moodyparts.h"
#include "tests/unit/admin/fakeadministration.h"

#include <QTemporaryDir>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>

class MoodyAdministration;

/// The sender lists of a MoodyAdministration.
class MoodySenderLists : public FakeSenderLists
{
public:
    MoodySenderLists(FakeCalls &all, MoodyAdministration &gateway) : FakeSenderLists(all), m_gateway(gateway) {}
    Result<gateway::admin::Page<gateway::admin::SenderListEntry>> entries(const gateway::admin::SenderListFilter &filter) override;

    std::function<void(gateway::admin::SenderListEntry &)> changeEntry;

private:
    MoodyAdministration &m_gateway;
};

/// A FakeAdministration that can also be empty, or keep everybody waiting.
class MoodyAdministration : public FakeAdministration
{
public:
    enum class Mood { Filled, Empty, Silent };

    void setMood(Mood mood);

    gateway::admin::Status status() override;
    Result<Page<gateway::admin::Message>> messages(const gateway::admin::MessageFilter &filter) override;
    Result<gateway::admin::Message> message(const QString &id) override;
    Result<Page<gateway::admin::QuarantineItem>> quarantine(const gateway::admin::MessageFilter &filter) override;
    Result<gateway::admin::QuarantineItem> quarantineItem(const QString &id) override;
    Result<Page<gateway::admin::QueueItem>> queue(int offset, int limit) override;
    Result<Page<gateway::admin::TlsSession>> tlsSessions(int offset, int limit) override;
    QList<gateway::admin::Certificate> certificates() override;
    QList<gateway::admin::Sample> samples() override;
    Result<gateway::admin::SendResult> sendSample(const QString &id) override;
    Result<Page<gateway::admin::MailboxItem>> testMailbox(int offset, int limit) override;
    Result<gateway::admin::MailboxItem> testMail(const QString &id) override;
    MoodyDirectory &directory() override { return m_moodyDirectory; }
    MoodyDefence &defence() override { return m_moodyDefence; }
    MoodySenderLists &senderLists() override { return m_senderLists; }

    /// What is changed in each answer on its way out: hostile texts, another state of the gateway.
    std::function<void(gateway::admin::Status &)> changeStatus;
    std::function<void(gateway::admin::Message &)> changeMessage;
    std::function<void(gateway::admin::QuarantineItem &)> changeQuarantine;
    std::function<void(gateway::admin::QueueItem &)> changeQueue;
    std::function<void(gateway::admin::TlsSession &)> changeTls;
    std::function<void(gateway::admin::Certificate &)> changeCertificate;
    std::function<void(gateway::admin::Sample &)> changeSample;
    std::function<void(gateway::admin::MailboxItem &)> changeMail;

private:
    friend MoodySenderLists;
    /// Waits while silent; true if the answer is to be empty.
    bool wait();

    MoodySenderLists m_senderLists{m_all, *this};
    std::mutex m_moodMutex;
    std::condition_variable m_moodChanged;
    Mood m_mood = Mood::Filled;
    MoodyDirectory m_moodyDirectory{FakeAdministration::directory(), [this] { return wait(); }};
    MoodyDefence m_moodyDefence{FakeAdministration::defence(), [this] { return wait(); }};
};

/// A gateway's administration served over HTTP on loopback, with the files by which a window finds it.
class TestGateway
{
public:
    TestGateway();
    ~TestGateway();
    void start(); ///< On a new port, as after a restart.
    void stop();
    [[nodiscard]] QString dataDirectory() const { return m_directory.path(); }

    MoodyAdministration administration;

private:
    QTemporaryDir m_directory;
    std::unique_ptr<gateway::admin::HttpServer> m_server;
};
