#include "gateway/auth/dmarc.h"

#include "gateway/auth/dmarcwalk.h"
#include "gateway/auth/spf.h"
#include "gateway/dns/knownanswers.h"
#include "gateway/dns/zonefile.h"
#include "gateway/mail/headersection.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace gateway;
using namespace auth;
using namespace Qt::StringLiterals;
using Status = DmarcCheck::Status;
using Policy = DmarcPolicy;

class tst_Dmarc : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aligns_data();
    void aligns();
    void findsThePolicy_data();
    void findsThePolicy();
    void authorDomains_data();
    void authorDomains();
    void whatIsNotKnownIsNoFail_P14_data();
    void whatIsNotKnownIsNoFail_P14();
    void walk_data();
    void walk();
    void asksInFewRounds();
    void theOrderOfAnswersDoesNotMatter();
    void rspamd_data();
    void rspamd();
};

namespace {

constexpr auto zones = R"({
    "_dmarc.example.com": [{"TXT": "v=DMARC1; p=reject; sp=quarantine; np=reject"}],
    "sub.example.com": [{"A": "192.0.2.1"}],
    "deep.sub.example.com": [{"A": "192.0.2.1"}],
    "_dmarc.own.example.com": [{"TXT": "v=DMARC1; p=none"}],
    "_dmarc.strict.example.net": [{"TXT": "v=DMARC1; p=reject; adkim=s; aspf=s"}],
    "_dmarc.low.example.org": [{"TXT": "v=DMARC1; p=reject"}],
    "_dmarc.test.example.net": [{"TXT": "v=DMARC1; p=reject; t=y"}],
    "_dmarc.zero.example.net": [{"TXT": "v=DMARC1; p=quarantine; pct=0"}],
    "_dmarc.half.example.net": [{"TXT": "v=DMARC1; p=reject; pct=50"}],
    "_dmarc.bad.example.net": [{"TXT": "v=DMARC1; p=rejected"}],
    "_dmarc.two.example.com": [{"TXT": "v=DMARC1; p=none"}, {"TXT": "v=DMARC1; p=reject"}],
    "_dmarc.two.example.org": [{"TXT": "v=DMARC1; p=none"}, {"TXT": "v=DMARC1; p=reject"}],
    "_dmarc.noise.example.net": [{"TXT": "hello"}, {"TXT": "v=DMARC1; p=quarantine"}, {"TXT": "v=spf1 -all"}],
    "_dmarc.unit.example.com": [{"TXT": "v=DMARC1; p=quarantine; psd=n"}],
    "_dmarc.uk": [{"TXT": "v=DMARC1; p=reject"}],
    "_dmarc.bank": [{"TXT": "v=DMARC1; p=reject; sp=quarantine; np=reject; psd=y"}],
    "poor.bank": [{"A": "192.0.2.1"}],
    "_dmarc.rich.bank": [{"TXT": "v=DMARC1; p=none"}],
    "_dmarc.mute.example.net": ["TIMEOUT"],
    "_dmarc.half.mute.test": [{"TXT": "v=DMARC1; p=reject"}],
    "_dmarc.mute.test": ["TIMEOUT"],
    "_dmarc.np.test": [{"TXT": "v=DMARC1; p=none; np=reject"}],
    "mute.np.test": ["TIMEOUT"],
    "_dmarc.c.d.e.f.g.example.edu": [{"TXT": "v=DMARC1; p=reject"}],
    "a.b.c.d.e.f.g.example.edu": [{"A": "192.0.2.1"}]
})";

dns::ZoneFile zoneFile() { return *dns::ZoneFile::parse(QJsonDocument::fromJson(zones).object()); }

const PublicSuffixes &suffixes()
{
    static const PublicSuffixes list;
    return list;
}

} // namespace

void tst_Dmarc::aligns_data()
{
    QTest::addColumn<QByteArray>("author");
    QTest::addColumn<QByteArray>("identifier"); // As SPF and as DKIM.
    QTest::addColumn<bool>("isAligned");
    QTest::addColumn<QByteArray>("organizational");

    const auto row = [](const char *name, QByteArray author, QByteArray identifier, bool isAligned, QByteArray organizational) {
        QTest::newRow(name) << author << identifier << isAligned << organizational;
    };
    row("same", "example.com", "example.com", true, "example.com");
    row("in any case", "Example.COM", "EXAMPLE.com.", true, "example.com");
    row("below", "example.com", "bounce.example.com", true, "example.com");
    row("above", "sub.example.com", "example.com", true, "example.com");
    row("beside", "sub.example.com", "deep.other.example.com", true, "example.com");
    row("a record in between changes nothing", "example.com", "own.example.com", true, "example.com");
    row("another", "example.com", "example.net", false, "example.com");
    row("longerName_P13", "example.com", "badexample.com", false, "example.com");
    row("publicSuffix_P13", "example.com", "com", false, "example.com");
    row("sharedSuffix_P13", "one.github.io", "two.github.io", false, "one.github.io");
    row("strict, same", "strict.example.net", "strict.example.net", true, "example.net");
    row("strict, below", "strict.example.net", "a.strict.example.net", false, "example.net");
    row("strict, above", "strict.example.net", "example.net", false, "example.net");
    row("the record is below the organization", "low.example.org", "example.org", true, "example.org");
    row("psd=n", "a.unit.example.com", "b.unit.example.com", true, "unit.example.com");
    row("psd=n, itself", "unit.example.com", "a.unit.example.com", true, "unit.example.com");
    row("psd=n, above", "unit.example.com", "example.com", false, "unit.example.com");
    row("psd=n of the identifier", "example.com", "a.unit.example.com", false, "example.com");
    row("psd=y above", "poor.bank", "a.poor.bank", true, "poor.bank");
    row("psd=y, two of its domains", "poor.bank", "rich.bank", false, "poor.bank");
    row("psd=y itself writes", "bank", "bank", true, "bank");
    row("psd=y itself and a domain below", "bank", "poor.bank", false, "bank");
    row("suffixRecordWithoutPsd_P13", "one.uk", "two.uk", false, "one.uk");
    row("nothing", "example.com", "", false, "example.com");
}

void tst_Dmarc::aligns()
{
    QFETCH(const QByteArray, author);
    QFETCH(const QByteArray, identifier);
    QFETCH(const bool, isAligned);
    dns::ZoneFile zone = zoneFile();
    const auto spf = checkDmarc({{author}, SpfStatus::Pass, identifier}, zone, suffixes());
    QVERIFY(spf.has_value());
    QCOMPARE(spf->isSpfAligned, isAligned);
    QVERIFY(!spf->isDkimAligned);
    QTEST(spf->organizationalDomain, "organizational");

    const auto dkim = checkDmarc({{author}, SpfStatus::Fail, identifier, {"unrelated.example", identifier, identifier}}, zone, suffixes());
    QVERIFY(dkim.has_value());
    QCOMPARE(dkim->isDkimAligned, isAligned);
    QVERIFY(!dkim->isSpfAligned);
    if (!dkim->recordDomain.isEmpty())
        QCOMPARE(dkim->status, isAligned ? Status::Pass : Status::Fail);
}

void tst_Dmarc::findsThePolicy_data()
{
    QTest::addColumn<QByteArray>("author");
    QTest::addColumn<Status>("status");
    QTest::addColumn<QByteArray>("recordDomain");
    QTest::addColumn<Policy>("published");
    QTest::addColumn<Policy>("policy");

    const auto row = [](const char *name, QByteArray author, Status status, QByteArray recordDomain = {}, Policy published = Policy::None,
                         std::optional<Policy> policy = {}) {
        QTest::newRow(name) << author << status << recordDomain << published << policy.value_or(published);
    };
    row("own record", "example.com", Status::Fail, "example.com", Policy::Reject);
    row("sp", "sub.example.com", Status::Fail, "example.com", Policy::Quarantine);
    row("sp from far above", "deep.sub.example.com", Status::Fail, "example.com", Policy::Quarantine);
    row("np: the domain does not exist", "nosuch.example.com", Status::Fail, "example.com", Policy::Reject);
    row("own record below one", "own.example.com", Status::Fail, "own.example.com", Policy::None);
    row("no record", "nothing.example", Status::None);
    row("address literal", "[192.0.2.1]", Status::None);
    row("a record below is none of its business", "example.org", Status::None);
    row("the highest within the organization", "a.low.example.org", Status::Fail, "low.example.org", Policy::Reject);
    row("t=y", "test.example.net", Status::Fail, "test.example.net", Policy::Reject, Policy::Quarantine);
    row("pct=0", "zero.example.net", Status::Fail, "zero.example.net", Policy::Quarantine, Policy::None);
    row("pct=50", "half.example.net", Status::Fail, "half.example.net", Policy::Reject);
    row("invalidRecord_P13", "bad.example.net", Status::PermError, "bad.example.net");
    row("severalRecords_P13", "two.example.org", Status::None);
    row("severalRecordsBelowOne_P13", "two.example.com", Status::Fail, "example.com", Policy::Quarantine);
    row("one record among other texts", "noise.example.net", Status::Fail, "noise.example.net", Policy::Quarantine);
    row("psd=n", "a.unit.example.com", Status::Fail, "unit.example.com", Policy::Quarantine);
    row("psd=y, for a domain without a record", "poor.bank", Status::Fail, "bank", Policy::Quarantine);
    row("psd=y, np", "nosuch.bank", Status::Fail, "bank", Policy::Reject);
    row("psd=y, for a domain with a record", "rich.bank", Status::Fail, "rich.bank", Policy::None);
    row("psd=y itself", "bank", Status::Fail, "bank", Policy::Reject);
    row("suffixRecordWithoutPsd_P13", "victim.uk", Status::None);
    row("a public suffix writes itself", "uk", Status::Fail, "uk", Policy::Reject);
    row("a record out of reach of the walk", "mail.a.b.c.d.e.f.g.example.edu", Status::Fail, "c.d.e.f.g.example.edu", Policy::Reject);
    row("a longer name than DNS has", QByteArray("a.").repeated(120) + "example.com", Status::Fail, "example.com", Policy::Reject);
}

void tst_Dmarc::findsThePolicy()
{
    QFETCH(const QByteArray, author);
    QFETCH(const Status, status);
    dns::ZoneFile zone = zoneFile();
    const auto check = checkDmarc({{author}, SpfStatus::Pass, "elsewhere.example", {"elsewhere.test"}}, zone, suffixes());
    QVERIFY(check.has_value());
    QVERIFY2(check->status == status, qPrintable(check->cause));
    QTEST(check->recordDomain, "recordDomain");
    QTEST(check->publishedPolicy, "published");
    QTEST(check->policy, "policy");
    QVERIFY(!check->cause.isEmpty());

    const auto pass = checkDmarc({{author}, SpfStatus::None, {}, {author}}, zone, suffixes());
    QVERIFY(pass.has_value());
    QCOMPARE(pass->status, status == Status::Fail ? Status::Pass : status);
}

void tst_Dmarc::authorDomains_data()
{
    QTest::addColumn<QList<QByteArray>>("authors");
    QTest::addColumn<Status>("status");

    QTest::newRow("one") << QList<QByteArray>{"example.com"} << Status::Pass;
    QTest::newRow("two mailboxes of one domain") << QList<QByteArray>{"example.com", "EXAMPLE.com"} << Status::Pass;
    QTest::newRow("severalDomains_P6") << QList<QByteArray>{"example.com", "example.net"} << Status::Fail;
    QTest::newRow("severalWithoutRecord_P6") << QList<QByteArray>{"one.example", "two.example"} << Status::Fail;
    QTest::newRow("noDomain_P6") << QList<QByteArray>{} << Status::Fail;
    QTest::newRow("emptyDomain_P6") << QList<QByteArray>{""} << Status::Fail;
    QTest::newRow("noName_P6") << QList<QByteArray>{"a..example.com"} << Status::Fail;
}

void tst_Dmarc::authorDomains()
{
    QFETCH(const QList<QByteArray>, authors);
    QFETCH(const Status, status);
    dns::ZoneFile zone = zoneFile();
    const auto check = checkDmarc({authors, SpfStatus::Pass, "example.com", {"example.com", "example.net"}}, zone, suffixes());
    QVERIFY(check.has_value());
    QTEST(check->status, "status");
    QCOMPARE(check->policy, Policy::Reject);
    QCOMPARE(check->cause.isEmpty(), status == Status::Pass);
}

void tst_Dmarc::whatIsNotKnownIsNoFail_P14_data()
{
    QTest::addColumn<QByteArray>("author");
    QTest::addColumn<SpfStatus>("spf");
    QTest::addColumn<QByteArray>("spfDomain");
    QTest::addColumn<QByteArray>("dkim");
    QTest::addColumn<QByteArray>("dkimTempError");
    QTest::addColumn<Status>("status");

    const auto row = [](const char *name, QByteArray author, SpfStatus spf, QByteArray spfDomain, QByteArray dkim, QByteArray dkimTempError,
                         Status status) {
        QTest::newRow(name) << author << spf << spfDomain << dkim << dkimTempError << status;
    };
    using enum SpfStatus;
    row("no answer for the record", "mute.example.net", Fail, "mute.example.net", "", "", Status::TempError);
    row("nor does a pass help", "mute.example.net", Pass, "mute.example.net", "", "", Status::TempError);
    row("an answer is missing above a record, and it is a pass", "half.mute.test", Pass, "half.mute.test", "", "", Status::Pass);
    row("and nothing passed", "half.mute.test", Fail, "half.mute.test", "", "", Status::Fail);
    row("and it depends on who belongs together", "half.mute.test", Pass, "a.mute.test", "", "", Status::TempError);
    row("SPF got no answer", "example.com", TempError, "a.example.com", "", "", Status::TempError);
    row("SPF got no answer, but DKIM passed", "example.com", TempError, "example.com", "example.com", "", Status::Pass);
    row("SPF got no answer for another domain", "example.com", TempError, "example.net", "", "", Status::Fail);
    row("DKIM got no answer", "example.com", Fail, "example.com", "", "example.com", Status::TempError);
    row("DKIM got no answer for another domain", "example.com", Fail, "example.com", "", "example.net", Status::Fail);
    row("whether the domain exists is not known", "mute.np.test", Fail, "", "", "", Status::TempError);
    row("nor needs to be", "mute.np.test", Fail, "", "np.test", "", Status::Pass);
}

void tst_Dmarc::whatIsNotKnownIsNoFail_P14()
{
    QFETCH(const QByteArray, author);
    QFETCH(const SpfStatus, spf);
    QFETCH(const QByteArray, spfDomain);
    QFETCH(const QByteArray, dkim);
    QFETCH(const QByteArray, dkimTempError);
    dns::ZoneFile zone = zoneFile();
    const auto check = checkDmarc({{author}, spf, spfDomain, {dkim}, {dkimTempError}}, zone, suffixes());
    QVERIFY(check.has_value());
    QTEST(check->status, "status");
    QCOMPARE(check->isSpfAligned, spf == SpfStatus::Pass && spfDomain == author);
}

void tst_Dmarc::walk_data()
{
    QTest::addColumn<QByteArray>("domain");
    QTest::addColumn<QList<QByteArray>>("asked");

    QTest::newRow("one label") << QByteArray("test") << QList<QByteArray>{"test"};
    QTest::newRow("seven labels") << QByteArray("a.b.c.d.e.f.g")
                                  << QList<QByteArray>{"a.b.c.d.e.f.g", "b.c.d.e.f.g", "c.d.e.f.g", "d.e.f.g", "e.f.g", "f.g", "g"};
    QTest::newRow("eight labels") << QByteArray("a.b.c.d.e.f.g.h")
                                  << QList<QByteArray>{"a.b.c.d.e.f.g.h", "b.c.d.e.f.g.h", "c.d.e.f.g.h", "d.e.f.g.h", "e.f.g.h", "f.g.h", "g.h", "h"};
    QTest::newRow("manyLabels_P13") << QByteArray("1.2.a.b.c.d.e.f.g.h")
                                    << QList<QByteArray>{
                                           "1.2.a.b.c.d.e.f.g.h", "b.c.d.e.f.g.h", "c.d.e.f.g.h", "d.e.f.g.h", "e.f.g.h", "f.g.h", "g.h", "h"};
    QTest::newRow("up to psd") << QByteArray("a.b.unit.example.com")
                               << QList<QByteArray>{"a.b.unit.example.com", "b.unit.example.com", "unit.example.com"};
}

void tst_Dmarc::walk()
{
    QFETCH(const QByteArray, domain);
    dns::ZoneFile zone = zoneFile();
    const auto walk = DmarcWalk::from(domain, zone);
    QVERIFY(walk.has_value());
    QList<QByteArray> asked;
    for (const DmarcWalk::Step &step : walk->steps())
        asked.append(step.domain);
    QTEST(asked, "asked");
    QVERIFY(asked.size() <= DmarcWalk::maxQueries);
}

void tst_Dmarc::asksInFewRounds()
{
    dns::ZoneFile zone = zoneFile();
    dns::KnownAnswers answers;
    QList<qsizetype> asked;
    std::optional<DmarcCheck> check;
    while (!(check = checkDmarc({{"sub.example.com"}, SpfStatus::Pass, "a.b.example.com", {"c.example.com", "example.net"}}, answers, suffixes()))) {
        const QList<dns::Question> missing = answers.takeMissing();
        asked.append(missing.size());
        for (const dns::Question &question : missing)
            answers.put(question, *zone.find(question));
    }
    QCOMPARE(check->status, Status::Pass);
    QVERIFY(check->isSpfAligned && check->isDkimAligned);
    QCOMPARE(asked, (QList<qsizetype>{3, 3}));
}

void tst_Dmarc::theOrderOfAnswersDoesNotMatter()
{
    for (const char *author : {"example.com", "nosuch.example.com", "a.unit.example.com", "poor.bank", "half.mute.test", "mute.np.test",
             "nothing.example"}) {
        const DmarcFacts facts{{author}, SpfStatus::Pass, "b.example.com", {"c.unit.example.com", "d.poor.bank"}, {"e.np.test"}};
        dns::ZoneFile zone = zoneFile();
        const auto whole = checkDmarc(facts, zone, suffixes());
        QVERIFY(whole.has_value());
        for (const bool isLastFirst : {false, true}) {
            dns::KnownAnswers answers(1000);
            std::optional<DmarcCheck> check;
            for (int round = 0; round < 100 && !check; ++round) {
                check = checkDmarc(facts, answers, suffixes());
                if (const QList<dns::Question> missing = answers.takeMissing(); !missing.isEmpty()) {
                    const dns::Question &question = isLastFirst ? missing.last() : missing.first();
                    answers.put(question, *zone.find(question));
                }
            }
            QVERIFY(check.has_value());
            QCOMPARE(check->status, whole->status);
            QCOMPARE(check->policy, whole->policy);
            QCOMPARE(check->recordDomain, whole->recordDomain);
            QCOMPARE(check->isSpfAligned, whole->isSpfAligned);
            QCOMPARE(check->isDkimAligned, whole->isDkimAligned);
            QCOMPARE(check->cause, whole->cause);
        }
    }
}

void tst_Dmarc::rspamd_data()
{
    QTest::addColumn<QJsonObject>("test");

    QFile file(QStringLiteral(SHARED_DATA "/conformance/auth-rspamd/cases.json"));
    if (!file.open(QIODevice::ReadOnly))
        QSKIP("The collection is not here.");
    const QJsonArray tests = QJsonDocument::fromJson(file.readAll()).array();
    for (const QJsonValue &test : tests) {
        const QString name = test["name"_L1].toString();
        const bool needsDkim = name.contains("DKIM"_L1) || test["suite"_L1].toString() == "check"_L1;
        const bool isBeyondRfc = name == "SPF ALLOW DNS REQUESTS AT LIMIT"_L1 || name == "SPF PLUSALL"_L1; // 30 terms that ask DNS; a score.
        if (!needsDkim && !isBeyondRfc)
            QTest::newRow(qUtf8Printable(name)) << test.toObject();
    }
}

void tst_Dmarc::rspamd()
{
    QFETCH(const QJsonObject, test);
    const QString path = QStringLiteral(SHARED_DATA "/conformance/auth-rspamd/");
    QFile dnsFile(path + "dns.json"_L1), messageFile(path + "messages/"_L1 + test["message"_L1].toString());
    QVERIFY(dnsFile.open(QIODevice::ReadOnly) && messageFile.open(QIODevice::ReadOnly));
    QJsonObject object;
    const QJsonArray entries = QJsonDocument::fromJson(dnsFile.readAll()).array();
    for (const QJsonValue &entry : entries) {
        const QString name = entry["name"_L1].toString(), type = entry["type"_L1].toString(), rcode = entry["rcode"_L1].toString();
        if (rcode == "nxdomain"_L1)
            continue;
        QJsonArray records = object[name].toArray();
        if (name.endsWith("dnssec-failed.org"_L1)) // Does not answer; the collection lost the rcode that says so.
            records.append(u"TIMEOUT"_s);
        const QJsonArray replies = entry["replies"_L1].toArray();
        for (const QJsonValue &reply : replies) {
            const QString text = reply.toString();
            const QJsonArray exchange{text.section(u' ', 0, 0).toInt(), text.section(u' ', 1)};
            records.append(QJsonObject{{type, type == "MX"_L1 ? QJsonValue(exchange) : reply}});
        }
        object[name] = records;
    }
    auto zone = dns::ZoneFile::parse(object);
    QVERIFY2(zone.has_value(), zone ? "" : qPrintable(zone.error().message));

    const QByteArray sender = test["mail_from"_L1].toString().toLatin1(), client = test["client_ip"_L1].toString(u"127.0.0.1"_s).toLatin1();
    const qsizetype at = std::max<qsizetype>(sender.indexOf('@'), 0);
    const smtp::Mailbox reversePath{sender.left(at), sender.mid(at + 1)};
    const auto spf = checkSpf({boost::asio::ip::make_address(client.toStdString()), test["helo"_L1].toString().toLatin1(), reversePath}, *zone);
    QVERIFY(spf.has_value());
    const QByteArray message = messageFile.readAll().replace("\r\n", "\n").replace("\n", "\r\n");
    const QByteArray from = mail::HeaderSection(message).first("From");
    const QByteArray author = from.mid(from.lastIndexOf('@') + 1).chopped(1);
    const auto dmarc = checkDmarc({{author}, spf->status, spf->domain}, *zone, suffixes());
    QVERIFY(dmarc.has_value());

    const QString spfText = u"spf="_s + QString::fromLatin1(toText(spf->status));
    const QString dmarcText = u"dmarc="_s + QString::fromLatin1(toText(dmarc->status));
    const QString policyText = dmarcText + u" policy="_s + QString::fromLatin1(toText(dmarc->policy));
    const auto isOurs = [&](const QJsonValue &text) { return text == spfText || text == dmarcText || text == policyText; };
    const QJsonArray expected = test["expect"_L1].toArray(), excluded = test["not_expect"_L1].toArray();
    for (const QJsonValue &text : expected)
        QVERIFY2(isOurs(text), qPrintable(u"%1: %2 (%3), %4 (%5)"_s.arg(text.toString(), spfText, spf->cause, policyText, dmarc->cause)));
    for (const QJsonValue &text : excluded)
        QVERIFY(!isOurs(text));
}

QTEST_GUILESS_MAIN(tst_Dmarc)
#include "tst_dmarc.moc"
