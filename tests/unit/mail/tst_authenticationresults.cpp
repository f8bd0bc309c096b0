#include "gateway/mail/authenticationresults.h"

#include <QTest>

using namespace gateway::mail;

class tst_AuthenticationResults : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void field_data();
    void field();
    void property_data();
    void property();
    void removal_data();
    void removal();
};

Q_DECLARE_METATYPE(QList<MethodResult>)

void tst_AuthenticationResults::field_data()
{
    QTest::addColumn<QList<MethodResult>>("results");
    QTest::addColumn<QByteArray>("unfolded");
    const auto row = [](const char *name, const QList<MethodResult> &results, const QByteArray &unfolded) { QTest::newRow(name) << results << unfolded; };
    row("none (RFC 8601 2.2)", {}, "gw.test; none");
    row("two methods", {{"spf", "pass", "smtp.mailfrom=x.test", {}}, {"dkim", "fail", "header.d=x.test header.s=k", "bad signature"}},
        "gw.test; spf=pass smtp.mailfrom=x.test; dkim=fail (bad signature) header.d=x.test header.s=k");
    row("second result in a property (S17)", {{"spf", "fail", "smtp.mailfrom=a; dkim=pass", {}}}, "gw.test; spf=fail smtp.mailfrom=a? dkim=pass");
    row("quoted property stays", {{"spf", "fail", "smtp.mailfrom=\"a; \\\"b\"@x.test", {}}}, "gw.test; spf=fail smtp.mailfrom=\"a; \\\"b\"@x.test");
    row("quote without an end (S17)", {{"spf", "fail", "smtp.mailfrom=\"a", {}}, {"dkim", "none", {}, {}}}, "gw.test; spf=fail smtp.mailfrom=\"a\"; dkim=none");
    row("comment (S17)", {{"spf", "fail", {}, "a) dkim=pass (\\"}}, "gw.test; spf=fail (a\\) dkim=pass \\(\\\\)");
    row("comment opened in a property (S17)", {{"spf", "fail", "x.y=(", {}}, {"dkim", "fail", "x.y=)", {}}}, "gw.test; spf=fail x.y=?; dkim=fail x.y=?");
    row("new field (S17)", {{"spf", "fail", "x.y=a\r\nBcc: b", "c\r\nd"}}, "gw.test; spf=fail (c  d) x.y=a  Bcc: b");
}

void tst_AuthenticationResults::field()
{
    QFETCH(const QList<MethodResult>, results);
    const QByteArray message = authenticationResultsField("gw.test", results) + "\r\n";
    const HeaderSection header(message);
    QCOMPARE(header.fields().size(), 1);
    QTEST(header.first("Authentication-Results"), "unfolded");
    QCOMPARE(fieldsToRemove(header, "GW.test"), QList<int>{0}); // What we write we would remove.
}

void tst_AuthenticationResults::property_data()
{
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QByteArray>("property");
    QTest::newRow("domain") << QByteArray("x.test") << QByteArray("a.b=x.test");
    QTest::newRow("address") << QByteArray("u@x.test") << QByteArray("a.b=u@x.test");
    QTest::newRow("syntax (S17)") << QByteArray("\"a; b\"@x.test") << QByteArray("a.b=\"\\\"a; b\\\"@x.test\"");
    QTest::newRow("CR LF (S17)") << QByteArray("a\r\nb") << QByteArray("a.b=\"a  b\"");
    QTest::newRow("empty") << QByteArray() << QByteArray("a.b=\"\"");
}

void tst_AuthenticationResults::property()
{
    QFETCH(const QByteArray, value);
    QTEST(authProperty("a.b", value), "property");
}

void tst_AuthenticationResults::removal_data()
{
    QTest::addColumn<QByteArray>("field");
    QTest::addColumn<bool>("isRemoved");
    const auto row = [](const char *name, const QByteArray &field, bool isRemoved) { QTest::newRow(name) << field << isRemoved; };
    row("ours (S17)", "Authentication-Results: gw.test; spf=pass", true);
    row("ours in other letters (S17)", "AUTHENTICATION-results: GW.Test;spf=pass", true);
    row("ours with a version (S17)", "Authentication-Results: gw.test 1; spf=pass", true);
    row("ours without results (S17)", "Authentication-Results: gw.test", true);
    row("ours behind comments (S17)", "Authentication-Results: (a (b) \\) c)\r\n (d) gw.test; spf=pass", true);
    row("ours quoted (S17)", "Authentication-Results: \"gw\\.test\"; spf=pass", true);
    row("ours with a dot (S17)", "Authentication-Results: gw.test.; spf=pass", true);
    row("ours with a blank before the colon (S17)", "Authentication-Results : gw.test; spf=pass", true);
    row("ours folded (S17)", "Authentication-Results:\r\n\tgw.test\r\n ;spf=pass", true);
    row("another's", "Authentication-Results: mx.other.test; spf=pass", false);
    row("another's that begins like ours", "Authentication-Results: gw.test.evil; spf=pass", false);
    row("sealed by a chain (RFC 8617)", "ARC-Authentication-Results: i=1; gw.test; spf=pass", false);
    row("private field (S17)", "x-postern-score: 1", true);
    row("almost private", "X-Posterns: 1", false);
    row("any", "Subject: gw.test", false);
}

void tst_AuthenticationResults::removal()
{
    QFETCH(const QByteArray, field);
    const QByteArray message = "From: a@x.test\r\n" + field + "\r\nTo: b@y.test\r\n\r\n";
    QTEST(fieldsToRemove(HeaderSection(message), "gw.test") == QList<int>{1}, "isRemoved");
}

QTEST_APPLESS_MAIN(tst_AuthenticationResults)
#include "tst_authenticationresults.moc"
