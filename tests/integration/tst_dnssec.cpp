#include "gateway/dns/records.h"
#include "gateway/net/dnsresolver.h"
#include "gateway/net/loops.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QTest>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/use_future.hpp>

using namespace gateway;
using namespace gateway::net;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Status = dns::Answer::Status;

/// The resolver and a real name server (nsd) with a sound, a forged and an unsigned zone (threats.md T4, P14).
class tst_Dnssec : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void validates_T4_data();
    void validates_T4();
    void withoutValidationForgedIsBelieved();

private:
    [[nodiscard]] bool write(const QString &name, const QByteArray &content) const;
    [[nodiscard]] QString sign(const QString &zone); ///< Returns its trust anchor.
    [[nodiscard]] dns::Answer ask(bool validates, const dns::Question &question);

    QTemporaryDir m_directory;
    QStringList m_anchors;
    QProcess m_server;
    quint16 m_port = 0;
    Loops m_loops{1};
};

namespace {

const QByteArray records = "$TTL 300\n"
                           "@ IN SOA ns hostmaster 1 3600 900 86400 300\n"
                           "@ IN NS ns\n"
                           "@ IN MX 10 mail\n"
                           "@ IN TXT \"v=spf1 -all\"\n"
                           "ns IN A 127.0.0.1\n"
                           "mail IN A 192.0.2.25\n"
                           "_25._tcp.mail IN TLSA 3 1 1 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef\n"
                           "alias IN CNAME mail\n"
                           "loop IN CNAME loop\n";

quint16 freePort()
{
    QTcpServer probe;
    return probe.listen(QHostAddress::LocalHost) ? probe.serverPort() : 0;
}

} // namespace

bool tst_Dnssec::write(const QString &name, const QByteArray &content) const
{
    QFile file(m_directory.filePath(name));
    return file.open(QIODevice::WriteOnly) && file.write(content) == content.size();
}

QString tst_Dnssec::sign(const QString &zone)
{
    QProcess keygen;
    keygen.setWorkingDirectory(m_directory.path());
    keygen.start(u"ldns-keygen"_s, {u"-a"_s, u"ECDSAP256SHA256"_s, u"-k"_s, zone});
    if (!keygen.waitForFinished() || keygen.exitCode() != 0)
        return {};
    const QString key = QString::fromLatin1(keygen.readAll().trimmed());
    QProcess signer;
    signer.setWorkingDirectory(m_directory.path());
    signer.start(u"ldns-signzone"_s, {u"-o"_s, zone, zone, key});
    if (!signer.waitForFinished() || signer.exitCode() != 0)
        return {};
    QFile anchor(m_directory.filePath(key + u".ds"_s));
    return anchor.open(QIODevice::ReadOnly) ? QString::fromLatin1(anchor.readAll().trimmed()).replace(u'\t', u' ') : QString();
}

void tst_Dnssec::initTestCase()
{
    const QString nsd = QStandardPaths::findExecutable(u"nsd"_s, {u"/usr/sbin"_s, u"/usr/bin"_s});
    if (nsd.isEmpty() || QStandardPaths::findExecutable(u"ldns-signzone"_s).isEmpty())
        QSKIP("nsd and ldnsutils are not here.");
    m_port = freePort();
    QVERIFY(m_port);
    QByteArray configuration = "server:\n ip-address: 127.0.0.1@" + QByteArray::number(m_port) + "\n username: \"\"\n chroot: \"\"\n zonesdir: \""
        + m_directory.path().toLocal8Bit() + "\"\n pidfile: \"\"\n database: \"\"\n xfrdfile: \"\"\n zonelistfile: \"" + m_directory.filePath(u"zones.list"_s).toLocal8Bit()
        + "\"\n xfrdir: \"" + m_directory.path().toLocal8Bit() + "\"\n rrl-ratelimit: 0\nremote-control:\n control-enable: no\n";
    for (const char *zone : {"sound.example", "forged.example", "plain.example"}) {
        const QString name = QString::fromLatin1(zone);
        QVERIFY(write(name, "$ORIGIN " + QByteArray(zone) + ".\n" + records));
        QString file = name;
        if (name != u"plain.example"_s) {
            const QString anchor = sign(name);
            QVERIFY2(!anchor.isEmpty(), zone);
            m_anchors.append(anchor);
            file += u".signed"_s;
        }
        configuration += "zone:\n name: " + QByteArray(zone) + "\n zonefile: \"" + file.toLocal8Bit() + "\"\n";
    }
    // After the signing, somebody puts his own address in the place of the mail host's.
    QFile forged(m_directory.filePath(u"forged.example.signed"_s));
    QVERIFY(forged.open(QIODevice::ReadWrite));
    const QByteArray changed = forged.readAll().replace("192.0.2.25", "192.0.2.66");
    QVERIFY(changed.contains("192.0.2.66"));
    forged.seek(0);
    QVERIFY(forged.write(changed) == changed.size() && forged.flush());

    QVERIFY(write(u"nsd.conf"_s, configuration));
    m_server.setProcessChannelMode(QProcess::MergedChannels);
    m_server.start(nsd, {u"-d"_s, u"-c"_s, m_directory.filePath(u"nsd.conf"_s)});
    QVERIFY(m_server.waitForStarted());
    m_loops.start();
    const auto isUp = [this] { return ask(false, {"plain.example", dns::Type::Soa}).isFound(); };
    QTRY_VERIFY2_WITH_TIMEOUT(isUp() || m_server.state() != QProcess::Running, "the name server", 20'000);
    QVERIFY2(m_server.state() == QProcess::Running, m_server.readAll().constData());
}

void tst_Dnssec::cleanupTestCase()
{
    m_loops.stop();
    if (m_server.state() == QProcess::Running) {
        m_server.terminate();
        QVERIFY(m_server.waitForFinished());
    }
}

dns::Answer tst_Dnssec::ask(bool validates, const dns::Question &question)
{
    DnsConfig config;
    config.validates = validates;
    config.trustAnchors = m_anchors;
    for (const char *zone : {"sound.example", "forged.example", "plain.example"})
        config.stubs.append(u"%1 127.0.0.1@%2"_s.arg(QLatin1String(zone)).arg(m_port));
    const auto resolver = DnsResolver::make(config);
    if (!resolver) {
        dns::Answer none;
        none.cause = resolver.error().message;
        return none;
    }
    return boost::asio::co_spawn(m_loops.at(0), (*resolver)->ask(question, DnsResolver::Clock::now() + 10s), boost::asio::use_future).get();
}

void tst_Dnssec::validates_T4_data()
{
    QTest::addColumn<dns::Question>("question");
    QTest::addColumn<Status>("status");
    QTest::addColumn<bool>("isSecure");
    QTest::addColumn<bool>("isBogus");

    const auto row = [](const char *name, const char *host, dns::Type type, Status status, bool isSecure, bool isBogus = false) {
        QTest::newRow(name) << dns::Question{host, type} << status << isSecure << isBogus;
    };
    row("signed", "sound.example", dns::Type::Mx, Status::Found, true);
    row("signed TLSA", "_25._tcp.mail.sound.example", dns::Type::Tlsa, Status::Found, true);
    row("signed alias", "alias.sound.example", dns::Type::A, Status::Found, true);
    row("proof that there is no data", "sound.example", dns::Type::Aaaa, Status::NoData, true);
    row("proof that there is no such name", "nothing.sound.example", dns::Type::A, Status::NoSuchName, true);
    row("alias of itself", "loop.sound.example", dns::Type::A, Status::Failed, false);
    row("forged", "mail.forged.example", dns::Type::A, Status::Failed, false, true);
    row("unharmed beside a forged one", "forged.example", dns::Type::Txt, Status::Found, true);
    row("not signed", "mail.plain.example", dns::Type::A, Status::Found, false);
    row("not signed, no such name", "nothing.plain.example", dns::Type::A, Status::NoSuchName, false);
}

void tst_Dnssec::validates_T4()
{
    QFETCH(const dns::Question, question);
    const dns::Answer answer = ask(true, question);
    QTEST(answer.status, "status");
    QTEST(answer.isSecure, "isSecure");
    QTEST(answer.isBogus, "isBogus");
    QVERIFY(answer.status != Status::Failed || (answer.records.isEmpty() && !answer.cause.isEmpty()));
}

void tst_Dnssec::withoutValidationForgedIsBelieved()
{
    const dns::Answer answer = ask(false, {"mail.forged.example", dns::Type::A});
    QCOMPARE(answer.status, Status::Found);
    QCOMPARE(dns::addressesOf(answer).value(0).to_string(), "192.0.2.66");
}

QTEST_GUILESS_MAIN(tst_Dnssec)
#include "tst_dnssec.moc"
