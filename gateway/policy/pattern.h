#pragma once

#include "gateway/smtp/address.h"

namespace gateway::policy {

/// Whether \a pattern is one of Targets: "*", "@domain", "@.domain", "local@domain".
[[nodiscard]] bool isAddressPattern(QByteArrayView pattern);
/// Domains compare case-insensitively, local parts too (as the mailboxes of a site do). The null reverse-path matches "*" only.
[[nodiscard]] bool matchesAddress(QByteArrayView pattern, const smtp::Mailbox &mailbox);

/// "192.0.2.1", "192.0.2.0/24", "2001:db8::/32".
[[nodiscard]] bool isNetwork(QByteArrayView network);
[[nodiscard]] bool matchesNetwork(QByteArrayView network, QByteArrayView address);

/// A file name glob with * and ?, case-insensitive, over the whole name. Linear in the name's length times the number of stars.
[[nodiscard]] bool matchesGlob(QStringView glob, QStringView name);

} // namespace gateway::policy
