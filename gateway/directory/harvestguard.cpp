#include "gateway/directory/harvestguard.h"

#include <limits>

namespace gateway::directory {
namespace {

constexpr std::chrono::minutes step{5};
constexpr qsizetype maxRecipient = 254;
constexpr quint64 ipv4Prefix = 0xffff'ffff'0000'0000; // In IPv6, ffff::/16 is multicast and no client's.

/// IPv4 /32 and IPv6 /64 in one number. An IPv4 address mapped into IPv6 is the IPv4 address.
quint64 clientKey(const boost::asio::ip::address &client)
{
    using namespace boost::asio::ip;
    if (client.is_v4())
        return ipv4Prefix | client.to_v4().to_uint();
    const address_v6 v6 = client.to_v6();
    if (v6.is_v4_mapped())
        return ipv4Prefix | make_address_v4(v4_mapped, v6).to_uint();
    const address_v6::bytes_type bytes = v6.to_bytes();
    quint64 key = 0;
    for (int i = 0; i < 8; ++i)
        key = key << 8 | bytes[std::size_t(i)];
    return key;
}

/// IPv4 /24 and IPv6 /48.
quint64 networkKey(quint64 client)
{
    return client & ((client & ipv4Prefix) == ipv4Prefix ? ~quint64(0xff) : ~quint64(0xffff));
}

QByteArray toText(quint64 client)
{
    using namespace boost::asio::ip;
    if ((client & ipv4Prefix) == ipv4Prefix)
        return QByteArray::fromStdString(address_v4(address_v4::uint_type(client & 0xffff'ffff)).to_string());
    address_v6::bytes_type bytes{};
    for (int i = 7; i >= 0; --i, client >>= 8)
        bytes[std::size_t(i)] = static_cast<unsigned char>(client & 0xff);
    return QByteArray::fromStdString(address_v6(bytes).to_string()) + "/64";
}

} // namespace

qint64 HarvestGuard::SlidingHour::stepOf(Clock::time_point time) { return time.time_since_epoch() / step; }

void HarvestGuard::SlidingHour::add(Clock::time_point now)
{
    const qint64 current = std::max(stepOf(now), m_step); // Threads may come a moment out of order.
    for (qint64 i = std::max(m_step + 1, current - steps + 1); i <= current; ++i)
        m_counts[std::size_t(i % steps)] = 0;
    m_step = current;
    quint16 &count = m_counts[std::size_t(current % steps)];
    if (count < std::numeric_limits<quint16>::max())
        ++count;
}

int HarvestGuard::SlidingHour::count(Clock::time_point now) const
{
    int sum = 0;
    for (qint64 i = std::max<qint64>(stepOf(now) - steps + 1, m_step - steps + 1); i <= m_step; ++i)
        sum += i >= 0 ? m_counts[std::size_t(i % steps)] : 0;
    return sum;
}

HarvestGuard::HarvestGuard(Limits limits) : m_limits(limits), m_clients(limits.maxClients), m_networks(limits.maxNetworks) {}

HarvestGuard::Action HarvestGuard::addUnknown(const boost::asio::ip::address &address, const QByteArray &recipient, Clock::time_point now, bool isEsteemed)
{
    const quint64 key = clientKey(address);
    SlidingHour &network = m_networks.use(networkKey(key));
    Client &client = m_clients.use(key, [this](Client &evicted) {
        while (!evicted.guesses.isEmpty())
            forgetOldest(evicted);
    });
    network.add(now);
    client.unknown.add(now);
    m_everybody.add(now);
    keep(key, client, recipient, now);
    return actionFor(&client, &network, now, isEsteemed);
}

void HarvestGuard::keep(quint64 key, Client &client, const QByteArray &recipient, Clock::time_point now)
{
    if (m_limits.maxGuessesOfClient < 1 || m_limits.maxGuesses < 1)
        return;
    if (client.guesses.size() >= m_limits.maxGuessesOfClient)
        forgetOldest(client);
    else if (guesses() >= m_limits.maxGuesses)
        forgetOldest(*m_clients.find(m_kept.front().client));
    client.guesses.append(m_kept.insert(m_kept.end(), {key, now, recipient.left(maxRecipient)}));
}

void HarvestGuard::forgetOldest(Client &client) { m_kept.erase(client.guesses.takeFirst()); }

HarvestGuard::Action HarvestGuard::action(const boost::asio::ip::address &client, Clock::time_point now, bool isEsteemed) const
{
    const quint64 key = clientKey(client);
    return actionFor(m_clients.peek(key), m_networks.peek(networkKey(key)), now, isEsteemed);
}

HarvestGuard::Action HarvestGuard::actionFor(const Client *client, const SlidingHour *network, Clock::time_point now, bool isEsteemed) const
{
    const bool isTight = !isEsteemed && m_everybody.count(now) >= m_limits.tightenAt;
    const int refuseClient = isTight ? std::min(m_limits.refuseWhenTight, m_limits.refuseClient) : m_limits.refuseClient;
    const int delayClient = isTight ? 1 : m_limits.delayClient;
    const int ofClient = client ? client->unknown.count(now) : 0;
    const int ofNetwork = network ? network->count(now) : 0;
    if (ofClient >= std::max(refuseClient, 1) || ofNetwork >= m_limits.refuseNetwork)
        return Action::Refuse;
    return ofClient >= delayClient || ofNetwork >= m_limits.delayNetwork ? Action::Delay : Action::None;
}

QList<HarvestGuard::Suspect> HarvestGuard::suspects(qsizetype limit, Clock::time_point now, const QDateTime &wallClock) const
{
    QList<Suspect> found;
    for (const auto &[key, client] : m_clients.items()) {
        if (found.size() >= limit)
            break;
        const int count = client.unknown.count(now);
        if (count == 0)
            continue;
        Suspect suspect{toText(key), count};
        for (const AllKept::iterator &guess : client.guesses) {
            const auto age = std::chrono::duration_cast<std::chrono::milliseconds>(now - guess->time);
            suspect.guesses.append({guess->recipient, wallClock.toUTC().addMSecs(-age.count())});
        }
        suspect.isRefused = actionFor(&client, m_networks.peek(networkKey(key)), now, false) == Action::Refuse;
        found.append(suspect);
    }
    return found;
}

} // namespace gateway::directory
