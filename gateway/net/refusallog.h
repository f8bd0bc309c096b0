#pragma once

#include "gateway/logrecord.h"

#include <QHash>
#include <chrono>
#include <functional>

namespace gateway::net {

/// Writes one line of the log for each refusal, until a client has had so many within a minute that the rest are only counted, and told
/// in one line at the end of it (threats.md I11, R8). Remembers a bounded number of clients. Used on one thread; the time is given.
class RefusalLog
{
public:
    using Clock = std::chrono::steady_clock;
    using Writer = std::function<void(const LogRecord &)>;
    static constexpr int linesPerMinute = 20;
    static constexpr qsizetype maxClients = 1024;

    explicit RefusalLog(Writer writer) : m_writer(std::move(writer)) {}
    void refused(const QByteArray &client, const LogRecord &record, Clock::time_point now);
    /// Tells what is only counted so far of the minutes that are over. refused() does so too, for its own client.
    void summarize(Clock::time_point now);

private:
    struct Minute {
        Clock::time_point began;
        int refusals = 0;
    };
    void tell(const QByteArray &client, const Minute &minute) const;

    Writer m_writer;
    QHash<QByteArray, Minute> m_minutes;
};

} // namespace gateway::net
