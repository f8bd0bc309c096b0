#include "gateway/net/scanconnection.h"
#include "gateway/unattended.h"

#include <QFile>
#include <algorithm>
#include <array>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/write.hpp>
#include <ranges>
#include <vector>

using namespace Qt::StringLiterals;
namespace asio = boost::asio;

namespace gateway::net {
namespace {

constexpr qsizetype maxAnswer = 8'000'000;    // Findings are cut to limits far below.
constexpr std::size_t readSize = 64 * 1024;
constexpr std::size_t maxBatch = 7;           // Two buffers each; Asio hands 16 to one system call.
constexpr qsizetype maxBatchOctets = 256 * 1024;
constexpr std::size_t queuedPerThread = 8;    // Enough that a worker never waits for us between two small messages.
constexpr qsizetype maxQueuedOctets = 4 * 1024 * 1024;

} // namespace

QString scanFailureText(const QString &role, const QByteArray &words)
{
    QString cause = QString::fromUtf8(words.left(500)).simplified();
    std::ranges::replace_if(cause, [](QChar c) { return !c.isPrint(); }, u'?');
    return u"The %1 worker could not scan the message: %2"_s.arg(role, cause);
}

tl::unexpected<Error> busyFailure(const QString &role)
{
    return failure(Error::Kind::Timeout, u"The %1 worker is busy."_s.arg(role));
}

Result<WorkerProcess> ScanCommand::start(const ScratchDirectory &scratch) const
{
    QStringList all{u"--role"_s, role};
    if (!scratch.path().isEmpty())
        all << u"--temporary"_s << QFile::decodeName(scratch.path());
    return WorkerProcess::start(program, all + arguments);
}

ScanConnection::ScanConnection(asio::any_io_executor executor, ScanCommand command, std::shared_ptr<BlockingPool> cleaner, Callbacks callbacks)
    : m_command(std::move(command)), m_cleaner(std::move(cleaner)), m_callbacks(std::move(callbacks)), m_input(executor), m_output(executor),
      m_watch(executor)
{
}

Result<> ScanConnection::start()
{
    if (!m_command.scratchParent.isEmpty()) {
        Result<ScratchDirectory> scratch = ScratchDirectory::make(m_command.scratchParent);
        if (!scratch)
            return tl::make_unexpected(scratch.error());
        m_scratch = *std::move(scratch);
    }
    Result<WorkerProcess> process = m_command.start(m_scratch);
    if (!process)
        return tl::make_unexpected(process.error());
    m_process = *std::move(process);
    m_input.assign(m_process->takeInput());
    m_output.assign(m_process->takeOutput());
    m_started = ScanJob::Clock::now();
    m_isReading = true;
    asio::co_spawn(m_output.get_executor(), [self = shared_from_this()] { return self->read(); }, unattended);
    watch();
    return {};
}

/// Messages are sent ahead for those threads whose scan is a quick one so far: what is behind slow ones can only be given up.
bool ScanConnection::hasRoomFor(const ScanJob &job) const
{
    if (m_entries.empty())
        return true;
    if (job.isSuspect || (m_entries.front().job && m_entries.front().job->isSuspect)) // Alone, or behind one that must be alone.
        return false;
    const TimePoint slow = ScanJob::Clock::now() - m_command.slowAfter;
    const auto isSlow = [slow](const Entry &entry) { return entry.begun && *entry.begun <= slow; };
    const auto slowCount = std::size_t(std::ranges::count_if(m_entries | std::views::take(beginning()), isSlow));
    return m_entries.size() < slowCount + queuedPerThread * (std::size_t(m_command.threads) - slowCount)
        && m_octets + job.message.size() <= maxQueuedOctets;
}

bool ScanConnection::hasServed(std::chrono::milliseconds time) const
{
    return m_hasScanned || (m_isReady && ScanJob::Clock::now() - m_readySince >= time);
}

void ScanConnection::send(std::unique_ptr<ScanJob> job)
{
    Entry entry;
    entry.id = m_nextId++;
    entry.size = job->message.size();
    entry.octets = content::requestHead(entry.id, *job->context, entry.size);
    if (m_entries.size() < std::size_t(m_command.threads))
        entry.rest = job->message;
    else
        entry.octets.append(job->message);
    entry.job = std::move(job);
    m_octets += entry.size;
    const TimePoint giveUp = entry.job->giveUp;
    m_entries.push_back(std::move(entry));
    beginNext();
    write();
    watchBy(giveUp);
}

void ScanConnection::retire()
{
    m_isRetired = true;
    if (!m_isReady)
        kill(u"was replaced before it was ready"_s);
    closeInputIfDone();
}

void ScanConnection::kill(const QString &cause, Error::Kind kind)
{
    if (m_cause.isEmpty()) {
        m_cause = cause;
        m_kind = kind;
    }
    if (m_process)
        m_process->kill(); // Its end closes both pipes, which ends read() and write().
}

/// The deadline of a message runs from when one of the worker's threads is free for it.
void ScanConnection::beginNext()
{
    const auto now = ScanJob::Clock::now();
    for (std::size_t i = 0; i < beginning(); ++i) {
        if (!m_entries[i].begun)
            m_entries[i].begun = now;
    }
    if (const std::optional<TimePoint> end = endOfVainWork())
        watchBy(*end);
}

ScanConnection::TimePoint ScanConnection::due(const Entry &entry) const
{
    if (entry.begun)
        return *entry.begun + m_command.deadline;
    return entry.job ? entry.job->giveUp : TimePoint::max();
}

/// When the worker is to be ended because each of its threads is at a message that was given up. Those that are quick to scan may pass.
std::optional<ScanConnection::TimePoint> ScanConnection::endOfVainWork() const
{
    if (m_entries.size() < std::size_t(m_command.threads))
        return {};
    TimePoint last = TimePoint::min();
    for (const Entry &entry : m_entries | std::views::take(beginning())) {
        if (entry.job || !entry.begun)
            return {};
        last = std::max(last, *entry.begun);
    }
    return last + m_command.slowAfter;
}

/// Answers for the messages whose turn has not come in time, so that no client waits until it gives up and sends a second copy.
void ScanConnection::giveUpLate(TimePoint now)
{
    for (Entry &entry : m_entries) {
        if (entry.begun || entry.answer || due(entry) > now)
            continue;
        const std::unique_ptr<ScanJob> job = std::move(entry.job);
        job->done(busyFailure(m_command.role));
    }
}

void ScanConnection::write()
{
    if (m_isWriting || m_sent == m_entries.size() || !m_input.is_open())
        return;
    std::vector<asio::const_buffer> buffers;
    std::size_t count = 0;
    for (qsizetype octets = 0; m_sent + count < m_entries.size() && count < maxBatch; ++count) {
        const Entry &entry = m_entries[m_sent + count];
        octets += entry.size;
        if (count > 0 && octets > maxBatchOctets)
            break;
        buffers.emplace_back(entry.octets.constData(), std::size_t(entry.octets.size()));
        if (!entry.rest.isEmpty())
            buffers.emplace_back(entry.rest.data(), std::size_t(entry.rest.size()));
    }
    m_sent += count;
    m_isWriting = true;
    asio::async_write(m_input, buffers, [self = shared_from_this(), count](const boost::system::error_code &error, std::size_t) {
        self->written(count, error);
    });
}

void ScanConnection::written(std::size_t count, const boost::system::error_code &error)
{
    m_isWriting = false;
    if (error) {
        kill(u"did not take its input (%1)"_s.arg(QString::fromStdString(error.message())));
        return finish();
    }
    for (std::size_t i = m_sent - count; i < m_sent; ++i) {
        m_entries[i].isWritten = true;
        m_entries[i].octets.clear();
        m_entries[i].rest = {};
    }
    const std::size_t before = m_entries.size();
    for (std::size_t i = m_sent; i-- > 0;) {
        if (m_entries[i].answer)
            complete(i);
    }
    write();
    if (m_entries.size() < before)
        m_callbacks.room();
    closeInputIfDone();
    if (!m_isReading)
        finish();
}

Task<> ScanConnection::read()
{
    content::FrameReader reader(maxAnswer);
    std::vector<char> buffer(readSize);
    const auto keep = shared_from_this();
    while (true) {
        const auto [error, count] = co_await m_output.async_read_some(asio::buffer(buffer), asTuple);
        if (error)
            break;
        reader.feed({buffer.data(), qsizetype(count)});
        Result<std::optional<content::Frame>> frame = reader.next();
        while (frame && *frame && take(*std::move(*frame)))
            frame = reader.next();
        if (frame && !*frame)
            continue;
        kill(u"broke the protocol"_s);
        break;
    }
    m_isReading = false;
    finish();
}

bool ScanConnection::take(content::Frame frame)
{
    switch (frame.type) {
    case content::Frame::Type::Hello: {
        const Result<WorkerFacts> facts = factsFromHello(frame.body, m_command.role);
        if (m_isReady || !facts)
            return false;
        m_isReady = true;
        m_readySince = ScanJob::Clock::now();
        watch();
        m_callbacks.ready(*facts);
        return true;
    }
    case content::Frame::Type::Findings:
    case content::Frame::Type::Failure:
        return m_isReady && takeAnswer(frame);
    case content::Frame::Type::Request:
        break;
    }
    return false;
}

bool ScanConnection::takeAnswer(const content::Frame &frame)
{
    const auto entry = std::ranges::find(m_entries, frame.id, &Entry::id);
    const auto index = std::size_t(entry - m_entries.begin());
    if (index >= m_sent || entry->answer)
        return false;
    if (frame.type == content::Frame::Type::Failure) {
        entry->answer = failure(Error::Kind::Io, scanFailureText(m_command.role, frame.body));
    } else {
        entry->answer = content::findingsFromBytes(frame.body);
        if (!*entry->answer) {
            m_blamedId = entry->id;
            entry->answer.reset();
            return false;
        }
    }
    if (entry->isWritten) { // Else the octets of its message are still being read by write().
        complete(index);
        m_callbacks.room();
    }
    return true;
}

void ScanConnection::complete(std::size_t index)
{
    Entry entry = std::move(m_entries[index]);
    m_entries.erase(m_entries.begin() + std::ptrdiff_t(index));
    --m_sent;
    m_octets -= entry.size;
    beginNext();
    closeInputIfDone();
    m_hasScanned = m_hasScanned || entry.answer->has_value();
    if (!entry.job)
        return;
    if (*entry.answer)
        m_callbacks.scanned(*entry.job);
    entry.job->done(*std::move(entry.answer));
}

void ScanConnection::closeInputIfDone()
{
    if (m_isRetired && !m_isWriting && m_sent == m_entries.size() && m_input.is_open()) {
        boost::system::error_code ignored;
        m_input.close(ignored); // The worker ends at the end of its input.
    }
}

/// One timer for all deadlines: it never fires later than the first of them, and then looks for the next.
void ScanConnection::watch()
{
    if (!m_cause.isEmpty())
        return;
    const auto now = ScanJob::Clock::now();
    auto next = m_isReady ? now + m_command.deadline : m_started + m_command.startDeadline;
    if (!m_isReady && next <= now)
        return kill(u"was not ready within %1 s"_s.arg(m_command.startDeadline.count() / 1000.0), Error::Kind::Timeout);
    giveUpLate(now);
    for (const Entry &entry : m_entries) {
        if (entry.begun && due(entry) <= now) {
            m_blamedId = entry.id;
            return kill(u"was killed: a message took longer than %1 s"_s.arg(m_command.deadline.count() / 1000.0), Error::Kind::Timeout);
        }
        next = std::min(next, due(entry));
    }
    if (const std::optional<TimePoint> end = endOfVainWork()) {
        if (*end <= now)
            return kill(u"was ended: nobody waited any more for what it scanned"_s);
        next = std::min(next, *end);
    }
    m_watch.expires_at(next);
    m_watch.async_wait([self = weak_from_this()](const boost::system::error_code &error) {
        if (const auto alive = self.lock(); alive && !error)
            alive->watch();
    });
}

void ScanConnection::watchBy(TimePoint time)
{
    if (time < m_watch.expiry())
        watch();
}

void ScanConnection::finish()
{
    boost::system::error_code ignored;
    if (m_input.is_open())
        m_input.close(ignored); // Ends a write that waits for room. What the worker still said is read to its end.
    if (m_isWriting || m_isReading || !m_process)
        return;
    m_output.close(ignored);
    m_watch.cancel();
    m_process->kill();
    const QString end = m_process->wait();
    m_process.reset();
    m_cleaner->post([scratch = std::move(m_scratch)]() mutable { scratch = {}; });

    End result{m_cause.isEmpty() ? end : m_cause, m_kind, {}, {}, {}};
    // Those at the front were being scanned, as many as there are threads; unless we know which one it was.
    std::size_t begun = 0;
    while (begun < std::min(m_sent, std::size_t(m_command.threads)) && m_entries[begun].isWritten)
        ++begun;
    for (std::size_t i = 0; i < m_entries.size(); ++i) {
        if (!m_entries[i].job)
            continue;
        const bool isBlamed = m_blamedId != 0 ? m_entries[i].id == m_blamedId : begun == 1 && i == 0;
        const bool isSuspect = m_blamedId == 0 && i < begun;
        (isBlamed ? result.blamed : isSuspect ? result.suspects : result.innocent).push_back(std::move(m_entries[i].job));
    }
    m_entries.clear();
    const auto ended = std::exchange(m_callbacks, {}).ended;
    ended(std::move(result));
}

} // namespace gateway::net
