#pragma once

#include <QByteArrayView>

namespace gateway::smtp {

/// One code point at the front of a text.
struct CodePoint {
    char32_t value = 0;
    int length = 0; ///< In octets; 0 if the octets there are not well-formed UTF-8 (RFC 3629 4: no overlong forms, no surrogates).
};

/// The first code point of \a text, which is not empty.
[[nodiscard]] CodePoint firstCodePoint(QByteArrayView text);

/// Whether \a text is well-formed UTF-8 (RFC 3629).
[[nodiscard]] bool isUtf8(QByteArrayView text);

/// Whether \a c is a character that a person can see and that does not change how others are shown: no control (C0, DEL, C1), line or
/// paragraph separator, bidirectional control, byte order mark, tag, surrogate or noncharacter (threats.md S9).
[[nodiscard]] bool isVisible(char32_t c);

/// Whether \a text is well-formed UTF-8 and all of it visible.
[[nodiscard]] bool isVisibleUtf8(QByteArrayView text);

[[nodiscard]] bool isAscii(QByteArrayView text);

} // namespace gateway::smtp
