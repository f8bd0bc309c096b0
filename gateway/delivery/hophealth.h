#pragma once

#include "gateway/net/smtpclient.h"

#include <QHash>
#include <QMutex>
#include <functional>

namespace gateway::delivery {

/// Which next hops answer. While one is down, new mail goes straight to the queue, and the queue tries it with one connection at a time.
/// Thread-safe.
class HopHealth
{
public:
    using TimePoint = smtp::Clock::time_point;
    /// Told at each change, on the thread that noticed it.
    using Listener = std::function<void(const net::NextHop &hop, bool isUp, const QString &cause)>;

    void setListener(Listener listener) { m_listener = std::move(listener); } ///< Before any other thread is using this.
    /// After each attempt to connect.
    void report(const net::NextHop &hop, bool isReachable, const QString &cause, TimePoint now);
    [[nodiscard]] bool isUp(const net::NextHop &hop) const;
    /// Whether a connection may be tried now: always while up; while down once in a growing interval (1 s to 30 s).
    [[nodiscard]] bool mayTry(const net::NextHop &hop, TimePoint now);
    [[nodiscard]] bool areAllUp() const;
    void tryNow(); ///< The administrator asks for it: every next hop that is down may be tried at once.

private:
    struct State {
        int failures = 0;
        TimePoint nextTry;
    };
    mutable QMutex m_mutex;
    QHash<QByteArray, State> m_down; ///< By NextHop::toBytes().
    Listener m_listener;
};

} // namespace gateway::delivery
