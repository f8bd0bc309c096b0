#include "gateway/daemon/recorder.h"

#include "gateway/store/database.h"

#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>
#include <future>

using namespace Qt::StringLiterals;
using namespace gateway;
using namespace gateway::daemon;

class tst_Recorder : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void neverWaitsForTheDatabase();
};

/// R6: it is called on the event loops. What the database is too slow for is missing in the trace, but no fate is lost unseen.
void tst_Recorder::neverWaitsForTheDatabase()
{
    const QTemporaryDir directory;
    auto opened = store::Database::open(directory.filePath(u"postern.db"_s), store::migrations());
    QVERIFY(opened);
    store::Database &database = **opened;
    records::Trace trace(database);
    EventBus events;
    Statistics statistics;
    Recorder recorder(trace, events, statistics);

    std::promise<void> started, recorded;
    auto blocker = database.write([&](store::Connection &) -> Result<> {
        started.set_value();
        recorded.get_future().wait();
        return {};
    });
    started.get_future().wait();
    const store::Database::Job job = [](store::Connection &) -> Result<> { return {}; };
    const auto fill = [&](store::Database::Worth worth) {
        while (database.writeIfRoom(job, worth)) {
        }
        return database.dropped();
    };

    QTest::ignoreMessage(QtWarningMsg, "The database does not keep up: records are dropped until it does.");
    const qint64 records = fill(store::Database::Worth::Record);
    recorder.tlsOut("mail.example:25", u"M1"_s, {});
    recorder.reported("M2", {"orders", "partner.example"}, u"Your message could not be delivered"_s, 1000);
    QCOMPARE(database.dropped(), records + 2);
    recorder.changed(u"M3"_s, {u"alice@trial.test"_s}, Fate::Delivered, u"250 2.0.0 ok"_s, {});
    QCOMPARE(database.dropped(), records + 2); // There is more room for changes.

    const qint64 changes = fill(store::Database::Worth::Change);
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"event=fate id=M4 recipient=\"?alice@trial.test\"? fate=delivered reply=\"250 2.0.0 ok\""_s));
    recorder.changed(u"M4"_s, {u"alice@trial.test"_s}, Fate::Delivered, u"250 2.0.0 ok"_s, {});
    QCOMPARE(database.dropped(), changes + 1);
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"^The database keeps up again: 5 records were dropped\\.$"_s));
    recorded.set_value();
    QVERIFY(blocker.get());
    database.flush();
}

QTEST_GUILESS_MAIN(tst_Recorder)
#include "tst_recorder.moc"
