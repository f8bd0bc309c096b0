#include "gateway/reputation/senderlists.h"

#include "gateway/policy/pattern.h"
#include "gateway/reputation/reasons.h"
#include "gateway/reputation/safetext.h"

#include <tuple>

using namespace Qt::StringLiterals;
using Action = gateway::reputation::SenderEntry::Action;

namespace gateway::reputation {
namespace {

/// One of the senders of a message, as the lists may know it.
struct Named {
    QByteArray sender;
    QList<QByteArray> patterns; ///< The narrowest first.
    bool isAuthenticated = false;
};

Named named(const smtp::Mailbox &mailbox, bool isAuthenticated)
{
    QList<QByteArray> patterns = policy::patternsOf(mailbox);
    patterns.removeOne("*");
    return {mailbox.toBytes(), patterns, isAuthenticated};
}

QList<Named> sendersOf(const SenderFacts &facts)
{
    QList<Named> senders;
    if (!facts.envelope.isNull())
        senders.append(named(facts.envelope, facts.isEnvelopeAuthenticated));
    // Of several authors one may be genuine and the others not: none of them is proved.
    const bool isProved = facts.isHeaderAuthenticated && facts.header.size() == 1;
    for (const smtp::Mailbox &author : facts.header.first(std::min(facts.header.size(), SenderLists::maxHeaderSenders)))
        senders.append(named(author, isProved));
    return senders;
}

/// The targets that a recipient has entries under, the narrowest scope first.
QList<QByteArray> targetsOf(const smtp::Mailbox &recipient)
{
    const QByteArray domain = recipient.domainKey();
    QList<QByteArray> targets;
    for (const QByteArray &pattern : policy::patternsOf(recipient)) {
        if (pattern.lastIndexOf('@') > 0) // Its address.
            targets.append(pattern);
    }
    return targets << domain << QByteArray();
}

} // namespace

Result<> SenderLists::add(const SenderEntry &entry)
{
    QHash<QByteArray, SenderEntry> &list = entry.action == Action::Allow ? m_allowed : m_blocked;
    if (size() >= maxEntries && !list.contains(key(entry)))
        return failure(Error::Kind::Full, u"the lists of senders hold %1 entries and take no more: block or allow whole domains instead"_s.arg(maxEntries));
    if (entry.action == Action::Allow && !list.contains(key(entry)))
        ++m_allowedTargets[entry.target];
    list.insert(key(entry), entry);
    return {};
}

bool SenderLists::remove(const SenderEntry &entry)
{
    const bool isRemoved = (entry.action == Action::Allow ? m_allowed : m_blocked).remove(key(entry));
    if (isRemoved && entry.action == Action::Allow && --m_allowedTargets[entry.target] == 0)
        m_allowedTargets.remove(entry.target);
    return isRemoved;
}

std::optional<SenderEntry> SenderLists::find(const SenderEntry &entry) const
{
    const QHash<QByteArray, SenderEntry> &list = entry.action == Action::Allow ? m_allowed : m_blocked;
    const auto found = list.constFind(key(entry));
    return found == list.constEnd() ? std::nullopt : std::optional(*found);
}

QList<SenderEntry> SenderLists::entries() const
{
    QList<SenderEntry> all = m_allowed.values() + m_blocked.values();
    std::ranges::sort(all, {}, [](const SenderEntry &entry) { return std::tie(entry.scope, entry.target, entry.sender, entry.action); });
    return all;
}

SenderDecision SenderLists::decide(const SenderFacts &facts) const
{
    SenderDecision decision;
    if (size() == 0)
        return decision;
    const QList<Named> senders = sendersOf(facts);
    const auto find = [&senders](const QHash<QByteArray, SenderEntry> &list, const QByteArray &target, auto accept) {
        for (const Named &each : senders) {
            for (const QByteArray &pattern : each.patterns) {
                if (const auto found = list.constFind(key(pattern, target)); found != list.constEnd() && accept(each, *found))
                    return true;
            }
        }
        return false;
    };
    const auto counts = [&decision](SenderDecision::Effect effect) {
        return [&decision, effect](const Named &sender, const SenderEntry &entry) {
            decision.effect = effect;
            decision.entry = entry;
            decision.sender = sender.sender;
            return true;
        };
    };
    const auto allows = [&](const Named &sender, const SenderEntry &entry) {
        if (sender.isAuthenticated)
            return counts(SenderDecision::Effect::PassSpam)(sender, entry);
        if (!decision.notAuthenticated) {
            decision.notAuthenticated = entry;
            decision.notAuthenticatedSender = sender.sender;
        }
        return false;
    };
    for (const QByteArray &target : targetsOf(facts.recipient)) {
        if (find(m_blocked, target, counts(SenderDecision::Effect::Block)) || find(m_allowed, target, allows))
            break;
    }
    return decision;
}

std::optional<SenderDecision> SenderLists::certainBlock(const smtp::Mailbox &reversePath, const smtp::Mailbox &recipient) const
{
    if (reversePath.isNull() || m_blocked.isEmpty())
        return {};
    const Named sender = named(reversePath, false);
    for (const QByteArray &target : targetsOf(recipient)) {
        for (const QByteArray &pattern : sender.patterns) {
            if (const auto found = m_blocked.constFind(key(pattern, target)); found != m_blocked.constEnd())
                return SenderDecision{.effect = SenderDecision::Effect::Block, .entry = *found, .sender = sender.sender};
        }
        if (m_allowedTargets.contains(target))
            return {}; // The author may be one who is allowed here.
    }
    return {};
}

QList<SenderConflict> SenderLists::conflicts(const SenderEntry &entry) const
{
    QList<SenderConflict> found;
    if (const std::optional<SenderEntry> twin = find(entry))
        found.append({SenderConflict::Kind::Duplicate, *twin, entry});
    for (const SenderEntry &other : entry.action == Action::Allow ? m_blocked : m_allowed) {
        if (const std::optional<SenderConflict> conflict = conflictBetween(entry, other))
            found.append(*conflict);
    }
    // As the hash gives them they would come in another order each time.
    std::ranges::sort(found, {}, [](const SenderConflict &each) {
        return std::tie(each.kind, each.stronger.target, each.stronger.sender, each.weaker.target, each.weaker.sender);
    });
    return found;
}

QList<Reason> SenderDecision::reasons() const
{
    QList<Reason> reasons;
    const auto add = [&reasons](const char *id, const SenderEntry &about, const QByteArray &who) {
        reasons.append(makeReason(id, {{u"sender"_s, safeText(who)}, {u"entry"_s, safeText(about.senderText())}, {u"scope"_s, safeText(about.scopeText())}}));
    };
    if (effect == Effect::Block)
        add("connection.sender-blocked", entry, sender);
    if (effect == Effect::PassSpam)
        add("connection.sender-allowed", entry, sender);
    else if (notAuthenticated)
        add("connection.sender-not-authenticated", *notAuthenticated, notAuthenticatedSender);
    return reasons;
}

} // namespace gateway::reputation
