#pragma once

#include <QByteArrayView>

namespace gateway::auth {

/// Whether \a name is \a domain or a name below it. Both are normalized.
[[nodiscard]] bool isWithin(QByteArrayView name, QByteArrayView domain);

/// Whether \a name can be asked for: of several labels, the last of them not a number (RFC 7208 4.3), printable ASCII. Blanks are allowed, a
/// macro can make them.
[[nodiscard]] bool isFqdn(QByteArrayView name);

} // namespace gateway::auth
