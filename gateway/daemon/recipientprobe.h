#pragma once

#include "gateway/delivery/hophealth.h"
#include "gateway/directory/recipientcache.h"

#include <map>

namespace gateway::daemon {

/// Asks next hops which recipients they know, for domains without a list (directory::DomainSettings::Mode::AskNextHop), and remembers what they
/// said. A question is a mail transaction without content, on connections of its own: it takes none from the mail itself.
///
/// While a next hop is down nobody is asked, but for a try now and then: who is remembered as known is still known, and mail for them waits in the queue; of anybody
/// else nothing is known. Accepting him for the queue could mean a report to a forged sender days later (threats.md B2, L3).
///
/// Thread-safe; the references must outlive it.
class RecipientProbe
{
public:
    struct Limits {
        std::chrono::seconds deadline{15};  ///< Of a question, with its turn and the connection.
        directory::RecipientCache::Limits cache{};
    };
    /// \a client speaks to next hops; how many connections it may have at once bounds the questions.
    RecipientProbe(net::SmtpClient &client, delivery::HopHealth &health, Limits limits) : m_client(client), m_health(health), m_limits(limits) {}
    RecipientProbe(net::SmtpClient &client, delivery::HopHealth &health) : RecipientProbe(client, health, Limits()) {}

    enum class Answer {
        Known,
        Unknown,  ///< The next hop has refused the address for good, and said that it is the address.
        NotKnown, ///< It did not answer, or with a 4yz.
    };
    struct Outcome {
        Answer answer = Answer::NotKnown;
        QString words{}; ///< The next hop's, or ours about it.
    };
    /// From a coroutine on \a loop. A permanent refusal that is about something else than the address counts as Known: the next hop
    /// may judge the real message otherwise, and if not, the client hears of it in the session.
    [[nodiscard]] net::Task<Outcome> ask(std::size_t loop, net::NextHop hop, smtp::Mailbox recipient);

    [[nodiscard]] qint64 questions() const { return m_questions; } ///< Asked so far.

private:
    [[nodiscard]] std::optional<Answer> remembered(const net::NextHop &hop, const smtp::Mailbox &recipient);
    void remember(const net::NextHop &hop, const smtp::Mailbox &recipient, Answer answer);

    net::SmtpClient &m_client;
    delivery::HopHealth &m_health;
    const Limits m_limits;
    QMutex m_mutex;
    std::map<QByteArray, directory::RecipientCache> m_caches; ///< By NextHop::toBytes(): what one said is not what another one says.
    std::atomic<qint64> m_questions = 0;
};

} // namespace gateway::daemon
