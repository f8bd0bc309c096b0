#pragma once

#include "gateway/net/tlscontext.h"

#include <QHash>

namespace gateway::daemon {

/// What to say of a certificate that has expired or will within 30, 7 or 1 days (threats.md T9); empty otherwise.
[[nodiscard]] QString certificateProblem(const net::CertificateInfo &certificate, const QDateTime &now);

/// Remembers what was said, so that each threshold raises one alarm.
class CertificateAlarm
{
public:
    [[nodiscard]] QStringList due(const QList<net::CertificateInfo> &certificates, const QDateTime &now);

private:
    QHash<QByteArray, QString> m_said; ///< By fingerprint.
};

} // namespace gateway::daemon
