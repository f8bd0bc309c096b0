#pragma once

#include "gateway/reputation/keyhash.h"
#include "gateway/reputation/shardedtable.h"
#include "gateway/smtp/address.h"
#include "gateway/smtp/reply.h"

#include <chrono>
#include <memory>

namespace gateway::reputation {

class TableParser;

struct GreylistConfig {
    enum class Sender { Domain, Address };

    bool isEnabled = false;                  ///< Off: it delays the first mail of everybody new.
    Sender sender = Sender::Domain;          ///< What of the reverse-path counts: some senders use a new address for every message.
    std::chrono::seconds minDelay = std::chrono::minutes(5);
    std::chrono::seconds window = std::chrono::hours(4);   ///< In which the second attempt has to come.
    std::chrono::seconds remembered = std::chrono::days(35); ///< After the last pass; longer than a month, for monthly mail.
    qsizetype maxTriplets = 500'000;
};

/// A triplet that was seen. As it is saved; times in seconds since 1970, which suffice until 2106.
struct GreylistRecord {
    quint64 key = 0;
    quint32 first = 0, last = 0;
    quint32 passes = 0, reserved = 0;
};
static_assert(sizeof(GreylistRecord) == 24);

/// Asks a sender who is new to a recipient, from a network that is new to both, to come again (RFC 6647). Bounded in memory (threats.md R7),
/// kept over a restart. Thread-safe.
class Greylist
{
public:
    explicit Greylist(const GreylistConfig &config = {}, const HashSeed &seed = KeyHash::randomSeed());

    struct Opened {
        std::unique_ptr<Greylist> greylist;
        QString problem; ///< Of a file that could not be used, for the operator; empty if all is well.
    };
    /// With what was saved at \a path, if there is a file. (blocks)
    [[nodiscard]] static Opened open(const GreylistConfig &config, const QString &path);
    [[nodiscard]] Result<> save(const QString &path) const; ///< (blocks)

    /// How long the client has to wait; zero: it may pass. Clocks may jump: one set back makes a sender wait once more, no longer.
    [[nodiscard]] std::chrono::seconds check(const boost::asio::ip::address &client, const smtp::Mailbox &reversePath, const smtp::Mailbox &recipient,
        std::chrono::sys_seconds now);
    [[nodiscard]] static smtp::Reply reply(std::chrono::seconds wait); ///< 450 4.7.1 with the time to wait.

    [[nodiscard]] qsizetype count() const { return m_table.count(); }
    [[nodiscard]] qsizetype octets() const { return m_table.octets(); }

private:
    [[nodiscard]] bool take(QByteArrayView record);

    const GreylistConfig m_config;
    const KeyHash m_hash;
    ShardedTable<GreylistRecord> m_table;
};

} // namespace gateway::reputation
