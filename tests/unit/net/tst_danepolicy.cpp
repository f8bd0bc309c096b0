#include "dnsserver.h"

#include "gateway/net/danepolicy.h"
#include "gateway/net/dnsresolver.h"
#include "gateway/net/loops.h"

#include <QTest>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/use_future.hpp>

using namespace gateway;
using namespace gateway::net;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using dns::Answer;
using Kind = DanePolicy::Kind;

/// Which policy follows from which answers; tests/integration/tst_dane.cpp has answers that a real name server has signed.
class tst_DanePolicy : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void addresses_T4_data();
    void addresses_T4();
    void tlsa_T4_data();
    void tlsa_T4();
    void bogusDefers_T4();
    void thousandRecords_T4();
    void sameDemands();
    void asksOnlyWhatItMust_T4_data();
    void asksOnlyWhatItMust_T4();
};

namespace {

const QByteArray usable = dns::tlsaRecord({3, 1, 1, QByteArray(32, 'x')});

Answer found(bool isSecure, const QList<QByteArray> &records = {QByteArray("\x7f\0\0\1", 4)})
{
    return {.status = Answer::Status::Found, .records = records, .isSecure = isSecure};
}
Answer absent(bool isSecure) { return {.status = Answer::Status::NoData, .isSecure = isSecure}; }
Answer noName(bool isSecure) { return {.status = Answer::Status::NoSuchName, .isSecure = isSecure}; }
Answer failed() { return {.cause = u"no answer in time"_s}; }
Answer bogus() { return {.isBogus = true, .cause = u"DNSSEC: forged"_s}; }

} // namespace

void tst_DanePolicy::addresses_T4_data()
{
    QTest::addColumn<Answer>("v4");
    QTest::addColumn<Answer>("v6");
    QTest::addColumn<int>("decided"); // -1: TLSA is to be asked.

    const auto row = [](const char *name, const Answer &v4, const Answer &v6, std::optional<Kind> kind) {
        QTest::newRow(name) << v4 << v6 << (kind ? int(*kind) : -1);
    };
    row("both secure", found(true), found(true), {});
    row("IPv4 alone", found(true), absent(true), {});
    row("IPv6 alone", absent(true), found(true), {});
    row("one secure, no word of the other", found(true), failed(), {});
    row("not signed", found(false), absent(false), Kind::None);
    row("not signed, no word of the other", found(false), failed(), Kind::None);
    row("not signed and absent, no word of the other", absent(false), failed(), Kind::None);
    row("no word of IPv4, not signed", failed(), noName(false), Kind::None);
    row("proved to be absent", noName(true), noName(true), Kind::None);
    row("proved to be absent, no word of the other", absent(true), failed(), Kind::Defer);
    row("no word", failed(), failed(), Kind::Defer);
    row("forged", bogus(), bogus(), Kind::Defer);
    row("one of them forged", found(true), bogus(), Kind::Defer);
    row("one of them forged, the other not signed", bogus(), found(false), Kind::Defer);
}

void tst_DanePolicy::addresses_T4()
{
    QFETCH(const Answer, v4);
    QFETCH(const Answer, v6);
    QFETCH(const int, decided);
    const std::optional<DanePolicy> policy = danePolicyOfAddresses(v4, v6);
    QCOMPARE(policy ? int(policy->kind) : -1, decided);
    QVERIFY(decided != int(Kind::Defer) || !policy->cause.isEmpty());
}

void tst_DanePolicy::tlsa_T4_data()
{
    QTest::addColumn<Answer>("tlsa");
    QTest::addColumn<Kind>("kind");
    QTest::addColumn<int>("records");

    const QByteArray pkix = dns::tlsaRecord({1, 1, 1, QByteArray(32, 'x')}), shortOne("\3\1\1", 3);
    QTest::newRow("usable") << found(true, {usable}) << Kind::Dane << 1;
    QTest::newRow("one usable among others") << found(true, {pkix, shortOne, usable, {}}) << Kind::Dane << 1;
    QTest::newRow("none usable (RFC 7672 2.2)") << found(true, {pkix}) << Kind::EncryptOnly << 0;
    QTest::newRow("none of 0 to 3 octets") << found(true, {{}, "\3", "\3\1", shortOne}) << Kind::EncryptOnly << 0;
    QTest::newRow("not signed") << found(false, {usable}) << Kind::None << 0;
    QTest::newRow("proved to be absent") << absent(true) << Kind::None << 0;
    QTest::newRow("no such name") << noName(true) << Kind::None << 0;
    QTest::newRow("SERVFAIL or silence") << failed() << Kind::Defer << 0;
    QTest::newRow("forged") << bogus() << Kind::Defer << 0;
}

void tst_DanePolicy::tlsa_T4()
{
    QFETCH(const Answer, tlsa);
    const DanePolicy policy = danePolicyOfTlsa(tlsa);
    QTEST(policy.kind, "kind");
    QTEST(int(policy.records.size()), "records");
    QCOMPARE(policy.requiresTls(), policy.kind == Kind::Dane || policy.kind == Kind::EncryptOnly);
}

void tst_DanePolicy::bogusDefers_T4()
{
    QCOMPARE(danePolicyOfAddresses(bogus(), found(true))->cause, u"DNSSEC: forged"_s);
    QCOMPARE(danePolicyOfTlsa(bogus()).cause, u"DNSSEC: forged"_s);
    QCOMPARE(danePolicyOfTlsa(failed()).cause, u"no answer in time"_s);
}

void tst_DanePolicy::thousandRecords_T4()
{
    const DanePolicy policy = danePolicyOfTlsa(found(true, QList<QByteArray>(1000, dns::tlsaRecord({0, 0, 1, QByteArray(32, 'x')})) + QList{usable}));
    QCOMPARE(policy.kind, Kind::EncryptOnly); // Never None, whatever the usable one is hidden behind.
}

void tst_DanePolicy::sameDemands()
{
    const dns::Tlsa a{3, 1, 1, QByteArray(32, 'a')}, b{3, 1, 1, QByteArray(32, 'b')};
    const DanePolicy none, dane{Kind::Dane, "h.test", "h.test", {a}, {boost::asio::ip::make_address("192.0.2.1")}, {}};
    DanePolicy moved = dane, rolled = dane, encrypted = dane;
    moved.addresses = {boost::asio::ip::make_address("192.0.2.2")};
    rolled.records = {a, b};
    encrypted.kind = Kind::EncryptOnly;
    QVERIFY(none.demandsTheSameAs(DanePolicy()) && dane.demandsTheSameAs(moved));
    QVERIFY(!none.demandsTheSameAs(dane) && !dane.demandsTheSameAs(rolled) && !dane.demandsTheSameAs(encrypted));
}

void tst_DanePolicy::asksOnlyWhatItMust_T4_data()
{
    QTest::addColumn<QByteArray>("host");
    QTest::addColumn<int>("code");
    QTest::addColumn<Kind>("kind");
    QTest::addColumn<int>("questions");

    QTest::newRow("a name that is not signed: no TLSA") << QByteArray("Mail.Example.com") << 0 << Kind::None << 2;
    QTest::newRow("with a final dot") << QByteArray("mail.example.com.") << 0 << Kind::None << 2;
    QTest::newRow("SERVFAIL") << QByteArray("mail.example.com") << 2 << Kind::Defer << 2;
    QTest::newRow("IPv4 address") << QByteArray("192.0.2.1") << 0 << Kind::None << 0;
    QTest::newRow("IPv6 address") << QByteArray("2001:db8::1") << 0 << Kind::None << 0;
    QTest::newRow("no name at all") << QByteArray("a..b") << 0 << Kind::None << 0;
}

void tst_DanePolicy::asksOnlyWhatItMust_T4()
{
    QFETCH(const QByteArray, host);
    QFETCH(const int, code);
    const DnsServer server([&](const DnsServer::Query &query) {
        return DnsServer::reply(query, code, code == 0 && query.type == dns::Type::A ? QList{QByteArray("\x7f\0\0\1", 4)} : QList<QByteArray>());
    });
    Loops loops(1);
    DnsConfig config;
    config.forwarders = {server.address()};
    config.validates = false;
    const auto resolver = DnsResolver::make(config);
    QVERIFY(resolver);
    loops.start();
    const DaneFinder find = daneFinder(**resolver);
    const DanePolicy policy = boost::asio::co_spawn(loops.at(0), find(host, 25, DnsResolver::Clock::now() + 10s), boost::asio::use_future).get();
    loops.stop();
    QTEST(policy.kind, "kind");
    QFETCH(const int, questions);
    QList<QByteArray> asked = server.asked(); // A failed question may be asked again.
    asked = {QSet<QByteArray>(asked.begin(), asked.end()).values()};
    QCOMPARE(asked.size(), questions);
}

QTEST_GUILESS_MAIN(tst_DanePolicy)
#include "tst_danepolicy.moc"
