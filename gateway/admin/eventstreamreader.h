#pragma once

#include "gateway/admin/types.h"

#include <QByteArray>

namespace gateway::admin {

/// Reads events from a stream of server-sent events. Its octets are untrusted; the result does not depend on how they are cut.
class EventStreamReader
{
public:
    /// The events that \a octets complete. Comments and fields unknown to us are passed over.
    [[nodiscard]] QList<Event> feed(const QByteArray &octets);

    /// A line or an event is larger than any of ours: what follows is not understood.
    [[nodiscard]] bool hasFailed() const { return m_hasFailed; }

    static constexpr qsizetype maxEvent = 4'000'000; ///< Octets of one event.

private:
    void takeLine(const QByteArray &line, QList<Event> &events);

    QByteArray m_rest, m_type, m_data;
    qint64 m_number = 0;
    bool m_hasFailed = false;
};

} // namespace gateway::admin
