#include "gateway/content/printable.h"

namespace gateway::content {
namespace {

bool isHiding(char16_t c)
{
    return (c >= 0x80 && c < 0xa0)                   // C1 controls.
           || c == 0xad || c == 0x61c || c == 0x180e // Soft hyphen, Arabic letter mark, Mongolian vowel separator.
           || (c >= 0x200b && c <= 0x200f) ||
           (c >= 0x2028 && c <= 0x202e) // Zero width, separators, embeddings and overrides.
           || (c >= 0x2060 && c <= 0x206f) || c == 0xfeff || (c >= 0xfff9 && c <= 0xfffb) || c >= 0xfffe;
}

QString cleaned(QStringView text)
{
    QString clean;
    clean.reserve(text.size());
    for (qsizetype i = 0; i < text.size(); ++i) {
        const char16_t c = text[i].unicode();
        if (c < 0x20 || c == 0x7f) {
            clean += QChar(char16_t(c == 0x7f ? 0x2421 : 0x2400 + c));
        } else if (QChar::isHighSurrogate(c) && i + 1 < text.size() && text[i + 1].isLowSurrogate()) {
            clean += text.sliced(i, 2);
            ++i;
        } else if (QChar::isSurrogate(c) || isHiding(c)) {
            clean +=
                u'\u2039' + QStringLiteral("U+") + QString::number(c, 16).rightJustified(4, u'0').toUpper() + u'\u203a';
        } else {
            clean += QChar(c);
        }
    }
    return clean;
}

/// The longest front of \a text of at most \a length units that does not end inside a surrogate pair.
qsizetype wholeFront(QStringView text, qsizetype length)
{
    return length > 0 && text[length - 1].isHighSurrogate() ? length - 1 : length;
}

} // namespace

QString printable(QStringView text, qsizetype maxLength)
{
    QString clean = cleaned(text.first(std::min(text.size(), maxLength + 1)));
    if (clean.size() > maxLength) {
        clean.truncate(wholeFront(clean, maxLength - 1));
        clean += u'\u2026';
    }
    return clean;
}

QString printableName(QStringView name)
{
    constexpr qsizetype front = 150, back = 100; // Front, ellipsis and back fit, whatever a surrogate pair takes.
    const bool isLong = name.size() > 4 * maxNameLength;
    const QString clean =
        isLong ? cleaned(name.first(2 * maxNameLength)) + cleaned(name.last(2 * maxNameLength)) : cleaned(name);
    if (clean.size() <= maxNameLength && !isLong)
        return clean;
    const bool splitsPair = clean[clean.size() - back].isLowSurrogate();
    return clean.first(wholeFront(clean, front)) + u'\u2026' + clean.last(splitsPair ? back - 1 : back);
}

QByteArray printableAscii(QByteArrayView octets, qsizetype maxLength)
{
    QByteArray clean;
    for (const char c : octets) {
        if (clean.size() == maxLength)
            break;
        if (c > 0x20 && c < 0x7f)
            clean += c;
    }
    return clean;
}

} // namespace gateway::content
