#pragma once

#include "gateway/admin/directorytypes.h"

namespace gateway::admin {

/// What an administrator can do with the directory. A part of Administration, with the same rules.
class DirectoryAdministration
{
public:
    virtual ~DirectoryAdministration() = default;

    [[nodiscard]] virtual Result<QList<DirectorySourceState>> sources() = 0;
    /// Adds or replaces. An empty password keeps the one that is stored, as long as the name it belongs to stays the same.
    [[nodiscard]] virtual Result<> putSource(const DirectorySource &source) = 0;
    [[nodiscard]] virtual Result<> removeSource(const QString &id) = 0; ///< Its recipients go with it.
    /// Reads the beginning of a source that need not be saved. An empty password means the stored one of the source with that id, as long as
    /// servers, TLS and name are those it was stored for.
    [[nodiscard]] virtual Result<DirectoryPreview> test(const DirectorySource &source) = 0;

    [[nodiscard]] virtual Result<> import(const QString &id, bool holds) = 0; ///< Begins; the event "directory" tells the end. \a holds: it waits for approval.
    /// A file's content in place of reading it, for sources of the kinds CSV and LDIF.
    [[nodiscard]] virtual Result<DirectoryDifference> upload(const QString &id, const QByteArray &content, bool holds) = 0;
    [[nodiscard]] virtual Result<DirectoryDifference> pending(const QString &id) = 0; ///< NotFound if nothing waits.
    [[nodiscard]] virtual Result<> approve(const QString &id) = 0;
    [[nodiscard]] virtual Result<> reject(const QString &id) = 0;

    [[nodiscard]] virtual Result<Page<DirectoryEntry>> entries(const DirectoryFilter &filter) = 0;
    [[nodiscard]] virtual Result<DirectoryLookup> lookUp(const QString &address) = 0;
    [[nodiscard]] virtual Result<QList<DirectoryImport>> history() = 0;  ///< Newest first.
    [[nodiscard]] virtual Result<QList<HarvestSuspect>> suspects() = 0;  ///< Latest first.
};

} // namespace gateway::admin
