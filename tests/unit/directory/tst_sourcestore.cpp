#include "gateway/directory/sourcestore.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace gateway;
using namespace gateway::directory;
using namespace Qt::StringLiterals;
using Outcome = ImportRecord::Outcome;

class tst_SourceStore : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void setFileIsReadAsWritten();
    void damagedSetFiles_data();
    void damagedSetFiles();
    void keepsTheLastGoodSet_L3();
    void asksBeforeManyAreLost();
    void approvedSetIsUsed();
    void rejectedSetIsGone();
    void newerImportReplacesTheWaitingOne();
    void emptyFirstImportWaits();
    void brokenFileDoesNotStopTheOthers_L3();
    void brokenFileIsReplaced();
    void fileOfAnotherSource();
    void ids_I7_data();
    void ids_I7();
    void history();
    void brokenHistoryIsSetAside();
    void removedSourceIsGone();

private:
    [[nodiscard]] QString path(const QString &name) const { return m_directory->filePath(u"sources/"_s + name); }
    [[nodiscard]] QList<Outcome> outcomes() const;

    std::unique_ptr<QTemporaryDir> m_directory;
    std::unique_ptr<SourceStore> m_store;
};

namespace {

const QDateTime monday(QDate(2026, 11, 23), QTime(9, 0), Qt::UTC), tuesday = monday.addDays(1);

QList<Entry> people(int count, const QByteArray &source = "ad")
{
    QList<Entry> entries;
    for (int i = 0; i < count; ++i)
        entries.append({"user" + QByteArray::number(i) + "@example.com", {}, {}, {}, false, false, source});
    return entries;
}

SourceSet oddSet()
{
    return {"ad", monday,
            {{"alice@example.com", {"\"a,%b\"@example.com", "b@example.com"}, u"Tab\tLine\nComma, 100% %41"_s, {u"Sales, East"_s, u"All"_s}, true,
              true, "ad", tuesday},
             {"j\xc3\xb6rg@example.com", {}, {}, {}, false, true, "ad", {}},
             {"b+%2c@example.com", {}, u"\u65e5\u672c"_s, {u"All"_s}, true, false, "ad", {}}}};
}

bool write(const QString &path, const QByteArray &content)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(content) == content.size();
}

} // namespace

void tst_SourceStore::init()
{
    m_directory = std::make_unique<QTemporaryDir>();
    m_store = SourceStore::open(m_directory->filePath(u"sources"_s)).value();
}

QList<Outcome> tst_SourceStore::outcomes() const
{
    QList<Outcome> outcomes;
    const Result<QList<ImportRecord>> history = m_store->history();
    for (const ImportRecord &record : *history)
        outcomes.append(record.outcome);
    return outcomes;
}

void tst_SourceStore::setFileIsReadAsWritten()
{
    const SourceSet set = oddSet();
    const Result<SourceSet> read = parseSet(setToBytes(set));
    QVERIFY2(read, read ? "" : qPrintable(read.error().message));
    QCOMPARE(read->entries, set.entries);
    QCOMPARE(read->source, set.source);
    QCOMPARE(read->read, set.read);
    QVERIFY(parseSet(setToBytes({"x", monday, {}}))->entries.isEmpty());
}

void tst_SourceStore::damagedSetFiles_data()
{
    QTest::addColumn<QByteArray>("content"); // Without the line with the checksum.

    const QByteArray head = "postern recipients 1\nsource\tad\nread\t0\nentries\t1\naddress\taliases\tname\tgroups\tflags\tfirst-seen\n";
    QTest::addColumn<bool>("isSound");
    const auto row = [&head](const char *name, const QByteArray &line) { QTest::newRow(name) << head + line + '\n' << false; };
    QTest::newRow("sound") << head + "a@example.com\t\t\t\t\t\n" << true;
    row("no address", "a\t\t\t\t\t");
    row("address not in its one form", "a@example.com.\t\t\t\t\t");
    row("alias is none", "a@example.com\tb\t\t\t\t");
    row("empty alias", "a@example.com\tb@example.com,\t\t\t\t");
    row("columns missing", "a@example.com\t\t\t\t");
    row("columns too many", "a@example.com\t\t\t\t\t\t");
    row("flag is none", "a@example.com\t\t\t\tx\t");
    row("flags in another order", "a@example.com\t\t\t\tdi\t");
    row("time is none", "a@example.com\t\t\t\t\tx");
    row("time below zero", "a@example.com\t\t\t\t\t-1");
    row("time too large", "a@example.com\t\t\t\t\t9223372036854775807");
    row("escape that is none", "a@example.com\t\t%zz\t\t\t");
    row("escape cut off", "a@example.com\t\t%2\t\t\t");
    row("escape without need", "a@example.com\t\t%41\t\t\t");
    row("separator in a name", "a@example.com\t\tA, B\t\t\t");
    row("not UTF-8", "a@example.com\t\t\xff\t\t\t");
    row("more entries than said", "a@example.com\t\t\t\t\t\nb@example.com\t\t\t\t\t");
    QTest::newRow("fewer entries than said") << head << false;
    QTest::newRow("another version") << QByteArray(head).replace("recipients 1", "recipients 2") + "a@example.com\t\t\t\t\t\n" << false;
    QTest::newRow("tab in the id") << QByteArray(head).replace("\tad\n", "\ta\td\n") + "a@example.com\t\t\t\t\t\n" << false;
    QTest::newRow("no time") << QByteArray(head).replace("read\t0", "read\t") + "a@example.com\t\t\t\t\t\n" << false;
    QTest::newRow("other columns") << QByteArray(head).replace("flags", "marks") + "a@example.com\t\t\t\t\t\n" << false;
    QTest::newRow("cut off") << head + "a@example.com\t\t\t\t\t" << false;
    QTest::newRow("nothing") << QByteArray() << false;
}

void tst_SourceStore::damagedSetFiles()
{
    QFETCH(const QByteArray, content);
    QFETCH(const bool, isSound);
    QByteArray file = content + checksumLine(content);
    QCOMPARE(parseSet(file).has_value(), isSound);
    file[file.size() / 3] = char(file[file.size() / 3] ^ 1);
    QVERIFY(!parseSet(file));
}

void tst_SourceStore::keepsTheLastGoodSet_L3()
{
    QVERIFY(!m_store->load("ad").value());
    const auto offered = m_store->offer("ad", people(20), monday);
    QVERIFY(offered);
    QCOMPARE(offered->outcome, Outcome::Imported);
    QCOMPARE(offered->difference.added.size(), 20);
    QVERIFY(m_store->noteFailure("ad", u"The directory could not be read."_s, tuesday));
    const auto again = SourceStore::open(m_directory->filePath(u"sources"_s)).value(); // As after a restart.
    const SourceSet set = again->load("ad").value().value();
    QCOMPARE(set.entries, people(20));
    QCOMPARE(set.read, monday);
    QCOMPARE(outcomes(), (QList<Outcome>{Outcome::Imported, Outcome::Failed}));
    QCOMPARE(m_store->history()->last().cause, u"The directory could not be read."_s);
}

void tst_SourceStore::asksBeforeManyAreLost()
{
    QVERIFY(m_store->offer("ad", people(20), monday));
    const auto offered = m_store->offer("ad", people(15), tuesday);
    QCOMPARE(offered->outcome, Outcome::Pending);
    QCOMPARE(offered->difference.removed.size(), 5);
    QCOMPARE(m_store->load("ad").value()->entries.size(), 20);
    QCOMPARE(m_store->pending("ad").value()->entries.size(), 15);
    QCOMPARE(m_store->offer("ad", people(15), tuesday, 30)->outcome, Outcome::Imported);
}

void tst_SourceStore::approvedSetIsUsed()
{
    QCOMPARE(m_store->approve("ad", monday).error().kind, Error::Kind::NotFound);
    QVERIFY(m_store->offer("ad", people(20), monday));
    QVERIFY(m_store->offer("ad", people(15), tuesday));
    QVERIFY(m_store->approve("ad", tuesday));
    QCOMPARE(m_store->load("ad").value()->entries.size(), 15);
    QVERIFY(!m_store->pending("ad").value());
    QCOMPARE(outcomes(), (QList<Outcome>{Outcome::Imported, Outcome::Pending, Outcome::Approved}));
    QCOMPARE(m_store->history()->last().removed, 5);
}

void tst_SourceStore::rejectedSetIsGone()
{
    QCOMPARE(m_store->reject("ad", monday).error().kind, Error::Kind::NotFound);
    QVERIFY(m_store->offer("ad", people(20), monday));
    QVERIFY(m_store->offer("ad", people(15), tuesday));
    QVERIFY(m_store->reject("ad", tuesday));
    QCOMPARE(m_store->load("ad").value()->entries.size(), 20);
    QVERIFY(!m_store->pending("ad").value());
}

void tst_SourceStore::newerImportReplacesTheWaitingOne()
{
    QVERIFY(m_store->offer("ad", people(20), monday));
    QCOMPARE(m_store->offer("ad", people(2), tuesday)->outcome, Outcome::Pending);
    QCOMPARE(m_store->offer("ad", people(21), tuesday)->outcome, Outcome::Imported);
    QVERIFY(!m_store->pending("ad").value());
    const QList<Entry> entries = m_store->load("ad").value()->entries;
    QVERIFY(!entries[0].firstSeen.isValid());
    QCOMPARE(entries[20].firstSeen, tuesday);
    QCOMPARE(m_store->offer("ad", people(2), tuesday)->outcome, Outcome::Pending);
    QCOMPARE(m_store->offer("ad", people(21), tuesday)->outcome, Outcome::Unchanged);
    QVERIFY(!m_store->pending("ad").value());
}

void tst_SourceStore::emptyFirstImportWaits()
{
    QCOMPARE(m_store->offer("ad", {}, monday)->outcome, Outcome::Pending);
    QVERIFY(!m_store->load("ad").value());
    QVERIFY(m_store->approve("ad", monday));
    QVERIFY(m_store->load("ad").value()->entries.isEmpty());
}

void tst_SourceStore::brokenFileDoesNotStopTheOthers_L3()
{
    for (const char *source : {"one", "two", "three"})
        QVERIFY(m_store->offer(source, people(3, source), monday));
    QVERIFY(write(path(u"two.recipients"_s), "nonsense"));
    const SourceStore::Loaded loaded = m_store->loadAll({"one", "two", "three", "four"});
    QCOMPARE(loaded.sets.size(), 2);
    QCOMPARE(loaded.sets[1].source, "three");
    QCOMPARE(loaded.errors.size(), 1);
    QVERIFY2(loaded.errors[0].message.contains(path(u"two.recipients"_s)), qPrintable(loaded.errors[0].message));
}

void tst_SourceStore::brokenFileIsReplaced()
{
    QVERIFY(m_store->offer("ad", people(20), monday));
    QVERIFY(write(path(u"ad.recipients"_s), {}));
    QCOMPARE(m_store->offer("ad", people(5), tuesday)->outcome, Outcome::Imported);
    QCOMPARE(m_store->load("ad").value()->entries, people(5));
}

void tst_SourceStore::fileOfAnotherSource()
{
    QVERIFY(m_store->offer("one", people(3), monday));
    QVERIFY(QFile::rename(path(u"one.recipients"_s), path(u"two.recipients"_s)));
    QVERIFY(!m_store->load("two"));
}

void tst_SourceStore::ids_I7_data()
{
    QTest::addColumn<QByteArray>("id");
    QTest::addColumn<bool>("isSound");

    QTest::newRow("plain") << QByteArray("ad-2") << true;
    QTest::newRow("40 characters") << QByteArray(40, 'a') << true;
    QTest::newRow("41 characters") << QByteArray(41, 'a') << false;
    QTest::newRow("empty") << QByteArray() << false;
    QTest::newRow("path") << QByteArray("../x") << false;
    QTest::newRow("slash") << QByteArray("a/b") << false;
    QTest::newRow("dot") << QByteArray("a.b") << false;
    QTest::newRow("octet 0") << QByteArray("a\0b", 3) << false;
    QTest::newRow("upper case") << QByteArray("A") << false;
    QTest::newRow("begins with a hyphen") << QByteArray("-a") << false;
}

void tst_SourceStore::ids_I7()
{
    QFETCH(const QByteArray, id);
    QFETCH(const bool, isSound);
    QCOMPARE(m_store->load(id).has_value(), isSound);
    QCOMPARE(m_store->pending(id).has_value(), isSound);
    QCOMPARE(m_store->offer(id, people(1), monday).has_value(), isSound);
    QCOMPARE(m_store->remove(id).has_value(), isSound);
    QVERIFY(isSound || (!m_store->approve(id, monday) && !m_store->reject(id, monday)));
}

void tst_SourceStore::history()
{
    for (int i = 0; i < 60; ++i) {
        for (const char *source : {"one", "two"})
            QVERIFY(m_store->offer(source, people(3 + i / 20, source), monday.addSecs(i)));
    }
    const QList<ImportRecord> few = m_store->history().value();
    QCOMPARE(few.size(), 12); // Three that changed something and the last that did not after each, of two sources.
    QCOMPARE(few.last().outcome, Outcome::Unchanged);
    QCOMPARE(few.last().time, monday.addSecs(59));
    QCOMPARE(few[0].added, 3);
    for (int i = 0; i < 105; ++i)
        QVERIFY(m_store->noteFailure("one", QString::number(i), tuesday));
    QCOMPARE(m_store->history()->size(), 100);
    QCOMPARE(m_store->history()->last().cause, u"104"_s);
    QCOMPARE(ImportHistory::parse(QByteArray("{}")).error().kind, Error::Kind::Invalid);
}

void tst_SourceStore::brokenHistoryIsSetAside()
{
    QVERIFY(write(path(u"history.json"_s), "nonsense"));
    const auto broken = m_store->history();
    QVERIFY(!broken && broken.error().message.contains(path(u"history.json"_s)));
    QVERIFY(m_store->offer("ad", people(3), monday));
    QCOMPARE(m_store->history()->size(), 1);
    QVERIFY(QFile::exists(path(u"history.damaged"_s)));
}

void tst_SourceStore::removedSourceIsGone()
{
    QVERIFY(m_store->offer("ad", people(20), monday));
    QVERIFY(m_store->offer("ad", people(2), monday));
    QVERIFY(m_store->remove("ad"));
    QVERIFY(!m_store->load("ad").value() && !m_store->pending("ad").value());
    QVERIFY(m_store->remove("ad"));
}

QTEST_GUILESS_MAIN(tst_SourceStore)
#include "tst_sourcestore.moc"
