#pragma once

#include <cstdint>
#include <memory>

namespace gateway::store {

/// Flushes directories for many threads at once: whoever comes while a flush runs shares the next one.
/// A flush started after our change is the first that surely covers it, hence never the running one.
class GroupFlush
{
public:
    /// Flushes the directory open as \a descriptor. Returns 0 or errno; a failure reaches everyone who shared it (threats.md D4).
    [[nodiscard]] static int flush(int descriptor);
};

} // namespace gateway::store
