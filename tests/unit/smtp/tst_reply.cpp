#include "gateway/smtp/reply.h"

#include <QTest>

using gateway::smtp::Reply;

class tst_Reply : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void writesLinesReadyToSend_data();
    void writesLinesReadyToSend();
    void writesOneLineForRecords_data();
    void writesOneLineForRecords();
    void neverWritesAnythingButReplyLines();
    void tellsItsClass();
};

void tst_Reply::writesLinesReadyToSend_data()
{
    QTest::addColumn<Reply>("reply");
    QTest::addColumn<QByteArray>("wire");
    const auto row = [](const char *name, const Reply &reply, const QByteArray &wire) { QTest::newRow(name) << reply << wire; };

    row("plain", {250, 1, 5, "OK"}, "250 2.1.5 OK\r\n");
    row("the class comes from the code", {450, 7, 1, "Later"}, "450 4.7.1 Later\r\n");
    row("no enhanced code", {354, 0, 0, "Go on", false}, "354 Go on\r\n");
    row("several lines repeat both codes (RFC 2034 4)", {550, 7, 1, "One\nTwo\nThree"},
        "550-5.7.1 One\r\n550-5.7.1 Two\r\n550 5.7.1 Three\r\n");
    row("EHLO", {250, 0, 0, "host\nSIZE 1\nDSN", false}, "250-host\r\n250-SIZE 1\r\n250 DSN\r\n");
    row("no text", {250, 0, 0, ""}, "250 2.0.0 \r\n");
    row("I7: control octets", {550, 0, 0, QByteArray("a\rb\tc\0d\x1b\x7f", 9)}, "550 5.0.0 a?b?c?d??\r\n");
    row("I7: a CRLF in the text makes no line of the peer's", {550, 0, 0, "x\r\n250 OK"}, "550-5.0.0 x?\r\n550 5.0.0 250 OK\r\n");
    row("UTF-8 stays", {550, 0, 0, "Grüße"}, "550 5.0.0 Grüße\r\n");
    row("broken UTF-8", {550, 0, 0, "a\xff\xc3z"}, "550 5.0.0 a??z\r\n");
    row("C1 controls", {550, 0, 0, "a\xc2\x85z"}, "550 5.0.0 a?z\r\n");
    row("lines are cut (RFC 5321 4.5.3.1.5)", {550, 7, 1, QByteArray(600, 'x')}, "550 5.7.1 " + QByteArray(500, 'x') + "\r\n");
    row("but not within a character", {550, 7, 1, QByteArray(499, 'x') + "ü"}, "550 5.7.1 " + QByteArray(499, 'x') + "\r\n");
    row("enhanced codes have three digits at most", {550, -1, 12345, "x"}, "550 5.0.999 x\r\n");
}

void tst_Reply::writesLinesReadyToSend()
{
    QFETCH(const Reply, reply);
    QTEST(reply.toWire(), "wire");
}

void tst_Reply::writesOneLineForRecords_data()
{
    QTest::addColumn<Reply>("reply");
    QTest::addColumn<QByteArray>("line");
    const auto row = [](const char *name, const Reply &reply, const QByteArray &line) { QTest::newRow(name) << reply << line; };

    row("plain", {550, 1, 1, "No such user"}, "550 5.1.1 No such user");
    row("several lines", {550, 7, 1, "One\nTwo"}, "550 5.7.1 One Two");
    row("no enhanced code", {354, 0, 0, "Go on", false}, "354 Go on");
    row("O5: control octets", {550, 0, 0, "a\x1b[31m\rb"}, "550 5.0.0 a?[31m?b");
    row("O5: cut at 2 KiB", {550, 7, 1, QByteArray(5000, 'x')}, "550 5.7.1 " + QByteArray(2038, 'x'));
}

void tst_Reply::writesOneLineForRecords()
{
    QFETCH(const Reply, reply);
    QTEST(reply.toLine(), "line");
}

void tst_Reply::neverWritesAnythingButReplyLines()
{
    // I7: whatever octets the text holds, each line is "550", "-" or " ", and something printable.
    for (int c = 0; c < 256; ++c) {
        const QByteArray wire = Reply{550, 7, 1, QByteArray(3, char(c)) + "\n" + char(c)}.toWire();
        QVERIFY(wire.endsWith("\r\n"));
        const QList<QByteArray> lines = wire.chopped(2).split('\n');
        for (qsizetype i = 0; i < lines.size(); ++i) {
            const bool isLast = i + 1 == lines.size();
            const QByteArray line = isLast ? lines[i] : lines[i].chopped(1);
            QVERIFY(isLast || lines[i].endsWith('\r'));
            QVERIFY(line.startsWith(isLast ? "550 5.7.1 " : "550-5.7.1 "));
            QVERIFY(std::none_of(line.begin(), line.end(), [](char o) { return uchar(o) < 0x20 || o == 0x7f; }));
        }
    }
    QCOMPARE(Reply({550, 7, 1, QByteArray(1000, '\n')}).toWire().count("\r\n"), 100); // I8
}

void tst_Reply::tellsItsClass()
{
    QVERIFY(Reply({250, 0, 0, {}}).isPositive() && Reply({354, 0, 0, {}}).isPositive());
    QVERIFY(Reply({450, 0, 0, {}}).isTransient() && !Reply({450, 0, 0, {}}).isPositive());
    QVERIFY(Reply({550, 0, 0, {}}).isPermanent() && !Reply({550, 0, 0, {}}).isTransient());
}

QTEST_APPLESS_MAIN(tst_Reply)
#include "tst_reply.moc"
