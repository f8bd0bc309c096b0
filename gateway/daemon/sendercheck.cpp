#include "gateway/daemon/sendercheck.h"

#include "gateway/unattended.h"

#include <QDateTime>
#include <boost/asio/co_spawn.hpp>

namespace gateway::daemon {

std::shared_ptr<SenderCheck> SenderCheck::begin(net::DnsResolver &resolver, const auth::PublicSuffixes &suffixes, const SenderCheckConfig &config,
                                                const net::SessionInfo &session, const smtp::Envelope &envelope)
{
    boost::system::error_code error;
    const auto client = boost::asio::ip::make_address(session.clientAddress.constData(), error);
    if (error || (client.is_loopback() && !config.checksLoopback))
        return {};
    const auto now = std::chrono::time_point_cast<std::chrono::seconds>(std::chrono::system_clock::now());
    return std::shared_ptr<SenderCheck>(
        new SenderCheck(resolver, suffixes, config, {client, session.helo, envelope.reversePath, config.hostName, now}));
}

SenderCheck::SenderCheck(net::DnsResolver &resolver, const auth::PublicSuffixes &suffixes, const SenderCheckConfig &config, auth::SpfFacts facts)
    : m_resolver(resolver), m_suffixes(suffixes), m_config(config), m_facts(std::move(facts)), m_stream(m_facts.time.time_since_epoch().count(), config.seals)
{
}

void SenderCheck::start(const boost::asio::any_io_executor &home)
{
    m_stream.finish();
    m_deadline = net::DnsResolver::Clock::now() + m_config.patience;
    m_bell.emplace(home, net::DnsResolver::Clock::time_point::max());
    boost::asio::co_spawn(home, run(shared_from_this()), unattended);
}

/// Each round makes something known; past the deadline, that it is not.
net::Task<> SenderCheck::run(std::shared_ptr<SenderCheck> self)
{
    while (true) {
        std::optional<auth::Authentication> identified = auth::identify(self->m_facts, self->m_stream, self->m_answers);
        if (identified) {
            self->m_result = *std::move(identified);
            break;
        }
        co_await self->m_resolver.learn(self->m_answers, self->m_deadline);
    }
    self->m_isDone = true;
    self->m_bell->cancel();
}

net::Task<auth::Authentication> SenderCheck::conclude(const QByteArrayList &authorDomains)
{
    if (!m_isDone)
        co_await m_bell->async_wait(net::asTuple);
    while (true) {
        const std::optional<auth::DmarcCheck> dmarc = auth::judge(m_result, authorDomains, m_answers, m_suffixes);
        if (dmarc) {
            m_result.dmarc = *dmarc;
            break;
        }
        co_await m_resolver.learn(m_answers, m_deadline);
    }
    m_result.vouchedBy = auth::vouchingSealer(m_result.arc, m_config.trustedSealers);
    co_return m_result;
}

} // namespace gateway::daemon
