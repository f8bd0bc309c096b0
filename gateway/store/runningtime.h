#pragma once

#include "gateway/result.h"

#include <QString>
#include <chrono>

namespace gateway::store {

/// How long the gateway has run in all, over its restarts: time that no change of the clock makes pass (threats.md D11). Kept in a file.
/// Thread-safe but for save().
class RunningTime
{
public:
    /// Goes on from what \a directory holds; from zero if that cannot be read. (blocks)
    explicit RunningTime(const QString &directory);
    [[nodiscard]] std::chrono::seconds now() const;
    [[nodiscard]] Result<> save() const; ///< What is not saved is lost with the process. (blocks)

private:
    const QString m_directory;
    std::chrono::seconds m_before{0};
    const std::chrono::steady_clock::time_point m_started = std::chrono::steady_clock::now();
};

/// Whether at least half of \a time has passed by running time, too, since it was \a then: what keeps a wrong clock from ending it.
/// True if \a then lies ahead: then the count was lost, and the clock has to do.
[[nodiscard]] bool hasTrulyPassed(std::chrono::seconds time, std::chrono::seconds then, std::chrono::seconds now);

} // namespace gateway::store
