#pragma once

#include "gateway/directory/boundedmap.h"

#include <QByteArray>
#include <QDateTime>
#include <QList>
#include <array>
#include <boost/asio/ip/address.hpp>
#include <chrono>
#include <list>

namespace gateway::directory {

/// Notices who tries out which recipients there are (threats.md S13): counts the unknown ones per client (IPv4 address, IPv6 /64) and per
/// network (/24, /48) in a sliding hour. Pure; not thread-safe. All tables have a bound (R7).
class HarvestGuard
{
public:
    using Clock = std::chrono::steady_clock;

    struct Limits {
        int delayClient = 10, refuseClient = 25;    ///< Unknown recipients in an hour.
        int delayNetwork = 50, refuseNetwork = 100; ///< A network has several clients, and a provider many customers.
        int tightenAt = 500;      ///< Of all clients together: who guesses from everywhere at once does not get its share from each.
        int refuseWhenTight = 3;  ///< Then, of a client that is not esteemed; the first is answered slowly.
        qsizetype maxClients = 10'000, maxNetworks = 10'000;
        qsizetype maxGuessesOfClient = 100, maxGuesses = 10'000;
    };
    /// What to do with the client now.
    enum class Action {
        None,
        Delay,  ///< Answer slowly.
        Refuse, ///< 421 and close, until the hour has gone by.
    };
    struct Guess {
        QByteArray recipient;
        QDateTime time; ///< UTC
    };
    struct Suspect {
        QByteArray client; ///< "192.0.2.1", "2001:db8::/64"
        int count = 0;     ///< In the last hour.
        QList<Guess> guesses{}; ///< Oldest first; the newest ones only if there were too many.
        bool isRefused = false;
    };

    explicit HarvestGuard(Limits limits);
    HarvestGuard() : HarvestGuard(Limits()) {}

    /// The client has named a recipient that does not exist. \a isEsteemed: it has sent good mail before.
    Action addUnknown(const boost::asio::ip::address &client, const QByteArray &recipient, Clock::time_point now, bool isEsteemed = false);
    [[nodiscard]] Action action(const boost::asio::ip::address &client, Clock::time_point now, bool isEsteemed = false) const;

    /// Who has guessed in the last hour, latest first, at most \a limit. \a wallClock: what the time of day is at \a now.
    [[nodiscard]] QList<Suspect> suspects(qsizetype limit, Clock::time_point now, const QDateTime &wallClock) const;
    [[nodiscard]] qsizetype guesses() const { return qsizetype(m_kept.size()); } ///< Kept of all clients together.

private:
    /// Counts of the last hour in steps of five minutes.
    class SlidingHour
    {
    public:
        void add(Clock::time_point now);
        [[nodiscard]] int count(Clock::time_point now) const;

    private:
        static constexpr int steps = 12;
        [[nodiscard]] static qint64 stepOf(Clock::time_point time);
        std::array<quint16, steps> m_counts{};
        qint64 m_step = 0; ///< Of the newest count.
    };
    struct Kept {
        quint64 client;
        Clock::time_point time;
        QByteArray recipient;
    };
    using AllKept = std::list<Kept>;
    struct Client {
        SlidingHour unknown;
        QList<AllKept::iterator> guesses; ///< Oldest first.
    };

    void keep(quint64 key, Client &client, const QByteArray &recipient, Clock::time_point now);
    void forgetOldest(Client &client);
    [[nodiscard]] Action actionFor(const Client *client, const SlidingHour *network, Clock::time_point now, bool isEsteemed) const;

    const Limits m_limits;
    BoundedMap<quint64, Client> m_clients;
    BoundedMap<quint64, SlidingHour> m_networks;
    SlidingHour m_everybody;
    AllKept m_kept; ///< The guesses of all clients, oldest first.
};

} // namespace gateway::directory
