#pragma once

#include <QByteArray>
#include <QString>
#include <QStringView>

namespace gateway::content {

/// Text from a message made fit to be shown on one line (threats.md I7, P9).
///
/// Control characters become their visible pictures (U+2400 ..), what could reorder or hide text (bidirectional
/// controls, zero-width characters, line separators, lone surrogates) its code point in angle quotes. Idempotent.
/// Longer than \a maxLength code units: cut, with an ellipsis as the last character.
[[nodiscard]] QString printable(QStringView text, qsizetype maxLength);

/// As printable(), but what is too long is cut in the middle: the end of a file name says what opens it.
[[nodiscard]] QString printableName(QStringView name);

/// The printable ASCII octets of \a octets, at most \a maxLength of them.
[[nodiscard]] QByteArray printableAscii(QByteArrayView octets, qsizetype maxLength);

inline constexpr qsizetype maxNameLength = 255;

} // namespace gateway::content
