#pragma once

#include "gateway/result.h"

#include <QByteArrayView>
#include <QList>
#include <QString>
#include <QStringList>
#include <utility>

namespace gateway::admin {

/// A request-target in origin form (RFC 9112 3.2.1), taken apart and decoded.
struct HttpTarget {
    QStringList path;                               ///< "/api/v1/status" is {"api", "v1", "status"}.
    QList<std::pair<QString, QString>> query;       ///< In order; a name without '=' has an empty value.
};

/// Strict: a broken percent-encoding, broken UTF-8, a control character, an empty, "." or ".." segment and a fragment are
/// errors. A '+' is a plus sign: addresses contain it, and forms are not what this is for.
[[nodiscard]] Result<HttpTarget> parseHttpTarget(QByteArrayView target);

/// Percent-encodes everything but unreserved characters (RFC 3986 2.3): for one path segment or one query value.
[[nodiscard]] QByteArray percentEncoded(const QString &text);

} // namespace gateway::admin
