#pragma once

#include "gateway/reputation/clientlists.h"
#include "gateway/reputation/rates.h"
#include "gateway/reputation/strictness.h"

#include <QJsonObject>

namespace gateway::daemon {

/// What clients are held to: the settings document "defence" in the form the checks want. A value that does not change.
struct DefenceRules {
    reputation::StrictnessConfig strictness{};
    policy::Mode rates = policy::Mode::Enforce, harvestGuard = policy::Mode::Enforce;
    int harvestLimit = 25; ///< Unknown recipients of one client in an hour until it is refused; 0: nobody is counted.
    QString countryFile{}; ///< In MaxMind's format; empty: no country is known.
    QList<reputation::BlockList> blockLists{};
    reputation::ClientLists clients{};
    reputation::RateConfig rateLimits{};
};

/// Reads the whole document; what is missing is as in defaultDefence(). Error::Kind::Invalid names the member and the remedy.
[[nodiscard]] Result<DefenceRules> defenceFromJson(const QJsonObject &document);

/// What a small business wants on the first day. Standard strictness turns away what good lists agree on and never acts on names alone; no
/// public list is on, for each has terms that somebody has to read. All is enforced but the HELO: that is the one rule that hits machines of
/// one's own with careless settings, so its findings are only told, until somebody has looked at them. No greylisting: it delays the first
/// mail of every new customer.
[[nodiscard]] QJsonObject defaultDefence();

} // namespace gateway::daemon
