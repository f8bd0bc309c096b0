#include "gateway/reputation/csv.h"
#include "gateway/reputation/senderlistcsv.h"

#include <QTest>

using namespace gateway;
using namespace reputation;
using namespace Qt::StringLiterals;

class tst_SenderListCsv : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void records_data();
    void records();
    void brokenRecords_data();
    void brokenRecords();
    void fieldsComeBack_data();
    void fieldsComeBack();
    void imports_data();
    void imports();
    void errors_data();
    void errors();
    void exports();
    void sizes_I8();
};

void tst_SenderListCsv::records_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("fields"); // "line:a|b"
    const auto row = [](const char *name, const char *text, const char *fields) { QTest::newRow(name) << QByteArray(text) << QByteArray(fields); };
    row("nothing", "", "");
    row("blank lines", "\n\r\n\n", "");
    row("one", "a,b", "1:a|b");
    row("CRLF and LF", "a,b\r\nc\nd,\r\n", "1:a|b 2:c 3:d|");
    row("quoted", "\"a,b\",\"c\"\"d\"\r\ne", "1:a,b|c\"d 2:e");
    row("a line end in quotes", "\"a\nb\"\nc", "1:a\nb 3:c");
    row("empty fields", ",,\n", "1:||");
    row("a byte order mark", "\xef\xbb\xbf" "a", "1:a");
    row("a CR that ends no line", "a\rb\n", "1:a\rb");
    row("no line end after quotes", "\"a\"", "1:a");
}

void tst_SenderListCsv::records()
{
    QFETCH(const QByteArray, text);
    const Result<QList<CsvRecord>> records = parseCsv(text);
    QVERIFY2(records, records ? "" : qPrintable(records.error().message));
    QByteArray said;
    for (const CsvRecord &record : *records)
        said += (said.isEmpty() ? "" : " ") + QByteArray::number(record.line) + ':' + record.fields.join('|');
    QTEST(said, "fields");
}

void tst_SenderListCsv::brokenRecords_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("error");
    QTest::newRow("no end") << QByteArray("a\n\"b\nc") << u"line 2: a field that begins"_s;
    QTest::newRow("behind the end") << QByteArray("a\n\"b\"c") << u"line 2: text behind"_s;
    QTest::newRow("inside") << QByteArray("a\nb\"c\"") << u"line 2: a quotation mark inside"_s;
    QTest::newRow("too many fields (I8)") << QByteArray("a\n" + QByteArray(20, ',')) << u"line 2: more than 20"_s;
}

void tst_SenderListCsv::brokenRecords()
{
    QFETCH(const QByteArray, text);
    QFETCH(const QString, error);
    const Result<QList<CsvRecord>> records = parseCsv(text);
    QVERIFY(!records);
    QVERIFY2(records.error().message.startsWith(error), qPrintable(records.error().message));
}

void tst_SenderListCsv::fieldsComeBack_data()
{
    QTest::addColumn<QByteArray>("field");
    QTest::addColumn<QByteArray>("line");
    const auto row = [](const char *field, const char *line) { QTest::newRow(field) << QByteArray(field) << QByteArray(line) + "\r\n"; };
    row("a", "a");
    row("a,b", "\"a,b\"");
    row("a\"b", "\"a\"\"b\"");
    row("a\nb", "\"a\nb\"");
    row("=1+1", "'=1+1");
    row("@x", "'@x");
    row("-1", "'-1");
    row("+1", "'+1");
    row("'=1", "''=1");
    row("''=1", "'''=1");
    row("'a", "'a");
    row("''", "''");
}

void tst_SenderListCsv::fieldsComeBack()
{
    QFETCH(const QByteArray, field);
    const QByteArray line = csvLine({field, "z"});
    QTEST(csvLine({field}), "line");
    QCOMPARE(csvText(parseCsv(line)->first().fields.first()), field);
}

void tst_SenderListCsv::imports_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("exported"); // Without its first line.
    const auto row = [](const char *name, const char *text, const char *exported) { QTest::newRow(name) << QByteArray(text) << QByteArray(exported); };
    row("nothing", "", "");
    row("only names of columns", "action,sender,scope,note", "");
    row("without them", "allow,ann@example.com\nblock,@example.net,*,spam", "allow,ann@example.com,*,\r\nblock,*@example.net,*,spam\r\n");
    row("in another order", "Sender, Action\n*@*.example.com,BLOCK\n", "block,*@.example.com,*,\r\n");
    row("scopes", "allow,a@example.com,example.org\nallow,a@example.com,b@example.org\nallow,a@example.com,@Example.org",
        "allow,a@example.com,example.org,\r\nallow,a@example.com,b@example.org,\r\nallow,a@example.com,example.org,\r\n");
    row("a domain of one label", "allow,a@example.com,@intranet\nallow,a@example.com,*@[IPv6:::1]",
        "allow,a@example.com,*@intranet,\r\nallow,a@example.com,*@[ipv6:::1],\r\n");
    row("a note in Japanese", "block,a@example.com,,\xe5\xba\x83\xe5\x91\x8a", "block,a@example.com,*,\xe5\xba\x83\xe5\x91\x8a\r\n");
    row("a note that would calculate", "block,a@example.com,,'=1+1", "block,a@example.com,*,'=1+1\r\n");
    row("a quoted local part", "block,\"\"\"a,b\"\"@example.com\"", "block,\"\"\"a,b\"\"@example.com\",*,\r\n");
}

void tst_SenderListCsv::imports()
{
    QFETCH(const QByteArray, text);
    const Result<QList<SenderEntry>> entries = senderEntriesFromCsv(text);
    QVERIFY2(entries, entries ? "" : qPrintable(entries.error().message));
    const QByteArray csv = toCsv(*entries);
    QVERIFY(csv.startsWith("action,sender,scope,note\r\n"));
    QTEST(csv.sliced(csv.indexOf('\n') + 1), "exported");
    QCOMPARE(*senderEntriesFromCsv(csv), *entries);
}

void tst_SenderListCsv::errors_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("error");
    const auto row = [](const char *name, const QByteArray &text, const char *error) { QTest::newRow(name) << text << QString::fromLatin1(error); };
    row("an action that is none", "allow,a@example.com\npermit,b@example.com", "line 2: \"permit\" is no action: write allow or block");
    row("a sender that is none", "allow,a b\n", "line 1: \"a b\" is no sender: write an address");
    row("several at once", "allow,x\nblock,a@example.com\nallow,*\n", "line 1: \"x\" is no sender: write an address (a@example.com), a domain (*@example.com) or "
        "a domain and all below it (*@*.example.com)\nline 3: \"*\" would be every sender");
    row("an unknown column", "action,sender,colour\n", "line 1: the column \"colour\"");
    row("a column twice", "action,sender,Sender\n", "line 1: the column \"Sender\"");
    row("a column missing", "\naction,note\n", "line 2: the columns action and sender are needed");
    row("too many fields", "allow,a@example.com,*,note,more", "line 1: more than the 4 fields");
    row("Shift_JIS", "block,a@example.com,*,\x8d\x4c\x8d\x90", "the file is not in UTF-8");
    row("a NUL", QByteArray("block,a@example.com,*,\0", 23), "the file is not in UTF-8");
    row("broken quotes", "allow,\"a@example.com", "line 1: a field that begins");
}

void tst_SenderListCsv::errors()
{
    QFETCH(const QByteArray, text);
    QFETCH(const QString, error);
    const Result<QList<SenderEntry>> entries = senderEntriesFromCsv(text);
    QVERIFY(!entries);
    QVERIFY2(entries.error().message.startsWith(error), qPrintable(entries.error().message));
}

void tst_SenderListCsv::exports()
{
    SenderLists lists;
    QVERIFY(lists.add(*SenderEntry::make(SenderEntry::Action::Allow, "@example.com", "b@example.org", u"-cheap, \"good\""_s)));
    QVERIFY(lists.add(*SenderEntry::make(SenderEntry::Action::Block, "=1@example.com")));
    QCOMPARE(toCsv(lists.entries()), "action,sender,scope,note\r\nallow,*@example.com,b@example.org,\"'-cheap, \"\"good\"\"\"\r\nblock,'=1@example.com,*,\r\n");
}

void tst_SenderListCsv::sizes_I8()
{
    QVERIFY(!senderEntriesFromCsv(QByteArray(maxCsvOctets + 1, '\n')));
    const Result<QList<SenderEntry>> wrong = senderEntriesFromCsv(QByteArray("x,y\n").repeated(50'000));
    QVERIFY(!wrong);
    QVERIFY(wrong.error().message.endsWith(u"and 49990 more"_s) && wrong.error().message.size() < 2000);
    const Result<QList<SenderEntry>> many = senderEntriesFromCsv(QByteArray("block,a@example.com\n").repeated(SenderLists::maxEntries + 1));
    QVERIFY(!many && many.error().kind == Error::Kind::Full);
    QCOMPARE(senderEntriesFromCsv("block,a@example.com,," + QByteArray(10'000, 'x'))->first().note.size(), SenderEntry::maxNote);
}

QTEST_APPLESS_MAIN(tst_SenderListCsv)
#include "tst_senderlistcsv.moc"
