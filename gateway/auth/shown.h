#pragma once

#include <QByteArrayView>
#include <QString>

namespace gateway::auth {

/// A stranger's octets as they may stand in a sentence for the operator: printable ASCII, '?' for the rest, at most 100 of them.
[[nodiscard]] QString shown(QByteArrayView octets);

} // namespace gateway::auth
