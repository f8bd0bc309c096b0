#include "gateway/quarantine/quarantine.h"

#include "gateway/store/database.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <atomic>
#include <thread>

using namespace gateway;
using namespace gateway::quarantine;
using namespace Qt::StringLiterals;

namespace {

const QDateTime start = QDateTime::fromMSecsSinceEpoch(1'700'000'000'000, Qt::UTC);
const QByteArray content = "Subject: x\r\n\r\nbody\r\n";

QByteArray idOf(int number)
{
    return QByteArray::number(number).rightJustified(20, '0');
}

Entry entry(int number, const QString &subject, MessageClass messageClass = MessageClass::Spam)
{
    Entry entry;
    entry.id = idOf(number);
    entry.received = start.addSecs(number);
    entry.expires = entry.received.addDays(30);
    entry.reversePath = "mallory@sender.test";
    entry.recipients = {"bob@a.test"};
    entry.headerFrom = u"経理部 <billing@sender.test>"_s;
    entry.subject = subject;
    entry.rule = u"spam"_s;
    entry.messageClass = messageClass;
    entry.score = 97.5;
    entry.size = content.size();
    entry.isForAdministratorOnly = messageClass == MessageClass::Virus;
    entry.reasons = {{"spam.gtube", Stage::Content, 9, {{u"text"_s, u"x"_s}}}};
    return entry;
}

delivery::SpoolFile file(const Entry &entry)
{
    delivery::SpoolFile file;
    file.id = entry.id;
    file.received = entry.received;
    file.envelope.reversePath = {"mallory", "sender.test"};
    delivery::SpoolRecipient recipient;
    recipient.path.mailbox = {"bob", "a.test"};
    file.recipients = {recipient};
    return file;
}

} // namespace

class tst_Quarantine : public QObject
{
    Q_OBJECT
private:
    std::unique_ptr<QTemporaryDir> m_directory;
    std::unique_ptr<store::Database> m_database;
    std::unique_ptr<Quarantine> m_quarantine;

    void open()
    {
        close();
        auto database = store::Database::open(m_directory->filePath(u"gateway.db"_s), store::migrations());
        QVERIFY(database);
        m_database = std::move(*database);
        auto quarantine = Quarantine::open(m_directory->filePath(u"quarantine"_s), *m_database);
        QVERIFY(quarantine);
        m_quarantine = std::move(*quarantine);
    }
    void close()
    {
        m_quarantine.reset();
        m_database.reset();
    }
    void add(const Entry &entry)
    {
        QVERIFY(m_quarantine->add(file(entry), entry, content));
        m_database->flush();
    }
    QString pathOf(int number) const
    {
        QDirIterator iterator(m_directory->filePath(u"quarantine"_s), {QString::fromLatin1(idOf(number))}, QDir::Files,
                              QDirIterator::Subdirectories);
        return iterator.hasNext() ? iterator.next() : QString();
    }

private Q_SLOTS:
    void init()
    {
        m_directory = std::make_unique<QTemporaryDir>();
        open();
    }
    void cleanup() { close(); }
    void keepsEverything_data();
    void keepsEverything();
    void search_data();
    void search();
    void entryOfAFileHasAllRecipients();
    void releaseIsExactlyOnce();
    void releaseSurvivesACrash();
    void removes();
    void expires();
    void reconciles();
    void badIds_data();
    void badIds();
};

void tst_Quarantine::keepsEverything_data()
{
    QTest::addColumn<bool>("isIndexLost");
    QTest::newRow("at once") << false;
    QTest::newRow("D7: index lost") << true;
}

void tst_Quarantine::keepsEverything()
{
    QFETCH(const bool, isIndexLost);
    const Entry written = entry(1, u"請求書"_s, MessageClass::Virus);
    add(written);
    if (isIndexLost) {
        close();
        for (const QString &suffix : {u""_s, u"-wal"_s, u"-shm"_s})
            QFile::remove(m_directory->filePath(u"gateway.db"_s + suffix));
        open();
        QCOMPARE(m_quarantine->count({}), 0);
        QCOMPARE(m_quarantine->reconcile().recovered, 1);
        m_database->flush();
    }
    QCOMPARE(m_quarantine->list({}), QList<Entry>{written});
    QCOMPARE(m_quarantine->find(written.id), written);
    QCOMPARE(m_quarantine->content(written.id).value(), content);
    QCOMPARE(m_quarantine->file(written.id)->envelope.reversePath.toBytes(), written.reversePath);
    QVERIFY(!m_quarantine->add(file(written), written, content)); // An id is used once.
}

void tst_Quarantine::search_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("found");
    QTest::newRow("nothing asked") << QString() << 3;
    QTest::newRow("two Japanese characters") << u"請求"_s << 1;
    QTest::newRow("one Japanese character") << u"書"_s << 2;
    QTest::newRow("sender, any case") << u"MALLORY@"_s << 3;
    QTest::newRow("recipient") << u"bob@a"_s << 3;
    QTest::newRow("header from") << u"経理"_s << 3;
    QTest::newRow("wildcards are plain characters") << u"%"_s << 1;
    QTest::newRow("W10: quotes are plain characters") << u"' OR '1'='1"_s << 0;
}

void tst_Quarantine::search()
{
    QFETCH(const QString, text);
    QFETCH(const int, found);
    add(entry(1, u"ご請求書"_s));
    add(entry(2, u"図書 100%"_s, MessageClass::Phishing));
    add(entry(3, u"Offer"_s, MessageClass::Virus));
    Filter filter;
    filter.text = text;
    QCOMPARE(m_quarantine->list(filter).size(), found);
    QCOMPARE(m_quarantine->count(filter), found);
    filter = {};
    filter.messageClass = MessageClass::Virus;
    QCOMPARE(m_quarantine->list(filter).value(0).id, idOf(3));
    filter = {};
    filter.since = start.addSecs(2);
    filter.limit = 1;
    QCOMPARE(m_quarantine->count(filter), 2);
    QCOMPARE(m_quarantine->list(filter).size(), 1);
    QCOMPARE(m_quarantine->list(filter).value(0).id, idOf(3)); // Newest first.
    filter.offset = 1;
    QCOMPARE(m_quarantine->list(filter).value(0).id, idOf(2));
}

void tst_Quarantine::entryOfAFileHasAllRecipients() // I2: each of them gets a fate when the message goes; the list is cut.
{
    constexpr int count = 150;
    const Entry stored = entry(1, u"to many"_s);
    delivery::SpoolFile many = file(stored);
    many.recipients.clear();
    for (int i = 0; i < count; ++i) {
        delivery::SpoolRecipient recipient;
        recipient.path.mailbox = {"u" + QByteArray::number(i), "a.test"};
        many.recipients.append(recipient);
    }
    QVERIFY(m_quarantine->add(many, stored, content));
    m_database->flush();
    const std::optional<Entry> found = m_quarantine->find(idOf(1));
    QVERIFY(found);
    QCOMPARE(found->recipients.size(), count);
    QCOMPARE(found->recipients.last(), "u149@a.test");
    QCOMPARE(m_quarantine->list({}).first().recipients.size(), 100);
}

void tst_Quarantine::releaseIsExactlyOnce() // Q5
{
    add(entry(1, u"x"_s));
    std::atomic<int> won = 0, lost = 0;
    std::vector<std::thread> threads;
    for (int i = 0; i < 20; ++i) {
        threads.emplace_back([&] {
            const Result<bool> begun = m_quarantine->beginRelease(idOf(1), idOf(9));
            (begun && *begun ? won : lost) += 1;
        });
    }
    for (std::thread &thread : threads)
        thread.join();
    QCOMPARE(won, 1);
    QCOMPARE(lost, 19);
    QCOMPARE(m_quarantine->list({}).size(), 0);
    QVERIFY(m_quarantine->find(idOf(1))->isReleased);
    m_quarantine->cancelRelease(idOf(1));
    QCOMPARE(m_quarantine->list({}).size(), 1);
    QVERIFY(m_quarantine->beginRelease(idOf(1), idOf(9)).value());
    QVERIFY(!m_quarantine->beginRelease(idOf(2), idOf(9)));
}

void tst_Quarantine::releaseSurvivesACrash() // Q5: a crash in between
{
    add(entry(1, u"x"_s));
    QVERIFY(m_quarantine->beginRelease(idOf(1), idOf(9)).value());
    close();
    for (const QString &suffix : {u""_s, u"-wal"_s, u"-shm"_s}) // Even without the index.
        QFile::remove(m_directory->filePath(u"gateway.db"_s + suffix));
    open();
    m_quarantine->reconcile();
    m_database->flush();
    QCOMPARE(m_quarantine->releasing(), QList<QByteArray>{idOf(1)});
    QVERIFY(!m_quarantine->beginRelease(idOf(1), idOf(9)).value());
    QVERIFY(m_quarantine->expired(start.addYears(1)).isEmpty());
}

void tst_Quarantine::removes()
{
    add(entry(1, u"x"_s));
    QVERIFY(m_quarantine->remove(idOf(1)));
    QCOMPARE(m_quarantine->list({}).size(), 0);
    QVERIFY(!m_quarantine->find(idOf(1)));
    QCOMPARE(m_quarantine->remove(idOf(1)).error().kind, Error::Kind::NotFound);
}

void tst_Quarantine::expires()
{
    for (int i = 3; i > 0; --i)
        add(entry(i, u"x"_s));
    QVERIFY(m_quarantine->expired(start.addDays(30)).isEmpty());
    QCOMPARE(m_quarantine->expired(start.addDays(30).addSecs(2)), (QList<QByteArray>{idOf(1), idOf(2)}));
}

void tst_Quarantine::reconciles()
{
    for (int i = 1; i <= 3; ++i)
        add(entry(i, u"x"_s));
    QFile temporary(pathOf(1) + u".left.tmp"_s);
    QVERIFY(temporary.open(QIODevice::WriteOnly));
    QVERIFY(QFile::remove(pathOf(2)));
    close();
    { // D3: one that the index does not know, cut short.
        QFile damaged(pathOf(3).chopped(20) + QString::fromLatin1(idOf(13)));
        QVERIFY(damaged.open(QIODevice::WriteOnly));
        damaged.write("POSTERN1 1 1 ");
    }
    open();
    const Quarantine::Reconciled counts = m_quarantine->reconcile();
    m_database->flush();
    QCOMPARE(counts.known, 2);
    QCOMPARE(counts.discarded, 1);
    QCOMPARE(counts.damaged, 1);
    QCOMPARE(m_quarantine->count({}), 2);
    QVERIFY(QFile::exists(m_directory->filePath(u"damaged/"_s + QString::fromLatin1(idOf(13)))));
}

void tst_Quarantine::badIds_data()
{
    QTest::addColumn<QByteArray>("id");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("W9: a way up") << QByteArray("../../../../../etc/p");
    QTest::newRow("W9: NUL") << QByteArray("0000000000000000001\0", 20);
    QTest::newRow("missing") << idOf(99);
}

void tst_Quarantine::badIds()
{
    QFETCH(const QByteArray, id);
    add(entry(1, u"x"_s));
    QVERIFY(!m_quarantine->find(id));
    QVERIFY(!m_quarantine->file(id));
    QVERIFY(!m_quarantine->content(id));
    QVERIFY(!m_quarantine->beginRelease(id, idOf(9)));
    QVERIFY(!m_quarantine->remove(id));
    QCOMPARE(m_quarantine->count({}), 1);
}

QTEST_GUILESS_MAIN(tst_Quarantine)
#include "tst_quarantine.moc"
