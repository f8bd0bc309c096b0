#pragma once

#include "gateway/auth/authentication.h"
#include "gateway/dns/knownanswers.h"
#include "gateway/net/dnsresolver.h"
#include "gateway/net/smtpserver.h"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/steady_timer.hpp>

namespace gateway::daemon {

struct SenderCheckConfig {
    QByteArray hostName;
    bool checksLoopback = false;              ///< Clients on this machine, too: for tests, and for relays in front of us.
    QList<QByteArray> trustedSealers;         ///< Domains whose ARC sets are believed.
    std::chrono::seconds patience{20};        ///< For everything about one message (threats.md P13).
    bool seals = false;                       ///< What is passed on gets a set of ours (ARC).
};

/// The sender authentication of one message: it hashes the content while it comes in, then asks the DNS while the message is scanned. Lives on the
/// session's loop.
class SenderCheck final : public net::ContentObserver, public std::enable_shared_from_this<SenderCheck>
{
public:
    /// Null for a client that is not checked. \a resolver must outlive the check.
    [[nodiscard]] static std::shared_ptr<SenderCheck> begin(net::DnsResolver &resolver, const auth::PublicSuffixes &suffixes, const SenderCheckConfig &config,
                                                           const net::SessionInfo &session, const smtp::Envelope &envelope);

    void feed(QByteArrayView octets) override { m_stream.feed(octets); }
    /// The content has ended: goes on by itself, on \a home.
    void start(const boost::asio::any_io_executor &home);
    /// After start(): waits for what was asked, and judges the author. From a coroutine on the same loop.
    [[nodiscard]] net::Task<auth::Authentication> conclude(const QByteArrayList &authorDomains);

    // After conclude().
    [[nodiscard]] const auth::Authentication &result() const { return m_result; }
    [[nodiscard]] const auth::BodyHasher &body() const { return m_stream.body(); }

private:
    SenderCheck(net::DnsResolver &resolver, const auth::PublicSuffixes &suffixes, const SenderCheckConfig &config, auth::SpfFacts facts);
    [[nodiscard]] static net::Task<> run(std::shared_ptr<SenderCheck> self);

    net::DnsResolver &m_resolver;
    const auth::PublicSuffixes &m_suffixes;
    const SenderCheckConfig &m_config;
    const auth::SpfFacts m_facts;
    auth::StreamVerifier m_stream;
    dns::KnownAnswers m_answers;
    auth::Authentication m_result;
    std::optional<boost::asio::steady_timer> m_bell; ///< Rings when run() is done.
    bool m_isDone = false;
    net::DnsResolver::Clock::time_point m_deadline;
};

} // namespace gateway::daemon
