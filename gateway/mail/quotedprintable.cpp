#include "gateway/mail/quotedprintable.h"

namespace gateway::mail {

QByteArray quotedPrintable(QByteArrayView text)
{
    static constexpr char digits[] = "0123456789ABCDEF";
    constexpr int maxLine = 76;
    QByteArray result;
    int column = 0;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const char c = text[i];
        const bool isCrLf = c == '\r' && i + 1 < text.size() && text[i + 1] == '\n';
        if (c == '\n' || isCrLf) {
            i += isCrLf;
            result += "\r\n";
            column = 0;
            continue;
        }
        const char next = i + 1 < text.size() ? text[i + 1] : '\n';
        const bool isLastOfLine = next == '\n' || next == '\r';
        const bool isPlain = c > ' ' ? c < 0x7f && c != '=' : (c == ' ' || c == '\t') && !isLastOfLine;
        const int width = isPlain ? 1 : 3;
        if (column + width > maxLine - (isLastOfLine ? 0 : 1)) { // Room for the '=' of a soft line break.
            result += "=\r\n";
            column = 0;
        }
        if (isPlain)
            result += c;
        else
            result.append('=').append(digits[static_cast<quint8>(c) >> 4]).append(digits[static_cast<quint8>(c) & 15]);
        column += width;
    }
    return result;
}

} // namespace gateway::mail
