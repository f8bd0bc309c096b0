#include "gateway/content/structure.h"

#include <QTest>

using namespace gateway::content;

class tst_Structure : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void holdsTheCaps_data();
    void holdsTheCaps();
    void notesAmbiguity_data();
    void notesAmbiguity();
    void segmentsCoverTheMessage();
    void worksLinearly_data();
    void worksLinearly();
};

namespace {

/// \a depth multiparts inside each other.
QByteArray nested(int depth)
{
    QByteArray message;
    for (int i = 0; i < depth; ++i)
        message += "Content-Type: multipart/mixed; boundary=\"b" + QByteArray::number(i) + "\"\r\n\r\n--b" +
                   QByteArray::number(i) + "\r\n";
    return message + "\r\ntext\r\n";
}

QByteArray parts(int count)
{
    return "Content-Type: multipart/mixed; boundary=b\r\n\r\n" +
           QByteArray("--b\r\nContent-Type: text/plain\r\n\r\nx\r\n").repeated(count) + "--b--\r\n";
}

QByteArray messages(int depth)
{
    return QByteArray("Content-Type: message/rfc822\r\n\r\n").repeated(depth) + "Subject: x\r\n\r\nx\r\n";
}

QByteArray fields(int count)
{
    return QByteArray("X-A: b\r\n").repeated(count) + "\r\nx\r\n";
}

QByteArray addresses(int count)
{
    return "To: " + QByteArray("a@b.example,\r\n ").repeated(count) + "c@d.example\r\n\r\nx\r\n";
}

QByteArray parameters(int count)
{
    return "Content-Type: text/plain" + QByteArray(";\r\n a=b").repeated(count) + "\r\n\r\nx\r\n";
}

QByteArray withType(const QByteArray &fieldLines, const QByteArray &body = "--b\r\n\r\nx\r\n--b--\r\n")
{
    return "Subject: x\r\n" + fieldLines + "\r\n" + body;
}

} // namespace

void tst_Structure::holdsTheCaps_data()
{
    QTest::addColumn<QByteArray>("message");
    QTest::addColumn<QByteArray>("fault");
    const auto row = [](const char *name, const QByteArray &message, const char *fault) {
        QTest::newRow(name) << message << QByteArray(fault);
    };
    row("P1: 63 multiparts", nested(63), "");
    row("P1: 65 multiparts", nested(65), "depth");
    row("P1: 100,000 multiparts", nested(100000), "depth");
    row("P1: 60 messages inside each other", messages(60), "");
    row("P1: 100,000 messages inside each other", messages(100000), "depth");
    row("P1: 999 parts", parts(999), "");
    row("P1: 1,001 parts", parts(1001), "parts");
    row("P1: 1,000,000 parts", parts(1000000), "parts");
    row("P2: 2,000 fields", fields(2000), "");
    row("P2: 2,001 fields", fields(2001), "fields");
    row("P2: 500,000 fields", fields(500000), "fields");
    row("P2: a header section of 2 MiB", "X: " + QByteArray(2 << 20, 'a') + "\r\n\r\n", "header-section");
    row("P2: a header section that never ends", "X: " + QByteArray(2 << 20, 'a'), "header-section");
    row("P2: 9,000 addresses", addresses(9000), "");
    row("P2: a million addresses", addresses(60000), "addresses");
    row("P3: 100 parameters", parameters(100), "");
    row("P3: 101 parameters", parameters(101), "parameters");
    row("P3: parameters of a part", "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n" + parameters(5000),
        "parameters");
    row("101 Received", QByteArray("Received: from a by b; Thu, 1 Jan 2026 00:00:00 +0000\r\n").repeated(101) + "\r\n",
        "received");
    row("nothing at all", "", "");
    row("one empty line", "\r\n", "");
}

void tst_Structure::holdsTheCaps()
{
    QFETCH(const QByteArray, message);
    QTEST(readStructure(message, {}).fault, "fault");
}

void tst_Structure::notesAmbiguity_data()
{
    QTest::addColumn<QByteArray>("message");
    QTest::addColumn<QByteArray>("cause");
    const auto row = [](const char *name, const QByteArray &message, const char *cause) {
        QTest::newRow(name) << message << QByteArray(cause);
    };
    const QByteArray multipart = "Content-Type: multipart/mixed; boundary=b\r\n";
    row("a plain multipart is clear", withType(multipart), "");
    row("a quoted boundary is clear",
        withType("Content-Type: multipart/mixed;\r\n\tboundary=\"b\"; charset=\"utf-8\"\r\n"), "");
    row("a text with dashes is clear",
        withType("Content-Type: text/plain\r\n", "--- a/file\r\n+++ b/file\r\n-- \r\nme\r\n"), "");
    row("P4: the same boundary twice", withType(multipart + multipart), "repeated-boundary");
    row("P4: two types", withType("Content-Type: text/plain\r\n" + multipart), "double-content-type");
    row("P4: two encodings", withType("Content-Transfer-Encoding: 7bit\r\nContent-Transfer-Encoding: base64\r\n"),
        "double-encoding");
    row("P4: blank before the colon", withType("Content-Type : text/plain\r\n"), "blank-before-colon");
    row("P4: two boundaries", withType("Content-Type: multipart/mixed; boundary=a; boundary=b\r\n"), "odd-boundary");
    row("P4: no boundary", withType("Content-Type: multipart/mixed\r\n"), "no-boundary");
    row("P4: boundary in a comment", withType("Content-Type: multipart/mixed; (boundary=b)\r\n"), "odd-boundary");
    row("P4: boundary of what is no multipart", withType("Content-Type: text/plain; boundary=b\r\n"), "odd-boundary");
    row("P4: undeclared boundary",
        withType("Content-Type: text/plain\r\n", "--c\r\nContent-Type: application/zip\r\n\r\nx\r\n"),
        "undeclared-boundary");
    row("P4: part after the end", withType(multipart, "--b\r\n\r\nx\r\n--b--\r\n--b\r\n\r\ny\r\n"), "part-after-end");
    row("P4: delimiter in a header section", withType(multipart, "--b\r\nContent-Type: text/plain\r\n--b\r\n\r\nx\r\n"),
        "delimiter-in-header");
    row("P4: encoded multipart", withType(multipart + "Content-Transfer-Encoding: base64\r\n"), "encoded-multipart");
    row("P4: encoded message", withType("Content-Type: message/rfc822\r\nContent-Transfer-Encoding: base64\r\n"),
        "encoded-message");
    row("P4: message/partial", withType("Content-Type: message/partial; id=x; number=1; total=2\r\n"),
        "message-in-pieces");
    row("P4: odd encoding", withType("Content-Transfer-Encoding: base64, 7bit\r\n"), "odd-encoding");
    row("P4: bare CR in a header section",
        withType("X: y\rContent-Transfer-Encoding: base64\r\nContent-Type: text/plain\r\n"), "broken-header");
    row("P4: junk line among the fields", withType("Content-Type: text/plain\r\nno field at all\r\n"), "broken-header");
}

void tst_Structure::notesAmbiguity()
{
    QFETCH(const QByteArray, message);
    QFETCH(const QByteArray, cause);
    const Structure structure = readStructure(message, {});
    QVERIFY2(cause.isEmpty() ? structure.ambiguities.isEmpty() : structure.ambiguities.contains(cause),
             structure.ambiguities.join(' ').constData());
    QVERIFY(structure.fault.isEmpty());
}

void tst_Structure::segmentsCoverTheMessage()
{
    const QByteArray message =
        withType("Content-Type: multipart/mixed; boundary=b\r\n",
                 "preamble\r\n--b\r\nA: b\r\n\r\none\r\n--b\r\n\r\ntwo\r\n--b--\r\nepilogue\r\n");
    QList<QByteArray> bodies;
    for (const Segment &segment : readStructure(message, {}).segments) {
        QVERIFY(segment.begin <= segment.bodyBegin && segment.bodyBegin <= segment.end &&
                segment.end <= message.size());
        bodies.append(message.sliced(segment.bodyBegin, segment.end - segment.bodyBegin));
    }
    QCOMPARE(bodies.size(), 4);
    QVERIFY(bodies[0].startsWith("preamble") && bodies[1].startsWith("one") && bodies[2].startsWith("two") &&
            bodies[3].startsWith("epilogue"));
}

void tst_Structure::worksLinearly_data()
{
    QTest::addColumn<QByteArray>("once");
    QTest::addColumn<QByteArray>("twice");
    const auto row = [](const char *name, const auto &make, int n) { QTest::newRow(name) << make(n) << make(2 * n); };
    row("P1: depth", nested, 20000);
    row("P1: parts", parts, 20000);
    row("P1: messages", messages, 20000);
    row("P2: fields", fields, 50000);
    row("P2: addresses", addresses, 20000);
    row("P3: parameters", parameters, 20000);
    row(
        "delimiters of nobody",
        [](int n) {
            return withType("Content-Type: multipart/mixed; boundary=b\r\n", QByteArray("--c\r\n").repeated(n));
        },
        50000);
    row(
        "undeclared parts",
        [](int n) { return QByteArray("\r\n") + QByteArray("--c\r\nContent-Type: text/plain\r\n").repeated(n); },
        20000);
    row(
        "one long delimiter",
        [](int n) { return withType("Content-Type: multipart/mixed; boundary=b\r\n", "--" + QByteArray(n, 'c')); },
        500000);
}

void tst_Structure::worksLinearly()
{
    QFETCH(const QByteArray, once);
    QFETCH(const QByteArray, twice);
    AnalyzerConfig config; // Without caps, so that the whole input is read.
    config.maxDepth = config.maxParts = config.maxFields = config.maxAddresses = config.maxParameters = 1 << 30;
    config.maxHeaderSection = qint64(1) << 40;
    const qint64 steps = readStructure(once, config).steps;
    QVERIFY(steps > 0);
    QVERIFY2(readStructure(twice, config).steps <= steps * 22 / 10, QByteArray::number(steps).constData());
}

QTEST_APPLESS_MAIN(tst_Structure)
#include "tst_structure.moc"
