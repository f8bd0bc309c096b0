#pragma once

#include "gateway/admin/defenceadministration.h"

namespace gateway::daemon {

/// The part of the administration interface about whom we listen to.
class DefenceService : public admin::DefenceAdministration
{
public:
    Result<admin::DefenceSettings> settings() override;
    Result<> apply(const admin::DefenceSettings &settings) override;
    Result<QList<admin::DefenceRuleConflict>> conflicts(const admin::DefenceSettings &settings) override;
    Result<admin::DefenceState> state() override;
    Result<QList<admin::BlockListPreset>> presets() override;
    Result<QList<admin::BlockListState>> checkLists() override;
    Result<admin::DefenceExplanation> explain(const QString &client, const QString &helo) override;
};

} // namespace gateway::daemon
