#include "gateway/reputation/keyhash.h"
#include "gateway/reputation/shardedtable.h"
#include "gateway/reputation/tablefile.h"

#include <QDir>
#include <QFile>
#include <QHash>
#include <QSet>
#include <QTemporaryDir>
#include <QTest>
#include <random>
#include <thread>

using namespace gateway;
using namespace reputation;
using namespace Qt::StringLiterals;
using boost::asio::ip::make_address;

class tst_CompactTable : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void agreesWithAHash();
    void keysThatLieTogether();
    void theLeastWorthMakesRoom_R7();
    void memoryIsBounded_R7();
    void manyThreads();
    void sipHash();
    void keysDiffer_R7();
    void saves();
    void brokenFiles_D3_data();
    void brokenFiles_D3();
    void brokenFilesAreKeptAside_D3();
};

namespace {

struct Record {
    quint64 key = 0;
    quint64 value = 0;
};

constexpr auto worthOf = [](const Record &record) { return record.value; };

/// The keys and values read, or why there are none.
Result<QHash<quint64, quint64>> readBack(QByteArrayView octets, qsizetype pieceSize, quint64 maxRecords = 1000)
{
    QHash<quint64, quint64> values;
    bool isBegun = false;
    TableParser parser("test", sizeof(Record), maxRecords, {[&isBegun](const HashSeed &) { isBegun = true; }, [&](QByteArrayView piece) {
        Record record;
        std::memcpy(&record, piece.data(), sizeof record);
        values.insert(record.key, record.value);
        return isBegun && record.key != 0;
    }});
    for (; !octets.isEmpty(); octets = octets.sliced(std::min(pieceSize, octets.size()))) {
        if (const Result<> fed = parser.feed(octets.first(std::min(pieceSize, octets.size()))); !fed)
            return tl::make_unexpected(fed.error());
    }
    if (const Result<> finished = parser.finish(); !finished)
        return tl::make_unexpected(finished.error());
    return values;
}

QByteArray fileWith(const QList<Record> &records, const QString &path)
{
    const QByteArray octets(reinterpret_cast<const char *>(records.constData()), records.size() * qsizetype(sizeof(Record)));
    if (!writeTable(path, "test", {1, 2}, sizeof(Record), std::span(&octets, 1)))
        return {};
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

void tst_CompactTable::agreesWithAHash()
{
    std::mt19937_64 random(1);
    CompactTable<Record> table(1000);
    QHash<quint64, quint64> expected;
    for (int i = 0; i < 200'000; ++i) {
        const quint64 key = (random() % 900 + 1) * 0x9e37'79b9'7f4a'7c15;
        if (random() % 3 == 0) {
            table.remove(key);
            expected.remove(key);
        } else {
            table.obtain(key, worthOf).value = quint64(i);
            expected[key] = quint64(i);
        }
        if (i % 1000 != 0)
            continue;
        QCOMPARE(table.count(), expected.size());
        qsizetype seen = 0;
        table.forEach([&](const Record &record) { seen += expected.value(record.key) == record.value; });
        QCOMPARE(seen, expected.size());
        for (auto it = expected.constBegin(); it != expected.constEnd(); ++it)
            QVERIFY(table.find(it.key()) && table.find(it.key())->value == it.value());
    }
    QVERIFY(!table.find(5));
}

void tst_CompactTable::keysThatLieTogether()
{
    // All at the end of the slots: probing goes on at the front.
    CompactTable<Record> table(100);
    for (quint64 i = 1; i <= 50; ++i)
        table.obtain(0xffff'ffff'0000'0000 | i, worthOf).value = i;
    for (quint64 i = 1; i <= 50; i += 2)
        table.remove(0xffff'ffff'0000'0000 | i);
    for (quint64 i = 1; i <= 50; ++i) {
        const Record *record = table.find(0xffff'ffff'0000'0000 | i);
        QCOMPARE(record != nullptr, i % 2 == 0);
        QVERIFY(!record || record->value == i);
    }
}

void tst_CompactTable::theLeastWorthMakesRoom_R7()
{
    const KeyHash hash({1, 2});
    CompactTable<Record> table(1000);
    const auto key = [&hash](int i) { return hash.of('k', {QByteArray::number(i)}); };
    for (int i = 0; i < 500; ++i)
        table.obtain(key(i), worthOf).value = 1000;
    for (int i = 500; i < 100'000; ++i) // A flood.
        table.obtain(key(i), worthOf).value = 1;
    QCOMPARE(table.count(), 1000);
    int kept = 0;
    for (int i = 0; i < 500; ++i)
        kept += table.find(key(i)) != nullptr;
    QVERIFY2(kept >= 470, qPrintable(QString::number(kept)));
    QVERIFY(table.find(key(99'999)));
}

void tst_CompactTable::memoryIsBounded_R7()
{
    const KeyHash hash({1, 2});
    ShardedTable<Record> table(50'000);
    for (int i = 0; i < 1'000'000; ++i) {
        const quint64 key = hash.of('k', {QByteArray::number(i)});
        table.with(key, [key](CompactTable<Record> &part) { part.obtain(key, worthOf).value = 1; });
        if (i == 49'999)
            QVERIFY(table.count() > 49'900);
    }
    QVERIFY(table.count() >= 50'000 && table.count() <= 53'000);
    QVERIFY(table.octets() < 53'000 * qsizetype(sizeof(Record)) * 3 / 2);
    QCOMPARE(table.snapshot().size(), 64);
    ShardedTable<Record> none(0); // Not unlimited.
    for (int i = 0; i < 10'000; ++i) {
        const quint64 key = hash.of('k', {QByteArray::number(i)});
        none.with(key, [key](CompactTable<Record> &part) { part.obtain(key, worthOf).value = 1; });
    }
    QVERIFY(none.count() <= 1024);
}

void tst_CompactTable::manyThreads()
{
    const KeyHash hash({1, 2});
    ShardedTable<Record> table(10'000);
    std::vector<std::thread> threads;
    for (int t = 0; t < 4; ++t) {
        threads.emplace_back([&] {
            for (int i = 0; i < 20'000; ++i) {
                const quint64 key = hash.of('k', {QByteArray::number(i % 1000)});
                table.with(key, [key](CompactTable<Record> &part) { ++part.obtain(key, worthOf).value; });
            }
        });
    }
    for (int i = 0; i < 20; ++i)
        QVERIFY(table.snapshot().size() == 64);
    for (std::thread &thread : threads)
        thread.join();
    const quint64 key = hash.of('k', {"7"});
    QCOMPARE(table.with(key, [key](const CompactTable<Record> &part) { return part.find(key)->value; }), quint64(80));
}

void tst_CompactTable::sipHash()
{
    // The example that the authors of SipHash give: 15 octets 00, 01, .. under the key 00, 01, ..
    const KeyHash hash({0x0706'0504'0302'0100, 0x0f0e'0d0c'0b0a'0908});
    QByteArray octets;
    for (char c = 0; c < 15; ++c)
        octets += c;
    QCOMPARE(hash.ofOctets(octets), 0xa129'ca61'49be'45e5);
}

void tst_CompactTable::keysDiffer_R7()
{
    const KeyHash hash;
    QSet<quint64> keys{hash.of('k', {"a", "b"}), hash.of('k', {"ab", ""}), hash.of('k', {"", "ab"}), hash.of('k', {"ab"}), hash.of('l', {"a", "b"}),
        hash.of('k', Network::around(make_address("192.0.2.1"), 24, 48)), hash.of('k', Network::around(make_address("192.0.2.0"), 32, 64)),
        hash.of('k', Network::around(make_address("::"), 24, 48)), hash.of('k', Network::around(make_address("0.0.0.0"), 24, 48))};
    QCOMPARE(keys.size(), 9);
    QVERIFY(KeyHash().of('k', {"a"}) != KeyHash().of('k', {"a"})); // Seeded anew each.
    QVERIFY(KeyHash({1, 2}).of('k', {"a"}) == KeyHash({1, 2}).of('k', {"a"}));
}

void tst_CompactTable::saves()
{
    const QTemporaryDir directory;
    const QString path = directory.filePath(u"a.table"_s);
    for (const QList<Record> &records : {QList<Record>{}, QList<Record>{{1, 10}}, QList<Record>{{1, 10}, {2, 20}, {3, 30}}}) {
        const QByteArray file = fileWith(records, path);
        for (qsizetype piece : {qsizetype(1), qsizetype(7), qsizetype(17), qsizetype(1000)}) {
            const auto read = readBack(file, piece);
            QVERIFY2(read, read ? "" : qPrintable(read.error().message));
            QCOMPARE(read->size(), records.size());
            for (const Record &record : records)
                QCOMPARE(read->value(record.key), record.value);
        }
    }
    QCOMPARE(QDir(directory.path()).entryList(QDir::Files), QStringList{u"a.table"_s});
}

void tst_CompactTable::brokenFiles_D3_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<QString>("error");
    const QTemporaryDir directory;
    const QByteArray whole = fileWith({{1, 10}, {2, 20}}, directory.filePath(u"a"_s));
    const auto changed = [&whole](qsizetype at) {
        QByteArray file = whole;
        file[at] = char(file[at] ^ 1);
        return file;
    };
    QTest::newRow("empty") << QByteArray() << u"cut off"_s;
    QTest::newRow("another file") << QByteArray(1000, 'x') << u"no table"_s;
    QTest::newRow("another version") << changed(14) << u"no table"_s;
    QTest::newRow("another kind") << changed(16) << u"another kind"_s;
    QTest::newRow("another order of octets") << changed(24) << u"no table"_s;
    QTest::newRow("another size of records") << changed(28) << u"another kind"_s;
    QTest::newRow("another seed") << changed(32) << u"checksum"_s;
    QTest::newRow("fewer records") << changed(48) << u"cut off"_s;
    QTest::newRow("far too many") << changed(55) << u"more records"_s;
    QTest::newRow("a changed record") << changed(60) << u"checksum"_s;
    QTest::newRow("a changed checksum") << changed(whole.size() - 1) << u"checksum"_s;
    QTest::newRow("more at the end") << whole + 'x' << u"behind its end"_s;
    QTest::newRow("cut in the head") << whole.first(20) << u"cut off"_s;
    QTest::newRow("cut in a record") << whole.first(60) << u"cut off"_s;
    QTest::newRow("cut in the checksum") << whole.chopped(1) << u"cut off"_s;
    QTest::newRow("a record that cannot be") << fileWith({{0, 10}}, directory.filePath(u"b"_s)) << u"cannot be right"_s;
}

void tst_CompactTable::brokenFiles_D3()
{
    QFETCH(const QByteArray, file);
    QFETCH(const QString, error);
    for (qsizetype piece : {qsizetype(1), qsizetype(10), qsizetype(1000)}) {
        const auto read = readBack(file, piece);
        QVERIFY(!read);
        QVERIFY2(read.error().message.contains(error), qPrintable(read.error().message));
    }
}

void tst_CompactTable::brokenFilesAreKeptAside_D3()
{
    const QTemporaryDir directory;
    const QString path = directory.filePath(u"a.table"_s);
    TableParser parser("test", sizeof(Record), 10, {[](const HashSeed &) {}, [](QByteArrayView) { return true; }});
    const Result<> missing = readTable(path, parser);
    QVERIFY(!missing && missing.error().kind == Error::Kind::NotFound);
    QVERIFY(setAside(path, missing.error()).isEmpty());

    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("not a table");
    file.close();
    const Result<> broken = readTable(path, parser);
    QVERIFY(!broken && broken.error().kind == Error::Kind::Invalid);
    const QString said = setAside(path, broken.error());
    QVERIFY2(said.contains(u"a.table: cut off"_s) && said.contains(u"a.table.broken"_s), qPrintable(said));
    QCOMPARE(QDir(directory.path()).entryList(QDir::Files), QStringList{u"a.table.broken"_s});
}

QTEST_APPLESS_MAIN(tst_CompactTable)
#include "tst_compacttable.moc"
