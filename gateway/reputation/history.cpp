#include "gateway/reputation/history.h"

#include "gateway/dns/name.h"
#include "gateway/reputation/reasons.h"
#include "gateway/reputation/safetext.h"
#include "gateway/reputation/tablefile.h"

#include <cstring>

using namespace Qt::StringLiterals;
using std::chrono::sys_seconds;

namespace gateway::reputation {
namespace {

constexpr QByteArrayView fileKind = "history";
constexpr double maxClient = 4, maxNetwork = 2, maxDomain = 3, maxPair = 3, maxSum = 6;
constexpr double writtenBonus = 2.5, writtenByAnyBonus = 1;

QByteArray keyOf(const smtp::Mailbox &mailbox) { return mailbox.localPart.toLower() + '@' + mailbox.domainKey(); }

Network hostOf(const boost::asio::ip::address &client) { return Network::around(client, 32, 64); }
Network networkOf(const boost::asio::ip::address &client) { return Network::around(client, 24, 48); }

} // namespace

History::History(const HistoryConfig &config, const HashSeed &seed)
    : m_config(config), m_hash(seed),
      // Each client has its network too, in the worst case one of its own.
      m_tables{ShardedTable<HistoryRecord>(2 * config.maxClients), ShardedTable<HistoryRecord>(config.maxDomains), ShardedTable<HistoryRecord>(config.maxPairs)}
{
}

quint64 History::writtenKey(QByteArrayView user, QByteArrayView correspondent) const
{
    return marked(m_hash.of('w', {user, correspondent}), Kind::Pair);
}

History::Keys History::keysOf(const HistorySubject &subject) const
{
    const QByteArrayView proof = subject.isAuthenticated ? "+" : "-";
    Keys keys{.client = marked(m_hash.of('c', hostOf(subject.client)), Kind::Client),
        .network = marked(m_hash.of('n', networkOf(subject.client)), Kind::Client)};
    if (!subject.domain.isEmpty())
        keys.domain = marked(m_hash.of('d', {proof, dns::normalized(subject.domain)}), Kind::Domain);
    if (subject.sender.isNull())
        return keys;
    const QByteArray sender = keyOf(subject.sender);
    keys.writtenByAny = writtenKey({}, sender);
    if (subject.recipient.isNull())
        return keys;
    const QByteArray recipient = keyOf(subject.recipient);
    keys.pair = marked(m_hash.of('p', {proof, sender, recipient}), Kind::Pair);
    keys.written = writtenKey(recipient, sender);
    return keys;
}

HistoryRecord History::recordOf(quint64 key) const
{
    if (key == 0)
        return {};
    return m_tables[key & 3].with(key, [key](const CompactTable<HistoryRecord> &table) {
        const HistoryRecord *record = table.find(key);
        return record ? *record : HistoryRecord();
    });
}

void History::add(quint64 key, Outcome outcome, sys_seconds now)
{
    if (key == 0)
        return;
    tableOf(key).with(key, [&](CompactTable<HistoryRecord> &table) {
        const auto worth = [&](const HistoryRecord &record) { return record.worth(now, m_config.pace); };
        table.obtain(key, worth).add(outcome, now, m_config.pace);
    });
}

void History::note(const HistorySubject &subject, Outcome outcome, sys_seconds now)
{
    const Keys keys = keysOf(subject);
    add(keys.client, outcome, now);
    add(keys.network, outcome, now);
    add(keys.domain, outcome, now);
    // Who guesses recipients would fill the table with pairs that mean nothing.
    if (outcome != Outcome::UnknownRecipient)
        add(keys.pair, outcome, now);
}

void History::noteWritten(const smtp::Mailbox &user, const smtp::Mailbox &correspondent, sys_seconds now)
{
    if (user.isNull() || correspondent.isNull())
        return;
    const QByteArray to = keyOf(correspondent);
    add(writtenKey(keyOf(user), to), Outcome::Accepted, now);
    add(writtenKey({}, to), Outcome::Accepted, now);
}

Standing History::standing(const HistorySubject &subject, sys_seconds now) const
{
    const HistoryPace &pace = m_config.pace;
    const Keys keys = keysOf(subject);
    const HistoryRecord client = recordOf(keys.client), network = recordOf(keys.network);
    Standing standing;
    standing.client = client.score(now, pace, maxClient);
    // The neighbours count as long as little is known of the client itself.
    constexpr double enough = 5;
    standing.network = network.score(now, pace, maxNetwork) * enough / (enough + client.worth(now, pace));
    standing.isKnown = standing.client < 0 && client.accepted * client.fading(now, pace) >= 1;
    // What is not proved can speak against a message, never for it (threats.md P15).
    const auto trusted = [&subject](double score) { return subject.isAuthenticated ? score : std::max(score, 0.0); };
    standing.domain = trusted(recordOf(keys.domain).score(now, pace, maxDomain));
    standing.pair = trusted(recordOf(keys.pair).score(now, pace, maxPair));
    if (subject.isAuthenticated) {
        // Four messages' worth fades away slowly: one letter is remembered whole for two half-lives.
        const auto fresh = [&](quint64 key) { return std::min(4 * recordOf(key).worth(now, pace), 1.0); };
        standing.correspondence = -std::max(writtenBonus * fresh(keys.written), writtenByAnyBonus * fresh(keys.writtenByAny));
    }
    return standing;
}

double Standing::sum() const { return std::clamp(client + network + domain + pair + correspondence, -maxSum, maxSum); }

QList<Reason> Standing::reasons(const HistorySubject &subject) const
{
    constexpr double clear = 0.5; // Below it there is nothing worth a sentence; the sum has it all the same.
    QList<Reason> reasons;
    const auto add = [&reasons](double score, const char *good, const char *bad, const QString &name, const QString &value) {
        if (std::abs(score) >= clear)
            reasons.append(makeReason(score < 0 ? good : bad, score, {{name, value}}));
    };
    const auto text = [](const Network &range) { return QString::fromLatin1(range.toText()); };
    const QString sender = safeText(subject.sender.toBytes());
    add(client, "connection.history-good", "connection.history-bad", u"client"_s, text(hostOf(subject.client)));
    add(network, "connection.network-good", "connection.network-bad", u"network"_s, text(networkOf(subject.client)));
    add(domain, "connection.domain-good", "connection.domain-bad", u"domain"_s, safeText(subject.domain));
    add(pair, "connection.pair-good", "connection.pair-bad", u"sender"_s, sender);
    add(correspondence, "connection.correspondent", "connection.correspondent", u"sender"_s, sender);
    return reasons;
}

qsizetype History::count() const
{
    qsizetype all = 0;
    for (const ShardedTable<HistoryRecord> &table : m_tables)
        all += table.count();
    return all;
}

qsizetype History::octets() const
{
    qsizetype all = 0;
    for (const ShardedTable<HistoryRecord> &table : m_tables)
        all += table.octets();
    return all;
}

Result<> History::save(const QString &path) const
{
    QList<QByteArray> pieces;
    for (const ShardedTable<HistoryRecord> &table : m_tables)
        pieces.append(table.snapshot());
    return writeTable(path, fileKind, m_hash.seed(), sizeof(HistoryRecord), pieces);
}

bool History::take(QByteArrayView octets)
{
    HistoryRecord record;
    std::memcpy(&record, octets.data(), sizeof record);
    if (!record.isSound() || (record.key & 3) > quint64(Kind::Pair))
        return false;
    // A smaller table than the one that was saved keeps the counts that are worth most.
    const auto worth = [](const HistoryRecord &any) { return any.accepted + any.spam + any.virus + any.unknown; };
    tableOf(record.key).with(record.key, [&](CompactTable<HistoryRecord> &table) { table.obtain(record.key, worth) = record; });
    return true;
}

TableParser History::parser(const HistoryConfig &config, std::unique_ptr<History> &history)
{
    constexpr quint64 maxRecords = 100'000'000; // Whatever was configured when it was saved.
    TableSink sink{[&config, &history](const HashSeed &seed) { history = std::make_unique<History>(config, seed); },
        [&history](QByteArrayView record) { return history->take(record); }};
    return TableParser(fileKind, sizeof(HistoryRecord), maxRecords, std::move(sink));
}

History::Opened History::open(const HistoryConfig &config, const QString &path)
{
    std::unique_ptr<History> history;
    TableParser reader = parser(config, history);
    if (const Result<> read = readTable(path, reader); !read)
        return {std::make_unique<History>(config), setAside(path, read.error())};
    return {std::move(history), {}};
}

} // namespace gateway::reputation
