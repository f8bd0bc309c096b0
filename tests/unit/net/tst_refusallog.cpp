#include "gateway/net/refusallog.h"

#include <QTest>
#include <algorithm>

using namespace std::chrono_literals;
using namespace gateway;
using namespace gateway::net;

namespace {

struct Log {
    QByteArrayList lines;
    RefusalLog log{[this](const LogRecord &record) { lines.append(record.text()); }};
    RefusalLog::Clock::time_point now{1h};

    void refuse(const QByteArray &client, int times = 1)
    {
        for (int i = 0; i < times; ++i)
            log.refused(client, LogRecord("refused").add("client", client), now);
    }
};

} // namespace

class tst_RefusalLog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void writesEachOfAFew_I11();
    void countsTheRepeats_R8();
    void summarizesWhatEnded_R8();
    void remembersABoundedNumber_R7();
};

void tst_RefusalLog::writesEachOfAFew_I11()
{
    Log log;
    log.refuse("192.0.2.1", 20);
    log.refuse("192.0.2.2");
    QCOMPARE(log.lines.size(), 21);
    QCOMPARE(log.lines.last(), "event=refused client=192.0.2.2");
}

void tst_RefusalLog::countsTheRepeats_R8()
{
    Log log;
    log.refuse("192.0.2.1", 500);
    QCOMPARE(log.lines.size(), 20);
    log.now += 61s;
    log.refuse("192.0.2.1");
    QCOMPARE(log.lines.size(), 22);
    QCOMPARE(log.lines[20], "event=refusals-counted client=192.0.2.1 count=480");
    QCOMPARE(log.lines[21], "event=refused client=192.0.2.1");
}

void tst_RefusalLog::summarizesWhatEnded_R8()
{
    Log log;
    log.refuse("192.0.2.1", 30);
    log.refuse("192.0.2.2", 5);
    log.lines.clear();
    log.now += 59s;
    log.log.summarize(log.now);
    QVERIFY(log.lines.isEmpty());
    log.now += 1s;
    log.log.summarize(log.now);
    QCOMPARE(log.lines, QByteArrayList{"event=refusals-counted client=192.0.2.1 count=10"});
    log.log.summarize(log.now);
    QCOMPARE(log.lines.size(), 1);
}

void tst_RefusalLog::remembersABoundedNumber_R7()
{
    Log log;
    for (int i = 0; i < 3 * RefusalLog::maxClients; ++i)
        log.refuse("2001:db8::" + QByteArray::number(i, 16), 21);
    log.now += 1min;
    log.log.summarize(log.now);
    // No refusal is lost: each client has its twenty lines and the count of the rest.
    const auto isCount = [](const QByteArray &line) { return line.startsWith("event=refusals-counted"); };
    QCOMPARE(std::ranges::count_if(log.lines, isCount), 3 * RefusalLog::maxClients);
    QCOMPARE(log.lines.size(), 3 * RefusalLog::maxClients * 21);
}

QTEST_APPLESS_MAIN(tst_RefusalLog)
#include "tst_refusallog.moc"
