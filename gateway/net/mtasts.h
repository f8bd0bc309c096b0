#pragma once

#include "gateway/net/mtastspolicy.h"
#include "gateway/net/task.h"

#include <memory>

namespace gateway::net {

class DnsResolver;
class LoopLocal;
class MtaStsFetcher;

/// Knows the MTA-STS policies of the domains that mail goes to (RFC 8461): asks the DNS for the id, fetches what is new, keeps what was once
/// valid. For mail that is routed by MX records; nothing of that kind exists yet, so nobody asks. Thread-safe.
class MtaSts
{
public:
    using Clock = std::chrono::steady_clock;

    /// \a resolver and \a fetcher must outlive it. Loops::stop() comes before its end.
    MtaSts(DnsResolver &resolver, MtaStsFetcher &fetcher, qsizetype maxDomains = 5000);
    ~MtaSts();

    /// The policy that counts for \a domain, nothing if it has none that we could learn of. From a coroutine on \a loop. Where the DNS tells of
    /// a policy that we do not have, waits for it until \a deadline; however many ask, it is fetched once.
    [[nodiscard]] Task<std::optional<MtaStsPolicy>> find(LoopLocal &loop, QByteArray domain, Clock::time_point deadline);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace gateway::net
