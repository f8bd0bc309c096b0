#include "gateway/net/tlscontext.h"

#include "gateway/net/log.h"
#include "gateway/net/openssl.h"

#include <QFile>
#include <QTimeZone>
#include <algorithm>
#include <ctime>
#include <mutex>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>
#include <vector>

using namespace Qt::StringLiterals;

namespace gateway::net {

namespace {

namespace ssl = boost::asio::ssl;

struct Entry {
    std::unique_ptr<ssl::context> context;
    CertificateInfo info;
};

/// All of one load(): what running handshakes hold on to.
struct Set {
    std::vector<Entry> entries;
    QByteArray protocols; ///< As ALPN writes them: each with its length in front.
};

Result<QByteArray> readFile(const QString &path, const char *what)
{
    QFile file(path);
    constexpr qint64 limit = 1 << 20;
    if (!file.open(QIODevice::ReadOnly))
        return failure(Error::Kind::Tls, u"%1 %2: %3"_s.arg(QLatin1StringView(what), path, file.errorString()));
    return file.read(limit);
}

QDateTime toDateTime(const ASN1_TIME *time)
{
    std::tm tm{};
    if (ASN1_TIME_to_tm(time, &tm) != 1)
        return {};
    return QDateTime(QDate(tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday), QTime(tm.tm_hour, tm.tm_min, std::min(tm.tm_sec, 59)), QTimeZone::utc());
}

QList<QByteArray> dnsNames(const X509 *certificate)
{
    QList<QByteArray> names;
    using NamesPtr = std::unique_ptr<GENERAL_NAMES, OpensslFree<GENERAL_NAMES_free>>;
    const NamesPtr alternatives(static_cast<GENERAL_NAMES *>(X509_get_ext_d2i(certificate, NID_subject_alt_name, nullptr, nullptr)));
    for (int i = 0; alternatives && i < sk_GENERAL_NAME_num(alternatives.get()); ++i) {
        const GENERAL_NAME *name = sk_GENERAL_NAME_value(alternatives.get(), i);
        if (name->type == GEN_DNS) {
            const ASN1_IA5STRING *text = name->d.dNSName;
            names.append(QByteArray(reinterpret_cast<const char *>(ASN1_STRING_get0_data(text)), ASN1_STRING_length(text)).toLower());
        }
    }
    return names;
}

CertificateInfo describe(const X509 *certificate, const QString &path)
{
    CertificateInfo info;
    info.file = QFile::encodeName(path);
    info.subject = toText(X509_get_subject_name(certificate));
    info.issuer = toText(X509_get_issuer_name(certificate));
    info.names = dnsNames(certificate);
    info.notBefore = toDateTime(X509_get0_notBefore(certificate));
    info.notAfter = toDateTime(X509_get0_notAfter(certificate));
    info.fingerprint = fingerprint(certificate);
    info.isSelfSigned = X509_self_signed(const_cast<X509 *>(certificate), 0) == 1;
    return info;
}

/// Whether a certificate's name covers the host a client asked for; "*" stands for one whole label (RFC 6125 6.4.3).
bool covers(const QByteArray &name, const QByteArray &host)
{
    if (!name.startsWith("*."))
        return name == host;
    const qsizetype dot = host.indexOf('.');
    return dot > 0 && QByteArrayView(host).sliced(dot) == QByteArrayView(name).sliced(1);
}

int chooseCertificate(SSL *ssl, int *, void *argument)
{
    const Set &set = *static_cast<const Set *>(argument);
    const QByteArray host = QByteArray(SSL_get_servername(ssl, TLSEXT_NAMETYPE_host_name)).toLower();
    if (host.isEmpty())
        return SSL_TLSEXT_ERR_NOACK;
    for (const Entry &entry : set.entries) {
        if (std::ranges::any_of(entry.info.names, [&host](const QByteArray &name) { return covers(name, host); })) {
            SSL_set_SSL_CTX(ssl, entry.context->native_handle());
            return SSL_TLSEXT_ERR_OK;
        }
    }
    return SSL_TLSEXT_ERR_NOACK; // Unknown names get the default certificate (threats.md T6).
}

/// A client that speaks another protocol only is turned away: it was led here by someone else (ALPACA, threats.md T6).
int chooseProtocol(SSL *, const unsigned char **out, unsigned char *outSize, const unsigned char *in, unsigned int inSize, void *argument)
{
    const QByteArray &ours = static_cast<const Set *>(argument)->protocols;
    unsigned char *chosen = nullptr;
    if (SSL_select_next_proto(&chosen, outSize, reinterpret_cast<const unsigned char *>(ours.constData()),
                              unsigned(ours.size()), in, inSize) != OPENSSL_NPN_NEGOTIATED)
        return SSL_TLSEXT_ERR_ALERT_FATAL;
    *out = chosen;
    return SSL_TLSEXT_ERR_OK;
}

int noPassphrase(char *, int, int, void *)
{
    return 0;
}

Result<> useFiles(SSL_CTX *context, const TlsContext::KeyPair &pair, CertificateInfo &info)
{
    const Result<QByteArray> chainText = readFile(pair.chainFile, "certificate");
    if (!chainText)
        return tl::make_unexpected(chainText.error());
    const Result<QByteArray> keyText = readFile(pair.keyFile, "key");
    if (!keyText)
        return tl::make_unexpected(keyText.error());

    ERR_clear_error();
    const BioPtr chainBio(BIO_new_mem_buf(chainText->constData(), int(chainText->size())));
    const X509Ptr certificate(PEM_read_bio_X509(chainBio.get(), nullptr, noPassphrase, nullptr));
    if (!certificate)
        return failure(Error::Kind::Tls, u"certificate %1: %2"_s.arg(pair.chainFile, opensslError()));
    const BioPtr keyBio(BIO_new_mem_buf(keyText->constData(), int(keyText->size())));
    const KeyPtr key(PEM_read_bio_PrivateKey(keyBio.get(), nullptr, noPassphrase, nullptr));
    if (!key)
        return failure(Error::Kind::Tls, u"key %1: %2"_s.arg(pair.keyFile, opensslError()));
    if (SSL_CTX_use_certificate(context, certificate.get()) != 1)
        return failure(Error::Kind::Tls, u"certificate %1: %2"_s.arg(pair.chainFile, opensslError()));
    while (X509Ptr issuer{PEM_read_bio_X509(chainBio.get(), nullptr, noPassphrase, nullptr)}) {
        if (SSL_CTX_add0_chain_cert(context, issuer.get()) != 1)
            return failure(Error::Kind::Tls, u"certificate %1: %2"_s.arg(pair.chainFile, opensslError()));
        static_cast<void>(issuer.release());
    }
    ERR_clear_error(); // The end of the file is how the loop above ends.
    if (SSL_CTX_use_PrivateKey(context, key.get()) != 1 || SSL_CTX_check_private_key(context) != 1)
        return failure(Error::Kind::Tls, u"key %1 does not belong to certificate %2: %3"_s.arg(pair.keyFile, pair.chainFile, opensslError()));
    info = describe(certificate.get(), pair.chainFile);
    return {};
}

Result<> configure(SSL_CTX *context, Set &set)
{
    SSL_CTX_set_options(context, SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION | SSL_OP_CIPHER_SERVER_PREFERENCE);
    SSL_CTX_set_mode(context, SSL_MODE_RELEASE_BUFFERS); // An idle session keeps no buffers (threats.md R2).
    SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_OFF); // Tickets only: the client keeps the state.
    SSL_CTX_set_num_tickets(context, 1);
    SSL_CTX_set_timeout(context, 7200);
    constexpr unsigned char anyListener[] = "postern";
    SSL_CTX_set_session_id_context(context, anyListener, sizeof anyListener - 1);
    SSL_CTX_set_tlsext_servername_callback(context, chooseCertificate);
    SSL_CTX_set_tlsext_servername_arg(context, &set);
    SSL_CTX_set_alpn_select_cb(context, chooseProtocol, &set);
    if (SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION) != 1 || SSL_CTX_set1_groups_list(context, "X25519:P-256:P-384:P-521") != 1)
        return failure(Error::Kind::Tls, u"TLS settings: %1"_s.arg(opensslError()));
    return {};
}

Result<std::shared_ptr<Set>> loadSet(const QList<TlsContext::KeyPair> &pairs, const QByteArray &protocols)
{
    if (pairs.isEmpty())
        return failure(Error::Kind::Tls, u"no certificate is configured"_s);
    auto set = std::make_shared<Set>();
    set->protocols = protocols;
    for (const TlsContext::KeyPair &pair : pairs) {
        const SslContextPtr made(SSL_CTX_new(TLS_server_method()));
        if (!made)
            return failure(Error::Kind::Tls, u"TLS settings: %1"_s.arg(opensslError()));
        SSL_CTX_up_ref(made.get());
        Entry entry{std::make_unique<ssl::context>(made.get()), {}};
        if (const Result<> done = configure(made.get(), *set); !done)
            return tl::make_unexpected(done.error());
        if (const Result<> done = useFiles(made.get(), pair, entry.info); !done)
            return tl::make_unexpected(done.error());
        if (entry.info.notAfter < QDateTime::currentDateTimeUtc()) {
            qCWarning(lcNet).noquote() << LogRecord("certificate-expired").add("file", pair.chainFile)
                                              .add("since", entry.info.notAfter.toString(Qt::ISODate)).text();
        }
        set->entries.push_back(std::move(entry));
    }
    return set;
}

} // namespace

struct TlsContext::Private {
    QByteArray protocols;
    mutable std::mutex mutex;
    QList<KeyPair> pairs;
    std::shared_ptr<Set> set;
};

TlsContext::TlsContext(std::unique_ptr<Private> p) : d(std::move(p)) {}
TlsContext::~TlsContext() = default;

Result<std::unique_ptr<TlsContext>> TlsContext::load(const QList<KeyPair> &pairs, const QList<QByteArray> &protocols)
{
    auto p = std::make_unique<Private>();
    for (const QByteArray &protocol : protocols)
        p->protocols += char(protocol.size()) + protocol;
    std::unique_ptr<TlsContext> context(new TlsContext(std::move(p)));
    if (const Result<> done = context->replace(pairs); !done)
        return tl::make_unexpected(done.error());
    return context;
}

Result<> TlsContext::reload()
{
    std::unique_lock lock(d->mutex);
    const QList<KeyPair> pairs = d->pairs;
    lock.unlock();
    return replace(pairs);
}

Result<> TlsContext::replace(const QList<KeyPair> &pairs)
{
    Result<std::shared_ptr<Set>> set = loadSet(pairs, d->protocols);
    if (!set)
        return tl::make_unexpected(set.error());
    const std::scoped_lock lock(d->mutex);
    d->set = std::move(*set);
    d->pairs = pairs;
    return {};
}

QList<CertificateInfo> TlsContext::certificates() const
{
    const std::scoped_lock lock(d->mutex);
    QList<CertificateInfo> list;
    for (const Entry &entry : d->set->entries)
        list.append(entry.info);
    return list;
}

std::shared_ptr<boost::asio::ssl::context> TlsContext::current() const
{
    const std::scoped_lock lock(d->mutex);
    return {d->set, d->set->entries.front().context.get()}; // Shares the whole set: the SNI callback points into it.
}

} // namespace gateway::net
