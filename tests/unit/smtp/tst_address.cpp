#include "gateway/smtp/address.h"
#include "gateway/smtp/path.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRandomGenerator>
#include <QTest>

using namespace gateway::smtp;
using namespace Qt::StringLiterals;

namespace {

QByteArray unescape(const QByteArray &text)
{
    QByteArray out;
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text[i] == '\\' && text.mid(i + 1, 1) == "x") {
            out += QByteArray::fromHex(text.mid(i + 2, 2));
            i += 3;
        } else {
            i += text[i] == '\\';
            out += text[i];
        }
    }
    return out;
}

} // namespace

class tst_Address : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void parsesMailboxes_data();
    void parsesMailboxes();
    void judgesEveryOctet_data();
    void judgesEveryOctet();
    void agreesWithIsemail_data();
    void agreesWithIsemail();
    void printsWhatItParses_data();
    void printsWhatItParses();
    void parsesWhatItPrints();
    void parsesPaths_data();
    void parsesPaths();
    void makesDomainKeys_data();
    void makesDomainKeys();
    void tellsNullFromPostmaster();
};

void tst_Address::parsesMailboxes_data()
{
    QTest::addColumn<QByteArray>("verdict");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<Mailbox>("mailbox");
    QFile file(QStringLiteral(TEST_DATA "/smtp/addresses.tsv"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    int count = 0;
    for (int number = 1; !file.atEnd(); ++number) {
        const QByteArray line = file.readLine().chopped(1);
        const QList<QByteArray> fields = line.split('\t');
        if (line.startsWith('#'))
            continue;
        QCOMPARE(fields.size(), 4);
        QTest::addRow("S10: line %d: %.60s", number, fields[1].constData())
            << fields[0] << unescape(fields[1]) << Mailbox{unescape(fields[2]), unescape(fields[3])};
        ++count;
    }
    QVERIFY(count >= 300);
}

void tst_Address::parsesMailboxes()
{
    QFETCH(const QByteArray, verdict);
    QFETCH(const QByteArray, text);
    QFETCH(const Mailbox, mailbox);
    const auto ascii = parseMailbox(text, Utf8::Refused);
    const auto utf8 = parseMailbox(text, Utf8::Allowed);
    QCOMPARE(ascii.has_value(), verdict == "ok");
    QCOMPARE(utf8.has_value(), verdict != "bad");
    if (!utf8)
        return;
    QCOMPARE(utf8->localPart, mailbox.localPart);
    QCOMPARE(utf8->domain, mailbox.domain);
    QCOMPARE(utf8->isAscii(), verdict == "ok");
    QVERIFY(!utf8->isNull());
    QCOMPARE(parseMailbox(utf8->toBytes(), Utf8::Allowed).value_or(Mailbox()), mailbox);
}

void tst_Address::judgesEveryOctet_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("isValid");
    const QByteArray atext = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789!#$%&'*+-/=?^_`{|}~.";
    for (int c = 0; c < 256; ++c) {
        const bool isPrintable = c >= 0x20 && c < 0x7f;
        QTest::addRow("S10: octet %02x in a local part", c) << QByteArray("a") + char(c) + "b@example.com" << atext.contains(char(c));
        QTest::addRow("S10: octet %02x in quotes", c) << QByteArray("\"a") + char(c) + "b\"@example.com" << (isPrintable && c != '"');
        QTest::addRow("S10: octet %02x in quotes after a backslash", c) << QByteArray("\"a\\") + char(c) + "b\"@example.com" << isPrintable;
        QTest::addRow("S10: octet %02x in a domain", c)
            << QByteArray("a@b") + char(c) + "c" << (QChar::isLetterOrNumber(uint(c)) ? c < 0x80 : c == '-' || c == '.');
        QTest::addRow("S10: octet %02x in a literal", c) << QByteArray("a@[1.2.3.4") + char(c) + "]" << (c >= '0' && c <= '9');
    }
}

void tst_Address::judgesEveryOctet()
{
    QFETCH(const QByteArray, text);
    QFETCH(const bool, isValid);
    const auto mailbox = parseMailbox(text, Utf8::Refused);
    QCOMPARE(mailbox.has_value(), isValid);
    QCOMPARE(parseMailbox(text, Utf8::Allowed).has_value(), isValid); // One odd octet is no UTF-8 either.
}

void tst_Address::agreesWithIsemail_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("isValid");
    QFile file(QStringLiteral(SHARED_DATA "/conformance/address/isemail.half.json"));
    if (!file.open(QIODevice::ReadOnly))
        QSKIP("The shared vectors are not here.");
    // Valid in SMTP is what RFC 5321 allows; comments, folding and obsolete forms of RFC 5322 belong to header fields.
    const QStringList valid{u"ISEMAIL_VALID_CATEGORY"_s, u"ISEMAIL_DNSWARN"_s, u"ISEMAIL_RFC5321"_s};
    const QJsonArray addresses = QJsonDocument::fromJson(file.readAll()).array();
    QVERIFY(!addresses.isEmpty());
    for (const QJsonValue &address : addresses) {
        const QString text = address["address"_L1].toString();
        const bool isDotted = text == u"test@iana.org."; // We drop the root's dot (threats.md S11).
        QTest::addRow("S10: isemail %s %s", qPrintable(address["id"_L1].toString()), qPrintable(address["diagnosis"_L1].toString()))
            << text.toUtf8() << (valid.contains(address["category"_L1].toString()) || isDotted);
    }
}

void tst_Address::agreesWithIsemail()
{
    QFETCH(const QByteArray, text);
    QFETCH(const bool, isValid);
    QCOMPARE(parseMailbox(text, Utf8::Refused).has_value(), isValid);
}

void tst_Address::printsWhatItParses_data()
{
    QTest::addColumn<quint32>("seed");
    QTest::newRow("S10, I6: random texts") << quint32(20240502);
}

void tst_Address::printsWhatItParses()
{
    // parse(print(x)) == x for texts from the octets that matter; and the domain is what follows the last @ outside quotes.
    QFETCH(const quint32, seed);
    QRandomGenerator random(seed);
    const QByteArray alphabet("ab.@@\"\"\\ -[]1:,<>\xc3\xbc");
    int parsed = 0;
    for (int round = 0; round < 300'000; ++round) {
        QByteArray text = round % 2 == 0 ? QByteArray() : QByteArray("\"");
        for (int i = random.bounded(12); i > 0; --i)
            text += alphabet[random.bounded(int(alphabet.size()))];
        text += round % 4 == 1 ? "\"@b.c" : round % 4 == 2 ? "@b.c" : "";
        const auto mailbox = parseMailbox(text, Utf8::Allowed);
        if (!mailbox)
            continue;
        ++parsed;
        QCOMPARE(parseMailbox(mailbox->toBytes(), Utf8::Allowed).value_or(Mailbox()), *mailbox);
        QVERIFY(mailbox->toBytes().size() <= text.size());
        QVERIFY(text.endsWith('@' + mailbox->domain) || text.endsWith('@' + mailbox->domain + '.'));
        QVERIFY(!mailbox->domain.contains('@') && !mailbox->domain.contains('"'));
    }
    QVERIFY(parsed > 10'000);
}

void tst_Address::parsesWhatItPrints()
{
    // Any local part of printable octets can be written and is read back.
    QRandomGenerator random(3);
    for (int round = 0; round < 50'000; ++round) {
        Mailbox mailbox{{}, "example.com"};
        for (int i = random.bounded(31); i > 0; --i)
            mailbox.localPart += char(random.bounded(0x20, 0x7f));
        QCOMPARE(parseMailbox(mailbox.toBytes(), Utf8::Refused).value_or(Mailbox()), mailbox);
    }
}

void tst_Address::parsesPaths_data()
{
    QTest::addColumn<PathKind>("kind");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("isValid");
    QTest::addColumn<Mailbox>("mailbox");
    QTest::addColumn<QByteArray>("rest");
    const auto good = [](PathKind kind, const char *text, const Mailbox &mailbox, const char *rest = "") {
        QTest::addRow("%s", text) << kind << QByteArray(text) << true << mailbox << QByteArray(rest);
    };
    const auto bad = [](PathKind kind, const char *text) {
        QTest::addRow("S10: not %s %s", kind == PathKind::Forward ? "forward" : "reverse", text)
            << kind << QByteArray(text) << false << Mailbox() << QByteArray();
    };
    using enum PathKind;
    good(Forward, "<a@b>", {"a", "b"});
    good(Forward, "<a@b> NOTIFY=NEVER", {"a", "b"}, " NOTIFY=NEVER");
    good(Forward, "<a@b>>", {"a", "b"}, ">");
    good(Forward, "<\"a>b\"@c> x", {"a>b", "c"}, " x");
    good(Forward, "<\"a\\\">b\"@c> x", {"a\">b", "c"}, " x");
    good(Forward, "<postmaster>", {"postmaster", {}});
    good(Forward, "<PostMaster> x", {"postmaster", {}}, " x");
    good(Forward, "<@a:b@c>", {"b", "c"});
    good(Forward, "<@a,@b.c:\"x@y\"@z>", {"x@y", "z"});
    good(Forward, "<@a,@b:postmaster@z>", {"postmaster", "z"});
    good(Reverse, "<@a,@b:c@d>", {"c", "d"});
    good(Reverse, "<>", {});
    good(Reverse, "<> SIZE=1", {}, " SIZE=1");
    bad(Forward, "<>");
    bad(Reverse, "<postmaster>");
    bad(Forward, "");
    bad(Forward, "<");
    bad(Forward, "a@b");
    bad(Forward, "<a@b");
    bad(Forward, "<\"a@b>");
    bad(Forward, "< a@b>");
    bad(Forward, "<a@b >");
    bad(Forward, "<<a@b>>");
    bad(Forward, "<@a>");
    bad(Forward, "<@a:>");
    bad(Forward, "<@a,:b@c>");
    bad(Forward, "<@a,b:c@d>");
    bad(Forward, "<@a@b:c@d>");
    bad(Forward, "<@:c@d>");
    bad(Forward, "<@a:@b:c@d>");
    bad(Forward, "<@[1.2.3.4]:c@d>");
    bad(Forward, "<@a:postmaster>");
    bad(Forward, "<@a..b:c@d>");
}

void tst_Address::parsesPaths()
{
    QFETCH(const PathKind, kind);
    QFETCH(const QByteArray, text);
    QFETCH(const bool, isValid);
    const auto path = parsePath(text, kind, Utf8::Refused);
    QCOMPARE(path.has_value(), isValid);
    if (!path)
        return;
    QTEST(path->mailbox, "mailbox");
    QTEST(text.sliced(path->length), "rest");
}

void tst_Address::makesDomainKeys_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("key");
    const auto row = [](const char *name, const char *text, const char *key) { QTest::newRow(name) << QByteArray(text) << QByteArray(key); };
    row("lower case", "a@Example.COM", "example.com");
    row("S11: trailing dot", "a@example.com.", "example.com");
    row("S11: U-label", "a@bücher.example", "xn--bcher-kva.example");
    row("S11: U-label in upper case", "a@BÜCHER.Example", "xn--bcher-kva.example");
    row("S11: A-label", "a@XN--BCHER-KVA.example", "xn--bcher-kva.example");
    row("S11: U-label and trailing dot", "a@bücher.example.", "xn--bcher-kva.example");
    row("S11: decomposed", "a@bu\xcc\x88"
                           "cher.example", "xn--bcher-kva.example");
    row("sharp s is a letter of its own (RFC 5891)", "a@straße.example", "xn--strae-oqa.example");
    row("literal", "a@[IPv6:2001:DB8::1]", "[ipv6:2001:db8::1]");
}

void tst_Address::makesDomainKeys()
{
    QFETCH(const QByteArray, text);
    const auto mailbox = parseMailbox(text, Utf8::Allowed);
    QVERIFY(mailbox);
    QTEST(mailbox->domainKey(), "key");
}

void tst_Address::tellsNullFromPostmaster()
{
    QVERIFY(Mailbox().isNull());
    QCOMPARE(Mailbox().toBytes(), "");
    const Mailbox postmaster{"postmaster", {}};
    QVERIFY(!postmaster.isNull());
    QCOMPARE(postmaster.toBytes(), "postmaster");
    QVERIFY(!parseMailbox("postmaster", Utf8::Refused));
}

QTEST_APPLESS_MAIN(tst_Address)
#include "tst_address.moc"
