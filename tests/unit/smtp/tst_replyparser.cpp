#include "gateway/smtp/replyparser.h"

#include <QTest>

using namespace gateway::smtp;
using Status = ReplyParser::Status;

Q_DECLARE_METATYPE(Reply)
Q_DECLARE_METATYPE(ReplyParser::Status)

class tst_ReplyParser : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void feed_data();
    void feed();
    void severalReplies();
    void limits_data();
    void limits();
};

void tst_ReplyParser::feed_data()
{
    QTest::addColumn<QByteArray>("input");
    QTest::addColumn<Status>("status");
    QTest::addColumn<Reply>("reply");
    QTest::addColumn<QByteArray>("rest");

    const auto good = [](const char *name, const QByteArray &input, const Reply &reply, const QByteArray &rest = {}) {
        QTest::newRow(name) << input << Status::Complete << reply << rest;
    };
    good("plain", "250 OK\r\n", {250, 0, 0, "OK", false});
    good("enhanced code (RFC 2034)", "250 2.1.0 Sender ok\r\n", {250, 1, 0, "Sender ok"});
    good("enhanced code without text", "550 5.1.1\r\n", {550, 1, 1, ""});
    good("enhanced code of three digits", "550 5.7.509 no\r\n", {550, 7, 509, "no"});
    good("enhanced code of another class is text", "450 5.1.1 hm\r\n", {450, 0, 0, "5.1.1 hm", false});
    good("number that is no enhanced code", "250 2.1 of 5\r\n", {250, 0, 0, "2.1 of 5", false});
    good("number with a fourth digit", "250 2.1.1000 x\r\n", {250, 0, 0, "2.1.1000 x", false});
    good("code alone (RFC 5321 4.2)", "250\r\n", {250, 0, 0, "", false});
    good("blank and nothing", "354 \r\n", {354, 0, 0, "", false});
    good("several lines", "250-mx.example\r\n250-SIZE 10\r\n250 DSN\r\n", {250, 0, 0, "mx.example\nSIZE 10\nDSN", false});
    good("enhanced code on each line", "550-5.7.1 a\r\n550 5.7.1 b\r\n", {550, 7, 1, "a\nb"});
    good("enhanced code on the first line only", "550-5.7.1 a\r\n550 b\r\n", {550, 7, 1, "a\nb"});
    good("enhanced code on a later line only is text", "550-a\r\n550 5.7.1 b\r\n", {550, 0, 0, "a\n5.7.1 b", false});
    good("last line without a blank", "250-a\r\n250\r\n", {250, 0, 0, "a\n", false});
    good("next reply is left alone", "250 a\r\n421 b\r\n", {250, 0, 0, "a", false}, "421 b\r\n");

    const auto bad = [](const char *name, const QByteArray &input) {
        QTest::newRow(name) << input << Status::Broken << Reply{0, 0, 0, {}, false} << QByteArray();
    };
    bad("code 000 (C1)", "000 x\r\n");
    bad("code 1yz (C1)", "150 x\r\n");
    bad("code 6yz (C1)", "650 x\r\n");
    bad("two digits (C1)", "25 x\r\n");
    bad("four digits (C1)", "2500 x\r\n");
    bad("no code (C1)", "hello\r\n");
    bad("empty line (C1)", "\r\n");
    bad("bare LF (C1)", "250 x\n");
    bad("CR in the text (C1)", "250 x\ry\r\n");
    bad("NUL in the text (C1)", QByteArray("250 x\0y\r\n", 9));
    bad("NUL in the code (C1)", QByteArray("2\0000 x\r\n", 7));
    bad("different codes in one reply (C1)", "250-a\r\n550 b\r\n");

    QTest::newRow("unfinished line") << QByteArray("250 x") << Status::NeedMore << Reply{0, 0, 0, {}, false} << QByteArray();
}

void tst_ReplyParser::feed()
{
    QFETCH(const QByteArray, input);
    QFETCH(const Status, status);
    for (const qsizetype chunk : {input.size(), qsizetype(1), qsizetype(3)}) {
        ReplyParser parser;
        qsizetype used = 0;
        while (used < input.size() && parser.status() == Status::NeedMore)
            used += parser.feed(QByteArrayView(input).sliced(used, std::min(chunk, input.size() - used)));
        QCOMPARE(parser.status(), status);
        if (status == Status::Broken) {
            QVERIFY(*parser.fault() != '\0');
            continue;
        }
        if (status == Status::Complete) {
            QTEST(parser.reply(), "reply");
        } else {
            QVERIFY(!parser.isEmpty());
        }
        QTEST(input.sliced(used), "rest");
    }
}

void tst_ReplyParser::severalReplies()
{
    ReplyParser parser;
    QVERIFY(parser.isEmpty());
    const QByteArray input = "250-2.1.0 a\r\n250 2.1.0 b\r\n354 go\r\n";
    qsizetype used = parser.feed(input);
    QCOMPARE(parser.take(), (Reply{250, 1, 0, "a\nb"}));
    QVERIFY(parser.isEmpty());
    used += parser.feed(QByteArrayView(input).sliced(used));
    QCOMPARE(parser.take(), (Reply{354, 0, 0, "go", false})); // Nothing of the reply before it is left.
    QCOMPARE(used, input.size());
}

void tst_ReplyParser::limits_data()
{
    QTest::addColumn<QByteArray>("input");
    QTest::addColumn<Status>("status");
    QTest::newRow("line of 2048 octets") << "250 " + QByteArray(2042, 'x') + "\r\n" << Status::Complete;
    QTest::newRow("line of 2049 octets (C1)") << "250 " + QByteArray(2043, 'x') + "\r\n" << Status::Broken;
    QTest::newRow("line without an end (C1)") << "250 " + QByteArray(1 << 20, 'x') << Status::Broken;
    QTest::newRow("100 lines") << QByteArray("250-x\r\n").repeated(99) + "250 x\r\n" << Status::Complete;
    QTest::newRow("101 lines (C1)") << QByteArray("250-x\r\n").repeated(100) + "250 x\r\n" << Status::Broken;
    QTest::newRow("lines without an end (C1)") << QByteArray("250-x\r\n").repeated(100000) << Status::Broken;
    QTest::newRow("more than 64 KiB (C1)") << ("250-" + QByteArray(1994, 'x') + "\r\n").repeated(40) + "250 x\r\n" << Status::Broken;
}

void tst_ReplyParser::limits()
{
    QFETCH(const QByteArray, input);
    for (const qsizetype chunk : {input.size(), qsizetype(7)}) {
        ReplyParser parser;
        qsizetype fed = 0;
        while (fed < input.size() && parser.status() == Status::NeedMore)
            fed += parser.feed(QByteArrayView(input).sliced(fed, std::min(chunk, input.size() - fed)));
        QTEST(parser.status(), "status");
    }
}

QTEST_APPLESS_MAIN(tst_ReplyParser)
#include "tst_replyparser.moc"
