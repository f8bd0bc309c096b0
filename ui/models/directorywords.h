#pragma once

#include "gateway/admin/directorytypes.h"
#include "ui/models/chip.h"

/// The words of the window for the directory.
namespace ui {

[[nodiscard]] QString presetName(const QString &preset);                           ///< "Active Directory"
[[nodiscard]] QString sourceKind(const gateway::admin::DirectorySource &source);   ///< "Active Directory", "CSV file"
[[nodiscard]] QString sourcePlace(const gateway::admin::DirectorySource &source);  ///< Its servers, its file, or that it is only uploaded.
[[nodiscard]] QString sourceEncryption(const gateway::admin::DirectorySource &source); ///< Of LDAP.
[[nodiscard]] QString sourceName(const QString &id);                               ///< "typed by hand" for what stands with the domain.
[[nodiscard]] Chip outcomeChip(const QString &outcome);                            ///< Of a reading.
[[nodiscard]] Chip sourceChip(const gateway::admin::DirectorySourceState &state);
[[nodiscard]] QString changeCounts(qint64 added, qint64 removed, qint64 changed);  ///< "+1 −9 ~2"

/// What is special about a recipient; without a word if nothing is.
[[nodiscard]] Chip entryChip(const gateway::admin::DirectoryEntry &entry, const QDateTime &now);
/// "name: Gate → Gate and goods in": each thing that differs, on one line.
[[nodiscard]] QString changeDetail(const gateway::admin::DirectoryEntry &before, const gateway::admin::DirectoryEntry &after);

/// What happens to mail for somebody, in a sentence.
[[nodiscard]] QString lookupSentence(const gateway::admin::DirectoryLookup &lookup);
[[nodiscard]] Tone lookupTone(const gateway::admin::DirectoryLookup &lookup);
/// What else is known of the one looked up: name, source, groups.
[[nodiscard]] QString lookupDetail(const gateway::admin::DirectoryLookup &lookup);

[[nodiscard]] QString recipientCheckWord(const QString &check);     ///< "refused", for tables.
[[nodiscard]] QString recipientCheckSentence(const QString &check); ///< What it does, for forms.

} // namespace ui
