#pragma once

#include "gateway/smtp/address.h"

namespace gateway::smtp {

enum class PathKind { Reverse, Forward };

struct Path {
    Mailbox mailbox;
    qsizetype length = 0; ///< Octets of the text that the path takes, with its angle brackets.
};

/// Parses the path at the front of \a text (RFC 5321 4.1.2), which may go on behind it.
///
/// A reverse-path may be "<>"; a forward-path may be "<Postmaster>" in any case (4.5.1), which yields localPart "postmaster" and no
/// domain. A source route "@a,@b:" before the mailbox is checked and dropped: RFC 5321 appendix C lets a server ignore the route and
/// use the target alone, which leaves one reading of the address, that of the part after the colon (threats.md S10).
[[nodiscard]] Result<Path> parsePath(QByteArrayView text, PathKind kind, Utf8 utf8);

} // namespace gateway::smtp
