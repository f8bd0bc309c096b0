#pragma once

#include "gateway/daemon/recorder.h"
#include "gateway/directory/harvestguard.h"
#include "gateway/net/smtpserver.h"

#include <QMutex>

namespace gateway::daemon {

struct DoorkeeperConfig {
    int refuseAfter = 25;          ///< Unknown recipients of one client in an hour; slow answers begin at two fifths of that. 0: nobody is counted.
    bool countsLoopback = false;   ///< Clients on this machine, too.
    std::chrono::milliseconds delay{2000};
};

/// Keeps those away who try out which recipients there are (threats.md S13). Thread-safe; \a recorder must outlive it.
class Doorkeeper
{
public:
    Doorkeeper(DoorkeeperConfig config, Recorder &recorder);

    /// The client has named a recipient who does not exist: the reply to it, which may be another, and may come slowly.
    [[nodiscard]] net::Task<smtp::Reply> unknownRecipient(const net::SessionInfo &session, const smtp::Mailbox &recipient, smtp::Reply reply);
    /// A refusal of the whole session for a client that has guessed too often, or nothing.
    [[nodiscard]] std::optional<smtp::Reply> refusal(const net::SessionInfo &session);
    [[nodiscard]] QList<directory::HarvestGuard::Suspect> suspects(int limit);

private:
    /// Nothing for who is not counted.
    [[nodiscard]] std::optional<boost::asio::ip::address> clientOf(const net::SessionInfo &session) const;

    const DoorkeeperConfig m_config;
    Recorder &m_recorder;
    QMutex m_mutex;
    directory::HarvestGuard m_guard;
};

} // namespace gateway::daemon
