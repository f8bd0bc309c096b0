#include "gateway/reputation/networks.h"

#include <QtEndian>
#include <algorithm>
#include <tuple>

using namespace Qt::StringLiterals;

namespace gateway::reputation {
namespace {

constexpr quint64 mappedPrefix = 0x0000'ffff'0000'0000; // The low half of ::ffff:0:0.

} // namespace

Networks::Bits Networks::bitsOf(const boost::asio::ip::address &address)
{
    if (address.is_v4())
        return {0, mappedPrefix | address.to_v4().to_uint()};
    const auto octets = address.to_v6().to_bytes();
    return {qFromBigEndian<quint64>(octets.data()), qFromBigEndian<quint64>(octets.data() + 8)};
}

Networks::Bits Networks::cut(Bits bits, int length)
{
    const auto mask = [](int kept) { return kept <= 0 ? 0 : kept >= 64 ? ~quint64(0) : ~quint64(0) << (64 - kept); };
    return {bits.high & mask(length), bits.low & mask(length - 64)};
}

bool Networks::isWithin(const Bits &bits, const Node &node)
{
    const bool isIpv4 = bits.high == 0 && bits.low >> 32 == mappedPrefix >> 32;
    return (!isIpv4 || node.length >= 96) && cut(bits, node.length) == node.first;
}

/// The narrowest network around these bits that is not longer than \a maxLength. The last one that begins before them either is it, or lies
/// within it: what lies between ends before them.
qint32 Networks::narrowest(const Bits &bits, int maxLength) const
{
    const auto behind = std::ranges::upper_bound(m_nodes, bits, {}, &Node::first);
    auto at = qint32(behind - m_nodes.begin()) - 1;
    while (at >= 0 && (m_nodes[size_t(at)].length > maxLength || !isWithin(bits, m_nodes[size_t(at)])))
        at = m_nodes[size_t(at)].parent;
    return at;
}

Result<Networks> Networks::build(QList<Entry> entries)
{
    if (entries.size() > maxEntries)
        return failure(Error::Kind::Full, u"%1 networks are more than the %2 that one list takes: join neighbours to wider ones"_s
            .arg(QString::number(entries.size()), QString::number(maxEntries)));
    Networks networks;
    networks.m_entries = std::move(entries);
    networks.m_nodes.reserve(size_t(networks.m_entries.size()));
    for (qsizetype i = 0; i < networks.m_entries.size(); ++i) {
        const Network &network = networks.m_entries[i].network;
        networks.m_nodes.push_back({bitsOf(network.address), -1, qint32(i), lengthOf(network)});
    }
    const auto key = [](const Node &node) { return std::tuple(node.first, node.length, node.entry); };
    std::ranges::sort(networks.m_nodes, {}, key);
    const auto same = [](const Node &a, const Node &b) { return a.first == b.first && a.length == b.length; };
    networks.m_nodes.erase(std::unique(networks.m_nodes.begin(), networks.m_nodes.end(), same), networks.m_nodes.end());
    for (size_t i = 1; i < networks.m_nodes.size(); ++i) {
        auto around = qint32(i) - 1;
        // By bits alone: a search that comes from IPv4 has to pass through wide IPv6 networks, and passes over them.
        while (around >= 0 && cut(networks.m_nodes[i].first, networks.m_nodes[size_t(around)].length) != networks.m_nodes[size_t(around)].first)
            around = networks.m_nodes[size_t(around)].parent;
        networks.m_nodes[i].parent = around;
    }
    return networks;
}

Result<Networks> Networks::parse(QByteArrayView text)
{
    QList<Entry> entries;
    for (int number = 1; !text.isEmpty(); ++number) {
        const qsizetype end = text.indexOf('\n');
        QByteArrayView line = end < 0 ? text : text.first(end);
        text = end < 0 ? QByteArrayView() : text.sliced(end + 1);
        const qsizetype mark = line.indexOf('#');
        const QString note = mark < 0 ? QString() : QString::fromUtf8(line.sliced(mark + 1)).trimmed().left(maxNote);
        line = (mark < 0 ? line : line.first(mark)).trimmed();
        if (line.isEmpty())
            continue;
        const Result<Network> network = Network::parse(line);
        if (!network)
            return failure(Error::Kind::Invalid, u"line %1: %2"_s.arg(QString::number(number), network.error().message));
        if (entries.size() == maxEntries)
            return failure(Error::Kind::Full, u"line %1: more than %2 networks"_s.arg(QString::number(number), QString::number(maxEntries)));
        entries.append({*network, note});
    }
    return build(std::move(entries));
}

std::optional<qsizetype> Networks::find(const boost::asio::ip::address &address) const
{
    const qint32 node = narrowest(bitsOf(address), 128); // The bits of an IPv4-mapped address are those of IPv4.
    return node < 0 ? std::nullopt : std::optional<qsizetype>(m_nodes[size_t(node)].entry);
}

std::optional<qsizetype> Networks::findAround(const Network &network) const
{
    // Another with the same first address may be longer: then the search begins within it, and goes up.
    const qint32 node = narrowest(bitsOf(network.address), lengthOf(network) - 1);
    return node < 0 ? std::nullopt : std::optional<qsizetype>(m_nodes[size_t(node)].entry);
}

} // namespace gateway::reputation
