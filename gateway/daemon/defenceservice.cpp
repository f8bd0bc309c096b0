#include "gateway/daemon/defenceservice.h"

namespace gateway::daemon {
namespace {

const auto notThere = failure(Error::Kind::NotFound, QStringLiteral("Not in this version."));

} // namespace

Result<admin::DefenceSettings> DefenceService::settings() { return notThere; }
Result<> DefenceService::apply(const admin::DefenceSettings &) { return notThere; }
Result<QList<admin::DefenceRuleConflict>> DefenceService::conflicts(const admin::DefenceSettings &) { return notThere; }
Result<admin::DefenceState> DefenceService::state() { return notThere; }
Result<QList<admin::BlockListPreset>> DefenceService::presets() { return notThere; }
Result<QList<admin::BlockListState>> DefenceService::checkLists() { return notThere; }
Result<admin::DefenceExplanation> DefenceService::explain(const QString &, const QString &) { return notThere; }

} // namespace gateway::daemon
