#include "gateway/directory/difference.h"

#include <QTest>

using namespace gateway::directory;
using namespace Qt::StringLiterals;

class tst_DirectoryDifference : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void difference();
    void whatIsNoChange();
    void needsApproval_data();
    void needsApproval();
    void disabledCountsAsLost_L5();
    void firstSeen();
};

namespace {

Entry entry(const char *address, const QString &name = {}) { return {address, {}, name, {}}; }

QList<Entry> people(int count)
{
    QList<Entry> entries;
    for (int i = 0; i < count; ++i)
        entries.append({"user" + QByteArray::number(i) + "@example.com", {}, {}, {}});
    return entries;
}

} // namespace

void tst_DirectoryDifference::difference()
{
    const QList<Entry> before{entry("a@example.com"), entry("b@example.com", u"B"_s), entry("c@example.com"), entry("d@example.com")};
    const QList<Entry> after{entry("d@example.com"), entry("B@example.com", u"Bob"_s), entry("e@example.com")};
    const Difference found = differenceOf(before, after);
    QCOMPARE(found.added, QList<Entry>{after[2]});
    QCOMPARE(found.removed, (QList<Entry>{before[0], before[2]}));
    QCOMPARE(found.changed.size(), 1);
    QCOMPARE(found.changed[0].before, before[1]);
    QCOMPARE(found.changed[0].after, after[1]);
    QCOMPARE(found.lost(), 2);
    QVERIFY(differenceOf(before, before).isEmpty());
    QVERIFY(differenceOf({}, {}).isEmpty());
}

void tst_DirectoryDifference::whatIsNoChange()
{
    const QDateTime seen(QDate(2026, 11, 23), QTime(9, 0), Qt::UTC);
    const Entry before{"a@example.com", {"b@example.com", "c@example.com"}, {}, {u"X"_s, u"Y"_s}, false, false, "one", seen};
    Entry after = before;
    after.aliases = {"c@example.com", "b@example.com"};
    after.groups = {u"Y"_s, u"X"_s};
    after.source = "two";
    after.firstSeen = {};
    QVERIFY(differenceOf({before}, {after}).isEmpty());
    after.groups = {u"Y"_s};
    QCOMPARE(differenceOf({before}, {after}).changed.size(), 1);
}

void tst_DirectoryDifference::needsApproval_data()
{
    QTest::addColumn<int>("before");
    QTest::addColumn<int>("after");
    QTest::addColumn<int>("percent");
    QTest::addColumn<bool>("expected");

    QTest::newRow("nothing lost") << 100 << 100 << 10 << false;
    QTest::newRow("first import") << 0 << 100 << 10 << false;
    QTest::newRow("exactly the limit") << 100 << 90 << 10 << false;
    QTest::newRow("above the limit") << 100 << 89 << 10 << true;
    QTest::newRow("all gone") << 100 << 0 << 10 << true;
    QTest::newRow("one of five leaves") << 5 << 4 << 10 << false;
    QTest::newRow("two of five leave") << 5 << 3 << 10 << true;
    QTest::newRow("the only one leaves") << 1 << 0 << 10 << true;
    QTest::newRow("all gone, whatever the limit") << 100 << 0 << 100 << true;
    QTest::newRow("no loss allowed") << 100 << 98 << 0 << true;
}

void tst_DirectoryDifference::needsApproval()
{
    QFETCH(const int, before);
    QFETCH(const int, after);
    QFETCH(const int, percent);
    QTEST(gateway::directory::needsApproval(differenceOf(people(before), people(after)), before, percent), "expected");
}

void tst_DirectoryDifference::disabledCountsAsLost_L5()
{
    const QList<Entry> before = people(10);
    QList<Entry> after = before;
    for (int i = 0; i < 3; ++i)
        after[i].isDisabled = true;
    const Difference found = differenceOf(before, after);
    QCOMPARE(found.lost(), 3);
    QVERIFY(gateway::directory::needsApproval(found, before.size()));
    QCOMPARE(differenceOf(after, before).lost(), 0);
}

void tst_DirectoryDifference::firstSeen()
{
    const QDateTime monday(QDate(2026, 11, 23), QTime(9, 0), Qt::UTC), tuesday = monday.addDays(1);
    QList<Entry> before = people(2);
    before[1].firstSeen = monday;
    QList<Entry> after = people(3);
    keepFirstSeen(after, before, tuesday);
    QVERIFY(!after[0].firstSeen.isValid());
    QCOMPARE(after[1].firstSeen, monday);
    QCOMPARE(after[2].firstSeen, tuesday);
    QVERIFY(!isNewSince(after[0], monday) && isNewSince(after[1], monday) && !isNewSince(after[1], tuesday) && isNewSince(after[2], tuesday));
}

QTEST_GUILESS_MAIN(tst_DirectoryDifference)
#include "tst_directorydifference.moc"
