#include "gateway/net/poisonlist.h"

#include "gateway/sha256.h"

#include <algorithm>

namespace gateway::net {

QByteArray MessageDigest::value() const
{
    const std::lock_guard lock(m_mutex);
    if (m_value.isEmpty())
        m_value = Sha256::of(m_message);
    return m_value;
}

bool MessageDigest::isKnown() const
{
    const std::lock_guard lock(m_mutex);
    return !m_value.isEmpty();
}

bool PoisonList::mayKnow(const MessageDigest &message) const
{
    if (m_isEmpty.load(std::memory_order_relaxed))
        return false;
    const std::lock_guard lock(m_mutex);
    return std::ranges::find(m_entries, message.size(), &Entry::size) != m_entries.end();
}

int PoisonList::deaths(const MessageDigest &message, Clock::time_point now) const
{
    if (!mayKnow(message))
        return 0;
    const QByteArray digest = message.value(); // Not under the lock: a large message takes a while.
    const std::lock_guard lock(m_mutex);
    const auto entry = std::ranges::find(m_entries, digest, &Entry::digest);
    return entry != m_entries.end() && now < entry->last + lifetime ? entry->deaths : 0;
}

int PoisonList::add(const MessageDigest &message, Clock::time_point now)
{
    const QByteArray digest = message.value();
    const std::lock_guard lock(m_mutex);
    m_entries.removeIf([now](const Entry &entry) { return now >= entry.last + lifetime; });
    Entry added{digest, message.size(), 1, now};
    if (const auto known = std::ranges::find(m_entries, digest, &Entry::digest); known != m_entries.end()) {
        added.deaths += known->deaths;
        m_entries.erase(known);
    }
    if (m_entries.size() >= maxEntries)
        m_entries.removeFirst();
    m_entries.append(added);
    m_isEmpty = false;
    return added.deaths;
}

void PoisonList::forgive(const MessageDigest &message)
{
    if (!mayKnow(message))
        return;
    const QByteArray digest = message.value();
    const std::lock_guard lock(m_mutex);
    m_entries.removeIf([&digest](const Entry &entry) { return entry.digest == digest; });
    m_isEmpty = m_entries.isEmpty();
}

} // namespace gateway::net
