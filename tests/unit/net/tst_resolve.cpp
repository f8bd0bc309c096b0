#include "gateway/net/resolve.h"

#include <QTest>
#include <boost/asio/co_spawn.hpp>

using namespace gateway;
using boost::asio::ip::tcp;

namespace {

/// What resolve() gives for \a host, with \a time to do it in.
Result<std::vector<tcp::endpoint>> resolved(const QByteArray &host, std::chrono::milliseconds time)
{
    boost::asio::io_context context;
    std::optional<Result<std::vector<tcp::endpoint>>> result;
    const auto ask = [&]() -> net::Task<> {
        auto answer = co_await net::resolve(context, host, 25, std::chrono::steady_clock::now() + time);
        result = std::move(answer);
    };
    boost::asio::co_spawn(context, ask, [](const std::exception_ptr &) {});
    context.run();
    return result.value();
}

} // namespace

class tst_Resolve : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void takesTenAddressesAtMost_C6();
    void addressesStandForThemselves_data();
    void addressesStandForThemselves();
    void namesOfThisMachine();
    void noTimeIsATimeout();
};

void tst_Resolve::takesTenAddressesAtMost_C6()
{
    for (const int count : {0, 1, 10, 11, 1000}) {
        std::vector<tcp::endpoint> all;
        for (int i = 0; i < count; ++i)
            all.emplace_back(boost::asio::ip::address_v4(0x09090000U + unsigned(i)), 25);
        const auto results = tcp::resolver::results_type::create(all.begin(), all.end(), "mx.example.net", "25");
        const std::vector<tcp::endpoint> first = net::firstEndpoints(results);
        all.resize(std::min<std::size_t>(all.size(), 10));
        QCOMPARE(first, all);
    }
}

void tst_Resolve::addressesStandForThemselves_data()
{
    QTest::addColumn<QByteArray>("address");
    QTest::newRow("IPv4") << QByteArray("192.0.2.1");
    QTest::newRow("IPv6") << QByteArray("2001:db8::1");
}

void tst_Resolve::addressesStandForThemselves()
{
    QFETCH(const QByteArray, address);
    const auto endpoints = resolved(address, std::chrono::seconds(0));
    QVERIFY(endpoints);
    QCOMPARE(endpoints->size(), 1U);
    QCOMPARE(endpoints->front(), tcp::endpoint(boost::asio::ip::make_address(address.constData()), 25));
}

void tst_Resolve::namesOfThisMachine()
{
    const auto endpoints = resolved("localhost", std::chrono::minutes(1));
    QVERIFY(endpoints);
    QVERIFY(!endpoints->empty());
    for (const tcp::endpoint &endpoint : *endpoints)
        QVERIFY(endpoint.address().is_loopback() && endpoint.port() == 25);
}

void tst_Resolve::noTimeIsATimeout()
{
    const auto endpoints = resolved("localhost", std::chrono::seconds(-1));
    QVERIFY(!endpoints);
    QCOMPARE(endpoints.error().kind, Error::Kind::Timeout);
}

QTEST_GUILESS_MAIN(tst_Resolve)
#include "tst_resolve.moc"
