#include "gateway/directory/csvsource.h"

#include <QTest>

using namespace gateway;
using namespace gateway::directory;
using namespace Qt::StringLiterals;

class tst_DirectoryCsv : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void reads_data();
    void reads();
    void refuses_data();
    void refuses();
    void limits_I8();
    void sameAddressTwiceIsOneEntry();
};

namespace {

Entry entry(QByteArray address, QList<QByteArray> aliases = {}, QString name = {}, QStringList groups = {}, bool isImportant = false,
            bool isDisabled = false)
{
    return {std::move(address), std::move(aliases), std::move(name), std::move(groups), isImportant, isDisabled, "csv"};
}

} // namespace

void tst_DirectoryCsv::reads_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<QList<Entry>>("entries");

    const auto row = [](const char *name, const char *file, const QList<Entry> &entries) { QTest::newRow(name) << QByteArray(file) << entries; };
    const QList<Entry> two{entry("alice@example.com"), entry("bob@example.com")};
    row("one address per line", "alice@example.com\r\nbob@example.com\r\n", two);
    row("LF, no end, empty lines", "\nalice@example.com\n\n\nbob@example.com", two);
    row("CR alone", "alice@example.com\rbob@example.com\r", two);
    row("byte order mark", "\xef\xbb\xbf" "alice@example.com\nbob@example.com\n", two);
    row("blanks around", "  alice@example.com \n\tbob@example.com\t\n", two);
    row("header only for the address", "Address\nalice@example.com\nbob@example.com\n", two);
    row("nothing", "", {});
    row("header alone", "address,name\n", {});
    row("all columns",
        "address,aliases,name,groups,important,disabled\nalice@example.com,a@example.com a.l@example.com,Alice,Sales;All Staff,yes,no\n",
        {entry("alice@example.com", {"a@example.com", "a.l@example.com"}, u"Alice"_s, {u"Sales"_s, u"All Staff"_s}, true)});
    row("other order", "disabled,address\n1,carol@example.com\n", {entry("carol@example.com", {}, {}, {}, false, true)});
    row("semicolon", "address;name;groups\nalice@example.com;Alice, Sales;\"Sales;All\"\n",
        {entry("alice@example.com", {}, u"Alice, Sales"_s, {u"Sales"_s, u"All"_s})});
    row("tab", "address\tname\nalice@example.com\tAlice\n", {entry("alice@example.com", {}, u"Alice"_s)});
    row("tab, empty field", "address\taliases\tname\nalice@example.com\t\tAlice\n", {entry("alice@example.com", {}, u"Alice"_s)});
    row("fields missing at the end", "address,name,groups\nalice@example.com\n", {entry("alice@example.com")});
    row("quotes (RFC 4180 2.5-2.7)", "address,name\nalice@example.com,\"Alice \"\"Al\"\", \r\nSales\"\r\nbob@example.com,Bob\n",
        {entry("alice@example.com", {}, u"Alice \"Al\", Sales"_s), entry("bob@example.com", {}, u"Bob"_s)});
    row("quoted local part", "address,aliases\nalice@example.com,\"\"\"a;b c\"\"@example.com;x@example.com\"\n",
        {entry("alice@example.com", {"\"a;b c\"@example.com", "x@example.com"})});
    row("quoted local part with a quotation mark", "address,aliases\nalice@example.com,\"\"\"a\\\"\";b\"\"@example.com x@example.com\"\n",
        {entry("alice@example.com", {"\"a\\\";b\"@example.com", "x@example.com"})});
    row("quotation mark in a group", "address,groups\nalice@example.com,\"5\"\" pipes;All\"\n",
        {entry("alice@example.com", {}, {}, {u"5\" pipes"_s, u"All"_s})});
    row("UTF-8", "address,name\nj\xc3\xb6rg@example.com,J\xc3\xb6rg\n", {entry("j\xc3\xb6rg@example.com", {}, u"J\u00f6rg"_s)});
    row("alias that is the address", "address,aliases\nalice@example.com,ALICE@example.com a@example.com A@example.com\n",
        {entry("alice@example.com", {"a@example.com"})});
    row("control characters in a name", "address,name\nalice@example.com,\"A\x01\n\n  B\"\n", {entry("alice@example.com", {}, u"A\u0001 B"_s)});
}

void tst_DirectoryCsv::reads()
{
    QFETCH(const QByteArray, file);
    const Result<Import> import = readCsv(file, "csv");
    QVERIFY2(import, import ? "" : qPrintable(import.error().message));
    QTEST(import->entries, "entries");
}

void tst_DirectoryCsv::refuses_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<QString>("message"); // A part of it.

    const auto row = [](const char *name, const QByteArray &file, const char *message) { QTest::newRow(name) << file << QString::fromUtf8(message); };
    row("no address", "alice@example.com\nbob@\n", "Line 2: “bob@” is no mail address");
    row("not an alias", "address,aliases\na@example.com,b\n", "Line 2: “b” is no mail address");
    row("unknown column", "address,alias\n", "Line 1: the column “alias” is not known. Columns are address");
    row("column twice", "address,Address\n", "the column “Address” is there twice");
    row("no address column", "name,groups\nAlice,Sales\n", "there is no column “address”");
    row("no header", "alice@example.com,Alice\n", "no header row. Begin with");
    row("too many fields", "address,name\na@example.com,A,B\n", "Line 2: there are 3 fields, but 2 columns");
    row("neither yes nor no", "address,disabled\na@example.com,maybe\n", "“maybe” is neither yes nor no");
    row("Latin-1", "address,name\na@example.com,J\xf6rg\n", "Line 2: the file is not in UTF-8 but perhaps in Latin-1: there is an octet f6. Save it");
    row("UTF-16", QByteArray("\xff\xfe\x61\x00", 4), "UTF-16");
    row("not text", QByteArray("a@example.com\n\0", 15), "Line 2: the file is not text");
    row("open quote", "address,name\na@example.com,\"A\n", "opened and not closed");
    row("text behind a quote", "address,name\na@example.com,\"A\" B\n", "Line 2: there is text behind a closing quotation mark");
    row("quote within", "address,name\na@example.com,A \"B\"\n", "Line 2: a quotation mark within a field");
    row("line behind a field of two lines", "address,name\na@example.com,\"A\r\nB\"\nx\n", "Line 4: “x” is no");
    row("too many columns (I8)", QByteArray(200, ','), "more than 100 columns");
    row("long field (I8)", "address,name\na@example.com," + QByteArray(70'000, 'x') + '\n', "more than 65536 octets");
    row("long quoted field (I8)", "address,name\na@example.com,\"" + QByteArray(70'000, 'x') + "\"\n", "more than 65536 octets");
}

void tst_DirectoryCsv::refuses()
{
    QFETCH(const QByteArray, file);
    QFETCH(const QString, message);
    const Result<Import> import = readCsv(file, "csv");
    QVERIFY(!import);
    QCOMPARE(import.error().kind, Error::Kind::Invalid);
    QVERIFY2(import.error().message.contains(message), qPrintable(import.error().message));
}

void tst_DirectoryCsv::limits_I8()
{
    const QByteArray file = "address,aliases,groups\na@example.com,b@example.com c@example.com,\nb@example.com,,G1;G2;G3\nc@example.com\n";
    QVERIFY(readCsv(file, "csv"));
    QVERIFY(!readCsv(file, "csv", {.entries = 2}));
    QVERIFY(!readCsv(file, "csv", {.octets = 500}));
    QVERIFY(!readCsv(file, "csv", {.aliases = 1}));
    const Result<Import> cut = readCsv(file, "csv", {.groups = 2});
    QVERIFY(cut);
    QCOMPARE(cut->entries[1].groups.size(), 2);
    QCOMPARE(cut->skipped, 1);
}

void tst_DirectoryCsv::sameAddressTwiceIsOneEntry()
{
    const Result<Import> import = readCsv("address,aliases,name,groups,disabled\na@example.com,x@example.com,,One,yes\n"
                                          "A@Example.com,y@example.com,A,Two,no\n", "csv");
    QVERIFY(import);
    QCOMPARE(import->entries, QList<Entry>{entry("a@example.com", {"x@example.com", "y@example.com"}, u"A"_s, {u"One"_s, u"Two"_s})});
}

QTEST_GUILESS_MAIN(tst_DirectoryCsv)
#include "tst_directorycsv.moc"
