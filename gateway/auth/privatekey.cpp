#include "gateway/auth/privatekey.h"

#include "gateway/auth/publickey.h"

#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>

using namespace Qt::StringLiterals;

namespace gateway::auth {
namespace {

const unsigned char *octetsOf(QByteArrayView view) { return reinterpret_cast<const unsigned char *>(view.data()); }
unsigned char *octetsOf(QByteArray &octets) { return reinterpret_cast<unsigned char *>(octets.data()); }

/// Instead of OpenSSL's own, which would ask at the terminal.
int noPassPhrase(char *, int, int, void *) { return -1; }

} // namespace

void PrivateKey::Free::operator()(evp_pkey_st *key) const
{
    EVP_PKEY_free(key);
}

Result<PrivateKey> PrivateKey::parse(QByteArrayView pem)
{
    const std::unique_ptr<BIO, decltype(&BIO_free)> source(BIO_new_mem_buf(pem.data(), int(pem.size())), &BIO_free);
    PrivateKey key;
    key.m_key.reset(source ? PEM_read_bio_PrivateKey(source.get(), nullptr, noPassPhrase, nullptr) : nullptr);
    ERR_clear_error(); // Nothing may be left for the TLS of this thread to find.
    if (!key.m_key)
        return failure(Error::Kind::Invalid, u"no private key in PEM without a pass phrase"_s);
    const int type = EVP_PKEY_get_base_id(key.m_key.get());
    if (type != EVP_PKEY_RSA && type != EVP_PKEY_ED25519)
        return failure(Error::Kind::Invalid, u"the private key is neither RSA nor Ed25519"_s);
    key.m_isRsa = type == EVP_PKEY_RSA;
    if (key.m_isRsa && EVP_PKEY_get_bits(key.m_key.get()) < PublicKey::minRsaBits)
        return failure(Error::Kind::Invalid, u"the RSA key is too short"_s);
    key.m_signatureSize = EVP_PKEY_get_size(key.m_key.get());
    return key;
}

QByteArray PrivateKey::algorithm() const
{
    return m_isRsa ? "rsa-sha256" : "ed25519-sha256";
}

QByteArray PrivateKey::sign(QByteArrayView digest) const
{
    QByteArray signature(m_signatureSize, Qt::Uninitialized);
    size_t size = size_t(signature.size());
    bool isSigned = false;
    if (m_isRsa) {
        const std::unique_ptr<EVP_PKEY_CTX, decltype(&EVP_PKEY_CTX_free)> context(EVP_PKEY_CTX_new(m_key.get(), nullptr), &EVP_PKEY_CTX_free);
        isSigned = context && EVP_PKEY_sign_init(context.get()) == 1 && EVP_PKEY_CTX_set_rsa_padding(context.get(), RSA_PKCS1_PADDING) == 1
            && EVP_PKEY_CTX_set_signature_md(context.get(), EVP_sha256()) == 1
            && EVP_PKEY_sign(context.get(), octetsOf(signature), &size, octetsOf(digest), size_t(digest.size())) == 1;
    } else {
        const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(EVP_MD_CTX_new(), &EVP_MD_CTX_free);
        isSigned = context && EVP_DigestSignInit(context.get(), nullptr, nullptr, nullptr, m_key.get()) == 1
            && EVP_DigestSign(context.get(), octetsOf(signature), &size, octetsOf(digest), size_t(digest.size())) == 1;
    }
    ERR_clear_error();
    return isSigned ? signature.first(qsizetype(size)) : QByteArray();
}

QByteArray PrivateKey::record() const
{
    QByteArray data;
    if (m_isRsa) {
        unsigned char *der = nullptr;
        const int size = i2d_PUBKEY(m_key.get(), &der);
        data = QByteArray(reinterpret_cast<const char *>(der), std::max(size, 0));
        OPENSSL_free(der);
    } else {
        size_t size = 32;
        data = QByteArray(qsizetype(size), Qt::Uninitialized);
        EVP_PKEY_get_raw_public_key(m_key.get(), octetsOf(data), &size);
    }
    return QByteArray("v=DKIM1; k=") + (m_isRsa ? "rsa" : "ed25519") + "; p=" + data.toBase64();
}

} // namespace gateway::auth
