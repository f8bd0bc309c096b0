#pragma once

#include "gateway/result.h"

#include <QByteArray>
#include <QString>
#include <atomic>

namespace gateway::daemon {

/// Finds out that a queue was restored from a backup or brought from another disk: what is in it may have been delivered since, and is not
/// to be delivered unseen (threats.md D13). A mark beside the queue says when the queue's directory and the mark itself came into being,
/// which a copy of files does not share. A copy of the whole disk, or one set back to an earlier state, does, and is not found out; nor is
/// anything where the file system does not know times of birth.
class RestoreCheck
{
public:
    explicit RestoreCheck(const QString &queueDirectory); ///< It exists.

    [[nodiscard]] bool isRestored() const { return m_isRestored; }
    [[nodiscard]] QString problem() const; ///< For the administrator; empty if the queue is not restored.
    [[nodiscard]] Result<> accept();       ///< From now on it is our own. (blocks)

private:
    [[nodiscard]] QByteArray ownMark() const;

    const QString m_queue, m_mark;
    std::atomic<bool> m_isMarked = false, m_isRestored = false;
};

} // namespace gateway::daemon
