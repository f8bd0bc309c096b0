#pragma once

#include "gateway/reputation/senderentry.h"

#include <QList>
#include <optional>

namespace gateway::reputation {

/// Two entries that touch the same mail.
struct SenderConflict {
    enum class Kind {
        Duplicate,     ///< The same: one is not needed.
        Contradiction, ///< The same senders and recipients are allowed and blocked: the block counts.
        Overruled,     ///< An allowed sender is one of those blocked for the same recipients: the block counts, the other never does.
        Exception,     ///< They differ for a part of their mail: there the stronger counts.
    };
    Kind kind = Kind::Duplicate;
    SenderEntry stronger, weaker;

    friend bool operator==(const SenderConflict &, const SenderConflict &) = default;
};

/// What \a entry and \a other, one of which allows and the other blocks, are to each other; nothing if no mail is touched by both.
[[nodiscard]] std::optional<SenderConflict> conflictBetween(const SenderEntry &entry, const SenderEntry &other);

/// The conflicts between what is allowed and what is blocked in \a all that have to do with one of \a news, at most \a limit. For lists
/// in which each is compared with each would take too long: looks at no more than maxConflictPairs.
[[nodiscard]] QList<SenderConflict> conflictsAmong(const QList<SenderEntry> &all, const QList<SenderEntry> &news, qsizetype limit);
inline constexpr qsizetype maxConflictPairs = 2'000'000;

} // namespace gateway::reputation
