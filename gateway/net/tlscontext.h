#pragma once

#include "gateway/net/tlsinfo.h"
#include "gateway/result.h"

#include <QDateTime>
#include <QList>
#include <boost/asio/ssl/context.hpp>
#include <memory>
#include <openssl/types.h>

namespace gateway::net {

/// One certificate and key in use by the server.
struct CertificateInfo {
    QByteArray file;          ///< Path of the chain in PEM.
    QString subject, issuer;
    QList<QByteArray> names;  ///< DNS names, lower case.
    QDateTime notBefore, notAfter;
    QByteArray fingerprint;   ///< SHA-256, hex.
    bool isSelfSigned = false;
};

/// The server's TLS settings: TLS 1.2 and newer, certificate by SNI, replaced while running (threats.md T6, T7, T9).
/// Thread-safe. Running handshakes keep what they started with.
class TlsContext
{
public:
    /// Each pair: a PEM chain file and a PEM key file; the first is the default for unknown or absent SNI.
    struct KeyPair {
        QString chainFile, keyFile;
    };
    [[nodiscard]] static Result<std::unique_ptr<TlsContext>> load(const QList<KeyPair> &pairs);
    ~TlsContext();
    /// Reads the files again; on failure the old ones stay in use.
    [[nodiscard]] Result<> reload();
    [[nodiscard]] Result<> replace(const QList<KeyPair> &pairs);
    [[nodiscard]] QList<CertificateInfo> certificates() const;
    /// The context for the next handshake; keep the pointer while it lasts.
    [[nodiscard]] std::shared_ptr<boost::asio::ssl::context> current() const;

private:
    TlsContext();
    struct Private;
    std::unique_ptr<Private> d;
};

/// Writes a new self-signed P-256 certificate and key (0600) for \a name.
[[nodiscard]] Result<> makeSelfSigned(const QString &chainFile, const QString &keyFile, const QByteArray &name);
/// What a finished handshake negotiated.
[[nodiscard]] TlsInfo tlsInfo(SSL *ssl);

} // namespace gateway::net
