#pragma once

#include <QByteArrayView>
#include <QString>

namespace gateway::content {

/// Octets in \a charset as text. A charset that is unknown, empty or plainly wrong is guessed: UTF-8 if it is valid,
/// else ISO-2022-JP by its escapes, else windows-1252. Never fails: what cannot be decoded is U+FFFD.
[[nodiscard]] QString toUnicode(QByteArrayView octets, QByteArrayView charset);

} // namespace gateway::content
