#include "gateway/reputation/rates.h"

#include "gateway/reputation/reasons.h"

#include <cmath>

using namespace Qt::StringLiterals;
using namespace std::chrono;

namespace gateway::reputation {
namespace {

constexpr milliseconds times[] = {minutes(1), minutes(1), hours(1)}; // By What.

QByteArray wordOf(Rates::What what)
{
    switch (what) {
    case Rates::What::Connections: return "connections a minute";
    case Rates::What::Messages: return "messages a minute";
    case Rates::What::Recipients: return "recipients an hour";
    }
    return {};
}

} // namespace

Rates::Rates(const RateConfig &config) : m_config(config), m_clients(config.maxClients), m_networks(config.maxClients / 2) {}

Rates::Limit Rates::limitOf(What what, Standing standing) const
{
    const RateLimits &limits = standing == Standing::Unknown ? m_config.unknown : standing == Standing::Known ? m_config.known : m_config.partner;
    const int counts[] = {limits.connectionsPerMinute, limits.messagesPerMinute, limits.recipientsPerHour};
    return {std::max(counts[int(what)], 1), times[int(what)]};
}

milliseconds Rates::age(Record &record, What what, const Limit &limit, double share, qint64 now)
{
    const double passed = record.time == 0 ? 0 : double(std::max<qint64>(now - record.time, 0));
    for (int i = 0; i < 3; ++i)
        record.used[i] = std::max(record.used[i] - passed / double(times[i].count()), 0.0);
    record.time = std::max(record.time, now);
    const double over = record.used[int(what)] + share - 1;
    constexpr double rounding = 1e-9; // Of many sums.
    return over <= rounding ? milliseconds(0) : milliseconds(qint64(std::ceil((over - rounding) * double(limit.time.count()))));
}

Rates::Admission Rates::take(const boost::asio::ip::address &client, What what, Standing standing, Time now, int count)
{
    const Network own = Network::around(client, 32, 64), around = Network::around(client, 24, 48);
    const Limit limit = limitOf(what, standing);
    const int factor = std::clamp(m_config.networkFactor, 1, 1000);
    const auto millis = std::max<qint64>(duration_cast<milliseconds>(now.time_since_epoch()).count(), 1);
    // More at once than the bucket holds is granted to a client that has used nothing; else it would wait for ever.
    const double share = std::clamp(double(count) / limit.count, 0.0, 1.0);
    const quint64 ownKey = m_hash.of('c', own), aroundKey = m_hash.of('n', around);
    const auto oldest = [](const Record &record) { return record.time; };
    return m_clients.with(ownKey, [&](CompactTable<Record> &clients) {
        // Always the lock of a client before that of a network.
        return m_networks.with(aroundKey, [&](CompactTable<Record> &networks) {
            Record &one = clients.obtain(ownKey, oldest), &all = networks.obtain(aroundKey, oldest);
            const double shareOfAll = standing == Standing::Unknown ? share / factor : 0; // Bad neighbours are not held against who is known.
            const milliseconds oneWaits = age(one, what, limit, share, millis);
            const milliseconds allWait = shareOfAll > 0 ? age(all, what, limit, shareOfAll, millis) : milliseconds(0);
            if (oneWaits.count() == 0 && allWait.count() == 0) {
                one.used[int(what)] += share;
                all.used[int(what)] += shareOfAll;
                return Admission{.what = what, .network = own, .limit = limit.count};
            }
            const bool isOwn = oneWaits >= allWait;
            return Admission{false, ceil<seconds>(std::max(oneWaits, allWait)), what, isOwn ? own : around, isOwn ? limit.count : limit.count * factor};
        });
    });
}

smtp::Reply Rates::Admission::reply() const
{
    const QByteArray text = "Too many " + wordOf(what) + " from " + network.toText() + "; please try again in " + QByteArray::number(qint64(wait.count()))
        + " seconds";
    return what == What::Connections ? smtp::Reply{421, 7, 0, text} : smtp::Reply{450, 7, 1, text};
}

Reason Rates::Admission::reason() const
{
    constexpr const char *ids[] = {"connection.rate-connections", "connection.rate-messages", "connection.rate-recipients"}; // By What.
    return makeReason(ids[int(what)], {{u"network"_s, QString::fromLatin1(network.toText())}, {u"limit"_s, QString::number(limit)},
        {u"wait"_s, QString::number(qint64(wait.count()))}});
}

} // namespace gateway::reputation
