#include "gateway/daemon/auditing.h"

#include "gateway/logrecord.h"

#include <QLoggingCategory>

Q_LOGGING_CATEGORY(lcAudit, "postern.audit")

namespace gateway::daemon {

void writeAudit(records::Audit &audit, const char *action, const QString &object, const QString &outcome)
{
    const Result<> written = audit.append({QDateTime::currentDateTimeUtc(), QStringLiteral("administrator"), QLatin1String(action), object,
                                           {{QStringLiteral("outcome"), outcome}}});
    if (!written)
        qCWarning(lcAudit).noquote() << LogRecord("not-audited").add("action", action).add("cause", written.error().message).text();
}

} // namespace gateway::daemon
