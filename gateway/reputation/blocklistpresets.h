#pragma once

#include "gateway/reputation/blocklist.h"

namespace gateway::reputation {

/// A public list with what its operator publishes about its answers.
struct BlockListPreset {
    BlockList list; ///< Not enabled.
    QString title;
    QString terms;  ///< Where its terms of use are.
};

/// To choose from in a form. None of them is on by default: each has terms of its own (most exclude commercial use or many questions), and
/// most answer no public resolver.
[[nodiscard]] const QList<BlockListPreset> &blockListPresets();

} // namespace gateway::reputation
