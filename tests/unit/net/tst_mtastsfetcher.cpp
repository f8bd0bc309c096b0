#include "policyserver.h"

#include <QElapsedTimer>
#include <QTest>

using namespace Qt::StringLiterals;

/// The fetcher and a web server with every fault that one can have (threats.md T5).
class tst_MtaStsFetcher : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void fetches_data();
    void fetches();
    void asksForNothingElse();
    void faultyResponses_T5_data();
    void faultyResponses_T5();
    void faultyTls_T5_data();
    void faultyTls_T5();
    void slowServers_T5_data();
    void slowServers_T5();
    void addresses_T5_data();
    void addresses_T5();
    void refusesNamesThatAreNone_T5();
    void refusesMissingAuthorities();
};

namespace {

Result<MtaStsPolicy> fetchFrom(PolicyServer &server, const QByteArray &domain = "hop.test")
{
    const std::unique_ptr<MtaStsFetcher> fetcher = server.makeFetcher();
    server.loops.start();
    const Result<MtaStsPolicy> policy =
        boost::asio::co_spawn(server.loops.at(0), fetcher->fetch(server.loops.local(0), domain), boost::asio::use_future).get();
    server.loops.stop();
    return policy;
}

NextHopServer::Script say(const QByteArray &octets)
{
    return [octets](TestPeer &peer) {
        readRequest(peer);
        peer.send(octets);
        peer.stopTls();
    };
}

} // namespace

void tst_MtaStsFetcher::fetches_data()
{
    QTest::addColumn<QByteArray>("octets");
    QTest::newRow("plain") << response(policyText);
    QTest::newRow("with a charset") << response(policyText, "200 OK", "Text/Plain; charset=utf-8");
    QTest::newRow("cookies are ignored") << response(policyText, "200 OK", "text/plain", "Set-Cookie: a=b\r\n");
    QTest::newRow("in chunks") << "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nTransfer-Encoding: chunked\r\n\r\n10\r\n"
            + policyText.first(16) + "\r\n" + QByteArray::number(policyText.size() - 16, 16) + "\r\n" + policyText.sliced(16) + "\r\n0\r\n\r\n";
    QTest::newRow("as long as it may be") << response(policyText + QByteArray(MtaStsPolicy::maxOctets - policyText.size(), '\n'));
}

void tst_MtaStsFetcher::fetches()
{
    QFETCH(const QByteArray, octets);
    const SslContextPtr context = PolicyServer::goodContext();
    PolicyServer server(context.get(), say(octets));
    const Result<MtaStsPolicy> policy = fetchFrom(server, "HOP.test.");
    QVERIFY2(policy, qPrintable(policy ? QString() : policy.error().message));
    QCOMPARE(*policy, *MtaStsPolicy::parse(policyText));
}

void tst_MtaStsFetcher::asksForNothingElse()
{
    QByteArray request, serverName;
    const SslContextPtr context = PolicyServer::goodContext();
    PolicyServer server(context.get(), [&](TestPeer &peer) {
        serverName = SSL_get_servername(peer.ssl(), TLSEXT_NAMETYPE_host_name);
        request = readRequest(peer);
        peer.send(response(policyText));
    });
    QVERIFY(fetchFrom(server));
    QCOMPARE(request, "GET /.well-known/mta-sts.txt HTTP/1.1\r\nHost: mta-sts.hop.test:" + QByteArray::number(server.port())
                 + "\r\nAccept: text/plain\r\nAccept-Encoding: identity\r\nConnection: close\r\n\r\n");
    QCOMPARE(serverName, "mta-sts.hop.test");
}

void tst_MtaStsFetcher::faultyResponses_T5_data()
{
    QTest::addColumn<QByteArray>("octets");
    QTest::addColumn<QString>("cause");

    const auto row = [](const char *name, const QByteArray &octets, const QString &cause) { QTest::newRow(name) << octets << cause; };
    for (const char *status : {"301 Moved Permanently", "302 Found", "303 See Other", "307 Temporary Redirect", "308 Permanent Redirect"})
        row(status, response(policyText, status, "text/plain", "Location: https://mta-sts.hop.test/.well-known/mta-sts.txt\r\n"), u"status 3"_s);
    row("404", response(policyText, "404 Not Found"), u"status 404"_s);
    row("500", response(policyText, "500 Oops"), u"status 500"_s);
    row("204", "HTTP/1.1 204 No Content\r\nContent-Type: text/plain\r\n\r\n", u"status 204"_s);
    row("206", response(policyText, "206 Partial Content"), u"status 206"_s);
    row("100", "HTTP/1.1 100 Continue\r\n\r\n" + response(policyText), u"status 100"_s);
    row("a page", response(policyText, "200 OK", "text/html"), u"text/plain"_s);
    row("nearly the type", response(policyText, "200 OK", "text/plainer"), u"text/plain"_s);
    row("no type", "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx", u"text/plain"_s);
    row("compressed", response(policyText, "200 OK", "text/plain", "Content-Encoding: gzip\r\n"), u"encoded"_s);
    row("too large", response(QByteArray(MtaStsPolicy::maxOctets + 1, 'x')), u"too large"_s);
    row("100 MB announced", "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 100000000\r\n\r\nx", u"too large"_s);
    row("too large in chunks", "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nTransfer-Encoding: chunked\r\n\r\n"
            + ("4000\r\n" + QByteArray(0x4000, 'x') + "\r\n").repeated(5), u"too large"_s);
    row("head too large", "HTTP/1.1 200 OK\r\nX: " + QByteArray(20'000, 'x') + "\r\n\r\n", u"too large"_s);
    row("many fields", "HTTP/1.1 200 OK\r\n" + QByteArray("X: y\r\n").repeated(10'000), u"too large"_s);
    row("cut off", response(policyText).chopped(1), u"closed"_s);
    row("no length", "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n" + policyText, u"length"_s);
    row("two lengths", response(policyText, "200 OK", "text/plain", "Content-Length: 3\r\n"), u"malformed"_s);
    row("nothing", "", u"closed"_s);
    row("not HTTP", "220 hop.test ESMTP\r\n", u"malformed"_s);
    row("not a policy", response("<html>"), u"policy is malformed"_s);
    row("empty", response(""), u"policy is malformed"_s);
}

void tst_MtaStsFetcher::faultyResponses_T5()
{
    QFETCH(const QByteArray, octets);
    QFETCH(const QString, cause);
    const SslContextPtr context = PolicyServer::goodContext();
    PolicyServer server(context.get(), say(octets));
    const Result<MtaStsPolicy> policy = fetchFrom(server);
    QVERIFY(!policy);
    const QString message = policy.error().message;
    QVERIFY2(message.contains(cause) && message.startsWith(u"mta-sts.hop.test: "_s), qPrintable(message));
    QCOMPARE(server.connections(), 1);
}

void tst_MtaStsFetcher::faultyTls_T5_data()
{
    QTest::addColumn<int>("fault");
    QTest::addColumn<QString>("cause");
    QTest::newRow("another name") << 0 << u"name does not match"_s;
    QTest::newRow("the domain's own name") << 1 << u"name does not match"_s;
    QTest::newRow("another authority") << 2 << u"unable to get local issuer"_s;
    QTest::newRow("signed by itself") << 3 << u"self-signed"_s;
    QTest::newRow("expired") << 4 << u"expired"_s;
    QTest::newRow("TLS 1.1") << 5 << u""_s;
    QTest::newRow("no TLS") << 6 << u""_s;
}

void tst_MtaStsFetcher::faultyTls_T5()
{
    QFETCH(const int, fault);
    QFETCH(const QString, cause);
    const TestCertificate stranger = TestCertificate::authority("Stranger"), *const ca = &PolicyServer::authority();
    SslContextPtr context;
    switch (fault) {
    case 0: context = TestCertificate::server("mta-sts.other.test", ca).serverContext(); break;
    case 1: context = TestCertificate::server("hop.test", ca).serverContext(); break;
    case 2: context = TestCertificate::server("mta-sts.hop.test", &stranger).serverContext(); break;
    case 3: context = TestCertificate::server("mta-sts.hop.test").serverContext(); break;
    case 4: context = TestCertificate::server("mta-sts.hop.test", ca, TestCertificate::Time::Over).serverContext(); break;
    case 5:
        context = PolicyServer::goodContext();
        SSL_CTX_set_security_level(context.get(), 0);
        SSL_CTX_set_min_proto_version(context.get(), TLS1_1_VERSION);
        SSL_CTX_set_max_proto_version(context.get(), TLS1_1_VERSION);
        break;
    default: break;
    }
    std::atomic<bool> isAsked = false;
    PolicyServer server(context.get(), [&isAsked, &context](TestPeer &peer) {
        isAsked = context && readRequest(peer).startsWith("GET");
        peer.send(response(policyText));
    });
    const Result<MtaStsPolicy> policy = fetchFrom(server);
    QVERIFY(!policy);
    QVERIFY2(policy.error().kind == Error::Kind::Tls && policy.error().message.contains(cause), qPrintable(policy.error().message));
    QVERIFY(!isAsked);
}

void tst_MtaStsFetcher::slowServers_T5_data()
{
    QTest::addColumn<int>("fault");
    QTest::newRow("one octet at a time") << 0;
    QTest::newRow("endless fields, fast") << 1;
    QTest::newRow("silent") << 2;
    QTest::newRow("silent in the handshake") << 3;
}

void tst_MtaStsFetcher::slowServers_T5()
{
    QFETCH(const int, fault);
    std::atomic<bool> isOver = false;
    const SslContextPtr context = PolicyServer::goodContext();
    PolicyServer server(fault == 3 ? nullptr : context.get(), [&](TestPeer &peer) {
        if (fault < 3)
            readRequest(peer);
        if (fault == 1)
            peer.send("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nTransfer-Encoding: chunked\r\n\r\n");
        const QByteArray octets = response(policyText);
        for (qsizetype i = 0; !isOver; ++i) {
            if (fault == 0 && !peer.send(octets.sliced(i % octets.size(), 1)))
                return;
            if (fault == 1 && !peer.send("1;" + QByteArray(50, 'x') + "\r\nx\r\n"))
                return;
            std::this_thread::sleep_for(fault == 1 ? 100us : 50ms);
        }
    });
    server.fetching.patience = 800ms;
    QElapsedTimer watch;
    watch.start();
    const Result<MtaStsPolicy> policy = fetchFrom(server);
    const qint64 taken = watch.elapsed();
    isOver = true;
    QVERIFY(!policy);
    QVERIFY2(policy.error().kind == Error::Kind::Timeout, qPrintable(policy.error().message));
    QVERIFY2(taken >= 700 && taken < 5000, qPrintable(QString::number(taken)));
}

void tst_MtaStsFetcher::addresses_T5_data()
{
    QTest::addColumn<QList<QByteArray>>("addresses");
    QTest::addColumn<bool>("allowsLoopback");
    QTest::addColumn<QString>("cause"); // Empty: it is fetched.

    const auto octets = [](const char *address) { return dns::addressRecord(boost::asio::ip::make_address(address)); };
    const auto row = [&](const char *name, const QList<const char *> &addresses, bool allowsLoopback, const QString &cause) {
        QList<QByteArray> records;
        for (const char *address : addresses)
            records.append(octets(address));
        QTest::newRow(name) << records << allowsLoopback << cause;
    };
    const QString notPublic = u"no public address"_s;
    row("loopback", {"127.0.0.1"}, false, notPublic);
    row("loopback, IPv6", {"::1"}, false, notPublic);
    for (const char *address : {"10.0.0.1", "172.16.0.1", "192.168.0.1", "169.254.169.254", "100.64.0.1", "224.0.0.1", "0.0.0.0", "fe80::1",
                                "fd00::1", "ff02::1", "::ffff:127.0.0.1"})
        row(address, {address}, true, notPublic);
    row("a private one among others is not called", {"10.0.0.1", "127.0.0.1"}, true, {});
    row("another address of the server", {"127.0.0.1", "127.0.0.2"}, true, {});
    row("the first one is dead", {"127.0.0.9", "127.0.0.1"}, true, {});
    row("none", {}, true, u"no address"_s);
}

void tst_MtaStsFetcher::addresses_T5()
{
    QFETCH(const QList<QByteArray>, addresses);
    QFETCH(const bool, allowsLoopback);
    QFETCH(const QString, cause);
    const SslContextPtr context = PolicyServer::goodContext();
    PolicyServer server(context.get(), say(response(policyText)));
    server.setAddresses(addresses);
    server.fetching.allowsLoopback = allowsLoopback;
    const Result<MtaStsPolicy> policy = fetchFrom(server);
    const QString message = policy ? QString() : policy.error().message;
    QVERIFY2(bool(policy) == cause.isEmpty() && message.contains(cause), qPrintable(message));
    QCOMPARE(server.connections(), policy ? 1 : 0);
}

void tst_MtaStsFetcher::refusesNamesThatAreNone_T5()
{
    PolicyServer server(nullptr, [](TestPeer &) {});
    QVERIFY(!fetchFrom(server, "hop.test/x?"));
    QCOMPARE(server.connections(), 0);
}

void tst_MtaStsFetcher::refusesMissingAuthorities()
{
    PolicyServer server(nullptr, [](TestPeer &) {});
    server.fetching.caFile += u"x"_s;
    const auto made = MtaStsFetcher::make(server.resolver(), server.fetching);
    QVERIFY(!made && made.error().kind == Error::Kind::Tls);
}

QTEST_GUILESS_MAIN(tst_MtaStsFetcher)
#include "tst_mtastsfetcher.moc"
