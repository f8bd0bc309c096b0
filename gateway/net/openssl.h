#pragma once

#include <QString>
#include <memory>
#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>

namespace gateway::net {

/// Frees an OpenSSL object with the function that belongs to it.
template<auto function>
struct OpensslFree {
    template<typename T>
    void operator()(T *object) const { function(object); }
};

using BioPtr = std::unique_ptr<BIO, OpensslFree<BIO_free_all>>;
using KeyPtr = std::unique_ptr<EVP_PKEY, OpensslFree<EVP_PKEY_free>>;
using SessionPtr = std::unique_ptr<SSL_SESSION, OpensslFree<SSL_SESSION_free>>;
using SslContextPtr = std::unique_ptr<SSL_CTX, OpensslFree<SSL_CTX_free>>;
using SslPtr = std::unique_ptr<SSL, OpensslFree<SSL_free>>;
using X509Ptr = std::unique_ptr<X509, OpensslFree<X509_free>>;

/// Why the last call failed, in OpenSSL's words; empties its list of errors.
[[nodiscard]] QString opensslError();
/// A name as people read it: "CN=mail.example.com, O=Example".
[[nodiscard]] QString toText(const X509_NAME *name);
/// SHA-256 of the certificate, lower-case hex.
[[nodiscard]] QByteArray fingerprint(const X509 *certificate);

} // namespace gateway::net
