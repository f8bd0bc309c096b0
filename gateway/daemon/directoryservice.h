#pragma once

#include "gateway/admin/directoryadministration.h"

namespace gateway::daemon {

/// The part of the administration interface about who our recipients are.
class DirectoryService : public admin::DirectoryAdministration
{
public:
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
};

} // namespace gateway::daemon
