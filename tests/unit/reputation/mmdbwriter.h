#pragma once

#include <QByteArray>
#include <QList>
#include <QMap>
#include <boost/asio/ip/address.hpp>

/// Writes a small file in MaxMind's format (version 2.0: a binary tree, the data, the metadata), so that no such file has to be shipped.
namespace mmdb {

inline QByteArray control(int type, qsizetype size)
{
    Q_ASSERT(size < 29);
    return type > 7 ? QByteArray(1, char(size)) + char(type - 7) : QByteArray(1, char(type << 5 | size));
}
inline QByteArray text(const QByteArray &value) { return control(2, value.size()) + value; }
inline QByteArray number(int type, quint64 value)
{
    QByteArray octets;
    for (; value; value >>= 8)
        octets.prepend(char(value & 0xff));
    return control(type, octets.size()) + octets;
}
inline QByteArray map(const QList<QPair<QByteArray, QByteArray>> &members)
{
    QByteArray octets = control(7, members.size());
    for (const auto &[key, value] : members)
        octets += text(key) + value;
    return octets;
}
inline QByteArray countryRecord(const QByteArray &code) { return map({{"country", map({{"iso_code", text(code)}})}}); }

class Writer
{
public:
    /// Records of 32 bits, a tree for IPv6; IPv4 stands in ::/96.
    void add(const boost::asio::ip::address &address, int length, const QByteArray &record)
    {
        boost::asio::ip::address_v6::bytes_type octets{};
        if (address.is_v4())
            std::ranges::copy(address.to_v4().to_bytes(), octets.begin() + 12);
        else
            octets = address.to_v6().to_bytes();
        if (address.is_v4())
            length += 96;
        qsizetype node = 0;
        for (int bit = 0;; ++bit) {
            const int side = octets[size_t(bit / 8)] >> (7 - bit % 8) & 1;
            if (bit + 1 == length) {
                m_nodes[node].record[side] = record;
                return;
            }
            if (m_nodes[node].child[side] < 0) {
                m_nodes[node].child[side] = m_nodes.size();
                m_nodes.append(Node());
            }
            node = m_nodes[node].child[side];
        }
    }
    [[nodiscard]] QByteArray file() const
    {
        QByteArray tree, data;
        QMap<QByteArray, qsizetype> offsets;
        for (const Node &node : m_nodes) {
            for (int side = 0; side < 2; ++side) {
                quint64 value = quint64(m_nodes.size()); // Nothing there.
                if (!node.record[side].isEmpty()) {
                    if (!offsets.contains(node.record[side])) {
                        offsets[node.record[side]] = data.size();
                        data += node.record[side];
                    }
                    value = quint64(m_nodes.size() + 16 + offsets[node.record[side]]);
                } else if (node.child[side] >= 0) {
                    value = quint64(node.child[side]);
                }
                for (int shift = 24; shift >= 0; shift -= 8)
                    tree += char(value >> shift & 0xff);
            }
        }
        const QByteArray metadata = map({{"binary_format_major_version", number(5, 2)}, {"binary_format_minor_version", number(5, 0)},
            {"build_epoch", number(9, 1'700'000'000)}, {"database_type", text("Test-Country")}, {"description", map({})}, {"ip_version", number(5, 6)},
            {"languages", control(11, 0)}, {"node_count", number(6, quint64(m_nodes.size()))}, {"record_size", number(5, 32)}});
        return tree + QByteArray(16, 0) + data + "\xab\xcd\xefMaxMind.com" + metadata;
    }

private:
    struct Node {
        qsizetype child[2] = {-1, -1};
        QByteArray record[2];
    };
    QList<Node> m_nodes{Node()};
};

} // namespace mmdb
