#pragma once

#include "gateway/admin/defenceadministration.h"
#include "gateway/daemon/doorkeeper.h"

namespace gateway::net {
class Loops;
}
namespace gateway::records {
class Audit;
}

namespace gateway::daemon {

/// The part of the administration interface about whom we listen to. Its calls come from the admin server's threads.
class DefenceService : public admin::DefenceAdministration
{
public:
    /// All of it must outlive the service.
    struct Parts {
        LiveSettings &settings;
        Defence &defence;
        Doorkeeper &door;
        net::SmtpServer &server;
        net::Loops &loops;
        records::Audit &audit;
        bool asksDns;
    };
    explicit DefenceService(Parts parts) : m_parts(parts) {}

    Result<admin::DefenceSettings> settings() override;
    Result<> apply(const admin::DefenceSettings &settings) override;
    Result<QList<admin::DefenceRuleConflict>> conflicts(const admin::DefenceSettings &settings) override;
    Result<admin::DefenceState> state() override;
    Result<QList<admin::BlockListPreset>> presets() override;
    Result<QList<admin::BlockListState>> checkLists() override;
    Result<admin::DefenceExplanation> explain(const QString &client, const QString &helo) override;

private:
    const Parts m_parts;
};

} // namespace gateway::daemon
