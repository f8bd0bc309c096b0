#pragma once

#include <QByteArray>
#include <QString>
#include <openssl/types.h>

namespace gateway::net {

/// What was negotiated on one connection; isEncrypted false means clear text and all else empty, or that TLS was needed and failed for the
/// reason in \a verification.
struct TlsInfo {
    bool isEncrypted = false;
    QByteArray version, cipher, group;      ///< "TLSv1.3", "TLS_AES_256_GCM_SHA384", "X25519"
    QByteArray serverName;                  ///< SNI.
    QString peerSubject, peerIssuer;        ///< Empty if the peer sent no certificate.
    QByteArray peerFingerprint;             ///< SHA-256 of the certificate, hex.
    QString verification;                   ///< "ok", "dane" (RFC 7672) or why not ("name does not match"); empty if not asked.
    bool isResumed = false;
};

/// What a finished handshake negotiated.
[[nodiscard]] TlsInfo tlsInfo(SSL *ssl);
/// Why a handshake failed just now; empties OpenSSL's list of errors.
[[nodiscard]] QString handshakeError(SSL *ssl);

} // namespace gateway::net
