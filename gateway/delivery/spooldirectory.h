#pragma once

#include "gateway/delivery/spoolfile.h"

#include <vector>

namespace gateway::delivery {

/// A directory of spool files, spread over subdirectories so that threads do not wait for one directory's lock. Thread-safe; all blocks.
class SpoolDirectory
{
public:
    struct Content {
        std::vector<QByteArray> ids;   ///< In order.
        QStringList temporaries;       ///< Paths of files that a crash left half-written.
    };

    /// Makes the directory and its parts where missing, mode 0700. "damaged" beside \a path takes what setAside() moves.
    [[nodiscard]] static Result<SpoolDirectory> open(const QString &path);

    [[nodiscard]] Result<Content> list() const;
    [[nodiscard]] QString pathOf(const QByteArray &id) const; ///< \a id must be a spool id.
    [[nodiscard]] Result<> write(const SpoolFile &file, QByteArrayView content) const; ///< Durable when it returns.
    /// Moves a damaged file out of the way; it is never deleted (threats.md D3).
    [[nodiscard]] Result<> setAside(const QByteArray &id) const;

private:
    explicit SpoolDirectory(QString path) : m_path(std::move(path)) {}
    QString m_path, m_damaged;
};

} // namespace gateway::delivery
