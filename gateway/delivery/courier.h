#pragma once

#include "gateway/delivery/hophealth.h"
#include "gateway/net/smtpclient.h"

namespace gateway::delivery {

/// What goes to one next hop in one mail transaction.
struct Consignment {
    QList<int> lines;      ///< Whose it is: indexes into the caller's list of recipients, in the order of delivery.envelope.recipients.
    net::NextHop hop;
    net::Delivery delivery;
    net::DeliveryResult result;
};

/// Takes messages to their next hops, and knows from that which of them are up. Thread-safe; both references must outlive it.
class Courier
{
public:
    Courier(net::SmtpClient &client, HopHealth &health) : m_client(client), m_health(health) {}

    /// One attempt, on loop \a loop, ended by \a deadline.
    [[nodiscard]] net::Task<> deliver(std::size_t loop, Consignment &consignment, smtp::Clock::time_point deadline);
    /// Cut-through: all of them at once, so that a slow next hop costs the others nothing. A next hop that is down is not asked again
    /// before its time: its recipients get a transient outcome at once.
    [[nodiscard]] net::Task<> cutThrough(std::size_t loop, std::vector<Consignment> &consignments, smtp::Clock::time_point deadline);

private:
    net::SmtpClient &m_client;
    HopHealth &m_health;
};

} // namespace gateway::delivery
