#include "gateway/reputation/clientlists.h"

#include <QTest>

using namespace gateway;
using namespace reputation;
using boost::asio::ip::make_address;
using enum ClientRule::Action;

class tst_ClientLists : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void parse_data();
    void parse();
    void theMostSpecificCounts_data();
    void theMostSpecificCounts();
    void conflicts_data();
    void conflicts();
    void manyRules_R7();
};

namespace {

/// "+192.0.2.1 -JP": an allowed address and a blocked country.
QList<ClientRule> rulesOf(const QByteArray &text)
{
    QList<ClientRule> rules;
    for (const QByteArray &word : text.split(' ')) {
        if (!word.isEmpty())
            rules.append(ClientRule::parse(word[0] == '+' ? Allow : Block, word.sliced(1)).value_or(ClientRule{}));
    }
    return rules;
}

QByteArray textOf(const ClientRule &rule) { return (rule.action == Allow ? '+' : '-') + rule.toText(); }

} // namespace

void tst_ClientLists::parse_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("printed"); // Empty: an error with
    QTest::addColumn<QString>("error");
    const auto row = [](const char *text, const char *printed, const char *error = "") {
        QTest::newRow(text) << QByteArray(text) << QByteArray(printed) << QString::fromLatin1(error);
    };
    row("192.0.2.1", "192.0.2.1");
    row(" 2001:db8::/32 ", "2001:db8::/32");
    row("jp", "JP");
    row("Mail.Example.COM.", ".mail.example.com");
    row(".example.com", ".example.com");
    row("9.example.com", ".9.example.com");
    row("com", "", "a whole top-level domain");
    row(".com", "", "a whole top-level domain");
    row("192.0.2.1/24", "", "write 192.0.2.0/24");
    row("192.0.2", "", ".example.com");
    row("exa mple.com", "", "is no network");
    row("<b>.example.com", "", "is no network");
    row("", "", "is no network");
}

void tst_ClientLists::parse()
{
    QFETCH(const QByteArray, text);
    QFETCH(const QByteArray, printed);
    QFETCH(const QString, error);
    const Result<ClientRule> rule = ClientRule::parse(Block, text, QStringLiteral(" a note "));
    QCOMPARE(rule.has_value(), !printed.isEmpty());
    if (!rule) {
        QVERIFY2(rule.error().message.contains(error), qPrintable(rule.error().message));
        return;
    }
    QCOMPARE(rule->toText(), printed);
    QCOMPARE(rule->note, QStringLiteral("a note"));
    QCOMPARE(*ClientRule::parse(Block, printed, QStringLiteral("a note")), *rule);
}

void tst_ClientLists::theMostSpecificCounts_data()
{
    QTest::addColumn<QByteArray>("rules");
    QTest::addColumn<QByteArray>("found");
    const auto row = [](const char *name, const char *rules, const char *found) { QTest::newRow(name) << QByteArray(rules) << QByteArray(found); };
    row("nothing", "", "");
    row("another's", "-192.0.3.0/24 -JP -.example.org", "");
    row("an address allowed in a network blocked", "-192.0.2.0/24 +192.0.2.1", "+192.0.2.1");
    row("an address blocked in a network allowed", "+192.0.2.0/24 -192.0.2.1", "-192.0.2.1");
    row("the same allowed and blocked", "+192.0.2.1 -192.0.2.1", "-192.0.2.1");
    row("a network before a name", "-.mail.example.com +192.0.0.0/8", "+192.0.0.0/8");
    row("a name before a country", "-DE +.example.com", "+.example.com");
    row("the longer name", "-.example.com +.mail.example.com", "+.mail.example.com");
    row("the longer name blocked", "+.example.com -.mail.example.com", "-.mail.example.com");
    row("a name that only ends alike", "-.ample.com", "");
    row("a country", "-DE", "-DE");
}

void tst_ClientLists::theMostSpecificCounts()
{
    QFETCH(const QByteArray, rules);
    QFETCH(const QByteArray, found);
    const ClientLists lists = ClientLists::build(rulesOf(rules)).value_or(ClientLists());
    const ListedClient client{make_address("::ffff:192.0.2.1"), "Mail.example.com", "DE"};
    const ClientRule *rule = lists.find(client);
    QCOMPARE(rule ? textOf(*rule) : QByteArray(), found);
    if (rule) {
        const Reason reason = reasonOf(*rule, client.address);
        QCOMPARE(reason.evidence.value(QStringLiteral("client")), QStringLiteral("192.0.2.1"));
        QCOMPARE(reason.evidence.value(QStringLiteral("entry")), QString::fromLatin1(found.sliced(1)));
    }
    // A name that is not verified, and a country that is not known, match nothing (threats.md S17).
    const ClientRule *bare = lists.find({client.address});
    QVERIFY(!bare || bare->kind == ClientRule::Kind::Network);
}

void tst_ClientLists::conflicts_data()
{
    QTest::addColumn<QByteArray>("rules");
    QTest::addColumn<QByteArray>("conflicts"); // = duplicate, ! tie, > exception.
    const auto row = [](const char *rules, const char *conflicts) { QTest::newRow(rules) << QByteArray(rules) << QByteArray(conflicts); };
    row("", "");
    row("+192.0.2.1 -192.0.2.2", "");
    row("+192.0.2.1 +192.0.2.1", "+192.0.2.1=+192.0.2.1");
    row("+192.0.2.1 -192.0.2.1", "-192.0.2.1!+192.0.2.1");
    row("+192.0.2.1 -192.0.2.0/24", "+192.0.2.1>-192.0.2.0/24");
    row("+192.0.2.0/24 -192.0.2.0/25", "-192.0.2.0/25>+192.0.2.0/24");
    row("+192.0.2.1 +192.0.2.0/24 -192.0.0.0/16", "+192.0.2.0/24>-192.0.0.0/16");
    row("+.a.example.com -.example.com", "+.a.example.com>-.example.com");
    row("+JP -JP", "-JP!+JP");
    row("+.example.com -DE", ""); // Which of them touch is known only when a client comes.
}

void tst_ClientLists::conflicts()
{
    QFETCH(const QByteArray, rules);
    QByteArray said;
    for (const ClientRuleConflict &conflict : ClientLists::build(rulesOf(rules)).value_or(ClientLists()).conflicts()) {
        const char mark = conflict.kind == ClientRuleConflict::Kind::Duplicate ? '=' : conflict.kind == ClientRuleConflict::Kind::Tie ? '!' : '>';
        said += (said.isEmpty() ? "" : " ") + textOf(conflict.stronger) + mark + textOf(conflict.weaker);
    }
    QTEST(said, "conflicts");
}

void tst_ClientLists::manyRules_R7()
{
    QList<ClientRule> rules;
    for (quint32 i = 0; i < 100'000; ++i) {
        rules.append({.action = i % 2 ? Allow : Block, .network = {boost::asio::ip::make_address_v4(0x0a00'0000U + i), 32}});
        rules.append({.kind = ClientRule::Kind::HostName, .name = "h" + QByteArray::number(i) + ".example.com"});
    }
    const ClientLists lists = ClientLists::build(rules).value_or(ClientLists());
    QCOMPARE(lists.rules().size(), rules.size());
    QVERIFY(lists.conflicts().isEmpty());
    QCOMPARE(textOf(*lists.find({make_address("10.0.0.1")})), "+10.0.0.1");
}

QTEST_APPLESS_MAIN(tst_ClientLists)
#include "tst_clientlists.moc"
