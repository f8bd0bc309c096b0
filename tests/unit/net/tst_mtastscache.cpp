#include "gateway/net/mtastscache.h"

#include <QTest>

using namespace gateway::net;
using namespace std::chrono_literals;
using Need = MtaStsCache::Need;

class tst_MtaStsCache : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void keepsForMaxAge();
    void oldPolicyStaysUntilAGoodOneComes_T5();
    void failuresAreNotRepeatedAtOnce_T5();
    void refreshes();
    void isBounded_R7();
};

namespace {

const MtaStsCache::Clock::time_point start{1'000'000s};

MtaStsPolicy policy(const char *exchange, std::chrono::seconds maxAge = 7 * 24h)
{
    return {MtaStsPolicy::Mode::Enforce, {exchange}, maxAge};
}

} // namespace

void tst_MtaStsCache::keepsForMaxAge()
{
    MtaStsCache cache;
    QVERIFY(!cache.find("a.test", start));
    QCOMPARE(cache.need("a.test", "1", start), Need::Fetch);
    cache.put("a.test", "1", policy("mx.a.test", 100s), start);
    QCOMPARE(cache.find("a.test", start + 99s), policy("mx.a.test", 100s));
    QCOMPARE(cache.need("a.test", "1", start + 50s), Need::Nothing);
    QVERIFY(!cache.find("a.test", start + 100s));
    QCOMPARE(cache.need("a.test", "1", start + 100s), Need::Fetch);
    QVERIFY(!cache.find("b.test", start));
}

void tst_MtaStsCache::oldPolicyStaysUntilAGoodOneComes_T5()
{
    MtaStsCache cache;
    cache.put("a.test", "1", policy("old.a.test", 1h), start);
    QCOMPARE(cache.need("a.test", "2", start + 1s), Need::Fetch);
    cache.putFailure("a.test", "2", start + 1s);
    QCOMPARE(cache.find("a.test", start + 59min), policy("old.a.test", 1h));
    QVERIFY(!cache.find("a.test", start + 60min)); // A failure makes nothing older or younger.
    cache.put("a.test", "2", policy("new.a.test"), start + 2h);
    QCOMPARE(cache.find("a.test", start + 2h), policy("new.a.test"));
}

void tst_MtaStsCache::failuresAreNotRepeatedAtOnce_T5()
{
    MtaStsCache cache;
    cache.putFailure("a.test", "1", start);
    QVERIFY(!cache.find("a.test", start));
    QCOMPARE(cache.need("a.test", "1", start + 299s), Need::Nothing);
    QCOMPARE(cache.need("a.test", "2", start + 299s), Need::Fetch); // What failed was another.
    QCOMPARE(cache.need("a.test", "1", start + 300s), Need::Fetch); // RFC 8461 3.3
}

void tst_MtaStsCache::refreshes()
{
    MtaStsCache cache;
    cache.put("week.test", "1", policy("mx", 7 * 24h), start);
    QCOMPARE(cache.need("week.test", "1", start + 24h), Need::Nothing);
    QCOMPARE(cache.need("week.test", "1", start + 25h), Need::Refresh);
    cache.putFailure("week.test", "1", start + 25h);
    QCOMPARE(cache.need("week.test", "1", start + 25h + 1s), Need::Nothing);
    cache.put("hour.test", "1", policy("mx", 1h), start);
    QCOMPARE(cache.need("hour.test", "1", start + 31min), Need::Refresh);
}

void tst_MtaStsCache::isBounded_R7()
{
    MtaStsCache cache(100);
    cache.put("kept.test", "1", policy("mx", 365 * 24h), start);
    for (int i = 0; i < 1000; ++i) {
        const QByteArray domain = QByteArray::number(i) + ".test";
        if (i % 2)
            cache.put(domain, "1", policy("mx", 1h), start);
        else
            cache.putFailure(domain, "1", start);
        QVERIFY(cache.size() <= 100);
    }
    QVERIFY(cache.find("kept.test", start)); // Who lasts longest goes last.
    QVERIFY(cache.find("999.test", start));

    MtaStsCache none(0);
    none.put("a.test", "1", policy("mx"), start);
    QCOMPARE(none.size(), 1); // Zero is not without limit.
}

QTEST_GUILESS_MAIN(tst_MtaStsCache)
#include "tst_mtastscache.moc"
