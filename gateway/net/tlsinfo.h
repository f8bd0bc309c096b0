#pragma once

#include <QByteArray>
#include <QString>
#include <openssl/types.h>

namespace gateway::net {

/// What was negotiated on one connection; isEncrypted false means clear text and all else empty.
struct TlsInfo {
    bool isEncrypted = false;
    QByteArray version, cipher, group;      ///< "TLSv1.3", "TLS_AES_256_GCM_SHA384", "X25519"
    QByteArray serverName;                  ///< SNI.
    QString peerSubject, peerIssuer;        ///< Empty if the peer sent no certificate.
    QByteArray peerFingerprint;             ///< SHA-256 of the certificate, hex.
    QString verification;                   ///< "ok", or why not ("self-signed certificate", "name does not match"); empty if not asked.
    bool isResumed = false;
};

/// What a finished handshake negotiated.
[[nodiscard]] TlsInfo tlsInfo(SSL *ssl);

} // namespace gateway::net
