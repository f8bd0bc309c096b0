#pragma once

#include "gateway/smtp/address.h"

namespace gateway::directory {

/// In what two local parts of one mailbox of ours are equal: without case, for ASCII and, as SMTPUTF8 brings it, for all of Unicode (NFC).
/// Who sends mail may not do this (RFC 5321 2.4), who receives it decides for himself; no mail system of an office tells A from a.
[[nodiscard]] QByteArray localKey(QByteArrayView localPart);

/// In what two addresses of ours are equal: the local part's key, "@" and the domain as lower-case A-labels.
[[nodiscard]] QByteArray addressKey(const smtp::Mailbox &mailbox);
/// The same of an address as text; empty if it is none.
[[nodiscard]] QByteArray addressKey(QByteArrayView address);

} // namespace gateway::directory
