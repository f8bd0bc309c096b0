#include "gateway/net/mtastspolicy.h"

#include <QTest>

using namespace gateway;
using namespace gateway::net;
using namespace std::chrono_literals;
using Mode = MtaStsPolicy::Mode;

class tst_MtaStsPolicy : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void id_data();
    void id();
    void reads_data();
    void reads();
    void refuses_T5_data();
    void refuses_T5();
    void covers_data();
    void covers();
    void domains_data();
    void domains();
};

void tst_MtaStsPolicy::id_data()
{
    QTest::addColumn<QList<QByteArray>>("texts");
    QTest::addColumn<QByteArray>("expected"); // Empty: none.

    const auto row = [](const char *name, const QList<QByteArray> &texts, const char *id = "") { QTest::newRow(name) << texts << QByteArray(id); };
    row("as in RFC 8461 3.1", {"v=STSv1; id=20160831085700Z;"}, "20160831085700Z");
    row("no delimiter at the end", {"v=STSv1; id=1"}, "1");
    row("no blanks", {"v=STSv1;id=1;"}, "1");
    row("blanks all around", {"v=STSv1 ;\tid=1 ; "}, "1");
    row("extension", {"v=STSv1; x-1.a_b=!<>~; id=1; y=2"}, "1");
    row("another record beside it", {"v=spf1 -all", "v=STSv1; id=1;"}, "1");
    row("the first of two ids", {"v=STSv1; id=1; id=2"}, "1");
    row("two records", {"v=STSv1; id=1;", "v=STSv1; id=2;"});
    row("no record", {});
    row("other case of the version", {"V=stsv1; id=1;"});
    row("another version", {"v=STSv2; id=1;"});
    row("version not first", {"id=1; v=STSv1;"});
    row("blank in front", {" x=1; v=STSv1; id=1;"});
    row("blank before the version", {" v=STSv1; id=1;"});
    row("no id", {"v=STSv1;"});
    row("empty id", {"v=STSv1; id=;"});
    row("id of 32", {"v=STSv1; id=" + QByteArray(32, 'a')}, QByteArray(32, 'a').constData());
    row("id of 33", {"v=STSv1; id=" + QByteArray(33, 'a')});
    row("id with a hyphen", {"v=STSv1; id=a-b;"});
    row("broken extension", {"v=STSv1; id=1; x;"});
    row("empty field in the middle", {"v=STSv1;; id=1;"});
    row("NUL", {QByteArray("v=STSv1; id=1\0;", 15)});
    row("long and senseless", {QByteArray("v=STSv1;") + QByteArray(60'000, ';')});
}

void tst_MtaStsPolicy::id()
{
    QFETCH(const QList<QByteArray>, texts);
    QFETCH(const QByteArray, expected);
    const std::optional<QByteArray> id = mtaStsIdOf(texts);
    QCOMPARE(id.value_or(QByteArray()), expected);
    QCOMPARE(id.has_value(), !expected.isEmpty());
}

void tst_MtaStsPolicy::reads_data()
{
    QTest::addColumn<QByteArray>("document");
    QTest::addColumn<MtaStsPolicy>("policy");

    const QByteArray full = "version: STSv1\r\nmode: enforce\r\nmx: mail.example.com\r\nmx: *.Example.NET\r\nmax_age: 604800\r\n";
    const MtaStsPolicy expected{Mode::Enforce, {"mail.example.com", "*.example.net"}, 604800s};
    QTest::newRow("as in RFC 8461 3.2") << full << expected;
    QTest::newRow("LF alone") << QByteArray(full).replace("\r\n", "\n") << expected;
    QTest::newRow("no end of the last line") << full.chopped(2) << expected;
    QTest::newRow("empty lines at the end") << full + "\r\n \r\n" << expected;
    QTest::newRow("no blanks, many blanks")
        << QByteArray(full).replace(": e", ":e").replace(": m", ": \t m").replace("604800", "604800 \t") << expected;
    QTest::newRow("another order")
        << QByteArray("mx: mail.example.com\nmax_age: 604800\nmx: *.example.net\nmode: enforce\nversion: STSv1\n") << expected;
    QTest::newRow("unknown fields") << full + "x-new_1.0: \xc3\xa4 what: ever\r\nmodes: none\r\n" << expected;
    QTest::newRow("only the first counts") << full + "mode: none\r\nmax_age: what\r\nversion: STSv2\r\n" << expected;
    QTest::newRow("testing") << QByteArray("version: STSv1\nmode: testing\nmx: a\nmax_age: 0\n") << MtaStsPolicy{Mode::Testing, {"a"}, 0s};
    QTest::newRow("none needs no mx") << QByteArray("version: STSv1\nmode: none\nmax_age: 1\n") << MtaStsPolicy{Mode::None, {}, 1s};
    QTest::newRow("a year at most") << QByteArray("version: STSv1\nmode: none\nmax_age: 9999999999\n") << MtaStsPolicy{Mode::None, {}, 31557600s};
}

void tst_MtaStsPolicy::reads()
{
    QFETCH(const QByteArray, document);
    const Result<MtaStsPolicy> policy = MtaStsPolicy::parse(document);
    QVERIFY2(policy, qPrintable(policy ? QString() : policy.error().message));
    QTEST(*policy, "policy");
}

void tst_MtaStsPolicy::refuses_T5_data()
{
    QTest::addColumn<QByteArray>("document");
    const auto row = [](const char *name, const QByteArray &document) { QTest::newRow(name) << document; };
    const QByteArray head = "version: STSv1\nmode: enforce\nmax_age: 1\n";
    row("empty", "");
    row("a page", "<html><body>version: STSv1</body></html>");
    row("no version", "mode: enforce\nmx: a\nmax_age: 1\n");
    row("another version", "version: STSv2\nmode: enforce\nmx: a\nmax_age: 1\n");
    row("no mode", "version: STSv1\nmx: a\nmax_age: 1\n");
    row("unknown mode", "version: STSv1\nmode: Enforce\nmx: a\nmax_age: 1\n");
    row("no max_age", "version: STSv1\nmode: enforce\nmx: a\n");
    row("negative max_age", "version: STSv1\nmode: enforce\nmx: a\nmax_age: -1\n");
    row("empty max_age", "version: STSv1\nmode: enforce\nmx: a\nmax_age:\n");
    row("max_age of 11 digits", "version: STSv1\nmode: enforce\nmx: a\nmax_age: 00000000001\n");
    row("no mx", head);
    row("a line without a colon", head + "mx: a\nwhat\n");
    row("a colon alone", head + "mx: a\n: b\n");
    row("blank in a field's name", head + "mx: a\n b: c\n");
    row("bare CR", head + "mx: a\rmx: b\n");
    row("NUL", head + QByteArray("mx: a\0b\n", 8));
    row("empty mx", head + "mx:\n");
    row("wildcard alone", head + "mx: *\n");
    row("wildcard of nothing", head + "mx: *.\n");
    row("wildcard within a label", head + "mx: a*.example.com\n");
    row("two wildcards", head + "mx: *.*.example.com\n");
    row("wildcard not at the left", head + "mx: a.*.example.com\n");
    row("final dot", head + "mx: a.example.com.\n");
    row("address", head + "mx: [192.0.2.1]\n");
    row("too many mx", head + QByteArray("mx: a.example.com\n").repeated(101));
    row("too large", head + "mx: a\n" + QByteArray("x: y\n").repeated(20'000));
}

void tst_MtaStsPolicy::refuses_T5()
{
    QFETCH(const QByteArray, document);
    const Result<MtaStsPolicy> policy = MtaStsPolicy::parse(document);
    QVERIFY(!policy && policy.error().kind == Error::Kind::Invalid && !policy.error().message.isEmpty());
}

void tst_MtaStsPolicy::covers_data()
{
    QTest::addColumn<QByteArray>("exchange");
    QTest::addColumn<bool>("expected");
    const auto row = [](const char *exchange, bool isCovered) { QTest::newRow(exchange) << QByteArray(exchange) << isCovered; };
    row("mail.example.com", true);
    row("MAIL.example.COM.", true);
    row("mail2.example.com", false);
    row("example.com", false);
    row("a.example.net", true);
    row("example.net", false);
    row("a.b.example.net", false);
    row(".example.net", false);
    row("*.example.net", true); // No host has such a name, and no certificate could tell it apart.
    row("a.example.net.evil.test", false);
    row("", false);
}

void tst_MtaStsPolicy::covers()
{
    QFETCH(const QByteArray, exchange);
    const MtaStsPolicy policy{Mode::Enforce, {"mail.example.com", "*.example.net"}, 1s};
    QTEST(policy.covers(exchange), "expected");
}

void tst_MtaStsPolicy::domains_data()
{
    QTest::addColumn<bool>("expected");
    for (const char *name : {"example.com", "a", "xn--bcher-kva.example", "1.2", "A-b.C"})
        QTest::newRow(name) << true;
    for (const char *name : {"", ".", "a..b", "a.", ".a", "-a.b", "a-.b", "a b", "a_b", "a/b", "a:1", "a@b", "a#", "b\xc3\xbc" "cher.example"})
        QTest::newRow(name) << false;
}

void tst_MtaStsPolicy::domains()
{
    QFETCH(const bool, expected);
    QCOMPARE(isMtaStsDomain(QTest::currentDataTag()), expected);
}

QTEST_GUILESS_MAIN(tst_MtaStsPolicy)
#include "tst_mtastspolicy.moc"
