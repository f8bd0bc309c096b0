#include "gateway/content/filetype.h"

#include <QTest>

using namespace gateway::content;
using namespace Qt::StringLiterals;

class tst_FileType : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void knowsContent_data();
    void knowsContent();
    void judgesNames_data();
    void judgesNames();
};

void tst_FileType::knowsContent_data()
{
    QTest::addColumn<QByteArray>("octets");
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<bool>("isExecutable");
    const auto row = [](const char *name, const QByteArray &octets, const char *type, bool isExecutable) {
        QTest::newRow(name) << octets << QByteArray(type) << isExecutable;
    };
    row("DOS or Windows program", QByteArray("MZ\x90\0\x03\0", 6).leftJustified(128, '\0'), "application/x-dosexec",
        true);
    row("text that starts with MZ", QByteArray("MZ is a country code.").leftJustified(128, ' '), "", false);
    row("ELF",
        "\x7f"
        "ELF\x02\x01",
        "application/x-executable", true);
    row("Mach-O", "\xcf\xfa\xed\xfe....", "application/x-mach-binary", true);
    row("shortcut", QByteArray("L\0\0\0\x01\x14\x02\0", 8) + QByteArray(60, '\0'), "application/x-ms-shortcut", true);
    row("internet shortcut", "[InternetShortcut]\r\nURL=file://x", "application/x-url", true);
    row("ISO image", QByteArray(0x8001, '\0') + "CD001", "application/x-iso9660-image", true);
    row("HTA", "<html><head><HTA:APPLICATION id=x></head>", "application/hta", true);
    row("batch file", "@echo off\r\ndel *", "application/x-bat", true);
    row("script file of Windows", "<job id=x><script language=VBScript>", "application/x-wsf", true);
    row("ZIP", "PK\x03\x04....", "application/zip", false);
    row("RAR 5", QByteArray("Rar!\x1a\x07\x01\0", 8), "application/vnd.rar", false);
    row("7z", "7z\xbc\xaf\x27\x1c", "application/x-7z-compressed", false);
    row("PDF", "%PDF-1.7\n", "application/pdf", false);
    row("OLE", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage", false);
    row("RTF", "{\\rtf1", "application/rtf", false);
    row("page with a byte order mark", "\xef\xbb\xbf  <!DOCTYPE html><p>", "text/html", false);
    row("SVG", "<?xml version=\"1.0\"?>\n<svg onload=\"x\">", "image/svg+xml", false);
    row("PNG", "\x89PNG\r\n\x1a\n", "image/png", false);
    row("plain text", "Hello", "", false);
    row("nothing", "", "", false);
}

void tst_FileType::knowsContent()
{
    QFETCH(const QByteArray, octets);
    QTEST(typeByContent(octets), "type");
    QTEST(isExecutableType(typeByContent(octets)), "isExecutable");
}

void tst_FileType::judgesNames_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("traits"); // x: executable, d: double extension, r: reordered, h: hidden end
    const auto row = [](const char *rule, const QString &name, const char *traits) {
        QTest::newRow(rule) << name << QString::fromLatin1(traits);
    };
    row("P9: program", u"setup.exe"_s, "x");
    row("P9: upper case", u"SETUP.SCR"_s, "x");
    row("P9: document", u"report.pdf"_s, "");
    row("P9: no extension", u"README"_s, "");
    row("P9: double extension", u"invoice.pdf.exe"_s, "xd");
    row("P9: version number is no double extension", u"setup-1.2.exe"_s, "x");
    row("P9: harmless double extension", u"paper.tar.gz"_s, "");
    row("P9: right-to-left override", u"invoice\u202Efdp.exe"_s, "xrh");
    row("P9: isolates", u"a\u2066b.txt"_s, "r");
    row("P9: trailing dot", u"a.exe."_s, "xh");
    row("P9: trailing blanks", u"a.exe   "_s, "xh");
    row("P9: stream", u"a.exe:stream"_s, "xh");
    row("P9: many blanks before the end", u"a.pdf               .exe"_s, "xdh");
    row("P9: NUL inside", u"a.exe"_s + QChar() + u".pdf"_s, "xh");
    row("P9: full-width letters", u"a.\uFF45\uFF58\uFF45"_s, "x");
    row("P9: zero width inside the extension", u"a.e\u200Bxe"_s, "x");
    row("P9: path", u"..\\..\\a.exe"_s, "xh");
    row("P9: quotes kept by a broken mailer", u"\"a.exe\""_s, "x");
    row("P9: library of Windows", u"Documents.library-ms"_s, "x");
    row("P9: disk image", u"scan.iso"_s, "x");
    row("P9: shortcut to the web", u"invoice.url"_s, "x");
    row("P9: 4 KiB name", QString(4096, u'a') + u".exe"_s, "x");
    row("P9: empty", QString(), "");
    row("P9: only dots", u"...."_s, "");
}

void tst_FileType::judgesNames()
{
    QFETCH(const QString, name);
    const NameTraits traits = traitsOfName(name);
    const QString found = QString(traits.isExecutable ? u"x"_s : QString()) +
                          (traits.hasDoubleExtension ? u"d"_s : QString()) +
                          (traits.hasReordering ? u"r"_s : QString()) + (traits.hasHiddenEnd ? u"h"_s : QString());
    QTEST(found, "traits");
}

QTEST_APPLESS_MAIN(tst_FileType)
#include "tst_filetype.moc"
