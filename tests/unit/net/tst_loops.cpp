#include "gateway/net/looplocal.h"
#include "gateway/net/loops.h"

#include <QTest>
#include <boost/asio/post.hpp>
#include <future>

using namespace std::chrono_literals;
using namespace gateway::net;

namespace {

class Watched : public LoopLocal::Deadline
{
public:
    explicit Watched(LoopLocal &loop) : Deadline(loop) {}

private:
    void expired() override {}
};

} // namespace

class tst_Loops : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aLoopHeldUpIsReported_R6();
};

void tst_Loops::aLoopHeldUpIsReported_R6()
{
    Loops loops(1);
    loops.start();
    std::unique_ptr<Watched> connection;
    std::promise<void> begun;
    boost::asio::post(loops.at(0), [&] {
        connection = std::make_unique<Watched>(loops.local(0));
        begun.set_value();
    });
    begun.get_future().get();
    boost::asio::post(loops.at(0), [] { std::this_thread::sleep_for(200ms); }); // What must never happen on a loop.
    QTRY_VERIFY_WITH_TIMEOUT(loops.stalls() > 0, 20'000);
    loops.stop();
}

QTEST_GUILESS_MAIN(tst_Loops)
#include "tst_loops.moc"
