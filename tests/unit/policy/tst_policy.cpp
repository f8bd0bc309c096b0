#include "gateway/policy/policy.h"

#include <QJsonDocument>
#include <QTest>

using namespace gateway;
using namespace gateway::policy;

class tst_Policy : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void defaultIsValid();
    void defaultDiscardsNothing();
    void complaint_data();
    void complaint();
};

void tst_Policy::defaultIsValid()
{
    const Result<Policy> policy = policyFromJson(defaultPolicy());
    QVERIFY2(policy, policy ? "" : qPrintable(policy.error().message));
    QVERIFY(policy->rules.size() >= 10);
}

void tst_Policy::defaultDiscardsNothing()
{
    const Result<Policy> policy = policyFromJson(defaultPolicy());
    QVERIFY(policy);
    QVERIFY(std::ranges::none_of(policy->rules, [](const Rule &rule) { return rule.action.kind == Action::Kind::Discard; }));
}

void tst_Policy::complaint_data()
{
    QTest::addColumn<QByteArray>("rules");
    QTest::addColumn<QString>("path"); // Where the message must point.
    const auto row = [](const char *name, QByteArray rules, const char *path) { QTest::newRow(name) << rules << QString::fromLatin1(path); };
    const QByteArray action = R"("action":{"type":"quarantine"})";
    row("no id", R"([{"action":{"type":"discard"}}])", "rules[0].id");
    row("does nothing", R"([{"id":"a"}])", "rules[0].action");
    row("unknown member", R"([{"id":"a","colour":1,)" + action + "}]", "rules[0].colour");
    row("unknown criterion", R"([{"id":"a","criteria":[{"type":"moon"}],)" + action + "}]", "rules[0].criteria[0].type");
    row("score out of range", R"([{"id":"a","criteria":[{"type":"spamScore","atLeast":101}],)" + action + "}]", "rules[0].criteria[0].atLeast");
    row("score as text", R"([{"id":"a","criteria":[{"type":"spamScore","atLeast":"9"}],)" + action + "}]", "rules[0].criteria[0].atLeast");
    row("criteria is no list", R"([{"id":"a","criteria":{},)" + action + "}]", "rules[0].criteria");
    row("bad network", R"([{"id":"a","criteria":[{"type":"source","networks":["10.0.0.0/99"]}],)" + action + "}]", "rules[0].criteria[0].networks");
    row("bad pattern", R"([{"id":"a","targets":{"senders":["not an address"]},)" + action + "}]", "rules[0].targets.senders");
    row("bad exception", R"([{"id":"a","targets":{"exceptions":[{"sender":"a@b.example","recipient":"nobody at all"}]},)" + action + "}]",
        "rules[0].targets.exceptions[0].recipient");
    row("bad class", R"([{"id":"a","criteria":[{"type":"class","is":["ham"]}],)" + action + "}]", "rules[0].criteria[0].is");
    row("enhanced code of another class", R"([{"id":"a","action":{"type":"reject","enhanced":"4.7.1"}}])", "rules[0].action.enhanced");
    row("field outside our names (P5)", R"([{"id":"a","changes":[{"type":"addHeader","name":"Bcc","text":"x"}]}])", "rules[0].changes[0].name");
    row("same id twice", R"([{"id":"a",)" + action + R"(},{"id":"a",)" + action + "}]", "rules");
    row("rule is no object", "[1]", "rules[0]");
}

void tst_Policy::complaint()
{
    QFETCH(const QByteArray, rules);
    QFETCH(const QString, path);
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(R"({"schema":1,"name":"x","rules":)" + rules + '}', &error);
    QCOMPARE(error.error, QJsonParseError::NoError);
    const Result<Policy> policy = policyFromJson(document.object());
    QVERIFY(!policy);
    QVERIFY2(policy.error().message.startsWith(path + u':'), qPrintable(policy.error().message));
}

QTEST_APPLESS_MAIN(tst_Policy)
#include "tst_policy.moc"
