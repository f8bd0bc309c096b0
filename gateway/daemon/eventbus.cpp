#include "gateway/daemon/eventbus.h"

#include <QMutexLocker>

namespace gateway::daemon {

void EventBus::publish(const QString &type, const QJsonObject &data)
{
    const QMutexLocker lock(&m_mutex);
    const admin::Event event{m_nextNumber++, type, data};
    for (const auto &listener : std::as_const(m_listeners))
        listener(event);
}

int EventBus::subscribe(admin::Administration::Listener listener)
{
    const QMutexLocker lock(&m_mutex);
    m_listeners.insert(m_nextSubscription, std::move(listener));
    m_count = int(m_listeners.size());
    return m_nextSubscription++;
}

void EventBus::unsubscribe(int subscription)
{
    const QMutexLocker lock(&m_mutex);
    m_listeners.remove(subscription);
    m_count = int(m_listeners.size());
}

} // namespace gateway::daemon
