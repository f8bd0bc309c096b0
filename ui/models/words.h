#pragma once

#include "gateway/admin/types.h"
#include "gateway/reasontext.h"
#include "ui/models/chip.h"

/// The words of the window for what the gateway knows: the same in lists, details and messages.
namespace ui {

[[nodiscard]] gateway::Language windowLanguage();

[[nodiscard]] QString fateWord(gateway::Fate fate);
[[nodiscard]] QString className(gateway::MessageClass messageClass);
[[nodiscard]] QString classIcon(gateway::MessageClass messageClass);
[[nodiscard]] QString stageName(gateway::Stage stage);
/// The name of a rule by its id; "no rule" for none.
[[nodiscard]] QString ruleName(const QString &id);

[[nodiscard]] Chip fateChip(gateway::Fate fate, bool isTagged = false);
[[nodiscard]] Chip fateChip(const gateway::admin::Message &message);
[[nodiscard]] Chip classChip(gateway::MessageClass messageClass, std::optional<double> score = {});
[[nodiscard]] Tone stageTone(gateway::admin::StageRecord::State state);

/// "Refused, because the sender's address is forged.": fate and cause in one sentence.
[[nodiscard]] QString headline(const gateway::admin::Message &message);
/// The narrowest change that would have let the message pass; empty if it passed.
[[nodiscard]] QString wayOut(const gateway::admin::Message &message);

/// Whether a mail of this class must not be let through without a second look.
[[nodiscard]] bool isDangerous(gateway::MessageClass messageClass);
[[nodiscard]] QString senderWord(const QString &reversePath);    ///< Marks, and a word for the null reverse-path.
[[nodiscard]] QString subjectWord(const gateway::admin::Message &message);
[[nodiscard]] QString recipientsWord(const QStringList &addresses); ///< The first one and how many more.

} // namespace ui
