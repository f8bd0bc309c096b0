#include "gateway/content/frame.h"

#include <QtEndian>
#include <QtTest>

using namespace Qt::StringLiterals;
using gateway::content::Frame;
using gateway::content::FrameReader;
using gateway::content::ScanContext;
using gateway::content::toBytes;

/// Frames between posternd and postern-scan: length-checked and typed (threats.md O2), answers are untrusted (V3).
class tst_Frame : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void streamsAreCutIntoFrames();
    void badHeadersEndTheStream_data();
    void badHeadersEndTheStream();
    void largestBodyIsAllowed();
    void requestsKeepEveryOctet();
    void headAndMessageAreOneFrame();
    void badRequestsAreRefused_data();
    void badRequestsAreRefused();
};

static QByteArray rawHeader(quint32 length, quint8 type)
{
    QByteArray bytes(Frame::headerSize, '\0');
    qToLittleEndian(length, bytes.data());
    bytes[4] = char(type);
    return bytes;
}

void tst_Frame::streamsAreCutIntoFrames()
{
    const QList<Frame> frames{{Frame::Type::Hello, 0, "{}"},
                              {Frame::Type::Request, 0xFFFF'FFFF'FFFF'FFFF, QByteArray(5000, 'x')},
                              {Frame::Type::Findings, 7, {}},
                              {Frame::Type::Failure, 8, QByteArray("a\0b\r\n", 5)}};
    QByteArray stream;
    for (const Frame &frame : frames)
        stream += toBytes(frame);
    for (const qsizetype chunk : {stream.size(), qsizetype(1), qsizetype(12), qsizetype(14), qsizetype(4096)}) {
        FrameReader reader(5000);
        QList<Frame> read;
        for (qsizetype at = 0; at < stream.size(); at += chunk) {
            reader.feed(QByteArrayView(stream).sliced(at, std::min(chunk, stream.size() - at)));
            for (auto frame = reader.next(); frame && *frame; frame = reader.next())
                read.append(**frame);
        }
        QCOMPARE(read.size(), frames.size());
        for (qsizetype i = 0; i < frames.size(); ++i) {
            QCOMPARE(read[i].type, frames[i].type);
            QCOMPARE(read[i].id, frames[i].id);
            QCOMPARE(read[i].body, frames[i].body);
        }
    }
}

void tst_Frame::badHeadersEndTheStream_data()
{
    QTest::addColumn<QByteArray>("header");
    QTest::newRow("type 0") << rawHeader(9, 0);
    QTest::newRow("unknown type") << rawHeader(9, 5);
    QTest::newRow("length does not cover type and id") << rawHeader(8, 1);
    QTest::newRow("body one octet over the limit") << rawHeader(9 + 101, 3);
    QTest::newRow("length with the top bit") << rawHeader(0xFFFF'FFFF, 3);
}

void tst_Frame::badHeadersEndTheStream()
{
    QFETCH(const QByteArray, header);
    FrameReader reader(100);
    reader.feed(header);
    QVERIFY(!reader.next());
    reader.feed(toBytes({Frame::Type::Hello, 1, "later"}));
    QVERIFY(!reader.next()); // What follows has no meaning.
}

void tst_Frame::largestBodyIsAllowed()
{
    FrameReader reader(100);
    reader.feed(toBytes({Frame::Type::Findings, 1, QByteArray(100, 'x')}));
    const auto frame = reader.next();
    QVERIFY(frame && *frame);
    QCOMPARE((*frame)->body.size(), 100);
}

void tst_Frame::requestsKeepEveryOctet()
{
    QByteArray all;
    for (int octet = 0; octet < 256; ++octet)
        all.append(char(octet));
    const ScanContext context{"192.0.2.1", "helo\xE9\"\\", all, {"b@example.com", "", all}};
    const QByteArray body = requestBody(context, all);
    const auto request = gateway::content::requestFromBody(body);
    QVERIFY(request);
    QCOMPARE(request->context.clientAddress, context.clientAddress);
    QCOMPARE(request->context.helo, context.helo);
    QCOMPARE(request->context.reversePath, context.reversePath);
    QCOMPARE(request->context.recipients, context.recipients);
    QCOMPARE(request->message, QByteArrayView(all));
}

void tst_Frame::headAndMessageAreOneFrame()
{
    const ScanContext context{"192.0.2.1", "mx.example.com", "a@example.com", {"b@example.com"}};
    const QByteArray message = "Subject: x\r\n\r\nbody\r\n";
    QCOMPARE(requestHead(9, context, message.size()) + message,
             toBytes(Frame{Frame::Type::Request, 9, requestBody(context, message)}));
}

void tst_Frame::badRequestsAreRefused_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("length cut") << QByteArray("\x02\0\0", 3);
    QTest::newRow("context longer than the body") << QByteArray("\x05\0\0\0{}", 6);
    QTest::newRow("context length with the top bit") << QByteArray("\xFF\xFF\xFF\xFF{}", 6);
    QTest::newRow("context is no JSON") << QByteArray("\x02\0\0\0}{message", 13);
    QTest::newRow("context is an array") << QByteArray("\x02\0\0\0[]message", 13);
}

void tst_Frame::badRequestsAreRefused()
{
    QFETCH(const QByteArray, body);
    const auto request = gateway::content::requestFromBody(body);
    QVERIFY(!request);
    QCOMPARE(request.error().kind, gateway::Error::Kind::Invalid);
}

QTEST_APPLESS_MAIN(tst_Frame)
#include "tst_frame.moc"
