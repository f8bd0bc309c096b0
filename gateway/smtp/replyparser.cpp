#include "gateway/smtp/replyparser.h"

#include <algorithm>
#include <cstring>
#include <optional>

namespace gateway::smtp {

namespace {

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

struct EnhancedCode {
    int subject = 0, detail = 0;
    qsizetype length = 0; ///< Octets it takes at the front of the text, the following blank included.
};

/// status-code = class "." subject "." detail, each number of 1 to 3 digits (RFC 3463 2). One whose class differs from the
/// reply code is not a code but text: the reply code alone says what is transient and what is permanent.
std::optional<EnhancedCode> enhancedCode(QByteArrayView text, int replyCode)
{
    if (text.size() < 5 || text[0] - '0' != replyCode / 100 || text[1] != '.')
        return {};
    qsizetype at = 2;
    const auto number = [&text, &at]() -> std::optional<int> {
        int value = 0;
        const qsizetype start = at;
        for (; at < text.size() && at - start < 3 && isDigit(text[at]); ++at)
            value = value * 10 + (text[at] - '0');
        return at > start ? std::optional(value) : std::nullopt;
    };
    const std::optional<int> subject = number();
    if (!subject || at >= text.size() || text[at++] != '.')
        return {};
    const std::optional<int> detail = number();
    if (!detail || (at < text.size() && text[at] != ' '))
        return {};
    return EnhancedCode{*subject, *detail, std::min(at + 1, text.size())};
}

} // namespace

qsizetype ReplyParser::feed(QByteArrayView input)
{
    qsizetype used = 0;
    while (m_status == Status::NeedMore && used < input.size()) {
        const QByteArrayView rest = input.sliced(used);
        const auto *lineFeed = static_cast<const char *>(std::memchr(rest.data(), '\n', static_cast<size_t>(rest.size())));
        const qsizetype length = lineFeed ? lineFeed - rest.data() + 1 : rest.size();
        if (m_line.size() + length > m_limits.maxLine) {
            fail("a reply line is too long");
            return input.size();
        }
        used += length;
        m_octets += static_cast<int>(length);
        if (m_octets > m_limits.maxOctets) {
            fail("a reply is too long");
        } else if (!lineFeed) {
            m_line.append(rest);
        } else if (m_line.isEmpty()) {
            takeLine(rest.first(length));
        } else {
            m_line.append(rest.first(length));
            takeLine(m_line);
            m_line.truncate(0);
        }
    }
    return used;
}

/// Reply-line = Reply-code [ SP / "-" textstring ] CRLF (RFC 5321 4.2); a code without a blank is to be understood, too.
void ReplyParser::takeLine(QByteArrayView line)
{
    if (!line.endsWith("\r\n"))
        return fail("a reply line does not end in CRLF");
    line.chop(2);
    if (std::ranges::any_of(line, [](char c) { return c == '\0' || c == '\r'; }))
        return fail("a reply holds NUL or CR");
    if (line.size() < 3 || line[0] < '2' || line[0] > '5' || !isDigit(line[1]) || !isDigit(line[2])
        || (line.size() > 3 && line[3] != ' ' && line[3] != '-'))
        return fail("a reply does not begin with a reply code");
    const int code = (line[0] - '0') * 100 + (line[1] - '0') * 10 + (line[2] - '0');
    if (m_lines > 0 && code != m_reply.code)
        return fail("a reply has lines with different codes");
    if (++m_lines > m_limits.maxLines)
        return fail("a reply has too many lines");
    const bool isLast = line.size() == 3 || line[3] == ' ';
    QByteArrayView text = line.sliced(std::min<qsizetype>(4, line.size()));
    if (const std::optional<EnhancedCode> enhanced = enhancedCode(text, code)) {
        // RFC 2034 4 repeats the code on every line. Those of the first line count.
        if (m_lines == 1) {
            m_reply.subject = enhanced->subject;
            m_reply.detail = enhanced->detail;
            m_reply.hasEnhancedCode = true;
        }
        if (m_reply.hasEnhancedCode)
            text = text.sliced(enhanced->length);
    }
    if (m_lines == 1)
        m_reply.code = code;
    else
        m_reply.text += '\n';
    m_reply.text.append(text);
    if (isLast)
        m_status = Status::Complete;
}

Reply ReplyParser::take()
{
    Reply reply = std::move(m_reply);
    m_reply = Reply{0, 0, 0, {}, false};
    m_lines = 0;
    m_octets = 0;
    m_status = Status::NeedMore;
    return reply;
}

void ReplyParser::fail(const char *fault)
{
    m_status = Status::Broken;
    m_fault = fault;
}

} // namespace gateway::smtp
