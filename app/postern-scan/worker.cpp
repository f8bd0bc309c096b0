#include "app/postern-scan/worker.h"

#include "app/postern-scan/charsets.h"
#include "app/postern-scan/framepipe.h"
#include "app/postern-scan/sandbox.h"
#include "app/postern-scan/temporarydirectory.h"
#include "app/postern-scan/virusengine.h"
#include "gateway/content/analyzer.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <condition_variable>
#include <cstdio>
#include <deque>
#include <mutex>
#include <thread>

using namespace Qt::StringLiterals;
using gateway::Error;
using gateway::Result;
using gateway::content::Findings;
using gateway::content::Frame;
using gateway::content::Request;

namespace scan {
namespace {

using Scan = std::function<Result<Findings>(const Request &)>;

Frame answer(const Frame &request, const Scan &scan)
{
    const Result<Request> parsed = gateway::content::requestFromBody(request.body);
    const Result<Findings> findings = parsed ? scan(*parsed) : tl::make_unexpected(parsed.error());
    if (!findings)
        return {Frame::Type::Failure, request.id, findings.error().message.toUtf8()};
    return {Frame::Type::Findings, request.id, toBytes(*findings)};
}

/// Requests in the order in which they came; each is taken by one thread.
class RequestQueue
{
public:
    void add(Frame frame)
    {
        const std::lock_guard lock(m_mutex);
        m_frames.push_back(std::move(frame));
        m_changed.notify_one();
    }
    void close()
    {
        const std::lock_guard lock(m_mutex);
        m_isClosed = true;
        m_changed.notify_all();
    }
    [[nodiscard]] std::optional<Frame> take()
    {
        std::unique_lock lock(m_mutex);
        m_changed.wait(lock, [this] { return m_isClosed || !m_frames.empty(); });
        if (m_frames.empty())
            return {};
        Frame frame = std::move(m_frames.front());
        m_frames.pop_front();
        return frame;
    }

private:
    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::deque<Frame> m_frames;
    bool m_isClosed = false;
};

ExitCode serve(FramePipe &pipe, const Scan &scan)
{
    while (true) {
        const Result<std::optional<Frame>> request = pipe.read();
        if (!request || (*request && !pipe.write(answer(**request, scan))))
            return BrokenInput;
        if (!*request)
            return Done;
    }
}

ExitCode serveInThreads(FramePipe &pipe, const Scan &scan, int count)
{
    RequestQueue queue;
    std::vector<std::thread> threads;
    for (int i = 0; i < count; ++i) {
        threads.emplace_back([&] {
            while (const std::optional<Frame> request = queue.take()) {
                if (!pipe.write(answer(*request, scan)))
                    std::_Exit(BrokenInput); // Nobody hears us any more.
            }
        });
    }
    Result<std::optional<Frame>> request = pipe.read();
    for (; request && *request; request = pipe.read())
        queue.add(*std::move(*request));
    queue.close();
    for (std::thread &thread : threads)
        thread.join();
    return request ? Done : BrokenInput;
}

bool sayHello(FramePipe &pipe, QJsonObject facts, const SandboxState &sandbox)
{
    facts.insert(u"sandbox"_s, sandbox.text());
    if (!sandbox.missing.isEmpty())
        std::fprintf(stderr, "sandbox: %s\n", qUtf8Printable(sandbox.text()));
    return pipe.write({Frame::Type::Hello, 0, QJsonDocument(facts).toJson(QJsonDocument::Compact)});
}

ExitCode runContent(const std::function<void(QByteArrayView)> &onMessage)
{
    loadCharsets();
    // What the analysis loads at its first use (tables, libraries) is loaded while files can still be opened.
    (void)gateway::content::analyze("From: a@example.com\r\nSubject: =?utf-8?q?x?=\r\n\r\nhttps://example.com/\r\n", {}, {});
    FramePipe pipe;
    const SandboxState sandbox = enterSandbox({{}, 0, false});
    if (!sayHello(pipe, {{u"role"_s, u"content"_s}}, sandbox))
        return BrokenInput;
    return serve(pipe, [&](const Request &request) -> Result<Findings> {
        if (onMessage)
            onMessage(request.message);
        return gateway::content::analyze(request.message, request.context, {});
    });
}

ExitCode runVirus(const WorkerOptions &options, const std::function<void(QByteArrayView)> &onMessage)
{
    const auto fail = [](ExitCode code, const QString &message) {
        std::fprintf(stderr, "%s\n", qUtf8Printable(message));
        return code;
    };
    if (const Result<> prepared = prepareTemporaryDirectory(options.temporaryDirectory); !prepared)
        return fail(Usage, prepared.error().message);
    loadCharsets();
    const VirusLimits limits;
    const Result<std::unique_ptr<VirusEngine>> loaded = VirusEngine::load(options.signatureDirectories, options.temporaryDirectory, limits);
    if (!loaded)
        return fail(loaded.error().kind == Error::Kind::NotFound ? NoSignatures : BadSignatures, loaded.error().message);
    const VirusEngine &engine = **loaded;
    if (!engine.findsTestFile())
        return fail(BadSignatures, u"The virus signatures do not find the EICAR test file; they are not used."_s);
    FramePipe pipe;
    const SandboxState sandbox = enterSandbox({options.temporaryDirectory, limits.maxScanSize, true});
    const QJsonObject facts{{u"role"_s, u"virus"_s},
                            {u"engine"_s, VirusEngine::name()},
                            {u"signatures"_s, engine.signatureCount()},
                            {u"signatureDate"_s, engine.signatureDate().toString(Qt::ISODate)},
                            {u"testOnly"_s, engine.hasOnlyTestSignatures()}};
    if (!sayHello(pipe, facts, sandbox))
        return BrokenInput;
    const ExitCode code = serveInThreads(pipe, [&](const Request &request) {
        if (onMessage)
            onMessage(request.message);
        return engine.scan(request.message);
    }, options.threads);
    emptyDirectory(options.temporaryDirectory);
    return code;
}

} // namespace

ExitCode runWorker(const WorkerOptions &options, const std::function<void(QByteArrayView)> &onMessage)
{
    limitMemory(options.memoryLimit); // Signatures are the largest thing that is loaded.
    return options.role == WorkerOptions::Role::Virus ? runVirus(options, onMessage) : runContent(onMessage);
}

} // namespace scan
