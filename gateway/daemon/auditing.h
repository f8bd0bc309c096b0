#pragma once

#include "gateway/records/audit.h"

namespace gateway::daemon {

/// Notes in the audit log what the administrator did to \a object and how it ended; a log that cannot be written is in the program's log.
void writeAudit(records::Audit &audit, const char *action, const QString &object, const QString &outcome);

/// Writes one audit record (threats.md O9) and gives the result on.
template<typename T>
[[nodiscard]] Result<T> audited(records::Audit &audit, const char *action, const QString &object, Result<T> result)
{
    writeAudit(audit, action, object, result ? QStringLiteral("done") : result.error().message);
    return result;
}

} // namespace gateway::daemon
