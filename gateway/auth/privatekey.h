#pragma once

#include "gateway/result.h"

#include <QByteArray>
#include <QByteArrayView>
#include <memory>

struct evp_pkey_st;

namespace gateway::auth {

/// A key that signs a SHA-256 digest: RSA of 1024 bits or more (RFC 8301 3.2), or Ed25519 (RFC 8463).
class PrivateKey
{
public:
    /// From PEM without a pass phrase (PKCS #8 or PKCS #1). Error::Kind::Invalid says why not, and never quotes it.
    [[nodiscard]] static Result<PrivateKey> parse(QByteArrayView pem);

    [[nodiscard]] QByteArray algorithm() const; ///< For a=: "rsa-sha256".
    [[nodiscard]] qsizetype signatureSize() const { return m_signatureSize; }
    [[nodiscard]] QByteArray sign(QByteArrayView digest) const; ///< Empty if OpenSSL cannot.
    [[nodiscard]] QByteArray record() const;    ///< The key record to publish (RFC 6376 3.6.1): "v=DKIM1; k=rsa; p=.."

private:
    struct Free {
        void operator()(evp_pkey_st *key) const;
    };
    std::unique_ptr<evp_pkey_st, Free> m_key;
    bool m_isRsa = true;
    qsizetype m_signatureSize = 0;
};

} // namespace gateway::auth
