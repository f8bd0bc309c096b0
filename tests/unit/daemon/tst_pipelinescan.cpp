#include "gateway/daemon/pipeline.h"

#include "gateway/net/loops.h"
#include "gateway/reasontext.h"
#include "gateway/store/database.h"
#include "gateway/store/settings.h"
#include "tests/unit/net/openfile.h"

#include <QTemporaryDir>
#include <QtTest>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/use_future.hpp>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace gateway;
using namespace gateway::daemon;

namespace {

/// All that a message passes from the end of its data to its reply, with a scanner that has a weakness and a next hop that is not there.
struct House {
    explicit House(std::chrono::milliseconds deadline) : scanner(loops, scannerConfig(deadline))
    {
        loops.start();
        scanner.start();
        if (const Result<> built = recipients.rebuild(); !built)
            qFatal("%s", qPrintable(built.error().message));
        subscription = events.subscribe([this](const admin::Event &event) {
            const QMutexLocker lock(&mutex);
            if (event.type == "health"_L1)
                health.append(event.data["what"_L1].toString());
        });
    }
    ~House()
    {
        events.unsubscribe(subscription);
        scanner.stop();
        pool.join();
        loops.stop();
    }

    net::ScannerConfig scannerConfig(std::chrono::milliseconds deadline) const
    {
        net::ScannerConfig config;
        config.program = QStringLiteral(PROGRAM_DIR "/postern-scan-test");
        config.signatureDirectories = {QStringLiteral(SIGNATURES)};
        config.scratchDirectory = directory.filePath(u"scratch"_s);
        config.deadline = deadline;
        config.readyWait = 20s;
        return config;
    }
    static PipelineConfig pipelineConfig()
    {
        PipelineConfig config;
        config.hostName = "gateway.example";
        return config;
    }
    template<typename T>
    static T opened(Result<T> result)
    {
        if (!result)
            qFatal("%s", qPrintable(result.error().message));
        return std::move(*result);
    }

    net::MessageContent content(const QByteArray &octets)
    {
        net::MessageContent content(spool);
        if (!content.append(QByteArrayView(octets)))
            qFatal("no temporary file");
        return content;
    }
    smtp::Reply message(net::MessageContent content)
    {
        net::Transaction transaction{{}, std::move(content), smtp::Clock::now(), smtp::Clock::now(), smtp::Clock::now()};
        transaction.envelope.reversePath = {"orders", "partner.example"};
        transaction.envelope.recipients = {{{"alice", "trial.test"}, {}, {}}, {{"bob", "trial.test"}, {}, {}}};
        net::SessionInfo session;
        session.clientAddress = "192.0.2.1";
        session.helo = "client.example";
        return boost::asio::co_spawn(loops.at(0), pipeline.message(session, std::move(transaction)), boost::asio::use_future).get();
    }
    smtp::Reply message(const QByteArray &octets) { return message(content(octets)); }
    QList<quarantine::Entry> quarantined()
    {
        database->flush();
        return quarantine->list({});
    }
    QList<admin::Message> traced()
    {
        database->flush();
        return trace.find({})->items;
    }
    QStringList healthNotes() const
    {
        const QMutexLocker lock(&mutex);
        return health;
    }

    const QTemporaryDir directory;
    const QString spool = directory.filePath(QDir(directory.path()).mkpath(u"spool"_s) ? u"spool"_s : QString());
    mutable QMutex mutex;
    QStringList health;
    int subscription = 0;
    std::unique_ptr<store::Database> database = opened(store::Database::open(directory.filePath(u"postern.db"_s), store::migrations()));
    store::Settings settings{*database};
    records::Trace trace{*database};
    std::unique_ptr<delivery::Queue> queue = opened(delivery::Queue::open(directory.filePath(u"queue"_s), *database, {}));
    std::unique_ptr<quarantine::Quarantine> quarantine = opened(quarantine::Quarantine::open(directory.filePath(u"quarantine"_s), *database));
    EventBus events;
    Statistics statistics;
    Recorder recorder{trace, events, statistics};
    StorageGuard guard{directory.path(), 0};
    delivery::HopHealth hops;
    std::unique_ptr<LiveSettings> live = opened(LiveSettings::load(settings, {{u"trial.test"_s, {}, {}}}, {"127.0.0.1", 1, net::NextHop::Tls::Never}, {}));
    net::Loops loops{2};
    net::BlockingPool pool{4};
    net::Scanner scanner;
    net::SmtpClient client{loops, {}};
    delivery::Courier courier{client, pool, hops};
    SafeKeeper keeper{pool, *queue, *quarantine, guard, recorder, {}, "gateway.example"};
    Defence defence{directory.path()};
    Doorkeeper door{{}, defence, *live, {}, recorder};
    std::unique_ptr<directory::SourceStore> sources = opened(directory::SourceStore::open(directory.filePath(u"directory"_s)));
    Recipients recipients{*live, *sources};
    RecipientProbe probe{client, hops};
    RecipientCheck check{*live, recipients, probe};
    std::unique_ptr<reputation::StoredSenderLists> senders = opened(reputation::StoredSenderLists::load(*database));
    SenderScreen screen{*senders};
    BounceGuard bounces = opened(BounceGuard::open(BounceGuard::Mode::Off, directory.path()));
    Pipeline pipeline{pipelineConfig(), *live, door, check, bounces, screen, nullptr, scanner, courier, keeper, guard, recorder};
};

QByteArray mailWith(const QByteArray &field)
{
    return "From: <orders@partner.example>\r\nTo: <alice@trial.test>\r\nSubject: Delivery\r\n" + field + "\r\nHello.\r\n";
}

} // namespace

/// What becomes of messages that are not scanned.
class tst_PipelineScan : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void failsThreeTimesThenIsHeld_data();
    void failsThreeTimesThenIsHeld();
    void unreadableContentIsNotAnEmptyMessage();
};

void tst_PipelineScan::failsThreeTimesThenIsHeld_data()
{
    QTest::addColumn<QByteArray>("weakness");
    QTest::newRow("D16: ends the content worker") << QByteArray("crash content");
    QTest::newRow("D16: ends the virus worker") << QByteArray("crash virus");
    QTest::newRow("V2: takes too long") << QByteArray("hang content");
}

void tst_PipelineScan::failsThreeTimesThenIsHeld()
{
    QFETCH(const QByteArray, weakness);
    House house(weakness.startsWith("hang") ? 2s : 60s);
    QCOMPARE(house.message(mailWith("X-Number: 1\r\n")).code, 250);
    const QByteArray poison = mailWith("X-Test: " + weakness + "\r\n");
    for (int i = 0; i < 2; ++i) {
        const smtp::Reply reply = house.message(poison);
        QCOMPARE(reply.code, 451);
        QCOMPARE(house.quarantined().size(), 0);
    }
    QCOMPARE(house.message(poison).code, 250);
    const QList<quarantine::Entry> held = house.quarantined();
    QCOMPARE(held.size(), 1);
    const quarantine::Entry &entry = held.first();
    QVERIFY(entry.isForAdministratorOnly);
    QCOMPARE(entry.messageClass, MessageClass::Unscannable);
    QCOMPARE(entry.recipients, (QList<QByteArray>{"alice@trial.test", "bob@trial.test"}));
    QCOMPARE(entry.subject, u"Delivery"_s);
    QCOMPARE(entry.rule, u"unscannable"_s);
    QCOMPARE(entry.reasons.size(), 1);
    const QString english = reasonText(entry.reasons.first(), Language::English), japanese = reasonText(entry.reasons.first(), Language::Japanese);
    QVERIFY2(english.contains("not scanned"_L1) && english.contains("3 times"_L1), qPrintable(english));
    QVERIFY2(japanese.contains(u"3回"_s) && japanese.contains(u"検索"_s), qPrintable(japanese));
    const Result<delivery::SpoolFile> file = house.quarantine->file(entry.id);
    QVERIFY(file);
    QVERIFY2(file->prefix.contains("X-Postern-Unscannable: yes\r\n") && !file->prefix.contains("X-Postern-Score"), file->prefix.constData());

    const QList<admin::Message> traced = house.traced();
    QCOMPARE(traced.size(), 4);
    const auto record = std::ranges::find(traced, QString::fromLatin1(entry.id), &admin::Message::id);
    QVERIFY(record != traced.end());
    QCOMPARE(record->fate, Fate::Quarantined);
    QCOMPARE(record->messageClass, MessageClass::Unscannable);
    const QStringList notes = house.healthNotes();
    QCOMPARE(std::ranges::count_if(notes, [&](const QString &note) { return note.contains(QString::fromLatin1(entry.id)); }), 1);

    QCOMPARE(house.message(poison).code, 250); // Not scanned again.
    QCOMPARE(house.quarantined().size(), 2);
    QCOMPARE(house.message(mailWith("X-Number: 2\r\n")).code, 250);
    QCOMPARE(house.quarantined().size(), 2);
}

/// An empty message would pass every check.
void tst_PipelineScan::unreadableContentIsNotAnEmptyMessage()
{
#ifdef Q_OS_LINUX
    House house(60s);
    const QByteArray octets = mailWith("X-Number: 1\r\n") + QByteArray(net::MessageContent::memoryLimit, 'x') + "\r\n";
    net::MessageContent content = house.content(octets);
    QCOMPARE(replaceByNull(house.spool), 1);
    const smtp::Reply reply = house.message(std::move(content));
    QCOMPARE(reply.code, 451);
    QCOMPARE(reply.subject, 3);
    QCOMPARE(house.queue->size(), 0);
    const QList<admin::Message> traced = house.traced();
    QCOMPARE(traced.size(), 1);
    QCOMPARE(traced.first().fate, Fate::Deferred);
    QCOMPARE(traced.first().recipients.size(), 2);
#endif
}

QTEST_GUILESS_MAIN(tst_PipelineScan)
#include "tst_pipelinescan.moc"
