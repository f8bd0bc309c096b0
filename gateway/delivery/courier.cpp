#include "gateway/delivery/courier.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>

namespace gateway::delivery {

net::Task<> Courier::deliver(std::size_t loop, Consignment &consignment, smtp::Clock::time_point deadline)
{
    consignment.result = co_await m_client.deliver(loop, consignment.hop, consignment.delivery, deadline);
    const QList<smtp::RecipientOutcome> &outcomes = consignment.result.outcomes;
    m_health.report(consignment.hop, !consignment.result.isUnreachable,
                    outcomes.isEmpty() ? QString() : QString::fromUtf8(outcomes.first().reply.toLine()), smtp::Clock::now());
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
    if (open.size() == 1)
        co_return co_await deliver(loop, *open.front(), deadline);
    const auto executor = co_await boost::asio::this_coro::executor;
    boost::asio::steady_timer allDone(executor, smtp::Clock::time_point::max());
    std::size_t running = open.size();
    for (Consignment *each : open) {
        boost::asio::co_spawn(executor, deliver(loop, *each, deadline), [&running, &allDone](const std::exception_ptr &) {
            if (--running == 0)
                allDone.cancel();
        });
    }
    while (running > 0)
        (void)co_await allDone.async_wait(net::asTuple);
}

} // namespace gateway::delivery
