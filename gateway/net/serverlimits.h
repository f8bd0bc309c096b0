#pragma once

#include <QHash>
#include <atomic>
#include <boost/asio/ip/address.hpp>
#include <mutex>

namespace gateway::net {

struct SmtpServerConfig;

/// What all sessions of a server together may use (threats.md R1, R4, R5, T7). Thread-safe.
class ServerLimits
{
public:
    enum class Admission { Granted, TooMany, TooManyOfClient };

    void configure(const SmtpServerConfig &config);

    /// Counts a session of \a client unless there are too many. Each Granted is given back with release(). The last tenth of the room is for
    /// those who are esteemed.
    [[nodiscard]] Admission admit(const boost::asio::ip::address &client, bool isEsteemed = false);
    void release(const boost::asio::ip::address &client);
    [[nodiscard]] int sessions() const { return m_sessions; }

    void addOctets(qint64 count);
    void removeOctets(qint64 count);
    /// Whether a new transaction may begin, and whether one under way may go on: a quarter more, so that most can be finished.
    [[nodiscard]] bool hasRoomForTransaction() const { return m_octets < m_maxOctets; }
    [[nodiscard]] bool hasRoomForContent() const { return m_octets < m_maxOctets + m_maxOctets / 4; }

    /// Most of the octets are in use: new transactions are slowed down.
    [[nodiscard]] bool isFilling() const { return m_octets * 4 >= m_maxOctets * 3; }

    [[nodiscard]] bool beginHandshake();
    void endHandshake() { --m_handshakes; }

    [[nodiscard]] bool isUnderStress() const { return m_isUnderStress; }
    /// Looks at the load; true if stress began or ended.
    [[nodiscard]] bool updateStress();

private:
    /// IPv4 /32 and IPv6 /64 in one number: ffff:ffff::/32 is multicast and no client's.
    [[nodiscard]] static quint64 key(const boost::asio::ip::address &client);
    [[nodiscard]] bool isCounted(const boost::asio::ip::address &client) const;

    std::atomic<int> m_sessions = 0, m_handshakes = 0;
    std::atomic<qint64> m_octets = 0;
    std::atomic<bool> m_isUnderStress = false;
    std::atomic<int> m_maxSessions = 1, m_maxPerClient = 1, m_maxHandshakes = 1;
    std::atomic<qint64> m_maxOctets = 1;
    std::atomic<double> m_stressOn = 1, m_stressOff = 1;
    std::atomic<bool> m_countsLoopback = false;
    std::mutex m_mutex;
    QHash<quint64, int> m_clients; ///< At most one entry per session.
};

} // namespace gateway::net
