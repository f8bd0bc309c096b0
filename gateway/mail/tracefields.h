#pragma once

#include "gateway/mail/headersection.h"

#include <QDateTime>

namespace gateway::mail {

/// What our Received field states (RFC 5321 4.4). helo is hostile text; it is escaped and cut.
struct TraceFacts {
    QByteArray helo, clientAddress, hostName, id;
    bool isExtended = true, isTls = false, isUtf8 = false;
    QByteArray tlsVersion, tlsCipher;
    QByteArray singleRecipient; ///< For the "for" clause; empty with several recipients.
    QDateTime time;
};

/// Our Received field, whole lines with CRLF; "with" as RFC 3848 and RFC 6531 4.3 name it.
[[nodiscard]] QByteArray receivedField(const TraceFacts &facts);
/// Whether the message goes in circles (threats.md B1): more than 100 Received fields, or more than 3 by \a hostName.
[[nodiscard]] bool isLoop(const HeaderSection &header, QByteArrayView hostName);

} // namespace gateway::mail
