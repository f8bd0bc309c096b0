#pragma once

#include "gateway/net/openssl.h"

#include <QByteArray>
#include <QFile>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

/// A certificate with its key, made for a test.
class TestCertificate
{
public:
    enum class Time { Valid, Over };

    static TestCertificate authority(const QByteArray &name) { return TestCertificate(name, nullptr, Time::Valid, "critical,CA:TRUE"); }
    /// For the DNS name \a name; without \a issuer signed by itself.
    static TestCertificate server(const QByteArray &name, const TestCertificate *issuer = nullptr, Time time = Time::Valid)
    {
        return TestCertificate(name, issuer, time, "critical,CA:FALSE");
    }

    X509 *certificate() const { return m_certificate.get(); }
    QByteArray der() const
    {
        unsigned char *octets = nullptr;
        const int size = i2d_X509(m_certificate.get(), &octets);
        return take(octets, size);
    }
    QByteArray publicKey() const
    {
        unsigned char *octets = nullptr;
        const int size = i2d_X509_PUBKEY(X509_get_X509_PUBKEY(m_certificate.get()), &octets);
        return take(octets, size);
    }
    bool writePem(const QString &path) const
    {
        const gateway::net::BioPtr bio(BIO_new(BIO_s_mem()));
        PEM_write_bio_X509(bio.get(), m_certificate.get());
        char *text = nullptr;
        const long size = BIO_get_mem_data(bio.get(), &text);
        QFile file(path);
        return file.open(QIODevice::WriteOnly) && file.write(text, size) == size;
    }
    /// For a server that shows this certificate and then \a issuer's.
    gateway::net::SslContextPtr serverContext(const TestCertificate *issuer = nullptr) const
    {
        gateway::net::SslContextPtr context(SSL_CTX_new(TLS_server_method()));
        SSL_CTX_use_certificate(context.get(), m_certificate.get());
        SSL_CTX_use_PrivateKey(context.get(), m_key.get());
        if (issuer)
            SSL_CTX_add1_chain_cert(context.get(), issuer->certificate());
        return context;
    }

private:
    TestCertificate(const QByteArray &name, const TestCertificate *issuer, Time time, const char *constraints)
        : m_key(EVP_EC_gen("P-256")), m_certificate(X509_new())
    {
        static long serial = 0;
        constexpr long hour = 3600;
        X509 *const x = m_certificate.get();
        X509_set_version(x, X509_VERSION_3);
        ASN1_INTEGER_set(X509_get_serialNumber(x), ++serial);
        X509_gmtime_adj(X509_getm_notBefore(x), -48 * hour);
        X509_gmtime_adj(X509_getm_notAfter(x), time == Time::Over ? -24 * hour : 24 * hour);
        X509_NAME_add_entry_by_NID(X509_get_subject_name(x), NID_commonName, MBSTRING_UTF8, reinterpret_cast<const unsigned char *>(name.constData()),
                                   int(name.size()), -1, 0);
        X509_set_issuer_name(x, X509_get_subject_name(issuer ? issuer->certificate() : x));
        X509_set_pubkey(x, m_key.get());
        extend(NID_basic_constraints, constraints);
        extend(NID_subject_alt_name, "DNS:" + name);
        X509_sign(x, issuer ? issuer->m_key.get() : m_key.get(), EVP_sha256());
    }
    void extend(int nid, const QByteArray &value)
    {
        X509_EXTENSION *const extension = X509V3_EXT_conf_nid(nullptr, nullptr, nid, value.constData());
        X509_add_ext(m_certificate.get(), extension, -1);
        X509_EXTENSION_free(extension);
    }
    static QByteArray take(unsigned char *octets, int size)
    {
        const QByteArray taken(reinterpret_cast<const char *>(octets), size);
        OPENSSL_free(octets);
        return taken;
    }

    gateway::net::KeyPtr m_key;
    gateway::net::X509Ptr m_certificate;
};
