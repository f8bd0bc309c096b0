#include "fakeadministration.h"
#include "gateway/admin/apirouter.h"
#include "gateway/admin/codec.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace gateway;
using namespace gateway::admin;
using namespace Qt::StringLiterals;

namespace {

const QByteArray token = "the-right-token";

ApiRequest request(QByteArray method, QByteArray target, QByteArray body = {})
{
    ApiRequest r;
    r.method = std::move(method);
    r.target = std::move(target);
    r.host = "localhost:8025";
    r.authorization = "Bearer " + token;
    r.contentType = "application/json";
    r.body = std::move(body);
    return r;
}

QJsonObject object(const ApiResponse &response) { return QJsonDocument::fromJson(response.body).object(); }
QString errorKind(const ApiResponse &response) { return object(response)["error"_L1].toObject()["kind"_L1].toString(); }

/// A request to \a route that would succeed as far as access goes.
ApiRequest requestTo(const ApiRouter::Route &route)
{
    QByteArray target = route.pattern;
    target.replace("{id}", "m1000").replace("{name}", "example.com");
    return request(route.method, target);
}

} // namespace

class tst_ApiRouter : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { m_fake = std::make_unique<FakeAdministration>(); }

    void strangersAreRefusedEverywhere_data();
    void strangersAreRefusedEverywhere();
    void hosts_data();
    void hosts();
    void anEmptyTokenGrantsNothing();
    void routes_data();
    void routes();
    void routesAreThoseOfTheSchema();
    void refusals_data();
    void refusals();
    void errorsHaveTheirStatus_data();
    void errorsHaveTheirStatus();
    void everyRouteReportsFailure();
    void allowedMethodsAreNamed();
    void reasonsCarryText_data();
    void reasonsCarryText();
    void admissionTellsLimits();
    void putDomain();
    void sendTakesOctets();

private:
    [[nodiscard]] ApiRouter router() const
    {
        return {AccessCheck(token, {"127.0.0.1", "gate.example.com", "::1"}), *m_fake, 64'000'000};
    }

    std::unique_ptr<FakeAdministration> m_fake;
};

void tst_ApiRouter::strangersAreRefusedEverywhere_data()
{
    QTest::addColumn<QByteArray>("host");
    QTest::addColumn<QByteArray>("authorization");
    QTest::addColumn<int>("status");
    const QByteArray right = "Bearer " + token;
    const auto row = [](const char *name, QByteArray host, QByteArray authorization, int status) {
        QTest::newRow(name) << host << authorization << status;
    };
    row("no token", "localhost:8025", "", 401);
    row("wrong token", "localhost:8025", "Bearer the-wrong-token", 401);
    row("a prefix of the token", "localhost:8025", right.chopped(1), 401);
    row("more than the token", "localhost:8025", right + "x", 401);
    row("the scheme alone", "localhost:8025", "Bearer ", 401);
    row("another scheme", "localhost:8025", "Basic " + token, 401);
    row("the token bare", "localhost:8025", token, 401);
    row("a rebound name (A2)", "attacker.example.net:8025", right, 421);
    row("no Host", "", right, 421);
}

void tst_ApiRouter::strangersAreRefusedEverywhere()
{
    QFETCH(const QByteArray, host);
    QFETCH(const QByteArray, authorization);
    QFETCH(const int, status);
    QVERIFY(ApiRouter::routes().size() > 30);
    for (const ApiRouter::Route &route : ApiRouter::routes()) { // threats.md W12: the inventory of all routes.
        ApiRequest r = requestTo(route);
        r.host = host;
        r.authorization = authorization;
        QCOMPARE(router().answer(r).status, status);
        QVERIFY(router().admit(r).refusal);
    }
    ApiRequest nowhere = request("GET", "/no/such/address");
    nowhere.host = host;
    nowhere.authorization = authorization;
    QCOMPARE(router().answer(nowhere).status, status); // A stranger cannot tell routes from nothing.
    QCOMPARE(m_fake->calls(), QStringList());
}

void tst_ApiRouter::hosts_data()
{
    QTest::addColumn<QByteArray>("host");
    QTest::addColumn<bool>("isOurs");
    const auto row = [](QByteArray host, bool isOurs) { QTest::newRow(host.constData()) << host << isOurs; };
    row("localhost", true);
    row("LOCALHOST:1", true);
    row("127.0.0.1:8025", true);
    row("Gate.Example.com", true);
    row("[::1]:8025", true);
    row("[::1]", true);
    row("localhost:", true);
    row("localhost.example.net", false);
    row("127.0.0.1.example.net", false);
    row("localhost:80x", false);
    row("localhost:80:80", false);
    row("[::1", false);
    row("[::1]8025", false);
    row("localhost@example.net", false);
    row("gate.example.com.", false);
    row(" localhost", false);
}

void tst_ApiRouter::hosts()
{
    QFETCH(const QByteArray, host);
    ApiRequest r = request("GET", "/api/v1/status");
    r.host = host;
    QTEST(router().answer(r).status == 200, "isOurs");
}

void tst_ApiRouter::anEmptyTokenGrantsNothing()
{
    const ApiRouter open(AccessCheck({}, {}), *m_fake, 1000);
    ApiRequest r = request("GET", "/api/v1/status");
    for (const QByteArray &authorization : {QByteArray(), QByteArray("Bearer "), QByteArray("Bearer  ")}) {
        r.authorization = authorization;
        QCOMPARE(open.answer(r).status, 401);
    }
}

void tst_ApiRouter::routes_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("call");   // The last thing the gateway was asked.
    const auto row = [](QByteArray method, QByteArray target, QString call, int status = 200, QByteArray body = {}) {
        QTest::newRow((method + ' ' + target).constData()) << method << "/api/v1/" + target << body << status << call;
    };
    row("GET", "status", u"status"_s);
    row("GET", "messages", u"messages 0+100"_s);
    row("GET", "messages?offset=10&limit=5&sender=a%2Bb@example.org&fate=delivered", u"messages 10+5"_s);
    row("GET", "messages/m1000", u"message m1000"_s);
    row("GET", "quarantine?messageClass=virus", u"quarantine 0+100"_s);
    row("GET", "quarantine/q1001", u"quarantineItem q1001"_s);
    row("POST", "quarantine/q1001/release", u"release q1001"_s, 204);
    row("DELETE", "quarantine/q1001", u"delete q1001"_s, 204);
    row("GET", "queue?limit=1000", u"queue 0+1000"_s);
    row("POST", "queue/drain", u"drain"_s, 204);
    row("POST", "queue/drain?destination=10.0.0.26%3A25", u"drain 10.0.0.26:25"_s, 204);
    row("POST", "queue/w200/retry", u"retry w200"_s, 204);
    row("POST", "queue/w200/hold", u"hold w200"_s, 204);
    row("POST", "queue/w205/unhold", u"unhold w205"_s, 204);
    row("DELETE", "queue/w200", u"remove w200"_s, 204);
    row("GET", "domains", u"domains"_s);
    row("PUT", "domains/example.org", u"putDomain example.org"_s, 204, R"({"recipients": ["a"]})");
    row("DELETE", "domains/example.com", u"removeDomain example.com"_s, 204);
    row("GET", "policy", u"policy"_s);
    row("PUT", "policy?note=two%20words", u"applyPolicy two words"_s, 200, R"({"rules": []})");
    row("POST", "policy/check", u"checkPolicy"_s, 204, R"({"rules": []})");
    row("GET", "tls/sessions", u"tlsSessions 0+100"_s);
    row("GET", "tls/certificates", u"certificates"_s);
    row("POST", "tls/reload", u"reloadCertificates"_s, 204);
    row("GET", "config", u"exportConfig"_s);
    row("PUT", "config", u"importConfig"_s, 204, R"({"domains": []})");
    row("GET", "samples", u"samples"_s);
    row("POST", "samples/virus/send", u"sendSample virus"_s);
    row("POST", "send?sender=a@example.org&recipient=b@example.com&recipient=c@example.com",
        u"send 3 octets from <a@example.org> to b@example.com, c@example.com"_s, 200, "a\r\n");
    row("GET", "mailbox?limit=2", u"mailbox 0+2"_s);
    row("GET", "mailbox/t1000", u"mail t1000"_s);
    const QByteArray source = R"({"kind": "ldap", "servers": ["dc1.example.com"]})", entry = R"({"action": "block", "sender": "a@example.net"})";
    row("GET", "directory/sources", u"sources"_s);
    row("PUT", "directory/sources/branch", u"putSource branch"_s, 204, source);
    row("DELETE", "directory/sources/warehouse", u"removeSource warehouse"_s, 204);
    row("POST", "directory/test", u"testSource"_s, 200, source);
    row("POST", "directory/sources/head-office/import", u"import head-office"_s, 204);
    row("POST", "directory/sources/head-office/import?hold=true", u"importHeld head-office"_s, 204);
    row("POST", "directory/sources/warehouse/upload", u"upload warehouse 13 octets"_s, 200, "a@example.com");
    row("POST", "directory/sources/warehouse/upload?hold=true", u"uploadHeld warehouse 1 octets"_s, 200, "a");
    row("GET", "directory/sources/warehouse/pending", u"pending warehouse"_s);
    row("POST", "directory/sources/warehouse/approve", u"approve warehouse"_s, 204);
    row("POST", "directory/sources/warehouse/reject", u"reject warehouse"_s, 204);
    row("GET", "directory/entries?text=a&domain=example.com&source=typed&limit=7", u"entries 0+7"_s);
    row("GET", "directory/lookup?address=alice%40example.com", u"lookUp alice@example.com"_s);
    row("GET", "directory/history", u"history"_s);
    row("GET", "directory/suspects", u"suspects"_s);
    row("GET", "defence", u"defence"_s);
    row("PUT", "defence", u"putDefence strict"_s, 204, R"({"strictness": "strict"})");
    row("POST", "defence/conflicts", u"defenceConflicts"_s, 200, "{}");
    row("GET", "defence/state", u"defenceState"_s);
    row("GET", "defence/presets", u"presets"_s);
    row("POST", "defence/check-lists", u"checkLists"_s);
    row("GET", "defence/explain?client=192.0.2.1&helo=mx.example.org", u"explain 192.0.2.1"_s);
    row("GET", "sender-lists?action=block&text=bulk", u"senderLists 0+100"_s);
    row("POST", "sender-lists", u"addSender a@example.net"_s, 200, entry);
    row("POST", "sender-lists/check", u"checkSender a@example.net"_s, 200, entry);
    row("POST", "sender-lists/remove", u"removeSender offers@example.net"_s, 204, R"({"sender": "offers@example.net"})");
    row("GET", "sender-lists/csv", u"senderCsv"_s);
    row("PUT", "sender-lists/csv", u"importSenders 3 octets"_s, 200, "a,b");
    row("PUT", "sender-lists/csv?mode=replace", u"replaceSenders 3 octets"_s, 200, "a,b");
    row("POST", "sender-lists/csv/check", u"checkImport 3 octets"_s, 200, "a,b");
    row("POST", "sender-lists/csv/check?mode=replace", u"checkReplacing 3 octets"_s, 200, "a,b");
    row("GET", "../../metrics", QString(), 400);
    QTest::newRow("GET /metrics") << QByteArray("GET") << QByteArray("/metrics") << QByteArray() << 200 << u"metrics"_s;
}

void tst_ApiRouter::routes()
{
    QFETCH(const QByteArray, method);
    QFETCH(const QByteArray, target);
    QFETCH(const QByteArray, body);
    const ApiResponse response = router().answer(request(method, target, body));
    QTEST(response.status, "status");
    QTEST(m_fake->calls().value(m_fake->calls().size() - 1), "call");
    if (response.status == 200 && response.contentType == "application/json")
        QVERIFY(QJsonDocument::fromJson(response.body).isObject());
    if (response.status == 204)
        QVERIFY(response.body.isEmpty());
}

/// Enough of YAML for the "paths" of our file: paths and methods by their indentation.
void tst_ApiRouter::routesAreThoseOfTheSchema()
{
    QFile file(QStringLiteral(TEST_DATA "/../../resources/api/openapi.yaml"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QByteArrayList described, routed;
    QByteArray path;
    while (!file.atEnd()) {
        const QByteArray line = file.readLine().chopped(1);
        if (line.startsWith("  /"))
            path = line.trimmed().chopped(1);
        else if (line == "    get:" || line == "    put:" || line == "    post:" || line == "    delete:")
            described.append(line.trimmed().chopped(1).toUpper() + ' ' + path);
    }
    for (const ApiRouter::Route &route : ApiRouter::routes())
        routed.append(route.method + ' ' + route.pattern);
    std::ranges::sort(described);
    std::ranges::sort(routed);
    QCOMPARE(routed, described);
}

void tst_ApiRouter::refusals_data()
{
    QTest::addColumn<ApiRequest>("request");
    QTest::addColumn<int>("status");
    const auto row = [](const char *name, int status, QByteArray method, QByteArray target, QByteArray body = {}) {
        QTest::newRow(name) << request(std::move(method), std::move(target), std::move(body)) << status;
    };
    row("unknown address", 404, "GET", "/api/v1/nothing");
    row("root", 400, "GET", "/");
    row("address of a folder", 400, "GET", "/api/v1/status/");
    row("unknown version", 404, "GET", "/api/v2/status");
    row("case matters", 404, "GET", "/API/v1/status");
    row("unknown id", 404, "GET", "/api/v1/messages/m9999");
    row("id out of its pattern (W9)", 404, "GET", "/api/v1/messages/a%2F..%2Fb");
    row("id that climbs (W9)", 400, "GET", "/api/v1/messages/%2e%2e");
    row("id that hides (W9)", 404, "GET", "/api/v1/messages/.m1000");
    row("id with a backslash (W9)", 404, "GET", "/api/v1/messages/a%5cb");
    row("id with a NUL (W9)", 400, "GET", "/api/v1/messages/m1000%00");
    row("id too long", 404, "GET", "/api/v1/messages/" + QByteArray(65, 'a'));
    row("id with full-width letters", 404, "GET", "/api/v1/messages/%EF%BD%8D1000");
    row("double encoding stays encoded", 404, "GET", "/api/v1/messages/%256d1000");
    row("broken encoding", 400, "GET", "/api/v1/messages/m1000%2");
    row("broken encoding in the query", 400, "GET", "/api/v1/messages?sender=%zz");
    row("broken UTF-8", 400, "GET", "/api/v1/messages?sender=%ff");
    row("absolute form", 400, "GET", "http://localhost/api/v1/status");
    row("fragment", 400, "GET", "/api/v1/status#x");
    row("empty segment", 400, "GET", "/api//v1/status");
    row("unknown parameter", 400, "GET", "/api/v1/messages?sendr=a");
    row("the mark of lists in a name", 400, "POST", "/api/v1/send?recipient%2B=a");
    row("parameter twice", 400, "GET", "/api/v1/messages?sender=a&sender=b");
    row("parameter where none is known", 400, "GET", "/api/v1/status?x");
    row("limit 0", 400, "GET", "/api/v1/messages?limit=0");
    row("limit too large", 400, "GET", "/api/v1/messages?limit=1001");
    row("limit not a number", 400, "GET", "/api/v1/messages?limit=ten");
    row("offset negative", 400, "GET", "/api/v1/queue?offset=-1");
    row("unknown fate", 400, "GET", "/api/v1/messages?fate=eaten");
    row("unknown class", 400, "GET", "/api/v1/messages?messageClass=Virus");
    row("no time", 400, "GET", "/api/v1/messages?since=yesterday");
    row("text too long", 400, "GET", "/api/v1/messages?text=" + QByteArray(1001, 'a'));
    row("unknown method", 405, "PATCH", "/api/v1/policy");
    row("HEAD", 405, "HEAD", "/api/v1/status");
    row("OPTIONS: no CORS", 405, "OPTIONS", "/api/v1/status");
    row("method in lower case", 405, "get", "/api/v1/status");
    row("a read that would change", 405, "GET", "/api/v1/quarantine/q1001/release");
    row("drain is no id", 405, "DELETE", "/api/v1/queue");
    row("body is not JSON", 400, "PUT", "/api/v1/policy", "{");
    row("body is no object", 400, "PUT", "/api/v1/policy", "[]");
    row("body says too little", 400, "POST", "/api/v1/policy/check", "{}");
    row("body names another domain", 400, "PUT", "/api/v1/domains/a.example.com", R"({"name": "b.example.com"})");
    row("send without recipient", 400, "POST", "/api/v1/send?sender=a", "x");
    row("send nothing", 400, "POST", "/api/v1/send?recipient=a");
    row("body names another source", 400, "PUT", "/api/v1/directory/sources/branch", R"({"id": "office"})");
    row("unknown way to import", 400, "PUT", "/api/v1/sender-lists/csv?mode=merge", "x");
    row("unknown way to check an import", 400, "POST", "/api/v1/sender-lists/csv/check?mode=merge", "x");
    row("events are a stream", 406, "GET", "/api/v1/events");
    ApiRequest form = request("PUT", "/api/v1/policy", R"({"rules": []})");
    form.contentType = "application/x-www-form-urlencoded";
    QTest::newRow("a form for JSON") << form << 415;
}

void tst_ApiRouter::refusals()
{
    QFETCH(const ApiRequest, request);
    const ApiResponse response = router().answer(request);
    QTEST(response.status, "status");
    QVERIFY(!errorKind(response).isEmpty());
    QVERIFY(!object(response)["error"_L1].toObject()["message"_L1].toString().isEmpty());
    QCOMPARE(response.allow.isEmpty(), response.status != 405);
}

void tst_ApiRouter::errorsHaveTheirStatus_data()
{
    QTest::addColumn<Error::Kind>("kind");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("word");
    QTest::newRow("invalid") << Error::Kind::Invalid << 400 << u"invalid"_s;
    QTest::newRow("notfound") << Error::Kind::NotFound << 404 << u"notfound"_s;
    QTest::newRow("io") << Error::Kind::Io << 500 << u"io"_s;
    QTest::newRow("full") << Error::Kind::Full << 507 << u"full"_s;
    QTest::newRow("timeout") << Error::Kind::Timeout << 503 << u"timeout"_s;
    QTest::newRow("tls") << Error::Kind::Tls << 500 << u"tls"_s;
}

void tst_ApiRouter::errorsHaveTheirStatus()
{
    QFETCH(const Error::Kind, kind);
    m_fake->failWith(Error{kind, u"The cause."_s});
    const ApiResponse response = router().answer(request("GET", "/api/v1/messages"));
    QTEST(response.status, "status");
    QTEST(errorKind(response), "word");
    QCOMPARE(object(response)["error"_L1].toObject()["message"_L1].toString(), u"The cause."_s);
}

void tst_ApiRouter::everyRouteReportsFailure()
{
    m_fake->failWith(Error{Error::Kind::Full, u"The disk is full."_s});
    const QList<QByteArray> infallible{"/api/v1/status", "/api/v1/domains", "/api/v1/policy", "/api/v1/tls/certificates",
                                       "/api/v1/config", "/api/v1/samples", "/metrics"};
    for (const ApiRouter::Route &route : ApiRouter::routes()) {
        if (route.pattern.endsWith("/events"))
            continue;
        ApiRequest r = requestTo(route);
        r.body = R"({"rules": [], "domains": []})";
        if (route.pattern.endsWith("/v1/send"))
            r.target += "?recipient=a@example.com";
        const bool canFail = route.method != "GET" || !infallible.contains(route.pattern);
        const int status = router().answer(r).status;
        QVERIFY2(status == (canFail ? 507 : 200), (route.method + ' ' + route.pattern + ' ' + QByteArray::number(status)).constData());
    }
}

void tst_ApiRouter::allowedMethodsAreNamed()
{
    QCOMPARE(router().answer(request("POST", "/api/v1/policy")).allow, QByteArray("GET, PUT"));
}

void tst_ApiRouter::reasonsCarryText_data()
{
    QTest::addColumn<QByteArray>("acceptLanguage");
    QTest::addColumn<Language>("language");
    const auto row = [](QByteArray field, Language language) { QTest::addRow("'%s'", field.constData()) << field << language; };
    using enum Language;
    row("", English);
    row("ja", Japanese);
    row("ja-JP", Japanese);
    row("ja, en;q=0.5", Japanese);
    row("en;q=0.3, JA;q=0.7", Japanese);
    row("en-US,en;q=0.9,ja;q=0.8", English);
    row("ja;q=0", English);
    row("de, fr", English);
    row(";;;,q=,=", English);
}

void tst_ApiRouter::reasonsCarryText()
{
    QFETCH(const QByteArray, acceptLanguage);
    QFETCH(const Language, language);
    ApiRequest r = request("GET", "/api/v1/messages/m1001");
    r.acceptLanguage = acceptLanguage;
    const QJsonObject message = object(router().answer(r));
    const QJsonArray reasons = message["reasons"_L1].toArray();
    QVERIFY(!reasons.isEmpty());
    for (const QJsonValue &value : reasons)
        QCOMPARE(value["text"_L1].toString(), reasonText(reasonFromJson(value.toObject()), language));
    QCOMPARE(Message::fromJson(message).reasons.size(), reasons.size());

    r.target = "/api/v1/quarantine";
    const QJsonObject page = object(router().answer(r));
    QVERIFY(!page["items"_L1][0]["reasons"_L1][0]["text"_L1].toString().isEmpty());
    QCOMPARE(pageFromJson<QuarantineItem>(page).total, page["items"_L1].toArray().size());
}

void tst_ApiRouter::admissionTellsLimits()
{
    const ApiRouter small(AccessCheck(token, {}), *m_fake, 1000);
    QCOMPARE(small.admit(request("GET", "/api/v1/status")).maxBody, 0);
    QCOMPARE(small.admit(request("PUT", "/api/v1/policy")).maxBody, 1000);
    QCOMPARE(router().admit(request("PUT", "/api/v1/policy")).maxBody, 4'000'000);
    QCOMPARE(router().admit(request("POST", "/api/v1/send?recipient=a")).maxBody, 64'000'000);
    QVERIFY(router().admit(request("GET", "/api/v1/events")).isEventStream);
    QVERIFY(!router().admit(request("GET", "/api/v1/events")).refusal);
    QCOMPARE(m_fake->calls(), QStringList());
}

void tst_ApiRouter::putDomain()
{
    QCOMPARE(router().answer(request("PUT", "/api/v1/domains/example.org", R"({"nextHop": "10.0.0.9:25", "recipients": ["a"]})")).status, 204);
    QCOMPARE(m_fake->domains().last(), (Domain{u"example.org"_s, u"10.0.0.9:25"_s, {u"a"_s}}));
    QCOMPARE(router().answer(request("PUT", "/api/v1/domains/%E4%BE%8B.example.org", "{}")).status, 204);
    QCOMPARE(m_fake->domains().last().name, u"例.example.org"_s);
}

void tst_ApiRouter::sendTakesOctets()
{
    ApiRequest r = request("POST", "/api/v1/send?recipient=nobody@example.com", QByteArray("a\0b\xff", 4));
    r.contentType = "message/rfc822";
    const ApiResponse response = router().answer(r);
    QCOMPARE(response.status, 200); // A refusal by the gateway is an answer, too.
    QVERIFY(SendResult::fromJson(object(response)).reply.startsWith("550"_L1));
    QCOMPARE(m_fake->calls().last(), u"send 4 octets from <> to nobody@example.com"_s);
}

QTEST_GUILESS_MAIN(tst_ApiRouter)
#include "tst_apirouter.moc"
