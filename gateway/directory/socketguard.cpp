#include "gateway/directory/socketguard.h"

#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

namespace gateway::directory {

SocketGuard::SocketGuard(int socket, Clock::time_point deadline, std::stop_token stop)
    : m_socket(::fcntl(socket, F_DUPFD_CLOEXEC, 0)), m_deadline(deadline), m_thread([this] { watch(); }),
      m_onStop(std::move(stop), [this] { cut(Cause::Stopped); })
{
}

SocketGuard::~SocketGuard()
{
    {
        const std::lock_guard lock(m_mutex);
        m_isDone = true;
    }
    m_changed.notify_all();
    m_thread.join();
    // m_onStop may still call, but cut() does nothing any more.
    const std::lock_guard lock(m_mutex);
    if (m_socket >= 0)
        ::close(m_socket);
}

void SocketGuard::allowUntil(Clock::time_point deadline)
{
    const std::lock_guard lock(m_mutex);
    const bool isEarlier = deadline < m_deadline;
    m_deadline = deadline;
    if (isEarlier)
        m_changed.notify_all();
}

SocketGuard::Cause SocketGuard::cause() const
{
    const std::lock_guard lock(m_mutex);
    return m_cause;
}

void SocketGuard::watch()
{
    std::unique_lock lock(m_mutex);
    while (!m_isDone && m_cause == Cause::None && Clock::now() < m_deadline) {
        const Clock::time_point deadline = m_deadline; // Another may be set while this waits.
        m_changed.wait_until(lock, deadline);
    }
    lock.unlock();
    cut(Cause::Deadline);
}

void SocketGuard::cut(Cause cause)
{
    const std::lock_guard lock(m_mutex);
    if (m_isDone || m_cause != Cause::None)
        return;
    m_cause = cause;
    ::shutdown(m_socket, SHUT_RDWR);
    m_changed.notify_all();
}

} // namespace gateway::directory
