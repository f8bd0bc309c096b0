#include "gateway/net/openssl.h"
#include "gateway/net/tlscontext.h"

#include <QFile>
#include <QSaveFile>
#include <boost/asio/ip/address.hpp>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/x509v3.h>

using namespace Qt::StringLiterals;

namespace gateway::net {

namespace {

/// A file that was not there before, so that no other hand holds it open. Whole or not there, whatever happens (threats.md D2).
Result<> writeNew(const QString &path, const BioPtr &bio, QFile::Permissions permissions)
{
    char *text = nullptr;
    const long size = BIO_get_mem_data(bio.get(), &text);
    QFile::remove(path);
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || !file.setPermissions(permissions) || file.write(text, size) != size || !file.commit())
        return failure(Error::Kind::Io, u"%1: %2"_s.arg(path, file.errorString()));
    return {};
}

bool addExtension(X509 *certificate, int nid, const QByteArray &value)
{
    using ExtensionPtr = std::unique_ptr<X509_EXTENSION, OpensslFree<X509_EXTENSION_free>>;
    X509V3_CTX context;
    X509V3_set_ctx(&context, certificate, certificate, nullptr, nullptr, 0);
    const ExtensionPtr extension(X509V3_EXT_conf_nid(nullptr, &context, nid, value.constData()));
    return extension && X509_add_ext(certificate, extension.get(), -1) == 1;
}

/// The name goes into OpenSSL's little language for extensions: only what a host name or an address is made of may.
bool isHostName(const QByteArray &name)
{
    return !name.isEmpty() && name.size() <= 253 && std::ranges::all_of(name, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '_';
    });
}

bool fill(X509 *certificate, EVP_PKEY *key, const QByteArray &name, bool isAddress)
{
    constexpr long tenYears = 3650L * 24 * 3600;
    unsigned char serial[16];
    if (RAND_bytes(serial, sizeof serial) != 1)
        return false;
    serial[0] &= 0x7f; // Positive (RFC 5280 4.1.2.2).
    using NumberPtr = std::unique_ptr<BIGNUM, OpensslFree<BN_free>>;
    const NumberPtr number(BN_bin2bn(serial, sizeof serial, nullptr));
    X509_NAME *subject = X509_get_subject_name(certificate);
    const QByteArray commonName = name.left(64); // ub-common-name; the whole name stands in the alternative names.
    return X509_set_version(certificate, X509_VERSION_3) == 1
        && BN_to_ASN1_INTEGER(number.get(), X509_get_serialNumber(certificate))
        && X509_gmtime_adj(X509_getm_notBefore(certificate), -3600) // Clocks differ.
        && X509_gmtime_adj(X509_getm_notAfter(certificate), tenYears)
        && X509_NAME_add_entry_by_NID(subject, NID_commonName, MBSTRING_UTF8, reinterpret_cast<const unsigned char *>(commonName.constData()),
                                      int(commonName.size()), -1, 0) == 1
        && X509_set_issuer_name(certificate, subject) == 1
        && X509_set_pubkey(certificate, key) == 1
        && addExtension(certificate, NID_basic_constraints, "critical,CA:FALSE")
        && addExtension(certificate, NID_key_usage, "critical,digitalSignature")
        && addExtension(certificate, NID_ext_key_usage, "serverAuth")
        && addExtension(certificate, NID_subject_alt_name, (isAddress ? "IP:" : "DNS:") + name)
        && X509_sign(certificate, key, EVP_sha256()) > 0;
}

} // namespace

Result<> makeSelfSigned(const QString &chainFile, const QString &keyFile, const QByteArray &name)
{
    boost::system::error_code error;
    static_cast<void>(boost::asio::ip::make_address(name.constData(), error));
    const bool isAddress = !error;
    if (!isAddress && !isHostName(name))
        return failure(Error::Kind::Invalid, u"not a host name: %1"_s.arg(QString::fromLatin1(name.toPercentEncoding().left(300))));
    const KeyPtr key(EVP_EC_gen("P-256"));
    const X509Ptr certificate(X509_new());
    if (!key || !certificate || !fill(certificate.get(), key.get(), name, isAddress))
        return failure(Error::Kind::Tls, u"self-signed certificate for %1: %2"_s.arg(QString::fromLatin1(name), opensslError()));

    const BioPtr chainBio(BIO_new(BIO_s_mem())), keyBio(BIO_new(BIO_s_secmem()));
    if (PEM_write_bio_X509(chainBio.get(), certificate.get()) != 1
        || PEM_write_bio_PrivateKey(keyBio.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr) != 1)
        return failure(Error::Kind::Tls, u"self-signed certificate for %1: %2"_s.arg(QString::fromLatin1(name), opensslError()));
    const QFile::Permissions ownerOnly = QFile::ReadOwner | QFile::WriteOwner;
    if (const Result<> done = writeNew(keyFile, keyBio, ownerOnly); !done)
        return done;
    return writeNew(chainFile, chainBio, ownerOnly | QFile::ReadGroup | QFile::ReadOther);
}

} // namespace gateway::net
