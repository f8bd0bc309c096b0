#include "gateway/sha256.h"

#include <openssl/evp.h>

namespace gateway {

struct Sha256::Private {
    EVP_MD_CTX *context = EVP_MD_CTX_new();
};

Sha256::Sha256() : d(std::make_unique<Private>())
{
    if (!d->context || EVP_DigestInit_ex(d->context, EVP_sha256(), nullptr) != 1)
        qFatal("SHA-256 is not available"); // Without memory or with a broken library nothing could be kept safely.
}

Sha256::Sha256(const Sha256 &other) : d(std::make_unique<Private>())
{
    if (!d->context || EVP_MD_CTX_copy_ex(d->context, other.d->context) != 1)
        qFatal("SHA-256 is not available");
}

Sha256::~Sha256()
{
    EVP_MD_CTX_free(d->context);
}

void Sha256::add(QByteArrayView octets)
{
    EVP_DigestUpdate(d->context, octets.data(), std::size_t(octets.size()));
}

QByteArray Sha256::result()
{
    QByteArray digest(32, Qt::Uninitialized);
    EVP_DigestFinal_ex(d->context, reinterpret_cast<unsigned char *>(digest.data()), nullptr);
    return digest;
}

QByteArray Sha256::of(QByteArrayView octets)
{
    Sha256 hash;
    hash.add(octets);
    return hash.result();
}

} // namespace gateway
