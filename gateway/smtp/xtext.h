#pragma once

#include "gateway/result.h"

#include <QByteArray>

namespace gateway::smtp {

/// Undoes the xtext encoding of RFC 3461 4. Error::Kind::Invalid for malformed text, and for a value with anything but printable ASCII
/// in it, which RFC 3461 4.2 and 4.4 forbid: a decoded value can go into a line of a report or a log (threats.md S15).
[[nodiscard]] Result<QByteArray> decodeXtext(QByteArrayView text);

} // namespace gateway::smtp
