#include "gateway/auth/spf.h"

#include "gateway/dns/knownanswers.h"
#include "gateway/dns/zonefile.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace gateway;
using namespace auth;
using enum SpfStatus;

class tst_Spf : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void records_data();
    void records();
    void identities_data();
    void identities();
    void limits_data();
    void limits();
    void tellsWhatMatched();
    void explains_data();
    void explains();
    void aFailureOfDnsIsNeverAFail_P14_data();
    void aFailureOfDnsIsNeverAFail_P14();
    void theOrderOfAnswersDoesNotMatter();
    void asksForAllHostsOfAnMxAtOnce();
    void hugeRecordsAreRead_P13();
};

namespace {

constexpr auto zones = R"({
    "example.com": [{"A": "192.0.2.1"}, {"AAAA": "2001:db8::1"}, {"MX": [10, "mx1.example.com"]}, {"MX": [20, "mx2.example.com"]}],
    "mx1.example.com": [{"A": "192.0.2.11"}, {"AAAA": "2001:db8::11"}],
    "mx2.example.com": [{"A": "192.0.2.12"}],
    "null.example.com": [{"MX": [0, ""]}, {"A": "192.0.2.1"}],
    "11.2.0.192.in-addr.arpa": [{"PTR": "elsewhere.example.net"}, {"PTR": "mx1.example.com"}],
    "1.1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa": [{"PTR": "mx1.example.com"}],
    "elsewhere.example.net": [{"A": "192.0.2.99"}],
    "66.2.0.192.in-addr.arpa": [{"PTR": "mx1.example.com"}],
    "67.2.0.192.in-addr.arpa": ["TIMEOUT"],
    "68.2.0.192.in-addr.arpa": [{"PTR": "mute.example.com"}],
    "pass.example.org": [{"TXT": "v=spf1 ip4:192.0.2.0/24 ip6:2001:db8::/32 -all"}],
    "fail.example.org": [{"TXT": "v=spf1 -all exp=text.example.org"}],
    "softfail.example.org": [{"TXT": "v=spf1 ~all"}],
    "neutral.example.org": [{"TXT": "v=spf1 ?all"}],
    "broken.example.org": [{"TXT": "v=spf1 foo -all"}],
    "two.example.org": [{"TXT": "v=spf1 +all"}, {"TXT": "v=spf1 -all"}],
    "other.example.org": [{"TXT": "v=spf10 +all"}, {"TXT": "spf1"}],
    "text.example.org": [{"TXT": "%{i} may not write for %{d}, see %{S}"}],
    "long.example.org": [{"TXT": "1234567890"}],
    "twotexts.example.org": [{"TXT": "a"}, {"TXT": "b"}],
    "badtext.example.org": [{"TXT": "%{"}],
    "client.example.org": [{"TXT": "%{p} is %{c}"}],
    "mute.example.com": ["TIMEOUT"],
    "loop.example.org": [{"TXT": "v=spf1 include:loop.example.org -all"}],
    "circle.example.org": [{"TXT": "v=spf1 redirect=circle.example.org"}],
    "100% %20.example.com": [{"A": "127.0.0.2"}],
    "192.0.2.11.strong.example.org": [{"A": "127.0.0.2"}]
})";

/// The zones, with this record at test.example.com.
dns::ZoneFile zoneWith(const QByteArray &record)
{
    QJsonObject object = QJsonDocument::fromJson(zones).object();
    object[QStringLiteral("test.example.com")] = QJsonArray{QJsonObject{{QStringLiteral("TXT"), QString::fromLatin1(record)}}};
    return *dns::ZoneFile::parse(object);
}

SpfFacts factsOf(const char *client = "192.0.2.11", const QByteArray &sender = "test.example.com")
{
    return {boost::asio::ip::make_address(client), QByteArrayLiteral("helo.example.com"), {QByteArrayLiteral("strong-bad"), sender},
        QByteArrayLiteral("gate.example.org")};
}

SpfCheck check(const QByteArray &record, const char *client = "192.0.2.11")
{
    dns::ZoneFile zone = zoneWith(record);
    return checkSpf(factsOf(client), zone).value_or(SpfCheck{});
}

} // namespace

void tst_Spf::records_data()
{
    QTest::addColumn<QByteArray>("record");
    QTest::addColumn<SpfStatus>("ip4");
    QTest::addColumn<SpfStatus>("ip6");

    const auto row = [](const char *record, SpfStatus ip4, std::optional<SpfStatus> ip6 = {}) {
        QTest::newRow(record) << QByteArray(record) << ip4 << ip6.value_or(ip4);
    };
    row("v=spf1", Neutral);
    row("v=spf1 ", Neutral);
    row("V=SPF1 -ALL", Fail);
    row("v=spf2 -all", None);
    row("v=spf1 all", Pass);
    row("v=spf1 +all", Pass);
    row("v=spf1 ?all", Neutral);
    row("v=spf1 ~all", SoftFail);
    row("v=spf1 -all", Fail);
    row("v=spf1 -all +all", Fail);
    row("v=spf1 all:example.com", PermError);
    row("v=spf1 all/8", PermError);
    row("v=spf1 !all", PermError);
    row("v=spf1 -all nonsense", PermError);
    row("v=spf1\t-all", None);
    row("v=spf1 ip4:192.0.2.11 -all", Pass, Fail);
    row("v=spf1 ip4:192.0.2.10/31 -all", Pass, Fail);
    row("v=spf1 ip4:192.0.2.12/31 -all", Fail);
    row("v=spf1 ip4:1.2.3.4/0 -all", Pass, Fail);
    row("v=spf1 ip4:192.0.2.11/33", PermError);
    row("v=spf1 ip4:192.0.2.11/08", PermError);
    row("v=spf1 ip4:192.0.2.11/", PermError);
    row("v=spf1 ip4:192.0.2.011", PermError);
    row("v=spf1 ip4:192.0.2", PermError);
    row("v=spf1 ip4:2001:db8::11", PermError);
    row("v=spf1 ip4", PermError);
    row("v=spf1 ip4:", PermError);
    row("v=spf1 ip6:2001:db8::11 -all", Fail, Pass);
    row("v=spf1 ip6:2001:DB8::/32 -all", Fail, Pass);
    row("v=spf1 ip6:::/0 -all", Fail, Pass);
    row("v=spf1 ip6:2001:db8::10/127 -all", Fail, Pass);
    row("v=spf1 ip6:2001:db8::12/127 -all", Fail);
    row("v=spf1 ip6:::ffff:192.0.2.11 -all", Fail);
    row("v=spf1 ip6:2001:db8::11/129", PermError);
    row("v=spf1 ip6:fe80::1%eth0", PermError);
    row("v=spf1 ip6:192.0.2.11", PermError);
    row("v=spf1 a:mx1.example.com -all", Pass);
    row("v=spf1 A:MX1.EXAMPLE.COM. -all", Pass);
    row("v=spf1 a:example.com -all", Fail);
    row("v=spf1 a:example.com/24 -all", Pass, Fail);
    row("v=spf1 a:example.com//120 -all", Fail, Pass);
    row("v=spf1 a:example.com/24//120 -all", Pass);
    row("v=spf1 a:example.com/0//0 -all", Pass);
    row("v=spf1 a/24/24", PermError);
    row("v=spf1 a//24/24", PermError);
    row("v=spf1 a//129", PermError);
    row("v=spf1 a/1234", PermError);
    row("v=spf1 a:", PermError);
    row("v=spf1 a:com", PermError);
    row("v=spf1 a:1.2.3.4", PermError);
    row("v=spf1 a:%{z}.example.com", PermError);
    row("v=spf1 a:no..such.example.com ?all", Neutral);
    row("v=spf1 a:nosuch.example.com ?all", Neutral);
    row("v=spf1 mx:example.com -all", Pass);
    row("v=spf1 mx:example.com/28 -all", Pass);
    row("v=spf1 mx:null.example.com -all", Fail);
    row("v=spf1 mx:mx1.example.com -all", Fail);
    row("v=spf1 ptr:example.com -all", Pass);
    row("v=spf1 ptr:Example.COM -all", Pass);
    row("v=spf1 ptr:mx1.example.com -all", Pass);
    row("v=spf1 ptr:ample.com -all", Fail);
    row("v=spf1 ptr:example.net -all", Fail);
    row("v=spf1 ptr/24", PermError);
    row("v=spf1 exists:%{i}.%{l1r-}.example.org -all", Pass, Fail);
    row("v=spf1 exists:nosuch.example.com -all", Fail);
    row("v=spf1 exists:100%%%_%-.%{d2} -all", Pass);
    row("v=spf1 exists", PermError);
    row("v=spf1 exists:mx1.example.com/24", PermError);
    row("v=spf1 include:pass.example.org -all", Pass);
    row("v=spf1 include:fail.example.org ~all", SoftFail);
    row("v=spf1 include:softfail.example.org -all", Fail);
    row("v=spf1 -include:pass.example.org +all", Fail);
    row("v=spf1 include:neutral.example.org -all", Fail);
    row("v=spf1 include:broken.example.org +all", PermError);
    row("v=spf1 include:two.example.org +all", PermError);
    row("v=spf1 include:other.example.org +all", PermError);
    row("v=spf1 include:nosuch.example.org +all", PermError);
    row("v=spf1 include:mute.example.com +all", TempError);
    row("v=spf1 include", PermError);
    row("v=spf1 redirect=pass.example.org", Pass);
    row("v=spf1 redirect=fail.example.org", Fail);
    row("v=spf1 redirect=fail.example.org ~all", SoftFail);
    row("v=spf1 redirect=nosuch.example.org", PermError);
    row("v=spf1 redirect=other.example.org", PermError);
    row("v=spf1 redirect=mute.example.com", TempError);
    row("v=spf1 redirect=", PermError);
    row("v=spf1 redirect=a.example.org redirect=a.example.org -all", PermError);
    row("v=spf1 exp=a.example.org exp=a.example.org -all", PermError);
    row("v=spf1 redirect:pass.example.org", PermError);
    row("v=spf1 unknown=%{d}/any:thing -all", Fail);
    row("v=spf1 unknown=%bad -all", PermError);
    row("v=spf1 1name=x -all", PermError);
    row("v=spf1 =x -all", PermError);
}

void tst_Spf::records()
{
    QFETCH(const QByteArray, record);
    QTEST(check(record).status, "ip4");
    QTEST(check(record, "::ffff:192.0.2.11").status, "ip4");
    QTEST(check(record, "2001:db8::11").status, "ip6");
}

void tst_Spf::identities_data()
{
    QTest::addColumn<QByteArray>("helo");
    QTest::addColumn<QByteArray>("domain");
    QTest::addColumn<SpfStatus>("status");
    QTest::addColumn<QByteArray>("checked");

    const auto row = [](const char *name, QByteArray helo, QByteArray domain, SpfStatus status, QByteArray checked) {
        QTest::newRow(name) << helo << domain << status << checked;
    };
    row("MAIL FROM", "pass.example.org", "fail.example.org", Fail, "fail.example.org");
    row("HELO alone", "pass.example.org", "", Pass, "pass.example.org");
    row("HELO in any case", "PASS.Example.Org.", "", Pass, "pass.example.org");
    row("HELO of one label", "localhost", "", None, "localhost");
    row("HELO is an address literal", "[192.0.2.11]", "", None, "[192.0.2.11]");
    row("HELO is an address", "192.0.2.11", "", None, "192.0.2.11");
    row("no HELO", "", "", None, "");
    row("HELO with blanks", "not a. name", "", None, "not a. name");
    row("address literal", "x", "[192.0.2.11]", None, "[192.0.2.11]");
    row("empty label", "x", "a..example.org", None, "a..example.org");
    row("label of 64 octets", "x", QByteArray(64, 'a') + ".example.org", None, QByteArray(64, 'a') + ".example.org");
    row("254 octets", "x", QByteArray("a.").repeated(124) + "a.test", None, QByteArray("a.").repeated(124) + "a.test");
    row("no such domain", "x", "nosuch.example.org", None, "nosuch.example.org");
    row("U-labels", "x", "\xc3\xa4.example.org", None, "xn--4ca.example.org");
}

void tst_Spf::identities()
{
    QFETCH(const QByteArray, helo);
    QFETCH(const QByteArray, domain);
    dns::ZoneFile zone = zoneWith({});
    SpfFacts facts = factsOf("192.0.2.11", domain);
    facts.helo = helo;
    if (domain.isEmpty())
        facts.reversePath = {};
    const auto result = checkSpf(facts, zone);
    QVERIFY(result.has_value());
    QTEST(result->status, "status");
    QTEST(result->domain, "checked");
    QCOMPARE(result->identity, domain.isEmpty() ? SpfCheck::Identity::Helo : SpfCheck::Identity::MailFrom);
    QCOMPARE(result->cause.isEmpty(), result->status != None);
}

void tst_Spf::limits_data()
{
    QTest::addColumn<QByteArray>("record");
    QTest::addColumn<SpfStatus>("status");
    QTest::addColumn<int>("lookups");

    const auto row = [](const char *name, const QByteArray &record, SpfStatus status, int lookups) {
        QTest::newRow(name) << record << status << lookups;
    };
    const QByteArray a = " a:example.com", missing = " a:nosuch.example.com";
    row("tenTerms_P13", "v=spf1" + a.repeated(10) + " -all", Fail, 10);
    row("elevenTerms_P13", "v=spf1" + a.repeated(11) + " -all", PermError, 10);
    row("elevenTermsButOneMatches_P13", "v=spf1 a:mx1.example.com" + a.repeated(10) + " -all", Pass, 1);
    row("redirectCounts_P13", "v=spf1" + a.repeated(10) + " redirect=pass.example.org", PermError, 10);
    row("includedTermsCount_P13", "v=spf1" + a.repeated(8) + " include:inner.example.org -all", PermError, 10);
    row("includeLoop_P13", "v=spf1 include:loop.example.org -all", PermError, 10);
    row("redirectLoop_P13", "v=spf1 redirect=circle.example.org", PermError, 10);
    row("includesItself_P13", "v=spf1 include:test.example.com -all", PermError, 10);
    row("twoVoidLookups_P13", "v=spf1" + missing.repeated(2) + " -all", Fail, 2);
    row("threeVoidLookups_P13", "v=spf1" + missing.repeated(3) + " -all", PermError, 3);
    row("voidOfEachKind_P13", "v=spf1 mx:nosuch.example.com exists:nosuch.example.com a:nosuch.example.com -all", PermError, 3);
    row("manyAddresses_P13", "v=spf1" + QByteArray(" ip4:198.51.100.1").repeated(500) + " -all", Fail, 0);
    row("tenHosts_P13", "v=spf1 mx:ten.example.org -all", Fail, 1);
    row("elevenHosts_P13", "v=spf1 mx:eleven.example.org -all", PermError, 1);
    row("tenClientNames_P13", "v=spf1 ptr:ten.example.org -all", Pass, 1);
    row("eleventhClientNameIsIgnored_P13", "v=spf1 ptr:late.example.org -all", Fail, 1);
}

void tst_Spf::limits()
{
    QFETCH(const QByteArray, record);
    QJsonObject object = QJsonDocument::fromJson(zones).object();
    const auto set = [&object](const QString &name, const QString &type, const QJsonValue &value) {
        QJsonArray records = object.value(name).toArray();
        records.append(QJsonObject{{type, value}});
        object[name] = records;
    };
    const QString text = QStringLiteral("TXT"), mx = QStringLiteral("MX"), a = QStringLiteral("A"), ptr = QStringLiteral("PTR");
    set(QStringLiteral("test.example.com"), text, QString::fromLatin1(record));
    set(QStringLiteral("inner.example.org"), text, QStringLiteral("v=spf1 a:example.com a:example.com -all"));
    for (int i = 0; i < 11; ++i) {
        const QString host = i < 10 ? QStringLiteral("h%1.ten.example.org").arg(i) : QStringLiteral("late.example.org");
        set(host, a, i < 9 ? QStringLiteral("198.51.100.7") : QStringLiteral("203.0.113.9"));
        set(QStringLiteral("9.113.0.203.in-addr.arpa"), ptr, host);
        if (i < 10)
            set(QStringLiteral("ten.example.org"), mx, QJsonArray{i, QStringLiteral("h0.ten.example.org")});
        set(QStringLiteral("eleven.example.org"), mx, QJsonArray{i, QStringLiteral("h0.ten.example.org")});
    }
    auto zone = dns::ZoneFile::parse(object);
    QVERIFY(zone.has_value());
    const bool isNameTest = record.contains("ptr");
    const auto result = checkSpf(factsOf(isNameTest ? "203.0.113.9" : "192.0.2.11"), *zone);
    QVERIFY(result.has_value());
    QTEST(result->status, "status");
    QTEST(result->lookups, "lookups");
}

void tst_Spf::tellsWhatMatched()
{
    QCOMPARE(check("v=spf1 a:example.com ~MX:example.com/28 -all").mechanism, "~MX:example.com/28");
    QCOMPARE(check("v=spf1 include:pass.example.org -all").mechanism, "include:pass.example.org");
    QCOMPARE(check("v=spf1 redirect=fail.example.org").mechanism, "-all");
    QCOMPARE(check("v=spf1").mechanism, "");

    const SpfCheck broken = check("v=spf1 a:\x01 -all");
    QCOMPARE(broken.cause, QStringLiteral("test.example.com: \"a:?\" is no valid term"));
    QVERIFY(check("v=spf1 include:mute.example.com").cause.startsWith(QStringLiteral("mute.example.com: the TXT records")));
    QCOMPARE(toText(SoftFail), "softfail");
}

void tst_Spf::explains_data()
{
    QTest::addColumn<QByteArray>("record");
    QTest::addColumn<QByteArray>("explanation");

    const auto row = [](const char *name, QByteArray record, QByteArray explanation) { QTest::newRow(name) << record << explanation; };
    const QByteArray words = "192.0.2.11 may not write for test.example.com, see strong-bad%40test.example.com";
    row("none", "v=spf1 -all", "");
    row("macros", "v=spf1 -all exp=text.example.org", words);
    row("name by macros", "v=spf1 -all exp=text.%{d2r}.org", "");
    row("of no fail", "v=spf1 ~all exp=text.example.org", "");
    row("of redirect", "v=spf1 redirect=fail.example.org", "192.0.2.11 may not write for fail.example.org, see strong-bad%40test.example.com");
    row("not of include", "v=spf1 include:fail.example.org -all", "");
    row("not found", "v=spf1 -all exp=nosuch.example.org", "");
    row("no answer", "v=spf1 -all exp=mute.example.com", "");
    row("two texts", "v=spf1 -all exp=twotexts.example.org", "");
    row("syntax error", "v=spf1 -all exp=badtext.example.org", "");
    row("name and address of the client", "v=spf1 -all exp=client.example.org", "mx1.example.com is 192.0.2.11");
}

void tst_Spf::explains()
{
    QFETCH(const QByteArray, record);
    QTEST(check(record).explanation, "explanation");
}

void tst_Spf::aFailureOfDnsIsNeverAFail_P14_data()
{
    QTest::addColumn<QByteArray>("record");
    QTest::addColumn<QByteArray>("client");
    QTest::addColumn<SpfStatus>("status");

    const auto row = [](const char *name, QByteArray record, QByteArray client, SpfStatus status) {
        QTest::newRow(name) << record << client << status;
    };
    row("a", "v=spf1 a:mute.example.com -all", "192.0.2.11", TempError);
    row("mx", "v=spf1 mx:mute.example.com -all", "192.0.2.11", TempError);
    row("exists", "v=spf1 exists:mute.example.com -all", "192.0.2.11", TempError);
    row("include", "v=spf1 include:mute.example.com -all", "192.0.2.11", TempError);
    row("redirect", "v=spf1 redirect=mute.example.com", "192.0.2.11", TempError);
    row("names of the client", "v=spf1 ptr:example.com -all", "192.0.2.67", TempError);
    row("address of a name of the client", "v=spf1 ptr:example.com -all", "192.0.2.68", TempError);
    row("passed over (RFC 7208 5.5)", "v=spf1 ptr:example.com ~all", "192.0.2.67", SoftFail);
    row("passed over, then a match", "v=spf1 ptr:example.com ip4:192.0.2.67 -all", "192.0.2.67", Pass);
    row("macro p", "v=spf1 exists:%{p}.example.org -all", "192.0.2.67", TempError);
    row("only for the explanation", "v=spf1 -all exp=client.example.org", "192.0.2.67", Fail);
}

void tst_Spf::aFailureOfDnsIsNeverAFail_P14()
{
    QFETCH(const QByteArray, record);
    QFETCH(const QByteArray, client);
    const SpfCheck result = check(record, client.constData());
    QTEST(result.status, "status");
    QCOMPARE(result.cause.isEmpty(), result.status != TempError);
}

void tst_Spf::theOrderOfAnswersDoesNotMatter()
{
    const QByteArray record = "v=spf1 include:softfail.example.org mx:example.com/32//128 ptr:%{p}.example.net exists:%{p}.example.org -all"
                              " exp=client.example.org";
    for (const char *client : {"192.0.2.11", "192.0.2.12", "192.0.2.66", "192.0.2.67", "2001:db8::11", "198.51.100.1"}) {
        dns::ZoneFile zone = zoneWith(record);
        const auto whole = checkSpf(factsOf(client), zone);
        QVERIFY(whole.has_value());
        for (const bool isLastFirst : {false, true}) {
            dns::KnownAnswers answers;
            std::optional<SpfCheck> result;
            for (int round = 0; round < 50 && !result; ++round) {
                result = checkSpf(factsOf(client), answers);
                if (const QList<dns::Question> missing = answers.takeMissing(); !missing.isEmpty()) {
                    const dns::Question &question = isLastFirst ? missing.last() : missing.first();
                    answers.put(question, *zone.find(question));
                }
            }
            QVERIFY(result.has_value());
            QCOMPARE(result->status, whole->status);
            QCOMPARE(result->mechanism, whole->mechanism);
            QCOMPARE(result->explanation, whole->explanation);
            QCOMPARE(result->cause, whole->cause);
            QCOMPARE(result->lookups, whole->lookups);
        }
    }
}

void tst_Spf::asksForAllHostsOfAnMxAtOnce()
{
    dns::ZoneFile zone = zoneWith("v=spf1 mx:example.com -all");
    dns::KnownAnswers answers;
    QList<qsizetype> asked;
    std::optional<SpfCheck> result;
    while (!(result = checkSpf(factsOf(), answers))) {
        const QList<dns::Question> missing = answers.takeMissing();
        asked.append(missing.size());
        for (const dns::Question &question : missing)
            answers.put(question, *zone.find(question));
    }
    QCOMPARE(asked, (QList<qsizetype>{1, 1, 2}));
    QCOMPARE(result->status, Pass);
}

void tst_Spf::hugeRecordsAreRead_P13()
{
    const QByteArray many = "v=spf1" + QByteArray(" ip4:198.51.100.1 x=%{o}").repeated(2600) + " -all"; // About 64 KB.
    QCOMPARE(check(many).status, Fail);
    const QByteArray long1 = "v=spf1 exists:" + QByteArray("%{S}").repeated(16000) + ".example.org -all";
    QCOMPARE(check(long1).status, Fail);
    QCOMPARE(check("v=spf1 " + QByteArray(65000, '%')).status, PermError);
    QCOMPARE(check("v=spf1 a" + QByteArray(65000, '/')).status, PermError);
    QCOMPARE(check("v=spf1 a:" + QByteArray("%{").repeated(32000)).status, PermError);
}

QTEST_GUILESS_MAIN(tst_Spf)
#include "tst_spf.moc"
