#pragma once

#include "gateway/result.h"

#include <QByteArray>

namespace gateway::smtp {

/// The text as xtext (RFC 3461 4), for ENVID and ORCPT. \a text is printable ASCII.
[[nodiscard]] QByteArray toXtext(QByteArrayView text);

/// Undoes the xtext encoding of RFC 3461 4. Error::Kind::Invalid for malformed text, and for a value with anything but printable ASCII
/// in it, which RFC 3461 4.2 and 4.4 forbid: a decoded value can go into a line of a report or a log (threats.md S15).
[[nodiscard]] Result<QByteArray> decodeXtext(QByteArrayView text);

} // namespace gateway::smtp
