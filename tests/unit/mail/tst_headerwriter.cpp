#include "gateway/mail/encodedword.h"
#include "gateway/mail/headersection.h"
#include "gateway/mail/headerwriter.h"

#include <QRandomGenerator>
#include <QTest>
#include <QTimeZone>

using namespace gateway::mail;
using namespace Qt::StringLiterals;

class tst_HeaderWriter : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void text_data();
    void text();
    void structured_data();
    void structured();
    void addresses_data();
    void addresses();
    void dates();
    void names();
    void hostileValues();
};

void tst_HeaderWriter::text_data()
{
    QTest::addColumn<QString>("value");
    QTest::addColumn<QByteArray>("octets");
    QTest::newRow("plain") << u"Hello"_s << QByteArray("Subject: Hello\r\n");
    QTest::newRow("empty") << u""_s << QByteArray("Subject:\r\n");
    QTest::newRow("new field (P5)") << u"a\r\nBcc: b@x.test"_s << QByteArray("Subject: a  Bcc: b@x.test\r\n");
    QTest::newRow("end of the header section (P5)") << u"a\r\n\r\nbody"_s << QByteArray("Subject: a    body\r\n");
    QTest::newRow("line separators of Unicode (P5)") << u"a\u2028b\u0085c"_s << QByteArray("Subject: =?UTF-8?Q?a=E2=80=A8b?= c\r\n");
    QTest::newRow("folded") << u"word "_s.repeated(20)
                            << QByteArray("Subject: word word word word word word word word word word word word word\r\n word word word word word word word\r\n");
    QTest::newRow("long") << u"日本語"_s.repeated(10)
                          << QByteArray("Subject: =?UTF-8?B?5pel5pys6Kqe5pel5pys6Kqe5pel5pys6Kqe5pel5pys6Kqe5pel?=\r\n"
                                        " =?UTF-8?B?5pys6Kqe5pel5pys6Kqe5pel5pys6Kqe5pel5pys6Kqe5pel5pys6Kqe?=\r\n");
}

void tst_HeaderWriter::text()
{
    QFETCH(const QString, value);
    HeaderWriter writer;
    writer.addText("Subject", value);
    if (QByteArrayView(QTest::currentDataTag()) == QByteArrayView("long")) { // Where exactly it is cut does not matter.
        QCOMPARE(decodedText(HeaderSection(writer.octets()).first("Subject")), value);
        QVERIFY(writer.octets().count("\r\n") >= 2);
        return;
    }
    QTEST(writer.octets(), "octets");
}

void tst_HeaderWriter::structured_data()
{
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QByteArray>("octets");
    QTest::newRow("plain") << QByteArray("1.0") << QByteArray("X: 1.0\r\n");
    QTest::newRow("CR LF NUL (P5)") << QByteArray("a\r\nB: c\0d", 9) << QByteArray("X: a  B: c d\r\n");
    QTest::newRow("UTF-8 stays (RFC 6532)") << QByteArray("<\xc3\xbc@x.test>") << QByteArray("X: <\xc3\xbc@x.test>\r\n");
    QTest::newRow("no UTF-8") << QByteArray("<\xfc@x.test>") << QByteArray("X: <?@x.test>\r\n");
    QTest::newRow("folded") << QByteArray(70, 'a') + ' ' + QByteArray(70, 'b') << "X: " + QByteArray(70, 'a') + "\r\n " + QByteArray(70, 'b') + "\r\n";
    QTest::newRow("a word that cannot be folded") << QByteArray(100, 'a') << "X: " + QByteArray(100, 'a') + "\r\n";
}

void tst_HeaderWriter::structured()
{
    QFETCH(const QByteArray, value);
    HeaderWriter writer;
    writer.addStructured("X", value);
    QTEST(writer.octets(), "octets");
}

void tst_HeaderWriter::addresses_data()
{
    QTest::addColumn<QString>("displayName");
    QTest::addColumn<QByteArray>("octets");
    const auto row = [](const char *name, const QString &displayName, const QByteArray &octets) { QTest::newRow(name) << displayName << octets; };
    row("no name", u""_s, "From: a@x.test\r\n");
    row("atoms", u"A B"_s, "From: A B <a@x.test>\r\n");
    row("quoted", u"B, A \"x\" \\"_s, "From: \"B, A \\\"x\\\" \\\\\" <a@x.test>\r\n");
    row("encoded", u"Ü, A"_s, "From: =?UTF-8?Q?=C3=9C=2C_A?= <a@x.test>\r\n");
    row("second address (P5)", u"x <evil@y.test>,"_s, "From: \"x <evil@y.test>,\" <a@x.test>\r\n");
    row("new field (P5)", u"x\r\nBcc: y"_s, "From: \"x  Bcc: y\" <a@x.test>\r\n");
    row("encoded word in it (P5)", u"=?utf-8?q?=0D=0A?="_s, "From: =?UTF-8?Q?=3D=3Futf-8=3Fq=3F=3D0D=3D0A=3F=3D?= <a@x.test>\r\n");
}

void tst_HeaderWriter::addresses()
{
    QFETCH(const QString, displayName);
    HeaderWriter writer;
    writer.addAddress("From", displayName, {"a", "x.test"});
    QTEST(writer.octets(), "octets");
    HeaderWriter list;
    list.addAddresses("To", {{displayName, {"a", "x.test"}}, {u"C"_s, {"c", "x.test"}}});
    QCOMPARE(list.octets(), "To" + writer.octets().sliced(4).chopped(2) + ",\r\n C <c@x.test>\r\n");
}

void tst_HeaderWriter::dates()
{
    QCOMPARE(dateTime(QDateTime({2026, 11, 24}, {9, 12}, Qt::UTC)), "Tue, 24 Nov 2026 09:12:00 +0000");
    QCOMPARE(dateTime(QDateTime({2038, 1, 20}, {1, 2, 3}, Qt::OffsetFromUTC, 9 * 3600)), "Wed, 20 Jan 2038 01:02:03 +0900");
    QCOMPARE(dateTime(QDateTime({2026, 3, 1}, {1, 2, 3}, Qt::OffsetFromUTC, -(3 * 3600 + 1800))), "Sun, 01 Mar 2026 01:02:03 -0330");
}

void tst_HeaderWriter::names()
{
    HeaderWriter writer;
    for (const char *name : {"", "a b", "a:b", "a\r\nb", "\xc3\xbc"})
        writer.addText(name, u"x"_s);
    QVERIFY(writer.octets().isEmpty());
}

/// P5: whatever is written, a reader finds the fields that were added, each once, and no others.
void tst_HeaderWriter::hostileValues()
{
    static const QString alphabet = u"ab \t\r\n\r\n:;,<>@\"\\()=?_ü日\u2028\u0085"_s + QChar(u'\0');
    QRandomGenerator random(20240302);
    for (int n = 0; n < 20'000; ++n) {
        QString value;
        for (quint32 left = random.bounded(120u); left > 0; --left)
            value += alphabet[random.bounded(int(alphabet.size()))];
        HeaderWriter writer;
        writer.addText("A", value);
        writer.addStructured("B", value.toUtf8());
        writer.addStructured("C", value.toLatin1());
        writer.addAddress("D", value, {"a", "x.test"});
        const QByteArray message = writer.octets() + "\r\n";
        const HeaderSection header(message);
        QVERIFY2(header.fault() == HeaderSection::Fault::None && header.body().isEmpty() && header.fields().size() == 4, message.toHex(' '));
        QByteArray names;
        for (const HeaderField &field : header.fields())
            names.append(field.name);
        QCOMPARE(names, "ABCD");
        QVERIFY(!message.contains('\0'));
        QCOMPARE(decodedText(header.first("A")), withoutControls(value).trimmed());
        QVERIFY(header.first("D").endsWith("a@x.test") || header.first("D").endsWith("<a@x.test>"));
        const QByteArray rest = QByteArray(message).replace("\r\n", "");
        QVERIFY2(!rest.contains('\r') && !rest.contains('\n'), message.toHex(' '));
    }
}

QTEST_APPLESS_MAIN(tst_HeaderWriter)
#include "tst_headerwriter.moc"
