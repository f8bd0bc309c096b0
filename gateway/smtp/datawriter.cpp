#include "gateway/smtp/datawriter.h"

#include <algorithm>
#include <cstring>

namespace gateway::smtp {

namespace {

constexpr std::size_t shortRun = 1024; ///< Copying less than this is cheaper than one more view.
constexpr std::size_t bufferSize = 16 * 1024;
constexpr qsizetype chunkSize = 64 * 1024; ///< What is looked at in one go, so that a call of next() stays short.
constexpr qsizetype octetsPerCall = 1024 * 1024;

const char *find(const char *begin, const char *end, char octet)
{
    return static_cast<const char *>(std::memchr(begin, octet, static_cast<size_t>(end - begin)));
}

/// Whether an octet has its high bit set: eight at a time.
bool has8Bit(QByteArrayView octets)
{
    const char *at = octets.data();
    qsizetype left = octets.size();
    quint64 seen = 0;
    for (; left >= 8; left -= 8, at += 8) {
        quint64 word;
        std::memcpy(&word, at, sizeof word);
        seen |= word;
    }
    for (; left > 0; --left, ++at)
        seen |= static_cast<quint8>(*at);
    return seen & 0x8080808080808080u;
}

} // namespace

ContentFacts inspectContent(std::span<const QByteArrayView> pieces)
{
    ContentFacts facts;
    bool isAfterCr = false, isAtLineStart = true;
    for (const QByteArrayView piece : pieces) {
        if (piece.isEmpty())
            continue;
        facts.size += piece.size();
        facts.is8Bit = facts.is8Bit || has8Bit(piece);
        if (facts.fault != ContentFault::None)
            continue;
        const char *const end = piece.data() + piece.size();
        if (find(piece.data(), end, '\0'))
            facts.fault = ContentFault::Nul;
        const char *at = piece.data();
        if (isAfterCr && *at != '\n')
            facts.fault = ContentFault::BareLineEnd;
        else if (isAfterCr)
            ++at;
        while (facts.fault == ContentFault::None && at < end) {
            const char *lineFeed = find(at, end, '\n');
            const char *carriageReturn = find(at, lineFeed ? lineFeed : end, '\r');
            const char *expected = lineFeed ? lineFeed - 1 : end - 1;
            if (lineFeed ? carriageReturn != expected : carriageReturn && carriageReturn != expected)
                facts.fault = ContentFault::BareLineEnd;
            at = lineFeed ? lineFeed + 1 : end;
        }
        isAfterCr = end[-1] == '\r';
        isAtLineStart = end[-1] == '\n';
    }
    if (isAfterCr && facts.fault == ContentFault::None)
        facts.fault = ContentFault::BareLineEnd;
    if (!isAtLineStart)
        facts.size += 2;
    return facts;
}

DataWriter::DataWriter(QList<QByteArrayView> pieces) : m_pieces(std::move(pieces))
{
    m_views.reserve(maxViews);
}

std::span<const QByteArrayView> DataWriter::next()
{
    m_views.clear();
    m_buffer.clear();
    qsizetype octets = 0;
    while (m_status == Status::More && hasRoom() && octets < octetsPerCall) {
        if (m_piece == m_pieces.size()) {
            finish();
            continue;
        }
        const QByteArrayView rest = m_pieces[m_piece].sliced(m_position);
        if (rest.isEmpty()) {
            ++m_piece;
            m_position = 0;
            continue;
        }
        qsizetype length = std::min(rest.size(), chunkSize);
        if (length < rest.size() && rest[length - 1] == '\r')
            ++length; // A CRLF is not cut in two.
        const qsizetype before = m_position;
        scan(rest.first(length));
        octets += m_position - before;
    }
    return m_views;
}

/// Goes through \a chunk as far as there is room for views, hands on what is valid of it, and advances m_position.
void DataWriter::scan(QByteArrayView chunk)
{
    const char *const begin = chunk.data();
    const char *const end = begin + chunk.size();
    const char *run = begin; // What is not handed on yet.
    const char *at = begin;
    if (find(begin, end, '\0')) {
        m_status = Status::Nul;
        return;
    }
    if (m_isAfterCr) {
        if (*at != '\n') {
            m_status = Status::BareLineEnd;
            return;
        }
        static constexpr QByteArrayView lineEnd = "\r\n"; // The CR that was held back, with its LF.
        emitRun(lineEnd.begin(), lineEnd.end());
        run = ++at;
        m_isAfterCr = false;
        m_isAtLineStart = true;
    }
    while (at < end) {
        if (m_isAtLineStart && *at == '.') {
            emitRun(run, at + 1);
            run = at;                // The dot goes out a second time, with what follows,
            m_isAtLineStart = false; // but not a third time if we come back here for want of room.
            if (!hasRoom()) {
                m_position += run - begin;
                return;
            }
        }
        const char *lineFeed = find(at, end, '\n');
        const char *carriageReturn = find(at, lineFeed ? lineFeed : end, '\r');
        if (lineFeed ? carriageReturn != lineFeed - 1 : carriageReturn && carriageReturn != end - 1) {
            m_status = Status::BareLineEnd;
            return;
        }
        m_isAtLineStart = lineFeed;
        m_isAfterCr = !lineFeed && carriageReturn;
        at = lineFeed ? lineFeed + 1 : end;
    }
    emitRun(run, m_isAfterCr ? end - 1 : end);
    m_position += chunk.size();
}

/// Room for a line end cut in two, a run up to a dot and the run after it.
bool DataWriter::hasRoom() const
{
    return m_views.size() + 3 <= maxViews && m_buffer.size() + 3 * shortRun <= bufferSize;
}

void DataWriter::emitRun(const char *begin, const char *end)
{
    const auto length = static_cast<std::size_t>(end - begin);
    if (length == 0)
        return;
    if (!m_views.empty() && m_views.back().end() == begin) {
        m_views.back() = QByteArrayView(m_views.back().begin(), end);
        return;
    }
    if (length > shortRun) {
        m_views.emplace_back(begin, end);
        return;
    }
    m_buffer.reserve(bufferSize);
    m_buffer.insert(m_buffer.end(), begin, end);
    const char *const copyEnd = m_buffer.data() + m_buffer.size();
    const char *const copy = copyEnd - length;
    if (!m_views.empty() && m_views.back().end() == copy)
        m_views.back() = QByteArrayView(m_views.back().begin(), copyEnd);
    else
        m_views.emplace_back(copy, copyEnd);
}

void DataWriter::finish()
{
    if (m_isAfterCr) {
        m_status = Status::BareLineEnd;
        return;
    }
    static constexpr QByteArrayView marker = "\r\n.\r\n";
    emitRun(m_isAtLineStart ? marker.begin() + 2 : marker.begin(), marker.end());
    m_status = Status::Complete;
}

} // namespace gateway::smtp
