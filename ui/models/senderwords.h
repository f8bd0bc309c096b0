#pragma once

#include "gateway/admin/senderlisttypes.h"
#include "ui/models/chip.h"

/// The words of the window for the lists of senders.
namespace ui {

[[nodiscard]] Chip senderChip(const gateway::admin::SenderListEntry &entry); ///< Allowed, blocked.
[[nodiscard]] QString scopeWord(const QString &scope);                       ///< A word for the organisation.
/// "*@example.com, blocked for everyone"
[[nodiscard]] QString senderEntryText(const gateway::admin::SenderListEntry &entry);
/// What two entries are to each other, and which of them counts.
[[nodiscard]] QString conflictSentence(const gateway::admin::SenderListConflict &conflict);
/// The address of whoever a message says it is from; the reverse-path where it names nobody. Empty for a report.
[[nodiscard]] QString authorAddress(const gateway::admin::Message &message);
/// Whether one of the two is of no use: a mistake, most of the time.
[[nodiscard]] bool isMistake(const gateway::admin::SenderListConflict &conflict);

} // namespace ui
