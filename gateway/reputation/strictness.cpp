#include "gateway/reputation/strictness.h"

#include "gateway/reputation/network.h"
#include "gateway/reputation/reasons.h"
#include "gateway/reputation/safetext.h"

#include <limits>

using namespace Qt::StringLiterals;
using gateway::policy::Mode;

namespace gateway::reputation {
namespace {

using Action = ConnectionOutcome::Action;
constexpr char placeholder[] = "{reference}";
constexpr double never = std::numeric_limits<double>::infinity();

/// Log-odds from which on each thing is done.
struct Thresholds {
    double refuseByLists, refuse, defer, greylist;
    bool needsName = false;
};

Thresholds thresholdsOf(Strictness level)
{
    switch (level) {
    case Strictness::Off: break;
    case Strictness::Relaxed: return {6, never, never, 4};
    case Strictness::Standard: return {4, 8, 5, 2};
    case Strictness::Strict: return {3, 6, 3.5, 1, true};
    }
    return {never, never, never, never};
}

/// The log-odds of one set of checks.
struct Evidence {
    double lists = 0, history = 0, name = 0;
    double helo = 0;           ///< What the HELO itself shows.
    double heloUnverified = 0; ///< What follows from verifying it.

    [[nodiscard]] double sum() const { return lists + history + name + helo + heloUnverified; }
};

bool isOfHelo(const Reason &reason) { return reason.id.startsWith("connection.helo-"); }

bool isUnverified(ClientNames::Helo helo) { return helo == ClientNames::Helo::Nowhere || helo == ClientNames::Helo::Elsewhere; }

class Judgement
{
public:
    Judgement(const ConnectionFacts &facts, const StrictnessConfig &config) : m_facts(facts), m_config(config) {}

    /// The outcome if the checks count whose mode is \a weakest or stronger.
    [[nodiscard]] ConnectionOutcome outcome(Mode weakest) const;

private:
    [[nodiscard]] Evidence evidence(Mode weakest) const;
    [[nodiscard]] bool isSomethingUnknown(Mode weakest) const;

    const ConnectionFacts &m_facts;
    const StrictnessConfig &m_config;
};

Evidence Judgement::evidence(Mode weakest) const
{
    Evidence evidence;
    if (m_config.blockLists >= weakest)
        evidence.lists = m_facts.blockLists.sum();
    if (m_config.history >= weakest)
        evidence.history = m_facts.history;
    for (const Reason &reason : m_facts.names.reasons) {
        if (isOfHelo(reason) && m_config.helo >= weakest)
            (isUnverified(m_facts.names.helo) ? evidence.heloUnverified : evidence.helo) += reason.points;
        else if (!isOfHelo(reason) && m_config.reverseName >= weakest)
            evidence.name += reason.points;
    }
    return evidence;
}

bool Judgement::isSomethingUnknown(Mode weakest) const
{
    const auto isUnknown = [](const BlockListNote &note) { return note.kind == BlockListNote::Kind::NotKnown || note.kind == BlockListNote::Kind::Refuses; };
    return (m_config.blockLists >= weakest && std::ranges::any_of(m_facts.blockLists.notes, isUnknown))
        || (m_config.reverseName >= weakest && m_facts.names.reverse == ClientNames::Reverse::NotKnown)
        || (m_config.helo >= weakest && m_facts.names.helo == ClientNames::Helo::NotKnown);
}

ConnectionOutcome Judgement::outcome(Mode weakest) const
{
    if (m_facts.listed && m_config.ownLists >= weakest)
        return {m_facts.listed->action == ClientRule::Action::Allow ? Action::Accept : Action::Refuse, "connection.rule-own-lists"};
    if (m_config.level == Strictness::Off)
        return {};
    const Thresholds limit = thresholdsOf(m_config.level);
    const Evidence evidence = this->evidence(weakest);
    const double goodPast = std::min(evidence.history, 0.0);
    if (evidence.lists > 0 && evidence.lists + goodPast >= limit.refuseByLists)
        return {Action::Refuse, "connection.rule-block-lists"};
    if (m_config.helo >= weakest && m_facts.names.helo == ClientNames::Helo::Ours && m_config.level >= Strictness::Standard)
        return {Action::Refuse, "connection.rule-forged-helo"};
    if (evidence.sum() - evidence.heloUnverified >= limit.refuse)
        return {Action::Refuse, "connection.rule-evidence"};
    if (m_config.notKnown == StrictnessConfig::NotKnown::Defer && isSomethingUnknown(weakest))
        return {Action::Defer, "connection.rule-not-known"};
    const bool hasNoName = m_facts.names.reverse == ClientNames::Reverse::Missing || m_facts.names.reverse == ClientNames::Reverse::Unconfirmed;
    if (limit.needsName && m_config.reverseName >= weakest && hasNoName && goodPast > -1)
        return {Action::Defer, "connection.rule-no-name"};
    if (evidence.sum() >= limit.defer)
        return {Action::Defer, "connection.rule-evidence"};
    if (evidence.sum() >= limit.greylist && m_config.isGreylisting && m_facts.phase != ConnectionFacts::Phase::Connect)
        return {Action::Greylist, "connection.rule-evidence"};
    return {};
}

/// Why, in words for the sending side. Nothing in them comes from it, or from a list's own text.
QByteArray whyOf(const QByteArray &rule, const ConnectionFacts &facts)
{
    if (rule == "connection.rule-own-lists")
        return "it is blocked here";
    if (rule == "connection.rule-forged-helo")
        return "it calls itself by our name";
    if (rule == "connection.rule-no-name")
        return "it has no valid name in the DNS (its PTR record must lead to a name that leads back to it)";
    if (rule == "connection.rule-not-known")
        return "it cannot be checked at the moment";
    if (rule != "connection.rule-block-lists")
        return "too much speaks against it";
    constexpr int maxNamed = 3;
    QList<QByteArray> lists;
    for (const BlockListHit &hit : facts.blockLists.hits) {
        if (hit.kind == BlockList::Kind::Block && hit.weight > 0 && lists.size() < maxNamed)
            lists.append(hit.zone + " (" + hit.code + ')');
    }
    return "it is listed by " + lists.join(", ");
}

smtp::Reply replyOf(const ConnectionOutcome &outcome, const ConnectionFacts &facts)
{
    const bool isAtConnect = facts.phase == ConnectionFacts::Phase::Connect;
    const QByteArray client = QByteArray::fromStdString(unmapped(facts.client).to_string()), why = whyOf(outcome.rule, facts);
    if (outcome.action == Action::Refuse) {
        const QByteArray text = "Mail from " + client + " is refused: " + why + ". If that is wrong, let the recipient know this reference: " + placeholder;
        return {isAtConnect ? 554 : 550, 7, 1, text}; // RFC 5321 3.1: at connect 554 is the only permanent reply.
    }
    const QByteArray text = "Mail from " + client + " is not accepted now: " + why + ". Please try again later; reference: " + placeholder;
    if (isAtConnect)
        return {421, 7, 0, text};
    return outcome.rule == "connection.rule-not-known" ? smtp::Reply{451, 4, 3, text} : smtp::Reply{450, 7, 1, text};
}

} // namespace

ConnectionDecision decide(const ConnectionFacts &facts, const StrictnessConfig &config)
{
    const Judgement judgement(facts, config);
    ConnectionDecision decision{.outcome = judgement.outcome(Mode::Enforce)};
    if (decision.outcome.action == Action::Defer || decision.outcome.action == Action::Refuse)
        decision.reply = replyOf(decision.outcome, facts);
    const ConnectionOutcome warned = judgement.outcome(Mode::Warn), observed = judgement.outcome(Mode::Observe);
    if (warned != decision.outcome)
        decision.warned = warned;
    if (observed != warned)
        decision.observed = observed;

    const bool isAllowed = decision.outcome == ConnectionOutcome{Action::Accept, "connection.rule-own-lists"};
    const auto add = [&](QList<Reason> reasons, Mode mode) {
        if (mode != Mode::Enforce || config.level == Strictness::Off || isAllowed) {
            for (Reason &reason : reasons)
                reason.points = 0;
        }
        decision.reasons += reasons;
    };
    if (facts.listed)
        add({reasonOf(*facts.listed, facts.client)}, config.ownLists);
    add(facts.blockLists.reasons(), config.blockLists);
    add(facts.historyReasons, config.history);
    for (const Reason &reason : facts.names.reasons)
        add({reason}, isOfHelo(reason) ? config.helo : config.reverseName);
    return decision;
}

smtp::Reply withReference(smtp::Reply reply, QByteArrayView reference)
{
    reply.text.replace(placeholder, safeText(reference).toLatin1());
    return reply;
}

} // namespace gateway::reputation
