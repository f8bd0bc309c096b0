#include "gateway/reputation/senderlistcsv.h"
#include "gateway/reputation/storedsenderlists.h"
#include "gateway/store/database.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace gateway;
using namespace reputation;
using enum SenderEntry::Action;

namespace {

SenderEntry entry(SenderEntry::Action action, const char *sender, const char *scope = "*", const QString &note = {})
{
    return SenderEntry::make(action, sender, scope, note).value_or(SenderEntry());
}

} // namespace

class tst_StoredSenderLists : public QObject
{
    Q_OBJECT
private:
    std::unique_ptr<QTemporaryDir> m_directory;
    std::unique_ptr<store::Database> m_database;
    std::unique_ptr<StoredSenderLists> m_lists;
    void open(); ///< As at the start of the gateway.
    QString file() const { return m_directory->filePath(u"postern.db"_s); }
    QString copy() const { return m_directory->filePath(u"settings/sender-lists.csv"_s); }
    void close();
    QByteArray text() const { return toCsv(m_lists->current()->entries()); }

private Q_SLOTS:
    void init();
    void cleanup() { close(); }
    void outlivesARestart();
    void whoHoldsTheOldListsKeepsThem();
    void addsTheSameOnce();
    void removesWhatIsThere();
    void imports_data();
    void imports();
    void tooManyChangeNothing();
    void tooMuchToReadBackChangesNothing();
    void comesBackWhenTheDatabaseIsLost();
    void anOlderCopyDoesNotComeBack();
    void holdsAsManyAsAllowed_R7();
};

void tst_StoredSenderLists::open()
{
    close();
    auto database = store::Database::open(file(), store::migrations());
    QVERIFY2(database, database ? "" : qPrintable(database.error().message));
    m_database = std::move(*database);
    auto lists = StoredSenderLists::load(*m_database);
    QVERIFY2(lists, lists ? "" : qPrintable(lists.error().message));
    m_lists = std::move(*lists);
}

void tst_StoredSenderLists::close()
{
    m_lists.reset();
    m_database.reset();
}

void tst_StoredSenderLists::init()
{
    m_directory = std::make_unique<QTemporaryDir>();
    open();
}

void tst_StoredSenderLists::outlivesARestart()
{
    QCOMPARE(m_lists->current()->size(), 0);
    QVERIFY(m_lists->add(entry(Allow, "\"a b\"@example.com", "example.org", u"書類、\"ok\""_s)));
    const auto conflicts = m_lists->add(entry(Block, "*@example.com"));
    QVERIFY(conflicts);
    QCOMPARE(conflicts->size(), 1);
    QCOMPARE(conflicts->first().kind, SenderConflict::Kind::Exception);
    const QList<SenderEntry> before = m_lists->current()->entries();
    QVERIFY(before.first().added.isValid());
    open();
    QList<SenderEntry> after = m_lists->current()->entries();
    QCOMPARE(after.size(), 2);
    QCOMPARE(after.first().added.toMSecsSinceEpoch(), before.first().added.toMSecsSinceEpoch());
    QCOMPARE(toCsv(after), toCsv(before));
    QVERIFY(m_lists->remove(after.first()));
    open();
    QCOMPARE(m_lists->current()->size(), 1);
}

void tst_StoredSenderLists::whoHoldsTheOldListsKeepsThem()
{
    const std::shared_ptr<const SenderLists> before = m_lists->current();
    QVERIFY(m_lists->add(entry(Block, "eve@example.com")));
    QCOMPARE(before->size(), 0);
    QCOMPARE(m_lists->current()->size(), 1);
}

void tst_StoredSenderLists::addsTheSameOnce()
{
    QVERIFY(m_lists->add(entry(Block, "eve@example.com", "*", u"first"_s)));
    const QDateTime added = m_lists->current()->entries().first().added;
    const auto again = m_lists->add(entry(Block, "Eve@Example.COM", "*", u"second"_s));
    QVERIFY(again);
    QCOMPARE(again->value(0).kind, SenderConflict::Kind::Duplicate);
    open();
    const QList<SenderEntry> entries = m_lists->current()->entries();
    QCOMPARE(entries.size(), 1);
    QCOMPARE(entries.first().note, u"second"_s);
    QCOMPARE(entries.first().added.toMSecsSinceEpoch(), added.toMSecsSinceEpoch());
}

void tst_StoredSenderLists::removesWhatIsThere()
{
    QVERIFY(m_lists->add(entry(Block, "eve@example.com")));
    for (const SenderEntry &other : {entry(Allow, "eve@example.com"), entry(Block, "eve@example.com", "example.org"), entry(Block, "eve@example.net")}) {
        const Result<> removed = m_lists->remove(other);
        QVERIFY(!removed);
        QCOMPARE(removed.error().kind, Error::Kind::NotFound);
    }
    QVERIFY(m_lists->remove(entry(Block, "eve@example.com", "*", u"whatever its note"_s)));
    QCOMPARE(m_lists->current()->size(), 0);
}

void tst_StoredSenderLists::imports_data()
{
    QTest::addColumn<StoredSenderLists::Import>("mode");
    QTest::addColumn<QByteArray>("csv");
    QTest::newRow("beside what is there") << StoredSenderLists::Import::Add
        << QByteArray("action,sender,scope,note\r\nblock,*@example.net,*,\r\nallow,ann@example.com,*,\r\nblock,eve@example.com,*,new note\r\n");
    QTest::newRow("in its place") << StoredSenderLists::Import::Replace
        << QByteArray("action,sender,scope,note\r\nallow,ann@example.com,*,\r\nblock,eve@example.com,*,new note\r\n");
}

void tst_StoredSenderLists::imports()
{
    QFETCH(const StoredSenderLists::Import, mode);
    QFETCH(const QByteArray, csv);
    QVERIFY(m_lists->add(entry(Block, "eve@example.com", "*", u"old note"_s)));
    QVERIFY(m_lists->add(entry(Block, "*@example.net")));
    const QDateTime added = m_lists->current()->find(entry(Block, "eve@example.com"))->added;
    const QList<SenderEntry> entries{entry(Allow, "ann@example.com"), entry(Block, "eve@example.com", "*", u"new note"_s)};
    QCOMPARE(toCsv(m_lists->imported(entries, mode)->entries()), csv);
    QCOMPARE(m_lists->current()->size(), 2); // Only looked at so far.
    QVERIFY(m_lists->import(entries, mode));
    QCOMPARE(text(), csv);
    open();
    QCOMPARE(text(), csv);
    QCOMPARE(m_lists->current()->find(entry(Block, "eve@example.com"))->added.toMSecsSinceEpoch(), added.toMSecsSinceEpoch());
    QVERIFY(m_lists->current()->find(entry(Allow, "ann@example.com"))->added.isValid());
}

void tst_StoredSenderLists::tooManyChangeNothing()
{
    QVERIFY(m_lists->add(entry(Block, "eve@example.com")));
    QList<SenderEntry> entries;
    for (qsizetype i = 0; i < SenderLists::maxEntries; ++i)
        entries.append({.action = Block, .sender = "a" + QByteArray::number(i) + "@example.com"});
    const Result<> imported = m_lists->import(entries, StoredSenderLists::Import::Add);
    QVERIFY(!imported);
    QCOMPARE(imported.error().kind, Error::Kind::Full);
    QCOMPARE(m_lists->current()->size(), 1);
}

void tst_StoredSenderLists::tooMuchToReadBackChangesNothing()
{
    QList<SenderEntry> entries;
    for (qsizetype i = 0; i < 40'000; ++i)
        entries.append({.action = Block, .sender = "a" + QByteArray::number(i) + "@example.com", .note = QString(SenderEntry::maxNote, u'x')});
    const Result<> imported = m_lists->import(entries, StoredSenderLists::Import::Add);
    QVERIFY(!imported);
    QCOMPARE(imported.error().kind, Error::Kind::Full);
    QVERIFY2(imported.error().message.contains("shorten the notes"_L1), qPrintable(imported.error().message));
    QCOMPARE(m_lists->current()->size(), 0);
    open();
    QCOMPARE(m_lists->current()->size(), 0);
}

void tst_StoredSenderLists::comesBackWhenTheDatabaseIsLost() // D7
{
    QVERIFY(m_lists->add(entry(Block, "eve@example.com", "bob@example.org", u"=1+1"_s)));
    const QByteArray before = text();
    close();
    for (const QString &each : QDir(m_directory->path()).entryList({u"postern.db*"_s}, QDir::Files))
        QVERIFY(QFile::remove(m_directory->filePath(each)));
    open();
    QCOMPARE(text(), before);
}

void tst_StoredSenderLists::anOlderCopyDoesNotComeBack()
{
    QVERIFY(m_lists->add(entry(Allow, "ann@example.com")));
    QVERIFY(QFile::copy(copy(), copy() + u".old"_s));
    QVERIFY(m_lists->remove(entry(Allow, "ann@example.com")));
    close();
    QVERIFY(QFile::remove(copy()) && QFile::rename(copy() + u".old"_s, copy())); // As if the last copy had not been written.
    open();
    QCOMPARE(m_lists->current()->size(), 0);
}

void tst_StoredSenderLists::holdsAsManyAsAllowed_R7()
{
    QList<SenderEntry> entries;
    for (qsizetype i = 0; i < SenderLists::maxEntries; ++i)
        entries.append({.action = i % 2 ? Allow : Block, .sender = "a" + QByteArray::number(i) + "@example.com"});
    QVERIFY(m_lists->import(entries, StoredSenderLists::Import::Replace));
    QVERIFY(m_lists->remove(entries.first()));
    open();
    QCOMPARE(m_lists->current()->size(), SenderLists::maxEntries - 1);
}

QTEST_GUILESS_MAIN(tst_StoredSenderLists)
#include "tst_storedsenderlists.moc"
