#include "gateway/daemon/certificatealarm.h"

#include <QLocale>

namespace gateway::daemon {

QString certificateProblem(const net::CertificateInfo &certificate, const QDateTime &now)
{
    const QString file = QString::fromUtf8(certificate.file);
    const QString date = QLocale::c().toString(certificate.notAfter.toUTC(), QStringLiteral("yyyy-MM-dd hh:mm 'UTC'"));
    const qint64 seconds = now.secsTo(certificate.notAfter);
    if (seconds <= 0)
        return QStringLiteral("The certificate %1 expired on %2. Senders that check it use no TLS or do not deliver: replace it.").arg(file, date);
    for (const int days : {1, 7, 30}) {
        if (seconds <= qint64(days) * 86'400) {
            return QStringLiteral("The certificate %1 expires on %2, in less than %3. Replace it before.")
                .arg(file, date, days == 1 ? QStringLiteral("a day") : QStringLiteral("%1 days").arg(days));
        }
    }
    return {};
}

QStringList CertificateAlarm::due(const QList<net::CertificateInfo> &certificates, const QDateTime &now)
{
    QStringList alarms;
    QHash<QByteArray, QString> current;
    for (const net::CertificateInfo &certificate : certificates) {
        const QString problem = certificateProblem(certificate, now);
        if (!problem.isEmpty() && problem != m_said.value(certificate.fingerprint))
            alarms.append(problem);
        current.insert(certificate.fingerprint, problem);
    }
    m_said = std::move(current);
    return alarms;
}

} // namespace gateway::daemon
