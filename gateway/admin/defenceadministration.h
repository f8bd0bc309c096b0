#pragma once

#include "gateway/admin/defencetypes.h"

namespace gateway::admin {

/// What an administrator can do with the defence of the connection. A part of Administration, with the same rules.
class DefenceAdministration
{
public:
    virtual ~DefenceAdministration() = default;

    [[nodiscard]] virtual Result<DefenceSettings> settings() = 0;
    [[nodiscard]] virtual Result<> apply(const DefenceSettings &settings) = 0;
    [[nodiscard]] virtual Result<QList<DefenceRuleConflict>> conflicts(const DefenceSettings &settings) = 0; ///< Among its clientRules.
    [[nodiscard]] virtual Result<DefenceState> state() = 0;
    [[nodiscard]] virtual Result<QList<BlockListPreset>> presets() = 0;
    [[nodiscard]] virtual Result<QList<BlockListState>> checkLists() = 0; ///< Of those that are enabled (RFC 5782 5).
    [[nodiscard]] virtual Result<DefenceExplanation> explain(const QString &client, const QString &helo) = 0;
};

} // namespace gateway::admin
