#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

namespace gateway::mail {

/// Whether toText() can read \a charset, a name in lower case as mail writes it ("iso-2022-jp", "gb2312").
[[nodiscard]] bool isKnownCharset(const QByteArray &charset);
/// \a octets of that charset; what is no character in it becomes U+FFFD.
[[nodiscard]] QString toText(QByteArrayView octets, const QByteArray &charset);

[[nodiscard]] bool isAscii(QByteArrayView octets);
[[nodiscard]] bool isUtf8(QByteArrayView octets); ///< Well-formed.

} // namespace gateway::mail
