#pragma once

#include "gateway/content/frame.h"

#include <mutex>
#include <vector>

namespace scan {

/// Frames over standard input and output, blocking. One thread reads, any thread writes.
class FramePipe
{
public:
    FramePipe();
    /// The next frame; nothing at the end of the input. An error if it cannot be read or is no frame.
    [[nodiscard]] gateway::Result<std::optional<gateway::content::Frame>> read();
    /// False if nobody reads any more.
    [[nodiscard]] bool write(const gateway::content::Frame &frame);

private:
    gateway::content::FrameReader m_reader;
    std::vector<char> m_chunk;
    std::mutex m_writing;
};

} // namespace scan
