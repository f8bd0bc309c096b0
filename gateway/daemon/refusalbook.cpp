#include "gateway/daemon/refusalbook.h"

namespace gateway::daemon {

using namespace std::chrono_literals;

void RefusalBook::close(const Minute &minute)
{
    if (minute.repeated > 0)
        m_repeated.append({minute.id, minute.repeated});
}

RefusalBook::Minute &RefusalBook::minuteOf(const QByteArray &key, Clock::time_point now)
{
    const auto known = m_minutes.find(key);
    return known != m_minutes.end() ? *known : *m_minutes.insert(key, {now, 0, 0, {}});
}

void RefusalBook::closeOver(Clock::time_point now)
{
    m_minutes.removeIf([&](const auto &entry) {
        if (now - entry.value().began < 1min)
            return false;
        close(entry.value());
        return true;
    });
}

RefusalBook::Place RefusalBook::enter(const QByteArray &client, const QByteArray &rule, const QByteArray &newId, Clock::time_point now)
{
    if (m_all.records == 0 || now - m_all.began >= 1min) {
        close(m_all);
        m_all = {now, 0, 0, {}};
    }
    const QByteArray key = rule + ' ' + client;
    if (m_minutes.size() >= maxClients || now - m_minutes.value(key, {now, 0, 0, {}}).began >= 1min)
        closeOver(now);
    Minute none{now, 0, 0, {}};
    const bool isRemembered = m_minutes.contains(key) || m_minutes.size() < maxClients;
    Minute &own = isRemembered ? minuteOf(key, now) : none;
    const bool hasRoom = isRemembered && own.records < maxOfClient && m_all.records < maxInAll;
    Minute &counted = hasRoom || own.records > 0 ? own : m_all;
    if (!hasRoom && !counted.id.isEmpty()) {
        ++counted.repeated;
        return {counted.id, false};
    }
    counted.id = newId;
    ++m_all.records;
    if (&counted == &own)
        ++own.records;
    if (m_all.id.isEmpty())
        m_all.id = newId;
    return {newId, true};
}

QList<RefusalBook::Repeated> RefusalBook::takeRepeated(Clock::time_point now)
{
    closeOver(now);
    if (now - m_all.began >= 1min) {
        close(m_all);
        m_all = {};
    }
    return std::exchange(m_repeated, {});
}

} // namespace gateway::daemon
