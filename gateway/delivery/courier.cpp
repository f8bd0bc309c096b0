#include "gateway/delivery/courier.h"

#include "gateway/logrecord.h"
#include "gateway/mail/sevenbit.h"
#include "gateway/unattended.h"

#include <QLoggingCategory>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>

namespace gateway::delivery {

namespace {

Q_LOGGING_CATEGORY(lcCourier, "postern.delivery")

QByteArray joined(const QList<QByteArrayView> &pieces)
{
    QByteArray octets;
    for (const QByteArrayView piece : pieces)
        octets.append(piece);
    return octets;
}

} // namespace

net::Task<> Courier::deliver(std::size_t loop, std::vector<Consignment> &consignments, smtp::Clock::time_point deadline)
{
    std::vector<Consignment *> all;
    for (Consignment &each : consignments)
        all.push_back(&each);
    co_await deliverAll(loop, all, deadline);
}

net::Task<> Courier::cutThrough(std::size_t loop, std::vector<Consignment> &consignments, smtp::Clock::time_point deadline)
{
    std::vector<Consignment *> open;
    for (Consignment &each : consignments) {
        if (m_health.mayTry(each.hop, smtp::Clock::now())) {
            open.push_back(&each);
            continue;
        }
        const smtp::Reply reply{451, 4, 1, "The next hop " + each.hop.toBytes() + " is down"};
        each.result.outcomes = QList<smtp::RecipientOutcome>(each.delivery.envelope.recipients.size(), {smtp::RecipientOutcome::Kind::Transient, reply, false});
        each.result.isUnreachable = true;
    }
    co_await deliverAll(loop, open, deadline);
}

net::Task<> Courier::deliverAll(std::size_t loop, std::vector<Consignment *> consignments, smtp::Clock::time_point deadline)
{
    if (consignments.size() == 1)
        co_return co_await attempt(loop, *consignments.front(), deadline);
    const auto executor = co_await boost::asio::this_coro::executor;
    boost::asio::steady_timer allDone(executor, smtp::Clock::time_point::max());
    std::size_t running = consignments.size();
    for (Consignment *each : consignments) {
        boost::asio::co_spawn(executor, attempt(loop, *each, deadline), [&running, &allDone](const std::exception_ptr &failure) {
            unattended(failure);
            if (--running == 0)
                allDone.cancel();
        });
    }
    while (running > 0)
        (void)co_await allDone.async_wait(net::asTuple);
}

net::Task<> Courier::attempt(std::size_t loop, Consignment &consignment, smtp::Clock::time_point deadline)
{
    consignment.result = co_await m_client.deliver(loop, consignment.hop, consignment.delivery, deadline);
    if (consignment.result.needsSevenBit)
        co_await deliverSevenBit(loop, consignment, deadline);
    if (!consignment.result.isContacted)
        co_return; // No connection became free: that says nothing about the next hop.
    const QList<smtp::RecipientOutcome> &outcomes = consignment.result.outcomes;
    m_health.report(consignment.hop, !consignment.result.isUnreachable,
                    outcomes.isEmpty() ? QString() : QString::fromUtf8(outcomes.first().reply.toLine()), smtp::Clock::now());
}

/// The second try, after a next hop has shown that it takes no 8-bit content. If the content cannot be encoded, the refusal (5.6.3) stands.
net::Task<> Courier::deliverSevenBit(std::size_t loop, Consignment &consignment, smtp::Clock::time_point deadline)
{
    const QList<QByteArrayView> &original = consignment.delivery.content;
    const auto encode = [&original] { return mail::sevenBit(joined(original)); };
    const std::optional<QByteArray> encoded = co_await m_pool.run(encode);
    qCInfo(lcCourier).noquote() << LogRecord(encoded ? "encoded-to-7bit" : "not-encodable-to-7bit").add("hop", consignment.hop.toBytes()).text();
    if (!encoded)
        co_return;
    net::Delivery delivery{consignment.delivery.envelope, consignment.delivery.prefix, {*encoded}, true};
    delivery.envelope.body = smtp::Body::SevenBit;
    consignment.result = co_await m_client.deliver(loop, consignment.hop, delivery, deadline);
}

} // namespace gateway::delivery
