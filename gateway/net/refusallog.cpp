#include "gateway/net/refusallog.h"

namespace gateway::net {

using namespace std::chrono_literals;

void RefusalLog::refused(const QByteArray &client, const LogRecord &record, Clock::time_point now)
{
    if (m_minutes.size() >= maxClients && !m_minutes.contains(client)) {
        summarize(now);
        if (m_minutes.size() >= maxClients) {
            // All of them within this minute: the one that happens to stand first makes room.
            tell(m_minutes.begin().key(), m_minutes.begin().value());
            m_minutes.erase(m_minutes.begin());
        }
    }
    Minute &minute = m_minutes[client];
    if (minute.refusals == 0 || now - minute.began >= 1min) {
        tell(client, minute);
        minute = {now, 0};
    }
    if (++minute.refusals <= linesPerMinute)
        m_writer(record);
}

void RefusalLog::summarize(Clock::time_point now)
{
    m_minutes.removeIf([&](const auto &entry) {
        if (now - entry.value().began < 1min)
            return false;
        tell(entry.key(), entry.value());
        return true;
    });
}

void RefusalLog::tell(const QByteArray &client, const Minute &minute) const
{
    if (minute.refusals > linesPerMinute)
        m_writer(LogRecord("refusals-counted").add("client", client).add("count", minute.refusals - linesPerMinute));
}

} // namespace gateway::net
