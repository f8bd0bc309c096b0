#include "gateway/auth/bodyhasher.h"
#include "gateway/auth/canonicalization.h"
#include "gateway/mail/headersection.h"
#include "gateway/sha256.h"

#include <QDir>
#include <QFile>
#include <QTest>

using namespace gateway::auth;
using gateway::Sha256;
using gateway::mail::HeaderSection;

Q_DECLARE_METATYPE(gateway::auth::Canonicalization)

class tst_Canonicalization : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void fields_data();
    void fields();
    void bodies_data();
    void bodies();
    void emptyLinesTakeNoMemory_P12();
    void prefixes();
    void conformance_data();
    void conformance();
};

namespace {

QByteArray canonicalBody(QByteArrayView body, Canonicalization canonicalization, qsizetype chunk)
{
    QByteArray result;
    const BodyCanonicalizer::Sink sink = [&result](QByteArrayView octets) { result.append(octets); };
    BodyCanonicalizer canonicalizer(canonicalization);
    for (qsizetype at = 0; at < body.size(); at += chunk)
        canonicalizer.feed(body.sliced(at, std::min(chunk, body.size() - at)), sink);
    canonicalizer.finish(sink);
    return result;
}

} // namespace

void tst_Canonicalization::fields_data()
{
    QTest::addColumn<QByteArray>("field");
    QTest::addColumn<QByteArray>("relaxed");

    const auto row = [](const char *name, const QByteArray &field, const QByteArray &relaxed) { QTest::newRow(name) << field << relaxed; };
    row("RFC 6376 3.4.5, A", "A: X\r\n", "a:X\r\n");
    row("RFC 6376 3.4.5, B", "B : Y\t\r\n\tZ  \r\n", "b:Y Z\r\n");
    row("empty", "Subject: \r\n", "subject:\r\n");
    row("colon in the value", "Subject: Re: hello\r\n", "subject:Re: hello\r\n");
    row("blank after a colon in front", "Subject:: a\r\n", "subject:: a\r\n");
    row("fold in front", "To:\r\n  a@example.com\r\n", "to:a@example.com\r\n");
    row("octets beyond ASCII", "Subject: Gr\xc3\xbc\xc3\x9f" "e\r\n", "subject:Gr\xc3\xbc\xc3\x9f" "e\r\n");
}

void tst_Canonicalization::fields()
{
    QFETCH(const QByteArray, field);
    QTEST(canonicalField(field, Canonicalization::Relaxed), "relaxed");
    QCOMPARE(canonicalField(field, Canonicalization::Simple), field);
}

void tst_Canonicalization::bodies_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("simple");
    QTest::addColumn<QByteArray>("relaxed");

    const auto row = [](const char *name, const QByteArray &body, const QByteArray &simple, const QByteArray &relaxed) {
        QTest::newRow(name) << body << simple << relaxed;
    };
    row("RFC 6376 3.4.5", " C \r\nD \t E\r\n\r\n\r\n", " C \r\nD \t E\r\n", " C\r\nD E\r\n");
    row("empty (RFC 6376 3.4.3, 3.4.4)", "", "\r\n", "");
    row("only empty lines", "\r\n\r\n\r\n", "\r\n", "");
    row("only white space", " \t\r\n \r\n\t", " \t\r\n \r\n\t\r\n", "");
    row("no line end", "a", "a\r\n", "a\r\n");
    row("no line end after a blank", "a ", "a \r\n", "a\r\n");
    row("empty lines in front and within", "\r\n\r\na\r\n\r\nb\r\n", "\r\n\r\na\r\n\r\nb\r\n", "\r\n\r\na\r\n\r\nb\r\n");
    row("white space lines within", "a\r\n \r\n\t\r\nb", "a\r\n \r\n\t\r\nb\r\n", "a\r\n\r\n\r\nb\r\n");
    row("CR alone", "a \r b\r\r\n\r", "a \r b\r\r\n\r\r\n", "a \r b\r\r\n\r\r\n");
    row("LF alone", "a\nb\n", "a\nb\n\r\n", "a\nb\n\r\n");
    row("more than a buffer", QByteArray(40'000, 'a') + "\r\n" + QByteArray(40'000, ' ') + "b\r\n",
        QByteArray(40'000, 'a') + "\r\n" + QByteArray(40'000, ' ') + "b\r\n", QByteArray(40'000, 'a') + "\r\n b\r\n");
    row("many empty lines", "a\r\n" + QByteArray("\r\n").repeated(20'000) + "b", "a\r\n" + QByteArray("\r\n").repeated(20'000) + "b\r\n",
        "a\r\n" + QByteArray("\r\n").repeated(20'000) + "b\r\n");
}

void tst_Canonicalization::bodies()
{
    QFETCH(const QByteArray, body);
    QFETCH(const QByteArray, simple);
    QFETCH(const QByteArray, relaxed);
    for (const qsizetype chunk : {std::max(body.size(), qsizetype(1)), qsizetype(1), qsizetype(7)}) {
        QCOMPARE(canonicalBody(body, Canonicalization::Simple, chunk), simple);
        QCOMPARE(canonicalBody(body, Canonicalization::Relaxed, chunk), relaxed);
    }
}

void tst_Canonicalization::emptyLinesTakeNoMemory_P12()
{
    qsizetype largest = 0, sum = 0;
    const BodyCanonicalizer::Sink sink = [&](QByteArrayView octets) {
        largest = std::max(largest, octets.size());
        sum += octets.size();
    };
    BodyCanonicalizer canonicalizer(Canonicalization::Relaxed);
    const QByteArray lines = QByteArray("\r\n").repeated(50'000);
    for (int i = 0; i < 20; ++i)
        canonicalizer.feed(lines, sink);
    QCOMPARE(sum, 0);
    canonicalizer.feed("a", sink);
    canonicalizer.finish(sink);
    QCOMPARE(sum, 20 * lines.size() + 3);
    QVERIFY(largest <= 16'384);
}

/// l= cuts the canonical body (RFC 6376 3.5), and many of them cost no more hashing than one (threats.md P12).
void tst_Canonicalization::prefixes()
{
    const QByteArray body = "one  two\r\n\r\nthree\r\n\r\n\r\n", canonical = "one two\r\n\r\nthree\r\n";
    for (const qsizetype chunk : {body.size(), qsizetype(1)}) {
        BodyHasher hasher;
        for (quint64 length = 0; length < 30; ++length)
            hasher.want(Canonicalization::Relaxed, length);
        hasher.want(Canonicalization::Relaxed, std::numeric_limits<quint64>::max());
        for (qsizetype at = 0; at < body.size(); at += chunk)
            hasher.feed(QByteArrayView(body).sliced(at, std::min(chunk, body.size() - at)));
        hasher.finish();
        QCOMPARE(hasher.size(Canonicalization::Relaxed), quint64(canonical.size()));
        QCOMPARE(hasher.digest(Canonicalization::Relaxed), Sha256::of(canonical));
        for (qsizetype length = 0; length < 30; ++length) {
            const QByteArray expected = length > canonical.size() ? QByteArray() : Sha256::of(canonical.first(length));
            QCOMPARE(hasher.digest(Canonicalization::Relaxed, quint64(length)), expected);
        }
        QVERIFY(hasher.digest(Canonicalization::Relaxed, std::numeric_limits<quint64>::max()).isEmpty());
        QVERIFY(hasher.digest(Canonicalization::Simple).isEmpty()); // Nobody wanted it.
    }
    BodyHasher empty;
    empty.want(Canonicalization::Relaxed, 0);
    empty.finish();
    QCOMPARE(empty.digest(Canonicalization::Relaxed, 0), Sha256::of({}));
}

void tst_Canonicalization::conformance_data()
{
    QTest::addColumn<QString>("message");
    QTest::addColumn<Canonicalization>("canonicalization");
    QTest::addColumn<QString>("expected");

    const QDir directory(QStringLiteral(SHARED_DATA "/conformance/dkim/canonicalization"));
    if (!directory.exists())
        QSKIP("The suite is not here.");
    const QStringList messages = directory.entryList({QStringLiteral("email.*")});
    for (const QString &message : messages) {
        const QString number = message.section(u'.', 1);
        const auto row = [&](const QString &name, Canonicalization canonicalization) {
            QTest::addRow("%s %s", qPrintable(name), qPrintable(number))
                << directory.filePath(message) << canonicalization << directory.filePath(name + QStringLiteral(".expected.") + number);
        };
        row(QStringLiteral("simple"), Canonicalization::Simple);
        row(QStringLiteral("relaxed"), Canonicalization::Relaxed);
    }
}

void tst_Canonicalization::conformance()
{
    QFETCH(const QString, message);
    QFETCH(const QString, expected);
    QFETCH(const Canonicalization, canonicalization);
    QFile input(message), output(expected);
    QVERIFY(input.open(QIODevice::ReadOnly) && output.open(QIODevice::ReadOnly));
    const QByteArray octets = input.readAll().replace("\n", "\r\n");
    const HeaderSection header(octets);
    QByteArray result;
    for (const auto &field : header.fields())
        result += canonicalField(field.whole, canonicalization);
    result += "\r\n" + canonicalBody(header.body(), canonicalization, 5);
    QCOMPARE(result, output.readAll());
}

QTEST_APPLESS_MAIN(tst_Canonicalization)
#include "tst_canonicalization.moc"
