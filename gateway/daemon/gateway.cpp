#include "gateway/daemon/gateway.h"

#include "gateway/logrecord.h"
#include "gateway/admin/endpoint.h"
#include "gateway/daemon/administrationservice.h"
#include "gateway/daemon/certificatealarm.h"
#include "gateway/daemon/clockwatch.h"
#include "gateway/daemon/defenceservice.h"
#include "gateway/daemon/directoryservice.h"
#include "gateway/daemon/pipeline.h"
#include "gateway/daemon/queuewatch.h"
#include "gateway/daemon/restorecheck.h"
#include "gateway/daemon/senderlistservice.h"
#include "gateway/net/loops.h"
#include "gateway/net/scratchdirectory.h"
#include "gateway/net/tlscontext.h"
#include "gateway/records/audit.h"
#include "gateway/store/database.h"
#include "gateway/store/directorylock.h"
#include "gateway/store/durablefile.h"
#include "gateway/store/runningtime.h"
#include "gateway/store/settings.h"
#include "gateway/unattended.h"

#include <QDir>
#include <QFile>
#include <QHostAddress>
#include <QLoggingCategory>
#include <QNetworkInterface>
#include <QTimer>
#include <boost/asio/co_spawn.hpp>
#include <stop_token>
#include <thread>

Q_LOGGING_CATEGORY(lcGateway, "postern.gateway")

namespace gateway::daemon {
namespace {

constexpr int blockingThreads = 32; // Flushes run in parallel: more threads than cores, they mostly wait.
constexpr int questionConnections = 4;  // To one next hop, beside those for mail.
constexpr std::chrono::seconds stopTime{30};
constexpr int listsEvery = 60;  // Minutes: block lists are tested.
constexpr int tablesEvery = 10; // Minutes: what is remembered of clients may lose so much in a crash.

const QString trialDomain = QStringLiteral("trial.test");

QString endpointText(const boost::asio::ip::tcp::endpoint &endpoint)
{
    const QString address = QString::fromStdString(endpoint.address().to_string());
    return (endpoint.address().is_v6() ? u'[' + address + u']' : address) + u':' + QString::number(endpoint.port());
}

/// The endpoint to connect to for one that is listened on: "any address" is reached over loopback.
QString reachable(boost::asio::ip::tcp::endpoint endpoint)
{
    if (endpoint.address().is_unspecified())
        endpoint.address(endpoint.address().is_v6() ? boost::asio::ip::address(boost::asio::ip::address_v6::loopback())
                                                    : boost::asio::ip::address(boost::asio::ip::address_v4::loopback()));
    return endpointText(endpoint);
}

/// Of this machine, but loopback.
QList<boost::asio::ip::address> ownAddresses()
{
    QList<boost::asio::ip::address> addresses;
    for (const QHostAddress &each : QNetworkInterface::allAddresses()) {
        boost::system::error_code error;
        const auto address = boost::asio::ip::make_address(each.toString().toStdString(), error);
        if (!error && !address.is_loopback())
            addresses.append(address);
    }
    return addresses;
}

QList<admin::Domain> initialDomains(const Config &config)
{
    if (!config.isTrial)
        return {};
    return {{trialDomain, {}, {QStringLiteral("alice"), QStringLiteral("bob"), QStringLiteral("carol")}}};
}

} // namespace

// In the order of making; destroyed from the bottom up, so whoever uses a thing goes before it.
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

Gateway::Gateway(Config config, QObject *parent) : QObject(parent), d(std::make_unique<Private>())
{
    d->config = std::move(config);
    connect(&d->housekeeping, &QTimer::timeout, this, &Gateway::keepHouse);
    connect(&d->stopPoll, &QTimer::timeout, this, &Gateway::finishStopping);
}

Gateway::~Gateway()
{
    if (d->http)
        d->http->stop();
    if (d->scanner) {
        d->scanner->stop();
        QDir().rmdir(d->config.scanner.scratchDirectory); // Only if it is empty.
    }
    d->stopping.request_stop();
    if (d->computing)
        d->computing->join();
    if (d->pool)
        d->pool->join(); // What is posted from now on never runs.
    if (d->loops)
        d->loops->stop();
}

Result<> Gateway::start()
{
    if (Result<> opened = openStores(); !opened)
        return opened;
    if (Result<> opened = openNet(); !opened)
        return opened;
    if (Result<> opened = openPorts(); !opened)
        return opened;
    d->housekeeping.start(std::chrono::minutes(1));
    keepHouse();
    qCInfo(lcGateway).noquote() << LogRecord("started").add("smtp", d->smtpText).add("database", d->database->description()).add("queued", d->queue->size()).text();
    return {};
}

Result<> Gateway::openStores()
{
    for (const QString &directory : {d->config.dataDirectory, d->path("queue"), d->path("quarantine"), d->path("spool"), d->path("tls")}) {
        if (Result<> made = store::ensurePrivateDirectory(directory); !made)
            return made;
    }
    Result<store::DirectoryLock> lock = store::DirectoryLock::take(d->config.dataDirectory);
    if (!lock)
        return tl::make_unexpected(lock.error());
    d->lock.emplace(std::move(*lock));

    Result<std::unique_ptr<store::Database>> database = store::Database::open(d->path("postern.db"), store::migrations());
    if (!database)
        return tl::make_unexpected(database.error());
    d->database = std::move(*database);
    d->settings = std::make_unique<store::Settings>(*d->database);
    Result<std::unique_ptr<reputation::StoredSenderLists>> storedSenders = reputation::StoredSenderLists::load(*d->database);
    if (!storedSenders)
        return tl::make_unexpected(storedSenders.error());
    d->storedSenders = std::move(*storedSenders);
    d->trace = std::make_unique<records::Trace>(*d->database);
    d->audit = std::make_unique<records::Audit>(*d->database);
    d->runningTime.emplace(d->config.dataDirectory);
    const auto runningTime = [time = &*d->runningTime] { return time->now(); };
    d->config.queue.runningTime = runningTime;
    Result<std::unique_ptr<delivery::Queue>> queue = delivery::Queue::open(d->path("queue"), *d->database, d->config.queue);
    if (!queue)
        return tl::make_unexpected(queue.error());
    d->queue = std::move(*queue);
    d->restore.emplace(d->path("queue"));
    if (d->restore->isRestored() && d->queue->size() > 0)
        qCWarning(lcGateway).noquote() << LogRecord("queue-restored").add("queued", d->queue->size()).add("what", d->restore->problem()).text();
    else if (const Result<> accepted = d->restore->accept(); !accepted)
        return accepted;
    Result<std::unique_ptr<quarantine::Quarantine>> quarantine = quarantine::Quarantine::open(d->path("quarantine"), *d->database, runningTime);
    if (!quarantine)
        return tl::make_unexpected(quarantine.error());
    d->quarantine = std::move(*quarantine);
    Result<std::unique_ptr<directory::SourceStore>> directories = directory::SourceStore::open(d->path("directory"));
    if (!directories)
        return tl::make_unexpected(directories.error());
    d->directories = std::move(*directories);
    const Result<Secrets> secrets = Secrets::open(d->path("secrets"));
    if (!secrets)
        return tl::make_unexpected(secrets.error());
    d->secrets.emplace(*secrets);
    d->recorder = std::make_unique<Recorder>(*d->trace, d->events, d->statistics);
    d->guard = std::make_unique<StorageGuard>(d->config.dataDirectory, d->config.diskReserve + d->config.server.session.maxMessageSize * 3 / 2);
    return {};
}

Result<> Gateway::openNet()
{
    Config &config = d->config;
    config.senderCheck.hostName = config.server.session.hostName;
    const Result<std::shared_ptr<const Sealer>> sealer = Sealer::open(config.sealer, config.server.session.hostName);
    if (!sealer)
        return tl::make_unexpected(sealer.error());
    config.senderCheck.seals = *sealer != nullptr;
    const QString chain = config.certificate.isEmpty() ? d->path("tls/certificate.pem") : config.certificate;
    const QString key = config.certificate.isEmpty() ? d->path("tls/key.pem") : config.key;
    if (config.certificate.isEmpty() && (!QFile::exists(chain) || !QFile::exists(key))) {
        if (Result<> made = net::makeSelfSigned(chain, key, config.server.session.hostName); !made)
            return made;
    }
    Result<std::unique_ptr<net::TlsContext>> tls = net::TlsContext::load({{chain, key}});
    if (!tls)
        return tl::make_unexpected(tls.error());
    d->tls = std::move(*tls);

    d->loops = std::make_unique<net::Loops>();
    d->computing = std::make_unique<net::BlockingPool>(std::max(2U, std::thread::hardware_concurrency()));
    d->pool = std::make_unique<net::BlockingPool>(blockingThreads);
    if (config.usesDns.value_or(!config.isTrial || !config.dns.forwarders.isEmpty())) {
        Result<std::unique_ptr<net::DnsResolver>> resolver = net::DnsResolver::make(config.dns);
        if (!resolver)
            return tl::make_unexpected(resolver.error());
        d->resolver = std::move(*resolver);
    }
    // Without validation nothing is ever proved, and an answer that fails to come would only hold mail up.
    const bool usesDane = d->resolver && config.usesDane && config.dns.validates;
    d->client = std::make_unique<net::SmtpClient>(*d->loops, config.client, usesDane ? net::daneFinder(*d->resolver) : net::DaneFinder());
    net::SmtpClientConfig asker = config.client;
    asker.maxConnectionsPerHop = std::min(asker.maxConnectionsPerHop, questionConnections);
    d->asker = std::make_unique<net::SmtpClient>(*d->loops, asker, usesDane ? net::daneFinder(*d->resolver) : net::DaneFinder());
    d->submitter = std::make_unique<net::SmtpClient>(*d->loops, config.client);
    if (config.scanner.scratchDirectory.isEmpty())
        config.scanner.scratchDirectory = net::ScratchDirectory::placeOf(config.dataDirectory);
    d->scanner = std::make_unique<net::Scanner>(*d->loops, config.scanner);

    config.server.spoolDirectory = d->path("spool");
    if (config.isTrial && !config.nextHop) {
        Result<std::unique_ptr<TestMailbox>> mailbox = TestMailbox::open(d->path("mailbox"), *d->pool);
        if (!mailbox)
            return tl::make_unexpected(mailbox.error());
        d->mailbox = std::move(*mailbox);
        d->mailboxServer = std::make_unique<net::SmtpServer>(*d->loops, config.server, d->tls.get(), *d->mailbox);
        const auto bound = d->mailboxServer->listen({boost::asio::ip::address_v4::loopback(), 0});
        if (!bound)
            return tl::make_unexpected(bound.error());
        config.nextHop = net::NextHop{"127.0.0.1", bound->port(), net::NextHop::Tls::Opportunistic};
    }
    if (!config.nextHop)
        return failure(Error::Kind::Invalid, QStringLiteral("The mail server is not known. Give it with --next-hop HOST:PORT, or as delivery.next-hop in the configuration file."));
    Result<std::unique_ptr<LiveSettings>> live = LiveSettings::load(*d->settings, initialDomains(config), *config.nextHop, config.relay);
    if (!live)
        return tl::make_unexpected(live.error());
    d->live = std::move(*live);
    d->recipients = std::make_unique<Recipients>(*d->live, *d->directories);
    if (Result<> built = d->recipients->rebuild(); !built)
        return built;
    d->imports = std::make_unique<DirectoryImports>(DirectoryImports::Parts{*d->live, *d->directories, *d->recipients, *d->secrets, *d->recorder, d->events});
    d->live->setListener([recipients = d->recipients.get()] { (void)recipients->rebuild(); }); // It keeps its problem for the status.

    d->health.setListener([this](const net::NextHop &hop, bool isUp, const QString &cause) {
        const QString name = QString::fromUtf8(hop.toBytes());
        d->recorder->health(isUp ? QStringLiteral("The mail server %1 answers again.").arg(name)
                                 : QStringLiteral("The mail server %1 does not answer: %2").arg(name, cause), isUp);
        if (isUp) {
            d->pool->post([this] { // It may be long (R6).
                d->queue->drain({});
                d->runner->wake();
            });
        }
    });
    d->courier = std::make_unique<delivery::Courier>(*d->client, *d->computing, d->health);
    d->keeper = std::make_unique<SafeKeeper>(*d->pool, *d->queue, *d->quarantine, *d->guard, *d->recorder,
                                             SafeKeeper::Times{config.quarantineTime, config.server.storagePatience}, config.server.session.hostName);
    d->queueWatch = std::make_unique<QueueWatch>(*d->keeper, *d->recorder);
    const auto routes = [live = d->live.get()] {
        const auto snapshot = live->current();
        return std::shared_ptr<const delivery::Routes>(snapshot, &snapshot->routes);
    };
    d->runner = std::make_unique<delivery::QueueRunner>(*d->loops, *d->pool, *d->queue, *d->courier, d->health, routes, *d->queueWatch);
    d->clientDefence = std::make_unique<Defence>(config.dataDirectory);
    for (const QString &problem : d->clientDefence->problems())
        d->recorder->health(problem, false);
    d->live->setDefenceListener([this](const std::shared_ptr<const DefenceRules> &rules) {
        d->clientDefence->apply(rules);
        if (const QString problem = d->clientDefence->current()->problem; !problem.isEmpty())
            d->recorder->health(problem, false);
    });
    config.door.hostName = config.server.session.hostName;
    Learn learn;
    if (d->resolver)
        learn = [this](dns::KnownAnswers &answers, smtp::Clock::time_point deadline) { return d->resolver->learn(answers, deadline); };
    d->door = std::make_unique<Doorkeeper>(config.door, *d->clientDefence, *d->live, std::move(learn), *d->recorder);
    d->door->setOwnAddresses(ownAddresses());
    d->probe = std::make_unique<RecipientProbe>(*d->asker, d->health);
    d->recipientCheck = std::make_unique<RecipientCheck>(*d->live, *d->recipients, *d->probe);
    Result<BounceGuard> bounces = BounceGuard::open(config.bounceTags, config.dataDirectory);
    if (!bounces)
        return tl::make_unexpected(bounces.error());
    d->bounces.emplace(std::move(*bounces));
    d->screen.emplace(*d->storedSenders);
    d->pipeline = std::make_unique<Pipeline>(
        PipelineConfig{config.server.session.hostName, config.scanner.scansContent, config.scanner.scansVirus, config.acceptsTestSignaturesOnly, config.deliveryDeadline,
                       config.finalPatience, config.server.storagePatience, config.senderCheck, *sealer},
        *d->live, *d->door, *d->recipientCheck, *d->bounces, *d->screen, d->resolver.get(), *d->scanner, *d->courier, *d->keeper, *d->guard, *d->recorder);
    d->server = std::make_unique<net::SmtpServer>(*d->loops, config.server, d->tls.get(), *d->pipeline);
    d->door->setStress([server = d->server.get()] { return server->isUnderStress(); });
    d->directory = std::make_unique<DirectoryService>(DirectoryService::Parts{
        *d->loops, *d->live, *d->directories, *d->recipients, *d->recipientCheck, *d->imports, *d->secrets, *d->door, *d->audit});
    d->defence = std::make_unique<DefenceService>(DefenceService::Parts{*d->live, *d->clientDefence, *d->door, *d->server, *d->loops, *d->audit, d->resolver != nullptr});
    d->senderLists.emplace(*d->storedSenders, *d->audit);
    d->administration = std::make_unique<AdministrationService>(AdministrationService::Parts{
        config, *d->loops, *d->server, *d->submitter, *d->tls, d->resolver.get(), *d->scanner, *d->live, *d->queue, *d->runner, d->health, *d->quarantine, *d->trace, *d->audit,
        *d->recorder, d->events, d->statistics, *d->guard, *d->restore, [this] { startQueue(); }, d->mailbox.get(), *d->database, *d->directory, *d->defence, *d->senderLists,
        [this] { return d->recipients->problems() + d->imports->problems(); }, *d->storedSenders});
    d->loops->start();
    return {};
}

Result<> Gateway::openPorts()
{
    d->scanner->start();
    const auto bound = d->server->listen({boost::asio::ip::make_address(d->config.smtp.address.toStdString()), d->config.smtp.port});
    if (!bound)
        return tl::make_unexpected(bound.error());
    for (net::SmtpClient *client : {d->client.get(), d->asker.get()})
        client->addOwn(*bound);
    d->smtpText = endpointText(*bound);

    const Result<QByteArray> token = admin::Endpoint::tokenOf(d->config.dataDirectory);
    if (!token)
        return tl::make_unexpected(token.error());
    admin::HttpServerConfig http;
    http.address = d->config.api.address;
    http.port = d->config.api.port;
    http.token = *token;
    d->http = std::make_unique<admin::HttpServer>(http, *d->administration);
    const Result<quint16> port = d->http->start();
    if (!port)
        return tl::make_unexpected(port.error());
    d->apiText = QStringLiteral("http://") + endpointText({boost::asio::ip::make_address(d->config.api.address.toStdString()), *port});
    d->administration->setEndpoints({reachable(*bound), d->apiText, QString::fromUtf8(d->config.nextHop->toBytes())});
    if (Result<> written = admin::Endpoint::write(d->config.dataDirectory, d->apiText); !written)
        return written;
    d->pool->post([this] { adoptFiles(); });
    return {};
}

void Gateway::adoptFiles()
{
    (void)d->quarantine->reconcile();
    d->database->flush();
    // A release that a crash interrupted is completed if the queue has the message, else taken back (threats.md Q5): before any
    // message leaves the queue.
    for (const QByteArray &id : d->quarantine->releasing()) {
        const std::optional<quarantine::Entry> entry = d->quarantine->find(id);
        if (!entry || !entry->isReleased)
            continue;
        if (entry->queueId.isEmpty() || !d->queue->find(entry->queueId))
            d->quarantine->cancelRelease(id);
        else if (const Result<> removed = d->quarantine->remove(id); !removed)
            qCWarning(lcGateway).noquote() << LogRecord("release-not-completed").add("id", id).add("cause", removed.error().message).text();
    }
    d->isAdopted = true;
    startQueue();
    (void)d->queue->reconcile(d->stopping.get_token());
}

/// Once what a crash left is adopted, and unless the queue is a restored one.
void Gateway::startQueue()
{
    if (d->isAdopted && !d->restore->isRestored())
        d->runner->start();
}

QString Gateway::readyLine() const { return QStringLiteral("ready smtp=%1 api=%2").arg(d->smtpText, d->apiText); }

void Gateway::keepHouse()
{
    for (const QString &alarm : d->certificateAlarm.due(d->tls->certificates(), QDateTime::currentDateTimeUtc()))
        d->recorder->health(alarm, false);
    if (const auto jump = d->clockWatch.jump(QDateTime::currentDateTimeUtc(), ClockWatch::Clock::now())) {
        qCWarning(lcGateway).noquote() << LogRecord("clock-jumped").add("seconds", qint64(jump->count())).text();
        d->recorder->health(QStringLiteral("The clock of this machine was set by %1 minutes. Check that it is right now.")
                                .arg(std::chrono::duration_cast<std::chrono::minutes>(*jump).count()), false);
    }
    if (d->isKeepingHouse.exchange(true))
        return; // The disk has not come to an end with the last time.
    d->pool->post([this] {
        if (const Result<> saved = d->runningTime->save(); !saved)
            qCWarning(lcGateway).noquote() << LogRecord("running-time-not-saved").add("cause", saved.error().message).text();
        d->imports->tick(DirectoryImports::Clock::now());
        const QDateTime now = QDateTime::currentDateTimeUtc();
        for (const QByteArray &id : d->quarantine->expired(now)) {
            const std::optional<quarantine::Entry> entry = d->quarantine->find(id);
            const std::chrono::seconds kept(entry ? entry->received.secsTo(entry->expires) : 0);
            const bool isOver = entry && (!entry->ran || store::hasTrulyPassed(kept, *entry->ran, d->runningTime->now()));
            if (!isOver || !d->quarantine->remove(id))
                continue;
            QStringList recipients;
            for (const QByteArray &recipient : entry->recipients)
                recipients.append(QString::fromUtf8(recipient));
            d->recorder->changed(QString::fromLatin1(id), recipients, Fate::Expired, {}, QStringLiteral("Removed from the quarantine, because its time is over."));
        }
        d->door->keepHouse();
        d->door->setOwnAddresses(ownAddresses());
        d->clientDefence->refresh();
        if (d->minutes % listsEvery == 0)
            boost::asio::co_spawn(d->loops->at(0), d->door->testLists(), unattended);
        if (++d->minutes % tablesEvery == 0)
            saveTables();
        if (const Result<int> removed = d->trace->expire(now.addSecs(-std::chrono::seconds(d->config.traceTime).count())); !removed)
            qCWarning(lcGateway).noquote() << LogRecord("expire-failed").add("cause", removed.error().message).text();
        d->isKeepingHouse = false;
    });
}

void Gateway::saveTables()
{
    if (const Result<> saved = d->clientDefence->save(); !saved)
        qCWarning(lcGateway).noquote() << LogRecord("history-not-saved").add("cause", saved.error().message).text();
}

void Gateway::stop()
{
    if (d->stopPoll.isActive())
        return;
    qCInfo(lcGateway).noquote() << LogRecord("stopping").text();
    d->housekeeping.stop();
    if (d->imports)
        d->imports->stop();
    d->stopBegan = smtp::Clock::now();
    if (d->server)
        d->server->shutDown();
    if (d->runner)
        d->runner->stop();
    d->stopPoll.start(20);
}

void Gateway::finishStopping()
{
    const bool isQuiet = (!d->server || d->server->isDrained()) && (!d->runner || d->runner->isIdle());
    if (!isQuiet && smtp::Clock::now() - d->stopBegan < stopTime)
        return;
    d->stopPoll.stop();
    admin::Endpoint::remove(d->config.dataDirectory);
    for (const auto &client : {d->client.get(), d->asker.get(), d->submitter.get()}) {
        if (client)
            client->shutDown();
    }
    if (d->clientDefence)
        saveTables();
    if (d->database)
        d->database->flush();
    qCInfo(lcGateway).noquote() << LogRecord("stopped").add("clean", isQuiet ? "yes" : "no").text();
    Q_EMIT stopped();
}

} // namespace gateway::daemon
