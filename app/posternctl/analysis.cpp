#include "app/posternctl/analysis.h"

#include "app/posternctl/messagefile.h"
#include "app/posternctl/words.h"
#include "gateway/content/evidence.h"
#include "gateway/net/loops.h"
#include "gateway/smtp/address.h"

#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QDir>
#include <QDirIterator>
#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <condition_variable>
#include <map>
#include <mutex>
#include <thread>

namespace cli {
namespace {

using namespace gateway;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

constexpr auto startStep = 50ms;

/// Judges files one after the other on several loops, and hands the results over in order.
class Judge
{
public:
    Judge(const QStringList &files, const AnalysisContext &context, net::Scanner &scanner, policy::Policy policy)
        : m_files(files), m_context(context), m_scanner(scanner), m_policy(std::move(policy))
    {
    }

    void run(net::Loops &loops, const std::function<void(const Analysis &)> &done);

private:
    net::Task<> work(std::size_t loop);
    net::Task<Analysis> judge(std::size_t loop, QString file) const;
    void put(qsizetype index, Analysis analysis);

    const QStringList &m_files;
    const AnalysisContext &m_context;
    net::Scanner &m_scanner;
    const policy::Policy m_policy;

    std::mutex m_mutex; // Guards what follows.
    std::condition_variable m_hasMore;
    qsizetype m_next = 0;
    std::map<qsizetype, Analysis> m_finished;
};

void Judge::run(net::Loops &loops, const std::function<void(const Analysis &)> &done)
{
    for (std::size_t i = 0; i < loops.count(); ++i)
        boost::asio::co_spawn(loops.at(i), work(i), boost::asio::detached);
    for (qsizetype i = 0; i < m_files.size(); ++i) {
        std::unique_lock lock(m_mutex);
        m_hasMore.wait(lock, [&] { return m_finished.contains(i); });
        const Analysis analysis = std::move(m_finished.extract(i).mapped());
        lock.unlock();
        done(analysis);
    }
}

net::Task<> Judge::work(std::size_t loop)
{
    for (;;) {
        std::unique_lock lock(m_mutex);
        if (m_next == m_files.size())
            co_return;
        const qsizetype index = m_next++;
        lock.unlock();
        Analysis analysis = co_await judge(loop, m_files[index]);
        put(index, std::move(analysis));
    }
}

void Judge::put(qsizetype index, Analysis analysis)
{
    const std::lock_guard lock(m_mutex);
    m_finished.emplace(index, std::move(analysis));
    m_hasMore.notify_one();
}

net::Task<Analysis> Judge::judge(std::size_t loop, QString file) const
{
    Analysis analysis;
    analysis.file = file;
    const Result<QByteArray> content = readMessageFile(file);
    if (!content) {
        analysis.error = content.error().message;
        co_return analysis;
    }
    QElapsedTimer timer;
    timer.start();
    const content::ScanContext context{m_context.clientAddress, m_context.helo, m_context.reversePath, {}};
    Result<content::Findings> findings = co_await m_scanner.scan(loop, *content, context);
    analysis.took = double(timer.nsecsElapsed()) / 1e6;
    if (!findings) {
        analysis.error = findings.error().message;
        co_return analysis;
    }
    policy::Facts facts;
    facts.clientAddress = m_context.clientAddress;
    facts.reversePath = smtp::parseMailbox(m_context.reversePath, smtp::Utf8::Allowed).value_or(smtp::Mailbox());
    facts.size = content->size();
    facts.findings = std::move(*findings);
    analysis.assessment = policy::assess(facts.findings, gateway::content::baseWeight());
    analysis.verdict = policy::decide(m_policy, facts, analysis.assessment, {}).verdict;
    analysis.reasons = facts.findings.reasons;
    std::ranges::stable_sort(analysis.reasons, [](const Reason &a, const Reason &b) { return std::abs(a.points) > std::abs(b.points); });
    co_return analysis;
}

/// Until the workers can be asked, or did not start in time.
Result<> waitUntilReady(const net::Scanner &scanner, const net::ScannerConfig &config)
{
    for (QDeadlineTimer deadline(config.startDeadline); !deadline.hasExpired(); std::this_thread::sleep_for(startStep)) {
        const net::ScannerStatus status = scanner.status();
        if ((status.isContentReady || !config.scansContent) && (status.isVirusReady || !config.scansVirus))
            return {};
        if (!status.lastFailure.isEmpty())
            return failure(Error::Kind::Io, status.lastFailure);
    }
    return failure(Error::Kind::Timeout, Texts::tr("The scan workers did not start in time."));
}

} // namespace

QByteArray analysisLine(const Analysis &analysis)
{
    QJsonArray reasons;
    for (const Reason &reason : analysis.reasons) {
        QJsonObject object = toJson(reason);
        object.insert("text"_L1, reasonText(reason, language()));
        reasons.append(object);
    }
    QJsonObject object{{u"file"_s, analysis.file},
                       {u"verdict"_s, QString::fromLatin1(toWord(analysis.verdict))},
                       {u"class"_s, QString::fromLatin1(toWord(analysis.assessment.messageClass))},
                       {u"score"_s, std::round(analysis.assessment.score * 100) / 100},
                       {u"reasons"_s, reasons},
                       {u"ms"_s, std::round(analysis.took * 100) / 100}};
    if (!analysis.error.isEmpty())
        object.insert("error"_L1, analysis.error);
    return QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n';
}

QStringList messageFiles(const QStringList &paths)
{
    QStringList files;
    for (const QString &path : paths) {
        if (!QFileInfo(path).isDir()) {
            files.append(path);
            continue;
        }
        QStringList below;
        for (QDirIterator all(path, QDir::Files | QDir::NoSymLinks, QDirIterator::Subdirectories); all.hasNext();)
            below.append(all.next());
        below.sort();
        files += below;
    }
    return files;
}

Result<> analyseFiles(const QStringList &files, const AnalysisContext &context, const net::ScannerConfig &config,
                      const std::function<void(const Analysis &)> &done)
{
    Result<policy::Policy> policy = policy::policyFromJson(policy::defaultPolicy());
    if (!policy)
        return tl::make_unexpected(policy.error());
    net::Loops loops;
    net::Scanner scanner(loops, config);
    loops.start();
    scanner.start();
    const Result<> ready = waitUntilReady(scanner, config);
    if (ready)
        Judge(files, context, scanner, std::move(*policy)).run(loops, done);
    scanner.stop();
    loops.stop();
    return ready;
}

net::ScannerConfig installedScanner()
{
    const QString program = QCoreApplication::applicationDirPath();
    net::ScannerConfig config;
    config.program = program + u"/postern-scan"_s;
    for (const QString &directory : {u"/var/lib/clamav"_s, program + u"/signatures"_s, program + u"/../share/postern/signatures"_s}) {
        if (QFileInfo(directory).isDir())
            config.signatureDirectories.append(QDir::cleanPath(directory));
    }
    return config;
}

} // namespace cli
