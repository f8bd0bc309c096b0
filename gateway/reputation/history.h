#pragma once

#include "gateway/reason.h"
#include "gateway/reputation/historyrecord.h"
#include "gateway/reputation/keyhash.h"
#include "gateway/reputation/shardedtable.h"
#include "gateway/smtp/address.h"

#include <memory>

namespace gateway::reputation {

class TableParser;

struct HistoryConfig {
    HistoryPace pace{};
    qsizetype maxClients = 1'000'000; ///< With their networks; 32 octets each, 40 with the slots left free.
    qsizetype maxDomains = 100'000;
    qsizetype maxPairs = 500'000;     ///< Of a sender and a recipient, and of those we wrote to.
};

/// Whom a message came from and goes to.
struct HistorySubject {
    boost::asio::ip::address client;
    QByteArray domain{};          ///< Of the sender.
    bool isAuthenticated = false; ///< That domain is proved (DMARC, or aligned SPF or DKIM). Else the name may be borrowed: it earns nothing.
    smtp::Mailbox sender{}, recipient{};
};

/// What the past says of a message: log-odds towards unwanted.
struct Standing {
    double client = 0, network = 0, domain = 0, pair = 0, correspondence = 0;
    bool isKnown = false; ///< The client has sent good mail before, and more of it than other.
    [[nodiscard]] double sum() const; ///< Between -6 and 6.
    /// Facts for what is clearly good or bad.
    [[nodiscard]] QList<Reason> reasons(const HistorySubject &subject) const;
};

/// What we remember of clients (/32 and /24, /64 and /48), sending domains and pairs of sender and recipient. Bounded in memory; nothing is
/// learnt but what the caller says, and of that a bounded part a day (threats.md R7, P15). Thread-safe.
class History
{
public:
    explicit History(const HistoryConfig &config = {}, const HashSeed &seed = KeyHash::randomSeed());

    struct Opened {
        std::unique_ptr<History> history;
        QString problem; ///< Of a file that could not be used, for the operator; empty if all is well. The history then is empty.
    };
    /// With what was saved at \a path, if there is a file. (blocks)
    [[nodiscard]] static Opened open(const HistoryConfig &config, const QString &path);
    [[nodiscard]] Result<> save(const QString &path) const; ///< (blocks)

    void note(const HistorySubject &subject, Outcome outcome, std::chrono::sys_seconds now);
    /// One of ours, who has logged in, wrote to \a correspondent.
    void noteWritten(const smtp::Mailbox &user, const smtp::Mailbox &correspondent, std::chrono::sys_seconds now);
    [[nodiscard]] Standing standing(const HistorySubject &subject, std::chrono::sys_seconds now) const;

    [[nodiscard]] qsizetype count() const;  ///< Records.
    [[nodiscard]] qsizetype octets() const; ///< Of memory.

    /// For readers of a file: puts what is taken into \a history. Both must outlive the parser.
    [[nodiscard]] static TableParser parser(const HistoryConfig &config, std::unique_ptr<History> &history);

private:
    enum class Kind : quint64 { Client, Domain, Pair }; ///< The two lowest bits of a key; names the table.
    struct Keys { ///< 0: the subject has none.
        quint64 client = 0, network = 0, domain = 0, pair = 0, written = 0, writtenByAny = 0;
    };
    [[nodiscard]] static quint64 marked(quint64 key, Kind kind) { return (key & ~quint64(3)) | quint64(kind) | quint64(key <= 3) << 8; }
    [[nodiscard]] Keys keysOf(const HistorySubject &subject) const;
    [[nodiscard]] quint64 writtenKey(QByteArrayView user, QByteArrayView correspondent) const;
    [[nodiscard]] ShardedTable<HistoryRecord> &tableOf(quint64 key) { return m_tables[key & 3]; }
    [[nodiscard]] HistoryRecord recordOf(quint64 key) const;
    void add(quint64 key, Outcome outcome, std::chrono::sys_seconds now);
    [[nodiscard]] bool take(QByteArrayView record);

    const HistoryConfig m_config;
    const KeyHash m_hash;
    std::array<ShardedTable<HistoryRecord>, 3> m_tables;
};

} // namespace gateway::reputation
