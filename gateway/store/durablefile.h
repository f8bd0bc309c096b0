#pragma once

#include "gateway/result.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QString>
#include <span>

namespace gateway::store {

/// Files that survive a power cut. The one place that flushes, renames and opens with O_NOFOLLOW (threats.md D2, D4, O7).
/// Everything here blocks: call from a worker thread. Errors: Error::Kind::Full for ENOSPC and EDQUOT, NotFound, else Io.

/// Writes \a pieces one after another to a nameless or temporary file in \a directory, flushes, gives it \a name (replacing what had it),
/// and flushes the directory. After success a crash keeps the whole file; after a failure nothing is visible. Threads calling at once
/// for the same directory share its flush. A temporary left by a crash ends in temporarySuffix.
[[nodiscard]] Result<> writeDurably(const QString &directory, const QString &name, std::span<const QByteArrayView> pieces);
inline constexpr QByteArrayView temporarySuffix = ".tmp";

enum class Flush { Now, Later };
/// Appends to an existing regular file of ours at \a offset: what stands behind it (the torn end of an earlier append) is cut off first.
/// After a failure the file ends at \a offset.
[[nodiscard]] Result<> appendAt(const QString &path, qint64 offset, QByteArrayView octets, Flush flush);

/// A regular file open for reading, never through a link.
class FileReader
{
public:
    [[nodiscard]] static Result<FileReader> open(const QString &path);
    FileReader(FileReader &&other) noexcept;
    FileReader &operator=(FileReader &&) = delete;
    ~FileReader();
    [[nodiscard]] qint64 size() const { return m_size; } ///< When it was opened.
    /// The octets from \a offset on, at most \a maxSize; fewer only at the end.
    [[nodiscard]] Result<QByteArray> read(qint64 offset, qint64 maxSize) const;

private:
    FileReader(int descriptor, qint64 size, QString path);
    int m_descriptor;
    qint64 m_size;
    QString m_path;
};
/// The first \a maxSize octets of a file.
[[nodiscard]] Result<QByteArray> readFile(const QString &path, qint64 maxSize);

/// Removes the file. With Flush::Later the directory is flushed by whoever flushes it next: a file that reappears must be harmless.
[[nodiscard]] Result<> removeFile(const QString &path, Flush flush = Flush::Later);
/// Renames within one file system and flushes both directories.
[[nodiscard]] Result<> moveDurably(const QString &from, const QString &to);
/// Creates \a path with mode 0700 if it is missing; a foreign owner, other mode or a link is refused.
[[nodiscard]] Result<> ensurePrivateDirectory(const QString &path);
[[nodiscard]] qint64 freeSpace(const QString &path); ///< Octets available to us; -1 if unknown.
[[nodiscard]] qint64 freeFiles(const QString &path); ///< How many files can still be made; -1 if unknown or unlimited.

} // namespace gateway::store
