#include "gateway/smtp/reply.h"

#include "gateway/smtp/utf8.h"

#include <algorithm>

namespace gateway::smtp {
namespace {

constexpr qsizetype maxLineOctets = 512 - 2; // RFC 5321 4.5.3.1.5, without CRLF.
constexpr qsizetype maxLines = 100;
constexpr qsizetype maxRecordOctets = 2048;

/// Appends \a text with every control octet and every octet that is not UTF-8 as '?', at most \a room octets, whole characters only.
void appendClean(QByteArray &out, QByteArrayView text, qsizetype room)
{
    while (!text.isEmpty()) {
        const CodePoint c = firstCodePoint(text);
        const bool isClean = c.length > 0 && c.value >= 0x20 && (c.value < 0x7f || c.value > 0x9f);
        const qsizetype length = isClean ? c.length : 1;
        if (length > room)
            return;
        if (isClean)
            out.append(text.first(length));
        else
            out.append('?');
        room -= length;
        text = text.sliced(std::max(c.length, 1));
    }
}

/// The enhanced code and the blank after it, or nothing. Its class is the first digit of the reply code (RFC 2034 4).
QByteArray enhancedCode(const Reply &reply)
{
    if (!reply.hasEnhancedCode)
        return {};
    const auto number = [](int n) { return QByteArray::number(std::clamp(n, 0, 999)); };
    return QByteArray::number(reply.code / 100) + '.' + number(reply.subject) + '.' + number(reply.detail) + ' ';
}

} // namespace

QByteArray Reply::toWire() const
{
    Q_ASSERT(code >= 200 && code <= 599);
    const QByteArray digits = QByteArray::number(code);
    const QByteArray enhanced = enhancedCode(*this);
    QByteArray wire;
    QByteArrayView rest = text;
    for (qsizetype line = 1;; ++line) {
        const qsizetype end = rest.indexOf('\n');
        const bool isLast = end < 0 || line == maxLines;
        const qsizetype lineStart = wire.size();
        wire += digits + (isLast ? ' ' : '-') + enhanced; // Every line repeats both codes (RFC 2034 4).
        appendClean(wire, end < 0 ? rest : rest.first(end), maxLineOctets - (wire.size() - lineStart));
        wire += "\r\n";
        if (isLast)
            return wire;
        rest = rest.sliced(end + 1);
    }
}

QByteArray Reply::toLine() const
{
    QByteArray line = QByteArray::number(code) + ' ' + enhancedCode(*this);
    QByteArray joined = text;
    joined.replace('\n', ' ');
    appendClean(line, joined, maxRecordOctets - line.size());
    return line;
}

} // namespace gateway::smtp
