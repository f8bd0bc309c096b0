#include "gateway/net/mtasts.h"

#include "gateway/dns/name.h"
#include "gateway/dns/records.h"
#include "gateway/net/dnsresolver.h"
#include "gateway/net/log.h"
#include "gateway/net/looplocal.h"
#include "gateway/net/mtastscache.h"
#include "gateway/net/mtastsfetcher.h"
#include "gateway/unattended.h"

#include <QHash>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <mutex>
#include <vector>

namespace gateway::net {
namespace {

constexpr qsizetype maxFetches = 100; // At a time (threats.md R7); what would be beyond is fetched another time.

/// One who waits for a fetch, on a loop of its own.
struct Waiter {
    explicit Waiter(boost::asio::io_context &c) : context(c), bell(c) {}
    boost::asio::io_context &context;
    boost::asio::steady_timer bell;
};
using Waiters = std::vector<std::shared_ptr<Waiter>>;

/// What one who asks has to do with a fetch.
struct Part {
    bool begins = false;
    std::shared_ptr<Waiter> waits; ///< May be null.
};

} // namespace

struct MtaSts::Private {
    Private(DnsResolver &r, MtaStsFetcher &f, qsizetype maxDomains) : resolver(r), fetcher(f), cache(maxDomains) {}

    [[nodiscard]] Part join(LoopLocal &loop, const QByteArray &domain, const QByteArray &id);
    [[nodiscard]] Task<> fetch(LoopLocal &loop, QByteArray domain, QByteArray id);

    DnsResolver &resolver;
    MtaStsFetcher &fetcher;
    std::mutex mutex;
    MtaStsCache cache;                  ///< Under the mutex.
    QHash<QByteArray, Waiters> fetches; ///< Under way, by domain. Under the mutex.
};

MtaSts::MtaSts(DnsResolver &resolver, MtaStsFetcher &fetcher, qsizetype maxDomains)
    : d(std::make_unique<Private>(resolver, fetcher, maxDomains))
{
}

MtaSts::~MtaSts() = default;

Part MtaSts::Private::join(LoopLocal &loop, const QByteArray &domain, const QByteArray &id)
{
    const std::scoped_lock lock(mutex);
    const MtaStsCache::Need need = cache.need(domain, id, Clock::now());
    const bool isUnderWay = fetches.contains(domain);
    if (need == MtaStsCache::Need::Nothing || (!isUnderWay && fetches.size() >= maxFetches))
        return {};
    Part part{!isUnderWay, nullptr};
    Waiters &waiters = fetches[domain];
    if (need == MtaStsCache::Need::Fetch) {
        part.waits = std::make_shared<Waiter>(loop.context());
        waiters.push_back(part.waits);
    }
    return part;
}

Task<> MtaSts::Private::fetch(LoopLocal &loop, QByteArray domain, QByteArray id)
{
    const Result<MtaStsPolicy> policy = co_await fetcher.fetch(loop, domain);
    Waiters waiters;
    {
        const std::scoped_lock lock(mutex);
        if (policy)
            cache.put(domain, id, *policy, Clock::now());
        else
            cache.putFailure(domain, id, Clock::now());
        waiters = fetches.take(domain);
    }
    if (!policy)
        qCWarning(lcNet).noquote() << LogRecord("mta-sts-failed").add("domain", domain).add("cause", policy.error().message).text();
    for (const std::shared_ptr<Waiter> &waiter : waiters)
        boost::asio::post(waiter->context, [waiter] { waiter->bell.cancel(); });
}

Task<std::optional<MtaStsPolicy>> MtaSts::find(LoopLocal &loop, QByteArray domain, Clock::time_point deadline)
{
    const QByteArray name = dns::normalized(domain);
    if (!isMtaStsDomain(name))
        co_return std::nullopt;
    const dns::Question question{"_mta-sts." + name, dns::Type::Txt};
    const dns::Answer answer = co_await d->resolver.ask(question, deadline);
    // A domain without a record, or whose record does not come, may still have a policy that we know of (RFC 8461 3.1).
    if (const std::optional<QByteArray> id = mtaStsIdOf(dns::textsOf(answer))) {
        const Part part = d->join(loop, name, *id);
        if (part.begins) // Not for our time alone: others may wait longer.
            boost::asio::co_spawn(loop.context(), d->fetch(loop, name, *id), unattended);
        if (part.waits) {
            part.waits->bell.expires_at(deadline);
            co_await part.waits->bell.async_wait(asTuple);
        }
    }
    const std::scoped_lock lock(d->mutex);
    co_return d->cache.find(name, Clock::now());
}

} // namespace gateway::net
