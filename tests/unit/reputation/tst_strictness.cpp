#include "gateway/reputation/strictness.h"

#include "gateway/reasontext.h"
#include "gateway/reputation/reasons.h"

#include <QTest>

using namespace gateway;
using namespace reputation;
using namespace Qt::StringLiterals;
using policy::Mode;
using enum ConnectionOutcome::Action;
using Phase = ConnectionFacts::Phase;

class tst_Strictness : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void levels_data();
    void levels();
    void repliesAreHonest_data();
    void repliesAreHonest();
    void whatIsNotKnownSpeaksAgainstNobody_P14();
    void uncheckedMayBeDeferred_I5();
    void anUnverifiedHeloNeverRefuses();
    void modes_data();
    void modes();
    void ownListsCountAtEveryLevel();
    void greylistingHasToBeOn();
    void theReferenceIsFilledIn_S17();
    void everyRuleHasAName();
};

namespace {

/// Words: "list5" a hit of that weight, "past-3" history, "noname", "generic", "unconfirmed", "ours", "localhost", "elsewhere", "block", "allow".
ConnectionFacts factsOf(const QByteArray &words)
{
    ConnectionFacts facts{.client = boost::asio::ip::make_address("192.0.2.1")};
    facts.names.reverse = ClientNames::Reverse::Confirmed;
    facts.names.helo = ClientNames::Helo::Confirmed;
    const auto reason = [&facts](const char *id) { facts.names.reasons.append(makeReason(id, {})); };
    for (const QByteArray &word : words.split(' ')) {
        if (word.startsWith("list")) {
            const double weight = word.sliced(4).toDouble();
            facts.blockLists.hits.append({"bl" + QByteArray::number(facts.blockLists.hits.size()) + ".example",
                weight < 0 ? BlockList::Kind::Allow : BlockList::Kind::Block, "127.0.0.2", weight});
        } else if (word.startsWith("past")) {
            facts.history = word.sliced(4).toDouble();
            facts.historyReasons = {makeReason("connection.history-bad", facts.history, {})};
        } else if (word == "noname") {
            facts.names.reverse = ClientNames::Reverse::Missing;
            reason("connection.name-missing");
        } else if (word == "unconfirmed") {
            facts.names.reverse = ClientNames::Reverse::Unconfirmed;
            reason("connection.name-unconfirmed");
        } else if (word == "generic") {
            reason("connection.name-generic");
        } else if (word == "ours") {
            facts.names.helo = ClientNames::Helo::Ours;
            reason("connection.helo-ours");
        } else if (word == "localhost") {
            facts.names.helo = ClientNames::Helo::Localhost;
            reason("connection.helo-localhost");
        } else if (word == "elsewhere") {
            facts.names.helo = ClientNames::Helo::Elsewhere;
            reason("connection.helo-elsewhere");
        } else if (word == "block" || word == "allow") {
            facts.listed = ClientRule{.action = word == "block" ? ClientRule::Action::Block : ClientRule::Action::Allow,
                .network = Network{facts.client, 32}};
        } else if (word == "connect") {
            facts.phase = Phase::Connect;
        }
    }
    return facts;
}

QByteArray textOf(const ConnectionOutcome &outcome)
{
    constexpr const char *words[] = {"accept", "greylist", "defer", "refuse"};
    return QByteArray(words[int(outcome.action)]) + ' ' + outcome.rule.sliced(sizeof "connection.rule-" - 1);
}

} // namespace

void tst_Strictness::levels_data()
{
    QTest::addColumn<QByteArray>("facts");
    QTest::addColumn<QList<QByteArray>>("outcomes"); // Off, Relaxed, Standard, Strict.
    const auto row = [](const char *facts, const QList<QByteArray> &outcomes) { QTest::newRow(facts) << QByteArray(facts) << outcomes; };
    const QByteArray none = "accept none", lists = "refuse block-lists", grey = "greylist evidence", defer = "defer evidence", own = "refuse own-lists";
    row("", {none, none, none, none});
    row("list3", {none, none, grey, lists});
    row("list5", {none, grey, lists, lists});
    row("list3 list3", {none, lists, lists, lists});
    row("list5 list-3", {none, none, grey, grey});
    row("list5 past-3", {none, none, grey, grey}); // Good mail of the past outweighs a listing.
    row("list5 past-6", {none, none, none, none});
    row("past3", {none, none, grey, grey});
    row("past6", {none, grey, defer, "refuse evidence"});
    row("past6 noname localhost", {none, grey, "refuse evidence", "refuse evidence"});
    row("noname", {none, none, none, "defer no-name"});
    row("noname past-2", {none, none, none, none});
    row("unconfirmed", {none, none, none, "defer no-name"});
    row("unconfirmed localhost", {none, none, grey, "defer no-name"});
    row("noname generic localhost", {none, grey, grey, "defer no-name"});
    row("generic", {none, none, none, grey});
    row("generic localhost elsewhere", {none, none, grey, defer});
    row("elsewhere", {none, none, none, none});
    row("localhost", {none, none, grey, grey});
    row("ours", {none, grey, "refuse forged-helo", "refuse forged-helo"});
    row("block", {own, own, own, own});
    row("allow list5 past6 ours", {"accept own-lists", "accept own-lists", "accept own-lists", "accept own-lists"});
}

void tst_Strictness::levels()
{
    QFETCH(const QByteArray, facts);
    QList<QByteArray> outcomes;
    for (const Strictness level : {Strictness::Off, Strictness::Relaxed, Strictness::Standard, Strictness::Strict}) {
        const ConnectionDecision decision = decide(factsOf(facts), {.level = level, .isGreylisting = true});
        outcomes.append(textOf(decision.outcome));
        QVERIFY(!decision.warned && !decision.observed);
        const bool hasReply = decision.outcome.action == Defer || decision.outcome.action == Refuse;
        QCOMPARE(decision.reply.code != 0, hasReply);
    }
    QTEST(outcomes, "outcomes");
}

void tst_Strictness::repliesAreHonest_data()
{
    QTest::addColumn<QByteArray>("facts");
    QTest::addColumn<QByteArray>("reply");
    const auto row = [](const char *facts, const char *reply) { QTest::newRow(facts) << QByteArray(facts) << QByteArray(reply); };
    row("list5", "550 5.7.1 Mail from 192.0.2.1 is refused: it is listed by bl0.example (127.0.0.2). "
        "If that is wrong, let the recipient know this reference: R1");
    row("list2 list2 list2 list2 list-1", "550 5.7.1 Mail from 192.0.2.1 is refused: it is listed by bl0.example (127.0.0.2), "
        "bl1.example (127.0.0.2), bl2.example (127.0.0.2). If that is wrong, let the recipient know this reference: R1");
    row("list5 connect", "554 5.7.1 Mail from 192.0.2.1 is refused: it is listed by bl0.example (127.0.0.2). "
        "If that is wrong, let the recipient know this reference: R1");
    row("block", "550 5.7.1 Mail from 192.0.2.1 is refused: it is blocked here. If that is wrong, let the recipient know this reference: R1");
    row("ours", "550 5.7.1 Mail from 192.0.2.1 is refused: it calls itself by our name. If that is wrong, let the recipient know this reference: R1");
    row("past6", "450 4.7.1 Mail from 192.0.2.1 is not accepted now: too much speaks against it. Please try again later; reference: R1");
    row("past6 connect", "421 4.7.0 Mail from 192.0.2.1 is not accepted now: too much speaks against it. Please try again later; reference: R1");
}

void tst_Strictness::repliesAreHonest()
{
    QFETCH(const QByteArray, facts);
    QTEST(withReference(decide(factsOf(facts), {}).reply, "R1").toLine(), "reply");
}

void tst_Strictness::whatIsNotKnownSpeaksAgainstNobody_P14()
{
    ConnectionFacts facts{.client = boost::asio::ip::make_address("192.0.2.1")};
    facts.blockLists.notes = {{BlockListNote::Kind::NotKnown, "bl.example"}, {BlockListNote::Kind::Refuses, "bl2.example"}};
    facts.names.reverse = ClientNames::Reverse::NotKnown;
    facts.names.helo = ClientNames::Helo::NotKnown;
    const ConnectionDecision decision = decide(facts, {.level = Strictness::Strict});
    QCOMPARE(decision.outcome, ConnectionOutcome());
    QCOMPARE(decision.reasons.size(), 2); // But it is marked.
}

void tst_Strictness::uncheckedMayBeDeferred_I5()
{
    const StrictnessConfig config{.notKnown = StrictnessConfig::NotKnown::Defer};
    ConnectionFacts facts = factsOf("");
    QCOMPARE(textOf(decide(facts, config).outcome), "accept none");
    facts.blockLists.notes = {{BlockListNote::Kind::NotKnown, "bl.example"}};
    const ConnectionDecision decision = decide(facts, config);
    QCOMPARE(textOf(decision.outcome), "defer not-known");
    QVERIFY(decision.reply.toLine().startsWith("451 4.4.3 "));
    facts.blockLists.hits = {{"bl0.example", BlockList::Kind::Block, "127.0.0.2", 6}}; // Enough is known.
    QCOMPARE(textOf(decide(facts, config).outcome), "refuse block-lists");
    facts = factsOf("");
    facts.names.reverse = ClientNames::Reverse::NotKnown;
    QCOMPARE(textOf(decide(facts, config).outcome), "defer not-known");
    QCOMPARE(textOf(decide(facts, {.reverseName = Mode::Observe, .notKnown = StrictnessConfig::NotKnown::Defer}).outcome), "accept none");
}

void tst_Strictness::anUnverifiedHeloNeverRefuses()
{
    ConnectionFacts facts = factsOf("past5.8 elsewhere");
    QCOMPARE(textOf(decide(facts, {.level = Strictness::Strict}).outcome), "defer evidence"); // 6.1 in sum (RFC 5321 4.1.4).
    facts.history = 6;
    QCOMPARE(textOf(decide(facts, {.level = Strictness::Strict}).outcome), "refuse evidence");
}

void tst_Strictness::modes_data()
{
    QTest::addColumn<QByteArray>("facts");
    QTest::addColumn<StrictnessConfig>("config");
    QTest::addColumn<QByteArray>("outcome");
    QTest::addColumn<QByteArray>("warned");
    QTest::addColumn<QByteArray>("observed");
    const auto row = [](const char *name, const char *facts, const StrictnessConfig &config, const char *outcome, const char *warned, const char *observed) {
        QTest::newRow(name) << QByteArray(facts) << config << QByteArray(outcome) << QByteArray(warned) << QByteArray(observed);
    };
    row("lists warn", "list5", {.blockLists = Mode::Warn}, "accept none", "refuse block-lists", "");
    row("lists observe", "list5", {.blockLists = Mode::Observe}, "accept none", "", "refuse block-lists");
    row("both", "list5 ours", {.blockLists = Mode::Observe, .helo = Mode::Warn}, "accept none", "refuse forged-helo", "refuse block-lists");
    row("enough without", "list5 ours", {.helo = Mode::Observe}, "refuse block-lists", "", "");
    row("own lists observe", "block", {.ownLists = Mode::Observe}, "accept none", "", "refuse own-lists");
    row("history warns", "past6", {.history = Mode::Warn}, "accept none", "defer evidence", "");
    row("names observe", "noname", {.level = Strictness::Strict, .reverseName = Mode::Observe}, "accept none", "", "defer no-name");
}

void tst_Strictness::modes()
{
    QFETCH(const QByteArray, facts);
    QFETCH(const StrictnessConfig, config);
    const ConnectionDecision decision = decide(factsOf(facts), config);
    QTEST(textOf(decision.outcome), "outcome");
    QTEST(decision.warned ? textOf(*decision.warned) : QByteArray(), "warned");
    QTEST(decision.observed ? textOf(*decision.observed) : QByteArray(), "observed");
    QVERIFY(!decision.reasons.isEmpty());
    for (const Reason &reason : decision.reasons) {
        if (config.blockLists != Mode::Enforce && reason.id.startsWith("connection.list-"))
            QCOMPARE(reason.points, 0.0); // Adds nothing to the spam score either.
    }
}

void tst_Strictness::ownListsCountAtEveryLevel()
{
    const ConnectionDecision off = decide(factsOf("block list9"), {.level = Strictness::Off});
    QCOMPARE(textOf(off.outcome), "refuse own-lists");
    const ConnectionDecision allowed = decide(factsOf("allow list9 past6"), {});
    QCOMPARE(allowed.reasons.size(), 3);
    for (const Reason &reason : allowed.reasons) // Nothing is held against it later either.
        QCOMPARE(reason.points, 0.0);
    for (const Reason &reason : off.reasons)
        QCOMPARE(reason.points, 0.0);
}

void tst_Strictness::greylistingHasToBeOn()
{
    QCOMPARE(textOf(decide(factsOf("past3"), {}).outcome), "accept none");
    QCOMPARE(textOf(decide(factsOf("past3"), {.isGreylisting = true}).outcome), "greylist evidence");
    QCOMPARE(textOf(decide(factsOf("past3 connect"), {.isGreylisting = true}).outcome), "accept none"); // There is no triplet yet.
}

void tst_Strictness::theReferenceIsFilledIn_S17()
{
    const smtp::Reply reply = decide(factsOf("block"), {}).reply;
    QVERIFY(reply.text.contains("{reference}"));
    QVERIFY(!withReference(reply, "4Z0").text.contains('{'));
    QVERIFY(withReference(reply, "a\r\n250 OK").text.endsWith("a\\x0d\\x0a250 OK"));
}

void tst_Strictness::everyRuleHasAName()
{
    for (const char *facts : {"", "block", "list9", "ours", "past6", "noname"}) {
        const QByteArray rule = decide(factsOf(facts), {.level = Strictness::Strict}).outcome.rule;
        QVERIFY(reasonIds().contains(rule));
        QVERIFY(catalogueText(rule, {}, Language::English) != QString::fromLatin1(rule));
    }
}

QTEST_APPLESS_MAIN(tst_Strictness)
#include "tst_strictness.moc"
