#include "gateway/mail/headersection.h"

#include <QElapsedTimer>
#include <QTest>
#include <limits>

using namespace gateway::mail;
using Fault = HeaderSection::Fault;

Q_DECLARE_METATYPE(HeaderSection::Fault)

class tst_HeaderSection : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void fields_data();
    void fields();
    void lookUp();
    void limits_data();
    void limits();
    void workIsLinear();
    void speed();
};

void tst_HeaderSection::fields_data()
{
    QTest::addColumn<QByteArray>("message");
    QTest::addColumn<QList<QByteArray>>("fields"); // "name=unfolded body"
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<Fault>("fault");
    const auto row = [](const char *name, const QByteArray &message, const QList<QByteArray> &fields, const QByteArray &body, Fault fault = Fault::None) {
        QTest::newRow(name) << message << fields << body << fault;
    };
    row("plain", "A: 1\r\nB: 2\r\n\r\nbody\r\n", {"A=1", "B=2"}, "body\r\n");
    row("folded (RFC 5322 2.2.3)", "A: 1\r\n 2\r\n\t3\r\nB:\r\n 4\r\n\r\n", {"A=1 2\t3", "B=4"}, "");
    row("fold of blanks only belongs to the field", "A: 1\r\n \r\nB: 2\r\n\r\n", {"A=1", "B=2"}, "");
    row("blank before the colon (P4)", "A : 1\r\nB\t : 2\r\n\r\n", {"A=1", "B=2"}, "");
    row("empty body of a field", "A:\r\nB: \r\n\r\n", {"A=", "B="}, "");
    row("colons in the body of a field", "A: b: c\r\n\r\n", {"A=b: c"}, "");
    row("8-bit octets", "A: \xe9\r\n\r\n", {"A=\xe9"}, "");
    row("LF alone as line end", "A: 1\n 2\n\nbody\n", {"A=1 2"}, "body\n");
    row("no fields", "\r\nbody", {}, "body");
    row("empty message", "", {}, "", Fault::Unfinished);
    row("no empty line", "A: 1\r\n", {"A=1"}, "", Fault::Unfinished);
    row("cut in a field", "A: 1\r\nB: 2", {"A=1", "B=2"}, "", Fault::Unfinished);
    row("cut in a name", "A: 1\r\nBcd", {"A=1"}, "Bcd", Fault::NoField);
    row("a line that is no field", "A: 1\r\nno field\r\nB: 2\r\n\r\n", {"A=1"}, "no field\r\nB: 2\r\n\r\n", Fault::NoField);
    row("begins with a fold", " A: 1\r\n\r\n", {}, " A: 1\r\n\r\n", Fault::NoField);
    row("no name", ": 1\r\n\r\n", {}, ": 1\r\n\r\n", Fault::NoField);
    row("separator of an mbox file", "From a@x.test Tue Nov 24\r\nA: 1\r\n\r\n", {"A=1"}, "");
    row("a field, no separator (P4)", "From : a@x.test\r\nA: 1\r\n\r\n", {"From=a@x.test", "A=1"}, "");
    row("separator in the middle", "A: 1\r\nFrom a@x.test\r\n\r\n", {"A=1"}, "From a@x.test\r\n\r\n", Fault::NoField);
    row("control octet in the name", "A\x01: 1\r\n\r\n", {}, "A\x01: 1\r\n\r\n", Fault::NoField);
}

void tst_HeaderSection::fields()
{
    QFETCH(const QByteArray, message);
    const HeaderSection header(message);
    QList<QByteArray> fields;
    qsizetype octets = 0;
    for (const HeaderField &field : header.fields()) {
        fields.append(field.name.toByteArray() + '=' + field.unfolded());
        octets += field.whole.size();
    }
    QTEST(fields, "fields");
    QTEST(header.body().toByteArray(), "body");
    QTEST(header.fault(), "fault");
    QCOMPARE(header.size() + header.body().size(), message.size());
    QVERIFY(octets <= header.size()); // Nothing is counted twice and nothing lies between two fields.
}

void tst_HeaderSection::lookUp()
{
    const QByteArray message = "Received: a\r\nSubject: s\r\nRECEIVED: b\r\n\r\n";
    const HeaderSection header(message);
    QVERIFY(header.contains("subject"));
    QVERIFY(!header.contains("Subjec"));
    QCOMPARE(header.count("received"), 2);
    QCOMPARE(header.first("Received"), "a");
    QCOMPARE(header.first("To"), "");
    QCOMPARE(header.all("received"), (QList<QByteArray>{"a", "b"}));
}

void tst_HeaderSection::limits_data()
{
    QTest::addColumn<QByteArray>("message");
    QTest::addColumn<Fault>("fault");
    const QByteArray line = "X: " + QByteArray(70, 'x') + "\r\n";
    QTest::newRow("2000 fields") << line.repeated(2000) + "\r\n" << Fault::None;
    QTest::newRow("2001 fields (P2)") << line.repeated(2001) + "\r\n" << Fault::TooManyFields;
    QTest::newRow("500,000 fields (P2)") << QByteArray("To: a@b.test\r\n").repeated(500'000) + "\r\n" << Fault::TooManyFields;
    QTest::newRow("one field of more than 1 MiB (P2)") << "To: " + QByteArray("a@b.test,\r\n ").repeated(100'000) + "\r\n\r\n" << Fault::TooBig;
    QTest::newRow("one line of more than 1 MiB (P2)") << "To: " + QByteArray(1 << 21, 'x') + "\r\n\r\n" << Fault::TooBig;
}

void tst_HeaderSection::limits()
{
    QFETCH(const QByteArray, message);
    QFETCH(const Fault, fault);
    const HeaderSection header(message);
    QCOMPARE(header.fault(), fault);
    QCOMPARE(header.isOverLimit(), fault != Fault::None);
    QVERIFY(header.size() <= HeaderSection::maxOctets + 2);
    QVERIFY(header.fields().size() <= HeaderSection::maxFields);
    QCOMPARE(header.size() + header.body().size(), message.size());
}

/// P2: a header section of twice the size takes at most about twice the time.
void tst_HeaderSection::workIsLinear()
{
    const auto time = [](int n) {
        const QByteArray message = "To: x\r\n" + QByteArray(" y\r\n").repeated(n) + "\r\n";
        qint64 best = std::numeric_limits<qint64>::max(); // Of several: other work on the machine only ever adds.
        for (int i = 0; i < 20; ++i) {
            QElapsedTimer timer;
            timer.start();
            (void)HeaderSection(message).first("to");
            best = std::min(best, timer.nsecsElapsed());
        }
        return best;
    };
    time(1000);
    const qint64 small = time(20'000), big = time(200'000);
    QVERIFY2(big < small * 40, QByteArray::number(double(big) / double(small)));
}

void tst_HeaderSection::speed()
{
    const QByteArray message = "Received: from a (b [1.2.3.4])\r\n by c with ESMTPS id d;\r\n Tue, 24 Nov 2026 09:12:00 +0000\r\n"
                               "From: a@b.test\r\nTo: c@d.test\r\nSubject: hello\r\nMessage-ID: <1@b.test>\r\nMIME-Version: 1.0\r\n\r\n" + QByteArray(100'000, 'x');
    QBENCHMARK {
        const HeaderSection header(message);
        QVERIFY(header.contains("Subject"));
    }
}

QTEST_APPLESS_MAIN(tst_HeaderSection)
#include "tst_headersection.moc"
