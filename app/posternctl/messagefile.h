#pragma once

#include "gateway/result.h"

#include <QByteArray>

namespace cli {

/// A message file with the line ends of the wire: on disk they mostly are the system's.
[[nodiscard]] gateway::Result<QByteArray> readMessageFile(const QString &path);

} // namespace cli
