#include "app/postern-scan/framepipe.h"

#include <cerrno>
#include <csignal>
#include <unistd.h>

using namespace Qt::StringLiterals;
using gateway::Error;
using gateway::failure;
using gateway::content::Frame;

namespace scan {
namespace {

constexpr qsizetype maxRequest = 200'000'000; // Above any message size that the gateway can be set to.
constexpr std::size_t chunkSize = 256 * 1024;

} // namespace

FramePipe::FramePipe() : m_reader(maxRequest), m_chunk(chunkSize)
{
    std::signal(SIGPIPE, SIG_IGN);
}

gateway::Result<std::optional<Frame>> FramePipe::read()
{
    while (true) {
        auto frame = m_reader.next();
        if (!frame || *frame)
            return frame;
        const ssize_t count = ::read(STDIN_FILENO, m_chunk.data(), m_chunk.size());
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            return failure(Error::Kind::Io, u"The input cannot be read."_s);
        if (count == 0)
            return std::nullopt;
        m_reader.feed({m_chunk.data(), qsizetype(count)});
    }
}

bool FramePipe::write(const Frame &frame)
{
    const QByteArray bytes = toBytes(frame);
    const std::lock_guard lock(m_writing);
    for (qsizetype done = 0; done < bytes.size();) {
        const ssize_t count = ::write(STDOUT_FILENO, bytes.constData() + done, std::size_t(bytes.size() - done));
        if (count < 0 && errno != EINTR)
            return false;
        done += std::max(count, ssize_t(0));
    }
    return true;
}

} // namespace scan
