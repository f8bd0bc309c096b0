#include "gateway/auth/canonicalization.h"

#include <algorithm>
#include <array>
#include <cstring>

namespace gateway::auth {
namespace {

bool isBlank(char c) { return c == ' ' || c == '\t'; }

/// The end of what begins with an octet that is neither blank nor CR, and stays as it is: words with one blank between them.
const char *endOfWords(const char *at, const char *end)
{
    do {
        ++at;
    } while (at < end && (uchar(*at) > ' ' || (*at == ' ' && at + 1 < end && uchar(at[1]) > ' ')));
    return at;
}

QByteArray relaxedField(QByteArrayView field)
{
    const qsizetype colon = std::max(field.indexOf(':'), qsizetype(0));
    qsizetype nameEnd = colon;
    while (nameEnd > 0 && isBlank(field[nameEnd - 1]))
        --nameEnd;
    QByteArray result = field.first(nameEnd).toByteArray().toLower() + ':';
    result.reserve(field.size() + 2);
    const qsizetype valueStart = result.size();
    bool hasBlank = false;
    for (const char c : field.sliced(std::min(colon + 1, field.size()))) {
        if (c == '\r' || c == '\n')
            continue;
        if (isBlank(c)) {
            hasBlank = true;
            continue;
        }
        if (hasBlank && result.size() > valueStart)
            result += ' ';
        hasBlank = false;
        result += c;
    }
    return result + "\r\n";
}

} // namespace

QByteArray canonicalField(QByteArrayView field, Canonicalization canonicalization)
{
    return canonicalization == Canonicalization::Simple ? field.toByteArray() : relaxedField(field);
}

/// Collects what is given in pieces worth hashing.
class BodyCanonicalizer::Output
{
public:
    explicit Output(const Sink &sink) : m_sink(sink) {}
    ~Output() { flush(); }
    Output(const Output &) = delete;
    Output &operator=(const Output &) = delete;

    void put(QByteArrayView octets)
    {
        while (!octets.isEmpty()) {
            const qsizetype size = std::min(octets.size(), qsizetype(m_buffer.size()) - m_size);
            std::memcpy(m_buffer.data() + m_size, octets.data(), size_t(size));
            m_size += size;
            octets = octets.sliced(size);
            if (m_size == qsizetype(m_buffer.size()))
                flush();
        }
    }

private:
    void flush()
    {
        if (m_size > 0)
            m_sink({m_buffer.data(), m_size});
        m_size = 0;
    }

    const Sink &m_sink;
    std::array<char, 16384> m_buffer;
    qsizetype m_size = 0;
};

void BodyCanonicalizer::settle(Output &output)
{
    for (; m_lineEnds > 0; --m_lineEnds)
        output.put("\r\n");
    if (m_hasBlank)
        output.put(" ");
    m_hasBlank = false;
    m_isEmpty = false;
}

void BodyCanonicalizer::feed(QByteArrayView octets, const Sink &sink)
{
    Output output(sink);
    const char *const end = octets.end();
    for (const char *at = octets.begin(); at < end;) {
        if (m_hasCr) {
            m_hasCr = false;
            if (*at == '\n') {
                ++m_lineEnds;
                m_hasBlank = false;
                ++at;
                continue;
            }
            settle(output);
            output.put("\r");
        }
        if (*at == '\r') {
            m_hasCr = true;
            ++at;
        } else if (m_isRelaxed && isBlank(*at)) {
            m_hasBlank = true;
            ++at;
        } else {
            settle(output);
            const char *const run = at;
            const qsizetype cr = m_isRelaxed ? -1 : QByteArrayView(at, end).indexOf('\r');
            at = m_isRelaxed ? endOfWords(at, end) : cr < 0 ? end : at + cr;
            output.put({run, at - run});
        }
    }
}

void BodyCanonicalizer::finish(const Sink &sink)
{
    Output output(sink);
    if (m_hasCr) { // No line end came of it.
        settle(output);
        output.put("\r");
    }
    if (!m_isRelaxed || !m_isEmpty) // Relaxed, an empty body stays empty (RFC 6376 3.4.4); simple, it is one CRLF (3.4.3).
        output.put("\r\n");
}

} // namespace gateway::auth
