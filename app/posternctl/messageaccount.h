#pragma once

#include "gateway/admin/types.h"

namespace cli {

/// What happened to a message, stage by stage, and why: text for a terminal.
[[nodiscard]] QString account(const gateway::admin::Message &message);

/// The reasons as a table: points, sentence, layer.
[[nodiscard]] QString reasonLines(const QList<gateway::Reason> &reasons);

} // namespace cli
