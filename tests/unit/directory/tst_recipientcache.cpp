#include "gateway/directory/recipientcache.h"

#include <QTest>

using namespace gateway;
using namespace gateway::directory;
using namespace std::chrono_literals;
using Answer = RecipientCache::Answer;
using Clock = RecipientCache::Clock;

class tst_RecipientCache : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void lifetimes_L3_data();
    void lifetimes_L3();
    void newAnswerReplacesTheOld();
    void keysAreWithoutCase();
    void guessersDoNotPushOutTheKnown_R7();
    void clear();
};

namespace {

const Clock::time_point start = Clock::time_point(100h);

smtp::Mailbox mailbox(const QByteArray &text) { return smtp::parseMailbox(text, smtp::Utf8::Allowed).value(); }

} // namespace

void tst_RecipientCache::lifetimes_L3_data()
{
    QTest::addColumn<bool>("isKnown");
    QTest::addColumn<int>("seconds");
    QTest::addColumn<bool>("isFound");

    QTest::newRow("known, at once") << true << 0 << true;
    QTest::newRow("known, a second before its end") << true << 24 * 3600 - 1 << true;
    QTest::newRow("known, a day later") << true << 24 * 3600 << false;
    QTest::newRow("unknown, a second before its end") << false << 299 << true;
    QTest::newRow("unknown, five minutes later") << false << 300 << false;
}

void tst_RecipientCache::lifetimes_L3()
{
    QFETCH(const bool, isKnown);
    QFETCH(const int, seconds);
    const Answer answer = isKnown ? Answer::Known : Answer::Unknown;
    RecipientCache cache;
    QVERIFY(!cache.find(mailbox("alice@example.com"), start));
    cache.put(mailbox("alice@example.com"), answer, start);
    const std::optional<Answer> found = cache.find(mailbox("alice@example.com"), start + std::chrono::seconds(seconds));
    QTEST(found.has_value(), "isFound");
    QVERIFY(!found || *found == answer);
}

void tst_RecipientCache::newAnswerReplacesTheOld()
{
    RecipientCache cache;
    for (const Answer answer : {Answer::Known, Answer::Unknown, Answer::Known}) {
        cache.put(mailbox("alice@example.com"), answer, start);
        QCOMPARE(cache.find(mailbox("alice@example.com"), start), answer);
        QCOMPARE(cache.size(), 1);
    }
}

void tst_RecipientCache::keysAreWithoutCase()
{
    RecipientCache cache;
    cache.put(mailbox("Alice@Example.com"), Answer::Known, start);
    QVERIFY(cache.find(mailbox("alice@example.COM"), start));
    QVERIFY(!cache.find(mailbox("alice@example.net"), start));
}

void tst_RecipientCache::guessersDoNotPushOutTheKnown_R7()
{
    RecipientCache cache({.maxPositive = 10, .maxNegative = 20});
    cache.put(mailbox("alice@example.com"), Answer::Known, start);
    for (int i = 0; i < 1'000; ++i)
        cache.put(mailbox("guess" + QByteArray::number(i) + "@example.com"), Answer::Unknown, start);
    QCOMPARE(cache.size(), 21);
    QVERIFY(cache.find(mailbox("alice@example.com"), start));
    QVERIFY(cache.find(mailbox("guess999@example.com"), start));
    QVERIFY(!cache.find(mailbox("guess0@example.com"), start));
    for (int i = 0; i < 100; ++i)
        cache.put(mailbox("user" + QByteArray::number(i) + "@example.com"), Answer::Known, start);
    QCOMPARE(cache.size(), 30);
}

void tst_RecipientCache::clear()
{
    RecipientCache cache;
    cache.put(mailbox("alice@example.com"), Answer::Known, start);
    cache.clear();
    QCOMPARE(cache.size(), 0);
    QVERIFY(!cache.find(mailbox("alice@example.com"), start));
}

QTEST_GUILESS_MAIN(tst_RecipientCache)
#include "tst_recipientcache.moc"
