#pragma once

#include <QByteArray>
#include <QHash>
#include <QList>
#include <chrono>

namespace gateway::daemon {

/// Which refusals get a record of their own in the trace. A client that is refused again and again, or a flood of many clients, would fill
/// it: what is too much within a minute is counted under the record before it, whose reference it also gets (threats.md I11, R8). Pure; not
/// thread-safe.
class RefusalBook
{
public:
    using Clock = std::chrono::steady_clock;
    static constexpr int maxOfClient = 20, maxInAll = 600; ///< Records a minute.
    static constexpr qsizetype maxClients = 1024;          ///< That are remembered.

    struct Place {
        QByteArray id;        ///< Of the record, and the reference in the reply.
        bool isOwn = true;    ///< The refusal has that record for itself.
    };
    struct Repeated {
        QByteArray id;
        int count = 0;        ///< Refusals beside the one that the record tells of.
    };

    /// \a newId: for a new record. \a rule: by which \a client is refused.
    [[nodiscard]] Place enter(const QByteArray &client, const QByteArray &rule, const QByteArray &newId, Clock::time_point now);
    /// What was counted in the minutes that are over, each once.
    [[nodiscard]] QList<Repeated> takeRepeated(Clock::time_point now);

private:
    struct Minute {
        Clock::time_point began;
        int records = 0, repeated = 0;
        QByteArray id; ///< Of the last record.
    };
    [[nodiscard]] Minute &minuteOf(const QByteArray &key, Clock::time_point now);
    void close(const Minute &minute);
    void closeOver(Clock::time_point now); ///< Those whose minute is over.

    QHash<QByteArray, Minute> m_minutes; ///< By rule and client.
    Minute m_all;                        ///< Where those are counted that find no room.
    QList<Repeated> m_repeated;
};

} // namespace gateway::daemon
