#include "gateway/delivery/mailexchangers.h"
#include "gateway/dns/knownanswers.h"
#include "gateway/dns/zonefile.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace gateway;
using namespace gateway::delivery;

namespace {

dns::ZoneFile zones(const QByteArray &json)
{
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(json, &error);
    if (error.error != QJsonParseError::NoError)
        qFatal("%s", qPrintable(error.errorString()));
    Result<dns::ZoneFile> file = dns::ZoneFile::parse(document.object());
    if (!file)
        qFatal("%s", qPrintable(file.error().message));
    return *file;
}

MailExchangerFacts facts()
{
    return {"example.net", {"mx.example.com"}, {boost::asio::ip::make_address("192.0.2.25")}, false, 1};
}

/// "mx1.example.net 9.9.9.9 | mx2.example.net 8.8.8.8", or the reply.
QByteArray summary(const MailExchangers &found)
{
    if (found.failure)
        return found.failure->toLine();
    QByteArrayList hosts;
    for (const MailExchangers::Host &host : found.hosts) {
        QByteArray text = host.name;
        for (const auto &address : host.addresses)
            text += ' ' + QByteArray::fromStdString(address.to_string());
        hosts.append(text);
    }
    return hosts.join(" | ");
}

} // namespace

class tst_MailExchangers : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void hosts_C6_data();
    void hosts_C6();
    void aThousandAreBounded_C6();
    void ordersByPreferenceAndAtRandom();
    void waitsForEveryAnswer();
};

void tst_MailExchangers::hosts_C6_data()
{
    QTest::addColumn<QByteArray>("zone");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char *name, QByteArray zone, QByteArray expected) { QTest::newRow(name) << zone << expected; };
    row("one", R"({"example.net": [{"MX": [10, "mx1.example.net"]}], "mx1.example.net": [{"A": "9.9.9.9"}, {"AAAA": "2620:fe::9"}]})", "mx1.example.net 9.9.9.9 2620:fe::9");
    row("without MX the domain itself", R"({"example.net": [{"A": "9.9.9.9"}]})", "example.net 9.9.9.9");
    row("no such domain", "{}", "550 5.1.2 The domain does not exist");
    row("no answer", R"({"example.net": ["TIMEOUT"]})", "451 4.4.3 The mail servers of the domain could not be looked up");
    row("null MX", R"({"example.net": [{"MX": [0, ""]}, {"A": "9.9.9.9"}]})", "556 5.1.10 The domain takes no mail");
    row("a null MX beside another means nothing", R"({"example.net": [{"MX": [0, ""]}, {"MX": [10, "mx1.example.net"]}], "mx1.example.net": [{"A": "9.9.9.9"}]})",
        "mx1.example.net 9.9.9.9");
    row("two null MX are no null MX", R"({"example.net": [{"MX": [0, ""]}, {"MX": [10, ""]}, {"A": "9.9.9.9"}]})",
        "550 5.4.4 The domain has no mail server that can be used");
    row("MX without an address: no fall back to the domain", R"({"example.net": [{"MX": [10, "mx1.example.net"]}, {"A": "9.9.9.9"}], "mx1.example.net": [{"TXT": "x"}]})",
        "550 5.4.4 The domain has no mail server that can be used");
    row("MX to loopback", R"({"example.net": [{"MX": [10, "mx1.example.net"]}], "mx1.example.net": [{"A": "127.0.0.1"}, {"AAAA": "::1"}]})",
        "550 5.4.4 The domain has no mail server that can be used");
    row("MX to private space", R"({"example.net": [{"MX": [10, "mx1.example.net"]}], "mx1.example.net": [{"A": "10.0.0.1"}, {"AAAA": "fd00::1"}, {"A": "192.168.1.1"}]})",
        "550 5.4.4 The domain has no mail server that can be used");
    row("private beside public", R"({"example.net": [{"MX": [10, "mx1.example.net"]}], "mx1.example.net": [{"A": "10.0.0.1"}, {"A": "9.9.9.9"}]})", "mx1.example.net 9.9.9.9");
    row("MX to our name", R"({"example.net": [{"MX": [10, "mx.example.com"]}], "mx.example.com": [{"A": "8.8.8.8"}]})", "554 5.4.6 The mail would come back to this server");
    row("MX to our name, which has no address", R"({"example.net": [{"MX": [10, "MX.example.com"]}]})", "554 5.4.6 The mail would come back to this server");
    row("MX to our address", R"({"example.net": [{"MX": [10, "mx1.example.net"]}], "mx1.example.net": [{"A": "192.0.2.25"}]})", "554 5.4.6 The mail would come back to this server");
    row("we are the backup", R"({"example.net": [{"MX": [10, "mx1.example.net"]}, {"MX": [20, "mx.example.com"]}, {"MX": [20, "mx3.example.net"]}, {"MX": [30, "mx4.example.net"]}],
                                 "mx1.example.net": [{"A": "9.9.9.9"}], "mx3.example.net": [{"A": "9.9.9.10"}], "mx4.example.net": [{"A": "9.9.9.11"}]})", "mx1.example.net 9.9.9.9");
    row("we are the first", R"({"example.net": [{"MX": [10, "mx.example.com"]}, {"MX": [20, "mx2.example.net"]}], "mx2.example.net": [{"A": "9.9.9.9"}]})",
        "554 5.4.6 The mail would come back to this server");
    row("aliases in a circle", R"({"example.net": [{"MX": [10, "a.example.net"]}], "a.example.net": [{"CNAME": "b.example.net"}], "b.example.net": [{"CNAME": "a.example.net"}]})",
        "451 4.4.3 The mail servers of the domain could not be looked up");
    row("an alias", R"({"example.net": [{"MX": [10, "a.example.net"]}], "a.example.net": [{"CNAME": "b.example.net"}], "b.example.net": [{"A": "9.9.9.9"}]})", "a.example.net 9.9.9.9");
    row("one is not known, another is", R"({"example.net": [{"MX": [10, "a.example.net"]}, {"MX": [20, "b.example.net"]}], "a.example.net": ["TIMEOUT"], "b.example.net": [{"A": "9.9.9.9"}]})",
        "b.example.net 9.9.9.9");
    row("one is not known, another is useless", R"({"example.net": [{"MX": [10, "a.example.net"]}, {"MX": [20, "b.example.net"]}], "a.example.net": ["TIMEOUT"], "b.example.net": [{"A": "10.0.0.1"}]})",
        "451 4.4.3 The mail servers of the domain could not be looked up");
    row("the same host twice", R"({"example.net": [{"MX": [10, "a.example.net"]}, {"MX": [20, "A.example.net"]}], "a.example.net": [{"A": "9.9.9.9"}]})", "a.example.net 9.9.9.9");
}

void tst_MailExchangers::hosts_C6()
{
    QFETCH(const QByteArray, zone);
    dns::ZoneFile resolver = zones(zone);
    const std::optional<MailExchangers> found = findMailExchangers(facts(), resolver);
    QVERIFY(found);
    QTEST(summary(*found), "expected");
    QCOMPARE(found->hosts.isEmpty(), found->failure.has_value());

    MailExchangerFacts configured = facts();
    configured.allowsPrivate = true;
    dns::ZoneFile again = zones(R"({"example.net": [{"MX": [10, "a.example.net"]}], "a.example.net": [{"A": "10.0.0.1"}]})");
    QCOMPARE(summary(*findMailExchangers(configured, again)), "a.example.net 10.0.0.1");
}

void tst_MailExchangers::aThousandAreBounded_C6()
{
    QJsonArray exchanges;
    QJsonObject object;
    for (int i = 0; i < 1000; ++i) {
        const QString host = QStringLiteral("mx%1.example.net").arg(i);
        exchanges.append(QJsonObject{{QStringLiteral("MX"), QJsonArray{i, host}}});
        QJsonArray addresses;
        for (int a = 1; a <= 50; ++a)
            addresses.append(QJsonObject{{QStringLiteral("A"), QStringLiteral("9.9.%1.%2").arg(QString::number(i % 250), QString::number(a))}});
        object.insert(host, addresses);
    }
    object.insert(QStringLiteral("example.net"), exchanges);
    Result<dns::ZoneFile> resolver = dns::ZoneFile::parse(object);
    QVERIFY(resolver);
    dns::KnownAnswers answers;
    std::optional<MailExchangers> found;
    int questions = 0;
    for (int round = 0; round < 3 && !found; ++round) {
        found = findMailExchangers(facts(), answers);
        for (const dns::Question &question : answers.takeMissing()) {
            ++questions;
            answers.put(question, *resolver->find(question));
        }
    }
    QVERIFY(found);
    QCOMPARE(found->hosts.size(), MailExchangers::maxHosts);
    QCOMPARE(found->hosts.first().name, "mx0.example.net");
    QCOMPARE(found->hosts.last().name, "mx19.example.net");
    for (const MailExchangers::Host &host : found->hosts)
        QCOMPARE(host.addresses.size(), MailExchangers::maxAddressesOfHost);
    QCOMPARE(questions, 1 + 2 * int(MailExchangers::maxHosts));
}

void tst_MailExchangers::ordersByPreferenceAndAtRandom()
{
    QSet<QByteArray> firsts;
    for (quint32 random = 0; random < 50; ++random) {
        dns::ZoneFile resolver = zones(R"({"example.net": [{"MX": [20, "c.example.net"]}, {"MX": [10, "a.example.net"]}, {"MX": [10, "b.example.net"]}],
            "a.example.net": [{"A": "9.9.9.9"}], "b.example.net": [{"A": "9.9.9.10"}], "c.example.net": [{"A": "9.9.9.11"}]})");
        MailExchangerFacts given = facts();
        given.random = random;
        const std::optional<MailExchangers> found = findMailExchangers(given, resolver);
        QVERIFY(found);
        QCOMPARE(found->hosts.size(), 3);
        QCOMPARE(found->hosts.last().name, "c.example.net");
        firsts.insert(found->hosts.first().name);
    }
    QCOMPARE(firsts.size(), 2);
}

void tst_MailExchangers::waitsForEveryAnswer()
{
    dns::ZoneFile zone = zones(R"({"example.net": [{"MX": [10, "a.example.net"]}, {"MX": [20, "b.example.net"]}], "a.example.net": [{"A": "9.9.9.9"}], "b.example.net": [{"A": "9.9.9.10"}]})");
    dns::KnownAnswers answers;
    QVERIFY(!findMailExchangers(facts(), answers));
    QCOMPARE(answers.takeMissing().size(), 1);
    answers.put({"example.net", dns::Type::Mx}, *zone.find({"example.net", dns::Type::Mx}));
    QVERIFY(!findMailExchangers(facts(), answers));
    const QList<dns::Question> missing = answers.takeMissing();
    QCOMPARE(missing.size(), 4); // All at once.
    for (const dns::Question &question : missing.first(3))
        answers.put(question, *zone.find(question));
    QVERIFY(!findMailExchangers(facts(), answers));
    answers.put(missing.last(), *zone.find(missing.last()));
    QCOMPARE(summary(*findMailExchangers(facts(), answers)), "a.example.net 9.9.9.9 | b.example.net 9.9.9.10");
}

QTEST_GUILESS_MAIN(tst_MailExchangers)
#include "tst_mailexchangers.moc"
