#pragma once

#include "gateway/admin/directoryadministration.h"
#include "gateway/daemon/directoryimports.h"
#include "gateway/daemon/doorkeeper.h"
#include "gateway/daemon/recipientcheck.h"

namespace gateway::net {
class Loops;
}
namespace gateway::records {
class Audit;
}

namespace gateway::daemon {

/// The part of the administration interface about who our recipients are. Its calls come from the admin server's threads.
class DirectoryService : public admin::DirectoryAdministration
{
public:
    /// What it looks at and works on; all of it must outlive the service.
    struct Parts {
        net::Loops &loops;
        LiveSettings &settings;
        directory::SourceStore &store;
        const Recipients &recipients;
        RecipientCheck &check;
        DirectoryImports &imports;
        Secrets &secrets;
        Doorkeeper &door;
        records::Audit &audit;
    };
    explicit DirectoryService(Parts parts) : m_parts(parts) {}

    Result<QList<admin::DirectorySourceState>> sources() override;
    Result<> putSource(const admin::DirectorySource &source) override;
    Result<> removeSource(const QString &id) override;
    Result<admin::DirectoryPreview> test(const admin::DirectorySource &source) override;
    Result<> import(const QString &id, bool holds) override;
    Result<admin::DirectoryDifference> upload(const QString &id, const QByteArray &content, bool holds) override;
    Result<admin::DirectoryDifference> pending(const QString &id) override;
    Result<> approve(const QString &id) override;
    Result<> reject(const QString &id) override;
    Result<admin::Page<admin::DirectoryEntry>> entries(const admin::DirectoryFilter &filter) override;
    Result<admin::DirectoryLookup> lookUp(const QString &address) override;
    Result<QList<admin::DirectoryImport>> history() override;
    Result<QList<admin::HarvestSuspect>> suspects() override;

private:
    [[nodiscard]] std::optional<admin::DirectorySource> find(const QString &id) const;
    [[nodiscard]] Result<> put(const admin::DirectorySource &source);
    [[nodiscard]] Result<> remove(const QString &id);
    [[nodiscard]] Result<admin::DirectoryDifference> take(const QString &id, const QByteArray &content, bool holds);
    [[nodiscard]] Result<std::optional<directory::Difference>> waiting(const QByteArray &id) const; ///< Nothing if nothing waits.

    const Parts m_parts;
};

} // namespace gateway::daemon
