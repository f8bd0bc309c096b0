#include "gateway/directory/hostconnection.h"

#include <atomic>
#include <cerrno>
#include <condition_variable>
#include <fcntl.h>
#include <memory>
#include <mutex>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace gateway::directory {
namespace {

using Clock = std::chrono::steady_clock;
using Addresses = std::unique_ptr<addrinfo, decltype(&freeaddrinfo)>;

constexpr auto slice = 100ms;      // How soon a wish to stop is noticed.
constexpr int maxLeftBehind = 100; // Threads that still wait for the resolver.
std::atomic<int> leftBehind = 0;

struct Resolution {
    std::mutex mutex;
    std::condition_variable changed;
    bool isDone = false;
    int status = EAI_AGAIN;
    Addresses addresses{nullptr, &freeaddrinfo};
};

tl::unexpected<Error> late() { return failure(Error::Kind::Timeout, u"no connection in time"_s); }
tl::unexpected<Error> stopped() { return failure(Error::Kind::Timeout, u"stopped"_s); }

int resolveNow(const QByteArray &host, const QByteArray &port, int flags, Addresses &addresses)
{
    addrinfo hints{};
    hints.ai_family = AF_UNSPEC;
    hints.ai_socktype = SOCK_STREAM;
    hints.ai_flags = AI_NUMERICSERV | flags;
    addrinfo *found = nullptr;
    const int status = ::getaddrinfo(host.constData(), port.constData(), &hints, &found);
    addresses.reset(status == 0 ? found : nullptr);
    return status;
}

Result<Addresses> resolve(const QByteArray &host, const QByteArray &port, Clock::time_point deadline, const std::stop_token &stop)
{
    Addresses literal(nullptr, &freeaddrinfo);
    if (resolveNow(host, port, AI_NUMERICHOST, literal) == 0)
        return literal;
    if (++leftBehind > maxLeftBehind) {
        --leftBehind;
        return failure(Error::Kind::Timeout, u"the name server does not answer"_s);
    }
    const auto shared = std::make_shared<Resolution>();
    std::thread([shared, host, port] {
        Addresses addresses(nullptr, &freeaddrinfo);
        const int status = resolveNow(host, port, AI_ADDRCONFIG, addresses);
        const std::lock_guard lock(shared->mutex);
        shared->status = status;
        shared->addresses = std::move(addresses);
        shared->isDone = true;
        --leftBehind;
        shared->changed.notify_all();
    }).detach();
    std::unique_lock lock(shared->mutex);
    while (!shared->isDone) {
        if (stop.stop_requested())
            return stopped();
        if (Clock::now() >= deadline)
            return failure(Error::Kind::Timeout, u"the name server does not answer"_s);
        shared->changed.wait_until(lock, std::min(deadline, Clock::now() + slice));
    }
    if (shared->status != 0)
        return failure(Error::Kind::NotFound, u"the name cannot be resolved: %1"_s.arg(QString::fromLocal8Bit(gai_strerror(shared->status))));
    return std::move(shared->addresses);
}

/// Waits until the connection stands or failed. Returns 0, errno, or ETIMEDOUT.
int waitForConnection(int socket, Clock::time_point deadline, const std::stop_token &stop)
{
    for (;;) {
        const auto now = Clock::now();
        if (now >= deadline || stop.stop_requested())
            return ETIMEDOUT;
        pollfd watched{socket, POLLOUT, 0};
        const auto wait = std::chrono::ceil<std::chrono::milliseconds>(std::min<Clock::duration>(deadline - now, slice));
        const int ready = ::poll(&watched, 1, int(wait.count()));
        if (ready < 0 && errno != EINTR)
            return errno;
        if (ready > 0)
            break;
    }
    int error = 0;
    socklen_t size = sizeof(error);
    return ::getsockopt(socket, SOL_SOCKET, SO_ERROR, &error, &size) == 0 ? error : errno;
}

/// A connected socket, or -errno.
int connectTo(const addrinfo &address, Clock::time_point deadline, const std::stop_token &stop)
{
    const int socket = ::socket(address.ai_family, address.ai_socktype | SOCK_CLOEXEC | SOCK_NONBLOCK, address.ai_protocol);
    if (socket < 0)
        return -errno;
    int error = ::connect(socket, address.ai_addr, address.ai_addrlen) == 0 ? 0 : errno;
    if (error == EINPROGRESS)
        error = waitForConnection(socket, deadline, stop);
    const int flags = ::fcntl(socket, F_GETFL);
    if (error == 0 && (flags < 0 || ::fcntl(socket, F_SETFL, flags & ~O_NONBLOCK) < 0))
        error = errno;
    if (error != 0) {
        ::close(socket);
        return -error;
    }
    const int on = 1;
    (void)::setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof(on));
    return socket;
}

} // namespace

Result<int> connectToHost(const QString &host, quint16 port, Clock::time_point deadline, const std::stop_token &stop)
{
    const Result<Addresses> addresses = resolve(host.toLatin1(), QByteArray::number(port), deadline, stop);
    if (!addresses)
        return tl::make_unexpected(addresses.error());
    int left = 0;
    for (const addrinfo *address = addresses->get(); address; address = address->ai_next)
        ++left;
    int error = ETIMEDOUT;
    for (const addrinfo *address = addresses->get(); address; address = address->ai_next, --left) {
        const auto now = Clock::now();
        if (stop.stop_requested())
            return stopped();
        if (now >= deadline)
            break;
        // An address that does not answer must leave time for the others.
        const int socket = connectTo(*address, now + (deadline - now) / left, stop);
        if (socket >= 0)
            return socket;
        error = -socket;
    }
    if (stop.stop_requested())
        return stopped();
    if (error == ETIMEDOUT)
        return late();
    return failure(Error::Kind::Io, qt_error_string(error));
}

} // namespace gateway::directory
