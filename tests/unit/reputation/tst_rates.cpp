#include "gateway/reputation/rates.h"

#include <QTest>
#include <thread>

using namespace gateway;
using namespace reputation;
using namespace std::chrono;
using boost::asio::ip::make_address;
using enum Rates::What;
using enum Rates::Standing;

class tst_Rates : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void sixtyMessagesAMinute();
    void comesBackBitByBit();
    void whatIsCountedApart();
    void standings();
    void badNeighboursDoNotCount_R4();
    void networksAreSummedUp_R1_data();
    void networksAreSummedUp_R1();
    void severalAtOnce_S13();
    void zeroIsNotUnlimited_R7();
    void memoryIsBounded_R7();
    void theOldestAreForgotten_R7();
    void timeThatDoesNotPass();
    void manyThreads();
    void says();
};

namespace {

const Rates::Time start{hours(1000)};

int granted(Rates &rates, const char *client, Rates::What what, int attempts, Rates::Time now, Rates::Standing standing = Unknown)
{
    int count = 0;
    for (int i = 0; i < attempts; ++i)
        count += rates.take(make_address(client), what, standing, now).isGranted;
    return count;
}

} // namespace

void tst_Rates::sixtyMessagesAMinute()
{
    Rates rates;
    QCOMPARE(granted(rates, "192.0.2.1", Messages, 100, start), 60);
    const Rates::Admission refused = rates.take(make_address("192.0.2.1"), Messages, Unknown, start);
    QCOMPARE(refused.wait, 1s);
    QCOMPARE(refused.network.toText(), "192.0.2.1");
    QCOMPARE(refused.limit, 60);
    QCOMPARE(granted(rates, "::ffff:192.0.2.1", Messages, 1, start), 0); // The same client.
    QCOMPARE(granted(rates, "192.0.3.1", Messages, 100, start), 60);
}

void tst_Rates::comesBackBitByBit()
{
    Rates rates;
    (void)granted(rates, "192.0.2.1", Messages, 100, start);
    QCOMPARE(granted(rates, "192.0.2.1", Messages, 10, start + 999ms), 0);
    QCOMPARE(granted(rates, "192.0.2.1", Messages, 10, start + 1s), 1);
    QCOMPARE(granted(rates, "192.0.2.1", Messages, 100, start + 31s), 30);
    QCOMPARE(granted(rates, "192.0.2.1", Messages, 100, start + 1h), 60);
}

void tst_Rates::whatIsCountedApart()
{
    Rates rates;
    QCOMPARE(granted(rates, "192.0.2.1", Messages, 100, start), 60);
    QCOMPARE(granted(rates, "192.0.2.1", Connections, 100, start), 60);
    QCOMPARE(granted(rates, "192.0.2.1", Recipients, 3000, start), 2000);
    QCOMPARE(rates.take(make_address("192.0.2.1"), Recipients, Unknown, start).wait, 2s); // 2000 an hour.
}

void tst_Rates::standings()
{
    Rates rates;
    QCOMPARE(granted(rates, "192.0.2.1", Messages, 10'000, start, Known), 600);
    QCOMPARE(granted(rates, "192.0.3.1", Messages, 10'000, start, Partner), 6000);
}

void tst_Rates::badNeighboursDoNotCount_R4()
{
    Rates rates;
    for (int i = 1; i < 100; ++i)
        (void)granted(rates, ("192.0.2." + QByteArray::number(i)).constData(), Connections, 1000, start, Unknown);
    QCOMPARE(granted(rates, "192.0.2.200", Connections, 1000, start, Unknown), 0);
    QCOMPARE(granted(rates, "192.0.2.201", Connections, 1000, start, Known), 600);
}

void tst_Rates::networksAreSummedUp_R1_data()
{
    QTest::addColumn<QByteArray>("prefix");
    QTest::addColumn<QByteArray>("other");
    QTest::addColumn<QByteArray>("network");
    QTest::newRow("/24") << QByteArray("192.0.2.") << QByteArray("192.0.3.1") << QByteArray("192.0.2.0/24");
    QTest::newRow("/48") << QByteArray("2001:db8:1:%::") << QByteArray("2001:db8:2::1") << QByteArray("2001:db8:1::/48");
}

void tst_Rates::networksAreSummedUp_R1()
{
    QFETCH(const QByteArray, prefix);
    QFETCH(const QByteArray, other);
    Rates rates;
    int count = 0;
    Rates::Admission last;
    for (int i = 1; i <= 200; ++i) {
        const QByteArray number = QByteArray::number(i);
        const QByteArray client = prefix.contains('%') ? QByteArray(prefix).replace('%', number) + '1' : prefix + number;
        count += granted(rates, client.constData(), Messages, 10, start);
        last = rates.take(make_address(client.constData()), Messages, Unknown, start);
    }
    QVERIFY(count <= 240 && count > 200);
    QVERIFY(!last.isGranted && last.limit == 240);
    QTEST(last.network.toText(), "network");
    QCOMPARE(granted(rates, other.constData(), Messages, 10, start), 10);

    Rates six; // Within a /64 all is one client.
    QCOMPARE(granted(six, "2001:db8::1", Messages, 40, start) + granted(six, "2001:db8::ffff", Messages, 40, start), 60);
}

void tst_Rates::severalAtOnce_S13()
{
    Rates rates({.unknown = {.recipientsPerHour = 100}});
    const auto client = make_address("192.0.2.1");
    QVERIFY(rates.take(client, Recipients, Unknown, start, 90).isGranted);
    const Rates::Admission refused = rates.take(client, Recipients, Unknown, start, 20);
    QVERIFY(!refused.isGranted);
    QCOMPARE(refused.wait, 360s);
    QVERIFY(rates.take(client, Recipients, Unknown, start, 10).isGranted); // Nothing was taken.
    QVERIFY(rates.take(client, Recipients, Unknown, start + 360s, 10).isGranted);
    // More than there ever is: to a client that was quiet.
    QVERIFY(!rates.take(client, Recipients, Unknown, start + 360s, 1000).isGranted);
    QVERIFY(rates.take(client, Recipients, Unknown, start + 3h, 1000).isGranted);
}

void tst_Rates::zeroIsNotUnlimited_R7()
{
    Rates rates({.unknown = {0, -5, 0}, .networkFactor = 0, .maxClients = 0});
    for (const Rates::What what : {Connections, Messages, Recipients})
        QCOMPARE(granted(rates, "192.0.2.1", what, 10, start), 1);
}

void tst_Rates::memoryIsBounded_R7()
{
    Rates rates({.maxClients = 20'000});
    for (quint32 i = 0; i < 1'000'000; ++i)
        (void)rates.take(boost::asio::ip::make_address_v4(0x0b00'0000 + i * 64), Connections, Unknown, start + milliseconds(i));
    QVERIFY(rates.count() <= 32'000);
    QVERIFY(rates.octets() <= 32'000 * 60);
}

void tst_Rates::theOldestAreForgotten_R7()
{
    Rates rates({.maxClients = 2000});
    (void)granted(rates, "192.0.2.1", Messages, 60, start);
    for (quint32 i = 0; i < 100'000; ++i) {
        (void)rates.take(boost::asio::ip::make_address_v4(0x0b00'0000 + i * 256), Connections, Unknown, start + milliseconds(i / 100));
        if (i % 100 == 0) // One that is busy is not forgotten.
            QVERIFY(granted(rates, "192.0.2.1", Messages, 10, start + milliseconds(i / 100)) <= 1);
    }
}

void tst_Rates::timeThatDoesNotPass()
{
    Rates rates;
    QCOMPARE(granted(rates, "192.0.2.1", Messages, 100, Rates::Time()), 60); // As after a start of the machine.
    QCOMPARE(granted(rates, "192.0.2.1", Messages, 100, Rates::Time() - 1h), 0);
}

void tst_Rates::manyThreads()
{
    Rates rates;
    std::atomic<int> count = 0;
    std::vector<std::thread> threads;
    for (int t = 0; t < 4; ++t)
        threads.emplace_back([&] { count += granted(rates, "192.0.2.1", Messages, 1000, start); });
    for (std::thread &thread : threads)
        thread.join();
    QCOMPARE(count.load(), 60);
}

void tst_Rates::says()
{
    Rates rates({.unknown = {1, 1, 1}});
    for (const Rates::What what : {Connections, Messages, Recipients}) {
        (void)granted(rates, "192.0.2.1", what, 1, start);
        const Rates::Admission refused = rates.take(make_address("192.0.2.1"), what, Unknown, start);
        QVERIFY(!refused.isGranted);
        QVERIFY(refused.reason().id.startsWith("connection.rate-"));
        if (what == Connections)
            QCOMPARE(refused.reply().toLine(), "421 4.7.0 Too many connections a minute from 192.0.2.1; please try again in 60 seconds");
        if (what == Recipients)
            QCOMPARE(refused.reply().toLine(), "450 4.7.1 Too many recipients an hour from 192.0.2.1; please try again in 3600 seconds");
    }
}

QTEST_APPLESS_MAIN(tst_Rates)
#include "tst_rates.moc"
