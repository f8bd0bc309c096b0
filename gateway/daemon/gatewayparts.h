#pragma once

#include "gateway/admin/httpserver.h"
#include "gateway/daemon/administrationservice.h"
#include "gateway/daemon/certificatealarm.h"
#include "gateway/daemon/clockwatch.h"
#include "gateway/daemon/defenceservice.h"
#include "gateway/daemon/directoryservice.h"
#include "gateway/daemon/gateway.h"
#include "gateway/daemon/pipeline.h"
#include "gateway/daemon/queuewatch.h"
#include "gateway/daemon/restorecheck.h"
#include "gateway/daemon/senderlistservice.h"
#include "gateway/net/loops.h"
#include "gateway/net/tlscontext.h"
#include "gateway/records/audit.h"
#include "gateway/store/database.h"
#include "gateway/store/directorylock.h"
#include "gateway/store/runningtime.h"
#include "gateway/store/settings.h"

#include <QTimer>
#include <stop_token>

namespace gateway::daemon {

/// All objects of a gateway, in the order of making; destroyed from the bottom up, so whoever uses a thing goes before it.
struct Gateway::Private {
    Config config;
    std::optional<store::DirectoryLock> lock;
    std::unique_ptr<store::Database> database;
    std::unique_ptr<store::Settings> settings;
    std::unique_ptr<records::Trace> trace;
    std::unique_ptr<records::Audit> audit;
    std::optional<store::RunningTime> runningTime;
    std::optional<RestoreCheck> restore;
    std::unique_ptr<delivery::Queue> queue;
    std::unique_ptr<quarantine::Quarantine> quarantine;
    EventBus events;
    Statistics statistics;
    std::unique_ptr<Recorder> recorder;
    std::unique_ptr<StorageGuard> guard;
    delivery::HopHealth health;
    std::unique_ptr<LiveSettings> live;
    std::unique_ptr<directory::SourceStore> directories;
    std::unique_ptr<Recipients> recipients;
    std::optional<Secrets> secrets;
    std::unique_ptr<DirectoryImports> imports;
    std::unique_ptr<reputation::StoredSenderLists> storedSenders;
    std::unique_ptr<net::Loops> loops;
    std::unique_ptr<net::BlockingPool> computing; ///< For what needs time, but no disk: nobody there waits for one that hangs.
    std::unique_ptr<net::BlockingPool> pool; ///< Work that nobody ran holds coroutines, which need their loop to the end.
    std::unique_ptr<net::TlsContext> tls;
    std::unique_ptr<net::DnsResolver> resolver; ///< None if the DNS is not to be asked.
    std::unique_ptr<net::Scanner> scanner;
    std::unique_ptr<net::SmtpClient> client;
    std::unique_ptr<net::SmtpClient> asker; ///< Of next hops, who their recipients are.
    std::unique_ptr<net::SmtpClient> submitter; ///< To ourselves: what the administrator sends, through the front door.
    std::unique_ptr<TestMailbox> mailbox;
    std::unique_ptr<net::SmtpServer> mailboxServer;
    std::unique_ptr<delivery::Courier> courier;
    std::unique_ptr<SafeKeeper> keeper;
    std::unique_ptr<QueueWatch> queueWatch;
    std::unique_ptr<delivery::QueueRunner> runner;
    std::unique_ptr<RecipientProbe> probe;
    std::unique_ptr<RecipientCheck> recipientCheck;
    std::unique_ptr<Defence> clientDefence;
    std::unique_ptr<Doorkeeper> door;
    std::optional<BounceGuard> bounces;
    std::optional<SenderScreen> screen;
    std::unique_ptr<Pipeline> pipeline;
    std::unique_ptr<net::SmtpServer> server;
    std::unique_ptr<DirectoryService> directory;
    std::unique_ptr<DefenceService> defence;
    std::optional<SenderListService> senderLists;
    std::unique_ptr<AdministrationService> administration;
    std::unique_ptr<admin::HttpServer> http;
    std::stop_source stopping;
    std::atomic<bool> isAdopted = false, isKeepingHouse = false;
    int minutes = 0; ///< Of keeping house.
    CertificateAlarm certificateAlarm;
    ClockWatch clockWatch;
    QTimer housekeeping, stopPoll;
    smtp::Clock::time_point stopBegan;
    QString smtpText, apiText;

    [[nodiscard]] QString path(const char *name) const { return config.dataDirectory + u'/' + QLatin1String(name); }
};

/// Of this machine, but loopback.
[[nodiscard]] QList<boost::asio::ip::address> ownAddresses();

} // namespace gateway::daemon
