#include "gateway/admin/eventstreamreader.h"

#include <QJsonDocument>

namespace gateway::admin {

QList<Event> EventStreamReader::feed(const QByteArray &octets)
{
    QList<Event> events;
    if (m_hasFailed)
        return events;
    const qsizetype searched = m_rest.size();
    m_rest += octets;
    qsizetype begin = 0;
    for (qsizetype end = m_rest.indexOf('\n', searched); end >= 0; end = m_rest.indexOf('\n', begin)) {
        takeLine(m_rest.sliced(begin, end - begin), events);
        begin = end + 1;
    }
    m_rest.remove(0, begin);
    if (m_rest.size() > maxEvent || m_data.size() > maxEvent) {
        m_hasFailed = true;
        m_rest.clear();
        m_data.clear();
    }
    return events;
}

void EventStreamReader::takeLine(const QByteArray &line, QList<Event> &events)
{
    if (line.isEmpty()) { // The end of an event.
        const QJsonDocument document = QJsonDocument::fromJson(m_data);
        if (document.isObject())
            events.append({m_number, QString::fromLatin1(m_type), document.object()});
        m_type.clear();
        m_data.clear();
        return;
    }
    const qsizetype colon = line.indexOf(':');
    const QByteArray name = colon < 0 ? line : line.first(colon);
    QByteArray value = colon < 0 ? QByteArray() : line.sliced(colon + 1);
    if (value.startsWith(' '))
        value.remove(0, 1);
    if (name == "id")
        m_number = value.toLongLong();
    else if (name == "event")
        m_type = value.left(64);
    else if (name == "data" && m_data.size() <= maxEvent)
        m_data += value;
}

} // namespace gateway::admin
