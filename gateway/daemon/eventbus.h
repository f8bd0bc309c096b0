#pragma once

#include "gateway/admin/administration.h"

#include <QMap>
#include <QMutex>
#include <atomic>

namespace gateway::daemon {

/// Hands live events to whoever listens. Thread-safe; free of cost while nobody does.
class EventBus
{
public:
    [[nodiscard]] bool hasListeners() const { return m_count.load(std::memory_order_relaxed) > 0; }
    void publish(const QString &type, const QJsonObject &data);
    [[nodiscard]] int subscribe(admin::Administration::Listener listener);
    void unsubscribe(int subscription); ///< When it returns, the listener is not and will not be called.

private:
    QMutex m_mutex;
    QMap<int, admin::Administration::Listener> m_listeners;
    std::atomic<int> m_count{0};
    int m_nextSubscription = 1;
    qint64 m_nextNumber = 1;
};

} // namespace gateway::daemon
