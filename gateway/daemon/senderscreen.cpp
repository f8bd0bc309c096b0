#include "gateway/daemon/senderscreen.h"

namespace gateway::daemon {
namespace {

using Effect = reputation::SenderDecision::Effect;

constexpr qsizetype maxReasons = 20; ///< Of one message: each of a thousand recipients may have an entry of its own.
const QByteArray blockedRule = "blocked-sender";
const smtp::Reply blockedReply{550, 7, 1, "Mail from this sender is not accepted here"};

/// The domain in From is the author's own: DMARC passed, or, where no record asks for it, what it would rest on; or a trusted sealer says so.
bool isAuthorAuthenticated(const auth::Authentication &authentication)
{
    const auth::DmarcCheck &dmarc = authentication.dmarc;
    using Status = auth::DmarcCheck::Status;
    return dmarc.status == Status::Pass || (dmarc.status != Status::Fail && (dmarc.isSpfAligned || dmarc.isDkimAligned)) || !authentication.vouchedBy.isEmpty();
}

void block(policy::Decision &decision)
{
    const bool isStopped = decision.verdict == Verdict::Reject || decision.verdict == Verdict::Discard;
    if (isStopped || (decision.verdict == Verdict::Quarantine && decision.isForAdministratorOnly))
        return;
    decision.verdict = Verdict::Reject;
    decision.rule = blockedRule;
    decision.ruleName.clear();
    decision.reply = blockedReply;
}

} // namespace

reputation::SenderFacts senderFacts(const smtp::Mailbox &reversePath, const QByteArrayList &authors, const std::optional<auth::Authentication> &authentication)
{
    reputation::SenderFacts facts{.envelope = reversePath};
    bool areAllRead = true;
    for (const QByteArray &author : authors) {
        const Result<smtp::Mailbox> mailbox = smtp::parseMailbox(author, smtp::Utf8::Allowed);
        areAllRead = areAllRead && mailbox;
        if (mailbox)
            facts.header.append(*mailbox);
    }
    if (authentication) {
        const auth::SpfCheck &spf = authentication->spf;
        facts.isEnvelopeAuthenticated = spf.status == auth::SpfStatus::Pass && spf.identity == auth::SpfCheck::Identity::MailFrom;
        facts.isHeaderAuthenticated = areAllRead && isAuthorAuthenticated(*authentication); // An author who cannot be read is one more.
    }
    return facts;
}

std::optional<RecipientRefusal> SenderScreen::refusal(const smtp::Mailbox &reversePath, const smtp::Mailbox &recipient) const
{
    const std::optional<reputation::SenderDecision> blocked = m_lists.current()->certainBlock(reversePath, recipient);
    if (!blocked)
        return {};
    return RecipientRefusal{blockedReply, blockedRule, blocked->reasons()};
}

void SenderScreen::decide(MessageCase &message, const policy::Evaluation &evaluation, QList<delivery::Settlement::Line> &lines) const
{
    const std::shared_ptr<const reputation::SenderLists> lists = m_lists.current();
    reputation::SenderFacts facts;
    if (lists->size() > 0)
        facts = senderFacts(message.transaction.envelope.reversePath, message.findings.authors, message.authentication);
    QList<Reason> reasons;
    for (delivery::Settlement::Line &line : lines) {
        facts.recipient = line.path.mailbox;
        const reputation::SenderDecision sender = lists->decide(facts);
        line.decision = evaluation.decide(line.path.mailbox, sender.effect == Effect::PassSpam ? policy::SpamRules::Rest : policy::SpamRules::Hold);
        if (sender.effect == Effect::Block)
            block(line.decision);
        for (const Reason &reason : sender.reasons()) {
            if (reasons.size() < maxReasons && !reasons.contains(reason))
                reasons.append(reason);
        }
    }
    message.findings.reasons += reasons;
}

} // namespace gateway::daemon
