#include "app/posternd/process.h"

#include <QCoreApplication>
#include <QMetaObject>
#include <boost/asio/io_context.hpp>
#include <boost/asio/signal_set.hpp>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <thread>
#ifdef Q_OS_UNIX
#include <csignal>
#include <sys/resource.h>
#include <unistd.h>
#endif

void onStopSignal(std::function<void()> stop)
{
    struct Waiter {
        boost::asio::io_context loop;
        boost::asio::signal_set signals{loop, SIGTERM, SIGINT};
    };
    const auto waiter = std::make_shared<Waiter>(); // From here on the signals no longer end the process.
    waiter->signals.async_wait([stop = std::move(stop)](boost::system::error_code, int) { QMetaObject::invokeMethod(qApp, stop, Qt::QueuedConnection); });
    std::thread([waiter] { waiter->loop.run(); }).detach();
}

void endInAnyCase()
{
    std::thread([] {
        std::this_thread::sleep_for(std::chrono::seconds(33)); // The gateway takes 30 s at most for what it can finish.
        std::fputs("posternd: Something did not end, most likely a disk that does not answer. Ending now.\n", stderr);
        std::_Exit(1);
    }).detach();
}

bool isPrivileged()
{
#ifdef Q_OS_UNIX
    return geteuid() == 0;
#else
    return false;
#endif
}

void prepareProcess()
{
#ifdef Q_OS_UNIX
    std::signal(SIGPIPE, SIG_IGN);
    const rlimit noCore{0, 0};
    setrlimit(RLIMIT_CORE, &noCore);
    rlimit files{};
    if (getrlimit(RLIMIT_NOFILE, &files) == 0) {
        files.rlim_cur = files.rlim_max;
        setrlimit(RLIMIT_NOFILE, &files);
    }
#endif
}
