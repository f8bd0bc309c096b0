#include "gateway/mail/encodedword.h"

#include <QElapsedTimer>
#include <QRandomGenerator>
#include <QTest>
#include <limits>

using namespace gateway::mail;
using namespace Qt::StringLiterals;

class tst_EncodedWord : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void decode_data();
    void decode();
    void encode_data();
    void encode();
    void roundTrip();
    void workIsLinear_data();
    void workIsLinear();
};

void tst_EncodedWord::decode_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("text");
    const auto row = [](const char *name, const QByteArray &body, const QString &text) { QTest::newRow(name) << body << text; };

    row("plain", " Hello\r\n", u"Hello"_s);
    row("folded", " Hello\r\n world\r\n", u"Hello world"_s);
    row("Q (RFC 2047 8)", "=?ISO-8859-1?Q?Andr=E9?= Pirard", u"André Pirard"_s);
    row("B (RFC 2047 8)", "=?ISO-8859-1?B?SWYgeW91IGNhbiByZWFkIHRoaXMgeW8=?=\r\n =?ISO-8859-2?B?dSB1bmRlcnN0YW5kIHRoZSBleGFtcGxlLg==?=",
        u"If you can read this you understand the example."_s);
    row("blank between two words does not count (RFC 2047 6.2)", "=?utf-8?q?a?= =?utf-8?q?b?=", u"ab"_s);
    row("underscore is a blank", "=?utf-8?q?a_b?=", u"a b"_s);
    row("text between two words", "=?utf-8?q?a?= b =?utf-8?q?c?=", u"a b c"_s);
    row("language (RFC 2231 5)", "=?utf-8*en-GB?Q?ok?=", u"ok"_s);
    row("UTF-8", "=?UTF-8?B?5pel5pys6Kqe?=", u"日本語"_s);
    row("character cut in two", "=?UTF-8?B?5pel5pw=?= =?UTF-8?B?rOiqng==?=", u"日本語"_s);
    row("ISO-2022-JP", "=?ISO-2022-JP?B?GyRCRnxLXDhsGyhC?=", u"日本語"_s);
    row("ISO-2022-JP, raw", "Re: \x1b$BF|K\\8l\x1b(B", u"Re: 日本語"_s);
    row("Shift_JIS", "=?shift_jis?B?k/qWe4zq?=", u"日本語"_s);
    row("EUC-JP", "=?euc-jp?Q?=C6=FC=CB=DC=B8=EC?=", u"日本語"_s);
    row("GB2312 with what only GB18030 has", "=?gb2312?Q?=D6=D0=E9F?=", u"中镕"_s);
    row("Big5", "=?big5?B?pKSk5Q==?=", u"中文"_s);
    row("KOI8-R", "=?koi8-r?Q?=F0=D2=C9=D7=C5=D4?=", u"Привет"_s);
    row("windows-1252 quotes under the name of ISO-8859-1", "=?iso-8859-1?Q?=93a=94?=", u"“a”"_s);
    row("raw UTF-8", "Gr\xc3\xbc\xc3\x9f" "e", u"Grüße"_s);
    row("raw Latin-1", "Gr\xfc\xdf" "e", u"Grüße"_s);
    row("raw and encoded", "\xc3\xbc =?utf-8?q?=C3=BC?=", u"ü ü"_s);

    row("control characters (P5)", "=?utf-8?q?a=0D=0ABcc:_x=00=1B[31m?=", u"a��Bcc: x��[31m"_s);
    row("raw control characters", "a\x07" "b\tc", u"a�b c"_s);
    row("base64 without padding", "=?utf-8?B?5pel5pys6Kqe4?=", u"日本語"_s);
    row("glued to text", "(=?utf-8?q?=C3=BC?=)x", u"(ü)x"_s);
    row("glued to each other", "=?utf-8?q?a?==?utf-8?q?b?=", u"ab"_s);
    row("blanks inside", "=?utf-8?Q?a b?=", u"a b"_s);
    row("broken hexadecimal", "=?utf-8?Q?a=ZZb=?=", u"a=ZZb="_s);
    row("ends in an escape", "=?utf-8?Q?=C3=BC=?=", u"ü="_s);
    row("broken UTF-8", "=?utf-8?Q?=C3?=", u"�"_s);
    row("junk in base64 stays", "=?utf-8?B?5p!l?=", u"=?utf-8?B?5p!l?="_s);
    row("unknown charset stays", "=?x-nothing?Q?a?=", u"=?x-nothing?Q?a?="_s);
    row("charset with converter options stays", "=?utf-16,version=1?Q?a?=", u"=?utf-16,version=1?Q?a?="_s);
    row("unknown encoding stays", "=?utf-8?X?a?=", u"=?utf-8?X?a?="_s);
    row("no end", "=?utf-8?Q?abc", u"=?utf-8?Q?abc"_s);
    row("only the opening", "=?", u"=?"_s);
    row("empty word", "a =?utf-8?Q?" "?= b", u"a  b"_s);
    row("empty", "", u""_s);
    row("nested stays text (P3)", "=?utf-8?Q?=3D=3Futf-8=3FQ=3Fa=3F=3D?=", u"=?utf-8?Q?a?="_s);
}

void tst_EncodedWord::decode()
{
    QFETCH(const QByteArray, body);
    QTEST(decodedText(body), "text");
}

void tst_EncodedWord::encode_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QByteArray>("octets");
    const auto row = [](const char *name, const QString &text, const QByteArray &octets) { QTest::newRow(name) << text << octets; };
    row("ASCII stays", u"Hello (world)"_s, "Hello (world)");
    row("one word", u"Grüße"_s, "=?UTF-8?Q?Gr=C3=BC=C3=9Fe?=");
    row("words around stay", u"[Spam?] 日本語 offer"_s, "[Spam?] =?UTF-8?B?5pel5pys6Kqe?= offer");
    row("neighbours go together", u"ü ü x"_s, "=?UTF-8?B?w7wgw7w=?= x");
    row("what looks like a word is one", u"=?utf-8?q?a?="_s, "=?UTF-8?Q?=3D=3Futf-8=3Fq=3Fa=3F=3D?=");
    row("CR LF NUL (P5)", u"a\r\nBcc: x\0y"_s, "a  Bcc: x y");
    row("blank at the end", u"a "_s, "=?UTF-8?Q?a_?=");
    row("empty", u""_s, "");
}

void tst_EncodedWord::encode()
{
    QFETCH(const QString, text);
    QTEST(encodedText(text), "octets");
}

/// P5 and more: any text comes back, as lines of at most 76 octets of printable ASCII that are no field of their own.
void tst_EncodedWord::roundTrip()
{
    static const QString alphabet = u"abc  \tüÄ日本語€?=_\"\\().,;:<>@\r\n\u0085Привет"_s + QString::fromUcs4(U"\U0001F600\U00020BB7") + QChar(u'\0');
    QRandomGenerator random(20240301);
    for (int n = 0; n < 20'000; ++n) {
        QString text;
        for (quint32 left = random.bounded(200u); left > 0; --left) {
            const qsizetype i = random.bounded(int(alphabet.size()));
            if (alphabet[i].isHighSurrogate())
                text += alphabet.sliced(i, 2);
            else if (!alphabet[i].isLowSurrogate())
                text += alphabet[i];
        }
        const qsizetype column = random.bounded(60);
        const QByteArray octets = encodedText(text, column);
        const QByteArray context = octets.toHex(' ');
        QByteArrayList lines = octets.split('\n');
        for (qsizetype i = 0; i < lines.size(); ++i) {
            const QByteArray &line = lines[i];
            QVERIFY2(i == lines.size() - 1 || line.endsWith('\r'), context);
            QVERIFY2(i == 0 || (line.startsWith(' ') && !line.trimmed().isEmpty()), context);
            const bool isOneWord = !line.trimmed().contains(' ');
            QVERIFY2((i == 0 ? column : 0) + line.size() - line.endsWith('\r') <= 76 || (isOneWord && !line.contains("=?")), context);
            for (const char c : line)
                QVERIFY2((c >= 0x20 && c < 0x7f) || c == '\r', context);
            for (const QByteArray &word : line.split(' '))
                QVERIFY2(!word.startsWith("=?") || word.trimmed().size() <= 75, context);
        }
        QCOMPARE(decodedText(octets), withoutControls(text));
    }
}

void tst_EncodedWord::workIsLinear_data()
{
    QTest::addColumn<QByteArray>("unit");
    QTest::newRow("openings (P3)") << QByteArray("=?");
    QTest::newRow("words without an end (P3)") << QByteArray("=?utf-8?Q?a ");
    QTest::newRow("words (P3)") << QByteArray("=?utf-8?Q?a?= ");
    QTest::newRow("words of changing charsets (P3)") << QByteArray("=?gb2312?Q?a?= =?big5?Q?b?=");
    QTest::newRow("question marks (P3)") << QByteArray("=?a?");
}

void tst_EncodedWord::workIsLinear()
{
    QFETCH(const QByteArray, unit);
    const auto time = [&unit](qsizetype octets) {
        const QByteArray body = unit.repeated(octets / unit.size());
        qint64 best = std::numeric_limits<qint64>::max(); // Of several: other work on the machine only ever adds.
        for (int i = 0; i < 3; ++i) {
            QElapsedTimer timer;
            timer.start();
            (void)decodedText(body);
            best = std::min(best, timer.nsecsElapsed());
        }
        return best;
    };
    time(10'000);
    const qint64 small = std::max<qint64>(time(50'000), 50'000), big = time(1'000'000);
    QVERIFY2(big < small * 100, QByteArray::number(double(big) / double(small)));
    QVERIFY2(big < 1'000'000'000, QByteArray::number(big));
}

QTEST_APPLESS_MAIN(tst_EncodedWord)
#include "tst_encodedword.moc"
