#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <stop_token>
#include <thread>

namespace gateway::directory {

/// Cuts a connection when its time is over or somebody wants to stop, whatever the library that uses it is waiting for at that moment: libldap
/// blocks in TLS handshakes, and in reading an answer of which a part has come, without a timeout of ours having any effect there. From a
/// socket that is shut down every read and poll returns at once.
class SocketGuard
{
public:
    using Clock = std::chrono::steady_clock;
    enum class Cause { None, Deadline, Stopped };

    /// Takes a duplicate of \a socket, so that it never cuts another connection that got the number of a closed one.
    SocketGuard(int socket, Clock::time_point deadline, std::stop_token stop);
    ~SocketGuard();
    SocketGuard(const SocketGuard &) = delete;
    SocketGuard &operator=(const SocketGuard &) = delete;

    [[nodiscard]] bool isArmed() const { return m_socket >= 0; } ///< There was a descriptor left for it.
    void allowUntil(Clock::time_point deadline); ///< Does not revive what was cut.
    [[nodiscard]] Cause cause() const;           ///< Why it was cut.

private:
    void watch();
    void cut(Cause cause);

    mutable std::mutex m_mutex;
    std::condition_variable m_changed;
    const int m_socket;
    Clock::time_point m_deadline;
    Cause m_cause = Cause::None;
    bool m_isDone = false;
    std::thread m_thread;
    std::stop_callback<std::function<void()>> m_onStop; ///< Last: it may call at once.
};

} // namespace gateway::directory
