#include "gateway/daemon/clientcheck.h"

#include "gateway/unattended.h"

#include <boost/asio/co_spawn.hpp>

namespace gateway::daemon {

using reputation::ClientRule;
using reputation::ConnectionFacts;

ClientCheck::ClientCheck(std::shared_ptr<const Defence::Force> force, const Learn &learn, const boost::asio::ip::address &client,
                         reputation::Rates::Standing standing)
    : m_force(std::move(force)), m_learn(learn), m_standing(standing)
{
    m_facts.client = client;
}

/// Where nothing follows from an answer nobody is asked.
bool ClientCheck::asks() const
{
    const DefenceRules &rules = *m_force->rules;
    const auto needsName = [](const ClientRule &rule) { return rule.kind == ClientRule::Kind::HostName; };
    return m_learn && (rules.strictness.level != reputation::Strictness::Off || std::ranges::any_of(rules.clients.rules(), needsName));
}

std::optional<reputation::ConnectionDecision> ClientCheck::decideAtConnect()
{
    const ClientRule *rule = m_force->rules->clients.find({m_facts.client});
    if (!rule || rule->kind != ClientRule::Kind::Network)
        return {};
    m_facts.phase = ConnectionFacts::Phase::Connect;
    m_facts.listed = *rule;
    m_decision = reputation::decide(m_facts, m_force->rules->strictness);
    return m_decision;
}

void ClientCheck::start(const boost::asio::any_io_executor &home)
{
    m_isStarted = true;
    m_reasonsOfConnection = m_extraReasons.size();
    m_warningsOfConnection = m_warnings.size();
    if (!asks()) {
        m_isDone = true;
        return;
    }
    m_bell.emplace(home, smtp::Clock::time_point::max());
    boost::asio::co_spawn(home, run(shared_from_this()), unattended);
}

/// What the answers say so far; false while one is missing.
bool ClientCheck::look(const std::optional<QByteArray> &helo, const Own &own)
{
    // Both ask before either gives up.
    const auto names = reputation::checkClientNames({m_facts.client, helo, own.names, own.addresses}, m_answers);
    const auto lists = reputation::checkBlockLists(m_facts.client, m_force->rules->blockLists, m_answers);
    if (!names || !lists)
        return false;
    m_facts.names = *names;
    m_facts.blockLists = *lists;
    return true;
}

net::Task<> ClientCheck::run(std::shared_ptr<ClientCheck> self)
{
    const smtp::Clock::time_point deadline = smtp::Clock::now() + patience;
    const Own none;
    while (!self->look({}, none))
        co_await self->m_learn(self->m_answers, deadline);
    self->m_isDone = true;
    self->m_bell->cancel();
}

net::Task<> ClientCheck::conclude(const std::optional<QByteArray> &helo, const Own &own)
{
    if (m_isStarted && !m_isDone)
        co_await m_bell->async_wait(net::asTuple);
    if (asks() && (!m_isStarted || m_helo != helo)) {
        const smtp::Clock::time_point deadline = smtp::Clock::now() + patience;
        while (!look(helo, own))
            co_await m_learn(m_answers, deadline);
        m_helo = helo;
    }
    m_facts.phase = ConnectionFacts::Phase::Transaction;
    const reputation::ListedClient listed{m_facts.client, m_facts.names.verifiedName, m_force->countries.of(m_facts.client)};
    const ClientRule *rule = m_force->rules->clients.find(listed);
    m_facts.listed = rule ? std::optional(*rule) : std::nullopt;
}

void ClientCheck::judge(const reputation::Standing &standing, const reputation::HistorySubject &subject)
{
    m_facts.history = standing.sum();
    m_facts.historyReasons = standing.reasons(subject);
    m_decision = reputation::decide(m_facts, m_force->rules->strictness);
}

void ClientCheck::beginTransaction()
{
    m_extraReasons.resize(std::min(m_extraReasons.size(), m_reasonsOfConnection));
    m_warnings.resize(std::min(m_warnings.size(), m_warningsOfConnection));
    m_isRefused = false;
}

void ClientCheck::warn(const QByteArray &rule)
{
    if (!m_warnings.contains(rule))
        m_warnings.append(rule);
}

void ClientCheck::addReason(const Reason &reason)
{
    constexpr qsizetype maxReasons = 10;
    const bool isKnown = std::ranges::any_of(m_extraReasons, [&reason](const Reason &each) { return each.id == reason.id; });
    if (!isKnown && m_extraReasons.size() < maxReasons)
        m_extraReasons.append(reason);
}

} // namespace gateway::daemon
