#include "gateway/smtp/utf8.h"

#include <algorithm>

namespace gateway::smtp {
CodePoint firstCodePoint(QByteArrayView text)
{
    const auto octet = [text](qsizetype i) { return char32_t(uchar(text[i])); };
    const char32_t lead = octet(0);
    if (lead < 0x80)
        return {lead, 1};
    const int length = lead >= 0xc2 && lead <= 0xdf ? 2 : (lead & 0xf0) == 0xe0 ? 3 : lead >= 0xf0 && lead <= 0xf4 ? 4 : 0;
    if (length == 0 || text.size() < length)
        return {};
    char32_t value = lead & (0x7fU >> length);
    for (int i = 1; i < length; ++i) {
        if ((octet(i) & 0xc0) != 0x80)
            return {};
        value = value << 6 | (octet(i) & 0x3f);
    }
    const bool isOverlong = (length == 3 && value < 0x800) || (length == 4 && value < 0x10000);
    const bool isSurrogate = value >= 0xd800 && value <= 0xdfff;
    if (isOverlong || isSurrogate || value > 0x10ffff)
        return {};
    return {value, length};
}

bool isUtf8(QByteArrayView text)
{
    while (!text.isEmpty()) {
        const CodePoint c = firstCodePoint(text);
        if (c.length == 0)
            return false;
        text = text.sliced(c.length);
    }
    return true;
}

bool isVisible(char32_t c)
{
    return c >= 0x20 && (c < 0x7f || c > 0x9f)                  // C0, DEL, C1
        && c != 0x61c                                           // Arabic letter mark
        && (c < 0x200e || c > 0x200f)                           // left-to-right and right-to-left marks
        && (c < 0x2028 || c > 0x202e)                           // separators, embeddings, overrides
        && (c < 0x2060 || c > 0x206f)                           // invisible operators, isolates
        && (c < 0xd800 || c > 0xdfff)                           // surrogates
        && c != 0xfeff                                          // byte order mark
        && (c < 0xfdd0 || c > 0xfdef) && (c & 0xfffe) != 0xfffe // noncharacters
        && (c < 0xe0000 || c > 0xe007f)                         // tags
        && c <= 0x10ffff;
}

bool isVisibleUtf8(QByteArrayView text)
{
    while (!text.isEmpty()) {
        const CodePoint c = firstCodePoint(text);
        if (c.length == 0 || !isVisible(c.value))
            return false;
        text = text.sliced(c.length);
    }
    return true;
}

bool isAscii(QByteArrayView text)
{
    return std::all_of(text.begin(), text.end(), [](char c) { return uchar(c) < 0x80; });
}

} // namespace gateway::smtp
