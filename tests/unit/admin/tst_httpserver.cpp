#include "exampledata.h"
#include "fakeadministration.h"
#include "gateway/admin/httpserver.h"
#include "httpdialog.h"

#include <QDir>
#include <QJsonDocument>
#include <QLoggingCategory>
#include <QSemaphore>
#include <QTest>

using namespace gateway;
using namespace gateway::admin;
using namespace Qt::StringLiterals;

namespace {

const QByteArray token = "0123456789abcdef";

QByteArray get(const QByteArray &target, const QByteArray &more = {})
{
    return "GET " + target + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + token + "\r\n" + more + "\r\n";
}

Event newEvent(qint64 number, const QString &text = u"x"_s) { return {number, u"message"_s, {{u"id"_s, text}}}; }

/// A gateway that answers status() only when it is told to.
class SlowAdministration : public FakeAdministration
{
public:
    Status status() override
    {
        started.release();
        mayGo.acquire();
        return FakeAdministration::status();
    }
    QSemaphore started, mayGo;
};

/// A server over a fake gateway.
template<typename Administration = FakeAdministration>
struct Fixture {
    explicit Fixture(HttpServerConfig config = {})
    {
        config.token = token;
        server = std::make_unique<HttpServer>(std::move(config), gateway);
        const Result<quint16> started = server->start();
        port = started.value_or(0);
    }

    Administration gateway;
    std::unique_ptr<HttpServer> server;
    quint16 port = 0;
};

} // namespace

class tst_HttpServer : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QLoggingCategory::setFilterRules(u"postern.admin=false"_s); }

    void dialogs_data();
    void dialogs();
    void dialogsInSmallPieces_data() { dialogs_data(); }
    void dialogsInSmallPieces();
    void responsesAreClosedToBrowsers();
    void largeBodiesArrive();
    void slowHeaderIsCutOff_R9();
    void slowBodyIsCutOff();
    void idleConnectionIsClosedSilently();
    void connectionsAreLimited_R9();
    void blockedCallsLeaveTheLoopFree();
    void eventsAreStreamed();
    void eventsAreReplayed();
    void aFollowerOfAnotherRunGetsAll();
    void heartbeat();
    void followersAreLimited_R9();
    void aFollowerThatDoesNotReadIsDropped();
    void aFollowerThatSpeaksIsDropped();
    void startRefusals_data();
    void startRefusals();
    void stopEndsAll();
};

void tst_HttpServer::dialogs_data()
{
    QTest::addColumn<QString>("file");
    const QDir folder(QStringLiteral(TEST_DATA "/admin/http"));
    const QStringList names = folder.entryList({u"*.txt"_s});
    QVERIFY(names.size() > 50);
    for (const QString &name : names)
        QTest::newRow(qPrintable(name)) << folder.filePath(name);
}

static void play(const QString &file, qsizetype piece)
{
    Fixture fixture;
    HttpDialog dialog(fixture.port);
    bool closes = false;
    QByteArray pending;
    const QList<HttpStep> steps = readHttpSteps(file, token);
    QVERIFY(!steps.isEmpty());
    for (const HttpStep &step : steps) {
        if (step.status == 0) {
            pending += step.octets;
            continue;
        }
        for (qsizetype at = 0; at < pending.size(); at += piece) {
            dialog.send(pending.sliced(at, std::min(piece, pending.size() - at)));
            if (piece < pending.size())
                dialog.socket().waitForReadyRead(0); // Lets an early answer in, so that the peer's end is noticed.
        }
        pending.clear();
        const HttpDialog::Response response = dialog.receive();
        QVERIFY2(response.status == step.status, (response.head + response.body).constData());
        closes = step.closes;
    }
    if (closes)
        QVERIFY(dialog.isClosed()); // And no second response: nothing was smuggled.
    else
        dialog.send(get("/api/v1/policy"));
    QCOMPARE(closes ? 200 : dialog.receive().status, 200); // Still in step.
}

void tst_HttpServer::dialogs()
{
    QFETCH(const QString, file);
    play(file, 1 << 20);
}

void tst_HttpServer::dialogsInSmallPieces()
{
    QFETCH(const QString, file);
    play(file, QFile(file).size() > 4000 ? 1111 : 3);
}

void tst_HttpServer::responsesAreClosedToBrowsers()
{
    Fixture fixture;
    for (const QByteArray target : {"/api/v1/status", "/metrics", "/api/v1/nothing"}) {
        HttpDialog dialog(fixture.port);
        dialog.send(get(target, "Origin: http://attacker.example.net\r\n"));
        const QByteArray head = dialog.receive().head;
        QVERIFY(head.contains("\r\nCache-Control: no-store\r\n"));
        QVERIFY(head.contains("\r\nX-Content-Type-Options: nosniff\r\n"));
        QVERIFY(!head.toLower().contains("access-control"));
    }
}

void tst_HttpServer::largeBodiesArrive()
{
    Fixture fixture;
    const QByteArray content(5'000'000, 'x');
    HttpDialog dialog(fixture.port);
    dialog.send("POST /api/v1/send?recipient=a@example.com HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + token
                + "\r\nContent-Length: 5000000\r\n\r\n" + content);
    dialog.socket().waitForBytesWritten(10'000);
    QCOMPARE(dialog.receive().status, 200);
    QCOMPARE(fixture.gateway.calls().last(), u"send 5000000 octets from <> to a@example.com"_s);
}

void tst_HttpServer::slowHeaderIsCutOff_R9()
{
    HttpServerConfig config;
    config.headerTime = std::chrono::milliseconds(100);
    Fixture fixture(config);
    HttpDialog dialog(fixture.port);
    dialog.send("GET /api/v1/status HTTP/1.1\r\nHost: loc");
    QCOMPARE(dialog.receive().status, 408);
    QVERIFY(dialog.isClosed());
}

void tst_HttpServer::slowBodyIsCutOff()
{
    HttpServerConfig config;
    config.bodyTime = std::chrono::milliseconds(100);
    Fixture fixture(config);
    HttpDialog dialog(fixture.port);
    dialog.send("PUT /api/v1/config HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + token
                + "\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{");
    QCOMPARE(dialog.receive().status, 408);
    QVERIFY(dialog.isClosed());
    QCOMPARE(fixture.gateway.calls(), QStringList());
}

void tst_HttpServer::idleConnectionIsClosedSilently()
{
    HttpServerConfig config;
    config.idleTime = std::chrono::milliseconds(100);
    Fixture fixture(config);
    HttpDialog silent(fixture.port);
    QVERIFY(silent.isClosed());
    HttpDialog used(fixture.port);
    used.send(get("/api/v1/policy"));
    QCOMPARE(used.receive().status, 200);
    QVERIFY(used.isClosed());
}

void tst_HttpServer::connectionsAreLimited_R9()
{
    HttpServerConfig config;
    config.maxConnections = 2;
    Fixture fixture(config);
    auto first = std::make_unique<HttpDialog>(fixture.port);
    HttpDialog second(fixture.port);
    first->send(get("/api/v1/policy"));
    second.send(get("/api/v1/policy"));
    QCOMPARE(first->receive().status, 200);
    QCOMPARE(second.receive().status, 200);
    HttpDialog third(fixture.port);
    QCOMPARE(third.receive().status, 503);
    QVERIFY(third.isClosed());
    first.reset(); // Leaves room.
    QVERIFY(QTest::qWaitFor([&] {
        HttpDialog fourth(fixture.port);
        fourth.send(get("/api/v1/policy"));
        return fourth.receive().status == 200;
    }));
}

void tst_HttpServer::blockedCallsLeaveTheLoopFree()
{
    HttpServerConfig config;
    config.workers = 2;
    Fixture<SlowAdministration> fixture(config);
    HttpDialog blocked(fixture.port);
    blocked.send(get("/api/v1/status"));
    QVERIFY(fixture.gateway.started.tryAcquire(1, 10'000));
    HttpDialog other(fixture.port);
    other.send(get("/api/v1/policy"));
    QCOMPARE(other.receive().status, 200);
    fixture.gateway.mayGo.release();
    QCOMPARE(blocked.receive().status, 200);
}

void tst_HttpServer::eventsAreStreamed()
{
    Fixture fixture;
    QCOMPARE(fixture.gateway.subscriptions(), 1);
    HttpDialog follower(fixture.port);
    follower.send(get("/api/v1/events"));
    const QByteArray head = follower.readUntil("\r\n\r\n");
    QVERIFY(head.startsWith("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n"));
    QVERIFY(head.contains("\r\nCache-Control: no-store\r\n"));
    QCOMPARE(follower.readUntil("\n\n"), "retry: 3000\n\n");
    fixture.gateway.emitEvent(newEvent(7, u"件名\nid: 9\n\n"_s)); // Hostile text cannot make an event of its own.
    const QByteArray frame = follower.readUntil("\n\n");
    QVERIFY2(frame.startsWith("id: 7\nevent: message\ndata: {"), frame.constData());
    QCOMPARE(frame.count('\n'), 4);
    const QByteArray data = frame.sliced(frame.indexOf("data: ") + 6);
    QCOMPARE(QJsonDocument::fromJson(data).object()["id"_L1].toString(), u"件名\nid: 9\n\n"_s);
}

void tst_HttpServer::eventsAreReplayed()
{
    Fixture fixture;
    HttpDialog first(fixture.port); // Its last event says that all before are in the ring.
    first.send(get("/api/v1/events"));
    QVERIFY(first.readUntil("retry: 3000\n\n").size() > 0);
    for (int number = 1; number <= 1500; ++number) {
        fixture.gateway.emitEvent(newEvent(number));
        if (number % 500 == 0)
            QVERIFY(first.readUntil("id: " + QByteArray::number(number) + '\n').contains("id: " + QByteArray::number(number - 1) + '\n'));
    }

    HttpDialog again(fixture.port);
    again.send(get("/api/v1/events", "Last-Event-ID: 1497\r\n"));
    const QByteArray replayed = again.readUntil("id: 1500\n");
    QCOMPARE(replayed.count("\nid: "), 3); // 1498 follows the retry line.
    QVERIFY(replayed.contains("id: 1498\n") && !replayed.contains("id: 1497\n"));

    HttpDialog late(fixture.port); // The ring holds the last 1000.
    late.send(get("/api/v1/events", "Last-Event-ID: 3\r\n"));
    const QByteArray rest = late.readUntil("id: 1500\n");
    QCOMPARE(rest.count("\nid: "), 1000);
    QVERIFY(rest.contains("id: 501\n") && !rest.contains("id: 500\n"));
}

void tst_HttpServer::aFollowerOfAnotherRunGetsAll()
{
    Fixture fixture;
    HttpDialog first(fixture.port);
    first.send(get("/api/v1/events"));
    QVERIFY(first.readUntil("retry: 3000\n\n").size() > 0);
    fixture.gateway.emitEvent(newEvent(1));
    QVERIFY(first.readUntil("id: 1\n").size() > 0);
    HttpDialog again(fixture.port);
    again.send(get("/api/v1/events", "Last-Event-ID: 900\r\n"));
    QVERIFY(again.readUntil("id: 1\n").endsWith("id: 1\n"));
}

void tst_HttpServer::heartbeat()
{
    HttpServerConfig config;
    config.heartbeat = std::chrono::milliseconds(20);
    Fixture fixture(config);
    HttpDialog follower(fixture.port);
    follower.send(get("/api/v1/events"));
    QVERIFY(follower.readUntil(":\n\n:\n\n").endsWith(":\n\n:\n\n"));
}

void tst_HttpServer::followersAreLimited_R9()
{
    HttpServerConfig config;
    config.maxEventStreams = 1;
    Fixture fixture(config);
    auto first = std::make_unique<HttpDialog>(fixture.port);
    first->send(get("/api/v1/events"));
    QVERIFY(first->readUntil("retry: 3000\n\n").size() > 0);
    HttpDialog second(fixture.port);
    second.send(get("/api/v1/events"));
    QCOMPARE(second.receive().status, 503);
    first.reset(); // Its end is noticed without an event being sent.
    QVERIFY(QTest::qWaitFor([&] {
        HttpDialog third(fixture.port);
        third.send(get("/api/v1/events"));
        return third.receive().status == 200;
    }));
}

void tst_HttpServer::aFollowerThatDoesNotReadIsDropped()
{
    Fixture fixture;
    HttpDialog sleeper(fixture.port);
    sleeper.socket().setReadBufferSize(1024);
    sleeper.send(get("/api/v1/events"));
    QVERIFY(sleeper.readUntil("retry: 3000\n\n").size() > 0);
    HttpDialog awake(fixture.port);
    awake.send(get("/api/v1/events"));
    QVERIFY(awake.readUntil("retry: 3000\n\n").size() > 0);
    const QString text(20'000, u'x');
    for (int number = 1; number <= 1500; ++number) { // 30 MB: more than any socket buffer and the ring together take.
        fixture.gateway.emitEvent(newEvent(number, text));
        if (number % 100 == 0)
            QVERIFY(awake.readUntil("id: " + QByteArray::number(number) + '\n').size() > 0);
    }
    QByteArray last;
    while (sleeper.socket().bytesAvailable() > 0 || sleeper.socket().waitForReadyRead(10'000))
        last = (last + sleeper.socket().readAll()).last(std::min<qsizetype>(last.size(), 100'000));
    QVERIFY(sleeper.socket().state() != QAbstractSocket::ConnectedState);
    QVERIFY(!last.contains("id: 1500\n"));
}

void tst_HttpServer::aFollowerThatSpeaksIsDropped()
{
    Fixture fixture;
    HttpDialog follower(fixture.port);
    follower.send(get("/api/v1/events"));
    QVERIFY(follower.readUntil("retry: 3000\n\n").size() > 0);
    follower.send(get("/api/v1/policy"));
    QVERIFY(follower.isClosed());
}

void tst_HttpServer::startRefusals_data()
{
    QTest::addColumn<QByteArray>("address");
    QTest::addColumn<Error::Kind>("kind");
    QTest::newRow("every interface") << QByteArray("0.0.0.0") << Error::Kind::Invalid;
    QTest::newRow("an address of a network") << QByteArray("192.0.2.1") << Error::Kind::Invalid;
    QTest::newRow("a name") << QByteArray("localhost") << Error::Kind::Invalid;
    QTest::newRow("nothing") << QByteArray() << Error::Kind::Invalid;
    QTest::newRow("a port in use") << QByteArray("127.0.0.1") << Error::Kind::Io;
}

void tst_HttpServer::startRefusals()
{
    QFETCH(const QByteArray, address);
    Fixture fixture;
    HttpServerConfig config;
    config.address = address;
    config.port = fixture.port;
    HttpServer second(config, fixture.gateway);
    const Result<quint16> port = second.start();
    QVERIFY(!port);
    QTEST(port.error().kind, "kind");
    QCOMPARE(fixture.gateway.subscriptions(), 1);
}

void tst_HttpServer::stopEndsAll()
{
    Fixture<SlowAdministration> fixture;
    HttpDialog idle(fixture.port), follower(fixture.port), blocked(fixture.port);
    follower.send(get("/api/v1/events"));
    QVERIFY(follower.readUntil("retry: 3000\n\n").size() > 0);
    blocked.send(get("/api/v1/status"));
    QVERIFY(fixture.gateway.started.tryAcquire(1, 10'000));
    fixture.gateway.mayGo.release();
    fixture.server->stop();
    QCOMPARE(fixture.gateway.subscriptions(), 0);
    fixture.gateway.emitEvent(newEvent(1));
    QVERIFY(idle.isClosed());
    QVERIFY(follower.isClosed());
}

QTEST_GUILESS_MAIN(tst_HttpServer)
#include "tst_httpserver.moc"
