#pragma once

#include "gateway/result.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QString>
#include <span>

namespace gateway::store {

/// Files that survive a power cut. The one place that flushes, renames and opens with O_NOFOLLOW (threats.md D2, D4, O7).

/// Writes \a pieces one after another to a temporary name in \a directory, flushes, renames to \a name, and flushes the directory. After success
/// a crash keeps the whole file; after a failure nothing is visible. Blocks: call from a worker thread. Threads calling at once for the
/// same directory share its flush. Error::Kind::Full for ENOSPC and EDQUOT, else Io.
[[nodiscard]] Result<> writeDurably(const QString &directory, const QString &name, std::span<const QByteArrayView> pieces);
/// Appends to an existing file and flushes it.
[[nodiscard]] Result<> appendDurably(const QString &path, QByteArrayView octets);
/// Removes the file; the directory is flushed later by whoever flushes it next (a file that reappears must be harmless).
[[nodiscard]] Result<> removeFile(const QString &path);
/// Renames within one file system and flushes both directories.
[[nodiscard]] Result<> moveDurably(const QString &from, const QString &to);
/// Creates \a path with mode 0700 if it is missing; a foreign owner, other mode or a link is refused.
[[nodiscard]] Result<> ensurePrivateDirectory(const QString &path);
[[nodiscard]] qint64 freeSpace(const QString &path); ///< Octets available to us; -1 if unknown.

} // namespace gateway::store
