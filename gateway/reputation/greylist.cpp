#include "gateway/reputation/greylist.h"

#include "gateway/reputation/tablefile.h"

#include <cstring>

using std::chrono::seconds;
using std::chrono::sys_seconds;

namespace gateway::reputation {
namespace {

constexpr QByteArrayView fileKind = "greylist";
constexpr quint64 maxRecords = 100'000'000;

quint32 secondsOf(sys_seconds now) { return quint32(std::clamp<qint64>(now.time_since_epoch().count(), 0, 0xffff'ffff)); }

/// Those that passed are worth more than all that did not, then the newer ones.
double worthOf(const GreylistRecord &record) { return (record.passes > 0 ? double(quint64(1) << 32) : 0.0) + record.last; }

} // namespace

Greylist::Greylist(const GreylistConfig &config, const HashSeed &seed) : m_config(config), m_hash(seed), m_table(config.maxTriplets) {}

seconds Greylist::check(const boost::asio::ip::address &client, const smtp::Mailbox &reversePath, const smtp::Mailbox &recipient, sys_seconds now)
{
    if (!m_config.isEnabled)
        return seconds(0);
    const QByteArray domain = reversePath.domainKey();
    const QByteArray sender = m_config.sender == GreylistConfig::Sender::Domain ? domain : reversePath.localPart.toLower() + '@' + domain;
    const QByteArray network = Network::around(client, 24, 64).toText();
    const quint64 key = m_hash.of('g', {network, sender, recipient.localPart.toLower(), recipient.domainKey()});
    const quint32 time = secondsOf(now);
    return m_table.with(key, [&](CompactTable<GreylistRecord> &table) {
        GreylistRecord &record = table.obtain(key, worthOf);
        const qint64 sinceFirst = qint64(time) - record.first, sinceLast = qint64(time) - record.last;
        const bool isForgotten = record.passes > 0 ? sinceLast > m_config.remembered.count() : sinceFirst > m_config.window.count();
        if (record.first == 0 || isForgotten || (record.passes == 0 && sinceFirst < 0)) {
            record.first = std::max<quint32>(time, 1);
            record.passes = 0;
            record.last = time;
            return m_config.minDelay;
        }
        record.last = time;
        if (record.passes == 0 && sinceFirst < m_config.minDelay.count())
            return m_config.minDelay - seconds(sinceFirst);
        record.passes = std::min<quint32>(record.passes, 0xffff'fffe) + 1;
        return seconds(0);
    });
}

smtp::Reply Greylist::reply(seconds wait)
{
    return {450, 7, 1, "You are new to this recipient; please try again in " + QByteArray::number(qint64(wait.count())) + " seconds"};
}

Result<> Greylist::save(const QString &path) const
{
    const QList<QByteArray> pieces = m_table.snapshot();
    return writeTable(path, fileKind, m_hash.seed(), sizeof(GreylistRecord), pieces);
}

bool Greylist::take(QByteArrayView octets)
{
    GreylistRecord record;
    std::memcpy(&record, octets.data(), sizeof record);
    if (record.key == 0 || record.first == 0)
        return false;
    m_table.with(record.key, [&](CompactTable<GreylistRecord> &table) { table.obtain(record.key, worthOf) = record; });
    return true;
}

Greylist::Opened Greylist::open(const GreylistConfig &config, const QString &path)
{
    std::unique_ptr<Greylist> greylist;
    TableParser parser(fileKind, sizeof(GreylistRecord), maxRecords,
        {[&](const HashSeed &seed) { greylist = std::make_unique<Greylist>(config, seed); }, [&](QByteArrayView record) { return greylist->take(record); }});
    if (const Result<> read = readTable(path, parser); !read)
        return {std::make_unique<Greylist>(config), setAside(path, read.error())};
    return {std::move(greylist), {}};
}

} // namespace gateway::reputation
