#include "gateway/daemon/defencerules.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace gateway;
using namespace gateway::daemon;

class tst_DefenceRules : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void defaultsAreWhatTheyAreSaidToBe();
    void readsAllOfIt();
    void namesWhatIsWrong_data();
    void namesWhatIsWrong();
};

void tst_DefenceRules::defaultsAreWhatTheyAreSaidToBe()
{
    const Result<DefenceRules> written = defenceFromJson(defaultDefence()), empty = defenceFromJson({});
    QVERIFY(written && empty);
    for (const DefenceRules &rules : {*written, *empty}) {
        QCOMPARE(rules.strictness.level, reputation::Strictness::Standard);
        QCOMPARE(rules.strictness.helo, policy::Mode::Warn);
        for (const policy::Mode mode : {rules.strictness.ownLists, rules.strictness.blockLists, rules.strictness.history, rules.strictness.reverseName, rules.rates, rules.harvestGuard})
            QCOMPARE(mode, policy::Mode::Enforce);
        QCOMPARE(rules.strictness.notKnown, reputation::StrictnessConfig::NotKnown::Pass);
        QVERIFY(!rules.strictness.isGreylisting);
        QVERIFY(rules.blockLists.isEmpty());
        QCOMPARE(rules.harvestLimit, 25);
        QCOMPARE(rules.rateLimits.unknown.messagesPerMinute, 60);
    }
}

void tst_DefenceRules::readsAllOfIt()
{
    const QJsonObject list{{u"zone"_s, u"BL.example.com"_s}, {u"weight"_s, 4}, {u"codes"_s, QJsonArray{u"127.0.0.2-3=4.5"_s, u"127.0.*.9=1"_s}},
                           {u"refusals"_s, QJsonArray{u"127.0.0.255"_s}}, {u"asksText"_s, true}};
    const QJsonObject allowing{{u"zone"_s, u"wl.example.com"_s}, {u"kind"_s, u"allow"_s}, {u"isEnabled"_s, false}};
    const QJsonObject document{{u"strictness"_s, u"strict"_s}, {u"ownLists"_s, u"observe"_s}, {u"rates"_s, u"warn"_s}, {u"defersNotKnown"_s, true}, {u"isGreylisting"_s, true},
                               {u"countryFile"_s, u"/var/lib/country.mmdb"_s}, {u"harvestLimit"_s, 7}, {u"blockListZones"_s, QJsonArray{list, allowing}},
                               {u"clientRules"_s, QJsonArray{QJsonObject{{u"action"_s, u"allow"_s}, {u"client"_s, u"192.0.2.0/24"_s}, {u"note"_s, u"Partner"_s}},
                                                             QJsonObject{{u"action"_s, u"block"_s}, {u"client"_s, u".bad.example"_s}}}},
                               {u"knownRates"_s, QJsonObject{{u"messagesPerMinute"_s, 9}}}};
    const Result<DefenceRules> read = defenceFromJson(document);
    QVERIFY2(read, read ? "" : qPrintable(read.error().message));
    QCOMPARE(read->strictness.level, reputation::Strictness::Strict);
    QCOMPARE(read->strictness.ownLists, policy::Mode::Observe);
    QCOMPARE(read->rates, policy::Mode::Warn);
    QCOMPARE(read->strictness.notKnown, reputation::StrictnessConfig::NotKnown::Defer);
    QVERIFY(read->strictness.isGreylisting);
    QCOMPARE(read->countryFile, u"/var/lib/country.mmdb"_s);
    QCOMPARE(read->harvestLimit, 7);
    QCOMPARE(read->blockLists.size(), 2);
    const reputation::BlockList &first = read->blockLists.first();
    QCOMPARE(first.zone, "bl.example.com");
    QCOMPARE(first.codes.size(), 2);
    QCOMPARE(first.codes.first().weight, 4.5);
    QCOMPARE(first.codes.first().range.toText(), "127.0.0.2-3");
    QCOMPARE(first.refusals.size(), 1);
    QVERIFY(first.asksText);
    QCOMPARE(read->blockLists.last().kind, reputation::BlockList::Kind::Allow);
    QVERIFY(!read->blockLists.last().isEnabled);
    QCOMPARE(read->clients.rules().size(), 2);
    QCOMPARE(read->rateLimits.known.messagesPerMinute, 9);
    QCOMPARE(read->rateLimits.known.connectionsPerMinute, 600);
}

void tst_DefenceRules::namesWhatIsWrong_data()
{
    QTest::addColumn<QByteArray>("document");
    QTest::addColumn<QString>("start");
    const auto row = [](const char *name, const char *document, const QString &start) { QTest::newRow(name) << QByteArray(document) << start; };
    row("level", R"({"strictness": "brutal"})", u"strictness: “brutal” is not known. Use one of: off, relaxed, standard, strict."_s);
    row("mode", R"({"helo": "off"})", u"helo: “off” is not known."_s);
    row("member", R"({"heloo": "warn"})", u"heloo: this member is not known."_s);
    row("limit", R"({"harvestLimit": -1})", u"harvestLimit: a number from 0 to 10000 is needed here."_s);
    row("no rate is none (R7)", R"({"unknownRates": {"messagesPerMinute": 0}})", u"unknownRates.messagesPerMinute: a number from 1"_s);
    row("zone", R"({"blockListZones": [{"zone": "com"}]})", u"blockListZones[0].zone: block list \"com\": the zone must be"_s);
    row("code without weight", R"({"blockListZones": [{"zone": "a.example"}, {"zone": "b.example", "codes": ["127.0.0.2"]}]})", u"blockListZones[1].codes: “127.0.0.2” is not"_s);
    row("code", R"({"blockListZones": [{"zone": "a.example", "codes": ["127.0.0=4"]}]})", u"blockListZones[0].codes: "_s);
    row("weight", R"({"blockListZones": [{"zone": "a.example", "weight": -1}]})", u"blockListZones[0].weight: a number from 0 to 20"_s);
    row("client", R"({"clientRules": [{"action": "block", "client": "com"}]})", u"clientRules[0].client: \"com\" would stand for a whole top-level domain"_s);
    row("action", R"({"clientRules": [{"client": "192.0.2.1"}]})", u"clientRules[0].action: “” is not known. Use one of: allow, block."_s);
}

void tst_DefenceRules::namesWhatIsWrong()
{
    QFETCH(const QByteArray, document);
    QFETCH(const QString, start);
    const Result<DefenceRules> read = defenceFromJson(QJsonDocument::fromJson(document).object());
    QVERIFY(!read);
    QCOMPARE(read.error().kind, Error::Kind::Invalid);
    QVERIFY2(read.error().message.startsWith(start), qPrintable(read.error().message));
}

QTEST_GUILESS_MAIN(tst_DefenceRules)
#include "tst_defencerules.moc"
