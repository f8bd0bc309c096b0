#include "gateway/smtp/datawriter.h"

#include <QElapsedTimer>
#include <QRandomGenerator>
#include <QTest>

using namespace gateway::smtp;
using Status = DataWriter::Status;

Q_DECLARE_METATYPE(DataWriter::Status)

namespace {

QByteArray write(const QList<QByteArrayView> &pieces, Status *status)
{
    DataWriter writer(pieces);
    QByteArray wire;
    for (auto views = writer.next(); !views.empty(); views = writer.next()) {
        for (const QByteArrayView view : views)
            wire.append(view);
    }
    *status = writer.status();
    return wire;
}

/// The strictest possible reader: one octet at a time, and it counts what a lax next hop could mistake.
struct StrictReader {
    int messages = 0, bareOctets = 0;
    QByteArray content, afterEnd;

    explicit StrictReader(QByteArrayView wire)
    {
        bool isAtLineStart = true;
        for (qsizetype i = 0; i < wire.size(); ++i) {
            if (messages > 0) {
                afterEnd.append(wire[i]);
            } else if (wire[i] == '\r' && i + 1 < wire.size() && wire[i + 1] == '\n') {
                content.append("\r\n");
                ++i;
                isAtLineStart = true;
            } else if (wire[i] == '\r' || wire[i] == '\n' || wire[i] == '\0') {
                ++bareOctets;
            } else if (isAtLineStart && wire[i] == '.') {
                if (wire.sliced(i + 1).startsWith("\r\n")) {
                    ++messages;
                    i += 2;
                }
                isAtLineStart = false;
            } else {
                content.append(wire[i]);
                isAtLineStart = false;
            }
        }
    }
};

ContentFault faultOf(QByteArrayView content)
{
    if (content.contains('\0'))
        return ContentFault::Nul;
    QByteArray rest = content.toByteArray();
    rest.replace("\r\n", "");
    return rest.contains('\r') || rest.contains('\n') ? ContentFault::BareLineEnd : ContentFault::None;
}

} // namespace

class tst_DataWriter : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void wire_data();
    void wire();
    void refusal_data();
    void refusal();
    void randomContent_S2();
    void bigContentIsNotCopied();
    void manyDots();
    void facts();
};

void tst_DataWriter::wire_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QByteArray>("wire");
    const auto row = [](const char *name, const char *content, const char *wire) {
        QTest::newRow(name) << QByteArray(content) << QByteArray(wire);
    };
    row("plain", "a\r\n", "a\r\n.\r\n");
    row("empty", "", ".\r\n");
    row("without a last CRLF", "a", "a\r\n.\r\n");
    row("leading dot (RFC 5321 4.5.2)", ".a\r\n", "..a\r\n.\r\n");
    row("dot alone (S2)", ".\r\n", "..\r\n.\r\n");
    row("end marker inside (S2)", "a\r\n.\r\nMAIL FROM:<>\r\n", "a\r\n..\r\nMAIL FROM:<>\r\n.\r\n");
    row("dot as the last octet (S2)", "a\r\n.", "a\r\n..\r\n.\r\n");
    row("dots inside a line stay", "a.b.\r\n", "a.b.\r\n.\r\n");
    row("many dots", "...\r\n...\r\n", "....\r\n....\r\n.\r\n");
    row("empty lines", "\r\n\r\n", "\r\n\r\n.\r\n");
}

void tst_DataWriter::wire()
{
    QFETCH(const QByteArray, content);
    for (qsizetype cut = 0; cut <= content.size(); ++cut) { // In two pieces, in every way.
        Status status = Status::More;
        const QByteArray wire = write({QByteArrayView(content).first(cut), {}, QByteArrayView(content).sliced(cut)}, &status);
        QCOMPARE(status, Status::Complete);
        QTEST(wire, "wire");
    }
}

void tst_DataWriter::refusal_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<Status>("status");
    const auto row = [](const char *name, const QByteArray &content, Status status = Status::BareLineEnd) {
        QTest::newRow(name) << content << status;
    };
    row("LF.LF (S2)", "a\n.\nMAIL FROM:<>\r\n");
    row("LF.CRLF (S2)", "a\n.\r\nMAIL FROM:<>\r\n");
    row("CRLF.LF (S2)", "a\r\n.\nMAIL FROM:<>\r\n");
    row("CR.CR (S2)", "a\r.\rMAIL FROM:<>\r\n");
    row("CR.LF (S2)", "a\r.\nMAIL FROM:<>\r\n");
    row("LF.CR (S2)", "a\n.\rMAIL FROM:<>\r\n");
    row("CR.CRLF (S2)", "a\r.\r\nMAIL FROM:<>\r\n");
    row("CRLF.CR (S2)", "a\r\n.\rMAIL FROM:<>\r\n");
    row("CRCRLF (S2)", "a\r\r\n.\r\n");
    row("CR at the end (S2)", "a\r\n.\r");
    row("LF at the end (S2)", "a\n");
    row("LF at the beginning (S2)", "\na\r\n");
    row("CRLF NUL .CRLF (S2)", QByteArray("a\r\n\0.\r\n", 7), Status::Nul);
    row("CRLF . NUL CRLF (S2)", QByteArray("a\r\n.\0\r\n", 7), Status::Nul);
}

void tst_DataWriter::refusal()
{
    QFETCH(const QByteArray, content);
    for (qsizetype cut = 0; cut <= content.size(); ++cut) {
        const QList<QByteArrayView> pieces{QByteArrayView(content).first(cut), QByteArrayView(content).sliced(cut)};
        Status status = Status::More;
        const StrictReader reader(write(pieces, &status));
        QVERIFY(status == Status::BareLineEnd || status == Status::Nul);
        if (cut == 0)
            QTEST(status, "status");
        QCOMPARE(reader.messages, 0);
        QCOMPARE(reader.bareOctets, 0);
        QCOMPARE(inspectContent(pieces).fault == ContentFault::None, false);
    }
}

/// S2: whatever the octets are, a strict reader finds exactly one message, or the content was refused.
void tst_DataWriter::randomContent_S2()
{
    static constexpr QByteArrayView alphabet("\r\n\r\n\r\n..\0ab", 11);
    const quint32 seed = 20240229;
    QRandomGenerator random(seed);
    int accepted = 0;
    for (int n = 0; n < 1'000'000; ++n) {
        QByteArray content;
        for (quint32 left = random.bounded(12u); left > 0; --left) {
            if (random.bounded(2u)) // Otherwise hardly a long one would be faultless.
                content.append("\r\n");
            else
                content.append(alphabet[random.bounded(n % 2 ? 11 : 9) + (n % 2 ? 0 : 2)]);
        }
        const qsizetype cut = random.bounded(int(content.size()) + 1);
        const QList<QByteArrayView> pieces{QByteArrayView(content).first(cut), QByteArrayView(content).sliced(cut)};
        Status status = Status::More;
        const QByteArray wire = write(pieces, &status);
        const StrictReader reader(wire);
        const ContentFault fault = faultOf(content);
        const ContentFacts facts = inspectContent(pieces);
        QVERIFY2((fault == ContentFault::None) == (status == Status::Complete), content.toHex(' ').constData());
        QVERIFY2((fault == ContentFault::None) == (facts.fault == ContentFault::None), content.toHex(' ').constData());
        QVERIFY2(reader.bareOctets == 0 && reader.afterEnd.isEmpty(), content.toHex(' ').constData());
        QVERIFY2(reader.messages == (fault == ContentFault::None ? 1 : 0), content.toHex(' ').constData());
        if (fault != ContentFault::None)
            continue;
        ++accepted;
        const QByteArray expected = content.isEmpty() || content.endsWith("\r\n") ? content : content + "\r\n";
        QVERIFY2(reader.content == expected, content.toHex(' ').constData());
        QCOMPARE(facts.size, expected.size());
    }
    QVERIFY(accepted > 100'000);
}

void tst_DataWriter::bigContentIsNotCopied()
{
    const QByteArray prefix = "Received: from a by b\r\n";
    const QByteArray content = (QByteArray(74, 'x') + "\r\n").repeated((1 << 20) / 76);
    DataWriter writer({prefix, content});
    qsizetype viewed = 0, copied = 0;
    int views = 0;
    for (auto next = writer.next(); !next.empty(); next = writer.next()) {
        for (const QByteArrayView view : next) {
            ++views;
            const bool isView = view.data() >= content.data() && view.data() < content.data() + content.size();
            (isView ? viewed : copied) += view.size();
        }
    }
    QCOMPARE(writer.status(), Status::Complete);
    QCOMPARE(viewed, content.size());
    QCOMPARE(copied, prefix.size() + 3);
    QVERIFY2(views <= 4, QByteArray::number(views));

    QBENCHMARK {
        DataWriter again({prefix, content});
        while (!again.next().empty()) { }
    }
}

void tst_DataWriter::manyDots()
{
    const QByteArray content = QByteArray(".\r\n").repeated(1'000'000);
    DataWriter writer({content});
    qsizetype octets = 0;
    for (auto next = writer.next(); !next.empty(); next = writer.next()) {
        QVERIFY(next.size() <= DataWriter::maxViews);
        for (const QByteArrayView view : next)
            octets += view.size();
    }
    QCOMPARE(writer.status(), Status::Complete);
    QCOMPARE(octets, 4'000'000 + 3);
    // Long lines that all begin with a dot: no copy is worth it, so the views run out first.
    const QByteArray longLines = ('.' + QByteArray(2000, 'x') + "\r\n").repeated(500);
    Status status = Status::More;
    QCOMPARE(write({longLines}, &status), ".." + QByteArray(longLines).replace("\n.", "\n..").sliced(1) + ".\r\n");
    QCOMPARE(status, Status::Complete);
}

void tst_DataWriter::facts()
{
    const auto is8Bit = [](QByteArrayView content) { return inspectContent({&content, 1}).is8Bit; };
    QVERIFY(!is8Bit("only ASCII, long enough for words\r\n"));
    for (qsizetype i = 0; i < 20; ++i) {
        QByteArray content(20, 'a');
        content[i] = '\xe9';
        QVERIFY(is8Bit(content));
    }
}

QTEST_APPLESS_MAIN(tst_DataWriter)
#include "tst_datawriter.moc"
