#pragma once

#include <QByteArrayView>
#include <QString>

namespace gateway::reputation {

/// A stranger's octets (HELO, PTR, TXT) as they may stand in evidence, logs and sentences: printable ASCII as it is, a backslash and all else
/// as \xNN, 255 characters at most (threats.md S17).
[[nodiscard]] QString safeText(QByteArrayView octets);

} // namespace gateway::reputation
