#pragma once

#include "gateway/smtp/clientsession.h"

namespace gateway::smtp {

/// The content as far as the commands of a client depend on it.
struct ContentTraits {
    bool is8Bit = false;
    qint64 size = 0; ///< RFC 1870 5.
};

/// What an EHLO reply offers (RFC 5321 4.1.1.1). Unknown keywords and nonsense are passed over.
[[nodiscard]] Capabilities capabilitiesFrom(const Reply &ehlo);

/// Why the transaction cannot be made with this server, known before MAIL; nothing if it can.
[[nodiscard]] std::optional<Reply> refusalOf(const Envelope &envelope, ContentTraits content, const Capabilities &offered);
/// The same for one recipient.
[[nodiscard]] std::optional<Reply> refusalOf(const ForwardPath &recipient, const Capabilities &offered);

/// "MAIL FROM:<...> ..." and "RCPT TO:<...> ..." with CRLF. Parameters of extensions that are not offered are left out, and so is
/// an ENVID or ORCPT that is not xtext.
[[nodiscard]] QByteArray mailCommand(const Envelope &envelope, ContentTraits content, const Capabilities &offered);
[[nodiscard]] QByteArray rcptCommand(const ForwardPath &recipient, const Capabilities &offered);

} // namespace gateway::smtp
