#pragma once

#include "gateway/admin/types.h"
#include "ui/models/chip.h"

namespace ui {

/// What the checks of the sender add up to: a chip whose word is a sentence.
[[nodiscard]] Chip authenticationVerdict(const QList<gateway::admin::AuthenticationCheck> &checks);
/// "SPF: softfail" in its tone.
[[nodiscard]] Chip authenticationChip(const gateway::admin::AuthenticationCheck &check);
/// Who says what of whom, in one sentence. \a client: the address that sent the mail.
[[nodiscard]] QString authenticationSentence(const gateway::admin::AuthenticationCheck &check, const QString &client);
/// What it rests on: the mechanism, the key, the cause; and whether it speaks for the author. May be empty.
[[nodiscard]] QString authenticationDetail(const gateway::admin::AuthenticationCheck &check);

} // namespace ui
