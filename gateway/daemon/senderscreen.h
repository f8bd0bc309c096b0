#pragma once

#include "gateway/daemon/messagecase.h"
#include "gateway/daemon/recipientrefusal.h"
#include "gateway/reputation/storedsenderlists.h"

namespace gateway::daemon {

/// What the lists of senders make of mail: a blocked sender is refused, for one who is allowed the rules about spam rest. Thread-safe.
class SenderScreen
{
public:
    explicit SenderScreen(const reputation::StoredSenderLists &lists) : m_lists(lists) {} ///< \a lists must outlive the screen.

    /// For a recipient for whom the reverse-path is blocked whatever the content is; nothing otherwise.
    [[nodiscard]] std::optional<RecipientRefusal> refusal(const smtp::Mailbox &reversePath, const smtp::Mailbox &recipient) const;

    /// Decides for all recipients of \a message, with its reasons in the findings. What a rule keeps for the administrator, as a virus, stays so.
    void decide(MessageCase &message, const policy::Evaluation &evaluation, QList<delivery::Settlement::Line> &lines) const;

private:
    const reputation::StoredSenderLists &m_lists;
};

/// The senders a message names, and whether it proves that it comes from them. Without a recipient.
[[nodiscard]] reputation::SenderFacts senderFacts(const smtp::Mailbox &reversePath, const QByteArrayList &authors, const std::optional<auth::Authentication> &authentication);

} // namespace gateway::daemon
