#pragma once

#include "gateway/result.h"

#include <QString>
#include <atomic>

namespace gateway::daemon {

/// Finds out that a queue is a copy, restored from a backup or brought from another disk: what is in it may have been delivered since. It
/// is not to be delivered unseen (threats.md D13). A file beside the queue says when its directory came into being, which no copy shares.
class RestoreCheck
{
public:
    /// \a queueDirectory exists. Where the file system does not know times of birth nothing is ever found.
    explicit RestoreCheck(const QString &queueDirectory);

    [[nodiscard]] bool isRestored() const { return m_isRestored; }
    [[nodiscard]] QString problem() const; ///< For the administrator; empty if the queue is not restored.
    [[nodiscard]] Result<> accept();       ///< From now on it is our own.

private:
    const QString m_directory, m_mark;
    std::atomic<bool> m_isRestored = false;
};

} // namespace gateway::daemon
