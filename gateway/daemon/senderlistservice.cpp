#include "gateway/daemon/senderlistservice.h"

namespace gateway::daemon {
namespace {

const auto notThere = failure(Error::Kind::NotFound, QStringLiteral("Not in this version."));

} // namespace

Result<admin::Page<admin::SenderListEntry>> SenderListService::entries(const admin::SenderListFilter &) { return notThere; }
Result<QList<admin::SenderListConflict>> SenderListService::add(const admin::SenderListEntry &) { return notThere; }
Result<QList<admin::SenderListConflict>> SenderListService::check(const admin::SenderListEntry &) { return notThere; }
Result<> SenderListService::remove(const admin::SenderListEntry &) { return notThere; }
Result<QByteArray> SenderListService::toCsv() { return notThere; }
Result<admin::SenderListImport> SenderListService::fromCsv(const QByteArray &, bool) { return notThere; }

} // namespace gateway::daemon
