#include "gateway/delivery/queueindex.h"

#include "gateway/store/database.h"

#include <QTemporaryDir>
#include <QTest>

using namespace gateway;
using namespace gateway::delivery;
using namespace Qt::StringLiterals;

class tst_QueueIndex : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void entryOfAFileHasAllRecipients();
};

void tst_QueueIndex::entryOfAFileHasAllRecipients() // I2: each of them gets a fate when the message goes; the list is cut.
{
    constexpr int count = 150;
    SpoolFile file;
    file.id = QByteArray(20, '0');
    file.received = file.nextAttempt = QDateTime::fromMSecsSinceEpoch(1'700'000'000'000, Qt::UTC);
    for (int i = 0; i < count; ++i) {
        SpoolRecipient recipient;
        recipient.path.mailbox = {"u" + QByteArray::number(i), "a.test"};
        file.recipients.append(recipient);
    }
    file.recipients[3].fate = Fate::Delivered;
    const QueueEntry entry = entryOf(file, std::chrono::hours(1));
    QCOMPARE(entry.recipients.size(), count - 1);
    QCOMPARE(entry.recipients.last(), "u149@a.test");

    const QTemporaryDir directory;
    const auto database = store::Database::open(directory.filePath(u"gateway.db"_s), store::migrations());
    QVERIFY(database);
    QueueIndex index(**database);
    QVERIFY(index.putNow(entry));
    const QList<QueueEntry> listed = index.find({file.id});
    QCOMPARE(listed.size(), 1);
    QCOMPARE(listed.first().recipients, entry.recipients.first(100));
}

QTEST_GUILESS_MAIN(tst_QueueIndex)
#include "tst_queueindex.moc"
