#include "gateway/net/scanner.h"

#include "gateway/net/blockingpool.h"
#include "gateway/net/loops.h"
#include "gateway/net/scancommands.h"
#include "gateway/net/scanworker.h"

#include <QDir>
#include <QTemporaryDir>
#include <atomic>
#include <boost/asio/async_result.hpp>
#include <boost/asio/dispatch.hpp>
#include <boost/asio/post.hpp>
#include <future>
#include <mutex>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
namespace asio = boost::asio;

namespace gateway::net {
namespace {

constexpr auto stopPatience = 5s;

struct Outcome {
    std::optional<Result<content::Findings>> content, virus; ///< Of the layers that are on.
};

/// Waits for the layers of one message. Owned by their jobs alone, so that jobs that are dropped drop the waiting coroutine.
struct Pending {
    explicit Pending(int count) : remaining(count) {}

    std::atomic<int> remaining;
    Outcome outcome;
    std::function<void(Outcome)> resume;

    static std::function<void(Result<content::Findings>)> part(const std::shared_ptr<Pending> &pending, Layer layer)
    {
        return [pending, layer](Result<content::Findings> findings) {
            (layer == Layer::Content ? pending->outcome.content : pending->outcome.virus) = believed(std::move(findings), layer);
            if (--pending->remaining == 0)
                std::exchange(pending->resume, {})(std::move(pending->outcome));
        };
    }
};

/// A completion handler of an awaiting coroutine as a function that may be called on any thread.
template<typename... Values, typename Handler>
std::function<void(Values...)> resumer(Handler &&handler)
{
    const auto executor = asio::get_associated_executor(handler);
    const auto shared = std::make_shared<std::decay_t<Handler>>(std::forward<Handler>(handler));
    return [executor, shared](Values... values) {
        asio::post(executor, [shared, ... parts = std::move(values)]() mutable { std::move (*shared)(std::move(parts)...); });
    };
}

std::unique_ptr<ScanJob> makeJob(QByteArrayView message, std::shared_ptr<const MessageDigest> digest, const content::ScanContext &context,
                                 std::function<void(Result<content::Findings>)> done)
{
    auto job = std::make_unique<ScanJob>();
    job->message = message;
    job->digest = std::move(digest);
    job->context = &context;
    job->done = std::move(done);
    return job;
}

/// What of a worker is in ScannerStatus. Shared with the workers, which may call after the Scanner is gone.
class Board
{
public:
    explicit Board(std::size_t contentWorkers) : m_readyContent(contentWorkers) {}

    void contentReady(std::size_t index, const WorkerFacts &facts)
    {
        const std::lock_guard lock(m_mutex);
        m_readyContent[index] = true;
        m_status.sandbox = facts.sandbox;
        update();
    }
    void virusReady(const WorkerFacts &facts)
    {
        const std::lock_guard lock(m_mutex);
        m_status.isVirusReady = true;
        m_status.engine = facts.engine;
        m_status.signatures = facts.signatures;
        m_status.signatureDate = facts.signatureDate;
        m_status.hasOnlyTestSignatures = facts.hasOnlyTestSignatures;
        m_status.sandbox = facts.sandbox;
    }
    void contentLost(std::size_t index, const QString &cause)
    {
        const std::lock_guard lock(m_mutex);
        m_readyContent[index] = false;
        update();
        lost(u"content"_s, cause);
    }
    void virusLost(const QString &cause)
    {
        const std::lock_guard lock(m_mutex);
        m_status.isVirusReady = false;
        lost(u"virus"_s, cause);
    }
    void failed(const QString &cause)
    {
        const std::lock_guard lock(m_mutex);
        m_status.lastFailure = cause;
    }
    [[nodiscard]] ScannerStatus status() const
    {
        const std::lock_guard lock(m_mutex);
        return m_status;
    }

private:
    void update() { m_status.isContentReady = std::ranges::all_of(m_readyContent, std::identity()); }
    void lost(const QString &role, const QString &cause)
    {
        ++m_status.restarts;
        m_status.lastFailure = u"The %1 worker %2."_s.arg(role, cause);
    }

    mutable std::mutex m_mutex;
    ScannerStatus m_status;
    std::vector<bool> m_readyContent;
};

} // namespace

struct Scanner::Private {
    Private(Loops &allLoops, ScannerConfig scannerConfig) : loops(allLoops), config(std::move(scannerConfig)) {}

    Loops &loops;
    ScannerConfig config;
    // One for each layer: that the other layer can read a message does not speak for it.
    std::shared_ptr<PoisonList> contentPoison = std::make_shared<PoisonList>(), virusPoison = std::make_shared<PoisonList>();
    std::shared_ptr<BlockingPool> cleaner = std::make_shared<BlockingPool>(1);
    std::shared_ptr<Board> board;
    std::vector<std::shared_ptr<ScanWorker>> content;
    std::shared_ptr<ScanWorker> virus;
    std::unique_ptr<QTemporaryDir> ownScratch; ///< When none is configured.
    bool isStarted = false;

    [[nodiscard]] QString prepareScratch();
    void makeWorkers();
    [[nodiscard]] std::vector<std::shared_ptr<ScanWorker>> workers() const;
};

QString Scanner::Private::prepareScratch()
{
    QString directory = config.scratchDirectory;
    if (directory.isEmpty()) {
        ownScratch = std::make_unique<QTemporaryDir>(ScratchDirectory::fastPlace() + "/postern-XXXXXX"_L1); // Made with mode 0700.
        directory = ownScratch->path();
    }
    if (const Result<> prepared = ScratchDirectory::prepareParent(directory); !prepared)
        board->failed(prepared.error().message); // The worker cannot start then, and says so again.
    return directory;
}

void Scanner::Private::makeWorkers()
{
    const std::size_t count = config.contentWorkers > 0 ? std::size_t(config.contentWorkers) : loops.count();
    board = std::make_shared<Board>(config.scansContent ? count : 0);
    for (std::size_t i = 0; config.scansContent && i < count; ++i) {
        content.push_back(std::make_shared<ScanWorker>(
            loops.at(i % loops.count()).get_executor(), contentCommand(config), config.readyWait, contentPoison, cleaner,
            ScanWorker::Observer{[board = board, i](const WorkerFacts &facts) { board->contentReady(i, facts); },
                                 [board = board, i](const QString &cause) { board->contentLost(i, cause); }}));
    }
    if (config.scansVirus) {
        const int threads = config.virusThreads > 0 ? config.virusThreads : int(loops.count());
        virus = std::make_shared<ScanWorker>(
            loops.at(loops.count() - 1).get_executor(), virusCommand(config, prepareScratch(), threads), config.readyWait, virusPoison, cleaner,
            ScanWorker::Observer{[board = board](const WorkerFacts &facts) { board->virusReady(facts); },
                                 [board = board](const QString &cause) { board->virusLost(cause); }});
    }
}

std::vector<std::shared_ptr<ScanWorker>> Scanner::Private::workers() const
{
    std::vector<std::shared_ptr<ScanWorker>> all = content;
    if (virus)
        all.push_back(virus);
    return all;
}

Scanner::Scanner(Loops &loops, ScannerConfig config) : d(std::make_unique<Private>(loops, std::move(config)))
{
    d->makeWorkers();
}

Scanner::~Scanner()
{
    stop();
}

void Scanner::start()
{
    d->isStarted = true;
    for (const std::shared_ptr<ScanWorker> &worker : d->workers())
        asio::post(worker->executor(), [worker] { worker->start(); });
}

void Scanner::stop()
{
    if (!std::exchange(d->isStarted, false) || d->loops.at(0).stopped())
        return; // Without loops the processes are killed when the workers are destroyed.
    std::vector<std::future<void>> ends;
    for (const std::shared_ptr<ScanWorker> &worker : d->workers()) {
        const auto ended = std::make_shared<std::promise<void>>();
        ends.push_back(ended->get_future());
        asio::post(worker->executor(), [worker, ended] { worker->stop(stopPatience, [ended] { ended->set_value(); }); });
    }
    for (const std::future<void> &end : ends)
        end.wait_for(stopPatience * 2);
    d->cleaner->join();
}

Task<Result<content::Findings>> Scanner::scan(std::size_t loop, QByteArrayView message, const content::ScanContext &context)
{
    const auto digest = std::make_shared<const MessageDigest>(message);
    const ScanJob::Clock::time_point now = ScanJob::Clock::now();
    if (std::max(d->contentPoison->deaths(*digest, now), d->virusPoison->deaths(*digest, now)) >= PoisonList::maxDeaths)
        co_return failure(Error::Kind::Invalid, u"The message cannot be scanned: it has ended its worker %1 times."_s.arg(PoisonList::maxDeaths));
    const std::shared_ptr<ScanWorker> contentWorker = d->content.empty() ? nullptr : d->content[loop % d->content.size()];
    const std::shared_ptr<ScanWorker> virusWorker = d->virus;
    if (!contentWorker && !virusWorker)
        co_return content::Findings{}; // Says of itself that nothing was scanned.

    Outcome outcome = co_await asio::async_initiate<const asio::use_awaitable_t<>, void(Outcome)>(
        [&](auto handler) {
            const auto pending = std::make_shared<Pending>((contentWorker ? 1 : 0) + (virusWorker ? 1 : 0));
            pending->resume = resumer<Outcome>(std::move(handler));
            const auto submit = [&](const std::shared_ptr<ScanWorker> &worker, Layer layer) {
                auto job = makeJob(message, digest, context, Pending::part(pending, layer));
                asio::dispatch(worker->executor(), [worker, job = std::move(job)]() mutable { worker->submit(std::move(job)); });
            };
            if (virusWorker)
                submit(virusWorker, Layer::Virus);
            if (contentWorker)
                submit(contentWorker, Layer::Content);
        },
        asio::use_awaitable);

    for (const auto &part : {&outcome.content, &outcome.virus}) { // A layer that failed fails the message (I5).
        if (*part && !**part)
            co_return *std::move(*part);
    }
    if (!outcome.virus)
        co_return *std::move(outcome.content);
    if (!outcome.content)
        co_return *std::move(outcome.virus);
    co_return merged(**std::move(outcome.content), **outcome.virus);
}

ScannerStatus Scanner::status() const
{
    return d->board->status();
}

Task<Result<>> Scanner::reloadSignatures()
{
    const std::shared_ptr<ScanWorker> worker = d->virus;
    if (!worker)
        co_return failure(Error::Kind::Invalid, u"Virus scanning is off."_s);
    co_return co_await asio::async_initiate<const asio::use_awaitable_t<>, void(Result<>)>(
        [&](auto handler) {
            asio::dispatch(worker->executor(), [worker, done = resumer<Result<>>(std::move(handler))] { worker->replace(done); });
        },
        asio::use_awaitable);
}

} // namespace gateway::net
