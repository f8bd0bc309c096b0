#include "gateway/admin/endpoint.h"
#include "gateway/daemon/gatewayparts.h"
#include "gateway/logrecord.h"
#include "gateway/unattended.h"

#include <QDir>
#include <QLoggingCategory>
#include <boost/asio/co_spawn.hpp>

Q_LOGGING_CATEGORY(lcGateway, "postern.gateway")

namespace gateway::daemon {
namespace {

constexpr std::chrono::seconds stopTime{30};
constexpr int listsEvery = 60;  // Minutes: block lists are tested.
constexpr int tablesEvery = 10; // Minutes: what is remembered of clients may lose so much in a crash.

} // namespace

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
    for (const auto open : {&Gateway::openStores, &Gateway::openNet, &Gateway::openRouting, &Gateway::openDoor, &Gateway::openService, &Gateway::openPorts}) {
        if (Result<> opened = (this->*open)(); !opened)
            return opened;
    }
    d->housekeeping.start(std::chrono::minutes(1));
    keepHouse();
    qCInfo(lcGateway).noquote() << LogRecord("started").add("smtp", d->smtpText).add("database", d->database->description()).add("queued", d->queue->size()).text();
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
