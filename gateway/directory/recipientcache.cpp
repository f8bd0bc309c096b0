#include "gateway/directory/recipientcache.h"

#include "gateway/directory/addresskey.h"

namespace gateway::directory {

RecipientCache::RecipientCache(Limits limits) : m_limits(limits), m_known(limits.maxPositive), m_unknown(limits.maxNegative) {}

void RecipientCache::put(const smtp::Mailbox &recipient, Answer answer, Clock::time_point now)
{
    const QByteArray key = addressKey(recipient);
    const bool isKnown = answer == Answer::Known;
    (isKnown ? m_unknown : m_known).remove(key);
    (isKnown ? m_known : m_unknown).use(key) = now;
}

std::optional<RecipientCache::Answer> RecipientCache::find(const smtp::Mailbox &recipient, Clock::time_point now) const
{
    const QByteArray key = addressKey(recipient);
    if (const Clock::time_point *said = m_known.peek(key); said && now < *said + m_limits.positive)
        return Answer::Known;
    if (const Clock::time_point *said = m_unknown.peek(key); said && now < *said + m_limits.negative)
        return Answer::Unknown;
    return std::nullopt;
}

void RecipientCache::clear()
{
    m_known.clear();
    m_unknown.clear();
}

} // namespace gateway::directory
