#include "gateway/net/scanclient.h"

#include "gateway/net/blockingworker.h"
#include "gateway/net/scancommands.h"

#include <QDir>
#include <QTemporaryDir>
#include <array>

using namespace Qt::StringLiterals;

namespace gateway::net {

struct ScanClient::Private {
    std::unique_ptr<QTemporaryDir> ownScratch; ///< When none is configured; outlives the workers, which are declared below it.
    std::unique_ptr<BlockingWorker> content, virus;
    Result<> scratchReady;
    ScannerStatus status;

    [[nodiscard]] std::array<BlockingWorker *, 2> workers() const { return {content.get(), virus.get()}; }
};

ScanClient::ScanClient(ScannerConfig config) : d(std::make_unique<Private>())
{
    if (config.scansContent)
        d->content = std::make_unique<BlockingWorker>(contentCommand(config));
    if (!config.scansVirus)
        return;
    if (config.scratchDirectory.isEmpty()) {
        d->ownScratch = std::make_unique<QTemporaryDir>(ScratchDirectory::fastPlace() + "/postern-XXXXXX"_L1); // Made with mode 0700.
        config.scratchDirectory = d->ownScratch->path();
    }
    d->scratchReady = ScratchDirectory::prepareParent(config.scratchDirectory);
    d->virus = std::make_unique<BlockingWorker>(virusCommand(config, config.scratchDirectory, 1));
}

ScanClient::~ScanClient() = default;

Result<> ScanClient::start()
{
    if (!d->scratchReady)
        return d->scratchReady;
    Result<> result;
    const auto note = [&](const Result<> &done) {
        if (done || !result)
            return;
        result = done;
        ++d->status.restarts;
        d->status.lastFailure = done.error().message;
    };
    for (BlockingWorker *worker : d->workers()) {
        if (worker && !worker->isRunning())
            note(worker->start());
    }
    for (BlockingWorker *worker : d->workers()) {
        if (worker && worker->isRunning())
            note(worker->awaitHello());
    }
    return result;
}

Result<content::Findings> ScanClient::scan(QByteArrayView message, const content::ScanContext &context)
{
    if (const Result<> started = start(); !started)
        return tl::make_unexpected(started.error());
    // Both work at the same time; each has read the whole message before it answers.
    Result<content::Findings> content, virus;
    const auto send = [&](const std::unique_ptr<BlockingWorker> &worker, Result<content::Findings> &findings) {
        if (const Result<> sent = worker ? worker->send(message, context) : Result<>(); !sent)
            findings = tl::make_unexpected(sent.error());
    };
    const auto receive = [](const std::unique_ptr<BlockingWorker> &worker, Result<content::Findings> &findings, Layer layer) {
        if (worker && findings)
            findings = believed(worker->receive(), layer);
    };
    send(d->virus, virus);
    send(d->content, content);
    receive(d->content, content, Layer::Content);
    receive(d->virus, virus, Layer::Virus);
    for (const auto *part : {&content, &virus}) {
        if (!*part) {
            d->status.lastFailure = part->error().message;
            return *part;
        }
    }
    if (!d->virus)
        return content;
    return d->content ? merged(*std::move(content), *virus) : virus;
}

ScannerStatus ScanClient::status() const
{
    ScannerStatus status = d->status;
    status.isContentReady = d->content && d->content->facts();
    status.isVirusReady = d->virus && d->virus->facts();
    if (status.isContentReady)
        status.sandbox = d->content->facts()->sandbox;
    if (status.isVirusReady) {
        const WorkerFacts &facts = *d->virus->facts();
        status.engine = facts.engine;
        status.signatures = facts.signatures;
        status.signatureDate = facts.signatureDate;
        status.hasOnlyTestSignatures = facts.hasOnlyTestSignatures;
        status.sandbox = facts.sandbox;
    }
    return status;
}

} // namespace gateway::net
