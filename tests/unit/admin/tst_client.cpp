#include "exampledata.h"
#include "exampleparts.h"
#include "fakeadministration.h"
#include "gateway/admin/client.h"
#include "gateway/admin/eventstreamreader.h"
#include "gateway/admin/httpserver.h"

#include <QJsonDocument>
#include <QLoggingCategory>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

using namespace gateway;
using namespace gateway::admin;
using namespace Qt::StringLiterals;

namespace {

const QByteArray token = "0123456789abcdef";

QUrl local(quint16 port) { return QUrl(u"http://127.0.0.1:%1"_s.arg(port)); }

/// What \a answer comes to; an error that says so if it never comes.
template<typename T>
Result<T> wait(const QFuture<Result<T>> &answer)
{
    if (!QTest::qWaitFor([&] { return answer.isFinished(); }, 10'000) || answer.isCanceled())
        return failure(Error::Kind::Invalid, u"no answer"_s);
    return answer.result();
}

/// A server that says the same octets to whoever comes, and keeps what it heard.
class Parrot : public QTcpServer
{
public:
    explicit Parrot(QByteArray words, bool closes = true)
    {
        listen(QHostAddress::LocalHost);
        connect(this, &QTcpServer::newConnection, this, [this, words, closes] {
            QTcpSocket *socket = nextPendingConnection();
            connect(socket, &QTcpSocket::readyRead, socket, [this, socket, words, closes] {
                const QByteArray octets = socket->readAll();
                heard += octets;
                if (!octets.contains("\r\n\r\n"))
                    return;
                socket->write(words);
                if (closes)
                    socket->disconnectFromHost();
            });
        });
    }
    QByteArray heard;
};

QByteArray ok(const QByteArray &body, const QByteArray &more = {})
{
    return "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n" + more + "Content-Length: " + QByteArray::number(body.size())
        + "\r\n\r\n" + body;
}

} // namespace

class tst_Client : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QLoggingCategory::setFilterRules(u"postern.admin=false"_s); }
    void init();
    void cleanup();

    void everyCall();
    void filters();
    void addressesSurviveTheWay();
    void refusalsKeepTheirKind_data();
    void refusalsKeepTheirKind();
    void wrongToken();
    void nobodyThere();
    void tokenStaysOnThisComputer_data();
    void tokenStaysOnThisComputer();
    void strangeAnswers_data();
    void strangeAnswers();
    void endlessAnswersAreCutOff();
    void redirectsAreNotFollowed();
    void pendingAnswersAreCancelled();
    void everyCallOfTheParts();
    void events();
    void eventsComeBack();
    void streamReader_data();
    void streamReader();
    void streamReaderIsBounded();

private:
    std::unique_ptr<FakeAdministration> m_fake;
    std::unique_ptr<HttpServer> m_server;
    std::unique_ptr<Client> m_client;
    quint16 m_port = 0;
};

void tst_Client::init()
{
    m_fake = std::make_unique<FakeAdministration>();
    HttpServerConfig config;
    config.token = token;
    m_server = std::make_unique<HttpServer>(config, *m_fake);
    const Result<quint16> port = m_server->start();
    QVERIFY(port.has_value());
    m_port = *port;
    m_client = std::make_unique<Client>(local(m_port), token);
}

void tst_Client::cleanup()
{
    m_client.reset();
    m_server.reset();
    m_fake.reset();
}

void tst_Client::everyCall()
{
    Client &c = *m_client;
    Status status = exampledata::status();
    QCOMPARE(wait(c.status()), status);
    QVERIFY(c.isReachable());
    QCOMPARE(wait(c.messages({}))->total, exampledata::messages().size());
    QCOMPARE(wait(c.message(u"m1001"_s)), exampledata::messages().at(1));
    QCOMPARE(wait(c.quarantine({}))->items.size(), exampledata::quarantine().size());
    const QuarantineItem held = exampledata::quarantine().first();
    QCOMPARE(wait(c.quarantineItem(held.id)), held);
    QVERIFY(wait(c.releaseFromQuarantine(held.id)).has_value());
    QVERIFY(wait(c.deleteFromQuarantine(exampledata::quarantine().at(1).id)).has_value());
    QCOMPARE(wait(c.queue(1, 2))->items, exampledata::queue().sliced(1, 2));
    QVERIFY(wait(c.retryQueued(u"w200"_s)).has_value());
    QVERIFY(wait(c.holdQueued(u"w200"_s, true)).has_value());
    QVERIFY(wait(c.holdQueued(u"w200"_s, false)).has_value());
    QVERIFY(wait(c.removeQueued(u"w200"_s)).has_value());
    QVERIFY(wait(c.drainQueue(u"10.0.0.26:25"_s)).has_value());
    QVERIFY(wait(c.drainQueue({})).has_value());
    QCOMPARE(wait(c.queue(0, 100))->total, 0);
    QCOMPARE(wait(c.domains()), exampledata::domains());
    const Domain domain{u"例.example.org"_s, u"[::1]:25"_s, {u"a"_s}};
    QVERIFY(wait(c.putDomain(domain)).has_value());
    QCOMPARE(wait(c.domains())->last(), domain);
    QVERIFY(wait(c.removeDomain(domain.name)).has_value());
    QCOMPARE(wait(c.policy()), exampledata::policy());
    QVERIFY(wait(c.checkPolicy(exampledata::policy())).has_value());
    QCOMPARE(wait(c.applyPolicy(exampledata::policy(), u"理由 & more"_s)), 4);
    QVERIFY(m_fake->calls().contains(u"applyPolicy 理由 & more"_s));
    QCOMPARE(wait(c.tlsSessions(0, 3))->items, exampledata::tlsSessions().first(3));
    QCOMPARE(wait(c.certificates()), exampledata::certificates());
    QVERIFY(wait(c.reloadCertificates()).has_value());
    const Result<QJsonObject> config = wait(c.exportConfig());
    QVERIFY(wait(c.importConfig(*config)).has_value());
    QCOMPARE(wait(c.samples()), exampledata::samples());
    QCOMPARE(wait(c.sendSample(u"virus"_s))->messageId, u"m1000"_s);
    QCOMPARE(wait(c.testMailbox(0, 1))->items.size(), 1);
    QCOMPARE(wait(c.testMail(u"t1000"_s)), exampledata::mailbox().first());
}

void tst_Client::everyCallOfTheParts()
{
    Client &c = *m_client;
    QCOMPARE(wait(c.directorySources()), exampledata::directorySources());
    DirectorySource source;
    source.id = u"branch"_s;
    source.password = u"not to be seen again"_s;
    QVERIFY(wait(c.putDirectorySource(source)).has_value());
    const auto sources = wait(c.directorySources());
    QCOMPARE(sources->size(), exampledata::directorySources().size() + 1);
    QVERIFY(sources->last().source.hasPassword);
    QVERIFY(sources->last().source.password.isEmpty());
    QVERIFY(wait(c.removeDirectorySource(u"branch"_s)).has_value());
    QCOMPARE(wait(c.removeDirectorySource(u"branch"_s)).error().kind, Error::Kind::NotFound);
    QCOMPARE(wait(c.testDirectorySource(source)), exampledata::directoryPreview());
    QVERIFY(wait(c.importDirectory(u"head-office"_s, true)).has_value());
    QCOMPARE(wait(c.uploadDirectory(u"warehouse"_s, "a@example.com\n", false)), exampledata::directoryDifference());
    QCOMPARE(wait(c.pendingDirectory(u"warehouse"_s)), exampledata::directoryDifference());
    QVERIFY(wait(c.approveDirectory(u"warehouse"_s)).has_value());
    QVERIFY(wait(c.rejectDirectory(u"warehouse"_s)).has_value());
    QCOMPARE(wait(c.directoryEntries({u"営業"_s, {}, {}, 0, 10}))->items.size(), 1);
    QCOMPARE(wait(c.lookUpRecipient(u"nobody@example.com"_s))->status, u"unknown"_s);
    QCOMPARE(wait(c.directoryHistory()), exampledata::directoryHistory());
    QCOMPARE(wait(c.harvestSuspects()), exampledata::harvestSuspects());

    DefenceSettings settings = exampledata::defenceSettings();
    QCOMPARE(wait(c.defence()), settings);
    settings.strictness = u"strict"_s;
    QVERIFY(wait(c.putDefence(settings)).has_value());
    QCOMPARE(wait(c.defence()), settings);
    QCOMPARE(wait(c.defenceConflicts(settings)), QList<DefenceRuleConflict>());
    QCOMPARE(wait(c.defenceState())->counts.size(), exampledata::defenceState().counts.size());
    QVERIFY(!wait(c.defenceState())->counts.first().name.isEmpty());
    QCOMPARE(wait(c.blockListPresets()), exampledata::blockListPresets());
    QCOMPARE(wait(c.checkBlockLists()), exampledata::blockListStates());
    QCOMPARE(wait(c.explainClient(u"192.0.2.7"_s, u"mx.example.org"_s))->helo, u"mx.example.org"_s);

    const SenderListEntry entry{u"block"_s, u"*@partner.example.org"_s, u"*"_s, u"メモ"_s, {}};
    QCOMPARE(wait(c.checkSender(entry))->first().kind, u"contradiction"_s);
    QCOMPARE(wait(c.addSender(entry))->size(), 1);
    QCOMPARE(wait(c.senderListEntries({{}, u"block"_s, 0, 100}))->total, 3);
    QVERIFY(wait(c.senderListsToCsv())->contains("メモ"));
    QVERIFY(wait(c.removeSender(entry)).has_value());
    QCOMPARE(wait(c.removeSender(entry)).error().kind, Error::Kind::NotFound);
    QCOMPARE(wait(c.checkSenderCsv("allow,a@example.net,*,\r\n", false))->conflicts.size(), 1);
    QCOMPARE(wait(c.senderListsFromCsv("allow,a@example.net,*,\r\n", true))->added, 2);
    QCOMPARE(m_fake->calls().last(), u"replaceSenders 24 octets"_s);
}

void tst_Client::filters()
{
    MessageFilter filter;
    filter.since = exampledata::now().addSecs(-1000);
    filter.until = exampledata::now().addSecs(-20);
    filter.sender = u"EXAMPLE.net"_s;
    filter.recipient = u"carol"_s;
    filter.text = u"制限"_s;
    filter.fate = Fate::Quarantined;
    filter.messageClass = MessageClass::Phishing;
    filter.limit = 10;
    const Result<Page<Message>> page = wait(m_client->messages(filter));
    QVERIFY(page.has_value());
    QCOMPARE(page->total, 1);
    QVERIFY(page->items.first().subject.contains(filter.text));
    QCOMPARE(m_fake->calls().last(), u"messages 0+10"_s);
}

void tst_Client::addressesSurviveTheWay()
{
    const QString odd = u"\"a b&c=d%+/?#\"+tag@例.example.org"_s;
    QVERIFY(wait(m_client->send("x", odd, {odd, u"b@example.com"_s})).has_value());
    QCOMPARE(m_fake->calls().last(), u"send 1 octets from <%1> to %1, b@example.com"_s.arg(odd));
    QVERIFY(wait(m_client->send(QByteArray("\0\r\n.\r\n\xff", 7), {}, {u"b@example.com"_s})).has_value());
    QCOMPARE(m_fake->calls().last(), u"send 7 octets from <> to b@example.com"_s);
    QCOMPARE(wait(m_client->message(u"../status"_s)).error().kind, Error::Kind::NotFound);
    QCOMPARE(wait(m_client->message(u"a/b?c#d"_s)).error().kind, Error::Kind::NotFound);
}

void tst_Client::refusalsKeepTheirKind_data()
{
    QTest::addColumn<Error::Kind>("kind");
    QTest::newRow("invalid") << Error::Kind::Invalid;
    QTest::newRow("not found") << Error::Kind::NotFound;
    QTest::newRow("io") << Error::Kind::Io;
    QTest::newRow("full") << Error::Kind::Full;
    QTest::newRow("timeout") << Error::Kind::Timeout;
    QTest::newRow("tls") << Error::Kind::Tls;
}

void tst_Client::refusalsKeepTheirKind()
{
    QFETCH(const Error::Kind, kind);
    m_fake->failWith(Error{kind, u"原因: \"x\""_s});
    const Result<> answer = wait(m_client->reloadCertificates());
    QVERIFY(!answer);
    QCOMPARE(answer.error().kind, kind);
    QCOMPARE(answer.error().message, u"原因: \"x\""_s);
    QVERIFY(m_client->isReachable());
}

void tst_Client::wrongToken()
{
    Client stranger(local(m_port), "wrong");
    QCOMPARE(wait(stranger.status()).error().kind, Error::Kind::Invalid);
    QVERIFY(stranger.isReachable());
}

void tst_Client::nobodyThere()
{
    m_server->stop();
    const Result<Status> answer = wait(m_client->status());
    QVERIFY(!answer);
    QVERIFY(answer.error().message.contains(u"127.0.0.1:%1"_s.arg(m_port)));
    QVERIFY(!m_client->isReachable());
}

void tst_Client::tokenStaysOnThisComputer_data()
{
    QTest::addColumn<QString>("url");
    QTest::newRow("an address elsewhere") << u"http://192.0.2.1:8025"_s;
    QTest::newRow("a name that looks like ours") << u"http://localhost.example.net:8025"_s;
    QTest::newRow("an address in disguise") << u"http://127.0.0.1.example.net"_s;
    QTest::newRow("another scheme") << u"ftp://127.0.0.1"_s;
    QTest::newRow("a file") << u"file:///etc/hostname"_s;
    QTest::newRow("nothing") << QString();
}

void tst_Client::tokenStaysOnThisComputer()
{
    QFETCH(const QString, url);
    Client client{QUrl(url), token};
    const QFuture<Result<Status>> answer = client.status();
    QVERIFY(answer.isFinished()); // Nothing was tried.
    QVERIFY(!answer.result());
    QVERIFY(!client.isReachable());
}

void tst_Client::strangeAnswers_data()
{
    QTest::addColumn<QByteArray>("octets");
    QTest::addColumn<bool>("isAnswer");
    const auto row = [](const char *name, QByteArray octets, bool isAnswer = false) { QTest::newRow(name) << octets << isAnswer; };
    row("not HTTP", "220 mail.example.org ESMTP\r\n");
    row("nothing", "");
    row("half a header", "HTTP/1.1 200 OK\r\nContent-");
    row("half a body", "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"version\":");
    row("HTML", ok("<html>"));
    row("a list", ok("[]"));
    row("deep nesting", ok(QByteArray(100'000, '[')));
    row("an empty object is all defaults", ok("{}"), true);
    row("wrong types", ok(R"({"version": 5, "problems": "x", "queued": "many"})"), true);
    row("an error without words", "HTTP/1.1 500 Oops\r\nContent-Length: 2\r\n\r\n[]");
    row("an error of an unknown kind", "HTTP/1.1 418 Teapot\r\nContent-Length: 41\r\n\r\n{\"error\": {\"kind\": \"tea\", \"message\": 5}}  ");
    row("no content", "HTTP/1.1 204 No Content\r\n\r\n");
}

void tst_Client::strangeAnswers()
{
    QFETCH(const QByteArray, octets);
    Parrot parrot(octets);
    Client client(local(parrot.serverPort()), token);
    const Result<Status> answer = wait(client.status());
    QTEST(answer.has_value(), "isAnswer");
    if (answer)
        QCOMPARE(*answer, Status());
    else
        QVERIFY(!answer.error().message.isEmpty() && answer.error().message != u"no answer"_s);
}

void tst_Client::endlessAnswersAreCutOff()
{
    Parrot parrot("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n" + QByteArray(65'000'000, ' '), false);
    Client client(local(parrot.serverPort()), token);
    QCOMPARE(wait(client.status()).error().message, u"The answer is too large."_s);
}

void tst_Client::redirectsAreNotFollowed()
{
    Parrot thief(ok("{}"));
    Parrot parrot("HTTP/1.1 307 Go\r\nLocation: " + local(thief.serverPort()).toEncoded() + "/\r\nContent-Length: 0\r\n\r\n");
    Client client(local(parrot.serverPort()), token);
    QVERIFY(!wait(client.status()));
    QVERIFY(parrot.heard.contains("Authorization: Bearer " + token + "\r\n"));
    QVERIFY(thief.heard.isEmpty());
}

void tst_Client::pendingAnswersAreCancelled()
{
    Parrot silent("", false);
    auto client = std::make_unique<Client>(local(silent.serverPort()), token);
    const QFuture<Result<Status>> answer = client->status();
    QVERIFY(QTest::qWaitFor([&] { return !silent.heard.isEmpty(); }));
    client.reset();
    QVERIFY(answer.isFinished());
    QVERIFY(answer.isCanceled());
}

void tst_Client::events()
{
    QSignalSpy connected(m_client.get(), &Client::eventsConnected);
    QSignalSpy received(m_client.get(), &Client::eventReceived);
    m_client->followEvents();
    m_client->followEvents(); // Once is enough.
    QVERIFY(connected.wait());
    const QList<Event> sent{{1, u"message"_s, exampledata::messages().first().toJson()}, {2, u"health"_s, {{u"health"_s, u"bad\n\nid: 9"_s}}}};
    for (const Event &event : sent)
        m_fake->emitEvent(event);
    QTRY_COMPARE(received.size(), 2);
    for (int i = 0; i < 2; ++i)
        QCOMPARE(received[i][0].value<Event>(), sent[i]);
    QCOMPARE(connected.size(), 1);
}

void tst_Client::eventsComeBack()
{
    QSignalSpy connected(m_client.get(), &Client::eventsConnected);
    QSignalSpy lost(m_client.get(), &Client::eventsLost);
    QSignalSpy received(m_client.get(), &Client::eventReceived);
    m_client->followEvents();
    QVERIFY(connected.wait());
    m_fake->emitEvent({5, u"queue"_s, {}});
    QVERIFY(received.wait());
    m_server.reset();
    QVERIFY(lost.wait());
    QVERIFY(!lost[0][0].toString().isEmpty());

    HttpServerConfig config;
    config.token = token;
    config.port = m_port;
    m_server = std::make_unique<HttpServer>(config, *m_fake);
    QVERIFY(m_server->start().has_value());
    m_fake->emitEvent({6, u"queue"_s, {}}); // Before the client is back: replayed to it if it comes from the ring.
    m_fake->emitEvent({7, u"queue"_s, {}});
    QTRY_COMPARE_WITH_TIMEOUT(received.size(), 3, 10'000);
    QCOMPARE(received[1][0].value<Event>().number, 6);
    QCOMPARE(connected.size(), 2);
}

void tst_Client::streamReader_data()
{
    QTest::addColumn<QByteArray>("octets");
    QTest::addColumn<QList<Event>>("events");
    const auto row = [](const char *name, QByteArray octets, QList<Event> events) { QTest::newRow(name) << octets << events; };
    const Event event{7, u"queue"_s, {{u"a"_s, 1}}};
    row("one", "id: 7\nevent: queue\ndata: {\"a\":1}\n\n", {event});
    row("without blanks", "id:7\nevent:queue\ndata:{\"a\":1}\n\n", {event});
    row("data in several lines", "id: 7\nevent: queue\ndata: {\"a\"\ndata: :1}\n\n", {event});
    row("comments and unknown fields", ": hello\n:\nretry: 3000\nid: 7\nfoo\nevent: queue\ndata: {\"a\":1}\n\n:\n\n", {event});
    row("not ended", "id: 7\nevent: queue\ndata: {\"a\":1}\n", {});
    row("no data", "id: 7\nevent: queue\n\n", {});
    row("data is not JSON", "data: x\n\nid: 7\nevent: queue\ndata: {\"a\":1}\n\n", {event});
    row("a list", "data: []\n\n", {});
    row("the number stays, the type does not", "id: 7\nevent: queue\ndata: {\"a\":1}\n\ndata: {}\n\n", {event, {7, {}, {}}});
    row("nonsense for a number", "id: x\ndata: {}\n\n", {{0, {}, {}}});
}

void tst_Client::streamReader()
{
    QFETCH(const QByteArray, octets);
    for (const qsizetype chunk : {octets.size(), qsizetype(1)}) {
        EventStreamReader reader;
        QList<Event> events;
        for (qsizetype at = 0; at < octets.size(); at += chunk)
            events += reader.feed(octets.sliced(at, chunk));
        QTEST(events, "events");
        QVERIFY(!reader.hasFailed());
    }
}

void tst_Client::streamReaderIsBounded()
{
    EventStreamReader line;
    QVERIFY(line.feed("data: " + QByteArray(EventStreamReader::maxEvent + 1, 'x')).isEmpty());
    QVERIFY(line.hasFailed());
    QVERIFY(line.feed("\n\ndata: {}\n\n").isEmpty());
    EventStreamReader lines;
    for (int i = 0; i < 5 && !lines.hasFailed(); ++i)
        QVERIFY(lines.feed("data: " + QByteArray(1'000'000, 'x') + '\n').isEmpty());
    QVERIFY(lines.hasFailed());
}

QTEST_GUILESS_MAIN(tst_Client)
#include "tst_client.moc"
