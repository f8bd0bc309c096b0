#pragma once

#include "gateway/admin/types.h"

#include <QByteArray>
#include <deque>

namespace gateway::admin {

/// The newest events, ready to be sent as server-sent events. A reader keeps a position of its own and so needs no queue:
/// positions count up from 0 with every event ever added.
class EventRing
{
public:
    explicit EventRing(qsizetype capacity = 1000) : m_capacity(capacity) {}

    void add(const Event &event);

    [[nodiscard]] qint64 begin() const { return m_begin; } ///< Of the oldest event still here.
    [[nodiscard]] qint64 end() const { return m_begin + qint64(m_frames.size()); }

    /// Where a reader goes on whose last event was \a number, as Last-Event-ID says; no number: from now on.
    /// A number that is yet to come stems from an earlier run of the gateway: all that is here is new to that reader.
    [[nodiscard]] qint64 positionAfter(std::optional<qint64> number) const;

    /// The events from \a position on, as many as fit in \a maxOctets but at least one; \a position moves behind them.
    [[nodiscard]] QByteArray take(qint64 &position, qsizetype maxOctets) const;

private:
    struct Frame {
        qint64 number;
        QByteArray octets;
    };

    qsizetype m_capacity;
    qint64 m_begin = 0;
    std::deque<Frame> m_frames;
};

} // namespace gateway::admin
