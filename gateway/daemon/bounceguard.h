#pragma once

#include "gateway/daemon/recipientrefusal.h"
#include "gateway/mail/bouncetag.h"
#include "gateway/result.h"

namespace gateway::daemon {

/// Keeps reports away that are not about mail of ours (backscatter), where all outgoing mail bears our marks (mail/bouncetag.h). Thread-safe.
class BounceGuard
{
public:
    enum class Mode {
        Off,
        Observe, ///< A report to an address without a good mark is taken, and its trace says so.
        Enforce, ///< It is refused.
    };

    /// Reads the keys from the file "bounce-tags.key" in \a directory, and makes one if there is none. With Off there are none. (blocks)
    ///
    /// Each line of the file is a key: its number (0 to 9), a blank, its octets in hexadecimal. The first makes the marks; to replace it put
    /// another in front, and take the old one away a week later.
    [[nodiscard]] static Result<BounceGuard> open(Mode mode, const QString &directory);

    /// Who mail to \a recipient is for: without a mark of ours, even an old one.
    [[nodiscard]] smtp::Mailbox recipient(const smtp::Mailbox &recipient, std::chrono::sys_days today) const;
    /// Why a report is not about mail of ours, as far as the address it came to shows. Postmaster and abuse get every one.
    [[nodiscard]] std::optional<Reason> doubt(const smtp::Mailbox &reversePath, const smtp::Mailbox &recipient, std::chrono::sys_days today) const;
    /// The refusal of a report that is in doubt; nothing if there is none, or in another mode than Enforce.
    [[nodiscard]] std::optional<RecipientRefusal> refusal(const smtp::Mailbox &reversePath, const smtp::Mailbox &recipient, std::chrono::sys_days today) const;

private:
    BounceGuard(Mode mode, std::optional<mail::BounceTags> tags) : m_mode(mode), m_tags(std::move(tags)) {}

    Mode m_mode;
    std::optional<mail::BounceTags> m_tags; ///< Nothing with Off.
};

[[nodiscard]] std::chrono::sys_days today(); ///< UTC.

} // namespace gateway::daemon
