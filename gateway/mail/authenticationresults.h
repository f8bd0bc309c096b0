#pragma once

#include "gateway/mail/headersection.h"

namespace gateway::mail {

/// One method's result: "spf", "pass", "smtp.mailfrom=example.com" (RFC 8601 2.3).
struct MethodResult {
    QByteArray method, result, properties, comment;
};
/// The field, whole lines with CRLF; "none" without results (RFC 8601 2.2). Whatever the values hold, they cannot look like another result:
/// syntax outside of quotes becomes '?'.
[[nodiscard]] QByteArray authenticationResultsField(QByteArrayView authservId, const QList<MethodResult> &results);
/// "smtp.mailfrom=value", the value quoted if it is more than a token, an address or a domain. Join several with blanks for MethodResult::properties.
[[nodiscard]] QByteArray authProperty(QByteArrayView name, QByteArrayView value);
/// Skips blanks, folds and comments (CFWS, RFC 5322 3.2.2) at the front of \a text.
[[nodiscard]] QByteArrayView withoutCfws(QByteArrayView text);
/// The authserv-id a field's body claims, comments and quoting removed.
[[nodiscard]] QByteArray authservIdOf(QByteArrayView body);
/// Indexes of the fields that must not pass: Authentication-Results that claim to be ours (RFC 8601 5), and X-Postern-* (threats.md S17).
[[nodiscard]] QList<int> fieldsToRemove(const HeaderSection &header, QByteArrayView authservId);

} // namespace gateway::mail
