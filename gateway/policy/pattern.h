#pragma once

#include "gateway/smtp/address.h"

#include <QList>
#include <optional>

namespace gateway::policy {

/// A pattern of Targets ("*", "@domain", "@.domain", "local@domain") in the one form in which equal patterns are equal octets: domains as
/// lower-case A-labels, local parts without case too (as the mailboxes of a site are). Nothing if it is no pattern.
[[nodiscard]] std::optional<QByteArray> normalizedPattern(QByteArrayView pattern);
/// All normalized patterns that match \a mailbox: whether one of many patterns does is then a matter of a few look-ups in their set. The
/// null reverse-path matches "*" only.
[[nodiscard]] QList<QByteArray> patternsOf(const smtp::Mailbox &mailbox);

/// "192.0.2.1", "192.0.2.0/24", "2001:db8::/32".
[[nodiscard]] bool isNetwork(QByteArrayView network);
[[nodiscard]] bool matchesNetwork(QByteArrayView network, QByteArrayView address);

/// A file name glob with * and ?, case-insensitive, over the whole name. Linear in the name's length times the number of stars.
[[nodiscard]] bool matchesGlob(QStringView glob, QStringView name);

} // namespace gateway::policy
