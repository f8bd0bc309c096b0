#include "gateway/net/poisonlist.h"

#include "gateway/sha256.h"

namespace gateway::net {

QByteArray PoisonList::digest(QByteArrayView message)
{
    return Sha256::of(message);
}

int PoisonList::deaths(QByteArrayView message) const
{
    if (isEmpty())
        return 0;
    const QByteArray key = digest(message);
    const std::lock_guard lock(m_mutex);
    return m_deaths.value(key);
}

int PoisonList::add(QByteArrayView message)
{
    const QByteArray key = digest(message);
    const std::lock_guard lock(m_mutex);
    if (!m_deaths.contains(key)) {
        if (m_order.size() >= maxEntries)
            m_deaths.remove(m_order.takeFirst());
        m_order.append(key);
    }
    const int deaths = ++m_deaths[key];
    m_size = m_order.size();
    return deaths;
}

void PoisonList::forgive(QByteArrayView message)
{
    if (isEmpty())
        return;
    const QByteArray key = digest(message);
    const std::lock_guard lock(m_mutex);
    if (m_deaths.remove(key) > 0)
        m_order.removeOne(key);
    m_size = m_order.size();
}

} // namespace gateway::net
