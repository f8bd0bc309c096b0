#include "gateway/admin/eventring.h"

#include <QJsonDocument>
#include <algorithm>

namespace gateway::admin {

void EventRing::add(const Event &event)
{
    QByteArray type = event.type.toLatin1();
    type.removeIf([](char c) { return c < 'a' || c > 'z'; }); // A line end in it would break the stream.
    const QByteArray data = QJsonDocument(event.data).toJson(QJsonDocument::Compact);
    m_frames.push_back({event.number, "id: " + QByteArray::number(event.number) + "\nevent: " + type + "\ndata: " + data + "\n\n"});
    if (qsizetype(m_frames.size()) > m_capacity) {
        m_frames.pop_front();
        ++m_begin;
    }
}

qint64 EventRing::positionAfter(std::optional<qint64> number) const
{
    if (!number || m_frames.empty())
        return end();
    if (*number > m_frames.back().number)
        return begin();
    const auto next = std::ranges::upper_bound(m_frames, *number, {}, &Frame::number);
    return m_begin + (next - m_frames.begin());
}

QByteArray EventRing::take(qint64 &position, qsizetype maxOctets) const
{
    QByteArray octets;
    while (position >= begin() && position < end()) {
        const QByteArray &frame = m_frames[std::size_t(position - m_begin)].octets;
        if (!octets.isEmpty() && octets.size() + frame.size() > maxOctets)
            break;
        octets += frame;
        ++position;
    }
    return octets;
}

} // namespace gateway::admin
