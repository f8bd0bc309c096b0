#pragma once

#include <QByteArrayView>
#include <algorithm>

namespace gateway::content {

/// One line of a message: its octets without the line end, and where the next one starts.
struct Line {
    QByteArrayView text;
    qsizetype next = 0;
};

/// The line of \a octets at \a position. Ends at LF or CRLF; a bare CR is part of the line.
[[nodiscard]] inline Line lineAt(QByteArrayView octets, qsizetype position)
{
    const qsizetype end = octets.indexOf('\n', position);
    if (end < 0)
        return {octets.sliced(position), octets.size()};
    const qsizetype textEnd = end > position && octets[end - 1] == '\r' ? end - 1 : end;
    return {octets.sliced(position, textEnd - position), end + 1};
}

[[nodiscard]] inline bool isBlank(char c)
{
    return c == ' ' || c == '\t';
}
[[nodiscard]] inline bool isSpace(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}
[[nodiscard]] inline char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? char(c + ('a' - 'A')) : c;
}

[[nodiscard]] inline bool startsWithNoCase(QByteArrayView text, QByteArrayView lowerCasePrefix)
{
    return text.size() >= lowerCasePrefix.size() &&
           std::equal(lowerCasePrefix.begin(), lowerCasePrefix.end(), text.begin(),
                      [](char p, char c) { return p == lower(c); });
}

[[nodiscard]] inline bool equalsNoCase(QByteArrayView text, QByteArrayView lowerCase)
{
    return text.size() == lowerCase.size() && startsWithNoCase(text, lowerCase);
}

} // namespace gateway::content
