#pragma once

#include <QByteArrayView>

namespace gateway::reputation {

/// Whether \a name can be that of a host: letters, digits and hyphens (RFC 1123 2.1). The underscore is let through, for hosts named so send
/// mail every day. Nothing else that DNS may answer is safe to show or to compare with lists (threats.md S17).
[[nodiscard]] bool isHostName(QByteArrayView name);

} // namespace gateway::reputation
