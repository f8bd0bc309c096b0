#include "gateway/logrecord.h"

#include <algorithm>

namespace gateway {
namespace {

constexpr qsizetype maxValue = 2048;

bool isPlain(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || QByteArrayView(".:-_@/<>[]+").contains(c);
}

} // namespace

LogRecord::LogRecord(const char *event) : m_text(QByteArray("event=") + event) {}

LogRecord &LogRecord::add(const char *key, QByteArrayView value)
{
    m_text.append(' ').append(key).append('=');
    value = value.first(std::min(value.size(), maxValue));
    if (!value.isEmpty() && std::ranges::all_of(value, isPlain)) {
        m_text.append(value);
        return *this;
    }
    m_text.append('"');
    for (const char c : value) {
        if (c == '"' || c == '\\')
            m_text.append('\\').append(c);
        else if (c >= 0x20 && c < 0x7f)
            m_text.append(c);
        else
            m_text.append("\\x" + QByteArray(1, c).toHex());
    }
    m_text.append('"');
    return *this;
}

} // namespace gateway
