#pragma once

#include "gateway/result.h"

#include <QByteArray>
#include <QFuture>

namespace ui {

/// A file's content, read on a thread of its own: a share of the network may take its time. More than \a maxOctets is an error that says so.
[[nodiscard]] QFuture<gateway::Result<QByteArray>> readFile(const QString &path, qint64 maxOctets);

} // namespace ui
