#include "gateway/net/serverlimits.h"

#include "gateway/net/smtpserver.h"

#include <algorithm>
#include <cstring>

namespace gateway::net {

void ServerLimits::configure(const SmtpServerConfig &config)
{
    m_maxSessions = std::max(config.maxSessions, 1); // Zero never means unlimited (threats.md R7).
    m_maxPerClient = std::max(config.maxSessionsPerClient, 1);
    m_maxHandshakes = std::max(config.maxHandshakes, 1);
    m_maxOctets = std::max<qint64>(config.maxOctetsInFlight, 1);
    m_stressOn = config.stressOn;
    m_stressOff = std::min(config.stressOff, config.stressOn);
    m_countsLoopback = config.countsLoopback;
}

quint64 ServerLimits::key(const boost::asio::ip::address &client)
{
    if (client.is_v4())
        return 0xffff'ffff'0000'0000U | client.to_v4().to_uint();
    const boost::asio::ip::address_v6::bytes_type octets = client.to_v6().to_bytes();
    quint64 prefix = 0;
    std::memcpy(&prefix, octets.data(), sizeof prefix);
    return prefix;
}

bool ServerLimits::isCounted(const boost::asio::ip::address &client) const
{
    return m_countsLoopback || !client.is_loopback();
}

ServerLimits::Admission ServerLimits::admit(const boost::asio::ip::address &client, bool isEsteemed)
{
    const int room = isEsteemed || !isCounted(client) ? int(m_maxSessions) : m_maxSessions - m_maxSessions / 10;
    if (++m_sessions > room) {
        --m_sessions;
        return Admission::TooMany;
    }
    const std::scoped_lock lock(m_mutex);
    int &count = m_clients[key(client)];
    if (isCounted(client) && count >= m_maxPerClient) {
        --m_sessions;
        return Admission::TooManyOfClient;
    }
    ++count;
    return Admission::Granted;
}

void ServerLimits::release(const boost::asio::ip::address &client)
{
    {
        const std::scoped_lock lock(m_mutex);
        const auto entry = m_clients.find(key(client));
        if (entry != m_clients.end() && --*entry <= 0)
            m_clients.erase(entry);
    }
    --m_sessions;
}

void ServerLimits::addOctets(qint64 count)
{
    m_octets += count;
}

void ServerLimits::removeOctets(qint64 count)
{
    m_octets -= count;
}

bool ServerLimits::beginHandshake()
{
    if (++m_handshakes <= m_maxHandshakes)
        return true;
    --m_handshakes;
    return false;
}

bool ServerLimits::updateStress()
{
    const double load = std::max(double(m_sessions) / m_maxSessions, double(m_octets) / double(m_maxOctets));
    bool before = m_isUnderStress;
    const bool after = before ? load >= m_stressOff : load >= m_stressOn;
    return before != after && m_isUnderStress.compare_exchange_strong(before, after);
}

} // namespace gateway::net
