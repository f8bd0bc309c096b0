#include "gateway/admin/endpoint.h"
#include "gateway/daemon/gatewayparts.h"
#include "gateway/logrecord.h"
#include "gateway/net/scratchdirectory.h"
#include "gateway/store/durablefile.h"

#include <QFile>
#include <QHostAddress>
#include <QLoggingCategory>
#include <QNetworkInterface>
#include <thread>

Q_LOGGING_CATEGORY(lcStart, "postern.gateway")

namespace gateway::daemon {
namespace {

constexpr int blockingThreads = 32; // Flushes run in parallel: more threads than cores, they mostly wait.
constexpr int questionConnections = 4;  // To one next hop, beside those for mail.

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

QList<admin::Domain> initialDomains(const Config &config)
{
    if (!config.isTrial)
        return {};
    return {{trialDomain, {}, {QStringLiteral("alice"), QStringLiteral("bob"), QStringLiteral("carol")}}};
}

} // namespace

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
        qCWarning(lcStart).noquote() << LogRecord("queue-restored").add("queued", d->queue->size()).add("what", d->restore->problem()).text();
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
    return {};
}

Result<> Gateway::openRouting()
{
    Config &config = d->config;
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
    return {};
}

Result<> Gateway::openDoor()
{
    Config &config = d->config;
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
    return {};
}

Result<> Gateway::openService()
{
    Config &config = d->config;
    config.senderCheck.hostName = config.server.session.hostName;
    const Result<std::shared_ptr<const Sealer>> sealer = Sealer::open(config.sealer, config.server.session.hostName);
    if (!sealer)
        return tl::make_unexpected(sealer.error());
    config.senderCheck.seals = *sealer != nullptr;
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

} // namespace gateway::daemon
