#include "signedzones.h"

#include "gateway/dns/records.h"
#include "gateway/net/loops.h"

#include <QTest>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/use_future.hpp>

using namespace gateway;
using namespace gateway::net;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Status = dns::Answer::Status;

/// The resolver and a real name server with a sound, a forged and an unsigned zone (threats.md T4, P14).
class tst_Dnssec : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void validates_T4_data();
    void validates_T4();
    void withoutValidationForgedIsBelieved();

private:
    [[nodiscard]] dns::Answer ask(bool validates, const dns::Question &question);

    SignedZones m_zones;
    Loops m_loops{1};
};

namespace {

const QByteArray records = "@ IN MX 10 mail\n"
                           "@ IN TXT \"v=spf1 -all\"\n"
                           "mail IN A 192.0.2.25\n"
                           "_25._tcp.mail IN TLSA 3 1 1 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef\n"
                           "alias IN CNAME mail\n"
                           "loop IN CNAME loop\n";

} // namespace

void tst_Dnssec::initTestCase()
{
    if (!SignedZones::isPossible())
        QSKIP("nsd and ldnsutils are not here.");
    QVERIFY(m_zones.add("sound.example", records, SignedZones::Signing::Sound));
    QVERIFY(m_zones.add("forged.example", records, SignedZones::Signing::Sound));
    QVERIFY(m_zones.add("plain.example", records, SignedZones::Signing::None));
    QVERIFY(m_zones.forge("forged.example", "192.0.2.25", "192.0.2.66"));
    QVERIFY(m_zones.start());
    m_loops.start();
    const auto isUp = [this] { return ask(false, {"plain.example", dns::Type::Soa}).isFound(); };
    QTRY_VERIFY2_WITH_TIMEOUT(isUp() || !m_zones.isRunning(), "the name server", 20'000);
    QVERIFY2(m_zones.isRunning(), m_zones.output().constData());
}

void tst_Dnssec::cleanupTestCase()
{
    m_loops.stop();
    m_zones.stop();
}

dns::Answer tst_Dnssec::ask(bool validates, const dns::Question &question)
{
    DnsConfig config = m_zones.resolverConfig();
    config.validates = validates;
    const auto resolver = DnsResolver::make(config);
    if (!resolver) {
        dns::Answer none;
        none.cause = resolver.error().message;
        return none;
    }
    return boost::asio::co_spawn(m_loops.at(0), (*resolver)->ask(question, DnsResolver::Clock::now() + 10s), boost::asio::use_future).get();
}

void tst_Dnssec::validates_T4_data()
{
    QTest::addColumn<dns::Question>("question");
    QTest::addColumn<Status>("status");
    QTest::addColumn<bool>("isSecure");
    QTest::addColumn<bool>("isBogus");

    const auto row = [](const char *name, const char *host, dns::Type type, Status status, bool isSecure, bool isBogus = false) {
        QTest::newRow(name) << dns::Question{host, type} << status << isSecure << isBogus;
    };
    row("signed", "sound.example", dns::Type::Mx, Status::Found, true);
    row("signed TLSA", "_25._tcp.mail.sound.example", dns::Type::Tlsa, Status::Found, true);
    row("signed alias", "alias.sound.example", dns::Type::A, Status::Found, true);
    row("proof that there is no data", "sound.example", dns::Type::Aaaa, Status::NoData, true);
    row("proof that there is no such name", "nothing.sound.example", dns::Type::A, Status::NoSuchName, true);
    row("alias of itself", "loop.sound.example", dns::Type::A, Status::Failed, false);
    row("forged", "mail.forged.example", dns::Type::A, Status::Failed, false, true);
    row("unharmed beside a forged one", "forged.example", dns::Type::Txt, Status::Found, true);
    row("not signed", "mail.plain.example", dns::Type::A, Status::Found, false);
    row("not signed, no such name", "nothing.plain.example", dns::Type::A, Status::NoSuchName, false);
}

void tst_Dnssec::validates_T4()
{
    QFETCH(const dns::Question, question);
    const dns::Answer answer = ask(true, question);
    QTEST(answer.status, "status");
    QTEST(answer.isSecure, "isSecure");
    QTEST(answer.isBogus, "isBogus");
    QVERIFY(answer.status != Status::Failed || (answer.records.isEmpty() && !answer.cause.isEmpty()));
}

void tst_Dnssec::withoutValidationForgedIsBelieved()
{
    const dns::Answer answer = ask(false, {"mail.forged.example", dns::Type::A});
    QCOMPARE(answer.status, Status::Found);
    QCOMPARE(dns::addressesOf(answer).value(0).to_string(), "192.0.2.66");
}

QTEST_GUILESS_MAIN(tst_Dnssec)
#include "tst_dnssec.moc"
