#pragma once

#include "gateway/result.h"

#include <QByteArray>
#include <optional>

namespace gateway::smtp {

/// A mailbox as RFC 5321 4.1.2 writes it. The only parser of addresses in the gateway (threats.md I6, S10).
struct Mailbox {
    QByteArray localPart; ///< Without quoting: the octets meant. UTF-8 when SMTPUTF8 is in use.
    QByteArray domain;    ///< As given, without a trailing dot; an address literal keeps its brackets. Empty only for "postmaster".

    [[nodiscard]] bool isNull() const { return localPart.isEmpty() && domain.isEmpty(); } ///< The null reverse-path.
    [[nodiscard]] bool isAscii() const;
    /// Quoted only where RFC 5321 needs it. parse(toBytes()) gives the same mailbox.
    [[nodiscard]] QByteArray toBytes() const;
    /// The key for comparison: local part as is, lower case (ASCII) for mailboxes of ours by caller's choice; domain lower case, A-label.
    [[nodiscard]] QByteArray domainKey() const;

    friend bool operator==(const Mailbox &, const Mailbox &) = default;
};

enum class Utf8 { Refused, Allowed };

/// Parses "local@domain" without angle brackets. Length limits of RFC 5321 4.5.3.1 apply (64, 255). "postmaster" alone is not
/// accepted here. Error::Kind::Invalid on any deviation.
[[nodiscard]] Result<Mailbox> parseMailbox(QByteArrayView text, Utf8 utf8);

/// Whether \a text is a Domain or an address-literal of RFC 5321 4.1.2 and 4.1.3. Non-ASCII octets must be UTF-8.
[[nodiscard]] bool isDomainOrLiteral(QByteArrayView text);

} // namespace gateway::smtp
