#include "gateway/daemon/doorkeeper.h"

#include <QLoggingCategory>
#include <QMutexLocker>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>

Q_LOGGING_CATEGORY(lcDoor, "postern.door")

namespace gateway::daemon {
namespace {

using Action = directory::HarvestGuard::Action;

directory::HarvestGuard::Limits limitsOf(const DoorkeeperConfig &config)
{
    directory::HarvestGuard::Limits limits;
    constexpr int clientsOfNetwork = 4; // A network is more than one client, and less than all of them.
    limits.refuseClient = std::max(config.refuseAfter, 1);
    limits.delayClient = std::max(limits.refuseClient * 2 / 5, 1);
    limits.refuseNetwork = limits.refuseClient * clientsOfNetwork;
    limits.delayNetwork = limits.refuseNetwork / 2;
    return limits;
}

const smtp::Reply tooManyGuesses{421, 7, 0, "Too many unknown recipients, try again later"};

} // namespace

Doorkeeper::Doorkeeper(DoorkeeperConfig config, Recorder &recorder) : m_config(config), m_recorder(recorder), m_guard(limitsOf(config)) {}

std::optional<boost::asio::ip::address> Doorkeeper::clientOf(const net::SessionInfo &session) const
{
    boost::system::error_code error;
    const auto client = boost::asio::ip::make_address(session.clientAddress.constData(), error);
    if (error || m_config.refuseAfter <= 0 || (client.is_loopback() && !m_config.countsLoopback))
        return {};
    return client;
}

std::optional<smtp::Reply> Doorkeeper::refusal(const net::SessionInfo &session)
{
    const auto client = clientOf(session);
    if (!client)
        return {};
    const QMutexLocker lock(&m_mutex);
    return m_guard.action(*client, smtp::Clock::now()) == Action::Refuse ? std::optional(tooManyGuesses) : std::nullopt;
}

net::Task<smtp::Reply> Doorkeeper::unknownRecipient(const net::SessionInfo &session, const smtp::Mailbox &recipient, smtp::Reply reply)
{
    const auto client = clientOf(session);
    if (!client)
        co_return reply;
    Action before = Action::None, action = Action::None;
    {
        const QMutexLocker lock(&m_mutex);
        before = m_guard.action(*client, smtp::Clock::now());
        action = m_guard.addUnknown(*client, recipient.toBytes(), smtp::Clock::now());
    }
    if (action == Action::Refuse && before != Action::Refuse) {
        qCWarning(lcDoor).noquote() << LogRecord("harvest").add("client", session.clientAddress).add("session", session.sessionId).text();
        m_recorder.health(QStringLiteral("%1 tried out so many recipients who do not exist that it is refused for an hour.").arg(QString::fromLatin1(session.clientAddress)), false);
    }
    if (action == Action::None)
        co_return reply;
    const auto home = co_await boost::asio::this_coro::executor;
    boost::asio::steady_timer timer(home, m_config.delay);
    co_await timer.async_wait(net::asTuple);
    co_return action == Action::Refuse ? tooManyGuesses : reply;
}

QList<directory::HarvestGuard::Suspect> Doorkeeper::suspects(int limit)
{
    const QMutexLocker lock(&m_mutex);
    return m_guard.suspects(limit, smtp::Clock::now(), QDateTime::currentDateTimeUtc());
}

} // namespace gateway::daemon
