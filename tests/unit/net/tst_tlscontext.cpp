#include "gateway/net/openssl.h"
#include "gateway/net/tlscontext.h"
#include "gateway/net/tlsinfo.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace gateway;
using namespace gateway::net;

namespace {

/// What the client side of one handshake in memory saw.
struct Handshake {
    bool isDone = false;
    TlsInfo client, server;
    QByteArray protocol; ///< ALPN.
    int alert = 0;       ///< The last alert the client was sent.
    SessionPtr session;
};

int lastAlert = 0;

void noteAlert(const SSL *, int where, int value)
{
    if (where == SSL_CB_READ_ALERT)
        lastAlert = value & 0xff;
}

struct ClientSettings {
    QByteArray serverName = {}, protocols = {};
    SSL_SESSION *session = nullptr;
    int maxVersion = TLS1_3_VERSION;
    QByteArray listener = "a";
};

Handshake shake(TlsContext &context, const ClientSettings &settings = {})
{
    const std::shared_ptr<boost::asio::ssl::context> current = context.current();
    const SslContextPtr clientContext(SSL_CTX_new(TLS_client_method()));
    SSL_CTX_set_min_proto_version(clientContext.get(), TLS1_VERSION);
    SSL_CTX_set_max_proto_version(clientContext.get(), settings.maxVersion);
    const SslPtr server(SSL_new(current->native_handle())), client(SSL_new(clientContext.get()));
    SSL_set_session_id_context(server.get(), reinterpret_cast<const unsigned char *>(settings.listener.constData()), unsigned(settings.listener.size()));
    BIO *clientEnd = nullptr, *serverEnd = nullptr;
    BIO_new_bio_pair(&clientEnd, 65536, &serverEnd, 65536);
    SSL_set_bio(client.get(), clientEnd, clientEnd);
    SSL_set_bio(server.get(), serverEnd, serverEnd);
    if (!settings.serverName.isEmpty())
        SSL_set_tlsext_host_name(client.get(), settings.serverName.constData());
    if (!settings.protocols.isEmpty())
        SSL_set_alpn_protos(client.get(), reinterpret_cast<const unsigned char *>(settings.protocols.constData()), unsigned(settings.protocols.size()));
    if (settings.session)
        SSL_set_session(client.get(), settings.session);
    lastAlert = 0;
    SSL_set_info_callback(client.get(), noteAlert);
    SSL_set_connect_state(client.get());
    SSL_set_accept_state(server.get());
    Handshake result;
    int clientDone = 0, serverDone = 0;
    for (int i = 0; i < 20 && (clientDone != 1 || serverDone != 1); ++i) {
        clientDone = SSL_do_handshake(client.get());
        serverDone = SSL_do_handshake(server.get());
    }
    char octet = 0;
    SSL_read(client.get(), &octet, 1); // Takes the session ticket, or the alert.
    result.isDone = clientDone == 1 && serverDone == 1;
    result.alert = lastAlert;
    if (result.isDone) {
        result.client = tlsInfo(client.get());
        result.server = tlsInfo(server.get());
        const unsigned char *name = nullptr;
        unsigned int size = 0;
        SSL_get0_alpn_selected(client.get(), &name, &size);
        result.protocol = QByteArray(reinterpret_cast<const char *>(name), size);
        result.session.reset(SSL_get1_session(client.get()));
    }
    SSL_shutdown(client.get()); // A session that was not ended cannot be resumed.
    return result;
}

} // namespace

class tst_TlsContext : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void selfSigned();
    void selfSignedRefusesOddNames();
    void choosesBySni_data();
    void choosesBySni();
    void checksAlpn_data();
    void checksAlpn();
    void refusesOldVersions_T7();
    void resumesWithTheSameListenerOnly_data();
    void resumesWithTheSameListenerOnly();
    void takesNewFiles_T9();
    void keepsTheOldOnesWhenTheNewAreBroken_T9_data();
    void keepsTheOldOnesWhenTheNewAreBroken_T9();
    void doesNotStartWithout_T9();

private:
    QString path(const char *name) const { return m_directory->filePath(QLatin1StringView(name)); }
    TlsContext::KeyPair make(const char *file, const QByteArray &name);
    std::unique_ptr<QTemporaryDir> m_directory;
};

void tst_TlsContext::init()
{
    m_directory = std::make_unique<QTemporaryDir>();
    QVERIFY(m_directory->isValid());
}

TlsContext::KeyPair tst_TlsContext::make(const char *file, const QByteArray &name)
{
    const TlsContext::KeyPair pair{path(file) + u".crt"_s, path(file) + u".key"_s};
    if (!makeSelfSigned(pair.chainFile, pair.keyFile, name))
        qFatal("no certificate");
    return pair;
}

void tst_TlsContext::selfSigned()
{
    const TlsContext::KeyPair pair = make("one", "Mail.Example.com");
    QCOMPARE(QFile(pair.keyFile).permissions() & (QFile::ReadGroup | QFile::ReadOther | QFile::WriteGroup | QFile::WriteOther), QFile::Permissions());
    const auto context = TlsContext::load({pair});
    QVERIFY(context);
    const QList<CertificateInfo> list = (*context)->certificates();
    QCOMPARE(list.size(), 1);
    QCOMPARE(list[0].names, QList<QByteArray>{"mail.example.com"});
    QCOMPARE(list[0].subject, u"CN=Mail.Example.com"_s);
    QVERIFY(list[0].isSelfSigned);
    QCOMPARE(list[0].fingerprint.size(), 64);
    const QDateTime now = QDateTime::currentDateTimeUtc();
    QVERIFY(list[0].notBefore < now && now.daysTo(list[0].notAfter) > 3640);

    const Handshake done = shake(**context);
    QVERIFY(done.isDone);
    QCOMPARE(done.client.version, "TLSv1.3");
    QCOMPARE(done.client.group, "x25519");
    QCOMPARE(done.client.peerFingerprint, list[0].fingerprint);
    QCOMPARE(done.client.verification, u"self-signed certificate"_s);
    QVERIFY(done.server.isEncrypted && done.server.verification.isEmpty() && done.server.peerSubject.isEmpty());
}

void tst_TlsContext::selfSignedRefusesOddNames()
{
    for (const QByteArray &name : {QByteArray(), QByteArray("a,DNS:evil.example"), QByteArray("a b"), QByteArray("a\nb")}) {
        const Result<> result = makeSelfSigned(path("x.crt"), path("x.key"), name);
        QVERIFY(!result);
        QCOMPARE(result.error().kind, Error::Kind::Invalid);
    }
    QVERIFY(makeSelfSigned(path("x.crt"), path("x.key"), "::1"));
    QVERIFY(!makeSelfSigned(path("missing/x.crt"), path("missing/x.key"), "mail.example.com"));
}

void tst_TlsContext::choosesBySni_data()
{
    QTest::addColumn<QByteArray>("serverName");
    QTest::addColumn<int>("certificate");
    QTest::newRow("none") << QByteArray() << 0;
    QTest::newRow("first") << QByteArray("mail.example.com") << 0;
    QTest::newRow("second, other case") << QByteArray("MX.Example.ORG") << 1;
    QTest::newRow("unknown gets the default") << QByteArray("other.test") << 0;
    QTest::newRow("part of a name") << QByteArray("x.mx.example.org") << 0;
}

void tst_TlsContext::choosesBySni()
{
    QFETCH(const QByteArray, serverName);
    QFETCH(const int, certificate);
    const auto context = TlsContext::load({make("one", "mail.example.com"), make("two", "mx.example.org")});
    QVERIFY(context);
    const Handshake done = shake(**context, {.serverName = serverName});
    QVERIFY(done.isDone);
    QCOMPARE(done.client.peerFingerprint, (*context)->certificates()[certificate].fingerprint);
    QCOMPARE(done.server.serverName, serverName);
}

void tst_TlsContext::checksAlpn_data()
{
    QTest::addColumn<QByteArray>("offered");
    QTest::addColumn<bool>("accepted");
    QTest::newRow("none") << QByteArray() << true;
    QTest::newRow("ours") << QByteArray("\x04smtp") << true;
    QTest::newRow("ours among others") << QByteArray("\x02h2\x04smtp") << true;
    QTest::newRow("web only (T6)") << QByteArray("\x02h2\x08http/1.1") << false;
    QTest::newRow("imap only (T6)") << QByteArray("\x04imap") << false;
}

void tst_TlsContext::checksAlpn()
{
    QFETCH(const QByteArray, offered);
    QFETCH(const bool, accepted);
    const auto context = TlsContext::load({make("one", "mail.example.com")});
    QVERIFY(context);
    const Handshake done = shake(**context, {.protocols = offered});
    QCOMPARE(done.isDone, accepted);
    if (accepted)
        QCOMPARE(done.protocol, offered.isEmpty() ? QByteArray() : QByteArray("smtp"));
    else
        QCOMPARE(done.alert, int(SSL_AD_NO_APPLICATION_PROTOCOL));
}

void tst_TlsContext::refusesOldVersions_T7()
{
    const auto context = TlsContext::load({make("one", "mail.example.com")});
    QVERIFY(context);
    QVERIFY(shake(**context, {.maxVersion = TLS1_2_VERSION}).isDone);
    QVERIFY(!shake(**context, {.maxVersion = TLS1_1_VERSION}).isDone);
}

void tst_TlsContext::resumesWithTheSameListenerOnly_data()
{
    QTest::addColumn<int>("version");
    QTest::newRow("TLS 1.2") << int(TLS1_2_VERSION);
    QTest::newRow("TLS 1.3") << int(TLS1_3_VERSION);
}

void tst_TlsContext::resumesWithTheSameListenerOnly()
{
    QFETCH(const int, version);
    const auto context = TlsContext::load({make("one", "mail.example.com")});
    const auto other = TlsContext::load({make("one", "mail.example.com")});
    QVERIFY(context && other);
    const Handshake first = shake(**context, {.maxVersion = version});
    QVERIFY(first.isDone && !first.server.isResumed);
    const Handshake again = shake(**context, {.session = first.session.get(), .maxVersion = version});
    QVERIFY(again.isDone && again.server.isResumed && again.client.isResumed);
    const Handshake elsewhere = shake(**context, {.session = first.session.get(), .maxVersion = version, .listener = "b"});
    QVERIFY(elsewhere.isDone && !elsewhere.server.isResumed);
    const Handshake foreign = shake(**other, {.session = first.session.get(), .maxVersion = version});
    QVERIFY(foreign.isDone && !foreign.server.isResumed);
}

void tst_TlsContext::takesNewFiles_T9()
{
    const auto context = TlsContext::load({make("one", "mail.example.com")});
    QVERIFY(context);
    const auto before = (*context)->current();
    const QByteArray old = (*context)->certificates()[0].fingerprint;
    make("one", "mail.example.com");
    QVERIFY((*context)->reload());
    QVERIFY((*context)->certificates()[0].fingerprint != old);
    QVERIFY((*context)->current() != before);
    QCOMPARE(shake(**context).client.peerFingerprint, (*context)->certificates()[0].fingerprint);
    QVERIFY(SslPtr(SSL_new(before->native_handle()))); // A handshake that began before still can go on.
}

void tst_TlsContext::keepsTheOldOnesWhenTheNewAreBroken_T9_data()
{
    QTest::addColumn<QByteArray>("chain");
    QTest::addColumn<QByteArray>("key");
    const QByteArray keep("keep"), remove("remove"), other("other");
    QTest::newRow("chain missing") << remove << keep;
    QTest::newRow("key missing") << keep << remove;
    QTest::newRow("chain empty") << QByteArray() << keep;
    QTest::newRow("key cut off") << keep << QByteArray("-----BEGIN PRIVATE KEY-----\nMIG");
    QTest::newRow("key of another certificate") << keep << other;
}

void tst_TlsContext::keepsTheOldOnesWhenTheNewAreBroken_T9()
{
    QFETCH(const QByteArray, chain);
    QFETCH(const QByteArray, key);
    const TlsContext::KeyPair pair = make("one", "mail.example.com");
    const TlsContext::KeyPair other = make("two", "mail.example.com");
    const auto context = TlsContext::load({pair});
    QVERIFY(context);
    const QByteArray old = (*context)->certificates()[0].fingerprint;

    const auto change = [](const QString &file, const QByteArray &what, const QString &otherFile) {
        if (what == "keep")
            return;
        QFile::remove(file);
        if (what == "other") {
            QVERIFY(QFile::copy(otherFile, file));
        } else if (what != "remove") {
            QFile f(file);
            QVERIFY(f.open(QIODevice::WriteOnly) && f.write(what) == what.size());
        }
    };
    change(pair.chainFile, chain, other.chainFile);
    change(pair.keyFile, key, other.keyFile);
    const Result<> result = (*context)->reload();
    QVERIFY(!result);
    QCOMPARE(result.error().kind, Error::Kind::Tls);
    QVERIFY(result.error().message.contains(pair.keyFile) || result.error().message.contains(pair.chainFile));
    QCOMPARE((*context)->certificates()[0].fingerprint, old);
    QCOMPARE(shake(**context).client.peerFingerprint, old);
}

void tst_TlsContext::doesNotStartWithout_T9()
{
    QVERIFY(!TlsContext::load({}));
    const auto context = TlsContext::load({{path("none.crt"), path("none.key")}});
    QVERIFY(!context);
    QCOMPARE(context.error().kind, Error::Kind::Tls);
}

QTEST_APPLESS_MAIN(tst_TlsContext)
#include "tst_tlscontext.moc"
