#include "gateway/net/tlsinfo.h"

#include "gateway/net/openssl.h"

#include <openssl/err.h>
#include <openssl/x509_vfy.h>

namespace gateway::net {

QString opensslError()
{
    const unsigned long code = ERR_peek_last_error();
    ERR_clear_error();
    const char *reason = ERR_reason_error_string(code);
    return reason ? QString::fromLatin1(reason) : QStringLiteral("unknown cause");
}

QString toText(const X509_NAME *name)
{
    const BioPtr bio(BIO_new(BIO_s_mem()));
    if (!bio || X509_NAME_print_ex(bio.get(), name, 0, (XN_FLAG_ONELINE & ~ASN1_STRFLGS_ESC_MSB) & ~XN_FLAG_SPC_EQ) < 0)
        return {};
    char *text = nullptr;
    const long size = BIO_get_mem_data(bio.get(), &text);
    return QString::fromUtf8(text, size);
}

QByteArray fingerprint(const X509 *certificate)
{
    unsigned char digest[EVP_MAX_MD_SIZE];
    unsigned int size = 0;
    if (X509_digest(certificate, EVP_sha256(), digest, &size) != 1)
        return {};
    return QByteArray(reinterpret_cast<const char *>(digest), qsizetype(size)).toHex();
}

namespace {

QByteArray negotiatedGroup(SSL *ssl)
{
    const long id = SSL_get_negotiated_group(ssl);
    const char *name = id > 0 ? SSL_group_to_name(ssl, int(id)) : nullptr;
    return name ? QByteArray(name) : QByteArray();
}

QString verification(long result)
{
    switch (result) {
    case X509_V_OK: return QStringLiteral("ok");
    case X509_V_ERR_HOSTNAME_MISMATCH:
    case X509_V_ERR_IP_ADDRESS_MISMATCH: return QStringLiteral("name does not match");
    default: return QString::fromLatin1(X509_verify_cert_error_string(result));
    }
}

} // namespace

QString handshakeError(SSL *ssl)
{
    const QString cause = opensslError();
    const long result = SSL_get_verify_result(ssl);
    return result == X509_V_OK || SSL_get_verify_mode(ssl) == SSL_VERIFY_NONE ? cause : verification(result);
}

TlsInfo tlsInfo(SSL *ssl)
{
    TlsInfo info;
    info.isEncrypted = true;
    info.version = SSL_get_version(ssl);
    info.cipher = SSL_get_cipher_name(ssl);
    info.group = negotiatedGroup(ssl);
    info.serverName = QByteArray(SSL_get_servername(ssl, TLSEXT_NAMETYPE_host_name)).left(255);
    info.isResumed = SSL_session_reused(ssl) == 1;
    if (const X509 *peer = SSL_get0_peer_certificate(ssl)) {
        info.peerSubject = toText(X509_get_subject_name(peer));
        info.peerIssuer = toText(X509_get_issuer_name(peer));
        info.peerFingerprint = fingerprint(peer);
        const bool isDane = SSL_get_verify_result(ssl) == X509_V_OK && SSL_get0_dane_authority(ssl, nullptr, nullptr) >= 0;
        info.verification = isDane ? QStringLiteral("dane") : verification(SSL_get_verify_result(ssl));
    }
    return info;
}

} // namespace gateway::net
