#include "gateway/mail/dsn.h"
#include "gateway/mail/quotedprintable.h"

#include <QTest>

using namespace gateway;
using namespace gateway::mail;
using namespace Qt::StringLiterals;

Q_DECLARE_METATYPE(DsnFacts::Failure)
Q_DECLARE_METATYPE(smtp::Notify)

class tst_Dsn : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void may_data();
    void may();
    void wholeReport();
    void relayed();
    void status_data();
    void status();
    void hostileOriginal_data();
    void hostileOriginal();
    void manyRecipients();
    void quoted_data();
    void quoted();
};

namespace {

DsnFacts facts()
{
    DsnFacts f;
    f.hostName = "gw.test";
    f.id = "ABC123";
    f.arrived = QDateTime({2026, 11, 24}, {9, 12}, Qt::UTC);
    f.now = f.arrived.addDays(1);
    f.envelope.reversePath = {"a", "x.test"};
    f.envelope.envelopeId = "QQ+2B314";
    f.failures.append({{{"b", "y.test"}, {}, "rfc822;b+2Bc@y.test"}, "mx.y.test:25", {550, 1, 1, "no such user"}, false});
    return f;
}

QByteArray unquoted(QByteArray text)
{
    text.replace("=\r\n", "");
    for (qsizetype i = text.indexOf('='); i >= 0; i = text.indexOf('=', i + 1))
        text.replace(i, 3, QByteArray::fromHex(text.sliced(i + 1, 2)));
    return text;
}

struct Part {
    QByteArray type, encoding, octets;
};

/// The three parts, or a failure of the test.
QList<Part> parts(const QByteArray &report)
{
    const HeaderSection header(report);
    const QByteArray type = header.first("Content-Type");
    const qsizetype start = type.indexOf("boundary=\"") + 10;
    const QByteArray delimiter = "--" + type.sliced(start, type.lastIndexOf('"') - start);
    QList<Part> list;
    qsizetype at = report.indexOf("\r\n" + delimiter + "\r\n");
    while (at >= 0) {
        at += delimiter.size() + 4;
        const qsizetype end = report.indexOf("\r\n" + delimiter, at);
        if (end < 0)
            return {};
        const QByteArray octets = report.sliced(at, end + 2 - at);
        const HeaderSection partHeader(octets);
        list.append({partHeader.first("Content-Type"), partHeader.first("Content-Transfer-Encoding"), partHeader.body().toByteArray()});
        at = end;
        if (report.sliced(end + 2).startsWith(delimiter + "--\r\n"))
            return report.endsWith(delimiter + "--\r\n") ? list : QList<Part>();
    }
    return {};
}

/// What B2 and RFC 3464 ask of every report.
void check(const QByteArray &report)
{
    QVERIFY2(report.size() <= 50'000, QByteArray::number(report.size()));
    QByteArray rest = report;
    rest.replace("\r\n", "");
    for (const char c : rest)
        QVERIFY((c >= 0x20 && c < 0x7f) || c == '\t');
    for (const QByteArray &line : report.split('\n'))
        QVERIFY(line.size() <= 999);
    const HeaderSection header(report);
    QCOMPARE(header.fault(), HeaderSection::Fault::None);
    QCOMPARE(header.first("Auto-Submitted"), "auto-replied");
    QCOMPARE(header.first("From"), "Mail Delivery System <MAILER-DAEMON@gw.test>");
    const QList<Part> list = parts(report);
    QCOMPARE(list.size(), 3);
    QCOMPARE(list[0].type, "text/plain; charset=utf-8");
    QCOMPARE(list[1].type, "message/delivery-status");
    QCOMPARE(list[2].type, "text/rfc822-headers");
    // A report about the report must not happen (B3).
    smtp::Envelope envelope;
    envelope.reversePath = {"x", "y.test"};
    QVERIFY(!mayReport(envelope, {}, header));
}

} // namespace

void tst_Dsn::may_data()
{
    QTest::addColumn<QByteArray>("reversePath");
    QTest::addColumn<smtp::Notify>("notify");
    QTest::addColumn<QByteArray>("fields");
    QTest::addColumn<bool>("may");
    const auto row = [](const char *name, const QByteArray &reversePath, const smtp::Notify &notify, const QByteArray &fields, bool may) {
        QTest::newRow(name) << reversePath << notify << fields << may;
    };
    row("usual", "a", {}, "Subject: s\r\n", true);
    row("null reverse-path (B2)", "", {}, "", false);
    row("NOTIFY=NEVER (RFC 3461 5.2)", "a", {true, true, false, false, false}, "", false);
    row("NOTIFY=SUCCESS (RFC 3461 5.2)", "a", {true, false, true, false, false}, "", false);
    row("NOTIFY=FAILURE", "a", {true, false, false, true, false}, "", true);
    row("Auto-Submitted: auto-replied (B2)", "a", {}, "Auto-Submitted: auto-replied\r\n", false);
    row("Auto-Submitted with a parameter (B2)", "a", {}, "auto-submitted: Auto-Generated; x=y\r\n", false);
    row("Auto-Submitted: no", "a", {}, "Auto-Submitted: NO (really)\r\n", true);
    row("Precedence: bulk (B2)", "a", {}, "Precedence: Bulk\r\n", false);
    row("Precedence: junk (B2)", "a", {}, "Precedence: junk\r\n", false);
    row("Precedence: list (B2)", "a", {}, "Precedence: list\r\n", false);
    row("Precedence: first-class", "a", {}, "Precedence: first-class\r\n", true);
    row("List-Id (B2)", "a", {}, "List-ID: <l.x.test>\r\n", false);
}

void tst_Dsn::may()
{
    QFETCH(const QByteArray, reversePath);
    QFETCH(const QByteArray, fields);
    QFETCH(const smtp::Notify, notify);
    smtp::Envelope envelope;
    if (!reversePath.isEmpty())
        envelope.reversePath = {reversePath, "x.test"};
    const QByteArray message = fields + "\r\n";
    QTEST(mayReport(envelope, {{"b", "y.test"}, notify, {}}, HeaderSection(message)), "may");
}

void tst_Dsn::wholeReport()
{
    const QByteArray original = "From: a@x.test\r\nSubject: =?utf-8?q?=C3=BC?=\r\nMessage-ID: <1@x.test>\r\n\r\nsecret body";
    const QByteArray report = deliveryStatusNotification(facts(), HeaderSection(original));
    check(report);
    QVERIFY(!report.contains("secret body"));
    const HeaderSection header(report);
    QCOMPARE(header.first("To"), "a@x.test");
    QCOMPARE(header.first("In-Reply-To"), "<1@x.test>");
    QCOMPARE(header.first("Message-ID"), "<ABC123.dsn@gw.test>");
    const QList<Part> list = parts(report);
    const QByteArray text = unquoted(list[0].octets);
    QVERIFY(text.contains("<b@y.test>\r\n    The answer of mx.y.test: 550 5.1.1 no such user\r\n"));
    QVERIFY(text.contains(u"配信できませんでした"_s.toUtf8()));
    QCOMPARE(list[1].octets, "Original-Envelope-Id: QQ+314\r\nReporting-MTA: dns; gw.test\r\nArrival-Date: Tue, 24 Nov 2026 09:12:00 +0000\r\n\r\n"
                             "Original-Recipient: rfc822; b+c@y.test\r\nFinal-Recipient: rfc822; b@y.test\r\nAction: failed\r\nStatus: 5.1.1\r\n"
                             "Remote-MTA: dns; mx.y.test\r\nDiagnostic-Code: smtp; 550 5.1.1 no such user\r\n"
                             "Last-Attempt-Date: Wed, 25 Nov 2026 09:12:00 +0000\r\n");
    QCOMPARE(list[2].octets, original.first(original.indexOf("\r\n\r\n") + 2));
}

void tst_Dsn::relayed()
{
    DsnFacts relayed = facts();
    relayed.action = DsnAction::Relayed;
    relayed.failures = {{{{"b", "y.test"}, {true, false, true, false, false}, {}}, "mx.y.test:25", {250, 0, 0, "ok"}, false}};
    const QByteArray report = deliveryStatusNotification(relayed, HeaderSection("From: a@x.test\r\n\r\n"));
    check(report);
    const QList<Part> list = parts(report);
    QVERIFY(list[1].octets.contains("Action: relayed\r\nStatus: 2.0.0\r\nRemote-MTA: dns; mx.y.test\r\n"));
    QVERIFY(!unquoted(list[0].octets).contains("could not"));

    smtp::Envelope envelope;
    envelope.reversePath = {"a", "x.test"};
    const auto may = [&](const smtp::Notify &notify) { return mayReport(envelope, {{"b", "y.test"}, notify, {}}, HeaderSection("\r\n"), DsnAction::Relayed); };
    QVERIFY(may({true, false, true, false, false}));
    QVERIFY(!may({}));
    QVERIFY(!may({true, false, false, true, false}));
    QVERIFY(!may({true, true, false, false, false}));
    envelope.reversePath = {};
    QVERIFY(!may({true, false, true, false, false})); // B2
}

void tst_Dsn::status_data()
{
    QTest::addColumn<DsnFacts::Failure>("failure");
    QTest::addColumn<QByteArrayList>("lines");
    const auto row = [](const char *name, const DsnFacts::Failure &failure, const QByteArrayList &lines) { QTest::newRow(name) << failure << lines; };
    const smtp::ForwardPath b{{"b", "y.test"}, {}, {}};
    row("without an enhanced code", {b, "mx:25", {550, 0, 0, "no", false}, false}, {"Status: 5.0.0", "Diagnostic-Code: smtp; 550 no", "Remote-MTA: dns; mx"});
    row("expired", {b, "mx", {451, 4, 2, "later"}, true}, {"Status: 4.4.7", "Diagnostic-Code: smtp; 451 4.4.2 later", "Remote-MTA: dns; mx"});
    row("never reached", {b, "", {0, 0, 0, {}, false}, true}, {"Status: 4.4.7", "Action: failed"});
    row("IPv6 next hop", {b, "[2001:db8::1]:25", {550, 1, 1, "no"}, false}, {"Remote-MTA: dns; [2001:db8::1]"});
    row("UTF-8 recipient (RFC 6533)", {{{"\xc3\xbc", "y.test"}, {}, {}}, "mx", {550, 1, 1, "no"}, false}, {"Final-Recipient: utf-8; \\x{FC}@y.test"});
    row("hostile reply (C1)", {b, "mx", {550, 7, 1, "a\r\nFinal-Recipient: x\x1b\xff" "b"}, false}, {"Diagnostic-Code: smtp; 550 5.7.1 a? Final-Recipient: x??b"});
    row("hostile ORCPT (S15)", {{{"b", "y.test"}, {}, "rfc822;a+0D+0AX:+00+FF"}, "mx", {550, 1, 1, "no"}, false}, {"Final-Recipient: rfc822; b@y.test"});
    row("ORCPT without a type", {{{"b", "y.test"}, {}, "b@y.test"}, "mx", {550, 1, 1, "no"}, false}, {"Final-Recipient: rfc822; b@y.test"});
}

void tst_Dsn::status()
{
    QFETCH(const DsnFacts::Failure, failure);
    QFETCH(const QByteArrayList, lines);
    DsnFacts f = facts();
    f.failures = {failure};
    const QByteArray message = "From: a@x.test\r\n\r\n";
    const QByteArray report = deliveryStatusNotification(f, HeaderSection(message));
    check(report);
    const QByteArrayList present = parts(report)[1].octets.split('\n');
    for (const QByteArray &line : lines)
        QVERIFY2(present.contains(line + '\r'), line + " in " + parts(report)[1].octets);
    QCOMPARE(parts(report)[1].octets.count("Original-Recipient:"), 0); // None of these makes sense.
}

void tst_Dsn::hostileOriginal_data()
{
    QTest::addColumn<QByteArray>("fields");
    QTest::newRow("8-bit") << QByteArray("Subject: \xe9\xc3\xbc\r\n");
    QTest::newRow("NUL") << QByteArray("Subject: a\0b\r\n", 14);
    QTest::newRow("bare LF") << QByteArray("Subject: a\n b\r\n");
    QTest::newRow("our boundary (P5)") << QByteArray("Subject: x\r\n --=_ABC123--\r\n--=_ABC123: x\r\n--=_ABC123--: y\r\n");
    QTest::newRow("line of 5,000 octets") << "Subject: " + QByteArray(5'000, 'x') + "\r\n";
    QTest::newRow("1 MB (B2)") << "Subject: " + QByteArray(1'000'000, 'x') + "\r\nTo: b\r\n";
    QTest::newRow("1 MB in many fields, 8-bit (B2)") << ("Subject: " + QByteArray(500, '\xe9') + "\r\n").repeated(1900);
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("hostile Message-ID (P5)") << QByteArray("Message-ID: <a\r\n b\x01>\r\n");
}

void tst_Dsn::hostileOriginal()
{
    QFETCH(const QByteArray, fields);
    const QByteArray message = fields + "\r\n";
    check(deliveryStatusNotification(facts(), HeaderSection(message)));
}

void tst_Dsn::manyRecipients()
{
    DsnFacts f = facts();
    f.failures.clear();
    for (int i = 0; i < 1000; ++i)
        f.failures.append({{{"r" + QByteArray::number(i), "y.test"}, {}, "rfc822;" + QByteArray(490, 'a')}, "mx", {550, 7, 1, QByteArray(2000, 'x')}, false});
    const QByteArray message = ("X: " + QByteArray(70, 'x') + "\r\n").repeated(2000) + "\r\n";
    const QByteArray report = deliveryStatusNotification(f, HeaderSection(message));
    check(report);
    QVERIFY(unquoted(parts(report)[0].octets).contains(" more.\r\n"));
    f.failures.resize(20);
    const QByteArray smaller = deliveryStatusNotification(f, HeaderSection(message));
    check(smaller);
    QCOMPARE(parts(smaller)[1].octets.count("Final-Recipient"), 20);
}

void tst_Dsn::quoted_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("encoded");
    QTest::newRow("plain") << QByteArray("a b\n") << QByteArray("a b\r\n");
    QTest::newRow("equals sign, 8-bit") << QByteArray("=\xe9") << QByteArray("=3D=E9");
    QTest::newRow("blank at the end of a line") << QByteArray("a \r\nb\t") << QByteArray("a=20\r\nb=09");
    QTest::newRow("bare CR") << QByteArray("a\rb") << QByteArray("a=0Db");
    QTest::newRow("76 octets") << QByteArray(76, 'a') << QByteArray(76, 'a');
    QTest::newRow("77 octets") << QByteArray(77, 'a') << QByteArray(75, 'a') + "=\r\naa";
    QTest::newRow("escape at the end of a line") << QByteArray(74, 'a') + "\xe9" << QByteArray(74, 'a') + "=\r\n=E9";
}

void tst_Dsn::quoted()
{
    QFETCH(const QByteArray, text);
    QTEST(quotedPrintable(text), "encoded");
}

QTEST_APPLESS_MAIN(tst_Dsn)
#include "tst_dsn.moc"
