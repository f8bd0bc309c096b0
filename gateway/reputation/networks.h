#pragma once

#include "gateway/reputation/network.h"

#include <QList>
#include <optional>
#include <vector>

namespace gateway::reputation {

/// A set of networks, each with a note, that says which of them is the narrowest around an address. Does not change after it is built: any
/// number of threads may ask. IPv4 and IPv6 never contain each other: "::/0" is all of IPv6 only.
class Networks
{
public:
    struct Entry {
        Network network;
        QString note{};
    };
    static constexpr qsizetype maxEntries = 1'000'000;
    static constexpr qsizetype maxNote = 200; ///< Characters; what is longer is cut.

    Networks() = default;
    /// Of equal networks the first counts. Error::Kind::Full above maxEntries.
    [[nodiscard]] static Result<Networks> build(QList<Entry> entries);
    /// One network per line; behind a '#' its note; blank lines and those with a note only are passed over. Error::Kind::Invalid names line,
    /// text and remedy.
    [[nodiscard]] static Result<Networks> parse(QByteArrayView text);

    [[nodiscard]] const QList<Entry> &entries() const { return m_entries; } ///< As they were given.
    /// The index in entries() of the narrowest network around \a address.
    [[nodiscard]] std::optional<qsizetype> find(const boost::asio::ip::address &address) const;
    /// The index of the narrowest network that contains all of \a network and is not the same.
    [[nodiscard]] std::optional<qsizetype> findAround(const Network &network) const;

private:
    /// The bits of an address; those of IPv4 as in its mapped form.
    struct Bits {
        quint64 high = 0, low = 0;
        friend auto operator<=>(const Bits &, const Bits &) = default;
    };
    struct Node {
        Bits first;
        qint32 parent; ///< The node of the narrowest network around this one; -1: none.
        qint32 entry;
        qint32 length; ///< Of the mapped form.
    };
    [[nodiscard]] static Bits bitsOf(const boost::asio::ip::address &address);
    [[nodiscard]] static Bits cut(Bits bits, int length);
    [[nodiscard]] static bool isWithin(const Bits &bits, const Node &node);
    [[nodiscard]] static int lengthOf(const Network &network) { return network.address.is_v4() ? network.length + 96 : network.length; }
    [[nodiscard]] qint32 narrowest(const Bits &bits, int maxLength) const;

    QList<Entry> m_entries;
    std::vector<Node> m_nodes; ///< By first address, the wider network before those in it.
};

} // namespace gateway::reputation
