#include "gateway/directory/ldapsource.h"
#include "gateway/directory/sourcestore.h"
#include "tests/integration/directoryserver.h"
#include "tests/integration/fakeserver.h"

#include <QElapsedTimer>
#include <QTest>
#include <ctime>
#include <future>

using namespace gateway;
using namespace gateway::directory;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Tls = LdapServer::Tls;

/// Recipients from a real slapd, and from servers that do what they should not (threats.md L1 to L5).
class tst_Ldap : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void reads_data();
    void reads();
    void readsActiveDirectory();
    void reads50000();
    void previews();
    void refusesTheConnection_L4_data();
    void refusesTheConnection_L4();
    void certificateCanBeLeftUnverified();
    void startTlsRefused_L4();
    void wrongPassword();
    void emptyPassword_L2();
    void wrongBase();
    void tooManyEntries_I8();
    void findsByAddress_L1_data();
    void findsByAddress_L1();
    void serverStopsInMidImport_L3();
    void serverBreaksOffInMidImport_L3();
    void nextServerIsAsked_data();
    void nextServerIsAsked();
    void referralIsNotFollowed_L4();
    void baseIsReferral_L4();
    void hostileServer_L4_data();
    void hostileServer_L4();
    void serverRepeatsThePassword();
    void canBeStopped_data();
    void canBeStopped();

private:
    [[nodiscard]] LdapServer server(Tls tls = Tls::None) const;
    [[nodiscard]] LdapSettings settings(const QList<LdapServer> &servers) const;
    [[nodiscard]] LdapSettings many(const QList<LdapServer> &servers) const;

    QTemporaryDir m_certificates;
    FakeServer m_referred{[](const FakeServer &, int) {}}; ///< Where referrals point to.
    DirectoryServer m_slapd, m_withoutTls;
};

namespace {

constexpr int manyCount = 50'000;
const QDateTime now = QDateTime(QDate(2026, 11, 24), QTime(9, 0), Qt::UTC);

/// An object of a class, with attributes as lines of LDIF.
QByteArray object(const QByteArray &name, const QByteArray &objectClass, const QList<QByteArray> &attributes)
{
    return "dn: " + name + "dc=example,dc=com\nobjectClass: " + objectClass + '\n' + attributes.join('\n') + "\n\n";
}

QByteArray root() { return object("", "organization", {"objectClass: dcObject", "o: Example", "dc: example"}); }

QByteArray person(const QByteArray &name, const QByteArray &unit, const QList<QByteArray> &attributes)
{
    return object("cn=" + name + ",ou=" + unit + ',', "inetOrgPerson", attributes + QList<QByteArray>{"sn: X", "cn: " + name});
}

QByteArray user(const QByteArray &name, const QByteArray &unit, const QList<QByteArray> &attributes)
{
    return object("cn=" + name + ",ou=" + unit + ',', "user", QList<QByteArray>{"sn: X", "cn: " + name, "sAMAccountName: " + name} + attributes);
}

QByteArray tree(quint16 referralPort)
{
    QByteArray ldif = root();
    for (const char *unit : {"people", "windows", "many", "elsewhere"})
        ldif += object("ou=" + QByteArray(unit) + ',', "organizationalUnit", {"ou: " + QByteArray(unit)});
    ldif += person("Alice", "people", {"objectClass: inetLocalMailRecipient", "mail: alice@example.com", "mail: a@example.com",
                                       "mailLocalAddress: office@example.com"});
    ldif += person("Bob", "people", {"displayName:: Qm9iIMOWc3Q=", "mail: bob@example.com"});
    ldif += person("Nobody", "people", {});

    const QByteArray sales = "memberOf: CN=Sales,OU=Groups,DC=example,DC=com", board = "memberOf: CN=Board,OU=Groups,DC=example,DC=com";
    ldif += user("alice", "windows", {"displayName: Alice", "mail: alice@example.com", "userAccountControl: 512", "proxyAddresses: X400:c=x",
                                      "proxyAddresses: smtp:old@example.com", "proxyAddresses: SMTP:alice@example.com", sales, board});
    ldif += user("gone", "windows", {"mail: gone@example.com", "userAccountControl: 514"});
    ldif += user("expired", "windows", {"mail: expired@example.com", "userAccountControl: 512", "accountExpires: 132223104000000000"});
    ldif += object("cn=team,ou=windows,", "group", {"cn: team", "mail: team@example.com"});
    ldif += object("cn=partner,ou=windows,", "contact", {"sn: P", "cn: partner", "mail: partner@example.net"});
    ldif += person("printer", "windows", {"mail: printer@example.com"});

    ldif += object("ou=far,ou=elsewhere,", "referral", {"objectClass: extensibleObject", "ou: far",
                                                        "ref: ldap://127.0.0.1:" + QByteArray::number(referralPort) + "/ou=far,dc=example,dc=com"});
    ldif += person("Near", "elsewhere", {"mail: near@example.com"});
    for (int i = 0; i < manyCount; ++i) {
        const QByteArray n = QByteArray::number(i);
        ldif += user("user" + n, "many", {"mail: user" + n + "@example.com", "proxyAddresses: smtp:alias" + n + "@example.com",
                                          "userAccountControl: 512", sales, board});
    }
    return ldif;
}

QStringList summary(const Result<Import> &import)
{
    if (!import)
        return {import.error().message};
    QStringList lines;
    for (const Entry &entry : import->entries) {
        lines.append(QString::fromUtf8(entry.address + ' ' + entry.aliases.join(',')) + u' ' + entry.name + u' ' + entry.groups.join(u',')
                     + (entry.isImportant ? u" important"_s : QString()) + (entry.isDisabled ? u" disabled"_s : QString()));
    }
    lines.sort();
    return lines;
}

/// A PDU of LDAP (RFC 4511 4.1.1) with short lengths.
QByteArray pdu(char messageId, char operation, const QByteArray &content)
{
    const QByteArray inner = QByteArray("\x02\x01") + messageId + operation + char(content.size()) + content;
    return QByteArray("\x30") + char(inner.size()) + inner;
}

/// LDAPResult (RFC 4511 4.1.9) without its tag.
QByteArray result(char code, const QByteArray &text = {})
{
    return QByteArray("\x0a\x01") + code + QByteArray("\x04\x00\x04", 3) + char(text.size()) + text;
}

const QByteArray bound = pdu(1, '\x61', result(0)); // BindResponse, success.

} // namespace

void tst_Ldap::initTestCase()
{
    if (!DirectoryServer::isInstalled())
        QSKIP("slapd is not here: install the package slapd to test with a real directory.");
    QVERIFY2(LdapCertificates().make(m_certificates.path(), u"IP:127.0.0.1"_s), "openssl");
    QVERIFY2(m_slapd.start(tree(m_referred.port()), m_certificates.path(), DirectoryServer::Tls::Offered), m_slapd.output().constData());
    const QByteArray small = root() + object("ou=people,", "organizationalUnit", {"ou: people"})
        + person("Second", "people", {"mail: second@example.com"});
    QVERIFY2(m_withoutTls.start(small, m_certificates.path(), DirectoryServer::Tls::Missing), m_withoutTls.output().constData());
}

LdapServer tst_Ldap::server(Tls tls) const { return {u"127.0.0.1"_s, tls == Tls::Ldaps ? m_slapd.tlsPort() : m_slapd.port(), tls}; }

LdapSettings tst_Ldap::settings(const QList<LdapServer> &servers) const
{
    LdapSettings settings;
    settings.source = "ldap";
    settings.servers = servers;
    settings.caFile = m_certificates.filePath(u"ca.pem"_s);
    settings.bindName = u"cn=reader,dc=example,dc=com"_s;
    settings.password = "5ecret-Word";
    settings.base = u"ou=people,dc=example,dc=com"_s;
    settings.mapping = AttributeMapping::preset(DirectoryKind::OpenLdap);
    settings.filter = u"(|(mail=*)(mailLocalAddress=*))"_s; // This schema knows no mailAlternateAddress, which an undefined filter part is.
    settings.connectTimeout = 5s;
    return settings;
}

LdapSettings tst_Ldap::many(const QList<LdapServer> &servers) const
{
    LdapSettings settings = this->settings(servers);
    settings.base = u"ou=many,dc=example,dc=com"_s;
    settings.mapping = AttributeMapping::preset(DirectoryKind::ActiveDirectory);
    settings.filter = u"(objectClass=user)"_s;
    return settings;
}

void tst_Ldap::reads_data()
{
    QTest::addColumn<Tls>("tls");
    QTest::newRow("plain") << Tls::None;
    QTest::newRow("STARTTLS") << Tls::StartTls;
    QTest::newRow("LDAPS") << Tls::Ldaps;
}

void tst_Ldap::reads()
{
    QFETCH(const Tls, tls);
    const Result<Import> import = LdapSource(settings({server(tls)})).read(now);
    QCOMPARE(summary(import), (QStringList{u"alice@example.com a@example.com,office@example.com Alice "_s, u"bob@example.com  Bob \u00d6st "_s}));
    QCOMPARE(import->entries[0].source, "ldap");
}

void tst_Ldap::readsActiveDirectory()
{
    LdapSettings settings = this->settings({server()});
    settings.base = u"ou=windows,dc=example,dc=com"_s;
    settings.mapping = AttributeMapping::preset(DirectoryKind::ActiveDirectory);
    settings.mapping.importantGroups = {u"Board"_s};
    settings.filter.clear();
    const QStringList expected{u"alice@example.com old@example.com Alice Sales,Board important"_s, u"expired@example.com  expired  disabled"_s,
                               u"gone@example.com  gone  disabled"_s, u"partner@example.net  partner "_s, u"team@example.com  team "_s};
    QCOMPARE(summary(LdapSource(settings).read(now)), expected);
}

void tst_Ldap::reads50000()
{
    QElapsedTimer timer;
    timer.start();
    const std::clock_t start = std::clock();
    const Result<Import> import = LdapSource(many({server(Tls::Ldaps)})).read(now);
    const double seconds = double(std::clock() - start) / CLOCKS_PER_SEC;
    QVERIFY2(import, import ? "" : qPrintable(import.error().message));
    QCOMPARE(import->entries.size(), manyCount);
    QCOMPARE(import->entries.last().aliases.size(), 1);
    QCOMPARE(import->entries.last().groups, (QStringList{u"Sales"_s, u"Board"_s}));
    qInfo("50,000 entries over LDAPS in pages of 500: %.2f s of processor time, %.2f s in all", seconds, double(timer.elapsed()) / 1000);
}

void tst_Ldap::previews()
{
    LdapSettings settings = many({server(Tls::None)});
    settings.filter = u"(cn=user12*)"_s;
    const auto preview = LdapSource(settings).test(now);
    QVERIFY2(preview, preview ? "" : qPrintable(preview.error().message));
    QCOMPARE(preview->count, 1 + 10 + 100 + 1000);
    QCOMPARE(preview->first.size(), 20);
    QCOMPARE(preview->server, u"ldap://127.0.0.1:%1"_s.arg(m_slapd.port()));
    QCOMPARE(preview->warnings.size(), 1);
}

void tst_Ldap::refusesTheConnection_L4_data()
{
    QTest::addColumn<QString>("host");
    QTest::addColumn<QString>("caFile");
    QTest::addColumn<QString>("message");

    QTest::newRow("another authority") << u"127.0.0.1"_s << u"other.pem"_s << u"Check that the name “127.0.0.1” is in the server's certificate"_s;
    QTest::newRow("authorities of the system") << u"127.0.0.1"_s << QString() << u"TLS: "_s;
    QTest::newRow("another name") << u"127.0.0.2"_s << u"ca.pem"_s << u"Check that the name “127.0.0.2” is in"_s;
    QTest::newRow("localhost") << u"localhost"_s << u"ca.pem"_s << u"Write 127.0.0.1 or the full name instead of localhost"_s;
    QTest::newRow("no authority in the file") << u"127.0.0.1"_s << u"ca.key"_s << u"holds no certificate authority"_s;
}

void tst_Ldap::refusesTheConnection_L4()
{
    QFETCH(const QString, host);
    QFETCH(const QString, caFile);
    QFETCH(const QString, message);
    for (const Tls tls : {Tls::StartTls, Tls::Ldaps}) {
        LdapServer server = this->server(tls);
        server.host = host;
        LdapSettings settings = this->settings({server});
        settings.caFile = caFile.isEmpty() ? caFile : m_certificates.filePath(caFile);
        const Result<Import> import = LdapSource(settings).read(now);
        QVERIFY(!import);
        QCOMPARE(import.error().kind, Error::Kind::Tls);
        QVERIFY2(import.error().message.contains(message), qPrintable(import.error().message));
    }
}

void tst_Ldap::certificateCanBeLeftUnverified()
{
    LdapSettings settings = this->settings({server(Tls::Ldaps)});
    settings.caFile = m_certificates.filePath(u"other.pem"_s);
    settings.certificate = LdapSettings::Certificate::Any;
    const auto preview = LdapSource(settings).test(now);
    QVERIFY2(preview, preview ? "" : qPrintable(preview.error().message));
    QCOMPARE(preview->warnings.size(), 1);
}

void tst_Ldap::startTlsRefused_L4()
{
    const Result<Import> import = LdapSource(settings({{u"127.0.0.1"_s, m_withoutTls.port(), Tls::StartTls}})).read(now);
    QVERIFY(!import);
    QCOMPARE(import.error().kind, Error::Kind::Tls);

    // Somebody on the way says no: the password must not follow.
    QByteArray heard;
    {
        const FakeServer stripping([&heard](const FakeServer &server, int connection) {
            char octets[4096];
            const QByteArray no = pdu(1, '\x78', result(2)); // ExtendedResponse, protocolError.
            for (ssize_t size = 0; server.waitFor(connection) && (size = ::read(connection, octets, sizeof(octets))) > 0;) {
                heard.append(octets, size);
                (void)!::write(connection, no.constData(), size_t(no.size()));
            }
        });
        QVERIFY(!LdapSource(settings({{u"127.0.0.1"_s, stripping.port(), Tls::StartTls}})).read(now));
    }
    QVERIFY(heard.contains("1.3.6.1.4.1.1466.20037") && !heard.contains("5ecret"));
}

void tst_Ldap::wrongPassword()
{
    LdapSettings settings = this->settings({server(Tls::Ldaps), {u"127.0.0.1"_s, m_withoutTls.port(), Tls::None}});
    settings.password = "an0ther-Word";
    const Result<Import> import = LdapSource(settings).read(now);
    QVERIFY(!import);
    QCOMPARE(import.error().kind, Error::Kind::Invalid);
    QVERIFY(import.error().message.contains(u"login as “cn=reader,dc=example,dc=com” was refused"_s));
    QVERIFY(!import.error().message.contains(u"an0ther"_s));
    QVERIFY2(!import.error().message.contains(QString::number(m_withoutTls.port())), "the password was tried on the next server");
}

void tst_Ldap::emptyPassword_L2()
{
    LdapSettings settings = this->settings({{u"127.0.0.1"_s, m_referred.port(), Tls::None}});
    settings.password.clear();
    const int before = m_referred.connections();
    const Result<Import> import = LdapSource(settings).read(now);
    QVERIFY(!import);
    QCOMPARE(import.error().kind, Error::Kind::Invalid);
    QVERIFY(!LdapSource(settings).test(now));
    QVERIFY(!LdapSource(settings).find({"alice", "example.com"}, now));
    QCOMPARE(m_referred.connections(), before); // Nobody was asked.
}

void tst_Ldap::wrongBase()
{
    LdapSettings settings = this->settings({server()});
    settings.base = u"ou=nowhere,dc=example,dc=com"_s;
    const Result<Import> import = LdapSource(settings).read(now);
    QVERIFY(!import && import.error().kind == Error::Kind::Invalid);
    QVERIFY(import.error().message.contains(u"there is no “ou=nowhere,dc=example,dc=com”"_s));
}

void tst_Ldap::tooManyEntries_I8()
{
    LdapSettings settings = many({server()});
    settings.limits.entries = 1'000;
    const Result<Import> import = LdapSource(settings).read(now);
    QVERIFY(!import && import.error().message.contains(u"more than 1000"_s));
}

void tst_Ldap::findsByAddress_L1_data()
{
    QTest::addColumn<QByteArray>("localPart");
    QTest::addColumn<QByteArray>("found");

    QTest::newRow("primary") << QByteArray("alice") << QByteArray("alice@example.com");
    QTest::newRow("alias") << QByteArray("office") << QByteArray("alice@example.com");
    QTest::newRow("case") << QByteArray("ALICE") << QByteArray("alice@example.com");
    QTest::newRow("nobody") << QByteArray("nobody") << QByteArray();
    for (const char *hostile : {"*", "a*", "alic*", "*)(mail=*", "x)(|(mail=*", "alice@example.com)(mail", "x)(cn=alice", "\\2a", "\\61lice", "&", "|",
                                "!", "(", ")", "alice\\"})
        QTest::newRow(hostile) << QByteArray(hostile) << QByteArray();
    QTest::newRow("octet 0") << QByteArray("alice\0", 6) << QByteArray();
    QTest::newRow("line end") << QByteArray("alice\r\n") << QByteArray();
    QTest::newRow("not UTF-8") << QByteArray("\xff*") << QByteArray();
}

void tst_Ldap::findsByAddress_L1()
{
    QFETCH(const QByteArray, localPart);
    QFETCH(const QByteArray, found);
    const Result<QList<Entry>> entries = LdapSource(settings({server()})).find({localPart, "example.com"}, now);
    QVERIFY2(entries, entries ? "" : qPrintable(entries.error().message));
    QCOMPARE(entries->isEmpty() ? QByteArray() : entries->first().address, found);
    QVERIFY(entries->size() <= 1);
}

void tst_Ldap::serverStopsInMidImport_L3()
{
    QTemporaryDir directory;
    const auto store = SourceStore::open(directory.filePath(u"sources"_s)).value();
    QVERIFY(store->offer("ldap", {{"alice@example.com", {}, {}, {}, false, false, "ldap"}}, now));

    const FakeServer relay(FakeServer::relaying(m_slapd.port(), 300'000, [this] {
        m_slapd.pause();
        return true;
    }));
    LdapSettings settings = many({{u"127.0.0.1"_s, relay.port(), Tls::None}});
    settings.responseTimeout = 2s;
    QElapsedTimer timer;
    timer.start();
    const Result<Import> import = LdapSource(settings).read(now);
    m_slapd.resume();
    QVERIFY(!import);
    QCOMPARE(import.error().kind, Error::Kind::Timeout);
    QVERIFY2(timer.elapsed() >= 1'500 && timer.elapsed() < 6'000, qPrintable(QString::number(timer.elapsed())));
    QVERIFY(store->noteFailure("ldap", import.error().message, now));
    QCOMPARE(store->load("ldap").value()->entries.size(), 1);
}

void tst_Ldap::serverBreaksOffInMidImport_L3()
{
    const FakeServer relay(FakeServer::relaying(m_slapd.port(), 300'000, [] { return false; }));
    const Result<Import> alone = LdapSource(many({{u"127.0.0.1"_s, relay.port(), Tls::None}})).read(now);
    QVERIFY(!alone);
    QCOMPARE(alone.error().kind, Error::Kind::Io);
    const Result<Import> both = LdapSource(many({{u"127.0.0.1"_s, relay.port(), Tls::None}, server()})).read(now);
    QVERIFY(both);
    QCOMPARE(both->entries.size(), manyCount); // None twice.
}

void tst_Ldap::nextServerIsAsked_data()
{
    QTest::addColumn<QString>("host");
    QTest::addColumn<bool>("isSilent");
    QTest::addColumn<Tls>("tls");

    QTest::newRow("nobody listens") << u"127.0.0.1"_s << false << Tls::None;
    QTest::newRow("no such name") << u"directory.invalid"_s << false << Tls::None;
    QTest::newRow("silent before the bind") << u"127.0.0.1"_s << true << Tls::None;
    QTest::newRow("silent before STARTTLS") << u"127.0.0.1"_s << true << Tls::StartTls;
    QTest::newRow("silent in the handshake") << u"127.0.0.1"_s << true << Tls::Ldaps;
}

void tst_Ldap::nextServerIsAsked()
{
    QFETCH(const QString, host);
    QFETCH(const bool, isSilent);
    QFETCH(const Tls, tls);
    const FakeServer silent([](const FakeServer &server, int) { server.idle(); });
    LdapSettings settings = this->settings({{host, isSilent ? silent.port() : DirectoryServer::freePort(), tls}, server(Tls::Ldaps)});
    settings.connectTimeout = 2s;
    QElapsedTimer timer;
    timer.start();
    const auto preview = LdapSource(settings).test(now);
    QVERIFY2(preview, preview ? "" : qPrintable(preview.error().message));
    QCOMPARE(preview->server, u"ldaps://127.0.0.1:%1"_s.arg(m_slapd.tlsPort()));
    QVERIFY2(timer.elapsed() < 5'000, qPrintable(QString::number(timer.elapsed())));
}

void tst_Ldap::referralIsNotFollowed_L4()
{
    LdapSettings settings = this->settings({server()});
    settings.base = u"ou=elsewhere,dc=example,dc=com"_s;
    const int before = m_referred.connections();
    QCOMPARE(summary(LdapSource(settings).read(now)), QStringList{u"near@example.com  Near "_s});
    QCOMPARE(m_referred.connections(), before);
}

void tst_Ldap::baseIsReferral_L4()
{
    LdapSettings settings = this->settings({server()});
    settings.base = u"ou=far,ou=elsewhere,dc=example,dc=com"_s;
    const int before = m_referred.connections();
    const Result<Import> import = LdapSource(settings).read(now);
    QVERIFY(!import);
    QVERIFY2(import.error().message.contains(u"refers to another server, which is not followed"_s), qPrintable(import.error().message));
    QCOMPARE(m_referred.connections(), before);
}

void tst_Ldap::hostileServer_L4_data()
{
    QTest::addColumn<QList<QByteArray>>("answers");
    QTest::addColumn<Tls>("tls");

    const auto row = [](const char *name, const QList<QByteArray> &answers, Tls tls = Tls::None) { QTest::newRow(name) << answers << tls; };
    QByteArray noise;
    for (int i = 0; i < 4000; ++i)
        noise += char((i * 7919 + i / 13) & 0xff);
    row("noise", {noise});
    row("another protocol", {"220 mail.example.com ESMTP\r\n"});
    row("length of 2 GB", {QByteArray("\x30\x84\x7f\xff\xff\xff\x02\x01\x01\x61", 10)});
    row("length of 20 MB, then zeros", {QByteArray("\x30\x84\x01\x40\x00\x00", 6) + QByteArray(100'000, '\0')});
    row("indefinite length", {QByteArray("\x30\x80\x02\x01\x01\x61\x07\x0a\x01\x00\x04\x00\x04\x00\x00\x00", 16)});
    row("half an answer", {bound.first(6)});
    row("nested without end", {QByteArray("\x30\x7f").repeated(2000)});
    row("answer to another question", {pdu(77, '\x61', result(0))});
    row("answer of another kind", {pdu(1, '\x65', result(0))});
    row("empty answer", {QByteArray("\x30\x00", 2)});
    row("noise after the bind", {bound, noise});
    row("half an entry", {bound, pdu(2, '\x64', "\x04\x03" "abc").first(9)});
    row("entry with a wrong length within", {bound, pdu(2, '\x64', "\x04\x7f" "abc")});
    row("entry with attributes that are none", {bound, pdu(2, '\x64', QByteArray("\x04\x01" "a\x30\x05\x02\x03" "abc", 10))});
    row("entry whose name is no UTF-8, then silence", {bound, pdu(2, '\x64', QByteArray("\x04\x02\xff\x00\x30\x00", 6))});
    row("bind answer to the search", {bound, pdu(2, '\x61', result(0))});
    row("noise in the handshake", {noise}, Tls::Ldaps);
    row("plain text in the handshake", {bound, bound}, Tls::Ldaps);
    row("alert in the handshake", {QByteArray("\x15\x03\x03\x00\x02\x02\x28", 7)}, Tls::Ldaps);
    row("STARTTLS accepted, then noise", {pdu(1, '\x78', result(0)), noise}, Tls::StartTls);
    row("STARTTLS accepted, then silence", {pdu(1, '\x78', result(0))}, Tls::StartTls);
    row("bind answer to STARTTLS", {bound}, Tls::StartTls);
}

void tst_Ldap::hostileServer_L4()
{
    QFETCH(const QList<QByteArray>, answers);
    QFETCH(const Tls, tls);
    const FakeServer fake(FakeServer::answering(answers));
    LdapSettings settings = this->settings({{u"127.0.0.1"_s, fake.port(), tls}});
    settings.connectTimeout = settings.responseTimeout = 1s;
    QElapsedTimer timer;
    timer.start();
    const Result<Import> import = LdapSource(settings).read(now);
    QVERIFY(!import);
    QVERIFY2(timer.elapsed() < 4'000, qPrintable(QString::number(timer.elapsed())));
    QVERIFY(!import.error().message.contains(u"5ecret"_s) && !import.error().message.contains(u'\n'));
}

void tst_Ldap::serverRepeatsThePassword()
{
    const FakeServer fake(FakeServer::answering({pdu(1, '\x61', result(49, "no:\r\n5ecret-Word\x1b[2J, data 775"))}));
    const Result<Import> import = LdapSource(settings({{u"127.0.0.1"_s, fake.port(), Tls::None}})).read(now);
    QVERIFY(!import);
    QVERIFY2(import.error().message.contains(u"the account is locked. Check both (no: *** [2J, data 775)"_s), qPrintable(import.error().message));
}

void tst_Ldap::canBeStopped_data()
{
    QTest::addColumn<Tls>("tls");
    QTest::addColumn<bool>("isSilent");
    QTest::newRow("in the handshake") << Tls::Ldaps << true;
    QTest::newRow("waiting for an answer") << Tls::None << true;
    QTest::newRow("reading") << Tls::None << false;
    QTest::newRow("reading, TLS") << Tls::Ldaps << false;
}

void tst_Ldap::canBeStopped()
{
    QFETCH(const Tls, tls);
    QFETCH(const bool, isSilent);
    std::stop_source stop;
    std::promise<void> isReached;
    const auto reached = isReached.get_future();
    const FakeServer silent([&isReached](const FakeServer &server, int) {
        isReached.set_value();
        server.idle();
    });
    const FakeServer relay(FakeServer::relaying(server(tls).port, 100'000, [&isReached] {
        isReached.set_value();
        return true;
    }));
    const LdapSettings settings = many({{u"127.0.0.1"_s, isSilent ? silent.port() : relay.port(), tls}, server()});
    auto reading = std::async(std::launch::async, [&] { return LdapSource(settings).read(now, stop.get_token()); });
    QVERIFY(reached.wait_for(20s) == std::future_status::ready);
    QElapsedTimer timer;
    timer.start();
    stop.request_stop();
    const Result<Import> import = reading.get();
    QVERIFY(!import && import.error().message.contains(u"stopped"_s));
    QVERIFY2(timer.elapsed() < 1'000, qPrintable(QString::number(timer.elapsed())));
}

QTEST_GUILESS_MAIN(tst_Ldap)
#include "tst_ldap.moc"
