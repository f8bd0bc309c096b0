#include "gateway/daemon/doorkeeper.h"

#include "gateway/dns/zonefile.h"
#include "gateway/net/loops.h"
#include "gateway/store/database.h"
#include "gateway/store/settings.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTemporaryDir>
#include <QTest>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/use_future.hpp>

using namespace Qt::StringLiterals;
using namespace gateway;
using namespace gateway::daemon;

namespace {

/// 198.51.100.7 is a mail server as it should be; .8 has no name; .9 is listed; .10 is listed by a list that has had enough of us.
constexpr auto zones = R"({
    "7.100.51.198.in-addr.arpa": [{"PTR": "mx.partner.example"}],
    "mx.partner.example": [{"A": "198.51.100.7"}],
    "9.100.51.198.in-addr.arpa": [{"PTR": "mx.spammer.example"}],
    "mx.spammer.example": [{"A": "198.51.100.9"}],
    "9.100.51.198.bl.example": [{"A": "127.0.0.2"}],
    "10.100.51.198.in-addr.arpa": [{"PTR": "mx.other.example"}],
    "mx.other.example": [{"A": "198.51.100.10"}],
    "10.100.51.198.bl.example": [{"A": "127.255.255.254"}],
    "11.100.51.198.in-addr.arpa": ["TIMEOUT"],
    "11.100.51.198.bl.example": ["TIMEOUT"],
    "gateway.example": [{"A": "203.0.113.1"}]
})";

template<typename T>
T opened(Result<T> result)
{
    if (!result)
        qFatal("%s", qPrintable(result.error().message));
    return std::move(*result);
}

struct House {
    explicit House(const QJsonObject &document = {}, bool hasDns = true) : isAsked(hasDns)
    {
        live->setDefenceListener([this](const std::shared_ptr<const DefenceRules> &rules) { defence.apply(rules); });
        opened(live->applyDefence(document, {}));
        loops.start();
    }
    ~House() { loops.stop(); }

    template<typename T>
    T await(net::Task<T> task) { return boost::asio::co_spawn(loops.at(0), std::move(task), boost::asio::use_future).get(); }

    net::SessionInfo session(const QByteArray &client, const QByteArray &helo = "mx.partner.example")
    {
        net::SessionInfo info;
        info.clientAddress = client;
        info.sessionId = "S";
        info.helo = helo;
        info.memory = door.begin(info);
        return info;
    }
    std::optional<smtp::Reply> connect(const net::SessionInfo &session) { return await(door.connected(session)); }
    std::optional<smtp::Reply> mail(const net::SessionInfo &session, const smtp::Envelope &envelope) { return await(door.mail(session, envelope)); }
    /// From connect to RCPT: the first refusal.
    smtp::Reply dialogue(const net::SessionInfo &session)
    {
        if (const auto refusal = connect(session))
            return *refusal;
        smtp::Envelope envelope;
        envelope.reversePath = {"orders", "partner.example"};
        if (const auto refusal = mail(session, envelope))
            return *refusal;
        const smtp::ForwardPath path{{"alice", "ours.example"}, {}, {}};
        if (const auto refusal = door.recipient(session, envelope, path))
            return *refusal;
        return door.greylisted(session, envelope, path).value_or(smtp::Reply{250, 1, 5, "ok"});
    }
    QList<admin::Message> traced()
    {
        database->flush();
        QList<admin::Message> whole;
        const auto found = trace.find({});
        for (const admin::Message &each : found->items)
            whole.append(*trace.message(each.id));
        return whole;
    }
    std::array<qint64, 5> counted(const QByteArray &rule)
    {
        for (const DefenceCount &count : defence.counts()) {
            if (count.rule == rule)
                return count.effects;
        }
        return {};
    }
    /// As net::DnsResolver does: each round of questions is answered, here at once.
    Learn learn()
    {
        if (!isAsked)
            return {};
        return [this](dns::KnownAnswers &answers, smtp::Clock::time_point) -> net::Task<> {
            for (const dns::Question &question : answers.takeMissing())
                answers.put(question, *zone.find(question));
            co_return;
        };
    }

    const bool isAsked;
    const QTemporaryDir directory;
    dns::ZoneFile zone = opened(dns::ZoneFile::parse(QJsonDocument::fromJson(zones).object()));
    std::unique_ptr<store::Database> database = opened(store::Database::open(directory.filePath(u"postern.db"_s), store::migrations()));
    store::Settings settings{*database};
    records::Trace trace{*database};
    EventBus events;
    Statistics statistics;
    Recorder recorder{trace, events, statistics};
    std::unique_ptr<LiveSettings> live = opened(LiveSettings::load(settings, {{u"ours.example"_s, {}, {}}}, {"127.0.0.1", 1, net::NextHop::Tls::Never}, {}));
    net::Loops loops{1};
    Defence defence{directory.path()};
    Doorkeeper door{{{}, false, std::chrono::milliseconds(0), std::chrono::milliseconds(0), "gateway.example"}, defence, *live, learn(), recorder};
};

QJsonObject withList(QJsonObject document = {})
{
    document.insert(u"blockListZones"_s, QJsonArray{QJsonObject{{u"zone"_s, u"bl.example"_s}, {u"weight"_s, 5}}});
    return document;
}

QJsonObject withRule(const QString &action, const QString &client, QJsonObject document = {})
{
    document.insert(u"clientRules"_s, QJsonArray{QJsonObject{{u"action"_s, action}, {u"client"_s, client}}});
    return document;
}

bool hasReason(const admin::Message &message, const QByteArray &id)
{
    return std::ranges::any_of(message.reasons, [&id](const Reason &reason) { return reason.id == id; });
}

} // namespace

class tst_Doorkeeper : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void judgesClients_data();
    void judgesClients();
    void refusalCanBeLookedUp_I11();
    void whatOnlyWarnsIsTold();
    void refusingListIsNoted_P14();
    void withoutDnsNobodyIsAsked();
    void ratesAreKept_R1();
    void harvesterIsRefused_S13_data();
    void harvesterIsRefused_S13();
    void knownClientsAreEsteemed_R4();
    void newSenderComesAgain();
    void floodDoesNotFillTheTrace_R8();
    void tablesOutliveTheGateway();
    void brokenTableIsSetAside();
};

void tst_Doorkeeper::judgesClients_data()
{
    QTest::addColumn<QJsonObject>("document");
    QTest::addColumn<QByteArray>("client");
    QTest::addColumn<QByteArray>("helo");
    QTest::addColumn<int>("code");
    QTest::addColumn<QByteArray>("rule");
    const auto row = [](const char *name, const QJsonObject &document, const char *client, const char *helo, int code, const char *rule = "") {
        QTest::newRow(name) << document << QByteArray(client) << QByteArray(helo) << code << QByteArray(rule);
    };
    const char *sound = "mx.partner.example";
    row("a mail server as it should be", withList(), "198.51.100.7", sound, 250);
    row("no name is no ground at the standard level", withList(), "198.51.100.8", sound, 250);
    row("strict wants a name", withList({{u"strictness"_s, u"strict"_s}}), "198.51.100.8", sound, 450, "connection.rule-no-name");
    row("listed", withList(), "198.51.100.9", "mx.spammer.example", 550, "connection.rule-block-lists");
    row("relaxed: one list is not enough", withList({{u"strictness"_s, u"relaxed"_s}}), "198.51.100.9", "mx.spammer.example", 250);
    row("off", withList({{u"strictness"_s, u"off"_s}}), "198.51.100.9", "mx.spammer.example", 250);
    row("observed", withList({{u"blockLists"_s, u"observe"_s}}), "198.51.100.9", "mx.spammer.example", 250);
    row("P14: a list that refuses to answer is no hit", withList(), "198.51.100.10", "mx.other.example", 250);
    row("P14: no answer is no fail", withList(), "198.51.100.11", sound, 250);
    row("I5: unless that is wanted", withList({{u"defersNotKnown"_s, true}}), "198.51.100.11", sound, 451, "connection.rule-not-known");
    row("our name", {{u"helo"_s, u"enforce"_s}}, "198.51.100.7", "gateway.example", 550, "connection.rule-forged-helo");
    row("the name of a domain of ours", {{u"helo"_s, u"enforce"_s}}, "198.51.100.7", "OURS.example", 550, "connection.rule-forged-helo");
    row("our name, on the first day", {}, "198.51.100.7", "gateway.example", 250);
    row("own block list, at connect", withRule(u"block"_s, u"198.51.100.0/24"_s), "198.51.100.7", sound, 554, "connection.rule-own-lists");
    row("own block list by name", withRule(u"block"_s, u".partner.example"_s), "198.51.100.7", sound, 550, "connection.rule-own-lists");
    row("a name that anybody can claim", withRule(u"block"_s, u".partner.example"_s), "198.51.100.8", sound, 250);
    row("own allow list", withList(withRule(u"allow"_s, u"198.51.100.9"_s)), "198.51.100.9", "mx.spammer.example", 250);
    row("own list off", withRule(u"block"_s, u"198.51.100.0/24"_s, {{u"ownLists"_s, u"observe"_s}}), "198.51.100.7", sound, 250);
    row("not on this machine", withRule(u"block"_s, u"127.0.0.1"_s), "127.0.0.1", sound, 250);
}

void tst_Doorkeeper::judgesClients()
{
    QFETCH(const QJsonObject, document);
    QFETCH(const QByteArray, client);
    QFETCH(const QByteArray, helo);
    QFETCH(const QByteArray, rule);
    House house(document);
    const smtp::Reply reply = house.dialogue(house.session(client, helo));
    QTEST(reply.code, "code");
    const QList<admin::Message> traced = house.traced();
    QCOMPARE(traced.size(), rule.isEmpty() ? 0 : 1);
    if (!rule.isEmpty()) {
        QCOMPARE(traced.first().rule, QString::fromLatin1(rule));
        QCOMPARE(house.counted(rule)[std::size_t(reply.isPermanent() ? DefenceEffect::Refused : DefenceEffect::Deferred)], 1);
    }
}

void tst_Doorkeeper::refusalCanBeLookedUp_I11()
{
    House house(withList());
    const smtp::Reply reply = house.dialogue(house.session("198.51.100.9", "mx.spammer.example"));
    const QList<admin::Message> traced = house.traced();
    QCOMPARE(traced.size(), 1);
    const admin::Message &record = traced.first();
    QVERIFY2(reply.text.contains(record.id.toLatin1()), reply.text.constData());
    QCOMPARE(record.clientAddress, u"198.51.100.9"_s);
    QCOMPARE(record.helo, u"mx.spammer.example"_s);
    QCOMPARE(record.sender, u"orders@partner.example"_s);
    QCOMPARE(record.recipients.value(0).address, u"alice@ours.example"_s);
    QCOMPARE(record.fate, Fate::Rejected);
    QVERIFY(hasReason(record, "connection.list-hit") && hasReason(record, "connection.name-confirmed"));
}

void tst_Doorkeeper::whatOnlyWarnsIsTold()
{
    House house(withList({{u"blockLists"_s, u"warn"_s}}));
    const net::SessionInfo session = house.session("198.51.100.9", "mx.spammer.example");
    QCOMPARE(house.dialogue(session).code, 250);
    QCOMPARE(house.door.warnings(session), QList<QByteArray>{"connection.rule-block-lists"});
    QCOMPARE(house.counted("connection.rule-block-lists")[std::size_t(DefenceEffect::Warned)], 1);
    QCOMPARE(house.counted("connection.rule-block-lists")[std::size_t(DefenceEffect::Refused)], 0);
    House observing(withList({{u"blockLists"_s, u"observe"_s}}));
    const net::SessionInfo other = observing.session("198.51.100.9", "mx.spammer.example");
    QCOMPARE(observing.dialogue(other).code, 250);
    QVERIFY(observing.door.warnings(other).isEmpty());
    QCOMPARE(observing.counted("connection.rule-block-lists")[std::size_t(DefenceEffect::Observed)], 1);
}

void tst_Doorkeeper::refusingListIsNoted_P14()
{
    House house(withList());
    QCOMPARE(house.dialogue(house.session("198.51.100.10", "mx.other.example")).code, 250);
    QCOMPARE(house.defence.notes().size(), 1);
    QCOMPARE(house.defence.notes().first().kind, reputation::BlockListNote::Kind::Refuses);
    QCOMPARE(house.defence.notes().first().zone, "bl.example");
}

void tst_Doorkeeper::withoutDnsNobodyIsAsked()
{
    House house(withList({{u"strictness"_s, u"strict"_s}, {u"defersNotKnown"_s, true}}), /*hasDns=*/false);
    QCOMPARE(house.dialogue(house.session("198.51.100.9", "mx.spammer.example")).code, 451); // It cannot be checked, and that is to count.
    House passing(withList({{u"strictness"_s, u"strict"_s}}), false);
    QCOMPARE(passing.dialogue(passing.session("198.51.100.9", "mx.spammer.example")).code, 250);
}

void tst_Doorkeeper::ratesAreKept_R1()
{
    const QJsonObject limits{{u"unknownRates"_s, QJsonObject{{u"connectionsPerMinute"_s, 3}, {u"messagesPerMinute"_s, 100}, {u"recipientsPerHour"_s, 2}}}};
    House house(limits);
    QList<int> codes;
    for (int i = 0; i < 4; ++i)
        codes.append(house.dialogue(house.session("198.51.100.7")).code);
    QCOMPARE(codes, (QList<int>{250, 250, 450, 421})); // The third recipient, the fourth connection.
    QCOMPARE(house.dialogue(house.session("203.0.113.77")).code, 250); // Another's share is its own.
    QCOMPARE(house.counted("connection.rule-rates")[std::size_t(DefenceEffect::Deferred)], 2);
    for (const admin::Message &record : house.traced())
        QVERIFY(hasReason(record, "connection.rate-recipients") || hasReason(record, "connection.rate-connections"));
    QJsonObject observed = limits;
    observed.insert(u"rates"_s, u"observe"_s);
    House observing(observed);
    for (int i = 0; i < 4; ++i)
        QCOMPARE(observing.dialogue(observing.session("198.51.100.7")).code, 250);
    QVERIFY(observing.counted("connection.rule-rates")[std::size_t(DefenceEffect::Observed)] > 0);
}

void tst_Doorkeeper::harvesterIsRefused_S13_data()
{
    QTest::addColumn<QString>("mode");
    QTest::addColumn<bool>("isRefused");
    QTest::newRow("enforced") << u"enforce"_s << true;
    QTest::newRow("observed") << u"observe"_s << false;
}

void tst_Doorkeeper::harvesterIsRefused_S13()
{
    QFETCH(const QString, mode);
    QFETCH(const bool, isRefused);
    House house({{u"harvestLimit"_s, 5}, {u"harvestGuard"_s, mode}});
    const net::SessionInfo session = house.session("198.51.100.7");
    QVERIFY(!house.connect(session));
    const smtp::Reply unknown{550, 1, 1, "There is no such mailbox here"};
    smtp::Reply last;
    for (int i = 0; i < 5; ++i)
        last = house.await(house.door.unknownRecipient(session, {"guess" + QByteArray::number(i), "ours.example"}, unknown));
    QCOMPARE(last.code, isRefused ? 421 : 550);
    QCOMPARE(house.door.suspects(10).value(0).count, 5);
    const auto refusal = house.connect(house.session("198.51.100.7"));
    QCOMPARE(refusal.has_value(), isRefused);
    QVERIFY(!house.connect(house.session("203.0.113.9")));
    QVERIFY(house.counted("connection.rule-harvest")[std::size_t(isRefused ? DefenceEffect::Refused : DefenceEffect::Observed)] > 0);
}

void tst_Doorkeeper::knownClientsAreEsteemed_R4()
{
    House house(withRule(u"allow"_s, u"203.0.113.0/24"_s));
    const auto known = boost::asio::ip::make_address("198.51.100.7"), partner = boost::asio::ip::make_address("203.0.113.5");
    QVERIFY(!house.door.isEsteemed(known));
    QVERIFY(house.door.isEsteemed(partner));
    const auto now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
    for (int i = 0; i < 3; ++i)
        house.defence.history().note({known}, reputation::Outcome::Accepted, now);
    QVERIFY(house.door.isEsteemed(known));
    house.door.setStress([] { return true; });
    int granted = 0;
    for (int i = 0; i < 60; ++i) // What is left to an unknown client under stress is a quarter of its 60 connections a minute.
        granted += house.connect(house.session("198.51.100.200")) ? 0 : 1;
    QCOMPARE(granted, 15);
    for (int i = 0; i < 60; ++i)
        QVERIFY(!house.connect(house.session("198.51.100.7")));
}

void tst_Doorkeeper::newSenderComesAgain()
{
    House house({{u"isGreylisting"_s, true}, {u"strictness"_s, u"strict"_s}, {u"reverseName"_s, u"enforce"_s}, {u"helo"_s, u"enforce"_s}});
    // A sound name, but a HELO that cannot be one: enough to be asked to come again, not to be turned away.
    const smtp::Reply reply = house.dialogue(house.session("198.51.100.7", "mail"));
    QCOMPARE(reply.code, 450);
    const QList<admin::Message> traced = house.traced();
    QCOMPARE(traced.size(), 1);
    QVERIFY(hasReason(traced.first(), "connection.greylisted"));
    QVERIFY2(reply.text.contains(traced.first().id.toLatin1()), reply.text.constData());
    QCOMPARE(house.counted("connection.rule-greylist")[std::size_t(DefenceEffect::Greylisted)], 1);
    QCOMPARE(house.dialogue(house.session("198.51.100.7", "mx.partner.example")).code, 250);
}

void tst_Doorkeeper::floodDoesNotFillTheTrace_R8()
{
    House house(withRule(u"block"_s, u"198.51.100.0/24"_s));
    for (int i = 0; i < 500; ++i)
        QCOMPARE(house.dialogue(house.session("198.51.100.7")).code, 554);
    QCOMPARE(house.traced().size(), RefusalBook::maxOfClient);
    QCOMPARE(house.counted("connection.rule-own-lists")[std::size_t(DefenceEffect::Refused)], 500);
}

void tst_Doorkeeper::tablesOutliveTheGateway()
{
    const QTemporaryDir directory;
    const auto client = boost::asio::ip::make_address("198.51.100.7");
    const auto now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
    {
        Defence defence(directory.path());
        QVERIFY(defence.problems().isEmpty());
        for (int i = 0; i < 3; ++i)
            defence.history().note({client}, reputation::Outcome::Accepted, now);
        QVERIFY(defence.greylist().check(client, {"a", "b.example"}, {"c", "d.example"}, now).count() > 0);
        const Result<> saved = defence.save();
        QVERIFY2(saved, saved ? "" : qPrintable(saved.error().message));
    }
    Defence defence(directory.path());
    QVERIFY(defence.problems().isEmpty());
    QVERIFY(defence.history().standing({client}, now).isKnown);
    QCOMPARE(defence.greylist().check(client, {"a", "b.example"}, {"c", "d.example"}, now + std::chrono::minutes(6)).count(), 0);
}

void tst_Doorkeeper::brokenTableIsSetAside()
{
    const QTemporaryDir directory;
    const QString path = directory.filePath(u"history.table"_s);
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write("nonsense") > 0);
    file.close();
    const Defence defence(directory.path());
    QCOMPARE(defence.problems().size(), 1);
    QVERIFY2(defence.problems().first().contains(path), qPrintable(defence.problems().first()));
    QVERIFY(QFile::exists(path + u".broken"_s) && !QFile::exists(path));
}

QTEST_GUILESS_MAIN(tst_Doorkeeper)
#include "tst_doorkeeper.moc"
