#include "gateway/net/mtastscache.h"

#include <algorithm>

namespace gateway::net {

using namespace std::chrono_literals;

namespace {

constexpr auto retryAfter = 5min;    // RFC 8461 3.3
constexpr std::chrono::seconds refreshAfter = 24h;

} // namespace

std::optional<MtaStsPolicy> MtaStsCache::find(const QByteArray &domain, Clock::time_point now) const
{
    const auto found = m_entries.constFind(domain);
    if (found == m_entries.cend() || found->expires <= now)
        return {};
    return found->policy;
}

MtaStsCache::Need MtaStsCache::need(const QByteArray &domain, const QByteArray &id, Clock::time_point now) const
{
    const auto found = m_entries.constFind(domain);
    if (found == m_entries.cend())
        return Need::Fetch;
    const Entry &entry = *found;
    if (now < entry.retry && entry.failedId == id)
        return Need::Nothing;
    if (entry.expires <= now || entry.id != id)
        return Need::Fetch;
    return now - entry.fetched > std::min(refreshAfter, entry.policy.maxAge / 2) ? Need::Refresh : Need::Nothing;
}

void MtaStsCache::put(const QByteArray &domain, const QByteArray &id, const MtaStsPolicy &policy, Clock::time_point now)
{
    Entry &entry = entryOf(domain);
    entry = Entry{id, policy, now, now + policy.maxAge, {}, {}};
}

void MtaStsCache::putFailure(const QByteArray &domain, const QByteArray &id, Clock::time_point now)
{
    Entry &entry = entryOf(domain);
    entry.failedId = id;
    entry.retry = now + retryAfter;
}

/// Where there is no room, the one goes that would go first anyway.
MtaStsCache::Entry &MtaStsCache::entryOf(const QByteArray &domain)
{
    if (m_entries.size() >= m_maxDomains && !m_entries.contains(domain)) {
        const auto first = std::min_element(m_entries.cbegin(), m_entries.cend(), [](const Entry &a, const Entry &b) { return a.end() < b.end(); });
        if (first != m_entries.cend())
            m_entries.erase(first);
    }
    return m_entries[domain];
}

} // namespace gateway::net
