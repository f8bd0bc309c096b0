#include "gateway/content/encodings.h"

#include "gateway/content/lines.h"

#include <array>

namespace gateway::content {
namespace {

constexpr std::array<qint8, 256> base64Values = [] {
    std::array<qint8, 256> values{};
    values.fill(-1);
    for (int i = 0; i < 26; ++i) {
        values[size_t('A' + i)] = qint8(i);
        values[size_t('a' + i)] = qint8(26 + i);
    }
    for (int i = 0; i < 10; ++i)
        values[size_t('0' + i)] = qint8(52 + i);
    values['+'] = 62;
    values['/'] = 63;
    return values;
}();

int base64Value(char c)
{
    return base64Values[uchar(c)];
}

/// Collects sextets into octets.
class Sextets
{
public:
    explicit Sextets(qsizetype maxCount) : m_out(maxCount * 3 / 4 + 8, Qt::Uninitialized), m_end(m_out.data()) {}
    void add(int value)
    {
        m_bits = m_bits << 6 | uint(value);
        if (++m_count == 4) {
            put(m_bits >> 16);
            put(m_bits >> 8);
            put(m_bits);
            drop();
        }
    }
    void flush() ///< An incomplete quad yields the octets that it has.
    {
        if (m_count >= 2)
            put(m_bits >> (m_count == 2 ? 4 : 10));
        if (m_count == 3)
            put(m_bits >> 2);
        drop();
    }
    void drop()
    {
        m_bits = 0;
        m_count = 0;
    }
    [[nodiscard]] bool isEmpty() const { return m_end == m_out.constData(); }
    [[nodiscard]] QByteArray take()
    {
        flush();
        m_out.truncate(m_end - m_out.constData());
        return std::move(m_out);
    }

private:
    void put(quint32 bits) { *m_end++ = char(bits); } // Three octets for four sextets, rounded up: there is room.

    QByteArray m_out;
    char *m_end;
    quint32 m_bits = 0;
    int m_count = 0;
};

enum class Padding { EndsQuad, IsJunk, EndsData };

QByteArray decodeAll(QByteArrayView body, Padding padding)
{
    Sextets out(body.size());
    for (const char c : body) {
        if (const int value = base64Value(c); value >= 0)
            out.add(value);
        else if (c == '=' && padding == Padding::EndsQuad)
            out.flush();
        else if (c == '=' && padding == Padding::EndsData && !out.isEmpty())
            break;
    }
    return out.take();
}

enum class LineRule { DropForeign, CutAtForeign, FlushAtEnd, DropRestAtEnd };

QByteArray decodeLines(QByteArrayView body, LineRule rule)
{
    Sextets out(body.size());
    for (qsizetype at = 0; at < body.size();) {
        const Line line = lineAt(body, at);
        at = line.next;
        const auto isForeign = [](char c) { return base64Value(c) < 0 && c != '=' && !isSpace(c); };
        if (rule == LineRule::DropForeign && std::ranges::any_of(line.text, isForeign))
            continue;
        for (const char c : line.text) {
            if (const int value = base64Value(c); value >= 0)
                out.add(value);
            else if (rule == LineRule::CutAtForeign && isForeign(c))
                break;
            else if (c == '=')
                out.flush();
        }
        if (rule == LineRule::FlushAtEnd)
            out.flush();
        if (rule == LineRule::DropRestAtEnd)
            out.drop();
    }
    return out.take();
}

/// Quads of four characters, padding counted as one wherever it stands.
QByteArray decodeQuads(QByteArrayView body)
{
    Sextets out(body.size());
    int count = 0;
    for (const char c : body) {
        const int value = base64Value(c);
        if (value < 0 && c != '=')
            continue;
        if (value >= 0)
            out.add(value);
        if (++count == 4) {
            out.flush();
            count = 0;
        }
    }
    return out.take();
}

/// What remains without the first paragraph: some decoders take an empty line for the end of the header section.
QByteArrayView afterFirstParagraph(QByteArrayView body)
{
    bool hadText = false;
    for (qsizetype at = 0; at < body.size();) {
        const Line line = lineAt(body, at);
        at = line.next;
        const bool isEmpty = std::ranges::all_of(line.text, isSpace);
        if (hadText && isEmpty)
            return body.sliced(at);
        hadText |= !isEmpty;
    }
    return {};
}

/// Only alphabet and white space, padding at the very end only, whole quads on every line.
bool isCanonical(QByteArrayView body)
{
    qsizetype count = 0;
    bool isPadded = false;
    for (const char c : body) {
        if (c == '\n') {
            if (count % 4 != 0)
                return false;
        } else if (c == '=') {
            isPadded = true;
            ++count;
        } else if (!isSpace(c)) {
            if (base64Value(c) < 0 || isPadded)
                return false;
            ++count;
        }
    }
    return count % 4 == 0;
}

void appendNew(QList<QByteArray> &readings, QByteArray reading)
{
    if (!reading.isEmpty() && !readings.contains(reading))
        readings.append(std::move(reading));
}

int hexValue(char c)
{
    return c >= '0' && c <= '9' ? c - '0' : lower(c) >= 'a' && lower(c) <= 'f' ? lower(c) - 'a' + 10 : -1;
}

enum class BrokenEscape { Keep, DropEquals, DropAll, DropDigits, TakeAnyDigits };

bool isLowerHex(char c)
{
    return c >= 'a' && c <= 'f';
}

/// \a isClean is set to whether all escapes were as RFC 2045 6.7 wants them.
QByteArray decodeQuotedPrintable(QByteArrayView body, BrokenEscape rule, bool &isClean)
{
    QByteArray out(body.size(), Qt::Uninitialized); // Decoding never makes more of it.
    char *end = out.data();
    isClean = true;
    for (qsizetype i = 0; i < body.size(); ++i) {
        if (body[i] != '=') {
            *end++ = body[i];
            continue;
        }
        qsizetype next = i + 1;
        while (next < body.size() && isBlank(body[next])) // RFC 2045 6.7 (3): transport may have padded the line.
            ++next;
        if (next < body.size() && body[next] == '\r')
            ++next;
        if (next == body.size() || body[next] == '\n') {
            i = next;
            continue;
        }
        const int high = i + 1 < body.size() ? hexValue(body[i + 1]) : -1,
                  low = i + 2 < body.size() ? hexValue(body[i + 2]) : -1;
        const bool isOdd = high < 0 || low < 0 || isLowerHex(body[i + 1]) || isLowerHex(body[i + 2]);
        isClean &= !isOdd;
        if (isOdd && high >= 0 &&
            rule == BrokenEscape::DropDigits) { // RFC 2045 6.7 (1): upper case; some decoders insist on it.
            i += low < 0 ? 1 : 2;
        } else if (high >= 0 && low >= 0) {
            *end++ = char(high << 4 | low);
            i += 2;
        } else if (rule == BrokenEscape::TakeAnyDigits && high >= 0) {
            *end++ = char(high);
            ++i;
        } else if (rule == BrokenEscape::DropAll) {
            i += 2;
        } else if (rule == BrokenEscape::Keep) {
            *end++ = '=';
        }
    }
    out.truncate(end - out.constData());
    return out;
}

/// One line of uuencoded data: a length character, then four characters for three octets.
void appendUuLine(QByteArrayView line, QByteArray &out)
{
    const auto value = [](char c) { return (uchar(c) - 0x20) & 0x3f; };
    qsizetype left = value(line.front());
    for (qsizetype i = 1; left > 0; i += 4) {
        quint32 bits = 0;
        for (qsizetype k = i; k < i + 4; ++k)
            bits = bits << 6 | uint(k < line.size() ? value(line[k]) : 0); // Trailing blanks may be lost on the way.
        for (int shift = 16; shift >= 0 && left > 0; shift -= 8, --left)
            out.append(char(bits >> shift));
    }
}

bool isUuLine(QByteArrayView line)
{
    if (line.isEmpty() || line.front() <= 0x20 || line.front() > 0x60 ||
        std::ranges::any_of(line, [](char c) { return c < 0x20 || c > 0x60; }))
        return false;
    const qsizetype expected = ((((uchar(line.front()) - 0x20) & 0x3f) + 2) / 3) * 4 + 1;
    return line.size() <= expected + 2 && line.size() + 4 >= expected;
}

QByteArrayView valueAfter(QByteArrayView line, QByteArrayView key)
{
    const qsizetype at = line.indexOf(key);
    return at < 0 ? QByteArrayView() : line.sliced(at + key.size());
}

} // namespace

QList<QByteArray> base64Readings(QByteArrayView body)
{
    QList<QByteArray> readings;
    appendNew(readings, decodeAll(body, Padding::EndsQuad));
    if (isCanonical(body)) // All agree.
        return readings;
    appendNew(readings, decodeAll(body, Padding::IsJunk));
    appendNew(readings, decodeAll(body, Padding::EndsData));
    for (const LineRule rule :
         {LineRule::DropForeign, LineRule::CutAtForeign, LineRule::FlushAtEnd, LineRule::DropRestAtEnd})
        appendNew(readings, decodeLines(body, rule));
    appendNew(readings, decodeQuads(body));
    const QByteArrayView rest = afterFirstParagraph(body);
    appendNew(readings, decodeAll(rest, Padding::EndsQuad));
    appendNew(readings, decodeAll(body.first(body.size() - rest.size()), Padding::EndsQuad));
    return readings;
}

QList<QByteArray> quotedPrintableReadings(QByteArrayView body)
{
    QList<QByteArray> readings;
    bool isClean = false;
    for (const BrokenEscape rule : {BrokenEscape::Keep, BrokenEscape::DropEquals, BrokenEscape::DropAll,
                                    BrokenEscape::DropDigits, BrokenEscape::TakeAnyDigits}) {
        QByteArray reading = decodeQuotedPrintable(body, rule, isClean);
        const bool isBinary = reading.contains('\0');
        appendNew(readings, std::move(reading));
        if (isBinary && body.contains("\r\n")) { // Line ends are octets of the file, and many systems keep mail with LF alone.
            bool ignored = false;
            appendNew(readings, decodeQuotedPrintable(body.toByteArray().replace("\r\n", "\n"), rule, ignored));
        }
        if (isClean)
            break;
    }
    return readings;
}

QList<NamedBlock> uuBlocks(QByteArrayView body, bool isDeclared)
{
    QList<NamedBlock> blocks;
    bool isInside = isDeclared;
    if (isDeclared)
        blocks.append(NamedBlock());
    for (qsizetype at = 0; at < body.size();) {
        const Line line = lineAt(body, at);
        at = line.next;
        if (line.text.startsWith("begin ") && line.text.size() > 10 && hexValue(line.text[6]) >= 0) {
            const qsizetype space = line.text.indexOf(' ', 6);
            blocks.append({space < 0 ? QByteArray() : line.text.sliced(space + 1).toByteArray(), {}});
            isInside = true;
        } else if (isInside && line.text.trimmed() == "end") {
            isInside = isDeclared;
        } else if (isInside && isUuLine(line.text)) {
            appendUuLine(line.text, blocks.last().octets);
        }
    }
    blocks.removeIf([](const NamedBlock &block) { return block.octets.isEmpty(); });
    return blocks;
}

QList<NamedBlock> yencBlocks(QByteArrayView body)
{
    QList<NamedBlock> blocks;
    bool isInside = false;
    for (qsizetype at = 0; at < body.size();) {
        const Line line = lineAt(body, at);
        at = line.next;
        if (line.text.startsWith("=ybegin ")) {
            blocks.append({valueAfter(line.text, " name=").toByteArray(), {}});
            isInside = true;
        } else if (line.text.startsWith("=yend")) {
            isInside = false;
        } else if (isInside && !line.text.startsWith("=ypart ")) {
            for (qsizetype i = 0; i < line.text.size(); ++i) {
                const bool isEscape = line.text[i] == '=' && i + 1 < line.text.size();
                blocks.last().octets.append(char(line.text[isEscape ? ++i : i] - 42 - (isEscape ? 64 : 0)));
            }
        }
    }
    blocks.removeIf([](const NamedBlock &block) { return block.octets.isEmpty(); });
    return blocks;
}

bool looksLikeBase64(QByteArrayView body)
{
    qsizetype data = 0, other = 0;
    for (qsizetype at = 0; at < body.size();) {
        const Line line = lineAt(body, at);
        at = line.next;
        const QByteArrayView text = line.text.trimmed();
        const qsizetype known = std::ranges::count_if(text, [](char c) { return base64Value(c) >= 0 || c == '='; });
        const bool isData = known * 4 >= text.size() * 3 && std::ranges::none_of(text, isBlank); // Text has blanks.
        (isData ? data : other) += text.size();
    }
    return data >= 40 && data > other;
}

} // namespace gateway::content
