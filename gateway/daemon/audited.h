#pragma once

#include "gateway/result.h"

namespace gateway::records {
class Audit;
}

namespace gateway::daemon {

/// Writes one audit record (threats.md O9): \a outcome is "done", or why it was not. That nothing could be written goes to the log. (blocks)
void audit(records::Audit &audit, const char *action, const QString &object, const QString &outcome);

/// Audits an administrator's act, and gives its result on. (blocks)
template<typename T>
Result<T> audited(records::Audit &log, const char *action, const QString &object, Result<T> result)
{
    audit(log, action, object, result ? QStringLiteral("done") : result.error().message);
    return result;
}

} // namespace gateway::daemon
