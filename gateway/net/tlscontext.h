#pragma once

#include "gateway/result.h"

#include <QDateTime>
#include <QList>
#include <boost/asio/ssl/context.hpp>
#include <memory>

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
    /// \a protocols: the ALPN names the listener speaks. A client that offers ALPN and none of these is refused; "smtp" has no
    /// registered name, and clients that offer no ALPN at all are welcome.
    [[nodiscard]] static Result<std::unique_ptr<TlsContext>> load(const QList<KeyPair> &pairs, const QList<QByteArray> &protocols = {"smtp"});
    ~TlsContext();
    TlsContext(const TlsContext &) = delete;
    TlsContext &operator=(const TlsContext &) = delete;

    /// Reads the files again; on failure the old ones stay in use.
    [[nodiscard]] Result<> reload();
    [[nodiscard]] Result<> replace(const QList<KeyPair> &pairs);
    [[nodiscard]] QList<CertificateInfo> certificates() const;
    /// The context for the next handshake; keep the pointer while it lasts. Session tickets work until the next reload; the listener
    /// sets its own session id context so that they are valid with itself alone (threats.md T6).
    [[nodiscard]] std::shared_ptr<boost::asio::ssl::context> current() const;

private:
    struct Private;
    explicit TlsContext(std::unique_ptr<Private> p);
    std::unique_ptr<Private> d;
};

/// Writes a new self-signed P-256 certificate and key (0600), valid for ten years, for \a name: a host name or an IP address.
[[nodiscard]] Result<> makeSelfSigned(const QString &chainFile, const QString &keyFile, const QByteArray &name);

} // namespace gateway::net
