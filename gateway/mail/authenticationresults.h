#pragma once

#include "gateway/mail/headersection.h"

namespace gateway::mail {

/// One method's result: "spf", "pass", "smtp.mailfrom=example.com" (RFC 8601 2.3).
struct MethodResult {
    QByteArray method, result, properties, comment;
};
/// The field, whole lines with CRLF; "none" without results (RFC 8601 2.2).
[[nodiscard]] QByteArray authenticationResultsField(QByteArrayView authservId, const QList<MethodResult> &results);
/// Indexes of the fields that must not pass: Authentication-Results that claim to be ours (RFC 8601 5), and X-Postern-* (threats.md S17).
[[nodiscard]] QList<int> fieldsToRemove(const HeaderSection &header, QByteArrayView authservId);

} // namespace gateway::mail
