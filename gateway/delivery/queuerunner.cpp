#include "gateway/delivery/queuerunner.h"

#include "gateway/delivery/outcome.h"
#include "gateway/logrecord.h"
#include "gateway/net/loops.h"

#include <QLoggingCategory>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>

Q_LOGGING_CATEGORY(lcQueueRunner, "postern.queue")

namespace gateway::delivery {
namespace {

constexpr int maxInFlight = 40, maxPerDestination = 20;
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
            std::optional<Fate> fate;
            if (outcome.kind == smtp::RecipientOutcome::Kind::Delivered)
                fate = Fate::Delivered;
            else if (outcome.kind == smtp::RecipientOutcome::Kind::Permanent)
                fate = Fate::Dsn;
            result.recipients.append({each.lines[i], fate, QString::fromUtf8(outcome.reply.toLine())});
        }
    }
    return result;
}

} // namespace

QueueRunner::QueueRunner(net::Loops &loops, net::BlockingPool &pool, Queue &queue, Courier &courier, HopHealth &health, RoutesSource routes,
                         QueueObserver &observer)
    : m_loops(loops), m_pool(pool), m_queue(queue), m_courier(courier), m_health(health), m_routes(std::move(routes)), m_observer(observer),
      m_timer(loops.at(0))
{
}

void QueueRunner::start() { boost::asio::co_spawn(m_loops.at(0), run(), boost::asio::detached); }

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
        (void)co_await m_timer.async_wait(net::asTuple);
    }
}

int QueueRunner::room(const Routes &routes, const QByteArray &destination)
{
    const net::NextHop &hop = routes.nextHop({"postmaster", destination});
    const Ramp ramp = m_ramps.value(destination);
    if (m_health.isUp(hop))
        return ramp.allowed - ramp.inFlight;
    return ramp.inFlight == 0 && m_health.mayTry(hop, smtp::Clock::now()) ? 1 : 0;
}

net::Task<> QueueRunner::dispatchDue()
{
    const std::shared_ptr<const Routes> routes = m_routes();
    const QList<QByteArray> due = m_queue.take(QDateTime::currentDateTimeUtc(), maxInFlight - m_inFlight,
                                               [this, &routes](const QByteArray &destination) { return room(*routes, destination); });
    for (const QByteArray &id : due) {
        std::optional<SpoolFile> file = co_await load(id);
        if (!file)
            continue;
        const QList<int> waiting = waitingRecipients(*file);
        const smtp::Mailbox recipient = waiting.isEmpty() ? smtp::Mailbox() : file->recipients[waiting.first()].path.mailbox;
        const QByteArray destination = recipient.domainKey();
        ++m_ramps[destination].inFlight;
        ++m_inFlight;
        const std::size_t loop = m_nextLoop++ % m_loops.count();
        boost::asio::co_spawn(m_loops.at(loop), attempt(loop, std::move(*file), routes, destination), boost::asio::detached);
    }
}

net::Task<std::optional<SpoolFile>> QueueRunner::load(QByteArray id)
{
    Result<SpoolFile> file = co_await m_pool.run([this, &id] { return m_queue.file(id, Verify::Checksum); });
    if (file)
        co_return std::move(*file);
    if (file.error().kind == Error::Kind::NotFound) // Removed by the administrator in the meantime.
        co_return std::nullopt;
    qCWarning(lcQueueRunner).noquote() << LogRecord("damaged").add("id", id).add("cause", file.error().message).text();
    m_observer.damaged(id, file.error().message);
    co_await m_pool.run([this, &id, &file] {
        m_queue.setAside(id, file.error().message);
        return true;
    });
    co_return std::nullopt;
}

void QueueRunner::ended(const QByteArray &destination)
{
    boost::asio::post(m_loops.at(0), [this, destination] {
        Ramp &ramp = m_ramps[destination];
        ramp.allowed = std::min(ramp.allowed + 1, maxPerDestination);
        if (--ramp.inFlight == 0)
            m_ramps.remove(destination); // The ramp starts anew after a quiet time, and the table stays small (R7).
        --m_inFlight;
        m_timer.cancel();
    });
}

net::Task<> QueueRunner::attempt(std::size_t loop, SpoolFile file, std::shared_ptr<const Routes> routes, QByteArray destination)
{
    co_await deliver(loop, file, *routes);
    ended(destination);
}

net::Task<> QueueRunner::deliver(std::size_t loop, SpoolFile &file, const Routes &routes)
{
    const Result<QByteArray> content = co_await m_pool.run([this, &file] { return m_queue.content(file); });
    if (!content) {
        qCWarning(lcQueueRunner).noquote() << LogRecord("unreadable").add("id", file.id).add("cause", content.error().message).text();
        m_queue.giveBack(file.id);
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
    const AttemptResult result = resultOf(consignments);
    // A report is queued before the mark that makes the recipient done: a crash between the two repeats it, never loses it.
    const auto tell = [&](Fate wanted) -> net::Task<> {
        qsizetype next = 0; // The result has the consignments' recipients in their order.
        for (const Consignment &each : consignments) {
            for (const smtp::RecipientOutcome &outcome : each.result.outcomes) {
                const AttemptResult::Recipient &recipient = result.recipients[next++];
                const QList<int> lines(1, recipient.index);
                if (recipient.fate == wanted)
                    co_await m_observer.settled(file, content, lines, wanted, outcome.reply);
            }
        }
    };
    const auto finish = [&](const AttemptResult &outcome) {
        return m_pool.run([this, &file, &outcome] { return m_queue.finish(file.id, outcome, QDateTime::currentDateTimeUtc()); });
    };
    co_await tell(Fate::Dsn);
    Result<QList<int>> expired = co_await finish(result);
    if (expired) {
        co_await tell(Fate::Delivered);
        if (!expired->isEmpty()) {
            const smtp::Reply inVain{554, 4, 7, "The message could not be delivered in time"};
            co_await m_observer.settled(file, content, *expired, Fate::Expired, inVain);
            AttemptResult over;
            for (const int index : *expired)
                over.recipients.append({index, Fate::Expired, QString::fromUtf8(inVain.toLine())});
            expired = co_await finish(over);
        }
    }
    if (!expired)
        qCWarning(lcQueueRunner).noquote() << LogRecord("finish-failed").add("id", file.id).add("cause", expired.error().message).text();
}

} // namespace gateway::delivery
