#include "gateway/smtp/commandreader.h"

#include <algorithm>

namespace gateway::smtp {
namespace {

/// The length of the line at the front of \a input with its CRLF, or -1. \a wasCr tells whether a CR came right before.
qsizetype lineLength(QByteArrayView input, bool wasCr)
{
    for (qsizetype lf = input.indexOf('\n'); lf >= 0; lf = input.indexOf('\n', lf + 1)) {
        if (lf > 0 ? input[lf - 1] == '\r' : wasCr)
            return lf + 1;
    }
    return -1;
}

} // namespace

CommandLine splitCommand(QByteArrayView line)
{
    while (line.endsWith(' '))
        line.chop(1);
    const qsizetype blank = line.indexOf(' ');
    if (blank < 0)
        return {line, {}};
    QByteArrayView argument = line.sliced(blank);
    while (argument.startsWith(' '))
        argument = argument.sliced(1);
    return {line.first(blank), argument};
}

qsizetype CommandReader::feed(QByteArrayView input, qsizetype maxOctets)
{
    if (m_octets == 0)
        m_start = {};
    const QByteArrayView window = input.first(std::min(input.size(), maxOctets + maxDroppedOctets - m_octets));
    const bool wasTooLong = m_octets > maxOctets;
    const qsizetype length = lineLength(window, m_endsInCr);
    const bool isEnd = length >= 0;
    const qsizetype taken = isEnd ? length : window.size();
    const bool isTooLong = m_octets + taken > maxOctets;

    if (isTooLong) {
        m_start = {};
        m_line = {};
    } else if (isEnd && m_octets == 0) {
        m_line = window.first(length - 2); // The usual case: nothing is copied.
    } else {
        m_start += window.first(taken);
        m_line = isEnd ? QByteArrayView(m_start).chopped(2) : m_start;
    }
    m_octets = isEnd ? 0 : m_octets + taken;
    m_endsInCr = !isEnd && taken > 0 && window[taken - 1] == '\r';
    if (!isEnd && m_octets >= maxOctets + maxDroppedOctets)
        m_status = Status::Endless;
    else if (isTooLong)
        m_status = wasTooLong ? Status::NeedMore : Status::TooLong;
    else
        m_status = isEnd ? Status::Line : Status::NeedMore;
    return taken;
}

} // namespace gateway::smtp
