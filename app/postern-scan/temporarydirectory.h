#pragma once

#include "gateway/result.h"

namespace scan {

/// Checks that \a directory is a private one of this user (0700, not a link; threats.md O7, V6) and removes what a killed
/// scan left in it.
[[nodiscard]] gateway::Result<> prepareTemporaryDirectory(const QByteArray &directory);

/// Removes everything in \a directory; links are removed, never followed.
void emptyDirectory(const QByteArray &directory);

} // namespace scan
