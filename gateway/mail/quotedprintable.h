#pragma once

#include <QByteArray>
#include <QByteArrayView>

namespace gateway::mail {

/// Text as quoted-printable (RFC 2045 6.7): lines of at most 76 octets that end in CRLF; LF alone counts as a line end, too.
[[nodiscard]] QByteArray quotedPrintable(QByteArrayView text);

} // namespace gateway::mail
