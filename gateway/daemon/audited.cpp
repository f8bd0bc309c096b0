#include "gateway/daemon/audited.h"

#include "gateway/logrecord.h"
#include "gateway/records/audit.h"

#include <QLoggingCategory>

Q_LOGGING_CATEGORY(lcAdministration, "postern.administration")

namespace gateway::daemon {

void audit(records::Audit &audit, const char *action, const QString &object, const QString &outcome)
{
    const Result<> written = audit.append({QDateTime::currentDateTimeUtc(), QStringLiteral("administrator"), QLatin1String(action), object,
                                           {{QStringLiteral("outcome"), outcome}}});
    if (!written)
        qCWarning(lcAdministration).noquote() << LogRecord("not-audited").add("action", action).add("cause", written.error().message).text();
}

} // namespace gateway::daemon
