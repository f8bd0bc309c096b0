#include "gateway/content/analyzer.h"
#include "tests/collection.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QTest>
#include <ctime>

using namespace gateway::content;
using namespace Qt::StringLiterals;

/// Runs the shared test mails through the analysis: EICAR variants must be found or marked (P4), nothing may crash or
/// hang.
class tst_CorpusMime : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void everyEicarVariantIsFoundOrMarked();
    void everyHiddenNameIsACandidate();
    void everyFileIsAnalysedInTime_data();
    void everyFileIsAnalysedInTime();

private:
    const Collection m_mime{u"mime"_s}, m_attachments{u"attachments"_s};
};

namespace {

QByteArray octetsOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// As SMTP carries it: every line ends in CRLF. A lone CR is left where it is.
QByteArray withCrlf(QByteArray octets)
{
    octets.replace("\r\n", "\n");
    octets.replace("\n", "\r\n");
    return octets;
}

bool holdsEicar(const QByteArray &octets)
{
    return octets.contains("EICAR-STANDARD-ANTIVIRUS-TEST-FILE") ||
           (octets.startsWith("PK\x03\x04") && octets.contains("eicar.com") && octets.contains("PK\x05\x06"));
}

} // namespace

void tst_CorpusMime::initTestCase()
{
    if (!m_mime.isThere() || !m_attachments.isThere())
        QSKIP("The collections are not here.");
    QVERIFY(m_mime.isUnpacked() && m_attachments.isUnpacked());
}

void tst_CorpusMime::everyEicarVariantIsFoundOrMarked()
{
    int found = 0, marked = 0;
    QStringList missed;
    QDirIterator files(m_mime.path() + u"/mime/mime-is-broken/hide-content"_s, QDir::Files);
    while (files.hasNext()) {
        const QByteArray message = withCrlf(octetsOf(files.next()));
        const QList<DecodedPart> parts = decodedParts(message, {});
        const Findings findings = analyze(message, {}, {});
        if (std::ranges::any_of(parts, [](const DecodedPart &part) { return holdsEicar(part.octets); }))
            ++found;
        else if (findings.isAmbiguous || findings.isBrokenStructure || findings.isUnscannable)
            ++marked;
        else
            missed.append(files.fileName());
    }
    qInfo("EICAR variants: %d found, %d marked, %d missed", found, marked, int(missed.size()));
    QVERIFY2(missed.isEmpty(), qPrintable(missed.join(u' ')));
}

void tst_CorpusMime::everyHiddenNameIsACandidate()
{
    int found = 0, marked = 0;
    QStringList missed;
    QDirIterator files(m_mime.path() + u"/mime/mime-is-broken/hide-filename"_s, QDir::Files);
    while (files.hasNext()) {
        // All of them hide "file.zip" (with one kind of quotes or another) beside a harmless name; two show how that
        // one looks.
        if (files.next().endsWith(u".png.eml"_s))
            continue;
        const Findings findings = analyze(withCrlf(octetsOf(files.filePath())), {}, {});
        const bool isFound = std::ranges::any_of(findings.attachments, [](const Attachment &attachment) {
            return std::ranges::any_of(attachment.names, [](const QString &name) { return name.endsWith(u"zip"_s); });
        });
        if (isFound)
            ++found;
        else if (findings.isAmbiguous)
            ++marked;
        else
            missed.append(files.fileName());
    }
    qInfo("hidden names: %d found, %d marked, %d missed: %s", found, marked, int(missed.size()),
          qPrintable(missed.join(u' ')));
    QVERIFY(missed.isEmpty());
}

void tst_CorpusMime::everyFileIsAnalysedInTime_data()
{
    QTest::addColumn<QString>("folder");
    for (const QDir &directory : {QDir(m_mime.path() + u"/mime"_s), QDir(m_attachments.path() + u"/attachments"_s)})
        for (const QString &folder : directory.entryList(QDir::Dirs | QDir::NoDotAndDotDot))
            QTest::newRow(qPrintable(folder)) << directory.filePath(folder);
}

void tst_CorpusMime::everyFileIsAnalysedInTime()
{
    QFETCH(const QString, folder);
    QDirIterator files(folder, QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        const QString path = files.next();
        QByteArray message = octetsOf(path);
        if (folder.contains(u"/attachments/"_s) && !path.endsWith(u".eml"_s))
            message = "From: a@example.org\r\nSubject: x\r\nMIME-Version: 1.0\r\nContent-Type: "
                      "application/octet-stream; name=\"" +
                      QFileInfo(path).fileName().toUtf8() + "\"\r\nContent-Transfer-Encoding: base64\r\n\r\n" +
                      message.toBase64();
        const std::clock_t start = std::clock(); // Of the processor: the machine may be busy with other things.
        const Findings findings = analyze(withCrlf(message), {}, {});
        QVERIFY(findings.wasContentScanned);
        QCOMPARE(findingsFromBytes(toBytes(findings)).value(),
                 findings); // What leaves the sandbox is within the limits.
        QVERIFY2(std::clock() - start < 5 * CLOCKS_PER_SEC, qPrintable(path));
    }
}

QTEST_APPLESS_MAIN(tst_CorpusMime)
#include "tst_corpusmime.moc"
