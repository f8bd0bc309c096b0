#pragma once

#include "gateway/net/mtastspolicy.h"

#include <QHash>

namespace gateway::net {

/// The MTA-STS policies we know. What was once fetched counts until it is too old, whatever becomes of the domain's web server and DNS in the
/// meantime (RFC 8461 3.3, 5.1): who can keep us from fetching gains nothing. In memory alone: after a start the first fetch counts again.
class MtaStsCache
{
public:
    using Clock = std::chrono::steady_clock;

    explicit MtaStsCache(qsizetype maxDomains = 5000) : m_maxDomains(maxDomains) {}

    /// The policy of \a domain that counts at \a now, if there is one.
    [[nodiscard]] std::optional<MtaStsPolicy> find(const QByteArray &domain, Clock::time_point now) const;
    enum class Need {
        Nothing, ///< What is known is the latest, or to fetch it has just failed (RFC 8461 3.3 asks for five minutes of patience).
        Refresh, ///< The policy counts, but it may as well be made younger.
        Fetch,   ///< There is a policy that we do not have.
    };
    /// Whether to fetch, as the DNS now says \a id.
    [[nodiscard]] Need need(const QByteArray &domain, const QByteArray &id, Clock::time_point now) const;
    void put(const QByteArray &domain, const QByteArray &id, const MtaStsPolicy &policy, Clock::time_point now);
    /// The policy with \a id could not be fetched: what was known stays.
    void putFailure(const QByteArray &domain, const QByteArray &id, Clock::time_point now);
    [[nodiscard]] qsizetype size() const { return m_entries.size(); }

private:
    struct Entry {
        QByteArray id;
        MtaStsPolicy policy;
        Clock::time_point fetched{}, expires{}; ///< Expired from the beginning: there is no policy.
        QByteArray failedId;
        Clock::time_point retry{};              ///< Of failedId.

        [[nodiscard]] Clock::time_point end() const { return std::max(expires, retry); }
    };
    [[nodiscard]] Entry &entryOf(const QByteArray &domain);

    const qsizetype m_maxDomains;
    QHash<QByteArray, Entry> m_entries;
};

} // namespace gateway::net
