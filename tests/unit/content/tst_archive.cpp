#include "gateway/content/archive.h"

#include "gateway/content/document.h"
#include "gateway/content/filetype.h"

#include <QTest>
#include <QtEndian>

using namespace gateway::content;
using namespace Qt::StringLiterals;

class tst_Archive : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void listsMembers();
    void listsNestedArchives();
    void keepsHostileNamesAsData_data();
    void keepsHostileNamesAsData();
    void saysWhatItCouldNotRead();
    void holdsTheLimits();
    void knowsDocuments_data();
    void knowsDocuments();
};

namespace {

struct Entry {
    QByteArray name, octets;
    bool isEncrypted = false;
};

template <typename T> QByteArray little(T value)
{
    QByteArray octets(sizeof(T), '\0');
    qToLittleEndian(value, octets.data());
    return octets;
}

quint32 crc32(const QByteArray &octets)
{
    quint32 crc = ~0u;
    for (const char c : octets) {
        crc ^= uchar(c);
        for (int bit = 0; bit < 8; ++bit)
            crc = crc >> 1 ^ (crc & 1 ? 0xedb88320u : 0);
    }
    return ~crc;
}

/// A ZIP file whose members are stored (APPNOTE 4.3).
QByteArray zip(const QList<Entry> &entries)
{
    QByteArray file, directory;
    for (const Entry &entry : entries) {
        const QByteArray common = little<quint16>(20) + little<quint16>(entry.isEncrypted ? 1 : 0) +
                                  little<quint16>(0) + little<quint32>(0) + little<quint32>(crc32(entry.octets)) +
                                  little<quint32>(quint32(entry.octets.size())) +
                                  little<quint32>(quint32(entry.octets.size())) +
                                  little<quint16>(quint16(entry.name.size())) + little<quint16>(0);
        directory += "PK\x01\x02" + little<quint16>(20) + common + little<quint16>(0) + little<quint16>(0) +
                     little<quint16>(0) + little<quint32>(0) + little<quint32>(quint32(file.size())) + entry.name;
        file += "PK\x03\x04" + common + entry.name + entry.octets;
    }
    const quint16 count = quint16(entries.size());
    return file + directory + "PK\x05\x06" + little<quint32>(0) + little(count) + little(count) +
           little<quint32>(quint32(directory.size())) + little<quint32>(quint32(file.size())) + little<quint16>(0);
}

ArchiveListing list(const QByteArray &octets)
{
    ArchiveBudget budget;
    return listArchive(octets, u"a.zip"_s, budget);
}

const QByteArray program = QByteArray("MZ\x90\0\x03\0", 6) + QByteArray(100, '\0');

QByteArray oleWith(const QByteArray &stream)
{
    QByteArray wide;
    for (const char c : stream)
        wide.append(c).append('\0');
    return QByteArray("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1").leftJustified(1024, '\0') + wide.leftJustified(128, '\0');
}

} // namespace

void tst_Archive::listsMembers()
{
    const ArchiveListing listing = list(zip({{"folder/a.txt", "text"}, {"b.exe", program}}));
    QCOMPARE(listing.members.size(), 2);
    QCOMPARE(listing.members[0].name, u"folder/a.txt"_s);
    QCOMPARE(listing.members[0].size, 4);
    QCOMPARE(listing.members[1].type, "application/x-dosexec");
    QCOMPARE(listing.members[1].container, u"a.zip"_s);
    QVERIFY(!listing.isEncrypted && !listing.isDamaged && !listing.isOverLimits);
}

void tst_Archive::listsNestedArchives()
{
    const ArchiveListing listing = list(zip({{"inner.zip", zip({{"deep.zip", zip({{"c.exe", program}})}})}}));
    QCOMPARE(listing.members.size(), 3);
    QCOMPARE(listing.members[2].name, u"c.exe"_s);
    QCOMPARE(listing.members[2].container, u"deep.zip"_s);
}

void tst_Archive::keepsHostileNamesAsData_data()
{
    QTest::addColumn<QByteArray>("name");
    for (const QByteArray &name :
         {QByteArray("../../etc/passwd"), QByteArray("/absolute"), QByteArray("C:\\Windows\\x"), QByteArray("CON"),
          QByteArray("a;`touch x`"), QByteArray("\xff\xfe")})
        QTest::newRow(name.toPercentEncoding().constData()) << name;
}

void tst_Archive::keepsHostileNamesAsData()
{
    QFETCH(const QByteArray, name);
    const ArchiveListing listing = list(zip({{name, "x"}}));
    QCOMPARE(listing.members.size(), 1);
    QVERIFY(!listing.members[0].name.isEmpty());
}

void tst_Archive::saysWhatItCouldNotRead()
{
    const ArchiveListing encrypted = list(zip({{"a.txt", "secret", true}}));
    QVERIFY(encrypted.isEncrypted);
    QVERIFY(encrypted.members.value(0).isEncrypted);
    QVERIFY(list(zip({{"a.txt", QByteArray(1000, 'x')}}).first(200)).isDamaged); // P8: cut short.
    QVERIFY(list("PK\x03\x04 and no more").isDamaged);
}

void tst_Archive::holdsTheLimits()
{
    QList<Entry> many;
    for (int i = 0; i < 50; ++i)
        many.append({QByteArray::number(i), "x"});
    ArchiveBudget few;
    few.entries = 10;
    QVERIFY(listArchive(zip(many), u"a.zip"_s, few).isOverLimits); // P7: 10,000 files.
    ArchiveBudget small;
    small.octets = 1000;
    QVERIFY(listArchive(zip({{"a", QByteArray(5000, 'x')}}), u"a.zip"_s, small).isOverLimits); // P7: 400 MB.
    ArchiveBudget file;
    file.fileOctets = 1000;
    QVERIFY(listArchive(zip({{"a", QByteArray(5000, 'x')}}), u"a.zip"_s, file).isOverLimits); // P7: 100 MB a file.
    QByteArray deep = zip({{"x", "x"}});
    for (int i = 0; i < 20; ++i)
        deep = zip({{"x.zip", deep}});
    QVERIFY(list(deep).isOverLimits); // P7: depth 16.
}

void tst_Archive::knowsDocuments_data()
{
    QTest::addColumn<QByteArray>("octets");
    QTest::addColumn<DocumentTraits>("traits");
    const auto row = [](const char *name, const QByteArray &octets, DocumentTraits traits) {
        QTest::newRow(name) << octets << traits;
    };
    row("OLE without macros", oleWith("WordDocument"), {});
    row("OLE with macros", oleWith("_VBA_PROJECT"), {.hasActiveContent = true});
    row("OLE of an encrypted document", oleWith("EncryptedPackage"), {.isEncrypted = true});
    row("a name in the text is no stream", oleWith("x").append("VBA"), {});
    row("PDF", "%PDF-1.4\n1 0 obj << /Type /Catalog /OpenAction 2 0 R >>", {});
    row("PDF with JavaScript", "%PDF-1.4\n<< /S /JavaScript /JS (x) >>", {.hasActiveContent = true});
    row("PDF with a disguised name", "%PDF-1.4\n<< /S /J#61v#61Script >>", {.hasActiveContent = true});
    row("PDF that launches", "%PDF-1.4\n<< /S /Launch >>", {.hasActiveContent = true});
    row("PDF that is encrypted", "%PDF-1.4\ntrailer << /Encrypt 5 0 R >>", {.isEncrypted = true});
    row("RTF with an object", "{\\rtf1{\\object\\objdata 01}}", {.hasActiveContent = true});
    row("SVG with a script", "<svg><script>x</script></svg>", {.hasActiveContent = true});
    row("page that asks for a password", "<html><input type=\"password\"></html>", {.hasLoginForm = true});
    row("page", "<html><p>x</p></html>", {});
}

void tst_Archive::knowsDocuments()
{
    QFETCH(const QByteArray, octets);
    QFETCH(const DocumentTraits, traits);
    QVERIFY(traitsOfDocument(octets, typeByContent(octets)) == traits);
    const ArchiveListing office = list(zip({{"[Content_Types].xml", "<x/>"}, {"word/vbaProject.bin", "x"}}));
    QCOMPARE(office.documentType, "application/vnd.openxmlformats");
    QVERIFY(office.hasActiveContent && office.members.isEmpty());
}

QTEST_APPLESS_MAIN(tst_Archive)
#include "tst_archive.moc"
