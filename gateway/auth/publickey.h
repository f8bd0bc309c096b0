#pragma once

#include "gateway/auth/dkimkey.h"

#include <QByteArrayView>
#include <memory>

struct evp_pkey_st;

namespace gateway::auth {

/// A key that verifies signatures over a SHA-256 digest: RSA (RFC 8301) or Ed25519 (RFC 8463 3).
class PublicKey
{
public:
    static constexpr int minRsaBits = 1024; ///< Below, nothing counts as signed (RFC 8301 3.2).
    static constexpr int maxRsaBits = 4096; ///< More need not be verified, and costs (RFC 8301 3.2, threats.md P12).

    /// Error::Kind::Invalid: the data is no such key.
    [[nodiscard]] static Result<PublicKey> load(const DkimKey &key);

    [[nodiscard]] int bits() const { return m_bits; }
    [[nodiscard]] bool verifies(QByteArrayView digest, QByteArrayView signature) const;

private:
    struct Free {
        void operator()(evp_pkey_st *key) const;
    };
    std::unique_ptr<evp_pkey_st, Free> m_key;
    DkimKey::Type m_type = DkimKey::Type::Rsa;
    int m_bits = 0;
};

} // namespace gateway::auth
