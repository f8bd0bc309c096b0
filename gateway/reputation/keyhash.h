#pragma once

#include "gateway/reputation/network.h"

#include <array>
#include <initializer_list>

namespace gateway::reputation {

/// The secret of a KeyHash.
using HashSeed = std::array<quint64, 2>;

/// Makes the keys of CompactTable: SipHash-2-4 with a secret seed, so that strangers cannot make keys that meet (threats.md R7). It gives the
/// same on every machine and in every version: keys are saved. (Qt's qHash does not promise that.)
class KeyHash
{
public:
    explicit KeyHash(const HashSeed &seed = randomSeed()) : m_seed(seed) {}
    [[nodiscard]] static HashSeed randomSeed();
    [[nodiscard]] const HashSeed &seed() const { return m_seed; }

    [[nodiscard]] quint64 ofOctets(QByteArrayView octets) const;
    /// Of a kind of key and its parts; no two lists of parts are the same octets. Never 0.
    [[nodiscard]] quint64 of(char kind, std::initializer_list<QByteArrayView> parts) const;
    [[nodiscard]] quint64 of(char kind, const Network &network) const;

private:
    HashSeed m_seed;
};

} // namespace gateway::reputation
