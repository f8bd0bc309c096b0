#include "gateway/daemon/directoryservice.h"

namespace gateway::daemon {
namespace {

const auto notThere = failure(Error::Kind::NotFound, QStringLiteral("Not in this version."));

} // namespace

Result<QList<admin::DirectorySourceState>> DirectoryService::sources() { return notThere; }
Result<> DirectoryService::putSource(const admin::DirectorySource &) { return notThere; }
Result<> DirectoryService::removeSource(const QString &) { return notThere; }
Result<admin::DirectoryPreview> DirectoryService::test(const admin::DirectorySource &) { return notThere; }
Result<> DirectoryService::import(const QString &, bool) { return notThere; }
Result<admin::DirectoryDifference> DirectoryService::upload(const QString &, const QByteArray &, bool) { return notThere; }
Result<admin::DirectoryDifference> DirectoryService::pending(const QString &) { return notThere; }
Result<> DirectoryService::approve(const QString &) { return notThere; }
Result<> DirectoryService::reject(const QString &) { return notThere; }
Result<admin::Page<admin::DirectoryEntry>> DirectoryService::entries(const admin::DirectoryFilter &) { return notThere; }
Result<admin::DirectoryLookup> DirectoryService::lookUp(const QString &) { return notThere; }
Result<QList<admin::DirectoryImport>> DirectoryService::history() { return notThere; }
Result<QList<admin::HarvestSuspect>> DirectoryService::suspects() { return notThere; }

} // namespace gateway::daemon
