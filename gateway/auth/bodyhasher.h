#pragma once

#include "gateway/auth/canonicalization.h"

#include <array>
#include <memory>
#include <optional>

namespace gateway::auth {

/// Hashes the body once for all signatures over it, of DKIM and ARC: each octet is hashed at most once per canonicalization, as what a
/// signature with l= covers is the beginning of what one without covers. Everybody says what is wanted before the first octet comes.
class BodyHasher
{
public:
    BodyHasher();
    ~BodyHasher();
    BodyHasher(const BodyHasher &) = delete;
    BodyHasher &operator=(const BodyHasher &) = delete;

    /// \a length is l=: octets of the canonical body (RFC 6376 3.5). Without it, the whole body.
    void want(Canonicalization canonicalization, std::optional<quint64> length = {});
    void feed(QByteArrayView octets);
    void finish();

    /// SHA-256 of what was wanted; empty if the canonical body has fewer octets than \a length.
    [[nodiscard]] QByteArray digest(Canonicalization canonicalization, std::optional<quint64> length = {}) const;
    [[nodiscard]] quint64 size(Canonicalization canonicalization) const; ///< Octets of the canonical body.

private:
    struct Pass;
    std::array<std::unique_ptr<Pass>, 2> m_passes; ///< By canonicalization.
    bool m_hasBegun = false;
};

} // namespace gateway::auth
