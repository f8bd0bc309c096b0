#include "gateway/delivery/queuerunner.h"

#include "gateway/delivery/outcome.h"
#include "gateway/logrecord.h"
#include "gateway/net/loops.h"
#include "gateway/unattended.h"

#include <QLoggingCategory>
#include <boost/asio/co_spawn.hpp>

Q_LOGGING_CATEGORY(lcQueueRunner, "postern.queue")

namespace gateway::delivery {
namespace {

constexpr int maxInFlight = 40, maxPerHop = 20;
constexpr qint64 maxOctetsInFlight = 256 * 1024 * 1024;
constexpr std::chrono::milliseconds interval{500};
constexpr std::chrono::minutes attemptTime{10}; // RFC 5321 4.5.3.2.6: the final reply alone may take as long.

smtp::Envelope envelopeOf(const SpoolFile &file, const QList<int> &recipients)
{
    smtp::Envelope envelope = file.envelope;
    envelope.recipients.clear();
    for (const int index : recipients)
        envelope.recipients.append(file.recipients[index].path);
    return envelope;
}

/// Those who still wait, by the next hop that serves each of them now: it may be another than when the message came (threats.md C7).
std::vector<Consignment> consignmentsOf(const SpoolFile &file, QByteArrayView content, const Routes &routes)
{
    std::vector<Consignment> all;
    for (const int index : waitingRecipients(file)) {
        const net::NextHop &hop = routes.nextHop(file.recipients[index].path.mailbox);
        const auto known = std::ranges::find(all, hop, &Consignment::hop);
        Consignment &consignment = known != all.end() ? *known : all.emplace_back();
        consignment.hop = hop;
        consignment.lines.append(index);
    }
    for (Consignment &each : all)
        each.delivery = net::Delivery{envelopeOf(file, each.lines), file.prefix, {content}};
    return all;
}

/// What one attempt brought, as the queue writes it down.
AttemptResult resultOf(const std::vector<Consignment> &consignments)
{
    AttemptResult result;
    for (const Consignment &each : consignments) {
        for (int i = 0; i < each.lines.size(); ++i) {
            const smtp::RecipientOutcome &outcome = each.result.outcomes[i];
            const bool isDelivered = outcome.kind == smtp::RecipientOutcome::Kind::Delivered;
            result.recipients.append({each.lines[i], isDelivered ? std::optional(Fate::Delivered) : std::nullopt, QString::fromUtf8(outcome.reply.toLine())});
        }
    }
    return result;
}

QList<Settled> withOutcome(const std::vector<Consignment> &consignments, smtp::RecipientOutcome::Kind kind, Fate fate)
{
    QList<Settled> all;
    for (const Consignment &each : consignments) {
        for (int i = 0; i < each.lines.size(); ++i) {
            if (each.result.outcomes[i].kind == kind)
                all.append({each.lines[i], fate, each.result.outcomes[i].reply});
        }
    }
    return all;
}

QList<Settled> withoutReport(const std::vector<Consignment> &consignments)
{
    QList<Settled> all;
    for (const Consignment &each : consignments) {
        for (int i = 0; i < each.lines.size(); ++i) {
            if (each.result.outcomes[i].isUnreported)
                all.append({each.lines[i], Fate::Delivered, each.result.outcomes[i].reply});
        }
    }
    return all;
}

void setFates(AttemptResult &result, const QList<Settled> &recipients)
{
    for (const Settled &each : recipients)
        result.recipients.append({each.recipient, each.fate, QString::fromUtf8(each.reply.toLine())});
}

} // namespace

QueueRunner::QueueRunner(net::Loops &loops, net::BlockingPool &pool, Queue &queue, Courier &courier, HopHealth &health, RoutesSource routes,
                         QueueObserver &observer)
    : m_loops(loops), m_pool(pool), m_queue(queue), m_courier(courier), m_health(health), m_routes(std::move(routes)), m_observer(observer),
      m_timer(loops.at(0))
{
}

void QueueRunner::start()
{
    if (m_isRunning.exchange(true))
        return;
    boost::asio::co_spawn(m_loops.at(0), run(), unattended);
}

void QueueRunner::stop()
{
    m_isStopping = true;
    wake();
}

void QueueRunner::wake()
{
    boost::asio::post(m_loops.at(0), [this] { m_timer.cancel(); });
}

net::Task<> QueueRunner::run()
{
    while (!m_isStopping) {
        m_timer.expires_after(interval);
        co_await dispatchDue();
        if (!m_isStopping)
            (void)co_await m_timer.async_wait(net::asTuple);
    }
    m_isRunning = false;
}

int QueueRunner::room(const net::NextHop &hop)
{
    const Ramp ramp = m_ramps.value(hop.toBytes());
    if (m_health.isUp(hop))
        return ramp.allowed - ramp.inFlight;
    return ramp.inFlight == 0 && m_health.mayTry(hop, smtp::Clock::now()) ? 1 : 0;
}

net::Task<> QueueRunner::dispatchDue()
{
    const std::shared_ptr<const Routes> routes = m_routes();
    // Several domains may share a next hop: what one of them was promised is not there for the next.
    QHash<QByteArray, int> left;
    const auto roomFor = [&](const QByteArray &destination) {
        const net::NextHop &hop = routes->nextHop({"postmaster", destination});
        const auto known = left.find(hop.toBytes());
        return known != left.end() ? 0 : *left.insert(hop.toBytes(), room(hop));
    };
    const QList<QByteArray> due = m_queue.take(QDateTime::currentDateTimeUtc(), maxInFlight - m_inFlight, roomFor);
    for (const QByteArray &id : due) {
        if (m_isStopping || m_octets >= maxOctetsInFlight) {
            m_queue.giveBack(id);
            continue;
        }
        std::optional<SpoolFile> file = co_await load(id);
        if (file)
            dispatch(std::move(*file), routes);
    }
}

void QueueRunner::dispatch(SpoolFile file, std::shared_ptr<const Routes> routes)
{
    const QList<int> waiting = waitingRecipients(file);
    const smtp::Mailbox recipient = waiting.isEmpty() ? smtp::Mailbox() : file.recipients[waiting.first()].path.mailbox;
    const QByteArray hop = routes->nextHop(recipient).toBytes();
    ++m_ramps[hop].inFlight;
    ++m_inFlight;
    m_octets += file.contentSize;
    const std::size_t loop = m_nextLoop++ % m_loops.count();
    boost::asio::co_spawn(m_loops.at(loop), attempt(loop, std::move(file), std::move(routes), hop), unattended);
}

net::Task<std::optional<SpoolFile>> QueueRunner::load(QByteArray id)
{
    Result<SpoolFile> file = co_await m_pool.run([this, &id] { return m_queue.file(id, Verify::Checksum); });
    if (file)
        co_return std::move(*file);
    if (file.error().kind == Error::Kind::NotFound) // Removed by the administrator in the meantime.
        co_return std::nullopt;
    if (file.error().kind != Error::Kind::Invalid) { // The file may be sound: it could not be read just now.
        qCWarning(lcQueueRunner).noquote() << LogRecord("unreadable").add("id", id).add("cause", file.error().message).text();
        m_queue.postpone(id, QDateTime::currentDateTimeUtc());
        co_return std::nullopt;
    }
    qCWarning(lcQueueRunner).noquote() << LogRecord("damaged").add("id", id).add("cause", file.error().message).text();
    m_observer.damaged(id, file.error().message);
    co_await m_pool.run([this, &id, &file] {
        m_queue.setAside(id, file.error().message);
        return true;
    });
    co_return std::nullopt;
}

void QueueRunner::ended(const QByteArray &hop, qint64 octets)
{
    boost::asio::post(m_loops.at(0), [this, hop, octets] {
        Ramp &ramp = m_ramps[hop];
        ramp.allowed = std::min(ramp.allowed + 1, maxPerHop);
        if (--ramp.inFlight == 0)
            m_ramps.remove(hop); // The ramp starts anew after a quiet time, and the table stays small (R7).
        --m_inFlight;
        m_octets -= octets;
        m_timer.cancel();
    });
}

net::Task<> QueueRunner::attempt(std::size_t loop, SpoolFile file, std::shared_ptr<const Routes> routes, QByteArray hop)
{
    co_await deliver(loop, file, *routes);
    ended(hop, file.contentSize);
}

net::Task<> QueueRunner::deliver(std::size_t loop, SpoolFile &file, const Routes &routes)
{
    const Result<QByteArray> content = co_await m_pool.run([this, &file] { return m_queue.content(file); });
    if (!content) {
        qCWarning(lcQueueRunner).noquote() << LogRecord("unreadable").add("id", file.id).add("cause", content.error().message).text();
        m_queue.postpone(file.id, QDateTime::currentDateTimeUtc());
        co_return;
    }
    std::vector<Consignment> consignments = consignmentsOf(file, *content, routes);
    co_await m_courier.deliver(loop, consignments, smtp::Clock::now() + attemptTime);
    for (const Consignment &each : consignments)
        m_observer.attempted(file, each);
    co_await settle(file, *content, consignments);
}

net::Task<> QueueRunner::settle(const SpoolFile &file, QByteArrayView content, const std::vector<Consignment> &consignments)
{
    using Kind = smtp::RecipientOutcome::Kind;
    const auto finish = [&](const AttemptResult &outcome) {
        return m_pool.run([this, &file, &outcome] { return m_queue.finish(file.id, outcome, QDateTime::currentDateTimeUtc()); });
    };
    // A report is queued before the mark that makes the recipient done: a crash between the two repeats it, never loses it.
    AttemptResult result = resultOf(consignments);
    QList<Settled> refused = withOutcome(consignments, Kind::Permanent, Fate::Dsn);
    const bool isReported = co_await report(file, content, refused);
    if (isReported)
        setFates(result, refused);
    Result<QList<int>> expired = co_await finish(result);
    m_observer.settled(file, withOutcome(consignments, Kind::Delivered, Fate::Delivered)); // True whether or not it could be written down.
    const QList<Settled> unreported = withoutReport(consignments);
    if (expired && !unreported.isEmpty())
        co_await m_observer.relayed(file, content, unreported);
    if (expired && !expired->isEmpty()) {
        QList<Settled> late;
        for (const int index : *expired)
            late.append({index, Fate::Expired, {554, 4, 7, "The message could not be delivered in time"}});
        const bool isTold = co_await report(file, content, late);
        AttemptResult over;
        if (isTold) {
            setFates(over, late);
            expired = co_await finish(over);
        } else {
            m_queue.postpone(file.id, QDateTime::currentDateTimeUtc());
        }
    }
    if (!expired)
        qCWarning(lcQueueRunner).noquote() << LogRecord("finish-failed").add("id", file.id).add("cause", expired.error().message).text();
}

/// Tells the sender about \a recipients and notes their fates; false if that could not be made durable, so that they have to wait.
net::Task<bool> QueueRunner::report(const SpoolFile &file, QByteArrayView content, QList<Settled> &recipients)
{
    if (recipients.isEmpty())
        co_return true;
    const Result<bool> reported = co_await m_observer.report(file, content, recipients);
    if (!reported) {
        qCWarning(lcQueueRunner).noquote() << LogRecord("report-failed").add("id", file.id).add("cause", reported.error().message).text();
        co_return false;
    }
    for (Settled &each : recipients) {
        if (each.fate == Fate::Dsn && !*reported)
            each.fate = Fate::Rejected;
    }
    m_observer.settled(file, recipients);
    co_return true;
}

} // namespace gateway::delivery
