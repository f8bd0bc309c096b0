#pragma once

#include "gateway/directory/importhistory.h"
#include "gateway/directory/setfile.h"

#include <memory>
#include <mutex>

namespace gateway::directory {

/// Keeps what each source held when it was last read well, so that a source that cannot be read, or a restart, changes nothing for mail
/// (threats.md L3); a set that waits for approval beside it; and the import history. One file each below one directory. Thread-safe; all blocks.
class SourceStore
{
public:
    /// Makes the directory if it is missing.
    [[nodiscard]] static Result<std::unique_ptr<SourceStore>> open(const QString &directory);

    /// The last good set; nothing if there is none yet. An error names the file.
    [[nodiscard]] Result<std::optional<SourceSet>> load(const QByteArray &source) const;
    [[nodiscard]] Result<std::optional<SourceSet>> pending(const QByteArray &source) const;
    /// Those of several. With an error the list of recipients is not complete: Snapshot::make() wants to know.
    struct Loaded {
        QList<SourceSet> sets;
        QList<Error> errors;
    };
    [[nodiscard]] Loaded loadAll(const QList<QByteArray> &sources) const;

    /// A source was read. Puts the set in use, or beside it if it needsApproval(), as an empty first set does; the time each entry was first seen is
    /// set here. Where the last good set is damaged, this one takes its place. \a source is lower-case letters, digits and hyphens; the entries
    /// are those of an Import.
    enum class Approval {
        IfNeeded,
        Always,   ///< Any change waits, also a first set.
    };
    struct Offered {
        ImportRecord::Outcome outcome = ImportRecord::Outcome::Unchanged;
        Difference difference;
    };
    [[nodiscard]] Result<Offered> offer(const QByteArray &source, QList<Entry> entries, const QDateTime &now, int maxRemovedPercent = 10,
                                        Approval approval = Approval::IfNeeded);
    /// A person decides about the waiting set. NotFound if there is none.
    [[nodiscard]] Result<> approve(const QByteArray &source, const QDateTime &now);
    [[nodiscard]] Result<> reject(const QByteArray &source, const QDateTime &now);
    /// A source could not be read.
    [[nodiscard]] Result<> noteFailure(const QByteArray &source, const QString &cause, const QDateTime &now);
    /// The source is no longer configured.
    [[nodiscard]] Result<> remove(const QByteArray &source);

    [[nodiscard]] Result<QList<ImportRecord>> history() const; ///< Oldest first.

private:
    explicit SourceStore(QString directory) : m_directory(std::move(directory)) {}
    [[nodiscard]] Result<std::optional<SourceSet>> read(const QByteArray &source, QLatin1StringView suffix) const;
    [[nodiscard]] Result<> write(const SourceSet &set, QLatin1StringView suffix);
    [[nodiscard]] Result<> discardPending(const QByteArray &source);
    [[nodiscard]] Result<> record(const ImportRecord &record);
    [[nodiscard]] Result<ImportHistory> readHistory() const;

    const QString m_directory;
    mutable std::mutex m_mutex;
};

} // namespace gateway::directory
