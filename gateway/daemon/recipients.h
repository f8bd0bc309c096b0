#pragma once

#include "gateway/daemon/livesettings.h"
#include "gateway/directory/snapshot.h"
#include "gateway/directory/sourcestore.h"

#include <QSet>

namespace gateway::daemon {

/// Who our recipients are now: what the sources held when they were last read well, together with those typed in for the domains. Whoever
/// looks somebody up works with one snapshot, which is replaced as a whole. Thread-safe; the references must outlive it.
///
/// What a source would say that was never read, or whose list on disk is damaged, nobody knows: then nobody is unknown, only not known
/// (threats.md L3). A domain that checks its recipients only if any are listed ("auto") stays open while a source has not been read yet; it
/// does check while a list is damaged, for that list may have been its own.
class Recipients
{
public:
    Recipients(const LiveSettings &settings, const directory::SourceStore &store) : m_settings(settings), m_store(store) {}

    /// Not null once rebuild() has succeeded.
    [[nodiscard]] std::shared_ptr<const directory::Snapshot> current() const;
    /// Makes a new snapshot from domains and sources as they are now. After a failure the last one stays. (blocks)
    [[nodiscard]] Result<> rebuild();
    [[nodiscard]] bool isComplete() const;      ///< Every source's list is in.
    [[nodiscard]] QStringList problems() const; ///< Sentences for the administrator.

private:
    /// All entries of the sources, and what of them is missing.
    struct Listed {
        QList<directory::Entry> entries;
        QSet<QByteArray> loaded; ///< Sources.
        QStringList problems;
        bool hasDamaged = false, isPartial = false;
    };
    [[nodiscard]] Listed load(const QList<admin::DirectorySource> &sources) const;

    const LiveSettings &m_settings;
    const directory::SourceStore &m_store;
    QMutex m_rebuilding;        ///< One at a time.
    QSet<QByteArray> m_loaded;  ///< Sources whose entries are in the current snapshot. Under m_rebuilding.
    mutable QMutex m_mutex;     ///< Guards the members below.
    std::shared_ptr<const directory::Snapshot> m_current;
    bool m_isComplete = false;
    QStringList m_problems;
};

} // namespace gateway::daemon
