#include "gateway/auth/spfmacro.h"

#include <QTest>

using namespace gateway::auth;
using Kind = SpfMacroString::Kind;

class tst_SpfMacro : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void expands_data();
    void expands();
    void refuses_data();
    void refuses();
    void nameIsCutFromTheLeft();
    void lengthIsBounded_P13();
};

namespace {

// The example of RFC 7208 7.4.
SpfMacroValues values(const char *client = "192.0.2.3")
{
    return {.client = boost::asio::ip::make_address(client), .localPart = "strong-bad", .senderDomain = "email.example.com",
        .domain = "email.example.com", .helo = "mx.example.net", .validatedName = "mx.example.org", .ownHostName = "gate.example.org",
        .time = std::chrono::sys_seconds(std::chrono::seconds(1000))};
}

} // namespace

void tst_SpfMacro::expands_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("expanded");

    const auto row = [](QByteArray text, QByteArray expanded) { QTest::newRow(text.constData()) << text << expanded; };
    row("%{s}", "strong-bad@email.example.com");
    row("%{o}", "email.example.com");
    row("%{d}", "email.example.com");
    row("%{d4}", "email.example.com");
    row("%{d3}", "email.example.com");
    row("%{d2}", "example.com");
    row("%{d1}", "com");
    row("%{d999999999999999999999}", "email.example.com");
    row("%{dr}", "com.example.email");
    row("%{d2r}", "example.email");
    row("%{D2R}", "example.email");
    row("%{l}", "strong-bad");
    row("%{l-}", "strong.bad");
    row("%{lr}", "strong-bad");
    row("%{lr-}", "bad.strong");
    row("%{l1r-}", "strong");
    row("%{ir}.%{v}._spf.%{d2}", "3.2.0.192.in-addr._spf.example.com");
    row("%{lr-}.lp._spf.%{d2}", "bad.strong.lp._spf.example.com");
    row("%{h} %{p} %{r} %{c} %{t}", "mx.example.net mx.example.org gate.example.org 192.0.2.3 1000");
    row("%%%_%-%{d1}", "% %20com");
    row("%{S}", "strong-bad%40email.example.com");
    row("%{d./}", "email.example.com");
    row("no macro", "no macro");
}

void tst_SpfMacro::expands()
{
    QFETCH(const QByteArray, text);
    const auto macro = SpfMacroString::parse(text, Kind::Explanation);
    QVERIFY(macro.has_value());
    QTEST(macro->toText(values()), "expanded");

    const auto ip6 = SpfMacroString::parse("%{ir}.%{v}", Kind::DomainSpec);
    QVERIFY(ip6.has_value());
    QCOMPARE(ip6->toName(values("2001:db8::cb01")), "1.0.b.c.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6");
}

void tst_SpfMacro::refuses_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<Kind>("kind");

    const auto row = [](QByteArray text, Kind kind = Kind::DomainSpec) { QTest::newRow(text.constData()) << text << kind; };
    for (const char *text : {"", "%", "%a.example.com", "%{.example.com", "%{}.example.com", "%{z}.example.com", "%{d0}.example.com", "%{dq}.com",
             "%(d).example.com", "com", "com.", "a.123", "a.-com", "a.com-", "a..", "%{d}com", "%{d}.", "a b.example.com", "%{c}.example.com",
             "%{r}.example.com", "%{t}.example.com", "\xc3\xa4.example.com", "a\x7f.example.com", "%{d!}.com"})
        row(text);
    row("a b", Kind::Modifier);
    row("%x", Kind::Modifier);
    row("\xef\xbb\xbftext", Kind::Explanation);
    row("tab\there", Kind::Explanation);
    row("%{x}", Kind::Explanation);
}

void tst_SpfMacro::refuses()
{
    QFETCH(const QByteArray, text);
    QFETCH(const Kind, kind);
    QVERIFY(!SpfMacroString::parse(text, kind));
}

void tst_SpfMacro::nameIsCutFromTheLeft()
{
    const QByteArray label(40, 'a');
    QByteArray text;
    for (int i = 0; i < 7; ++i)
        text += label + '.';
    const auto macro = SpfMacroString::parse(text + "%{d}.example.net.", Kind::DomainSpec);
    QVERIFY(macro.has_value());
    const QByteArray name = macro->toName(values());
    QCOMPARE(name, (label + '.').repeated(5) + "email.example.com.example.net"); // 234 octets; one label more makes 275.
    for (qsizetype length : {252, 253, 254}) { // The limit itself.
        const QByteArray exact = QByteArray(length - 12, 'a') + ".b.example.c"; // One label that is dropped as a whole.
        const auto literal = SpfMacroString::parse(exact, Kind::DomainSpec);
        QVERIFY(literal.has_value());
        QCOMPARE(literal->toName(values()), length <= SpfMacroString::maxName ? exact : QByteArray("b.example.c"));
    }
    const auto whole = SpfMacroString::parse(QByteArray(300, '%') + "%{h}", Kind::DomainSpec);
    QVERIFY(whole.has_value());
    QVERIFY(whole->toName(values()).size() <= SpfMacroString::maxName);
}

void tst_SpfMacro::lengthIsBounded_P13()
{
    SpfMacroValues large = values();
    large.helo = QByteArray(1000, 'h');
    const auto macro = SpfMacroString::parse(QByteArray("%{S}%{H}").repeated(8000), Kind::DomainSpec);
    QVERIFY(macro.has_value());
    QBENCHMARK_ONCE {
        for (int i = 0; i < 1000; ++i) // Would take minutes if all were expanded.
            QVERIFY(macro->toName(large).size() <= SpfMacroString::maxName);
    }
    QCOMPARE(macro->toText(large).size(), SpfMacroString::maxText);
    large.helo = "a\r\nb\xff";
    QCOMPARE(SpfMacroString::parse("%{h}", Kind::Explanation)->toText(large), "a??b?");
}

QTEST_GUILESS_MAIN(tst_SpfMacro)
#include "tst_spfmacro.moc"
