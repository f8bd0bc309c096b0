#pragma once

#include "gateway/mail/headersection.h"

#include <QDateTime>

namespace gateway::mail {

/// What our Received field states (RFC 5321 4.4). helo and clientName are hostile text; they are escaped and cut (threats.md S17).
struct TraceFacts {
    QByteArray helo, clientAddress, hostName, id;
    bool isExtended = true, isTls = false, isUtf8 = false;
    QByteArray tlsVersion, tlsCipher;
    QByteArray singleRecipient; ///< For the "for" clause; empty with several recipients.
    QDateTime time;
    QByteArray clientName;      ///< What the reverse DNS says; empty: "unknown".
};

/// Our Received field, whole lines with CRLF; "with" as RFC 3848 and RFC 6531 4.3 name it.
[[nodiscard]] QByteArray receivedField(const TraceFacts &facts);
/// Whether the message goes in circles (threats.md B1): more than 100 Received fields, or more than 3 by \a hostName.
[[nodiscard]] bool isLoop(const HeaderSection &header, QByteArrayView hostName);
/// The word after "by" in a Received field's unfolded body, comments left out; empty if there is none.
[[nodiscard]] QByteArray receivedBy(QByteArrayView body);

} // namespace gateway::mail
