#include "gateway/delivery/schedule.h"

#include <QRandomGenerator>
#include <QTest>
#include <algorithm>

using namespace gateway::delivery;
using namespace Qt::StringLiterals;

namespace {

Schedule::Id idOf(int number)
{
    Schedule::Id id = {};
    const QByteArray text = QByteArray::number(number).rightJustified(20, '0');
    std::copy(text.begin(), text.end(), id.begin());
    return id;
}

int numberOf(const Schedule::Id &id)
{
    return QByteArray(id.data(), 20).toInt();
}

QList<int> numbers(const std::vector<Schedule::Id> &ids)
{
    QList<int> result;
    for (const Schedule::Id &id : ids)
        result.append(numberOf(id));
    return result;
}

constexpr qint64 farAhead = 1000;

} // namespace

class tst_Schedule : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void oldestFirst();
    void takenIsNotTakenAgain();
    void heldIsNotTaken();
    void fairness_data();
    void fairness();
    void roomIsRespected();
    void turnsSetBeforeTheClockWentBack();
    void unknownIsCountedOnly();
    void drain();
    void pages();
    void agreesWithASimpleModel();
};

void tst_Schedule::oldestFirst()
{
    Schedule schedule(farAhead);
    for (const int number : {3, 1, 2})
        schedule.add(idOf(number), {100, 10, "a"});
    schedule.add(idOf(0), {200, 10, "a"});
    QVERIFY(schedule.take(99, 10, {}).empty());
    QCOMPARE(numbers(schedule.take(100, 2, {})), (QList<int>{1, 2}));
    QCOMPARE(numbers(schedule.take(200, 10, {})), (QList<int>{0, 3}));
    QCOMPARE(schedule.octets(), 40);
}

void tst_Schedule::takenIsNotTakenAgain()
{
    Schedule schedule(farAhead);
    schedule.add(idOf(1), {0, 10, "a"});
    QCOMPARE(schedule.take(0, 10, {}).size(), size_t(1));
    QVERIFY(schedule.isTaken(idOf(1)));
    QVERIFY(schedule.take(1000, 10, {}).empty());
    schedule.drain({}, 0);
    QVERIFY(schedule.take(1000, 10, {}).empty());
    schedule.setTurn(idOf(1), 500);
    QVERIFY(schedule.take(499, 10, {}).empty());
    QCOMPARE(schedule.take(500, 10, {}).size(), size_t(1));
    schedule.remove(idOf(1));
    QCOMPARE(schedule.size(), 0);
    QCOMPARE(schedule.octets(), 0);
}

void tst_Schedule::heldIsNotTaken()
{
    Schedule schedule(farAhead);
    schedule.add(idOf(1), {0, 10, "a", true});
    schedule.add(idOf(2), {0, 10, "a"});
    QCOMPARE(numbers(schedule.take(0, 10, {})), QList<int>{2});
    schedule.setHeld(idOf(2), true); // While it is out.
    schedule.setTurn(idOf(2), 0);
    schedule.drain({}, 0);
    QVERIFY(schedule.take(10, 10, {}).empty());
    schedule.setHeld(idOf(1), false);
    schedule.setHeld(idOf(2), false);
    QCOMPARE(numbers(schedule.take(10, 10, {})), (QList<int>{1, 2}));
}

void tst_Schedule::fairness_data()
{
    QTest::addColumn<QList<int>>("waiting");  // Messages per destination, the first destination's are the oldest.
    QTest::addColumn<int>("limit");
    QTest::addColumn<QList<int>>("expected"); // Handed out per destination.
    QTest::newRow("alone takes all") << QList<int>{100} << 20 << QList<int>{20};
    QTest::newRow("C3: no more than half while others wait") << QList<int>{100, 100} << 20 << QList<int>{10, 10};
    QTest::newRow("C3: what others leave stays free for those who come") << QList<int>{100, 3} << 20 << QList<int>{10, 3};
    QTest::newRow("oldest first among the rest") << QList<int>{100, 100, 100} << 20 << QList<int>{10, 10, 0};
    QTest::newRow("one slot") << QList<int>{5, 5} << 1 << QList<int>{1, 0};
    QTest::newRow("less than the limit") << QList<int>{2, 1} << 20 << QList<int>{2, 1};
}

void tst_Schedule::fairness()
{
    QFETCH(const QList<int>, waiting);
    QFETCH(const int, limit);
    QFETCH(const QList<int>, expected);
    Schedule schedule(farAhead);
    for (int destination = 0; destination < waiting.size(); ++destination) {
        for (int i = 0; i < waiting[destination]; ++i)
            schedule.add(idOf(destination * 1000 + i), {0, 1, QByteArray::number(destination)});
    }
    QList<int> counts(waiting.size(), 0);
    for (const Schedule::Id &id : schedule.take(0, limit, {}))
        ++counts[numberOf(id) / 1000];
    QCOMPARE(counts, expected);
}

void tst_Schedule::roomIsRespected()
{
    Schedule schedule(farAhead);
    for (int i = 0; i < 10; ++i)
        schedule.add(idOf(i), {0, 1, i < 5 ? "slow" : "quick"});
    int asked = 0;
    const auto room = [&](const QByteArray &destination) {
        ++asked;
        return destination == "slow" ? 1 : 5;
    };
    QCOMPARE(numbers(schedule.take(0, 10, room)), (QList<int>{0, 5, 6, 7, 8, 9}));
    QCOMPARE(asked, 2);
}

void tst_Schedule::turnsSetBeforeTheClockWentBack() // D11
{
    Schedule schedule(farAhead);
    schedule.add(idOf(1), {1'000'000, 1, "a"});
    schedule.add(idOf(2), {1'000'000 - farAhead, 1, "a"});
    QVERIFY(schedule.take(999'000 - farAhead + 500, 10, {}).size() == 1); // 1 is further ahead than any turn can be set.
    QCOMPARE(schedule.take(1'000'000 - farAhead, 10, {}).size(), size_t(1));
}

void tst_Schedule::unknownIsCountedOnly()
{
    Schedule schedule(farAhead);
    schedule.addUnknown(idOf(1));
    QCOMPARE(schedule.size(), 1);
    QVERIFY(schedule.isUnknown(idOf(1)));
    QVERIFY(schedule.take(1000, 10, {}).empty());
    schedule.drain({}, 0);
    schedule.setTurn(idOf(1), 0);
    schedule.setHeld(idOf(1), true);
    QVERIFY(schedule.take(1000, 10, {}).empty());
    schedule.add(idOf(1), {0, 7, "a"});
    schedule.addUnknown(idOf(1)); // Known stays known.
    QVERIFY(schedule.unknown().empty());
    QCOMPARE(schedule.octets(), 7);
    QCOMPARE(schedule.take(1000, 10, {}).size(), size_t(1));
}

void tst_Schedule::drain()
{
    Schedule schedule(farAhead);
    schedule.add(idOf(1), {500, 1, "a"});
    schedule.add(idOf(2), {500, 1, "b"});
    schedule.drain("a", 10);
    QCOMPARE(numbers(schedule.take(10, 10, {})), QList<int>{1});
    schedule.drain({}, 20);
    QCOMPARE(numbers(schedule.take(20, 10, {})), QList<int>{2});
}

void tst_Schedule::pages()
{
    Schedule schedule(farAhead);
    for (int i = 0; i < 10; ++i)
        schedule.add(idOf(i), {i, 1, "a"});
    QCOMPARE(numbers(schedule.page(0, 3)), (QList<int>{0, 1, 2}));
    QCOMPARE(numbers(schedule.page(8, 3)), (QList<int>{8, 9}));
    QVERIFY(schedule.page(10, 3).empty());
    QVERIFY(schedule.page(-1, 3).empty());
}

/// Random operations beside a plain list of what must be so.
void tst_Schedule::agreesWithASimpleModel()
{
    struct Model {
        qint64 next;
        bool isHeld, isTaken;
    };
    QRandomGenerator random(4711);
    Schedule schedule(1'000'000);
    std::map<int, Model> model;
    qint64 now = 0;
    for (int step = 0; step < 20'000; ++step) {
        const int number = int(random.bounded(50));
        const auto known = model.find(number);
        switch (random.bounded(7)) {
        case 0:
            if (known == model.end()) {
                schedule.add(idOf(number), {now + number, 1, QByteArray::number(number % 3)});
                model[number] = {now + number, false, false};
            }
            break;
        case 1:
            schedule.remove(idOf(number));
            model.erase(number);
            break;
        case 2:
            if (known != model.end() && known->second.isTaken) {
                schedule.setTurn(idOf(number), now + 5);
                known->second = {now + 5, known->second.isHeld, false};
            }
            break;
        case 3:
            if (known != model.end()) {
                known->second.isHeld = random.bounded(2) == 1;
                schedule.setHeld(idOf(number), known->second.isHeld);
            }
            break;
        case 4: now += random.bounded(10); break;
        default:
            for (const Schedule::Id &id : schedule.take(now, int(random.bounded(5)), {})) {
                Model &taken = model.at(numberOf(id));
                QVERIFY(taken.next <= now && !taken.isHeld && !taken.isTaken);
                taken.isTaken = true;
            }
        }
        QCOMPARE(schedule.size(), qint64(model.size()));
    }
    for (auto &[number, entry] : model) { // In the end everything that may come comes.
        if (entry.isTaken)
            schedule.setTurn(idOf(number), now);
    }
    size_t expected = size_t(std::count_if(model.begin(), model.end(), [](const auto &entry) { return !entry.second.isHeld; }));
    for (std::vector<Schedule::Id> taken = schedule.take(now + 100, 5, {}); !taken.empty(); taken = schedule.take(now + 100, 5, {})) {
        expected -= taken.size();
        for (const Schedule::Id &id : taken)
            schedule.remove(id);
    }
    QCOMPARE(expected, size_t(0));
}

QTEST_GUILESS_MAIN(tst_Schedule)
#include "tst_schedule.moc"
