#include "gateway/smtp/datareader.h"

#include <algorithm>
#include <cstring>
#include <utility>

namespace gateway::smtp {

/// Finds one octet in an input that is walked from front to back. It looks at no octet twice, however often it is asked: else an
/// input of nothing but CRs would cost a search for LF up to its end per octet.
class DataReader::Finder
{
public:
    Finder(char wanted, QByteArrayView input) : m_wanted(wanted), m_end(input.end()) {}

    /// The first place of the octet at or behind \a from, or the input's end. \a from must not go back.
    const char *find(const char *from)
    {
        if (!m_place || m_place < from) {
            const void *place = std::memchr(from, m_wanted, std::size_t(m_end - from));
            m_place = place ? static_cast<const char *>(place) : m_end;
        }
        return m_place;
    }

private:
    char m_wanted;
    const char *m_place = nullptr;
    const char *m_end;
};

qsizetype DataReader::feed(QByteArrayView input)
{
    Finder crs('\r', input), lfs('\n', input);
    const char *place = input.begin();
    while (place < input.end() && m_status == Status::NeedMore) {
        const char *const start = place;
        place = takeLines(place, input.end(), crs, lfs);
        if (place == start)
            step(*place++);
    }
    return place - input.begin();
}

void DataReader::finish()
{
    if (m_state == State::Cr)
        bareLineEnd();
    if (m_state == State::Text)
        endLine();
    m_state = State::End;
    if (m_status == Status::NeedMore)
        m_status = Status::Complete;
}

QByteArray DataReader::take()
{
    return std::exchange(m_content, {});
}

/// Takes the octets from \a start that need no thought: whole lines without a leading dot or odd octet, and text.
/// Returns where it stopped; what stands there is left to step().
const char *DataReader::takeLines(const char *start, const char *end, Finder &crs, Finder &lfs)
{
    if (m_state != State::LineStart && m_state != State::Text)
        return start;
    const bool hasDots = m_config.framing == Framing::Dots;
    const char *place = start;
    while (place < end && !(hasDots && m_state == State::LineStart && *place == '.')) {
        const char *const cr = crs.find(place);
        const char *const lf = lfs.find(place);
        const char *const textEnd = std::min(cr, lf);
        count(textEnd - place);
        if (lf == end || cr + 1 != lf) { // Not a whole line.
            if (textEnd > place)
                m_state = State::Text;
            place = textEnd;
            break;
        }
        m_lineOctets = 0;
        m_state = State::LineStart;
        place = lf + 1;
    }
    add(QByteArrayView(start, place - start));
    return place;
}

/// One octet, in any state. A dot of dot-stuffing and the CR of a CRLF are held back until the next octet tells what they are.
void DataReader::step(char c)
{
    using enum State;
    switch (m_state) {
    case LineStart:
        if (c == '.' && m_config.framing == Framing::Dots)
            m_state = Dot;
        else
            text(c);
        return;
    case Text:
        return text(c);
    case Dot:
        if (c == '\r')
            m_state = DotCr;
        else
            text(c); // The stuffed dot is dropped.
        return;
    case DotCr:
        if (c == '\n') {
            m_state = End;
            m_status = Status::Complete;
            return;
        }
        [[fallthrough]]; // The line holds no more than a dropped dot and a bare CR.
    case Cr:
        if (c == '\n')
            return endLine();
        bareLineEnd();
        return step(c);
    case SoftLineStart:
        if (c == '.' && m_config.framing == Framing::Dots)
            m_state = SoftDot;
        else
            text(c);
        return;
    case SoftDot:
        if (c != '.')
            text('.');
        return text(c);
    case End:
        break;
    }
}

void DataReader::text(char c)
{
    if (c == '\r') {
        m_state = State::Cr;
    } else if (c == '\n') {
        bareLineEnd();
    } else {
        m_state = State::Text;
        count(1);
        add(QByteArrayView(&c, 1));
    }
}

void DataReader::bareLineEnd()
{
    if (m_config.normalizesBareLineEnds) {
        endLine();
        m_state = State::SoftLineStart;
    } else {
        mark(Fault::BareLineEnd);
        m_state = State::Text;
        count(1);
        ++m_size;
    }
}

void DataReader::endLine()
{
    m_state = State::LineStart;
    m_lineOctets = 0;
    add("\r\n");
}

void DataReader::add(QByteArrayView octets)
{
    m_size += octets.size();
    if (m_size > m_config.maxSizeOctets)
        mark(Fault::TooLarge);
    if (m_size > 2 * m_config.maxSizeOctets)
        m_status = Status::Runaway;
    if (std::memchr(octets.data(), '\0', std::size_t(octets.size())))
        mark(Fault::Nul);
    if (m_fault == Fault::None)
        m_content += octets;
}

void DataReader::count(qint64 lineOctets)
{
    m_lineOctets += lineOctets;
    if (m_lineOctets > m_config.maxLineOctets)
        mark(Fault::LongLine);
}

void DataReader::mark(Fault fault)
{
    m_fault = std::max(m_fault, fault);
    m_content = {};
}

} // namespace gateway::smtp
