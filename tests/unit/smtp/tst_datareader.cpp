#include "gateway/smtp/datareader.h"

#include <QElapsedTimer>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRandomGenerator>
#include <QTest>

using gateway::smtp::DataReader;
using Fault = DataReader::Fault;
using Status = DataReader::Status;
using namespace Qt::StringLiterals;

namespace {

constexpr DataReader::Config small{.maxSizeOctets = 1000, .maxLineOctets = 100};

struct Reading {
    Status status;
    Fault fault;
    QByteArray content;
    QByteArray rest;
    qint64 size;
};

/// Feeds \a input in pieces as \a nextSize says.
template<typename NextSize>
Reading read(const QByteArray &input, const DataReader::Config &config, NextSize nextSize)
{
    DataReader reader(config);
    QByteArray content;
    qsizetype used = 0;
    while (used < input.size() && reader.status() == Status::NeedMore) {
        const qsizetype size = std::min<qsizetype>(nextSize(), input.size() - used);
        used += reader.feed(QByteArrayView(input).sliced(used, size));
        content += reader.take();
    }
    return {reader.status(), reader.fault(), content, input.sliced(used), reader.size()};
}

Reading readWhole(const QByteArray &input, const DataReader::Config &config = small)
{
    return read(input, config, [&input] { return input.size(); });
}

Reading readByOctet(const QByteArray &input, const DataReader::Config &config = small)
{
    return read(input, config, [] { return qsizetype(1); });
}

} // namespace

class tst_DataReader : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsToTheEnd_data();
    void readsToTheEnd();
    void lookAlikesDoNotEndTheData_data();
    void lookAlikesDoNotEndTheData();
    void publishedLookAlikesDoNotEndTheData_data();
    void publishedLookAlikesDoNotEndTheData();
    void normalizesWhereAllowed_data();
    void normalizesWhereAllowed();
    void doesNotDependOnTheCut_data();
    void doesNotDependOnTheCut();
    void agreesWithPlainReading();
    void readsChunks_data();
    void readsChunks();
    void staysLinear_data();
    void staysLinear();
};

void tst_DataReader::readsToTheEnd_data()
{
    QTest::addColumn<QByteArray>("input");
    QTest::addColumn<Status>("status");
    QTest::addColumn<Fault>("fault");
    QTest::addColumn<QByteArray>("content"); // Where there is no fault.
    QTest::addColumn<QByteArray>("rest");    // Octets that must be left for the next command.
    const auto row = [](const char *name, const QByteArray &input, Status status, Fault fault, const QByteArray &content,
                        const QByteArray &rest = {}) { QTest::newRow(name) << input << status << fault << content << rest; };
    using enum Fault;
    using enum Status;

    row("empty message", ".\r\n", Complete, None, "");
    row("one line", "a\r\n.\r\n", Complete, None, "a\r\n");
    row("next command is left alone", ".\r\nQUIT\r\n", Complete, None, "", "QUIT\r\n");
    row("stuffed dots (RFC 5321 4.5.2)", "..\r\n...\r\n.a\r\nb.\r\n.\r\n", Complete, None, ".\r\n..\r\na\r\nb.\r\n");
    row("no end yet", "a\r\n.\r", NeedMore, None, "a\r\n");
    row("end of input inside a line", "a\r\nb", NeedMore, None, "a\r\nb");
    row("empty lines", "\r\n\r\n.\r\n", Complete, None, "\r\n\r\n");
    row("8-bit octets and controls but NUL pass", "\x01\x7f\x80\xff\t\r\n.\r\n", Complete, None, "\x01\x7f\x80\xff\t\r\n");
    row("S8: NUL", QByteArray("a\0b\r\n.\r\nQUIT", 12), Complete, Nul, "", "QUIT");
    row("S8: the longest line", QByteArray(100, 'x') + "\r\n.\r\n", Complete, None, QByteArray(100, 'x') + "\r\n");
    row("S8: a longer line", QByteArray(101, 'x') + "\r\n.\r\nQUIT", Complete, LongLine, "", "QUIT");
    row("S8: stuffed dots do not count", "." + QByteArray(100, 'x') + "\r\n.\r\n", Complete, None, QByteArray(100, 'x') + "\r\n");
    row("S6: the largest message", QByteArray("123456789\r\n").repeated(90) + "12345678\r\n.\r\n", Complete, None,
        QByteArray("123456789\r\n").repeated(90) + "12345678\r\n");
    row("S6: over the limit is read to its end", QByteArray("123456789\r\n").repeated(91) + ".\r\nRSET", Complete, TooLarge, "", "RSET");
    row("S6: up to twice the limit", QByteArray("12345678\r\n").repeated(200) + ".\r\nRSET", Complete, TooLarge, "", "RSET");
}

void tst_DataReader::readsToTheEnd()
{
    QFETCH(const QByteArray, input);
    QFETCH(const Fault, fault);
    for (const Reading &reading : {readWhole(input), readByOctet(input)}) {
        QTEST(reading.status, "status");
        QCOMPARE(reading.fault, fault);
        QTEST(reading.rest, "rest");
        if (fault == Fault::None) {
            QTEST(reading.content, "content");
            QCOMPARE(reading.size, reading.content.size());
        }
    }
    const QByteArray endless = QByteArray("12345678\r\n").repeated(201) + ".\r\n"; // S6
    QCOMPARE(readWhole(endless).status, Status::Runaway);
    QCOMPARE(readByOctet(endless).status, Status::Runaway);
}

void tst_DataReader::lookAlikesDoNotEndTheData_data()
{
    QTest::addColumn<QByteArray>("sequence");
    QTest::addColumn<Fault>("fault");
    const auto row = [](const char *name, const QByteArray &sequence, Fault fault = Fault::BareLineEnd) {
        QTest::newRow(name) << sequence << fault;
    };
    row("S1: LF . LF", "\n.\n");
    row("S1: LF . CRLF", "\n.\r\n");
    row("S1: CRLF . LF", "\r\n.\n");
    row("S1: CR . CR", "\r.\r");
    row("S1: CR . LF", "\r.\n");
    row("S1: LF . CR", "\n.\r");
    row("S1: CR . CRLF", "\r.\r\n");
    row("S1: CRLF . CR", "\r\n.\r");
    row("S1: CRLF NUL . CRLF", QByteArray("\r\n\0.\r\n", 6), Fault::Nul);
    row("S1: CRLF . NUL CRLF", QByteArray("\r\n.\0\r\n", 6), Fault::Nul);
    row("S1: CRLF . CRCRLF", "\r\n.\r\r\n");
    row("S1: CRLF . blank CRLF", "\r\n. \r\n", Fault::None);
    row("S1: CRLF .. CRLF", "\r\n..\r\n", Fault::None);
    row("S1: LF CR . CRLF", "\n\r.\r\n");
    row("S1: CRLF . LF CR", "\r\n.\n\r");
}

void tst_DataReader::lookAlikesDoNotEndTheData()
{
    QFETCH(const QByteArray, sequence);
    const QByteArray message = "a" + sequence + "MAIL FROM:<smuggled@example.net>\r\n";
    for (const Reading &reading : {readWhole(message + ".\r\nQUIT\r\n"), readByOctet(message + ".\r\nQUIT\r\n")}) {
        QCOMPARE(reading.status, Status::Complete); // At the real end, and nowhere before.
        QCOMPARE(reading.rest, "QUIT\r\n");
        QTEST(reading.fault, "fault");
    }
}

void tst_DataReader::publishedLookAlikesDoNotEndTheData_data()
{
    QTest::addColumn<QByteArray>("sequence");
    QFile file(QStringLiteral(SHARED_DATA "/conformance/smtp-smuggling/end-of-data-sequences.json"));
    if (!file.open(QIODevice::ReadOnly))
        QSKIP("The shared vectors are not here.");
    const QJsonArray sequences = QJsonDocument::fromJson(file.readAll())["must_not_end_data"_L1].toArray();
    QVERIFY(!sequences.isEmpty());
    for (const QJsonValue &sequence : sequences)
        QTest::addRow("S1: %s", qPrintable(sequence["id"_L1].toString())) << QByteArray::fromHex(sequence["hex"_L1].toString().toLatin1());
}

void tst_DataReader::publishedLookAlikesDoNotEndTheData()
{
    QFETCH(const QByteArray, sequence);
    if (sequence == "\r\n.")
        QSKIP("Only the end of the connection: with more input it is a stuffed dot.");
    const QByteArray input = "a" + sequence + "MAIL FROM:<smuggled@example.net>\r\n.\r\nQUIT\r\n";
    for (const Reading &reading : {readWhole(input), readByOctet(input)}) {
        QCOMPARE(reading.status, Status::Complete);
        QCOMPARE(reading.rest, "QUIT\r\n");
        QVERIFY(reading.fault == Fault::BareLineEnd || reading.fault == Fault::Nul);
    }
}

void tst_DataReader::normalizesWhereAllowed_data()
{
    QTest::addColumn<QByteArray>("input");
    QTest::addColumn<QByteArray>("content");
    const auto row = [](const char *name, const QByteArray &input, const QByteArray &content) { QTest::newRow(name) << input << content; };
    row("S1: bare LF", "a\nb\r\n.\r\n", "a\r\nb\r\n");
    row("S1: bare CR", "a\rb\r\n.\r\n", "a\r\nb\r\n");
    row("S1: LF . LF is a line with a dot", "a\n.\nb\r\n.\r\n", "a\r\n.\r\nb\r\n");
    row("S1: LF . CRLF is a line with a dot", "a\n.\r\nb\r\n.\r\n", "a\r\n.\r\nb\r\n");
    row("S1: CR . CR", "a\r.\rb\r\n.\r\n", "a\r\n.\r\nb\r\n");
    row("S1: CRLF . LF ends nothing", "a\r\n.\nb\r\n.\r\n", "a\r\n\r\nb\r\n");
    row("stuffed dots after LF", "a\n..\n..b\n.c\r\n.\r\n", "a\r\n.\r\n.b\r\n.c\r\n");
    row("CR CRLF", "a\r\r\nb\r\n.\r\n", "a\r\n\r\nb\r\n");
}

void tst_DataReader::normalizesWhereAllowed()
{
    QFETCH(const QByteArray, input);
    DataReader::Config config = small;
    config.normalizesBareLineEnds = true;
    for (const Reading &reading : {readWhole(input, config), readByOctet(input, config)}) {
        QCOMPARE(reading.status, Status::Complete);
        QCOMPARE(reading.fault, Fault::None);
        QTEST(reading.content, "content");
        QCOMPARE(reading.rest, "");
    }
}

void tst_DataReader::doesNotDependOnTheCut_data()
{
    QTest::addColumn<bool>("normalizes");
    QTest::newRow("I6: strict") << false;
    QTest::newRow("I6: bare line ends normalized") << true;
}

void tst_DataReader::doesNotDependOnTheCut()
{
    // Random octets from the interesting ones, in random pieces.
    QFETCH(const bool, normalizes);
    QRandomGenerator random(20240501);
    const QByteArray alphabet("\r\n..\0ab", 7);
    for (int round = 0; round < 20'000; ++round) {
        QByteArray input;
        const int size = random.bounded(60);
        for (int i = 0; i < size; ++i)
            input += random.bounded(3) == 0 ? QByteArray("\r\n") : QByteArray(1, alphabet[random.bounded(int(alphabet.size()))]);
        const DataReader::Config config{.maxSizeOctets = random.bounded(10, 80),
                                        .maxLineOctets = random.bounded(2, 20),
                                        .normalizesBareLineEnds = normalizes};
        const Reading whole = readWhole(input, config);
        const Reading pieces = read(input, config, [&random] { return qsizetype(random.bounded(1, 6)); });
        if (whole.status == Status::Runaway) {
            QCOMPARE(pieces.status, whole.status);
            continue;
        }
        QCOMPARE(pieces.status, whole.status);
        QCOMPARE(pieces.fault, whole.fault);
        QCOMPARE(pieces.rest, whole.rest);
        QCOMPARE(pieces.size, whole.size);
        if (whole.fault == Fault::None)
            QCOMPARE(pieces.content, whole.content);
    }
}

void tst_DataReader::agreesWithPlainReading()
{
    // The end is where the first <CRLF>.<CRLF> is; a clean content is what stands before it, with the dots undone line by line.
    QRandomGenerator random(7);
    const DataReader::Config config{.maxSizeOctets = 10'000, .maxLineOctets = 10'000};
    for (int round = 0; round < 20'000; ++round) {
        QByteArray input;
        for (int i = random.bounded(40); i > 0; --i)
            input += QByteArrayList{"\r\n", "\r\n", "\r\n", ".", ".", "a", "\r", "\n"}[random.bounded(round % 2 == 0 ? 6 : 8)];
        const Reading reading = readWhole(input, config);
        const qsizetype end = ("\r\n" + input).indexOf("\r\n.\r\n");
        QCOMPARE(reading.status, end < 0 ? Status::NeedMore : Status::Complete);
        if (end < 0)
            continue;
        QCOMPARE(reading.rest, input.sliced(end + 3));
        QByteArray body = input.first(end);
        QByteArray left = body;
        left.replace("\r\n", "");
        QCOMPARE(reading.fault, left.contains('\r') || left.contains('\n') ? Fault::BareLineEnd : Fault::None);
        if (reading.fault != Fault::None)
            continue;
        body = "\r\n" + body;
        body.replace("\r\n.", "\r\n");
        QCOMPARE(reading.content, body.sliced(2));
    }
}

void tst_DataReader::readsChunks_data()
{
    QTest::addColumn<QByteArray>("input");
    QTest::addColumn<Fault>("fault");
    QTest::addColumn<QByteArray>("content");
    const auto row = [](const char *name, const QByteArray &input, Fault fault, const QByteArray &content = {}) {
        QTest::newRow(name) << input << fault << content;
    };
    using enum Fault;
    row("dots are nothing special", ".\r\n..a\r\n.\r\n", None, ".\r\n..a\r\n.\r\n");
    row("a last line without CRLF gets one", "a\r\nb", None, "a\r\nb\r\n");
    row("nothing", "", None, "");
    row("S1: bare LF", "a\nb\r\n", BareLineEnd);
    row("S1: bare CR", "a\rb\r\n", BareLineEnd);
    row("S1: bare CR at the end", "a\r\nb\r", BareLineEnd);
    row("S8: NUL", QByteArray("a\0\r\n", 4), Nul);
    row("S5: too large", QByteArray("12345678\r\n").repeated(101), TooLarge);
}

void tst_DataReader::readsChunks()
{
    QFETCH(const QByteArray, input);
    QFETCH(const Fault, fault);
    for (const qsizetype chunk : {std::max<qsizetype>(input.size(), 1), qsizetype(1)}) {
        DataReader::Config config = small;
        config.framing = DataReader::Framing::Chunks;
        DataReader reader(config);
        for (qsizetype used = 0; used < input.size();)
            used += reader.feed(QByteArrayView(input).sliced(used, std::min(chunk, input.size() - used)));
        QCOMPARE(reader.status(), Status::NeedMore);
        reader.finish();
        QCOMPARE(reader.status(), Status::Complete);
        QCOMPARE(reader.fault(), fault);
        QTEST(reader.take(), "content");
    }
}

void tst_DataReader::staysLinear_data()
{
    QTest::addColumn<QByteArray>("piece");
    QTest::newRow("I8: usual lines") << QByteArray(76, 'x') + "\r\n";
    QTest::newRow("I8: CRs only") << QByteArray("\r");
    QTest::newRow("I8: LFs only") << QByteArray("\n");
    QTest::newRow("I8: dots") << QByteArray(".\r\r\n");
    QTest::newRow("I8: one line") << QByteArray("x");
    QTest::newRow("I8: NULs") << QByteArray("\0", 1);
}

void tst_DataReader::staysLinear()
{
    QFETCH(const QByteArray, piece);
    const DataReader::Config config{.maxSizeOctets = 64 << 20, .maxLineOctets = 65536};
    const QByteArray input = piece.repeated((4 << 20) / piece.size());
    QElapsedTimer timer;
    timer.start();
    DataReader reader(config);
    QCOMPARE(reader.feed(input), input.size()); // Quadratic work on 4 MiB would take minutes.
    QVERIFY2(timer.elapsed() < 10'000, qPrintable(QString::number(timer.elapsed())));
}

QTEST_APPLESS_MAIN(tst_DataReader)
#include "tst_datareader.moc"
