#pragma once

#include "gateway/dns/answer.h"
#include "gateway/net/task.h"
#include "gateway/result.h"

#include <QStringList>
#include <chrono>
#include <memory>

namespace gateway::dns {
class KnownAnswers;
}

namespace gateway::net {

struct DnsConfig {
    QStringList forwarders;                  ///< "192.0.2.53" or "192.0.2.53@5353"; none: full recursion from the root.
    QStringList stubs;                       ///< "zone address": who is asked for a zone, past all delegation. Addresses as above.
    bool validates = true;                   ///< DNSSEC (RFC 4035); a forwarder has to pass signatures on.
    QStringList trustAnchors = rootAnchors(); ///< DS or DNSKEY records.
    std::chrono::milliseconds patience{5'000}; ///< For one question.
    std::chrono::milliseconds shortPatience{500}; ///< The same, while the DNS is silent: mail is not to wait for it in vain each time.
    int maxOutstanding = 4000;               ///< Questions at a time; more are not asked (threats.md R7).
    qint64 cacheOctets = 32 << 20;

    [[nodiscard]] static QStringList rootAnchors(); ///< The keys of the root zone, as IANA publishes them.
};

/// Asks the DNS, with a cache and DNSSEC, and with a deadline of its own for each question (threats.md P14). What is late, broken or bogus
/// is Answer::Status::Failed: not known, never "no".
class DnsResolver
{
public:
    using Clock = std::chrono::steady_clock;

    /// Error::Kind::Invalid names the setting.
    [[nodiscard]] static Result<std::unique_ptr<DnsResolver>> make(DnsConfig config);
    ~DnsResolver(); ///< What is still asked fails. The loops of those who ever asked must still be there.

    /// From a coroutine on any loop. Returns at \a deadline, or when the patience for one question has ended.
    [[nodiscard]] Task<dns::Answer> ask(const dns::Question &question, Clock::time_point deadline);
    /// Asks all that \a answers misses, at once, and puts the answers there.
    [[nodiscard]] Task<> learn(dns::KnownAnswers &answers, Clock::time_point deadline);
    /// The last questions, 10 or more, were all left without an answer.
    [[nodiscard]] bool isSilent() const;
    /// The last answers, 10 or more, all failed their DNSSEC check: most likely the forwarders do not pass signatures on.
    [[nodiscard]] bool isAllBogus() const;

private:
    struct Private;
    explicit DnsResolver(std::unique_ptr<Private> p);
    std::unique_ptr<Private> d;
};

} // namespace gateway::net
