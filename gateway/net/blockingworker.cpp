#include "gateway/net/blockingworker.h"

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <poll.h>
#include <unistd.h>
#include <vector>

using namespace Qt::StringLiterals;

namespace gateway::net {
namespace {

constexpr qsizetype maxAnswer = 8'000'000;
constexpr std::size_t readSize = 64 * 1024;

/// False once the deadline is over.
bool waitFor(int descriptor, short events, std::chrono::steady_clock::time_point deadline)
{
    while (true) {
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - std::chrono::steady_clock::now());
        pollfd waiting{descriptor, events, 0};
        const int count = poll(&waiting, 1, int(std::clamp<qint64>(left.count(), 0, 1'000'000)));
        if (count >= 0 || errno != EINTR)
            return count > 0;
    }
}

} // namespace

Result<> BlockingWorker::start()
{
    (void)end();
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
    m_input = m_process->takeInput();
    m_output = m_process->takeOutput();
    for (const int descriptor : {m_input, m_output})
        fcntl(descriptor, F_SETFL, O_NONBLOCK); // Waiting is for poll(), which knows the deadline.
    m_reader = content::FrameReader(maxAnswer);
    m_facts.reset();
    m_deadline = Clock::now() + m_command.startDeadline;
    return {};
}

Result<> BlockingWorker::awaitHello()
{
    if (m_facts)
        return {};
    const Result<content::Frame> frame = readFrame(m_deadline);
    if (!frame)
        return tl::make_unexpected(frame.error());
    const Result<WorkerFacts> facts = factsFromHello(frame->body, m_command.role);
    if (frame->type != content::Frame::Type::Hello || !facts)
        return fail(Error::Kind::Io, u"broke the protocol"_s);
    m_facts = *facts;
    return {};
}

Result<> BlockingWorker::send(QByteArrayView message, const content::ScanContext &context)
{
    m_deadline = Clock::now() + m_command.deadline;
    const QByteArray head = content::requestHead(++m_id, context, message.size());
    const Result<> sent = write(head, m_deadline);
    return sent ? write(message, m_deadline) : sent;
}

Result<content::Findings> BlockingWorker::receive()
{
    const Result<content::Frame> frame = readFrame(m_deadline);
    if (!frame)
        return tl::make_unexpected(frame.error());
    if (frame->id == m_id && frame->type == content::Frame::Type::Failure)
        return failure(Error::Kind::Io, scanFailureText(m_command.role, frame->body));
    Result<content::Findings> findings = content::findingsFromBytes(frame->body);
    if (frame->id != m_id || frame->type != content::Frame::Type::Findings || !findings)
        return fail(Error::Kind::Io, u"broke the protocol"_s);
    return findings;
}

Result<> BlockingWorker::write(QByteArrayView octets, Clock::time_point deadline)
{
    while (!octets.isEmpty()) {
        const ssize_t count = ::write(m_input, octets.data(), std::size_t(octets.size()));
        if (count > 0)
            octets = octets.sliced(count);
        else if (errno == EAGAIN && !waitFor(m_input, POLLOUT, deadline))
            return fail(Error::Kind::Timeout, u"was killed: a message took too long"_s);
        else if (errno != EAGAIN && errno != EINTR)
            return fail(Error::Kind::Io, {});
    }
    return {};
}

Result<content::Frame> BlockingWorker::readFrame(Clock::time_point deadline)
{
    std::vector<char> buffer(readSize);
    while (true) {
        Result<std::optional<content::Frame>> frame = m_reader.next();
        if (!frame)
            return fail(Error::Kind::Io, u"broke the protocol"_s);
        if (*frame)
            return *std::move(*frame);
        const ssize_t count = ::read(m_output, buffer.data(), buffer.size());
        if (count > 0)
            m_reader.feed({buffer.data(), qsizetype(count)});
        else if (count == 0 || (errno != EAGAIN && errno != EINTR))
            return fail(Error::Kind::Io, {});
        else if (errno == EAGAIN && !waitFor(m_output, POLLIN, deadline))
            return fail(Error::Kind::Timeout, m_facts ? u"was killed: a message took too long"_s : u"was not ready in time"_s);
    }
}

/// Without a \a cause of ours the process tells it by its end.
tl::unexpected<Error> BlockingWorker::fail(Error::Kind kind, const QString &cause)
{
    const QString ending = end();
    return failure(kind, u"The %1 worker %2."_s.arg(m_command.role, cause.isEmpty() ? ending : cause));
}

QString BlockingWorker::end()
{
    QString cause;
    if (m_process) {
        // Its own exit comes before our signal if it closed its end; else it is killed here.
        m_process->kill();
        cause = m_process->wait();
    }
    m_process.reset();
    for (int *descriptor : {&m_input, &m_output}) {
        if (*descriptor >= 0)
            close(*descriptor);
        *descriptor = -1;
    }
    m_facts.reset();
    m_scratch = {};
    return cause;
}

} // namespace gateway::net
