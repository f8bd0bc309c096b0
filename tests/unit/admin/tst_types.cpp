#include "gateway/admin/administration.h"
#include "gateway/admin/codec.h"
#include "exampleparts.h"

#include <QJsonDocument>
#include <QTest>
#include <limits>

using namespace gateway;
using namespace gateway::admin;
using namespace Qt::StringLiterals;

namespace {

const QDateTime noon = QDateTime(QDate(2026, 11, 24), QTime(12, 4, 5, 678), Qt::UTC);

TlsRecord tls()
{
    return {true, u"TLSv1.3"_s, u"TLS_AES_256_GCM_SHA384"_s, u"X25519"_s, u"mx.example.com"_s, u"CN=mx.example.com"_s,
            u"CN=Test CA"_s, u"ab:cd"_s, u"verified"_s, true};
}

Reason reason() { return {"spam.gtube", Stage::Content, 9.5, {{u"word"_s, u"無料"_s}}}; }

Message message()
{
    Message m;
    m.id = u"m1"_s;
    m.received = noon;
    m.direction = u"outbound"_s;
    m.subject = u"見積書のご送付"_s;
    m.size = 5'000'000'000;
    m.messageClass = MessageClass::Virus;
    m.score = 97.5;
    m.fate = Fate::Quarantined;
    m.isTagged = true;
    m.took = 12.5;
    m.recipients = {{u"alice@example.com"_s, Verdict::Quarantine, Fate::Quarantined, u"virus"_s, u"127.0.0.1:2526"_s,
                     u"250 2.0.0 ok"_s, noon}};
    m.stages = {{Stage::Virus, StageRecord::State::Stopped, 10, 4, u"EICAR"_s}};
    m.reasons = {reason()};
    m.tlsIn = tls();
    m.urls = {u"https://example.org/"_s};
    m.policyVersion = 3;
    m.history = {u"one"_s, u"two"_s};
    return m;
}

/// Through octets, as on the wire.
QJsonObject wire(const QJsonObject &object) { return QJsonDocument::fromJson(QJsonDocument(object).toJson()).object(); }

} // namespace

class tst_Types : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void roundTrip();
    void emptyMembersAreLeftOut();
    void wrongTypesBecomeDefaults_data();
    void wrongTypesBecomeDefaults();
    void timesAreUtc_data();
    void timesAreUtc();
    void optionalMembers();
    void pages();
};

void tst_Types::roundTrip()
{
    const auto same = [](const auto &value) {
        using T = std::decay_t<decltype(value)>;
        QCOMPARE(T::fromJson(wire(value.toJson())), value);
        QCOMPARE(T::fromJson(wire(T().toJson())), T());
        QCOMPARE(T::fromJson({}), T());
    };
    same(StageRecord{Stage::NextHop, StageRecord::State::Attention, 1.5, 0.25, u"451"_s});
    same(tls());
    same(RecipientRecord{u"a@example.com"_s, Verdict::Tag, Fate::Queued, u"r"_s, u"h:25"_s, u"ok"_s, noon});
    same(message());
    same(MessageFilter{noon, noon.addDays(1), u"a"_s, u"b"_s, u"見積"_s, Fate::Dsn, MessageClass::Clean, 100, 50});
    same(QuarantineItem{u"q1"_s, noon, noon, u"s"_s, u"f"_s, u"件名"_s, u"r"_s, {u"a"_s}, MessageClass::Phishing, 91.5, 99,
                        true, {reason()}, u"text"_s});
    same(QueueItem{u"q"_s, noon, noon, noon, u"s"_s, u"d"_s, u"su"_s, u"l"_s, {u"a"_s, u"b"_s}, 4, 2, true});
    same(Domain{u"example.com"_s, u"mx:25"_s, {u"alice"_s}, u"ask"_s, {u"example.net"_s}, u"alice@example.com"_s, QString(), true});
    for (const auto &state : exampledata::directorySources())
        same(state);
    same(exampledata::directoryDifference());
    same(exampledata::directoryPreview());
    same(exampledata::directoryHistory().first());
    same(exampledata::harvestSuspects().first());
    same(DirectoryLookup{u"a@example.com"_s, u"known"_s, exampledata::directoryEntries().first(), true, true, u"250"_s});
    same(exampledata::defenceSettings());
    DefenceSettings equalRates;
    equalRates.knownRates = equalRates.partnerRates = equalRates.unknownRates;
    same(equalRates);
    same(exampledata::defenceState());
    same(exampledata::blockListPresets().first());
    same(exampledata::blockListStates().first());
    same(exampledata::defenceExplanation());
    same(DefenceRuleConflict{u"tie"_s, exampledata::defenceSettings().clientRules.first(), exampledata::defenceSettings().clientRules.last()});
    same(exampledata::senderListEntries().first());
    same(SenderListConflict{u"duplicate"_s, exampledata::senderListEntries().first(), exampledata::senderListEntries().last()});
    same(SenderListImport{3, 2, 1, {}});
    same(TlsSession{noon, u"in"_s, u"192.0.2.1"_s, u"m1"_s, tls()});
    same(Certificate{u"f"_s, u"s"_s, u"i"_s, u"p"_s, {u"n"_s}, noon, noon, true});
    Status status;
    status.version = u"0.1"_s;
    status.started = noon;
    status.problems = {u"The mail server does not answer."_s};
    status.messagesToday = 1LL << 40;
    status.isNextHopUp = false;
    status.hasOnlyTestSignatures = true;
    same(status);
    same(Event{17, u"message"_s, {{u"id"_s, u"m1"_s}}});
    same(MailboxItem{u"1"_s, noon, u"s"_s, u"r"_s, u"su"_s, 7, u"t"_s});
    same(Sample{u"virus"_s, u"t"_s, u"s"_s, u"r"_s, Fate::Quarantined});
    same(SendResult{u"m1"_s, u"250 ok"_s, 3.5});
}

void tst_Types::emptyMembersAreLeftOut()
{
    const QJsonObject object = Message().toJson();
    for (const QString &name : {u"tlsIn"_s, u"reasons"_s, u"recipients"_s, u"received"_s, u"score"_s})
        QVERIFY2(!object.contains(name), qPrintable(name));
    QCOMPARE(object.value("direction"_L1), QJsonValue(u"inbound"_s));
    QCOMPARE(object.value("messageClass"_L1), QJsonValue(u"clean"_s));
}

void tst_Types::wrongTypesBecomeDefaults_data()
{
    QTest::addColumn<QByteArray>("json");
    const auto row = [](const char *name, QByteArray json) { QTest::newRow(name) << json; };
    row("numbers for texts", R"({"id": 1, "subject": 2.5, "rule": true})");
    row("texts for numbers", R"({"size": "12", "took": "x", "policyVersion": "1e9", "isTagged": "true"})");
    row("numbers out of range", R"({"size": 1e300, "policyVersion": 99999999999})");
    row("a fraction for a whole number", R"({"size": 1.5, "policyVersion": 0.5})");
    row("unknown words", R"({"fate": "eaten", "messageClass": "Clean ", "stages": 7})");
    row("scalars for lists", R"({"recipients": "a", "urls": {"a": 1}, "history": 5, "reasons": null})");
    row("lists of the wrong things", R"({"recipients": [1, "a", null, []], "urls": [1, {}, []]})");
    row("scalars for records", R"({"tlsIn": [], "tlsOut": "TLSv1.3"})");
    row("nonsense for times", R"({"received": "yesterday", "score": "high"})");
    row("unknown members", R"({"__proto__": {}, "constructor": 1})");
    row("a member named with a NUL", R"({"id\u0000": "x"})");
}

void tst_Types::wrongTypesBecomeDefaults()
{
    QFETCH(const QByteArray, json);
    const QJsonDocument document = QJsonDocument::fromJson(json);
    QVERIFY(document.isObject());
    QCOMPARE(Message::fromJson(document.object()), Message());
}

void tst_Types::timesAreUtc_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QDateTime>("time");
    QTest::newRow("as we write") << u"2026-11-24T12:04:05.678Z"_s << noon;
    QTest::newRow("with an offset") << u"2026-11-24T21:04:05.678+09:00"_s << noon;
    QTest::newRow("without an offset") << u"2026-11-24T12:04:05.678"_s << noon;
    QTest::newRow("without milliseconds") << u"2026-11-24T12:04:05Z"_s << noon.addMSecs(-678);
    QTest::newRow("impossible day") << u"2026-02-30T12:04:05Z"_s << QDateTime();
}

void tst_Types::timesAreUtc()
{
    QFETCH(const QString, text);
    const Message read = Message::fromJson({{u"received"_s, text}});
    QTEST(read.received, "time");
    if (read.received.isValid())
        QVERIFY(read.toJson().value("received"_L1).toString().endsWith(u'Z'));
}

void tst_Types::optionalMembers()
{
    QCOMPARE(Message::fromJson({{u"score"_s, 0}}).score, std::optional(0.0));
    QCOMPARE(Message::fromJson({{u"score"_s, 1}}).score, std::optional(1.0));
    QCOMPARE(Message::fromJson({{u"score"_s, true}}).score, std::nullopt);
    QCOMPARE(MessageFilter::fromJson({{u"fate"_s, u"delivered"_s}}).fate, std::optional(Fate::Delivered));
    QCOMPARE(MessageFilter::fromJson({{u"fate"_s, u"queued"_s}}).fate, std::optional(Fate::Queued));
    QCOMPARE(MessageFilter::fromJson({{u"fate"_s, u""_s}}).fate, std::nullopt);
}

void tst_Types::pages()
{
    const Page<Message> page{{message(), Message()}, 4711};
    QCOMPARE(pageFromJson<Message>(wire(toJson(page))), page);
    QCOMPARE(pageFromJson<Message>({{u"items"_s, u"none"_s}, {u"total"_s, u"many"_s}}), Page<Message>());
}

QTEST_GUILESS_MAIN(tst_Types)
#include "tst_types.moc"
