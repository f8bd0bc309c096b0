#include "gateway/net/blockingpool.h"
#include "gateway/net/loops.h"

#include <QTest>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <future>
#include <semaphore>

using namespace gateway::net;
using namespace std::chrono_literals;

namespace {

/// Waits until it is let go.
class Patient final : public Errand
{
public:
    void run() override
    {
        begun.release();
        mayEnd.acquire();
    }
    void takeBack() override { takenBack.release(); }

    std::binary_semaphore begun{0}, mayEnd{0}, takenBack{0};
};

} // namespace

class tst_BlockingPool : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void errandIsDone();
    void errandThatHangsIsGivenUpAndTakenBack_D6();
    void errandGivenUpBeforeItsTurnIsNotBegun_D6();

private:
    /// Sends somebody on the errand and returns what comes of it.
    template<typename Kind>
    std::future<bool> send(std::shared_ptr<Kind> errand, std::chrono::milliseconds patience)
    {
        std::promise<bool> promise;
        std::future<bool> future = promise.get_future();
        boost::asio::co_spawn(loops->at(0), go(*pool, std::move(errand), patience, std::move(promise)), boost::asio::detached);
        return future;
    }
    template<typename Kind>
    static Task<> go(BlockingPool &pool, std::shared_ptr<Kind> errand, std::chrono::milliseconds patience, std::promise<bool> promise)
    {
        const bool isDone = co_await pool.runUntil(errand, BlockingPool::Clock::now() + patience);
        promise.set_value(isDone);
    }

    std::unique_ptr<Loops> loops;
    std::unique_ptr<BlockingPool> pool;
};

void tst_BlockingPool::init()
{
    loops = std::make_unique<Loops>(1);
    loops->start();
    pool = std::make_unique<BlockingPool>(1);
}

void tst_BlockingPool::cleanup()
{
    pool.reset();
    loops->stop();
    loops.reset();
}

void tst_BlockingPool::errandIsDone()
{
    const auto errand = std::make_shared<Patient>();
    std::future<bool> isDone = send(errand, 60s);
    errand->begun.acquire();
    errand->mayEnd.release();
    QVERIFY(isDone.get());
    pool->join();
    QVERIFY(!errand->takenBack.try_acquire());
}

void tst_BlockingPool::errandThatHangsIsGivenUpAndTakenBack_D6()
{
    const auto errand = std::make_shared<Patient>();
    std::future<bool> isDone = send(errand, 500ms); // Enough to begin it, on a machine that is not hopeless.
    QVERIFY(errand->begun.try_acquire_for(60s));
    QVERIFY(!isDone.get());
    errand->mayEnd.release();
    pool->join();
    QVERIFY(errand->takenBack.try_acquire());
}

void tst_BlockingPool::errandGivenUpBeforeItsTurnIsNotBegun_D6()
{
    const auto first = std::make_shared<Patient>();
    std::future<bool> isFirstDone = send(first, 60s);
    first->begun.acquire();
    auto second = std::make_shared<Patient>();
    const std::weak_ptr<Patient> watch = second;
    QVERIFY(!send(std::move(second), 1ms).get());
    first->mayEnd.release();
    QVERIFY(isFirstDone.get());
    pool->join();
    QVERIFY(watch.expired()); // What it held is free at once, however long the pool is busy.
}

QTEST_GUILESS_MAIN(tst_BlockingPool)
#include "tst_blockingpool.moc"
