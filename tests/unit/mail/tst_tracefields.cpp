#include "gateway/mail/tracefields.h"

#include <QTest>

using namespace gateway::mail;

Q_DECLARE_METATYPE(TraceFacts)

class tst_TraceFields : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void received_data();
    void received();
    void hostileNames_data();
    void hostileNames();
    void by_data();
    void by();
    void loop_data();
    void loop();
};

namespace {

TraceFacts facts()
{
    TraceFacts f;
    f.helo = "client.test";
    f.clientAddress = "192.0.2.1";
    f.hostName = "gw.test";
    f.id = "ABC123";
    f.time = QDateTime({2026, 11, 24}, {9, 12}, Qt::UTC);
    return f;
}

} // namespace

void tst_TraceFields::received_data()
{
    QTest::addColumn<TraceFacts>("given");
    QTest::addColumn<QByteArray>("unfolded");
    const QByteArray date = "; Tue, 24 Nov 2026 09:12:00 +0000";
    const auto row = [](const char *name, const TraceFacts &given, const QByteArray &unfolded) { QTest::newRow(name) << given << unfolded; };
    TraceFacts f = facts();
    row("plain", f, "from client.test (unknown [192.0.2.1]) by gw.test with ESMTP id ABC123" + date);
    f.isExtended = false;
    row("HELO", f, "from client.test (unknown [192.0.2.1]) by gw.test with SMTP id ABC123" + date);
    f = facts();
    f.clientAddress = "2001:db8::1";
    f.clientName = "mx.client.test";
    f.singleRecipient = "b@y.test";
    row("IPv6, reverse DNS, one recipient", f, "from client.test (mx.client.test [IPv6:2001:db8::1]) by gw.test with ESMTP id ABC123 for <b@y.test>" + date);
    f = facts();
    f.isTls = true;
    f.tlsVersion = "TLSv1.3";
    f.tlsCipher = "TLS_AES_256_GCM_SHA384";
    row("TLS (RFC 3848)", f, "from client.test (unknown [192.0.2.1]) by gw.test with ESMTPS id ABC123 (TLSv1.3 TLS_AES_256_GCM_SHA384)" + date);
    f.isUtf8 = true;
    row("UTF-8 and TLS (RFC 6531 4.3)", f, "from client.test (unknown [192.0.2.1]) by gw.test with UTF8SMTPS id ABC123 (TLSv1.3 TLS_AES_256_GCM_SHA384)" + date);
}

void tst_TraceFields::received()
{
    QFETCH(const TraceFacts, given);
    const QByteArray field = receivedField(given);
    const QByteArray message = field + "\r\n";
    const HeaderSection header(message);
    QCOMPARE(header.fields().size(), 1);
    QTEST(header.first("Received"), "unfolded");
    for (const QByteArray &line : field.split('\n'))
        QVERIFY(line.size() <= 79);
    QCOMPARE(receivedBy(header.fields()[0].body), "gw.test");
}

void tst_TraceFields::hostileNames_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("escaped");
    QTest::newRow("script (S17)") << QByteArray("<script>alert(1)</script>") << QByteArray("?script?alert?1???script?");
    QTest::newRow("CR LF (S17)") << QByteArray("a\r\nReceived: x") << QByteArray("a??Received:?x");
    QTest::newRow("NUL and ESC (S17)") << QByteArray("a\0\x1b[31m", 7) << QByteArray("a??[31m");
    QTest::newRow("end of the clause (S17)") << QByteArray("a); by trusted.test") << QByteArray("a???by?trusted.test");
    QTest::newRow("UTF-8 (S17)") << QByteArray("\xe2\x80\xae") << QByteArray("???");
    QTest::newRow("too long (S17)") << QByteArray(1000, 'a') << QByteArray(255, 'a');
    QTest::newRow("percent signs (O8)") << QByteArray("%1%n") << QByteArray("?1?n");
    QTest::newRow("address literal") << QByteArray("[IPv6:2001:db8::1]") << QByteArray("[IPv6:2001:db8::1]");
}

void tst_TraceFields::hostileNames()
{
    QFETCH(const QByteArray, name);
    QFETCH(const QByteArray, escaped);
    TraceFacts f = facts();
    f.helo = f.clientName = name;
    const QByteArray message = receivedField(f) + "\r\n";
    const HeaderSection header(message);
    QCOMPARE(header.fields().size(), 1);
    QVERIFY(header.first("Received").startsWith("from " + escaped + " (" + escaped + " [192.0.2.1]) by gw.test with ESMTP id "));
}

void tst_TraceFields::by_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("host");
    QTest::newRow("usual") << QByteArray("from a by B.test with SMTP") << QByteArray("B.test");
    QTest::newRow("first word") << QByteArray(" by b.test; date") << QByteArray("b.test");
    QTest::newRow("in a comment") << QByteArray("from a (by x.test (by y.test) \\) by z.test) by b.test") << QByteArray("b.test");
    QTest::newRow("folded") << QByteArray("from a\r\n\tBY\r\n b.test(comment)") << QByteArray("b.test");
    QTest::newRow("none") << QByteArray("from a; by") << QByteArray();
}

void tst_TraceFields::by()
{
    QFETCH(const QByteArray, body);
    QTEST(receivedBy(body), "host");
}

void tst_TraceFields::loop_data()
{
    QTest::addColumn<QByteArray>("message");
    QTest::addColumn<bool>("isLoop");
    const QByteArray other = "Received: from a by b.test; x\r\n", own = "Received: from a by GW.test; x\r\n";
    QTest::newRow("100 Received") << other.repeated(100) << false;
    QTest::newRow("101 Received (B1)") << other.repeated(101) << true;
    QTest::newRow("3 of ours") << own.repeated(3) << false;
    QTest::newRow("4 of ours (B1)") << own.repeated(2) + other + own.repeated(2) << true;
    QTest::newRow("ours only in comments") << QByteArray("Received: from a (by gw.test) by b.test; x\r\n").repeated(10) << false;
}

void tst_TraceFields::loop()
{
    QFETCH(const QByteArray, message);
    QTEST(isLoop(HeaderSection(message), "gw.test"), "isLoop");
}

QTEST_APPLESS_MAIN(tst_TraceFields)
#include "tst_tracefields.moc"
