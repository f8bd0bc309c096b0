#pragma once

#include "gateway/reason.h"
#include "gateway/reputation/keyhash.h"
#include "gateway/reputation/shardedtable.h"
#include "gateway/smtp/reply.h"

#include <chrono>

namespace gateway::reputation {

/// What a client is held to. Never unlimited: what is not positive counts as 1 (threats.md R7).
struct RateLimits {
    int connectionsPerMinute = 60;
    int messagesPerMinute = 60;
    int recipientsPerHour = 2000;
};

struct RateConfig {
    RateLimits unknown{};
    RateLimits known{600, 600, 20'000};    ///< Clients that have sent good mail before.
    RateLimits partner{6000, 6000, 200'000}; ///< Those on the organisation's own allow list.
    int networkFactor = 4;                 ///< All unknown clients of a network (/24, /48) together get so many times what one of them gets.
    qsizetype maxClients = 200'000;
};

/// How much each client, and each network, does in a time. Token buckets: a client that was quiet may do at once what it may do in the whole
/// time. Bounded in memory, the oldest are forgotten first (threats.md R1, R7, S13). Thread-safe.
class Rates
{
public:
    enum class What { Connections, Messages, Recipients };
    enum class Standing { Unknown, Known, Partner };
    using Time = std::chrono::steady_clock::time_point;

    struct Admission {
        bool isGranted = true;
        std::chrono::seconds wait{0}; ///< Until it would be granted; at least 1.
        What what = What::Connections;
        Network network{};            ///< That has used up its share: the client's own, or the one around it.
        int limit = 0;
        [[nodiscard]] smtp::Reply reply() const; ///< 450 4.7.1 with the time to wait; for connections 421 4.7.0.
        [[nodiscard]] Reason reason() const;     ///< Below connection.rate-.
    };

    explicit Rates(const RateConfig &config = {});

    /// Takes \a count of what the client may do, or nothing.
    [[nodiscard]] Admission take(const boost::asio::ip::address &client, What what, Standing standing, Time now, int count = 1);

    [[nodiscard]] qsizetype count() const { return m_clients.count() + m_networks.count(); }
    [[nodiscard]] qsizetype octets() const { return m_clients.octets() + m_networks.octets(); }

private:
    /// What was used, in parts of the whole, so that a change of limits or standing does not matter.
    struct Record {
        quint64 key = 0;
        qint64 time = 0; ///< Milliseconds of the steady clock.
        double used[3] = {};
    };
    struct Limit {
        int count;
        std::chrono::milliseconds time;
    };
    [[nodiscard]] Limit limitOf(What what, Standing standing) const;
    /// How long until \a share more can be used; brings the record up to date.
    [[nodiscard]] static std::chrono::milliseconds age(Record &record, What what, const Limit &limit, double share, qint64 now);

    const RateConfig m_config;
    const KeyHash m_hash;
    ShardedTable<Record> m_clients, m_networks;
};

} // namespace gateway::reputation
