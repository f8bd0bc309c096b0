#include "gateway/net/servercore.h"

#include "gateway/net/log.h"
#include "gateway/net/loops.h"

#include <QRandomGenerator>
#include <boost/asio/post.hpp>

namespace gateway::net {

ServerCore::LoopSessions::LoopSessions(quint64 seed)
    : random(seed), refusals([](const LogRecord &record) { qCInfo(lcNet).noquote() << record.text(); })
{
}

ServerCore::ServerCore(Loops &loops, SmtpServerConfig config, TlsContext *tls, SessionHandler &handler)
    : m_loops(loops), m_tls(tls), m_handler(handler)
{
    for (std::size_t i = 0; i < loops.count(); ++i)
        m_loopSessions.push_back(std::make_unique<LoopSessions>(QRandomGenerator::system()->generate64()));
    reconfigure(std::move(config));
}

std::shared_ptr<const ServerSettings> ServerCore::settings() const
{
    const std::scoped_lock lock(m_mutex);
    return m_settings;
}

void ServerCore::reconfigure(SmtpServerConfig config)
{
    m_limits.configure(config);
    auto settings = std::make_shared<const ServerSettings>(std::move(config), m_tls != nullptr);
    const std::scoped_lock lock(m_mutex);
    m_settings = std::move(settings);
}

void ServerCore::updateStress()
{
    if (!m_limits.updateStress())
        return;
    const bool isUnderStress = m_limits.isUnderStress();
    qCWarning(lcNet).noquote() << LogRecord("stress").add("state", isUnderStress ? "on" : "off").add("sessions", m_limits.sessions()).text();
    if (!isUnderStress)
        return;
    for (std::size_t i = 0; i < m_loops.count(); ++i) {
        boost::asio::post(m_loops.at(i), [core = shared_from_this(), i] {
            for (RunningSession &session : core->sessionsOf(i).running)
                session.hurry();
        });
    }
}

void ServerCore::shutDown()
{
    m_isShuttingDown = true;
    for (std::size_t i = 0; i < m_loops.count(); ++i) {
        boost::asio::post(m_loops.at(i), [core = shared_from_this(), i] {
            for (RunningSession &session : core->sessionsOf(i).running)
                session.shutDown();
        });
    }
}

} // namespace gateway::net
