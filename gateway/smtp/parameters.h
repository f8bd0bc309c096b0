#pragma once

#include "gateway/smtp/envelope.h"
#include "gateway/smtp/reply.h"

namespace gateway::smtp {

struct ServerConfig;

/// Reads the parameters behind the reverse-path of MAIL (RFC 5321 4.1.2 Mail-parameters) into \a envelope: SIZE, BODY, SMTPUTF8, RET,
/// ENVID. Returns the refusal if one is unknown, not offered, malformed or given twice. \a text begins behind the path.
[[nodiscard]] std::optional<Reply> readMailParameters(QByteArrayView text, const ServerConfig &config, Envelope &envelope);

/// As above for RCPT: NOTIFY, ORCPT. \a utf8 tells whether the transaction is one of SMTPUTF8 (RFC 6533 3).
[[nodiscard]] std::optional<Reply> readRcptParameters(QByteArrayView text, Utf8 utf8, ForwardPath &path);

} // namespace gateway::smtp
