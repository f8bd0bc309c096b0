#include "gateway/daemon/recipientprobe.h"

#include "gateway/logrecord.h"

#include <QLoggingCategory>
#include <QMutexLocker>

Q_LOGGING_CATEGORY(lcProbe, "postern.probe")

namespace gateway::daemon {
namespace {

using Cached = directory::RecipientCache::Answer;

constexpr std::size_t maxHops = 1000; // threats.md R7; there are as many as the settings name.
constexpr qsizetype maxWords = 300;

/// Whether the next hop says that the address is the fault (RFC 3463 3.2), or says nothing more exact.
bool isAboutTheAddress(const smtp::Reply &reply)
{
    if (!reply.hasEnhancedCode)
        return reply.code == 550 || reply.code == 551 || reply.code == 553;
    constexpr std::array details{1, 2, 3, 6, 10}; // 5.1.10 is Exchange's word for "there is no such recipient".
    return reply.subject == 1 && std::ranges::find(details, int(reply.detail)) != details.end();
}

RecipientProbe::Answer answerOf(const smtp::RecipientOutcome &outcome)
{
    switch (outcome.kind) {
    case smtp::RecipientOutcome::Kind::Delivered: return RecipientProbe::Answer::Known;
    case smtp::RecipientOutcome::Kind::Transient: return RecipientProbe::Answer::NotKnown;
    case smtp::RecipientOutcome::Kind::Permanent: break;
    }
    return isAboutTheAddress(outcome.reply) ? RecipientProbe::Answer::Unknown : RecipientProbe::Answer::Known;
}

} // namespace

std::optional<RecipientProbe::Answer> RecipientProbe::remembered(const net::NextHop &hop, const smtp::Mailbox &recipient)
{
    const QMutexLocker lock(&m_mutex);
    const auto cache = m_caches.find(hop.toBytes());
    const std::optional<Cached> said = cache == m_caches.end() ? std::nullopt : cache->second.find(recipient, smtp::Clock::now());
    if (!said)
        return {};
    return *said == Cached::Known ? Answer::Known : Answer::Unknown;
}

void RecipientProbe::remember(const net::NextHop &hop, const smtp::Mailbox &recipient, Answer answer)
{
    const QMutexLocker lock(&m_mutex);
    const QByteArray name = hop.toBytes();
    if (m_caches.size() >= maxHops && !m_caches.contains(name))
        m_caches.erase(m_caches.begin());
    m_caches.try_emplace(name, m_limits.cache).first->second.put(recipient, answer == Answer::Known ? Cached::Known : Cached::Unknown, smtp::Clock::now());
}

net::Task<RecipientProbe::Outcome> RecipientProbe::ask(std::size_t loop, net::NextHop hop, smtp::Mailbox recipient)
{
    if (const std::optional<Answer> said = remembered(hop, recipient))
        co_return Outcome{*said, QStringLiteral("as it said before")};
    if (!m_health.mayTry(hop, smtp::Clock::now()))
        co_return Outcome{Answer::NotKnown, QStringLiteral("it is down")};
    net::Delivery question;
    question.isQuestion = true;
    question.envelope.smtpUtf8 = !recipient.isAscii();
    question.envelope.recipients.append({recipient, {}, {}});
    ++m_questions;
    const net::DeliveryResult result = co_await m_client.deliver(loop, hop, question, smtp::Clock::now() + m_limits.deadline);
    const smtp::RecipientOutcome &outcome = result.outcomes.front();
    const QString words = QString::fromUtf8(outcome.reply.toLine()).trimmed().left(maxWords);
    if (result.isContacted) // Else no connection became free, which says nothing about the next hop.
        m_health.report(hop, !result.isUnreachable, words, smtp::Clock::now());
    const Answer answer = answerOf(outcome);
    const bool isFinal = outcome.kind == smtp::RecipientOutcome::Kind::Delivered || answer == Answer::Unknown;
    if (isFinal)
        remember(hop, recipient, answer);
    if (answer != Answer::Known)
        qCInfo(lcProbe).noquote() << LogRecord("recipient-asked").add("hop", hop.toBytes()).add("recipient", recipient.toBytes()).add("reply", words).text();
    co_return Outcome{answer, words};
}

} // namespace gateway::daemon
