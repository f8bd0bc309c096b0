#include "gateway/net/dnsresolver.h"

#include "gateway/dns/knownanswers.h"
#include "gateway/dns/name.h"

#include <QMutex>
#include <QMutexLocker>
#include <QWaitCondition>
#include <atomic>
#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <thread>
#include <unbound.h>
#include <unordered_map>
#include <vector>

#ifndef Q_OS_WIN
#include <poll.h>
#endif

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace gateway::net {
namespace {

constexpr int classIn = 1;
constexpr int maxRecords = 1000; // Of one answer.
constexpr int silence = 10;      // So many questions in a row without an answer that can be believed.
constexpr int rcodeNoError = 0, rcodeNxDomain = 3;

dns::Answer failed(const QString &cause)
{
    dns::Answer answer;
    answer.cause = cause;
    return answer;
}

dns::Answer answerOf(int error, const ub_result &result)
{
    using Status = dns::Answer::Status;
    if (error != 0)
        return failed(QString::fromLatin1(ub_strerror(error)));
    dns::Answer answer;
    if (result.bogus != 0) { // First of all: its data looks like any other's.
        answer.isBogus = true;
        answer.cause = u"DNSSEC: %1"_s.arg(QString::fromLatin1(result.why_bogus ? result.why_bogus : "bogus"));
        return answer;
    }
    if (result.rcode != rcodeNoError && result.rcode != rcodeNxDomain)
        return failed(u"the name service answers with code %1"_s.arg(result.rcode));
    answer.status = result.havedata != 0 ? Status::Found : result.nxdomain != 0 || result.rcode == rcodeNxDomain ? Status::NoSuchName : Status::NoData;
    answer.isSecure = result.secure != 0;
    answer.ttl = std::chrono::seconds(std::max(result.ttl, 0));
    if (answer.isFound() && result.canonname)
        answer.canonicalName = dns::normalized(result.canonname);
    for (int i = 0; answer.isFound() && result.data[i] && i < maxRecords; ++i)
        answer.records.append(QByteArray(result.data[i], result.len[i]));
    return answer;
}

/// One question on its way. The answer is given on the loop of who asked.
struct Lookup {
    explicit Lookup(const boost::asio::any_io_executor &executor) : home(executor), bell(executor) {}

    boost::asio::any_io_executor home;
    boost::asio::steady_timer bell;
    bool isDone = false;
    dns::Answer answer;
};

void give(const std::shared_ptr<Lookup> &lookup, dns::Answer answer)
{
    boost::asio::post(lookup->home, [lookup, answer = std::move(answer)]() mutable {
        lookup->isDone = true;
        lookup->answer = std::move(answer);
        lookup->bell.cancel();
    });
}

struct ContextFree {
    void operator()(ub_ctx *context) const { ub_ctx_delete(context); }
};

} // namespace

/// libunbound resolves on a thread of its own. Ours takes the answers from it.
struct DnsResolver::Private {
    explicit Private(DnsConfig c) : config(std::move(c)), context(ub_ctx_create()) {}
    ~Private();

    [[nodiscard]] Result<> configure();
    [[nodiscard]] Result<> set(const char *option, const QByteArray &value);
    [[nodiscard]] std::shared_ptr<Lookup> begin(const boost::asio::any_io_executor &home, const dns::Question &question);
    [[nodiscard]] Task<dns::Answer> await(const std::shared_ptr<Lookup> &lookup, Clock::time_point deadline);
    [[nodiscard]] Clock::time_point end(Clock::time_point deadline) const
    {
        return std::min(deadline, Clock::now() + (unanswered >= silence ? config.shortPatience : config.patience));
    }
    void collect();
    void waitForAnswers();
    static void answered(void *data, int error, ub_result *result);

    /// What libunbound keeps of a question.
    struct Ticket {
        Private *resolver;
        quint64 number;
    };

    const DnsConfig config;
    std::unique_ptr<ub_ctx, ContextFree> context;
    QMutex mutex;
    QWaitCondition changed;
    std::unordered_map<quint64, std::pair<std::unique_ptr<Ticket>, std::shared_ptr<Lookup>>> outstanding;
    quint64 last = 0;
    std::atomic<int> unanswered = 0, bogus = 0; ///< In a row.
    bool isStopping = false;
    std::thread thread;
};

QStringList DnsConfig::rootAnchors()
{
    return {u". IN DS 20326 8 2 E06D44B80B8F1D39A95C0B0D7C65D08458E880409BBC683457104237C7F8EC8D"_s,
            u". IN DS 38696 8 2 683D2D0ACB8C9B712A1948B27F741219298D0A450D612C483AF444A4C0FB2B16"_s};
}

DnsResolver::Private::~Private()
{
    {
        const QMutexLocker lock(&mutex);
        isStopping = true;
        changed.wakeAll();
    }
    if (thread.joinable())
        thread.join();
    context.reset(); // No more callbacks.
    for (const auto &[number, entry] : outstanding)
        give(entry.second, failed(u"the gateway is stopping"_s));
}

Result<> DnsResolver::Private::set(const char *option, const QByteArray &value)
{
    if (const int error = ub_ctx_set_option(context.get(), option, value.constData()); error != 0)
        return failure(Error::Kind::Invalid, u"DNS: %1 %2: %3"_s.arg(QLatin1String(option), QString::fromLatin1(value), QLatin1String(ub_strerror(error))));
    return {};
}

Result<> DnsResolver::Private::configure()
{
    if (!context)
        return failure(Error::Kind::Io, u"DNS: no memory for the resolver"_s);
    ub_ctx_debugout(context.get(), nullptr); // What matters stands in the answers.
    const std::pair<const char *, QByteArray> options[]{
        {"module-config:", config.validates ? "validator iterator" : "iterator"},
        {"do-not-query-localhost:", "no"}, // A forwarder on this machine is common.
        {"unblock-lan-zones:", "yes"},     // Private addresses have names in the company's own DNS.
        {"insecure-lan-zones:", "yes"},
        {"qname-minimisation:", "yes"},
        {"prefetch:", "yes"},
        {"outgoing-range:", "1024"},
        {"num-queries-per-thread:", "1024"},
        {"msg-cache-size:", QByteArray::number(config.cacheOctets / 3)},
        {"rrset-cache-size:", QByteArray::number(config.cacheOctets / 3 * 2)},
    };
    for (const auto &[option, value] : options) {
        if (Result<> done = set(option, value); !done)
            return done;
    }
    for (const QString &forwarder : config.forwarders) {
        if (ub_ctx_set_fwd(context.get(), forwarder.toLatin1().constData()) != 0)
            return failure(Error::Kind::Invalid, u"DNS: “%1” is no address of a name server, such as 192.0.2.53 or 192.0.2.53@5353"_s.arg(forwarder));
    }
    for (const QString &stub : config.stubs) {
        const QByteArray zone = stub.section(u' ', 0, 0).toLatin1(), address = stub.section(u' ', 1).toLatin1();
        if (ub_ctx_set_stub(context.get(), zone.constData(), address.constData(), 0) != 0)
            return failure(Error::Kind::Invalid, u"DNS: “%1” is not a zone and the address of its name server"_s.arg(stub));
    }
    for (const QString &anchor : config.validates ? config.trustAnchors : QStringList()) {
        if (ub_ctx_add_ta(context.get(), anchor.toLatin1().constData()) != 0)
            return failure(Error::Kind::Invalid, u"DNS: “%1” is no trust anchor"_s.arg(anchor));
    }
    if (ub_ctx_async(context.get(), 1) != 0)
        return failure(Error::Kind::Io, u"DNS: the resolver does not start"_s);
    // Names under .test are somebody's, too. This is also where libunbound reads all it was given.
    if (ub_ctx_zone_remove(context.get(), "test.") != 0)
        return failure(Error::Kind::Invalid, u"DNS: the settings cannot be used; the trust anchors are: %1"_s.arg(config.trustAnchors.join(u"; "_s)));
    thread = std::thread([this] { collect(); });
    return {};
}

std::shared_ptr<Lookup> DnsResolver::Private::begin(const boost::asio::any_io_executor &home, const dns::Question &question)
{
    const auto lookup = std::make_shared<Lookup>(home);
    Ticket *ticket = nullptr;
    {
        const QMutexLocker lock(&mutex);
        if (!dns::isName(question.name)) {
            lookup->isDone = true;
            lookup->answer.status = dns::Answer::Status::NoSuchName;
            return lookup;
        }
        if (isStopping || int(outstanding.size()) >= config.maxOutstanding) {
            lookup->isDone = true;
            lookup->answer = failed(u"too many names are being asked for"_s);
            return lookup;
        }
        auto owned = std::make_unique<Ticket>(Ticket{this, ++last});
        ticket = owned.get();
        outstanding.emplace(last, std::pair(std::move(owned), lookup));
        changed.wakeAll();
    }
    const quint64 number = ticket->number; // The ticket may be gone once the question is asked.
    const int error = ub_resolve_async(context.get(), question.name.constData(), int(question.type), classIn, ticket, &Private::answered, nullptr);
    if (error != 0) {
        const QMutexLocker lock(&mutex);
        outstanding.erase(number);
        lookup->isDone = true;
        lookup->answer = failed(QString::fromLatin1(ub_strerror(error)));
    }
    return lookup;
}

/// On our thread.
void DnsResolver::Private::answered(void *data, int error, ub_result *result)
{
    const auto *ticket = static_cast<const Ticket *>(data);
    Private &resolver = *ticket->resolver;
    std::shared_ptr<Lookup> lookup;
    {
        const QMutexLocker lock(&resolver.mutex);
        const auto entry = resolver.outstanding.find(ticket->number);
        lookup = entry->second.second;
        resolver.outstanding.erase(entry);
    }
    give(lookup, result ? answerOf(error, *result) : failed(QString::fromLatin1(ub_strerror(error))));
    ub_resolve_free(result);
}

/// Our thread.
void DnsResolver::Private::collect()
{
    while (true) {
        {
            const QMutexLocker lock(&mutex);
            while (outstanding.empty() && !isStopping)
                changed.wait(&mutex);
            if (isStopping)
                return;
        }
        waitForAnswers();
        (void)ub_process(context.get());
    }
}

/// Until there may be answers, or for a short while: the resolver may be asked to stop.
void DnsResolver::Private::waitForAnswers()
{
#ifdef Q_OS_WIN // There is nothing to wait for.
    std::this_thread::sleep_for(2ms);
#else
    pollfd waiting{ub_fd(context.get()), POLLIN, 0};
    (void)poll(&waiting, 1, 100);
#endif
}

Task<dns::Answer> DnsResolver::Private::await(const std::shared_ptr<Lookup> &lookup, Clock::time_point deadline)
{
    if (!lookup->isDone) {
        lookup->bell.expires_at(deadline);
        co_await lookup->bell.async_wait(asTuple);
    }
    if (!lookup->isDone) {
        ++unanswered;
        co_return failed(u"no answer in time"_s);
    }
    if (lookup->answer.isBogus)
        ++bogus;
    else if (lookup->answer.status != dns::Answer::Status::Failed)
        unanswered = bogus = 0;
    co_return lookup->answer;
}

DnsResolver::DnsResolver(std::unique_ptr<Private> p) : d(std::move(p)) {}
DnsResolver::~DnsResolver() = default;

Result<std::unique_ptr<DnsResolver>> DnsResolver::make(DnsConfig config)
{
    auto p = std::make_unique<Private>(std::move(config));
    if (Result<> done = p->configure(); !done)
        return tl::make_unexpected(done.error());
    return std::unique_ptr<DnsResolver>(new DnsResolver(std::move(p)));
}

Task<dns::Answer> DnsResolver::ask(const dns::Question &question, Clock::time_point deadline)
{
    const auto home = co_await boost::asio::this_coro::executor;
    const std::shared_ptr<Lookup> lookup = d->begin(home, question);
    co_return co_await d->await(lookup, d->end(deadline));
}

bool DnsResolver::isSilent() const { return d->unanswered >= silence; }
bool DnsResolver::isAllBogus() const { return d->bogus >= silence; }

Task<> DnsResolver::learn(dns::KnownAnswers &answers, Clock::time_point deadline)
{
    const auto home = co_await boost::asio::this_coro::executor;
    const QList<dns::Question> questions = answers.takeMissing();
    const Clock::time_point end = d->end(deadline);
    std::vector<std::shared_ptr<Lookup>> lookups;
    for (const dns::Question &question : questions)
        lookups.push_back(d->begin(home, question));
    for (std::size_t i = 0; i < lookups.size(); ++i) {
        dns::Answer answer = co_await d->await(lookups[i], end);
        answers.put(questions[qsizetype(i)], std::move(answer));
    }
}

} // namespace gateway::net
