#include "gateway/reputation/safetext.h"

namespace gateway::reputation {

QString safeText(QByteArrayView octets)
{
    constexpr qsizetype maxLength = 255;
    constexpr QByteArrayView digits = "0123456789abcdef";
    QString text;
    for (const char c : octets) {
        const bool isPlain = c >= ' ' && c <= '~' && c != '\\';
        if (text.size() + (isPlain ? 1 : 4) > maxLength)
            break;
        if (isPlain) {
            text += QLatin1Char(c);
        } else {
            text += QLatin1String("\\x");
            text += QLatin1Char(digits[uchar(c) >> 4]);
            text += QLatin1Char(digits[uchar(c) & 15]);
        }
    }
    return text;
}

} // namespace gateway::reputation
