#include "gateway/content/analyzer.h"
#include "gateway/content/encodings.h"

#include <QTest>

using namespace gateway::content;
using namespace Qt::StringLiterals;

class tst_Readings : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void decodesBase64_data();
    void decodesBase64();
    void cleanBase64HasOneReading();
    void decodesOtherEncodings();
    void everyVariantIsFoundOrMarked();
    void staysWithinItsBounds();
};

namespace {

// Stands for a virus; nothing that a scanner on the developer's machine would take offence at.
const QByteArray payload = "A payload that must be seen, whatever wraps it: \x01\x02\xff\xfe and so on until the end.";

QByteArray lines(const QByteArray &text, qsizetype length, const QByteArray &end = "\r\n")
{
    QByteArray out;
    for (qsizetype i = 0; i < text.size(); i += length)
        out += text.mid(i, length) + end;
    return out;
}

bool isFound(const QList<DecodedPart> &parts)
{
    return std::ranges::any_of(parts, [](const DecodedPart &part) { return part.octets.contains(payload); });
}

} // namespace

void tst_Readings::decodesBase64_data()
{
    QTest::addColumn<QByteArray>("body");
    const QByteArray data = payload.toBase64();
    const auto row = [](const char *name, const QByteArray &body) { QTest::newRow(name) << body; };
    row("P4: plain", lines(data, 76));
    row("P4: one line", data);
    row("P4: short lines", lines(data, 5));
    row("P4: junk characters", lines(data, 8, "*#\r\n"));
    row("P4: padding on each line", lines(data, 8, "=\r\n"));
    row("P4: padding inside quads is skipped", [&] {
        QByteArray d = data;
        return d.insert(6, '=');
    }());
    row("P4: a comment on each line", lines(data, 8, "#abcd\r\n"));
    row("P4: surplus letters on each line", lines(data, 8, "XX\r\n"));
    row("P4: lines of junk between", lines(data, 8, "\r\n- not data -\r\n"));
    row("P4: a paragraph of other data before", "QUJD\r\n\r\n" + data);
    row("P4: other data behind", data + "\r\n\r\nQUJD\r\n");
}

void tst_Readings::decodesBase64()
{
    QFETCH(const QByteArray, body);
    const QList<QByteArray> readings = base64Readings(body);
    QVERIFY(std::ranges::any_of(readings, [](const QByteArray &reading) { return reading.contains(payload); }));
}

void tst_Readings::cleanBase64HasOneReading()
{
    QCOMPARE(base64Readings(lines(payload.repeated(20).toBase64(), 76)).size(), 1);
}

void tst_Readings::decodesOtherEncodings()
{
    QVERIFY(quotedPrintableReadings("a=3Db=\r\nc=\td=4").contains("a=bc=\td=4"));
    QVERIFY(quotedPrintableReadings("=0=50=\r\n").contains("P"));
    const QList<NamedBlock> uu = uuBlocks("text\r\nbegin 644 cat.txt\r\n#0V%T\r\n`\r\nend\r\n", false);
    QCOMPARE(uu.size(), 1);
    QCOMPARE(uu[0].name, "cat.txt");
    QCOMPARE(uu[0].octets, "Cat");
    const QList<NamedBlock> yenc = yencBlocks("=ybegin line=128 size=3 name=cat.txt\r\nm\x8b\x9e\r\n=yend size=3\r\n");
    QCOMPARE(yenc.size(), 1);
    QCOMPARE(yenc[0].octets, "Cat");
}

void tst_Readings::everyVariantIsFoundOrMarked()
{
    // P4: tricks with the boundary, with the fields of the part and with its data, all with each other.
    const QList<QByteArray> types{"Content-Type: multipart/mixed; boundary=b\r\n",
                                  "Content-Type: multipart/mixed; boundary=\"b\"\r\n",
                                  "Content-type:multipart/mixed;boundary=b\r\n",
                                  "Content-Type: multipart/mixed; boundary=x; boundary=b\r\n",
                                  "Content-Type: multipart/mixed; boundary=b; boundary=x\r\n",
                                  "Content-Type: multipart/mixed; boundary =b\r\n",
                                  "Content-Type: multipart/mixed; (comment) boundary=b\r\n",
                                  "Content-Type: multipart/mixed; boundary*=''b\r\n",
                                  "Content-Type: multipart/mixed; boundary*0=b\r\n",
                                  "Content-Type: multipart/mixed\r\n",
                                  "Content-Type: text/plain; boundary=b\r\n",
                                  "",
                                  "Content-Type : multipart/mixed; boundary=b\r\n",
                                  "Content-Type: text/plain\r\nContent-Type: multipart/mixed; boundary=b\r\n",
                                  "X\r\n Content-Type: multipart/mixed; boundary=b\r\n"};
    const QList<QByteArray> encodings{"Content-Transfer-Encoding: base64\r\n",
                                      "Content-Transfer-Encoding:base64\r\n",
                                      "Content-Transfer-Encoding : base64\r\n",
                                      "content-transfer-encoding: BASE64\r\n",
                                      "Content-Transfer-Encoding: \"base64\"\r\n",
                                      "Content-Transfer-Encoding: base64 (x)\r\n",
                                      "Content-Transfer-Encoding: base64;\r\n",
                                      "Content-Transfer-Encoding: 7bit\r\nContent-Transfer-Encoding: base64\r\n",
                                      "Content-Transfer-Encoding: base64\r\nContent-Transfer-Encoding: 7bit\r\n",
                                      "Content-Transfer-Encoding:\r\n base64\r\n",
                                      "Content-Transfer-Encoding: x-unknown\r\n",
                                      ""};
    const QByteArray data = payload.toBase64();
    const QList<QByteArray> bodies{lines(data, 76),
                                   data + "\r\n",
                                   lines(data, 4),
                                   lines(data, 12, "*\r\n"),
                                   lines(data, 12, "=\r\n"),
                                   lines(data, 12, " \t\r\n"),
                                   "\r\n\r\n" + lines(data, 76),
                                   lines(data, 76) + "\r\nThat was it.\r\n",
                                   "QUJD\r\n\r\n" + lines(data, 76),
                                   lines(data, 12, "#xxxx\r\n")};
    const QList<QByteArray> ends{"--b--\r\n", "", "--b-- \r\nepilogue\r\n"};
    int found = 0, marked = 0, count = 0;
    for (const QByteArray &type : types)
        for (const QByteArray &encoding : encodings)
            for (const QByteArray &body : bodies)
                for (const QByteArray &end : ends) {
                    const QByteArray message = "From: a@example.org\r\nMIME-Version: 1.0\r\n" + type +
                                               "\r\n--b\r\nContent-Type: application/octet-stream; name=a.bin\r\n" +
                                               encoding + "\r\n" + body + end;
                    ++count;
                    if (isFound(decodedParts(message, {})))
                        ++found;
                    else if (analyze(message, {}, {}).isAmbiguous)
                        ++marked;
                    else
                        QFAIL(message.constData());
                }
    QVERIFY(count >= 2000);
    qInfo("%d variants: %d found, %d marked", count, found, marked);
}

void tst_Readings::staysWithinItsBounds()
{
    AnalyzerConfig config;
    config.maxParts = 10;
    const QByteArray many = "Content-Type: multipart/mixed; boundary=b\r\n\r\n" + [] {
        QByteArray all;
        for (int i = 0; i < 100; ++i)
            all += "--b\r\n\r\npart " + QByteArray::number(i) + "\r\n";
        return all;
    }();
    QVERIFY(decodedParts(many, config).size() <= 10);
    // A message that holds itself, encoded, more often than anybody needs.
    QByteArray inner = "Subject: x\r\n\r\nx\r\n";
    for (int i = 0; i < 40; ++i)
        inner = "Content-Type: message/rfc822\r\nContent-Transfer-Encoding: base64\r\n\r\n" + inner.toBase64() + "\r\n";
    QVERIFY(decodedParts(inner, {}).size() <= 1000);
}

QTEST_APPLESS_MAIN(tst_Readings)
#include "tst_readings.moc"
