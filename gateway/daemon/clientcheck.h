#pragma once

#include "gateway/daemon/defence.h"
#include "gateway/dns/knownanswers.h"
#include "gateway/net/smtpserver.h"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/steady_timer.hpp>

namespace gateway::daemon {

/// Asks the DNS all that the answers miss, at once, and puts them there by the deadline. Null: the DNS is not to be asked.
using Learn = std::function<net::Task<>(dns::KnownAnswers &answers, smtp::Clock::time_point deadline)>;

/// What is asked about one client and decided of it, from connect to the end of its session. The questions begin at connect and run beside
/// greeting and EHLO. Lives on the session's loop.
class ClientCheck final : public net::SessionMemory, public std::enable_shared_from_this<ClientCheck>
{
public:
    /// Names and addresses that a client must not call itself by.
    struct Own {
        QList<QByteArray> names;
        QList<boost::asio::ip::address> addresses;
    };
    static constexpr std::chrono::seconds patience{5}; ///< For each round of questions: at connect, and once the client has said its name.

    ClientCheck(std::shared_ptr<const Defence::Force> force, const Learn &learn, const boost::asio::ip::address &client, reputation::Rates::Standing standing);

    [[nodiscard]] const boost::asio::ip::address &client() const { return m_facts.client; }
    [[nodiscard]] const Defence::Force &force() const { return *m_force; }
    [[nodiscard]] reputation::Rates::Standing standing() const { return m_standing; }
    [[nodiscard]] const reputation::ConnectionFacts &facts() const { return m_facts; }
    [[nodiscard]] const reputation::ConnectionDecision &decision() const { return m_decision; }

    /// What the own list of addresses says alone, before anything is asked; a host name or a country may still say otherwise.
    [[nodiscard]] std::optional<reputation::ConnectionDecision> decideAtConnect();
    void start(const boost::asio::any_io_executor &home); ///< The questions, which run by themselves.
    /// From a coroutine on the same loop, once the client has said its name: waits for what was asked.
    [[nodiscard]] net::Task<> conclude(const std::optional<QByteArray> &helo, const Own &own);
    /// After conclude(). \a standing: of \a subject, the client and the sender it names.
    void judge(const reputation::Standing &standing, const reputation::HistorySubject &subject);
    void beginTransaction(); ///< Forgets what was told of the one before.
    [[nodiscard]] bool beginRefusal() { return !std::exchange(m_isRefused, true); } ///< True once in a transaction.

    /// Reasons of the rates and the harvest guard where they only warn or observe, for whoever looks at the message.
    void addReason(const Reason &reason);
    [[nodiscard]] const QList<Reason> &extraReasons() const { return m_extraReasons; }
    /// Rule that would have turned the client away, had a check that only warns been enforced; empty for none.
    void warn(const QByteArray &rule);
    [[nodiscard]] const QList<QByteArray> &warnings() const { return m_warnings; }

private:
    [[nodiscard]] static net::Task<> run(std::shared_ptr<ClientCheck> self);
    [[nodiscard]] bool look(const std::optional<QByteArray> &helo, const Own &own);
    [[nodiscard]] bool asks() const;

    const std::shared_ptr<const Defence::Force> m_force;
    const Learn &m_learn;
    const reputation::Rates::Standing m_standing;
    reputation::ConnectionFacts m_facts;
    reputation::ConnectionDecision m_decision;
    QList<Reason> m_extraReasons;
    QList<QByteArray> m_warnings;
    qsizetype m_reasonsOfConnection = 0, m_warningsOfConnection = 0; ///< The first ones, which stay.
    bool m_isRefused = false;
    dns::KnownAnswers m_answers;
    std::optional<boost::asio::steady_timer> m_bell; ///< Rings when run() is done.
    bool m_isStarted = false, m_isDone = false;
    std::optional<QByteArray> m_helo; ///< That was looked at.
};

} // namespace gateway::daemon
