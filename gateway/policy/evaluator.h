#pragma once

#include "gateway/content/findings.h"
#include "gateway/policy/policy.h"
#include "gateway/smtp/envelope.h"
#include "gateway/smtp/reply.h"

namespace gateway::policy {

/// What sender authentication found, as far as it ran. Empty: not known, and no rule about it matches.
struct AuthenticationFacts {
    QByteArray dmarcResult;          ///< "pass", "fail", "none", ...
    QByteArray dmarcPublishedPolicy; ///< "none", "quarantine", "reject"
};

/// Everything a rule may ask about one message.
struct Facts {
    Direction direction = Direction::Inbound;
    QByteArray clientAddress;
    smtp::Mailbox reversePath;
    qint64 size = 0;
    int recipientCount = 1;
    AuthenticationFacts authentication;
    content::Findings findings;
};

/// What the evidence adds up to.
struct Assessment {
    double score = 0; ///< 0 to 100: the estimated probability that the message is unwanted, in percent.
    MessageClass messageClass = MessageClass::Clean;
};

/// The logistic function of \a prior and the sum of all points (log-odds), as a percentage; and the class the heaviest evidence names.
/// \a prior: the log-odds of a message of which nothing is known.
[[nodiscard]] Assessment assess(const content::Findings &findings, double prior);

/// What is to happen with the message for one recipient, and by which rule.
struct Decision {
    Verdict verdict = Verdict::Deliver;
    QByteArray rule;                 ///< Id of the rule with the final action; of the first change if there was none; empty if no rule matched.
    QString ruleName;
    bool isForAdministratorOnly = false;
    smtp::Reply reply;               ///< With Reject.
    QList<Change> changes;           ///< In rule order.
    QList<QByteArray> observed;      ///< Rules in observe or warn mode that would have acted.
    friend bool operator==(const Decision &, const Decision &) = default;
};

/// Whether the rules that are about spam alone hold for a recipient: they do not for one whose allow list has the sender.
enum class SpamRules { Hold, Rest };

/// The rules of a policy that hold for one message. What does not depend on the recipient is asked once, here; so that a thousand
/// recipients cost little more than one (threats.md I8, R6).
///
/// The first matching rule with a final action wins, changes add up until then (design.md 5). A rule in warn mode only adds the field
/// X-Postern-Warning. Pure: the same arguments always give the same decision.
class Evaluation
{
public:
    Evaluation(const Policy &policy, const Facts &facts, const Assessment &assessment); ///< \a policy must outlive it.
    [[nodiscard]] Decision decide(const smtp::Mailbox &recipient, SpamRules spamRules = SpamRules::Hold) const;

private:
    struct Candidate {
        const Rule *rule;
        bool isAboutSpamAlone; ///< Nothing but the spam score, or the class spam or graymail, made it match (threats.md P15).
        QList<const QSet<QByteArray> *> exceptions; ///< Recipients that the rule leaves alone for this sender.
    };
    QList<Candidate> m_candidates; ///< In rule order.
};

/// The decision for one recipient alone.
[[nodiscard]] Decision decide(const Policy &policy, const Facts &facts, const Assessment &assessment, const smtp::Mailbox &recipient);

} // namespace gateway::policy
