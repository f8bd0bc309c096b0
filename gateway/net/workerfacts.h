#pragma once

#include "gateway/result.h"

#include <QByteArrayView>
#include <QDateTime>

namespace gateway::net {

/// What a worker said of itself in its Hello. Untrusted: texts are cut and made printable.
struct WorkerFacts {
    QString role;             ///< "content" or "virus"
    QString engine;           ///< "ClamAV 1.4.6"
    qint64 signatures = 0;
    QDateTime signatureDate;
    bool hasOnlyTestSignatures = false;
    QString sandbox;
};

/// Error::Kind::Invalid if \a body is no Hello of that \a role.
[[nodiscard]] Result<WorkerFacts> factsFromHello(QByteArrayView body, QStringView role);

} // namespace gateway::net
