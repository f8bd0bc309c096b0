#include "gateway/daemon/recipientcheck.h"

#include "gateway/smtp/xtext.h"

namespace gateway::daemon {
namespace {

using Status = directory::Lookup::Status;

constexpr qsizetype maxReasons = 20; ///< Of one message; it may have a thousand recipients.

const smtp::Reply unknown{550, 1, 1, "There is no such mailbox here"},
    notKnown{451, 3, 0, "Whether there is such a mailbox cannot be told at the moment"}, notOurs{550, 7, 1, "Mail for this domain is not accepted here"};

QString text(const smtp::Mailbox &mailbox) { return QString::fromUtf8(mailbox.toBytes()); }

Reason reasonOf(const char *id, const smtp::Mailbox &recipient, const QMap<QString, QString> &more = {})
{
    Reason reason{id, Stage::Envelope, 0, more};
    reason.evidence.insert(QStringLiteral("recipient"), text(recipient));
    return reason;
}

/// What is said about an accepted recipient that is not simply in the list under the address given.
std::optional<Reason> noteOn(const smtp::Mailbox &recipient, const directory::Lookup &found, const smtp::Mailbox &delivered)
{
    const QMap<QString, QString> mailbox{{QStringLiteral("mailbox"), text(delivered)}};
    if (found.isFlagged)
        return reasonOf("recipient.not-listed", recipient);
    if (found.status == Status::CatchAll)
        return reasonOf("recipient.catch-all", recipient, mailbox);
    if (delivered != recipient)
        return reasonOf("recipient.alias-domain", recipient, mailbox);
    return {};
}

/// What the list alone says; of AskNextHop nothing.
RecipientCheck::Verdict verdictOf(Status status, const smtp::Mailbox &recipient)
{
    switch (status) {
    case Status::Known:
    case Status::Accepted:
    case Status::CatchAll:
    case Status::AskNextHop: break;
    case Status::NotOurs:    return {RecipientRefusal{notOurs, "relay", {reasonOf("recipient.not-ours", recipient)}}};
    case Status::Unknown:    return {RecipientRefusal{unknown, "unknown-recipient", {reasonOf("recipient.unknown", recipient)}}, true};
    case Status::Disabled:   return {RecipientRefusal{unknown, "disabled-recipient", {reasonOf("recipient.disabled", recipient)}}, true};
    case Status::NotKnown:   return {RecipientRefusal{notKnown, "recipient-not-known", {reasonOf("recipient.not-known", recipient)}}};
    }
    return {};
}

/// What the next hop says.
RecipientCheck::Verdict verdictOf(const RecipientProbe::Outcome &outcome, const smtp::Mailbox &recipient, const net::NextHop &hop)
{
    const QMap<QString, QString> evidence{{QStringLiteral("hop"), QString::fromUtf8(hop.toBytes())}, {QStringLiteral("reply"), outcome.words}};
    switch (outcome.answer) {
    case RecipientProbe::Answer::Known:    break;
    case RecipientProbe::Answer::Unknown:  return {RecipientRefusal{unknown, "unknown-recipient", {reasonOf("recipient.next-hop-refuses", recipient, evidence)}}, true};
    case RecipientProbe::Answer::NotKnown: return {RecipientRefusal{notKnown, "recipient-not-known", {reasonOf("recipient.next-hop-silent", recipient, evidence)}}};
    }
    return {};
}

} // namespace

const smtp::Reply RecipientCheck::accepted{250, 1, 5, "Recipient ok"};

bool RecipientCheck::isOurs(const smtp::Mailbox &recipient) const { return m_recipients.current()->lookUp(recipient).status != Status::NotOurs; }

net::Task<RecipientCheck::Verdict> RecipientCheck::check(std::size_t loop, smtp::Mailbox recipient)
{
    const auto snapshot = m_recipients.current();
    const directory::Lookup found = snapshot->lookUp(recipient);
    if (found.status != Status::AskNextHop)
        co_return verdictOf(found.status, recipient);
    const smtp::Mailbox address = snapshot->deliveryAddress(recipient, found);
    const net::NextHop hop = m_settings.current()->routes.nextHop(address);
    const RecipientProbe::Outcome outcome = co_await m_probe.ask(loop, hop, address);
    co_return verdictOf(outcome, recipient, hop);
}

RecipientCheck::Addressed RecipientCheck::address(const smtp::Envelope &envelope) const
{
    const auto snapshot = m_recipients.current();
    Addressed all;
    for (const smtp::ForwardPath &path : envelope.recipients) {
        const directory::Lookup found = snapshot->lookUp(path.mailbox);
        smtp::ForwardPath delivered = path;
        delivered.mailbox = snapshot->deliveryAddress(path.mailbox, found);
        if (delivered.mailbox != path.mailbox && delivered.originalRecipient.isEmpty() && path.mailbox.isAscii())
            delivered.originalRecipient = "rfc822;" + smtp::toXtext(path.mailbox.toBytes());
        if (const std::optional<Reason> reason = noteOn(path.mailbox, found, delivered.mailbox); reason && all.reasons.size() < maxReasons)
            all.reasons.append(*reason);
        all.lines.append({delivered, {}, {}, {}, {}, false, {}});
    }
    return all;
}

} // namespace gateway::daemon
