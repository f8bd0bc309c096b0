#include "gateway/content/links.h"
#include "tests/idnasuite.h"

#include <QTest>

using gateway::content::normalizedHost;

namespace {

/// Characters that Unicode reads otherwise since its version 15.1; the library here may know 15.0.
bool isNewer(const QString &source)
{
    for (const char32_t c : source.toUcs4()) {
        if (c == 0x115f || c == 0x1160 || c == 0x3164 || c == 0xffa0 || c == 0x1e9e || (c >= 0x2f800 && c <= 0x2fa1f))
            return true;
    }
    return false;
}

/// Errors that do not keep a browser from connecting: U1 (underscores and the like), A4 (lengths, the root's dot), V2 and V3 (hyphens).
bool isOurChoice(const QByteArray &errors)
{
    for (const QByteArray &error : errors.mid(1, errors.size() - 2).split(',')) {
        const QByteArray code = error.trimmed();
        if (!code.startsWith("U1") && !code.startsWith("A4") && code != "V2" && code != "V3" && code != "X4_2")
            return false;
    }
    return true;
}

} // namespace

/// Host names in links against the Unicode suite: what a browser would connect to.
class tst_HostNames : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void agreeWithTheSuite();
};

void tst_HostNames::agreeWithTheSuite()
{
    const QList<idnasuite::Line> lines = idnasuite::lines();
    if (lines.isEmpty())
        QSKIP("The shared vectors are not here.");
    int valid = 0, invalid = 0;
    for (const idnasuite::Line &line : lines) {
        QByteArray ascii = line.ascii;
        while (ascii.endsWith('.')) // The root, which we drop.
            ascii.chop(1);
        if (line.source.size() > 255 || ascii.size() > 255 || isNewer(line.source))
            continue;
        const QByteArray host = normalizedHost(line.source);
        const QByteArray where = "line " + QByteArray::number(line.number) + ' ' + line.source.toUtf8() + ": " + host + ", expected " + ascii;
        if (line.isValid) {
            ++valid;
            QVERIFY2(host == ascii, where.constData());
        } else if (!line.source.contains(QStringLiteral("xn--"), Qt::CaseInsensitive) && !isOurChoice(line.errors)) {
            ++invalid; // What is no name is never given the form of one.
            QVERIFY2(!host.contains("xn--"), where.constData());
        }
    }
    QVERIFY(valid > 250);
    QVERIFY(invalid > 1000);
}

QTEST_GUILESS_MAIN(tst_HostNames)
#include "tst_hostnames.moc"
