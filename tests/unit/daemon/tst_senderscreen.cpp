#include "gateway/daemon/senderscreen.h"

#include "gateway/store/database.h"

#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace gateway;
using namespace gateway::daemon;
using enum reputation::SenderEntry::Action;

namespace {

const smtp::Mailbox alice{"alice", "ours.example"}, bob{"bob", "ours.example"}, list{"bounce", "lists.example"};

auth::Authentication authenticationOf(auth::SpfStatus spf, auth::DmarcCheck::Status dmarc)
{
    auth::Authentication authentication;
    authentication.spf.status = spf;
    authentication.dmarc.status = dmarc;
    return authentication;
}

/// A message of list, whose author is ann@partner.example, to alice and bob.
MessageCase messageOf(const net::SessionInfo &session, double score, bool isAuthenticated)
{
    net::Transaction transaction{{}, net::MessageContent(QByteArray()), smtp::Clock::now(), smtp::Clock::now(), smtp::Clock::now()};
    transaction.envelope.reversePath = list;
    transaction.envelope.recipients = {{alice, {}, {}}, {bob, {}, {}}};
    MessageCase message(session, std::move(transaction), {}, std::make_shared<LiveSettings::Snapshot>());
    message.findings.authors = {"ann@partner.example"};
    message.assessment = {score, score >= 60 ? MessageClass::Spam : MessageClass::Clean};
    if (isAuthenticated)
        message.authentication = authenticationOf(auth::SpfStatus::Pass, auth::DmarcCheck::Status::Pass);
    return message;
}

} // namespace

class tst_SenderScreen : public QObject
{
    Q_OBJECT
private:
    const QTemporaryDir m_directory;
    std::unique_ptr<store::Database> m_database;
    std::unique_ptr<reputation::StoredSenderLists> m_lists;
    void add(reputation::SenderEntry::Action action, const char *sender, const char *scope = "*");

private Q_SLOTS:
    void initTestCase();
    void init();
    void facts_data();
    void facts();
    void anAuthorWhoCannotBeReadIsOneMore_P15();
    void refuses();
    void decides_data();
    void decides();
    void reasonsAreFew_I8();
};

void tst_SenderScreen::initTestCase()
{
    auto database = store::Database::open(m_directory.filePath(u"postern.db"_s), store::migrations());
    QVERIFY(database);
    m_database = std::move(*database);
    auto lists = reputation::StoredSenderLists::load(*m_database);
    QVERIFY(lists);
    m_lists = std::move(*lists);
}

void tst_SenderScreen::init() { QVERIFY(m_lists->import({}, reputation::StoredSenderLists::Import::Replace)); }

void tst_SenderScreen::add(reputation::SenderEntry::Action action, const char *sender, const char *scope)
{
    const Result<reputation::SenderEntry> entry = reputation::SenderEntry::make(action, sender, scope);
    QVERIFY(entry && m_lists->add(*entry));
}

void tst_SenderScreen::facts_data()
{
    QTest::addColumn<auth::Authentication>("authentication");
    QTest::addColumn<bool>("isEnvelope");
    QTest::addColumn<bool>("isHeader");
    using Dmarc = auth::DmarcCheck::Status;
    using enum auth::SpfStatus;
    const auto row = [](const char *name, const auth::Authentication &authentication, bool isEnvelope, bool isHeader) {
        QTest::newRow(name) << authentication << isEnvelope << isHeader;
    };
    row("nothing passes", authenticationOf(Fail, Dmarc::Fail), false, false);
    row("SPF alone", authenticationOf(Pass, Dmarc::Fail), true, false);
    row("DMARC alone", authenticationOf(SoftFail, Dmarc::Pass), false, true);
    row("SPF is not sure", authenticationOf(Neutral, Dmarc::None), false, false);
    row("DNS failed", authenticationOf(TempError, Dmarc::TempError), false, false);
    auth::Authentication helo = authenticationOf(Pass, Dmarc::None);
    helo.spf.identity = auth::SpfCheck::Identity::Helo;
    row("SPF of the HELO name", helo, false, false);
    auth::Authentication aligned = authenticationOf(None, Dmarc::None);
    aligned.dmarc.isDkimAligned = true;
    row("no DMARC record, an aligned signature", aligned, false, true);
    aligned.dmarc.status = Dmarc::Fail;
    row("a DMARC fail for all that", aligned, false, false);
    auth::Authentication sealed = authenticationOf(None, Dmarc::Fail);
    sealed.vouchedBy = "sealer.example";
    row("a trusted sealer", sealed, false, true);
}

void tst_SenderScreen::facts()
{
    QFETCH(const auth::Authentication, authentication);
    const reputation::SenderFacts facts = senderFacts(list, {"Ann@Partner.example"}, authentication);
    QTEST(facts.isEnvelopeAuthenticated, "isEnvelope");
    QTEST(facts.isHeaderAuthenticated, "isHeader");
    QCOMPARE(facts.envelope, list);
    QCOMPARE(facts.header, (QList<smtp::Mailbox>{{"Ann", "Partner.example"}}));
    const reputation::SenderFacts unchecked = senderFacts(list, {"Ann@Partner.example"}, {});
    QVERIFY(!unchecked.isEnvelopeAuthenticated && !unchecked.isHeaderAuthenticated);
}

void tst_SenderScreen::anAuthorWhoCannotBeReadIsOneMore_P15()
{
    const auth::Authentication passed = authenticationOf(auth::SpfStatus::Pass, auth::DmarcCheck::Status::Pass);
    const reputation::SenderFacts facts = senderFacts(list, {"ann@partner.example", "eve eve@partner.example"}, passed);
    QCOMPARE(facts.header.size(), 1);
    QVERIFY(!facts.isHeaderAuthenticated);
}

void tst_SenderScreen::refuses()
{
    const SenderScreen screen(*m_lists);
    QVERIFY(!screen.refusal(list, alice));
    add(Block, "*@lists.example", "alice@ours.example");
    const std::optional<RecipientRefusal> refusal = screen.refusal(list, alice);
    QVERIFY(refusal);
    QCOMPARE(refusal->reply.code, 550);
    QCOMPARE(refusal->reply.toLine().first(10), "550 5.7.1 ");
    QCOMPARE(refusal->rule, "blocked-sender");
    QCOMPARE(refusal->reasons.value(0).id, "connection.sender-blocked");
    QVERIFY(!screen.refusal(list, bob));
    QVERIFY(!screen.refusal({}, alice));
}

void tst_SenderScreen::decides_data()
{
    QTest::addColumn<QByteArray>("entries"); // Of the organisation, but for ">SCOPE"; "+" allows.
    QTest::addColumn<bool>("isAuthenticated");
    QTest::addColumn<policy::Action::Kind>("action"); // Of a rule for spam at 90.
    QTest::addColumn<policy::Action::Kind>("always"); // Of a rule about everything.
    QTest::addColumn<QByteArray>("rules");    // Of alice and of bob.
    QTest::addColumn<QByteArray>("reasons");
    using enum policy::Action::Kind;
    const auto row = [](const char *name, const char *entries, bool isAuthenticated, policy::Action::Kind action, policy::Action::Kind always, const char *rules,
                        const char *reasons) { QTest::newRow(name) << QByteArray(entries) << isAuthenticated << action << always << QByteArray(rules) << QByteArray(reasons); };
    row("nothing", "", true, Quarantine, None, "quarantine spam, quarantine spam", "");
    row("the author is allowed", "+ann@partner.example", true, Quarantine, None, "deliver, deliver", "sender-allowed");
    row("the reverse-path is allowed", "+*@lists.example", true, Quarantine, None, "deliver, deliver", "sender-allowed");
    row("P15: allowed, but not authenticated", "+ann@partner.example", false, Quarantine, None, "quarantine spam, quarantine spam", "sender-not-authenticated");
    row("P15: allowed, and another rule acts", "+ann@partner.example", true, Quarantine, Reject, "reject all, reject all", "sender-allowed");
    row("P15: allowed, and a virus", "+ann@partner.example", true, Quarantine, Quarantine, "quarantine all, quarantine all", "sender-allowed");
    row("allowed for one", "+ann@partner.example>bob@ours.example", true, Quarantine, None, "quarantine spam, deliver", "sender-allowed");
    row("blocked", "-ann@partner.example", false, None, None, "reject blocked-sender, reject blocked-sender", "sender-blocked");
    row("blocked for one: the Reject of one is kept for the administrator", "-partner.example>alice@ours.example", true, None, None, "quarantine blocked-sender, deliver", "sender-blocked");
    row("blocked and spam", "-ann@partner.example", false, Quarantine, None, "reject blocked-sender, reject blocked-sender", "sender-blocked");
    row("blocked, and a virus stays with the administrator", "-ann@partner.example", false, None, Quarantine, "quarantine all, quarantine all", "sender-blocked");
    row("blocked and discarded", "-ann@partner.example", false, None, Discard, "discard all, discard all", "sender-blocked");
    row("blocked for all, allowed for one", "-lists.example +ann@partner.example>bob@ours.example", true, Quarantine, None, "quarantine blocked-sender, deliver", "sender-blocked sender-allowed");
}

void tst_SenderScreen::decides()
{
    QFETCH(const QByteArray, entries);
    QFETCH(const bool, isAuthenticated);
    QFETCH(const policy::Action::Kind, action);
    QFETCH(const policy::Action::Kind, always);
    for (const QByteArray &each : entries.split(' ')) {
        const QByteArrayList parts = each.sliced(each.isEmpty() ? 0 : 1).split('>');
        if (!each.isEmpty())
            add(each.startsWith('+') ? Allow : Block, parts.first().constData(), parts.value(1, "*").constData());
    }
    policy::Policy policy;
    policy::Criterion score;
    score.kind = policy::Criterion::Kind::SpamScore;
    score.atLeast = 90;
    const auto addRule = [&policy](const char *id, policy::Action::Kind kind, QList<policy::Criterion> criteria, bool isForAdministratorOnly) {
        policy::Rule rule;
        rule.id = id;
        rule.criteria = std::move(criteria);
        rule.action.kind = kind;
        rule.action.isForAdministratorOnly = isForAdministratorOnly;
        if (kind != policy::Action::Kind::None)
            policy.rules.append(rule);
    };
    addRule("all", always, {}, true);
    addRule("spam", action, {score}, false);

    const net::SessionInfo session;
    MessageCase message = messageOf(session, 95, isAuthenticated);
    policy::Facts facts;
    facts.reversePath = list;
    const policy::Evaluation evaluation(policy, facts, message.assessment);
    QList<delivery::Settlement::Line> lines{{{alice, {}, {}}, {}, {}, {}, {}, false, {}}, {{bob, {}, {}}, {}, {}, {}, {}, false, {}}};
    SenderScreen(*m_lists).decide(message, evaluation, lines);
    const delivery::Settlement settlement(lines);
    QByteArrayList rules;
    for (const delivery::Settlement::Line &line : settlement.lines())
        rules.append((toWord(line.decision.verdict) + ' ' + line.decision.rule).trimmed());
    QTEST(rules.join(", "), "rules");
    QByteArrayList reasons;
    for (const Reason &reason : message.findings.reasons)
        reasons.append(reason.id.mid(qstrlen("connection.")));
    QTEST(reasons.join(' '), "reasons");
}

void tst_SenderScreen::reasonsAreFew_I8()
{
    QList<delivery::Settlement::Line> lines;
    for (int i = 0; i < 1000; ++i) {
        const QByteArray name = "r" + QByteArray::number(i);
        lines.append({{{name, "ours.example"}, {}, {}}, {}, {}, {}, {}, false, {}});
        if (i < 50)
            add(Block, "ann@partner.example", (name + "@ours.example").constData());
    }
    const net::SessionInfo session;
    MessageCase message = messageOf(session, 1, true);
    const policy::Policy policy;
    SenderScreen(*m_lists).decide(message, policy::Evaluation(policy, {}, message.assessment), lines);
    QCOMPARE(message.findings.reasons.size(), 20);
    QCOMPARE(std::ranges::count_if(lines, [](const auto &line) { return line.decision.verdict == Verdict::Reject; }), 50);
}

QTEST_GUILESS_MAIN(tst_SenderScreen)
#include "tst_senderscreen.moc"
