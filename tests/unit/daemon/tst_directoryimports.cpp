#include "gateway/daemon/directoryimports.h"

#include "gateway/store/database.h"
#include "gateway/store/settings.h"

#include <QDirIterator>
#include <QFile>
#include <QJsonDocument>
#include <QTemporaryDir>
#include <QTest>
#include <condition_variable>
#include <future>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace gateway;
using namespace gateway::daemon;
using Approval = DirectoryImports::Approval;
using Status = directory::Lookup::Status;

namespace {

const QDateTime begin = QDateTime(QDate(2026, 11, 24), QTime(9, 0), Qt::UTC);

template<typename T>
T opened(Result<T> result)
{
    if (!result)
        qFatal("%s", qPrintable(result.error().message));
    return std::move(*result);
}

smtp::Mailbox mailbox(const QByteArray &text) { return smtp::parseMailbox(text, smtp::Utf8::Allowed).value(); }

/// A directory server that says what the test wants, when the test wants it.
struct FakeDirectory {
    Result<directory::Import> read(const admin::DirectorySource &source, const QByteArray &secret, const std::stop_token &stop)
    {
        const std::lock_guard lock(mutex);
        ++readings;
        password = secret;
        if (stalls) {
            isStalled.set_value();
            std::mutex waiting;
            std::unique_lock wait(waiting);
            std::condition_variable_any().wait(wait, stop, [] { return false; }); // As LdapSource, until it is told to stop.
            return failure(Error::Kind::Timeout, u"stopped"_s);
        }
        if (isDown)
            return failure(Error::Kind::Io, u"The directory could not be read. ldap://dc1.example:389: refused the connection."_s);
        directory::Import import;
        for (const QByteArray &name : names)
            import.entries.append({.address = name + "@list.example", .aliases = {}, .name = {}, .groups = {}, .source = source.id.toLatin1()});
        return import;
    }

    std::mutex mutex;
    QByteArrayList names{"alice", "bob"};
    QByteArray password;
    bool isDown = false, stalls = false;
    std::promise<void> isStalled;
    int readings = 0;
};

/// A gateway's part that reads sources, with a clock of the test's own. Made again on the same directory it is one after a restart.
struct House {
    House(const QString &directory, FakeDirectory &server, std::chrono::minutes &clock) : path(directory), fake(server), time(clock)
    {
        if (const Result<> built = recipients.rebuild(); !built)
            qFatal("%s", qPrintable(built.error().message));
        live->setListener([this] { (void)recipients.rebuild(); });
        subscription = events.subscribe([this](const admin::Event &event) {
            const std::lock_guard lock(mutex);
            if (event.type == "health"_L1)
                health.append(event.data["what"_L1].toString());
            if (event.type == "directory"_L1)
                outcomes.append(event.data["source"_L1].toString() + u' ' + event.data["outcome"_L1].toString());
        });
    }
    ~House() { events.unsubscribe(subscription); }

    void tick()
    {
        imports.tick(DirectoryImports::Clock::time_point(time + 1000h));
        imports.wait();
    }
    /// The time goes by, minute by minute.
    void pass(std::chrono::minutes minutes)
    {
        for (; minutes > 0min; minutes -= 1min) {
            time += 1min;
            tick();
        }
    }
    void add(int interval = 60)
    {
        admin::DirectorySource source;
        source.id = u"staff"_s;
        source.servers = {u"dc1.example"_s};
        source.base = u"DC=list,DC=example"_s;
        source.bindName = u"reader@list.example"_s;
        source.intervalMinutes = interval;
        admin::Domain domain;
        domain.name = u"list.example"_s;
        if (const Result<> put = live->putDomain(domain); !put)
            qFatal("%s", qPrintable(put.error().message));
        if (const Result<> put = live->putSource(source); !put)
            qFatal("%s", qPrintable(put.error().message));
    }
    [[nodiscard]] Status status(const QByteArray &name) const { return recipients.current()->lookUp(mailbox(name + "@list.example")).status; }
    QStringList taken(QStringList &list)
    {
        const std::lock_guard lock(mutex);
        return std::exchange(list, {});
    }

    const QString path;
    FakeDirectory &fake;
    std::chrono::minutes &time; ///< Since begin.
    std::unique_ptr<store::Database> database = opened(store::Database::open(path + u"/postern.db"_s, store::migrations()));
    store::Settings settings{*database};
    records::Trace trace{*database};
    EventBus events;
    Statistics statistics;
    Recorder recorder{trace, events, statistics};
    std::unique_ptr<LiveSettings> live = opened(LiveSettings::load(settings, {}, {"127.0.0.1", 1, net::NextHop::Tls::Never}, {}));
    std::unique_ptr<directory::SourceStore> store = opened(directory::SourceStore::open(path + u"/directory"_s));
    Secrets secrets = opened(Secrets::open(path + u"/secrets"_s));
    Recipients recipients{*live, *store};
    std::mutex mutex;
    QStringList health, outcomes;
    int subscription = 0;
    DirectoryImports imports{{*live, *store, recipients, secrets, recorder, events,
                              [this](const admin::DirectorySource &source, const QByteArray &password, const QDateTime &, const std::stop_token &stop) {
                                  return fake.read(source, password, stop);
                              },
                              [this] { return begin.addSecs(std::chrono::seconds(time).count()); }}};
};

} // namespace

class tst_DirectoryImports : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_directory = std::make_unique<QTemporaryDir>();
        m_time = 0min;
    }
    void readsInItsInterval();
    void manualSourceIsOnlyReadWhenAsked();
    void serverOffForADay_L3();
    void neverReadWhileTheServerIsOff_L3();
    void manyRemovedWaitForApproval();
    void heldReadingWaits();
    void rejectedReadingChangesNothing();
    void stalledReadingIsEndedAndChangesNothing();
    void readingOfChangedSourceHasNoEffect();
    void secretsAreKeptApart_O6();

private:
    [[nodiscard]] std::unique_ptr<House> house(FakeDirectory &fake) { return std::make_unique<House>(m_directory->path(), fake, m_time); }
    std::unique_ptr<QTemporaryDir> m_directory;
    std::chrono::minutes m_time{0};
};

void tst_DirectoryImports::readsInItsInterval()
{
    FakeDirectory fake;
    const auto one = house(fake);
    one->add();
    QCOMPARE(one->imports.problems().size(), 1); // Never read.
    one->tick();
    QCOMPARE(fake.readings, 1);
    QCOMPARE(one->status("alice"), Status::Known);
    QCOMPARE(one->status("carol"), Status::Unknown);
    QVERIFY(one->imports.problems().isEmpty());
    one->pass(10h);
    QVERIFY2(fake.readings >= 11 && fake.readings <= 12, QByteArray::number(fake.readings).constData()); // Up to a tenth earlier than each hour.
    QCOMPARE(one->taken(one->outcomes).mid(0, 2), (QStringList{u"staff imported"_s, u"staff unchanged"_s}));
    QVERIFY(one->taken(one->health).isEmpty());
    fake.names.append("carol");
    one->pass(60min);
    QCOMPARE(one->status("carol"), Status::Known);
    const DirectoryImports::State state = one->imports.state(u"staff"_s);
    QVERIFY(!state.isReading && state.lastGood.isValid() && state.lastGood == state.lastRead);
    QCOMPARE(state.outcome, u"imported"_s);
}

void tst_DirectoryImports::manualSourceIsOnlyReadWhenAsked()
{
    FakeDirectory fake;
    const auto one = house(fake);
    one->add(0);
    one->pass(5h);
    QCOMPARE(fake.readings, 0);
    QVERIFY(one->imports.start(u"staff"_s, Approval::IfNeeded));
    one->imports.wait();
    QCOMPARE(fake.readings, 1);
    QCOMPARE(one->status("alice"), Status::Known);
    const Result<> other = one->imports.start(u"other"_s, Approval::IfNeeded);
    QVERIFY(!other);
    QCOMPARE(other.error().kind, Error::Kind::NotFound);
}

/// The directory is off for a day, and the gateway is restarted in it: nobody who was known is refused, nobody unknown is taken.
void tst_DirectoryImports::serverOffForADay_L3()
{
    FakeDirectory fake;
    auto one = house(fake);
    one->add();
    one->tick();
    fake.isDown = true;
    QStringList health;
    for (int hour = 0; hour < 25; ++hour) {
        one->pass(60min);
        QCOMPARE(one->status("alice"), Status::Known);
        QCOMPARE(one->status("bob"), Status::Known);
        QCOMPARE(one->status("carol"), Status::Unknown);
        health += one->taken(one->health);
        if (hour == 12) {
            one.reset();
            one = house(fake);
            QCOMPARE(one->status("alice"), Status::Known);
            QCOMPARE(one->status("carol"), Status::Unknown);
        }
    }
    QVERIFY(fake.readings >= 25);
    QCOMPARE(health.size(), 1); // Once, not each hour, and not again after the restart.
    QVERIFY2(health.first().contains(u"“staff” could not be read; the list of 2026-11-24 09:00 UTC stays in use"_s), qPrintable(health.first()));
    const QStringList problems = one->imports.problems();
    QCOMPARE(problems.size(), 1);
    QVERIFY2(problems.first().contains(u"was last read on 2026-11-24 09:00 UTC"_s), qPrintable(problems.first()));
    fake.isDown = false;
    one->pass(60min);
    QCOMPARE(one->taken(one->health), QStringList{u"The source of recipients “staff” can be read again."_s});
    QVERIFY(one->imports.problems().isEmpty());
}

void tst_DirectoryImports::neverReadWhileTheServerIsOff_L3()
{
    FakeDirectory fake;
    fake.isDown = true;
    const auto one = house(fake);
    one->add();
    admin::Domain domain = one->live->current()->domains.first();
    domain.recipientCheck = u"list"_s;
    QVERIFY(one->live->putDomain(domain));
    one->pass(24h);
    QCOMPARE(one->status("alice"), Status::NotKnown);
    QCOMPARE(one->taken(one->health).size(), 1);
    fake.isDown = false;
    one->pass(60min);
    QCOMPARE(one->status("alice"), Status::Known);
    QCOMPARE(one->status("carol"), Status::Unknown);
}

void tst_DirectoryImports::manyRemovedWaitForApproval()
{
    FakeDirectory fake;
    fake.names.clear();
    for (int i = 0; i < 30; ++i)
        fake.names.append("user" + QByteArray::number(i));
    const auto one = house(fake);
    one->add();
    one->tick();
    fake.names.resize(25); // 5 of 30.
    one->pass(60min);
    QCOMPARE(one->status("user29"), Status::Known);
    QVERIFY(one->imports.problems().first().contains("approval"_L1));
    QVERIFY(one->imports.approve(u"staff"_s));
    QCOMPARE(one->status("user29"), Status::Unknown);
    QCOMPARE(one->status("user24"), Status::Known);
    QVERIFY(one->imports.problems().isEmpty());
    const Result<> again = one->imports.approve(u"staff"_s);
    QVERIFY(!again);
    QCOMPARE(again.error().kind, Error::Kind::NotFound);
    QCOMPARE(one->taken(one->outcomes), (QStringList{u"staff imported"_s, u"staff pending"_s, u"staff approved"_s}));
}

void tst_DirectoryImports::heldReadingWaits()
{
    FakeDirectory fake;
    const auto one = house(fake);
    one->add(0);
    QVERIFY(one->imports.start(u"staff"_s, Approval::Always));
    one->imports.wait();
    QCOMPARE(one->status("alice"), Status::Accepted); // As before: there is no list yet.
    QVERIFY(one->imports.approve(u"staff"_s));
    QCOMPARE(one->status("carol"), Status::Unknown);
    fake.names.append("carol");
    QVERIFY(one->imports.start(u"staff"_s, Approval::Always));
    one->imports.wait();
    QCOMPARE(one->status("carol"), Status::Unknown);
    QVERIFY(one->imports.start(u"staff"_s, Approval::IfNeeded)); // Read again, without holding: it takes the place of the waiting one.
    one->imports.wait();
    QCOMPARE(one->status("carol"), Status::Known);
    QVERIFY(!one->imports.approve(u"staff"_s));
}

void tst_DirectoryImports::rejectedReadingChangesNothing()
{
    FakeDirectory fake;
    const auto one = house(fake);
    one->add(0);
    QVERIFY(one->imports.start(u"staff"_s, Approval::IfNeeded));
    one->imports.wait();
    fake.names.clear();
    QVERIFY(one->imports.start(u"staff"_s, Approval::IfNeeded));
    one->imports.wait();
    QCOMPARE(one->status("alice"), Status::Known);
    QVERIFY(one->imports.reject(u"staff"_s));
    QCOMPARE(one->status("alice"), Status::Known);
    QVERIFY(!one->imports.reject(u"staff"_s));
    QCOMPARE(one->imports.state(u"staff"_s).outcome, u"rejected"_s);
}

void tst_DirectoryImports::stalledReadingIsEndedAndChangesNothing()
{
    FakeDirectory fake;
    auto one = house(fake);
    one->add(0);
    QVERIFY(one->imports.start(u"staff"_s, Approval::IfNeeded));
    one->imports.wait();
    fake.stalls = true;
    QVERIFY(one->imports.start(u"staff"_s, Approval::IfNeeded));
    fake.isStalled.get_future().wait();
    QVERIFY(one->imports.state(u"staff"_s).isReading);
    QVERIFY(one->imports.start(u"staff"_s, Approval::IfNeeded)); // One at a time.
    directory::Import sent;
    const auto taken = one->imports.take(u"staff"_s, sent, Approval::IfNeeded);
    QVERIFY(!taken && taken.error().message.contains("being read"_L1));
    QCOMPARE(one->status("alice"), Status::Known);
    QCOMPARE(fake.readings, 2);
    one.reset(); // The gateway ends, and need not wait for the server.
    fake.stalls = false;
    one = house(fake);
    QCOMPARE(one->status("alice"), Status::Known);
    QCOMPARE(one->imports.state(u"staff"_s).outcome, u"imported"_s);
}

void tst_DirectoryImports::readingOfChangedSourceHasNoEffect()
{
    FakeDirectory fake;
    fake.stalls = true;
    const auto one = house(fake);
    one->add(0);
    QVERIFY(one->imports.start(u"staff"_s, Approval::IfNeeded));
    fake.isStalled.get_future().wait();
    admin::DirectorySource source = one->live->current()->sources.first();
    source.base = u"DC=other,DC=example"_s;
    QVERIFY(one->live->putSource(source));
    one->imports.forget(u"staff"_s);
    QVERIFY(!one->imports.state(u"staff"_s).isReading);
    QVERIFY(one->taken(one->outcomes).isEmpty());
    QVERIFY(one->store->history()->isEmpty());
    fake.stalls = false;
    QVERIFY(one->imports.start(u"staff"_s, Approval::IfNeeded));
    one->imports.wait();
    QCOMPARE(one->status("alice"), Status::Known);
}

void tst_DirectoryImports::secretsAreKeptApart_O6()
{
    FakeDirectory fake;
    const auto one = house(fake);
    const QByteArray canary = "canary-5ecret";
    QVERIFY(one->secrets.put(secretName(u"staff"_s), canary));
    one->add(0);
    admin::DirectorySource source = one->live->current()->sources.first();
    source.password = QString::fromLatin1(canary); // However it gets there.
    QVERIFY(one->live->putSource(source));
    QVERIFY(one->imports.start(u"staff"_s, Approval::IfNeeded));
    one->imports.wait();
    QCOMPARE(fake.password, canary);
    QVERIFY(!QJsonDocument(one->live->exportAll()).toJson().contains(canary));
    one->database->flush();
    int searched = 0;
    QDirIterator files(one->path, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        QVERIFY(file.open(QIODevice::ReadOnly));
        const bool isSecret = file.fileName().contains("/secrets/"_L1);
        QVERIFY2(file.readAll().contains(canary) == isSecret, qPrintable(file.fileName()));
        if (isSecret)
            QCOMPARE(file.permissions() & (QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther), QFile::Permissions());
        ++searched;
    }
    QVERIFY(searched > 3);
    QVERIFY(one->secrets.remove(secretName(u"staff"_s)));
    QCOMPARE(one->secrets.get(secretName(u"staff"_s)).value(), QByteArray());
    for (const QString &bad : {u"../up"_s, u""_s, u"UPPER"_s})
        QVERIFY(!one->secrets.put(bad, canary));
}

QTEST_GUILESS_MAIN(tst_DirectoryImports)
#include "tst_directoryimports.moc"
