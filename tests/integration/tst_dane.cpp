#include "signedzones.h"
#include "tests/unit/net/fakehandler.h"

#include "gateway/net/danepolicy.h"
#include "gateway/net/openssl.h"
#include "gateway/net/smtpclient.h"
#include "gateway/net/tlscontext.h"

#include <QCryptographicHash>
#include <QTest>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/use_future.hpp>
#include <openssl/pem.h>

using namespace gateway;
using namespace gateway::net;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Outcome = smtp::RecipientOutcome::Kind;
using Policy = DanePolicy::Kind;

/// The whole of DANE: a real name server with signed zones, our resolver, our client, and our server as the next hop (threats.md T4).
class tst_Dane : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void delivers_T4_data();
    void delivers_T4();
    void unsignedHasNoPolicy_T4();
    void unsignedIsDeliveredAsBefore_T4();
    void silenceDefers_T4();

private:
    [[nodiscard]] DanePolicy policyOf(const QByteArray &host);
    [[nodiscard]] DeliveryResult deliver(const QByteArray &host);

    SignedZones m_zones;
    QTemporaryDir m_directory;
    Loops m_loops{1};
    FakeHandler m_handler{m_loops};
    std::unique_ptr<TlsContext> m_tls;
    std::unique_ptr<SmtpServer> m_withTls, m_withoutTls;
    std::unique_ptr<DnsResolver> m_resolver;
    std::vector<std::unique_ptr<SmtpClient>> m_clients; ///< Each stays until the loops have ended.
    quint16 m_port = 0, m_clearPort = 0;
};

namespace {

QByteArray keyDigest(const QString &certificateFile)
{
    const BioPtr bio(BIO_new_file(certificateFile.toLocal8Bit().constData(), "r"));
    const X509Ptr certificate(PEM_read_bio_X509(bio.get(), nullptr, nullptr, nullptr));
    unsigned char *octets = nullptr;
    const int size = i2d_X509_PUBKEY(X509_get_X509_PUBKEY(certificate.get()), &octets);
    const QByteArray key(reinterpret_cast<const char *>(octets), size);
    OPENSSL_free(octets);
    return QCryptographicHash::hash(key, QCryptographicHash::Sha256).toHex();
}

/// One record for both ports of a host.
QByteArray tlsa(const QByteArray &host, const QList<quint16> &ports, const QByteArray &record)
{
    QByteArray lines;
    for (const quint16 port : ports)
        lines += '_' + QByteArray::number(port) + "._tcp." + host + " IN TLSA " + record + '\n';
    return lines;
}

} // namespace

void tst_Dane::initTestCase()
{
    if (!SignedZones::isPossible())
        QSKIP("nsd and ldnsutils are not here.");
    const TlsContext::KeyPair pair{m_directory.filePath(u"a.crt"_s), m_directory.filePath(u"a.key"_s)};
    QVERIFY(makeSelfSigned(pair.chainFile, pair.keyFile, "another.name.example")); // DANE-EE does not look at it.
    auto tls = TlsContext::load({pair});
    QVERIFY(tls);
    m_tls = *std::move(tls);
    SmtpServerConfig config;
    config.spoolDirectory = m_directory.path();
    m_withTls = std::make_unique<SmtpServer>(m_loops, config, m_tls.get(), m_handler);
    m_withoutTls = std::make_unique<SmtpServer>(m_loops, config, nullptr, m_handler);
    for (const auto &[server, port] : {std::pair{m_withTls.get(), &m_port}, std::pair{m_withoutTls.get(), &m_clearPort}}) {
        const auto bound = server->listen({boost::asio::ip::address_v4::loopback(), 0});
        QVERIFY(bound);
        *port = bound->port();
    }

    const QList<quint16> ports{m_port, m_clearPort};
    const QByteArray right = "3 1 1 " + keyDigest(pair.chainFile), wrong = "3 1 1 " + QByteArray(64, 'a');
    QByteArray many;
    for (int i = 0; i < 300; ++i)
        many += tlsa("many", {m_port}, "3 1 1 " + QByteArray::number(i, 16).rightJustified(64, '0'));
    const QByteArray records = "right IN A 127.0.0.1\n" + tlsa("right", ports, right)
        + "wrong IN A 127.0.0.1\n" + tlsa("wrong", ports, wrong)
        + "rolled IN A 127.0.0.1\n" + tlsa("rolled", ports, wrong) + tlsa("rolled", ports, right)
        + "unusable IN A 127.0.0.1\n" + tlsa("unusable", ports, "1 1 1 " + QByteArray(64, 'a'))
        + "many IN A 127.0.0.1\n" + many
        + "alias IN CNAME right\n"
        + "ownrecord IN CNAME bare\n" + tlsa("ownrecord", ports, right)
        + "bare IN A 127.0.0.1\n";
    QVERIFY(m_zones.add("sound.example", records, SignedZones::Signing::Sound));
    QVERIFY(m_zones.add("plain.example", records, SignedZones::Signing::None));
    const QByteArray victims = "mail IN A 127.0.0.1\n" + tlsa("mail", ports, wrong) + "moved IN A 127.0.0.9\n" + tlsa("moved", ports, right);
    QVERIFY(m_zones.add("forged.example", victims, SignedZones::Signing::Sound));
    QVERIFY(m_zones.forge("forged.example", QByteArray(64, 'a'), QByteArray(64, 'e')));
    QVERIFY(m_zones.forge("forged.example", "127.0.0.9", "127.0.0.1"));
    QVERIFY(m_zones.start());
    m_loops.start();

    const auto isUp = [this] { // With a resolver of its own: one that got no answer remembers that.
        const auto probe = DnsResolver::make(m_zones.resolverConfig());
        const dns::Question question{"sound.example", dns::Type::Soa};
        return boost::asio::co_spawn(m_loops.at(0), (*probe)->ask(question, DnsResolver::Clock::now() + 2s), boost::asio::use_future).get().isFound();
    };
    QTRY_VERIFY2_WITH_TIMEOUT(isUp() || !m_zones.isRunning(), "the name server", 20'000);
    QVERIFY2(m_zones.isRunning(), m_zones.output().constData());
    auto resolver = DnsResolver::make(m_zones.resolverConfig());
    QVERIFY(resolver);
    m_resolver = *std::move(resolver);
}

void tst_Dane::cleanupTestCase()
{
    m_loops.stop();
    m_resolver.reset();
    m_zones.stop();
}

DanePolicy tst_Dane::policyOf(const QByteArray &host)
{
    const auto deadline = DnsResolver::Clock::now() + 10s;
    return boost::asio::co_spawn(m_loops.at(0), findDanePolicy(*m_resolver, host, m_port, deadline), boost::asio::use_future).get();
}

/// The host may end in "!": then it is the server without TLS.
DeliveryResult tst_Dane::deliver(const QByteArray &host)
{
    m_clients.push_back(std::make_unique<SmtpClient>(m_loops, SmtpClientConfig(), daneFinder(*m_resolver)));
    const bool isClear = host.endsWith('!');
    const NextHop hop{isClear ? host.chopped(1) : host, isClear ? m_clearPort : m_port};
    Delivery delivery;
    delivery.envelope.reversePath = {"a", "client.example"};
    delivery.envelope.recipients.append(smtp::ForwardPath{{"b", "sound.example"}, {}, {}});
    delivery.content.append("Subject: x\r\n\r\nx\r\n");
    return boost::asio::co_spawn(m_loops.at(0), m_clients.back()->deliver(0, hop, delivery, smtp::Clock::now() + 20s), boost::asio::use_future).get();
}

void tst_Dane::delivers_T4_data()
{
    QTest::addColumn<QByteArray>("host");
    QTest::addColumn<Policy>("policy");
    QTest::addColumn<QString>("verification"); // Empty: deferred.
    QTest::addColumn<QByteArray>("serverName");

    const auto row = [](const char *name, const char *host, Policy policy, const QString &verification = {}, const char *serverName = "") {
        QTest::newRow(name) << QByteArray(host) << policy << verification << QByteArray(serverName);
    };
    row("matching", "right.sound.example", Policy::Dane, u"dane"_s, "right.sound.example");
    row("written otherwise", "RIGHT.Sound.example.", Policy::Dane, u"dane"_s, "right.sound.example");
    row("the next key beside it", "rolled.sound.example", Policy::Dane, u"dane"_s, "rolled.sound.example");
    row("alias (RFC 7672 2.1.3)", "alias.sound.example", Policy::Dane, u"dane"_s, "right.sound.example");
    row("alias with the records itself (RFC 7672 2.1.3)", "ownrecord.sound.example", Policy::Dane, u"dane"_s, "ownrecord.sound.example");
    row("not matching", "wrong.sound.example", Policy::Dane);
    row("many, none matching", "many.sound.example", Policy::Dane);
    row("matching, no STARTTLS", "right.sound.example!", Policy::Dane);
    row("unusable (RFC 7672 2.2)", "unusable.sound.example", Policy::EncryptOnly, u"self-signed certificate"_s, "unusable.sound.example");
    row("unusable, no STARTTLS", "unusable.sound.example!", Policy::EncryptOnly);
    row("forged records", "mail.forged.example", Policy::Defer);
    row("forged records, no STARTTLS", "mail.forged.example!", Policy::Defer);
    row("forged address", "moved.forged.example", Policy::Defer);
}

void tst_Dane::delivers_T4()
{
    QFETCH(const QByteArray, host);
    QFETCH(const QString, verification);
    const std::size_t before = m_handler.messages().size();
    QTEST(policyOf(host.endsWith('!') ? host.chopped(1) : host).kind, "policy");
    const DeliveryResult result = deliver(host);
    if (verification.isEmpty()) {
        QCOMPARE(result.outcomes[0].kind, Outcome::Transient);
        QVERIFY2(result.outcomes[0].reply.subject == 7, result.outcomes[0].reply.toLine().constData());
        QVERIFY(!result.tls.isEncrypted || result.outcomes[0].reply.code == 450);
        QCOMPARE(m_handler.messages().size(), before);
        return;
    }
    QVERIFY2(result.outcomes[0].kind == Outcome::Delivered, result.outcomes[0].reply.toLine().constData());
    QVERIFY(result.tls.isEncrypted);
    QCOMPARE(result.tls.verification, verification);
    QTEST(result.tls.serverName, "serverName");
    QCOMPARE(m_handler.messages().size(), before + 1);
}

void tst_Dane::unsignedHasNoPolicy_T4()
{
    for (const char *host : {"right.plain.example", "wrong.plain.example", "nothing.plain.example", "bare.sound.example", "nothing.sound.example"})
        QCOMPARE(policyOf(host).kind, Policy::None);
}

void tst_Dane::unsignedIsDeliveredAsBefore_T4()
{
    const DeliveryResult result = deliver("localhost!");
    QCOMPARE(result.outcomes[0].kind, Outcome::Delivered);
    QVERIFY(!result.tls.isEncrypted);
}

/// Who keeps the name server from answering keeps the mail waiting, and does not get it in clear text.
void tst_Dane::silenceDefers_T4()
{
    m_zones.stop();
    DnsConfig config = m_zones.resolverConfig();
    config.patience = 500ms;
    auto resolver = DnsResolver::make(config);
    QVERIFY(resolver);
    m_resolver.swap(*resolver);
    const DeliveryResult result = deliver("right.sound.example!");
    QCOMPARE(result.outcomes[0].kind, Outcome::Transient);
    QVERIFY2(result.outcomes[0].reply.subject == 7, result.outcomes[0].reply.toLine().constData());
    QVERIFY(!result.isContacted);
}

QTEST_GUILESS_MAIN(tst_Dane)
#include "tst_dane.moc"
