#include "gateway/policy/evaluator.h"

#include <QTest>
#include <cmath>

using namespace gateway;
using namespace gateway::policy;
using content::Findings;
using content::VirusFinding;

namespace {

const smtp::Mailbox alice{"alice", "example.com"}, bob{"bob", "example.com"}, sender{"a", "partner.example"};

Rule rule(const char *id, Action::Kind action, QList<Criterion> criteria = {})
{
    Rule result;
    result.id = id;
    result.action.kind = action;
    result.criteria = std::move(criteria);
    return result;
}

Criterion score(double atLeast, double below = 0)
{
    Criterion criterion;
    criterion.kind = Criterion::Kind::SpamScore;
    criterion.atLeast = atLeast;
    criterion.below = below;
    return criterion;
}

Rule tagging(const char *id, const QString &tag)
{
    Rule result = rule(id, Action::Kind::None);
    result.changes = {{Change::Kind::TagSubject, {}, tag}};
    return result;
}

Facts facts(Findings findings = {})
{
    Facts result;
    result.reversePath = sender;
    result.clientAddress = "192.0.2.7";
    result.findings = std::move(findings);
    return result;
}

Findings evidence(const char *id, double points)
{
    Findings findings;
    findings.reasons = {{id, Stage::Content, points, {}}};
    return findings;
}

Policy policyOf(QList<Rule> rules) { return {QStringLiteral("test"), std::move(rules)}; }

} // namespace

class tst_Evaluator : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void pointsAddUpToAProbability();
    void classes_data();
    void classes();
    void firstFinalActionWins();
    void changesAddUpUntilThen();
    void observeAndWarnDoNotAct();
    void exceptionsAndTargets();
    void decisionsForManyRecipientsAreThoseForEach();
    void matchAllNeedsAll();
    void rejectCarriesItsReply();
    void unknownDmarcNeverMatches();
    void spamRulesRestForAnAllowedSender_P15_data();
    void spamRulesRestForAnAllowedSender_P15();
    void shippedPolicy_data();
    void shippedPolicy();
};

void tst_Evaluator::pointsAddUpToAProbability()
{
    QCOMPARE(assess({}, 0).score, 50.0);
    QVERIFY(std::abs(assess(evidence("spam.a", std::log(4.0)), 0).score - 80.0) < 0.001); // Odds of 4 to 1 are 80 %.
    QVERIFY(assess(evidence("spam.a", 20), 0).score > 99.99);
    QVERIFY(assess(evidence("spam.a", -20), 0).score < 0.01);
}

void tst_Evaluator::classes_data()
{
    QTest::addColumn<Findings>("findings");
    QTest::addColumn<MessageClass>("messageClass");
    QTest::newRow("clean") << evidence("spam.a", -5) << MessageClass::Clean;
    QTest::newRow("spam") << evidence("spam.a", 5) << MessageClass::Spam;
    QTest::newRow("phishing") << evidence("phish.a", 5) << MessageClass::Phishing;
    QTest::newRow("impersonation") << evidence("imperson.a", 5) << MessageClass::Impersonation;
    QTest::newRow("graymail") << evidence("graymail.list", -2) << MessageClass::Graymail;
    Findings virus = evidence("spam.a", -5);
    virus.viruses = {{VirusFinding::Kind::Virus, QStringLiteral("Test")}};
    QTest::newRow("a virus outweighs all") << virus << MessageClass::Virus;
    Findings encrypted = evidence("spam.a", -5);
    encrypted.viruses = {{VirusFinding::Kind::Encrypted, QStringLiteral("Heuristics.Encrypted.Zip")}};
    encrypted.isUnscannable = true;
    QTest::newRow("encrypted is unscannable, not a virus (P8)") << encrypted << MessageClass::Unscannable;
}

void tst_Evaluator::classes()
{
    QFETCH(const Findings, findings);
    QTEST(assess(findings, 0).messageClass, "messageClass");
}

void tst_Evaluator::firstFinalActionWins()
{
    const Policy policy = policyOf({rule("no", Action::Kind::Reject, {score(99)}), rule("first", Action::Kind::Quarantine), rule("second", Action::Kind::Discard)});
    const Decision decision = decide(policy, facts(), {50, MessageClass::Clean}, alice);
    QCOMPARE(decision.verdict, Verdict::Quarantine);
    QCOMPARE(decision.rule, QByteArray("first"));
}

void tst_Evaluator::changesAddUpUntilThen()
{
    const Policy policy = policyOf({tagging("one", QStringLiteral("[1]")), tagging("two", QStringLiteral("[2]")), rule("stop", Action::Kind::Deliver),
                                    tagging("three", QStringLiteral("[3]"))});
    const Decision decision = decide(policy, facts(), {50, MessageClass::Clean}, alice);
    QCOMPARE(decision.verdict, Verdict::Tag);
    QCOMPARE(decision.changes.size(), 2);
    QCOMPARE(decision.rule, QByteArray("stop"));
}

void tst_Evaluator::observeAndWarnDoNotAct()
{
    Rule observed = rule("observed", Action::Kind::Reject), warned = rule("warned", Action::Kind::Reject);
    observed.mode = Mode::Observe;
    warned.mode = Mode::Warn;
    const Decision decision = decide(policyOf({observed, warned}), facts(), {50, MessageClass::Clean}, alice);
    QCOMPARE(decision.verdict, Verdict::Deliver);
    QCOMPARE(decision.observed, (QList<QByteArray>{"observed", "warned"}));
    QCOMPARE(decision.changes, (QList<Change>{{Change::Kind::AddHeader, "X-Postern-Warning", QStringLiteral("warned")}}));
}

void tst_Evaluator::exceptionsAndTargets()
{
    Rule only = rule("r", Action::Kind::Quarantine);
    only.targets.recipients = {"@example.com"};
    only.targets.exceptions = {{"@partner.example", {"bob@example.com"}}};
    const Policy policy = policyOf({only});
    QCOMPARE(decide(policy, facts(), {}, alice).verdict, Verdict::Quarantine);
    QCOMPARE(decide(policy, facts(), {}, bob).verdict, Verdict::Deliver);
    QCOMPARE(decide(policy, facts(), {}, {"x", "example.org"}).verdict, Verdict::Deliver);
}

void tst_Evaluator::decisionsForManyRecipientsAreThoseForEach() // R6: a long block list and all recipients a transaction may have.
{
    Rule blocked = rule("blocked", Action::Kind::Reject), excepted = rule("excepted", Action::Kind::Quarantine);
    blocked.targets.senders.clear();
    excepted.targets.senders = {"@.example"};
    for (int i = 0; i < 20'000; ++i)
        blocked.targets.senders.insert("s" + QByteArray::number(i) + "@partner.example");
    for (int i = 0; i < 1000; i += 2)
        excepted.targets.exceptions["a@partner.example"].insert("u" + QByteArray::number(i) + "@example.com");
    const Policy policy = policyOf({blocked, excepted});
    Facts given = facts();
    const Evaluation ofOther(policy, given, {});
    given.reversePath = {"S19999", "Partner.Example"};
    const Evaluation ofBlocked(policy, given, {});
    for (int i = 0; i < 1000; ++i) {
        const smtp::Mailbox recipient{"u" + QByteArray::number(i), "example.com"};
        QCOMPARE(ofBlocked.decide(recipient).rule, "blocked");
        const Decision decision = ofOther.decide(recipient);
        QCOMPARE(decision.rule, i % 2 == 0 ? "" : "excepted");
        QCOMPARE(decision, decide(policy, facts(), {}, recipient));
    }
}

void tst_Evaluator::matchAllNeedsAll()
{
    Criterion source;
    source.kind = Criterion::Kind::Source;
    source.values = {"192.0.2.0/24"};
    Rule both = rule("r", Action::Kind::Quarantine, {score(60, 90), source});
    both.match = Rule::Match::All;
    QCOMPARE(decide(policyOf({both}), facts(), {75, MessageClass::Spam}, alice).verdict, Verdict::Quarantine);
    QCOMPARE(decide(policyOf({both}), facts(), {95, MessageClass::Spam}, alice).verdict, Verdict::Deliver);
}

void tst_Evaluator::rejectCarriesItsReply()
{
    Rule refuse = rule("r", Action::Kind::Reject);
    refuse.action.code = 554;
    refuse.action.text = QStringLiteral("Not here");
    QCOMPARE(decide(policyOf({refuse}), facts(), {}, alice).reply, (smtp::Reply{554, 7, 1, "Not here"}));
}

void tst_Evaluator::unknownDmarcNeverMatches() // P14: what is not known is never "fail".
{
    Criterion dmarc;
    dmarc.kind = Criterion::Kind::Dmarc;
    dmarc.values = {"reject"};
    const Policy policy = policyOf({rule("r", Action::Kind::Reject, {dmarc})});
    Facts given = facts();
    QCOMPARE(decide(policy, given, {}, alice).verdict, Verdict::Deliver);
    given.authentication = {"fail", "reject"};
    QCOMPARE(decide(policy, given, {}, alice).verdict, Verdict::Reject);
    given.authentication = {"fail", "none"};
    QCOMPARE(decide(policy, given, {}, alice).verdict, Verdict::Deliver);
}

void tst_Evaluator::spamRulesRestForAnAllowedSender_P15_data()
{
    QTest::addColumn<Rule>("rule");
    QTest::addColumn<Assessment>("assessment");
    QTest::addColumn<bool>("acts");
    const Assessment spam{95, MessageClass::Spam}, phishing{95, MessageClass::Phishing}, graymail{20, MessageClass::Graymail};
    const auto classes = [](QList<MessageClass> list) {
        Criterion criterion;
        criterion.kind = Criterion::Kind::Class;
        criterion.classes = std::move(list);
        return criterion;
    };
    Criterion virus, source, elsewhere;
    source.kind = elsewhere.kind = Criterion::Kind::Source;
    source.values = {"192.0.2.0/24"};
    elsewhere.values = {"198.51.100.0/24"};
    const auto all = [](Rule each) {
        each.match = Rule::Match::All;
        return each;
    };
    const auto quarantine = [](QList<Criterion> criteria) { return rule("r", Action::Kind::Quarantine, std::move(criteria)); };
    const auto row = [](const char *name, const Rule &each, const Assessment &assessment, bool acts) { QTest::newRow(name) << each << assessment << acts; };
    row("the score", quarantine({score(90)}), spam, false);
    row("the class spam", quarantine({classes({MessageClass::Spam})}), spam, false);
    row("the class graymail", quarantine({classes({MessageClass::Graymail})}), graymail, false);
    row("all of score and class", all(quarantine({score(60), classes({MessageClass::Spam})})), spam, false);
    row("any, of which only the score is true", quarantine({score(90), elsewhere}), spam, false);
    row("any, of which another is true, too", quarantine({score(90), source}), spam, true);
    row("all of the score and another", all(quarantine({score(90), source})), spam, true);
    row("the class phishing", quarantine({classes({MessageClass::Phishing})}), phishing, true);
    row("phishing or spam, and it is phishing", quarantine({classes({MessageClass::Phishing, MessageClass::Spam})}), phishing, true);
    row("phishing or spam, and it is spam", quarantine({classes({MessageClass::Phishing, MessageClass::Spam})}), spam, false);
    row("a virus", quarantine({virus}), {95, MessageClass::Virus}, true);
    row("a rule without criteria", quarantine({}), spam, true);
}

void tst_Evaluator::spamRulesRestForAnAllowedSender_P15()
{
    QFETCH(const Rule, rule);
    QFETCH(const Assessment, assessment);
    Findings findings;
    findings.viruses = {{VirusFinding::Kind::Virus, QStringLiteral("Test")}};
    const bool hasVirus = assessment.messageClass == MessageClass::Virus;
    const Policy policy = policyOf({rule});
    const Evaluation evaluation(policy, facts(hasVirus ? findings : Findings()), assessment);
    QCOMPARE(evaluation.decide(alice).verdict, Verdict::Quarantine);
    QTEST(evaluation.decide(alice, SpamRules::Rest).verdict == Verdict::Quarantine, "acts");
}

void tst_Evaluator::shippedPolicy_data()
{
    QTest::addColumn<Findings>("findings");
    QTest::addColumn<Verdict>("verdict");
    QTest::addColumn<QByteArray>("rule");
    const auto row = [](const char *name, const Findings &findings, Verdict verdict, const char *ruleId) {
        QTest::newRow(name) << findings << verdict << QByteArray(ruleId);
    };
    Findings virus = evidence("spam.a", -5), broken = virus, ambiguous = virus, program = virus, locked = virus;
    virus.viruses = {{VirusFinding::Kind::Virus, QStringLiteral("Test")}};
    broken.isBrokenStructure = true;
    ambiguous.isAmbiguous = true;
    locked.isUnscannable = true;
    content::Attachment executable;
    executable.isExecutable = true;
    program.attachments = {executable};
    row("clean", evidence("spam.a", -5), Verdict::Deliver, "");
    row("virus", virus, Verdict::Quarantine, "virus");
    row("broken structure (P1)", broken, Verdict::Reject, "broken-structure");
    row("ambiguous structure (P4)", ambiguous, Verdict::Quarantine, "ambiguous-structure");
    row("program", program, Verdict::Quarantine, "dangerous-attachment");
    row("spam", evidence("spam.a", 4), Verdict::Quarantine, "spam");
    row("suspected spam", evidence("spam.a", 1), Verdict::Tag, "suspected-spam");
    row("phishing", evidence("phish.a", 1), Verdict::Quarantine, "phishing");
    row("suspected impersonation", evidence("imperson.a", 1), Verdict::Tag, "suspected-impersonation");
    row("not fully scanned (P8)", locked, Verdict::Tag, "unscannable");
    row("graymail", evidence("graymail.list", -5), Verdict::Deliver, "graymail");
}

void tst_Evaluator::shippedPolicy()
{
    QFETCH(const Findings, findings);
    const Result<Policy> policy = policyFromJson(defaultPolicy());
    QVERIFY(policy);
    const Decision decision = decide(*policy, facts(findings), assess(findings, 0), alice);
    QTEST(decision.verdict, "verdict");
    QTEST(decision.rule, "rule");
}

QTEST_APPLESS_MAIN(tst_Evaluator)
#include "tst_evaluator.moc"
