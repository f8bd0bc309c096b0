#include "gateway/net/log.h"

#include <algorithm>

namespace gateway::net {

Q_LOGGING_CATEGORY(lcNet, "postern.net", QtInfoMsg)

namespace {

bool isPlain(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || QByteArrayView(".:-_@/<>[]+").contains(c);
}

} // namespace

QByteArray logValue(QByteArrayView value)
{
    constexpr qsizetype limit = 2048;
    value = value.first(std::min(value.size(), limit));
    if (!value.isEmpty() && std::ranges::all_of(value, isPlain))
        return value.toByteArray();
    QByteArray text = "\"";
    for (const char c : value) {
        if (c == '"' || c == '\\')
            text.append('\\').append(c);
        else if (c >= 0x20 && c < 0x7f)
            text += c;
        else
            text += "\\x" + QByteArray(1, c).toHex();
    }
    return text + '"';
}

} // namespace gateway::net
