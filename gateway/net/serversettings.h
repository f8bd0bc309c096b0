#pragma once

#include "gateway/net/smtpserver.h"

#include <chrono>

namespace gateway::net {

/// What a session takes from the configuration when it starts, and keeps. Each change makes a new one.
struct ServerSettings {
    explicit ServerSettings(SmtpServerConfig c, bool hasTls) : config(std::move(c)), stress(config.session)
    {
        config.session.offersTls = config.session.offersTls && hasTls;
        stress.offersTls = config.session.offersTls;
        stress.idleTimeout = std::min(stress.idleTimeout, config.stressTimeout);
        stress.maxErrors = stress.slowErrors = 1;
        stress.maxJunkCommands = 1;
    }

    SmtpServerConfig config;
    smtp::ServerConfig stress; ///< For sessions that begin under stress (threats.md R4).
};

} // namespace gateway::net
