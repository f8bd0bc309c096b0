#include "gateway/reputation/clientnames.h"

#include "gateway/dns/knownanswers.h"
#include "gateway/dns/name.h"
#include "gateway/dns/records.h"
#include "gateway/dns/zonefile.h"
#include "gateway/reputation/genericname.h"

#include <QJsonDocument>
#include <QTest>

using namespace gateway;
using namespace reputation;
using namespace Qt::StringLiterals;
using boost::asio::ip::make_address;

class tst_ClientNames : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void reverse_data();
    void reverse();
    void helo_data();
    void helo();
    void generic_data();
    void generic();
    void hostileNamesAreEscaped_S17();
    void atMostTenNamesAreLookedAt_P14();
    void asksForBothSidesAtOnce();
    void aFailureNeverSpeaksAgainst_P14();
};

namespace {

constexpr auto zones = R"({
    "1.2.0.192.in-addr.arpa": [{"PTR": "other.example.net"}, {"PTR": "Mail.example.com"}],
    "2.2.0.192.in-addr.arpa": [{"PTR": "mail.example.com"}],
    "4.2.0.192.in-addr.arpa": ["TIMEOUT"],
    "5.2.0.192.in-addr.arpa": [{"PTR": "mute.example.com"}],
    "6.2.0.192.in-addr.arpa": [{"PTR": "mute.example.com"}, {"PTR": "six.example.com"}],
    "7.2.0.192.in-addr.arpa": [{"PTR": "192-0-2-7.dyn.example.com"}],
    "1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa": [{"PTR": "mail.example.com"}],
    "mail.example.com": [{"A": "192.0.2.1"}, {"AAAA": "2001:db8::1"}],
    "only6.example.com": [{"AAAA": "2001:db8::99"}],
    "six.example.com": [{"A": "192.0.2.6"}],
    "192-0-2-7.dyn.example.com": [{"A": "192.0.2.7"}],
    "other.example.net": [{"A": "198.51.100.1"}],
    "gate.example.org": [{"A": "203.0.113.1"}],
    "example.org": [{"A": "192.0.2.1"}],
    "text.example.com": [{"TXT": "nothing else"}],
    "mute.example.com": ["TIMEOUT"]
})";

ClientNames check(const char *client, std::optional<QByteArray> helo = {})
{
    dns::ZoneFile zone = *dns::ZoneFile::parse(QJsonDocument::fromJson(zones).object());
    const ClientNameFacts facts{make_address(client), std::move(helo), {"Gate.example.org", "example.org"},
        {make_address("203.0.113.1"), make_address("2001:db8:1::1")}};
    return checkClientNames(facts, zone).value_or(ClientNames{});
}

QList<QByteArray> idsOf(const ClientNames &names)
{
    QList<QByteArray> ids;
    for (const Reason &reason : names.reasons)
        ids.append(reason.id);
    return ids;
}

} // namespace

void tst_ClientNames::reverse_data()
{
    using enum ClientNames::Reverse;
    QTest::addColumn<QByteArray>("client");
    QTest::addColumn<ClientNames::Reverse>("reverse");
    QTest::addColumn<QByteArray>("verified");
    QTest::addColumn<QList<QByteArray>>("ids");
    const auto row = [](const char *client, ClientNames::Reverse reverse, const char *verified, const QList<QByteArray> &ids) {
        QTest::newRow(client) << QByteArray(client) << reverse << QByteArray(verified) << ids;
    };
    row("192.0.2.1", Confirmed, "mail.example.com", {"connection.name-confirmed"});
    row("::ffff:192.0.2.1", Confirmed, "mail.example.com", {"connection.name-confirmed"});
    row("2001:db8::1", Confirmed, "mail.example.com", {"connection.name-confirmed"});
    row("192.0.2.2", Unconfirmed, "", {"connection.name-unconfirmed"});
    row("192.0.2.3", Missing, "", {"connection.name-missing"});
    row("192.0.2.4", NotKnown, "", {"connection.name-unknown"});
    row("192.0.2.5", NotKnown, "", {"connection.name-unknown"});
    row("192.0.2.6", Confirmed, "six.example.com", {"connection.name-confirmed"});
    row("192.0.2.7", Confirmed, "192-0-2-7.dyn.example.com", {"connection.name-confirmed", "connection.name-generic"});
}

void tst_ClientNames::reverse()
{
    QFETCH(const QByteArray, client);
    const ClientNames names = check(client.constData());
    QTEST(names.reverse, "reverse");
    QTEST(names.verifiedName, "verified");
    QTEST(idsOf(names), "ids");
    QCOMPARE(names.isGeneric, names.verifiedName.contains(".dyn."));
}

void tst_ClientNames::helo_data()
{
    using enum ClientNames::Helo;
    QTest::addColumn<QByteArray>("helo");
    QTest::addColumn<ClientNames::Helo>("expected");
    QTest::addColumn<QByteArray>("id"); // Of the fact; empty if there is none.
    const auto row = [](const char *helo, ClientNames::Helo expected, const char *id = "") { QTest::newRow(helo) << QByteArray(helo) << expected << QByteArray(id); };
    row("mail.example.com", Confirmed);
    row("MAIL.example.com.", Confirmed);
    row("[192.0.2.1]", OwnLiteral);
    row("[IPv6:::ffff:192.0.2.1]", OwnLiteral);
    row("[192.0.2.9]", OtherAddress, "helo-other-address");
    row("[IPv6:2001:db8::2]", OtherAddress, "helo-other-address");
    row("[203.0.113.1]", Ours, "helo-ours");
    row("[ipv6:2001:db8:1::1]", Ours, "helo-ours");
    row("gate.example.org", Ours, "helo-ours");
    row("GATE.EXAMPLE.ORG", Ours, "helo-ours");
    row("example.org", Confirmed); // Our domain, but it has the client's address: a web server of ours.
    row("192.0.2.1", BareAddress, "helo-bare-address");
    row("2001:db8::1", BareAddress, "helo-bare-address");
    row("[192.0.2.1", Syntax, "helo-syntax");
    row("[example.com]", Syntax, "helo-syntax");
    row("exam ple.com", Syntax, "helo-syntax");
    row("a..example.com", Syntax, "helo-syntax");
    row("<script>.example.com", Syntax, "helo-syntax");
    row("localhost", Localhost, "helo-localhost");
    row("localhost.localdomain", Localhost, "helo-localhost");
    row("a.localhost", Localhost, "helo-localhost");
    row("ylmf-pc", Unqualified, "helo-unqualified");
    row("nowhere.example.com", Nowhere, "helo-nowhere");
    row("text.example.com", Nowhere, "helo-nowhere");
    row("other.example.net", Elsewhere, "helo-elsewhere");
    row("only6.example.com", Elsewhere, "helo-elsewhere");
    row("mute.example.com", NotKnown, "helo-unknown");
}

void tst_ClientNames::helo()
{
    QFETCH(const QByteArray, helo);
    QFETCH(const QByteArray, id);
    const ClientNames names = check("192.0.2.1", helo);
    QTEST(names.helo, "expected");
    QList<QByteArray> ids = idsOf(names);
    QVERIFY(ids.removeOne("connection.name-confirmed"));
    QCOMPARE(ids, id.isEmpty() ? QList<QByteArray>() : QList<QByteArray>{"connection." + id});
    // We ourselves may use our names.
    QCOMPARE(check("127.0.0.1", "gate.example.org").helo, ClientNames::Helo::Confirmed);
    QCOMPARE(check("203.0.113.1", "gate.example.org").helo, ClientNames::Helo::Confirmed);
}

void tst_ClientNames::generic_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("client");
    QTest::addColumn<bool>("isGeneric");
    const auto row = [](const char *name, bool isGeneric, const char *client = "203.0.113.47") {
        QTest::newRow(name) << QByteArray(name) << QByteArray(client) << isGeneric;
    };
    row("mail.example.com", false);
    row("mx1.mail.example.com", false);
    row("203-0-113-47.example.net", true);
    row("ip-47-113-0-203.example.net", true);
    row("47.113.0.example.net", true);
    row("host113.0.203.example.net", true);
    row("h203000113047.example.net", true);
    row("cb00712f.isp.example.net", true);
    row("p5dcb00712f.isp.example.net", true);
    row("customer47.example.net", false);
    row("abc.dynamic.example.net", true);
    row("abc123.adsl.example.net", true);
    row("pool-12.example.net", true);
    row("mail.dsl.example.net", false);
    row("smtp2.broadband.example.net", false);
    row("dynamic.com", false);
    row("www.dynamic.com", false);
    row("liverpool.example.net", false);
    row("2001-db8-0-0-1234-5678-9abc-def0.example.net", true, "2001:db8::1234:5678:9abc:def0");
    row("mail.example.net", false, "2001:db8::1");
}

void tst_ClientNames::generic()
{
    QFETCH(const QByteArray, name);
    QFETCH(const QByteArray, client);
    QTEST(isGenericName(name, make_address(client.constData())), "isGeneric");
}

void tst_ClientNames::hostileNamesAreEscaped_S17()
{
    dns::KnownAnswers answers;
    const dns::Question question{"1.2.0.192.in-addr.arpa", dns::Type::Ptr};
    answers.put(question, {.status = dns::Answer::Status::Found, .records = {QByteArray("\x08<script>\x07" "example\x03" "com\0", 22)}});
    const QByteArray hostile("evil\r\nX: y\x1b[2J\0<b>\xe2\x80\xae", 20);
    const ClientNameFacts facts{make_address("192.0.2.1"), hostile, {}, {}};
    const std::optional<ClientNames> names = checkClientNames(facts, answers);
    QVERIFY(names);
    QCOMPARE(names->reverse, ClientNames::Reverse::Missing); // No name of a host among them.
    QCOMPARE(names->helo, ClientNames::Helo::Syntax);
    for (const Reason &reason : names->reasons) {
        for (const QString &value : reason.evidence)
            QVERIFY(value.size() <= 255 && std::ranges::all_of(value, [](QChar c) { return c >= u' ' && c <= u'~'; }));
    }
    const ClientNameFacts large{make_address("192.0.2.1"), QByteArray(100'000, '\n'), {}, {}};
    QVERIFY(checkClientNames(large, answers)->reasons.last().evidence.value(u"helo"_s).size() <= 255);
}

void tst_ClientNames::atMostTenNamesAreLookedAt_P14()
{
    dns::KnownAnswers answers;
    dns::Answer many{.status = dns::Answer::Status::Found};
    for (int i = 0; i < 1000; ++i)
        many.records.append(dns::toWire("h" + QByteArray::number(i) + ".example.com"));
    answers.put({"1.2.0.192.in-addr.arpa", dns::Type::Ptr}, many);
    const ClientNameFacts facts{make_address("192.0.2.1"), {}, {}, {}};
    QVERIFY(!checkClientNames(facts, answers));
    const QList<dns::Question> missing = answers.takeMissing();
    QCOMPARE(missing.size(), ClientNames::maxNames);
    for (const dns::Question &question : missing)
        answers.put(question, {.status = dns::Answer::Status::NoSuchName});
    QCOMPARE(checkClientNames(facts, answers)->reverse, ClientNames::Reverse::Unconfirmed);
}

void tst_ClientNames::asksForBothSidesAtOnce()
{
    dns::KnownAnswers answers;
    const ClientNameFacts facts{make_address("192.0.2.1"), "mail.example.com", {}, {}};
    QVERIFY(!checkClientNames(facts, answers));
    QCOMPARE(answers.takeMissing(), (QList<dns::Question>{{"mail.example.com", dns::Type::A}, {"1.2.0.192.in-addr.arpa", dns::Type::Ptr}}));
}

void tst_ClientNames::aFailureNeverSpeaksAgainst_P14()
{
    dns::KnownAnswers silent(0);
    const ClientNameFacts facts{make_address("192.0.2.1"), "gate.example.org", {"gate.example.org"}, {}};
    const std::optional<ClientNames> names = checkClientNames(facts, silent);
    QVERIFY(names);
    QCOMPARE(names->reverse, ClientNames::Reverse::NotKnown);
    QCOMPARE(names->helo, ClientNames::Helo::NotKnown);
    for (const Reason &reason : names->reasons)
        QCOMPARE(reason.points, 0.0);
}

QTEST_APPLESS_MAIN(tst_ClientNames)
#include "tst_clientnames.moc"
