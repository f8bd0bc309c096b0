#pragma once

#include "gateway/net/blockingpool.h"
#include "gateway/net/refusallog.h"
#include "gateway/net/serverlimits.h"
#include "gateway/net/serversettings.h"

#include <atomic>
#include <boost/intrusive/list.hpp>
#include <memory>
#include <mutex>
#include <random>
#include <vector>

namespace gateway::net {

/// A session as its server sees it; used on its loop's thread.
class RunningSession : public boost::intrusive::list_base_hook<boost::intrusive::link_mode<boost::intrusive::auto_unlink>>
{
public:
    virtual void hurry() = 0;    ///< Stress has begun: an idle client has less time (threats.md R4).
    virtual void shutDown() = 0; ///< 421 4.3.2 at the next quiet point (threats.md D12).

protected:
    ~RunningSession() = default;
};

/// What the drivers of one server share. They hold it, so it lives as long as the last of them.
class ServerCore : public std::enable_shared_from_this<ServerCore>
{
public:
    /// One loop's sessions; used on its thread, except for the count.
    struct LoopSessions {
        explicit LoopSessions(quint64 seed);
        boost::intrusive::list<RunningSession, boost::intrusive::constant_time_size<false>> running;
        std::mt19937_64 random; ///< For session ids.
        RefusalLog refusals;
        std::atomic<int> count = 0;
    };

    ServerCore(Loops &loops, SmtpServerConfig config, TlsContext *tls, SessionHandler &handler);

    [[nodiscard]] Loops &loops() const { return m_loops; }
    [[nodiscard]] TlsContext *tls() const { return m_tls; }
    [[nodiscard]] SessionHandler &handler() const { return m_handler; }
    [[nodiscard]] ServerLimits &limits() { return m_limits; }
    [[nodiscard]] BlockingPool &files() { return *m_files; } ///< Writes contents above the memory limit, and closes their files.
    [[nodiscard]] std::weak_ptr<BlockingPool> sharedFiles() const { return m_files; }
    void dropFiles() { m_files.reset(); } ///< When nobody is served any more.
    [[nodiscard]] LoopSessions &sessionsOf(std::size_t loop) { return *m_loopSessions[loop]; }
    [[nodiscard]] std::shared_ptr<const ServerSettings> settings() const;
    void reconfigure(SmtpServerConfig config);

    /// To be called when the load has changed: begins or ends stress mode, logs it and tells the sessions.
    void updateStress();
    void shutDown(); ///< Of all sessions; the listeners are the server's.
    [[nodiscard]] bool isShuttingDown() const { return m_isShuttingDown; }

private:
    Loops &m_loops;
    TlsContext *m_tls;
    SessionHandler &m_handler;
    ServerLimits m_limits;
    std::shared_ptr<BlockingPool> m_files = std::make_shared<BlockingPool>(2);
    std::atomic<bool> m_isShuttingDown = false;
    std::vector<std::unique_ptr<LoopSessions>> m_loopSessions;
    mutable std::mutex m_mutex;
    std::shared_ptr<const ServerSettings> m_settings;
};

} // namespace gateway::net
