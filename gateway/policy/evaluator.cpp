#include "gateway/policy/evaluator.h"

#include "gateway/policy/pattern.h"

#include <cmath>

namespace gateway::policy {
namespace {

using content::VirusFinding;

bool hasVirus(const content::Findings &findings)
{
    return std::ranges::any_of(findings.viruses, [](const VirusFinding &f) { return f.kind == VirusFinding::Kind::Virus; });
}

bool matches(const Criterion &criterion, const content::Attachment &attachment)
{
    if ((criterion.executable && attachment.isExecutable) || (criterion.encrypted && attachment.isEncrypted)
        || (criterion.activeContent && attachment.hasActiveContent))
        return true;
    if (criterion.types.contains(attachment.trueType) || criterion.types.contains(attachment.declaredType))
        return true;
    return std::ranges::any_of(criterion.values, [&attachment](const QByteArray &glob) {
        return std::ranges::any_of(attachment.names, [&glob](const QString &name) { return matchesGlob(QString::fromUtf8(glob), name); });
    });
}

bool isWithin(const Criterion &criterion, double value)
{
    return value >= criterion.atLeast && (criterion.below <= 0 || value < criterion.below);
}

bool matches(const Criterion &criterion, const Facts &facts, const Assessment &assessment)
{
    using Kind = Criterion::Kind;
    switch (criterion.kind) {
    case Kind::Virus: return hasVirus(facts.findings);
    case Kind::Unscannable: return facts.findings.isUnscannable;
    case Kind::BrokenStructure: return facts.findings.isBrokenStructure;
    case Kind::AmbiguousStructure: return facts.findings.isAmbiguous;
    case Kind::SpamScore: return isWithin(criterion, assessment.score);
    case Kind::Class: return criterion.classes.contains(assessment.messageClass);
    case Kind::Dmarc:
        return facts.authentication.dmarcResult == "fail" && criterion.values.contains(facts.authentication.dmarcPublishedPolicy);
    case Kind::Attachment:
        return std::ranges::any_of(facts.findings.attachments, [&criterion](const auto &attachment) { return matches(criterion, attachment); });
    case Kind::Size: return isWithin(criterion, double(facts.size));
    case Kind::RecipientCount: return isWithin(criterion, facts.recipientCount);
    case Kind::Source:
        return std::ranges::any_of(criterion.values, [&facts](const QByteArray &network) { return matchesNetwork(network, facts.clientAddress); });
    case Kind::Language: return criterion.values.contains(facts.findings.language.toUtf8());
    }
    return false;
}

bool containsOne(const QSet<QByteArray> &patterns, const QList<QByteArray> &wanted)
{
    return std::ranges::any_of(wanted, [&patterns](const QByteArray &pattern) { return patterns.contains(pattern); });
}

bool isAboutSpam(const Criterion &criterion, const Assessment &assessment)
{
    return criterion.kind == Criterion::Kind::SpamScore
        || (criterion.kind == Criterion::Kind::Class && (assessment.messageClass == MessageClass::Spam || assessment.messageClass == MessageClass::Graymail));
}

/// Of a rule that matches: whether it would not without what it says of spam.
bool isAboutSpamAlone(const Rule &rule, const Facts &facts, const Assessment &assessment)
{
    return !rule.criteria.isEmpty() && std::ranges::all_of(rule.criteria, [&](const Criterion &criterion) {
        return isAboutSpam(criterion, assessment) || (rule.match == Rule::Match::Any && !matches(criterion, facts, assessment));
    });
}

/// Whether the rule holds for the message as far as the recipient has no say.
bool matches(const Rule &rule, const Facts &facts, const Assessment &assessment, const QList<QByteArray> &senderPatterns)
{
    if (!rule.isEnabled || rule.direction != facts.direction || !containsOne(rule.targets.senders, senderPatterns))
        return false;
    const auto isTrue = [&](const Criterion &criterion) { return matches(criterion, facts, assessment); };
    if (rule.criteria.isEmpty())
        return true;
    return rule.match == Rule::Match::All ? std::ranges::all_of(rule.criteria, isTrue) : std::ranges::any_of(rule.criteria, isTrue);
}

Verdict verdictOf(Action::Kind kind)
{
    switch (kind) {
    case Action::Kind::Quarantine: return Verdict::Quarantine;
    case Action::Kind::Reject: return Verdict::Reject;
    case Action::Kind::Discard: return Verdict::Discard;
    case Action::Kind::None: case Action::Kind::Deliver: break;
    }
    return Verdict::Deliver;
}

double pointsOf(const QList<Reason> &reasons, QByteArrayView prefix)
{
    double sum = 0;
    for (const Reason &reason : reasons) {
        if (reason.id.startsWith(prefix))
            sum += reason.points;
    }
    return sum;
}

} // namespace

Assessment assess(const content::Findings &findings, double prior)
{
    double sum = prior;
    for (const Reason &reason : findings.reasons)
        sum += reason.points;
    Assessment assessment{100.0 / (1.0 + std::exp(-sum)), MessageClass::Clean};
    if (hasVirus(findings)) {
        assessment.messageClass = MessageClass::Virus;
    } else if (assessment.score >= 60) {
        const double phishing = pointsOf(findings.reasons, "phish."), impersonation = pointsOf(findings.reasons, "imperson.");
        const double spam = pointsOf(findings.reasons, "spam.");
        assessment.messageClass = impersonation > 0 && impersonation >= phishing && impersonation >= spam ? MessageClass::Impersonation
            : phishing > 0 && phishing >= spam                                                            ? MessageClass::Phishing
                                                                                                          : MessageClass::Spam;
    } else if (findings.isUnscannable) {
        assessment.messageClass = MessageClass::Unscannable;
    } else if (std::ranges::any_of(findings.reasons, [](const Reason &r) { return r.id.startsWith("graymail."); })) {
        assessment.messageClass = MessageClass::Graymail;
    }
    return assessment;
}

Evaluation::Evaluation(const Policy &policy, const Facts &facts, const Assessment &assessment)
{
    const QList<QByteArray> senderPatterns = patternsOf(facts.reversePath);
    for (const Rule &rule : policy.rules) {
        if (!matches(rule, facts, assessment, senderPatterns))
            continue;
        Candidate candidate{&rule, isAboutSpamAlone(rule, facts, assessment), {}};
        for (const QByteArray &pattern : senderPatterns) {
            if (const auto recipients = rule.targets.exceptions.constFind(pattern); recipients != rule.targets.exceptions.cend())
                candidate.exceptions.append(&*recipients);
        }
        m_candidates.append(std::move(candidate));
    }
}

Decision Evaluation::decide(const smtp::Mailbox &recipient, SpamRules spamRules) const
{
    const QList<QByteArray> recipientPatterns = patternsOf(recipient);
    const auto isAbout = [&recipientPatterns](const Candidate &candidate) {
        return containsOne(candidate.rule->targets.recipients, recipientPatterns)
            && std::ranges::none_of(candidate.exceptions, [&](const QSet<QByteArray> *exceptions) { return containsOne(*exceptions, recipientPatterns); });
    };
    Decision decision;
    for (const Candidate &candidate : m_candidates) {
        if ((candidate.isAboutSpamAlone && spamRules == SpamRules::Rest) || !isAbout(candidate))
            continue;
        const Rule &rule = *candidate.rule;
        if (rule.mode != Mode::Enforce) {
            decision.observed.append(rule.id);
            if (rule.mode == Mode::Warn)
                decision.changes.append({Change::Kind::AddHeader, "X-Postern-Warning", QString::fromUtf8(rule.id)});
            continue;
        }
        decision.changes += rule.changes;
        if (decision.rule.isEmpty() || rule.action.kind != Action::Kind::None) {
            decision.rule = rule.id;
            decision.ruleName = rule.name;
        }
        if (rule.action.kind == Action::Kind::None)
            continue;
        decision.verdict = verdictOf(rule.action.kind);
        decision.isForAdministratorOnly = rule.action.isForAdministratorOnly;
        if (decision.verdict == Verdict::Reject)
            decision.reply = {rule.action.code, rule.action.subject, rule.action.detail, rule.action.text.toUtf8()};
        break;
    }
    const bool isTagged = std::ranges::any_of(decision.changes, [](const Change &c) { return c.kind == Change::Kind::TagSubject; });
    if (decision.verdict == Verdict::Deliver && isTagged)
        decision.verdict = Verdict::Tag;
    return decision;
}

Decision decide(const Policy &policy, const Facts &facts, const Assessment &assessment, const smtp::Mailbox &recipient)
{
    return Evaluation(policy, facts, assessment).decide(recipient);
}

} // namespace gateway::policy
