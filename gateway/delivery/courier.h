#pragma once

#include "gateway/delivery/hophealth.h"
#include "gateway/net/blockingpool.h"
#include "gateway/net/smtpclient.h"

namespace gateway::delivery {

/// What goes to one next hop in one mail transaction.
struct Consignment {
    QList<int> lines;      ///< Whose it is: indexes into the caller's list of recipients, in the order of delivery.envelope.recipients.
    net::NextHop hop;
    net::Delivery delivery;
    net::DeliveryResult result;
};

/// Takes messages to their next hops, and knows from that which of them are up. Thread-safe; the references must outlive it.
class Courier
{
public:
    /// \a pool encodes; nothing that waits for a disk may fill it.
    Courier(net::SmtpClient &client, net::BlockingPool &pool, HopHealth &health) : m_client(client), m_pool(pool), m_health(health) {}

    /// One attempt for each, on loop \a loop, all of them at once, so that a slow next hop costs the others nothing; ended by \a deadline.
    /// A next hop without 8BITMIME gets the message in a 7-bit encoding (threats.md S9).
    [[nodiscard]] net::Task<> deliver(std::size_t loop, std::vector<Consignment> &consignments, smtp::Clock::time_point deadline);
    /// The same for mail whose sender waits: a next hop that is down is not asked again before its time, its recipients get a transient
    /// outcome at once.
    [[nodiscard]] net::Task<> cutThrough(std::size_t loop, std::vector<Consignment> &consignments, smtp::Clock::time_point deadline);

private:
    [[nodiscard]] net::Task<> deliverAll(std::size_t loop, std::vector<Consignment *> consignments, smtp::Clock::time_point deadline);
    [[nodiscard]] net::Task<> attempt(std::size_t loop, Consignment &consignment, smtp::Clock::time_point deadline);
    [[nodiscard]] net::Task<> deliverSevenBit(std::size_t loop, Consignment &consignment, smtp::Clock::time_point deadline);

    net::SmtpClient &m_client;
    net::BlockingPool &m_pool;
    HopHealth &m_health;
};

} // namespace gateway::delivery
