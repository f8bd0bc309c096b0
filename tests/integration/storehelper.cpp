// A program that uses the store and is killed, or whose file operations or allocations fail, while it does (threats.md D1, D4, D9).
//
// storehelper load DIRECTORY FIRST     adds messages numbered from FIRST on several threads and finishes some of them, until it is killed
// storehelper steps DIRECTORY [FIRST]  one of everything, with messages numbered from FIRST (0 without it), then ends
//
// Each line on standard output is said after the fact: "+ID" added, "?ID" about to be finished, "-ID" finished; for steps
// "NAME ok", "NAME full" or "NAME io", and "end" when the store is closed. NAME counts from 0 whatever FIRST is.
#include "storesample.h"

#include "gateway/delivery/queue.h"
#include "gateway/quarantine/quarantine.h"
#include "gateway/store/database.h"
#include "gateway/store/directorylock.h"
#include "gateway/store/settings.h"

#include <QCoreApplication>
#include <atomic>
#include <dlfcn.h>
#include <thread>
#include <unistd.h>

using namespace gateway;
using namespace gateway::delivery;
using namespace Qt::StringLiterals;

namespace {

/// One call: lines of several threads do not mix, and what is written survives our death.
void say(const QByteArray &line)
{
    const QByteArray whole = line + '\n';
    (void)!::write(STDOUT_FILENO, whole.constData(), size_t(whole.size()));
}

template<typename T>
void sayOutcome(const QByteArray &name, const Result<T> &result)
{
    say(name + (result ? " ok" : result.error().kind == Error::Kind::Full ? " full" : " io"));
}

struct Store {
    store::DirectoryLock lock;
    std::unique_ptr<store::Database> database;
    std::unique_ptr<Queue> queue;
};

Result<Store> openStore(const QString &directory)
{
    Result<store::DirectoryLock> lock = store::DirectoryLock::take(directory);
    if (!lock)
        return tl::make_unexpected(lock.error());
    auto database = store::Database::open(directory + u"/gateway.db"_s, store::migrations());
    if (!database)
        return tl::make_unexpected(database.error());
    auto queue = Queue::open(directory + u"/queue"_s, **database, {});
    if (!queue)
        return tl::make_unexpected(queue.error());
    return Store{std::move(*lock), std::move(*database), std::move(*queue)};
}

AttemptResult allDelivered()
{
    return {{{0, Fate::Delivered, u"250 ok"_s}, {1, Fate::Delivered, u"250 ok"_s}}};
}

void load(Store &store, int first)
{
    std::atomic<int> next = first;
    std::vector<std::thread> threads;
    for (int i = 0; i < 6; ++i) {
        threads.emplace_back([&] {
            for (;;) {
                const int number = next++;
                if (store.queue->add(storesample::fileOf(number), storesample::contentOf(number)))
                    say('+' + storesample::idOf(number));
            }
        });
    }
    threads.emplace_back([&] {
        for (;;) {
            for (const QByteArray &id : store.queue->take(QDateTime::currentDateTimeUtc(), 1)) {
                say('?' + id);
                if (store.queue->finish(id, allDelivered(), QDateTime::currentDateTimeUtc()))
                    say('-' + id);
            }
            std::this_thread::yield();
        }
    });
    for (std::thread &thread : threads)
        thread.join();
}

void steps(Store &store, const QString &directory, int first)
{
    using namespace storesample;
    const auto add = [&](int number) { return store.queue->add(fileOf(first + number), contentOf(first + number)); };
    for (int number = 0; number < 3; ++number)
        sayOutcome("add" + QByteArray::number(number), add(number));
    (void)store.queue->take(QDateTime::currentDateTimeUtc(), 10);
    const QDateTime now = fileOf(first).received;
    sayOutcome("partly0", store.queue->finish(idOf(first), {{{0, Fate::Delivered, u"250 ok"_s}}}, now));
    sayOutcome("done1", store.queue->finish(idOf(first + 1), allDelivered(), now));
    store.queue->giveBack(idOf(first + 2));
    sayOutcome("hold2", store.queue->hold(idOf(first + 2), true));
    const auto quarantine = quarantine::Quarantine::open(directory + u"/quarantine"_s, *store.database);
    sayOutcome("quarantine", quarantine);
    if (quarantine) {
        const auto keep = [&](int number) { return (*quarantine)->add(fileOf(first + number), {}, contentOf(first + number)); };
        for (int number = 3; number < 5; ++number)
            sayOutcome("keep" + QByteArray::number(number), keep(number));
        sayOutcome("release3", (*quarantine)->beginRelease(idOf(first + 3), idOf(first + 5)));
        sayOutcome("remove4", (*quarantine)->remove(idOf(first + 4)));
    }
    store::Settings settings(*store.database);
    sayOutcome("setting", settings.put(settingKeyOf(first), settingOf(first), u"test"_s, {}));
}

/// A function of a shim, if that is preloaded.
template<typename Function>
Function *shimFunction(const char *name)
{
    return reinterpret_cast<Function *>(::dlsym(RTLD_DEFAULT, name));
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() < 3)
        return 2;
    if (const auto begin = shimFunction<void()>("memoryshim_begin"))
        begin();
    Result<Store> store = openStore(arguments[2]);
    sayOutcome("open", store);
    const int first = arguments.value(3).toInt();
    if (store && arguments[1] == "load"_L1)
        load(*store, first);
    else if (store)
        steps(*store, arguments[2], first);
    store = failure(Error::Kind::Io, {}); // Closes everything before the faults are counted.
    if (const auto end = shimFunction<long()>("memoryshim_end"))
        say("allocations " + QByteArray::number(qint64(end())));
    if (const auto faults = shimFunction<int()>("faultshim_faults"))
        say("faults " + QByteArray::number(faults()));
    say("end");
    return 0;
}
