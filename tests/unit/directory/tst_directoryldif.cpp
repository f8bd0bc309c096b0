#include "gateway/directory/ldifsource.h"

#include <QTest>

using namespace gateway;
using namespace gateway::directory;
using namespace Qt::StringLiterals;
using Kind = DirectoryKind;

/// LDIF files, and what objects of the known directories are as recipients.
class tst_DirectoryLdif : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void reads_data();
    void reads();
    void refuses_data();
    void refuses();
    void maps_data();
    void maps();
    void skipsWhatIsNoAddress();
    void importantGroups();
    void firstName_data();
    void firstName();
};

namespace {

const QDateTime now = QDateTime(QDate(2026, 11, 24), QTime(9, 0), Qt::UTC);

Result<Import> read(const QByteArray &file, Kind kind = Kind::OpenLdap) { return readLdif(file, AttributeMapping::preset(kind), "ldif", now); }

QList<QByteArray> addressesOf(const Import &import)
{
    QList<QByteArray> all;
    for (const Entry &entry : import.entries)
        all += QList<QByteArray>{entry.address} + entry.aliases;
    return all;
}

} // namespace

void tst_DirectoryLdif::reads_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<QList<QByteArray>>("addresses");

    const auto row = [](const char *name, const char *file, const QList<QByteArray> &addresses) {
        QTest::newRow(name) << QByteArray(file) << addresses;
    };
    row("two objects", "version: 1\ndn: cn=a\nmail: a@example.com\n\ndn: cn=b\nmail: b@example.com\n", {"a@example.com", "b@example.com"});
    row("CRLF, no version, no end", "dn: cn=a\r\nmail: a@example.com\r\n\r\ndn: cn=b\r\nmail: b@example.com", {"a@example.com", "b@example.com"});
    row("several empty lines", "\n\n\ndn: cn=a\nmail: a@example.com\n\n\n\ndn: cn=b\nmail: b@example.com\n\n", {"a@example.com", "b@example.com"});
    row("folded (RFC 2849 note 2)", "dn: cn=a,\n  dc=example\nma\n il: a@exa\n mple.com\n", {"a@example.com"});
    row("base64", "dn:: Y249YQ==\nmail:: YUBleGFtcGxlLmNvbQ==\n", {"a@example.com"});
    row("base64, folded", "dn: cn=a\nmail:: YUBleGFt\n cGxlLmNvbQ==\n", {"a@example.com"});
    row("no blank", "dn:cn=a\nmail:a@example.com\n", {"a@example.com"});
    row("comments", "# a\ndn: cn=a\n# folded\n  mail: x@example.com\nmail: a@example.com\n# end\n", {"a@example.com"});
    row("attribute with an option, any case", "dn: cn=a\nMAIL;lang-de: a@example.com\n", {"a@example.com"});
    row("objects without an address", "dn: ou=x\nou: x\n\ndn: cn=a\nmail: a@example.com\n", {"a@example.com"});
    row("nothing", "", {});
    row("version alone", "version: 1\n", {});
    row("comments alone", "# nothing\n\n# here\n", {});
    row("byte order mark", "\xef\xbb\xbf" "dn: cn=a\nmail: a@example.com\n", {"a@example.com"});
}

void tst_DirectoryLdif::reads()
{
    QFETCH(const QByteArray, file);
    const Result<Import> import = read(file);
    QVERIFY2(import, import ? "" : qPrintable(import.error().message));
    QTEST(addressesOf(*import), "addresses");
}

void tst_DirectoryLdif::refuses_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<QString>("message");

    const auto row = [](const char *name, const QByteArray &file, const char *message) { QTest::newRow(name) << file << QString::fromUtf8(message); };
    row("changes", "dn: cn=a\nchangetype: delete\n", "Line 2: this is a file of changes (“changetype:”). Export the objects");
    row("control", "dn: cn=a\ncontrol: 1.2.3\n", "a file of changes");
    row("value in another file (I7)", "dn: cn=a\nmail:< file:///etc/passwd\n", "Line 2: the value of “mail” stands in another file");
    row("version 2", "version: 2\n", "the version of the file is not 1");
    row("no dn", "mail: a@example.com\n", "Line 1: an object must begin with “dn:”");
    row("dn within an object", "dn: cn=a\nmail: a@example.com\ndn: cn=b\n", "Line 3: there is no empty line before this object");
    row("no colon", "dn: cn=a\nmail a@example.com\n", "Line 2: this is not “attribute: value”");
    row("attribute is none", "dn: cn=a\nma il: a@example.com\n", "not “attribute: value”");
    row("not base64", "dn: cn=a\nmail:: %%%\n", "Line 2: the value of “mail” is not base64");
    row("Latin-1", "dn: cn=J\xf6rg\n", "Latin-1");
    row("a long line (I8)", "dn: cn=a\nphoto: " + QByteArray(17 * 1024 * 1024, 'x'), "more than 16 MB");
    row("many values (I8)", "dn: cn=a\n" + QByteArray("member: x\n").repeated(100'001), "more than 100000 values");
}

void tst_DirectoryLdif::refuses()
{
    QFETCH(const QByteArray, file);
    QFETCH(const QString, message);
    const Result<Import> import = read(file);
    QVERIFY(!import);
    QVERIFY2(import.error().message.contains(message), qPrintable(import.error().message));
}

void tst_DirectoryLdif::maps_data()
{
    QTest::addColumn<Kind>("kind");
    QTest::addColumn<QByteArray>("attributes");
    QTest::addColumn<QList<QByteArray>>("addresses");
    QTest::addColumn<bool>("isDisabled");

    const auto row = [](const char *name, Kind kind, const char *attributes, const QList<QByteArray> &addresses, bool isDisabled = false) {
        QTest::newRow(name) << kind << QByteArray(attributes) << addresses << isDisabled;
    };
    constexpr Kind ad = Kind::ActiveDirectory;
    const QByteArray a = "a@example.com", b = "b@example.com", c = "c@example.com";
    row("AD: mail", ad, "mail: a@example.com", {a});
    row("AD: SMTP: is primary", ad, "mail: b@example.com\nproxyAddresses: smtp:c@example.com\nproxyAddresses: SMTP:a@example.com", {a, b, c});
    row("AD: mail before smtp:", ad, "proxyAddresses: smtp:b@example.com\nmail: a@example.com", {a, b});
    row("AD: smtp: alone", ad, "proxyAddresses: smtp:a@example.com", {a});
    row("AD: mail repeated", ad, "mail: A@example.com\nproxyAddresses: SMTP:a@example.com", {a});
    row("AD: other types", ad, "mail: a@example.com\nproxyAddresses: X500:/o=x\nproxyAddresses: sip:b@example.com", {a});
    row("AD: types alone", ad, "proxyAddresses: X500:/o=x", {});
    row("AD: enabled", ad, "mail: a@example.com\nuserAccountControl: 512", {a});
    row("AD: disabled (L5)", ad, "mail: a@example.com\nuserAccountControl: 514", {a}, true);
    row("AD: shared mailbox", ad, "mail: a@example.com\nuserAccountControl: 514\nmsExchRecipientTypeDetails: 4", {a});
    row("AD: room in the cloud", ad, "mail: a@example.com\nuserAccountControl: 514\nmsExchRecipientTypeDetails: 8589934592", {a});
    row("AD: disabled user mailbox (L5)", ad, "mail: a@example.com\nuserAccountControl: 514\nmsExchRecipientTypeDetails: 1", {a}, true);
    row("AD: never expires, 0", ad, "mail: a@example.com\naccountExpires: 0", {a});
    row("AD: never expires", ad, "mail: a@example.com\naccountExpires: 9223372036854775807", {a});
    row("AD: expired in 2020 (L5)", ad, "mail: a@example.com\naccountExpires: 132223104000000000", {a}, true);
    row("AD: expires in 2030", ad, "mail: a@example.com\naccountExpires: 135379296000000000", {a});
    row("AD: numbers that are none", ad, "mail: a@example.com\nuserAccountControl: x\naccountExpires: -", {a});
    row("OpenLDAP", Kind::OpenLdap, "mailLocalAddress: c@example.com\nmail: a@example.com\nmail: b@example.com", {a, b, c});
    row("OpenLDAP: locked for good (L5)", Kind::OpenLdap, "mail: a@example.com\npwdAccountLockedTime: 000001010000Z", {a}, true);
    row("OpenLDAP: locked for a while", Kind::OpenLdap, "mail: a@example.com\npwdAccountLockedTime: 20261124080000Z", {a});
    row("389: alternate", Kind::Ds389, "mail: a@example.com\nmailAlternateAddress: b@example.com", {a, b});
    row("389: locked (L5)", Kind::Ds389, "mail: a@example.com\nnsAccountLock: TRUE", {a}, true);
}

void tst_DirectoryLdif::maps()
{
    QFETCH(const Kind, kind);
    QFETCH(const QByteArray, attributes);
    const Result<Import> import = read("dn: cn=a\n" + attributes + '\n', kind);
    QVERIFY(import);
    QTEST(addressesOf(*import), "addresses");
    QTEST(!import->entries.isEmpty() && import->entries[0].isDisabled, "isDisabled");
}

void tst_DirectoryLdif::skipsWhatIsNoAddress()
{
    const Result<Import> import = read("dn: cn=a\nmail: n/a\nmail: a@example.com\nmail: a b\n\ndn: cn=b\nmail: none\n");
    QVERIFY(import);
    QCOMPARE(addressesOf(*import), QList<QByteArray>{"a@example.com"});
    QCOMPARE(import->skipped, 3);
    QVERIFY(import->notes[0].startsWith(u"cn=a: “n/a” is no mail address"_s));
}

void tst_DirectoryLdif::importantGroups()
{
    AttributeMapping mapping = AttributeMapping::preset(Kind::ActiveDirectory);
    mapping.importantGroups = {u"board"_s};
    const QByteArray file = "dn: cn=a\nmail: a@example.com\ndisplayName: Alice\ncn: a\nmemberOf: CN=Board,OU=Groups,DC=example,DC=com\n"
                            "memberOf: CN=Sales\\, East,DC=x\nmemberOf: nonsense\n\ndn: cn=b\nmail: b@example.com\ncn: Bob\n";
    const Result<Import> import = readLdif(file, mapping, "ldif", now);
    QVERIFY(import);
    const QList<Entry> expected{{"a@example.com", {}, u"Alice"_s, {u"Board"_s, u"Sales, East"_s}, true, false, "ldif"},
                                {"b@example.com", {}, u"Bob"_s, {}, false, false, "ldif"}};
    QCOMPARE(import->entries, expected);
}

void tst_DirectoryLdif::firstName_data()
{
    QTest::addColumn<QByteArray>("dn");
    QTest::addColumn<QString>("name");

    QTest::newRow("plain") << QByteArray("CN=Sales,DC=example,DC=com") << u"Sales"_s;
    QTest::newRow("escaped comma (RFC 4514 2.4)") << QByteArray("CN=Sales\\, East,DC=x") << u"Sales, East"_s;
    QTest::newRow("escaped octets") << QByteArray("CN=J\\C3\\B6rg") << u"J\u00f6rg"_s;
    QTest::newRow("two values in the first part") << QByteArray("CN=A+OU=B,DC=x") << u"A"_s;
    QTest::newRow("none") << QByteArray("Sales") << QString();
    QTest::newRow("empty") << QByteArray() << QString();
    QTest::newRow("broken escape") << QByteArray("CN=A\\") << QString();
}

void tst_DirectoryLdif::firstName()
{
    QFETCH(const QByteArray, dn);
    QTEST(firstNameOf(dn), "name");
}

QTEST_GUILESS_MAIN(tst_DirectoryLdif)
#include "tst_directoryldif.moc"
