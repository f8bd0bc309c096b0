#pragma once

#include "gateway/smtp/address.h"

#include <QList>
#include <optional>

namespace gateway::smtp {

enum class Body { SevenBit, EightBitMime };
enum class Ret { Unspecified, Full, HeadersOnly }; ///< RFC 3461 4.3

/// NOTIFY of one recipient (RFC 3461 4.1). All false with isGiven false: the default (failure, maybe delay).
struct Notify {
    bool isGiven = false, never = false, success = false, failure = false, delay = false;
    friend bool operator==(const Notify &, const Notify &) = default;
};

struct ForwardPath {
    Mailbox mailbox;
    Notify notify;
    QByteArray originalRecipient; ///< ORCPT as given, still xtext, "rfc822;addr"; empty if none.
    friend bool operator==(const ForwardPath &, const ForwardPath &) = default;
};

/// The envelope of one mail transaction (RFC 5321 2.3.1).
struct Envelope {
    Mailbox reversePath; ///< isNull() for <>.
    std::optional<qint64> declaredSize; ///< SIZE parameter, octets.
    Body body = Body::SevenBit;
    bool smtpUtf8 = false;
    Ret ret = Ret::Unspecified;
    QByteArray envelopeId; ///< ENVID as given (xtext); empty if none.
    QList<ForwardPath> recipients;
    friend bool operator==(const Envelope &, const Envelope &) = default;
};

} // namespace gateway::smtp
