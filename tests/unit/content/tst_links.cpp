#include "gateway/content/links.h"

#include "gateway/content/brands.h"

#include <QTest>

using namespace gateway::content;
using namespace Qt::StringLiterals;

class tst_Links : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void parses_data();
    void parses();
    void findsLinksInText();
    void knowsWhatAPersonSees_data();
    void knowsWhatAPersonSees();
    void knowsBrands();
    void worksLinearly();
};

void tst_Links::parses_data()
{
    QTest::addColumn<QString>("target");
    QTest::addColumn<QByteArray>("host");
    QTest::addColumn<QByteArray>("domain");
    QTest::addColumn<QString>(
        "traits"); // a: address, o: odd address, u: user info, p: punycode, m: mixed script, P: port
    const auto row = [](const char *name, const QString &target, const char *host, const char *domain,
                        const char *traits = "") {
        QTest::newRow(name) << target << QByteArray(host) << QByteArray(domain) << QString::fromLatin1(traits);
    };
    row("plain", u"https://www.example.co.uk/path?x#y"_s, "www.example.co.uk", "example.co.uk");
    row("upper case and final dot", u"HTTP://WWW.Example.COM./"_s, "www.example.com", "example.com");
    row("no scheme", u"www.example.com"_s, "www.example.com", "example.com");
    row("no slashes, as browsers read it", u"https:example.com/x"_s, "example.com", "example.com");
    row("backslashes, as browsers read them", u"https:\\\\example.com\\x"_s, "example.com", "example.com");
    row("white space inside", u"ht\ntps://exam\tple.com"_s, "example.com", "example.com");
    row("relative to a scheme", u"//cdn.example.com/x"_s, "cdn.example.com", "example.com");
    row("path", u"/index.html"_s, "", "");
    row("mail", u"mailto:a@example.com"_s, "", "");
    row("data", u"data:text/html;base64,AAAA"_s, "", "");
    row("user info", u"https://bank.example@evil.example/"_s, "evil.example", "evil.example", "u");
    row("port", u"http://example.com:8080/"_s, "example.com", "example.com", "P");
    row("address", u"http://192.0.2.1/"_s, "192.0.2.1", "192.0.2.1", "a");
    row("address as one number", u"http://3221225985/"_s, "192.0.2.1", "192.0.2.1", "ao");
    row("address in hexadecimal", u"http://0xc0.0x00.0x02.0x01/"_s, "192.0.2.1", "192.0.2.1", "ao");
    row("address in octal", u"http://0300.0.02.01/"_s, "192.0.2.1", "192.0.2.1", "ao");
    row("address with a missing part", u"http://192.0.513/"_s, "192.0.2.1", "192.0.2.1", "ao");
    row("address of IPv6", u"http://[2001:db8::1]:80/"_s, "[2001:db8::1]", "[2001:db8::1]", "a");
    row("no address: too large", u"http://999.0.2.1/"_s, "999.0.2.1", "2.1");
    row("IDN", u"http://b\u00fccher.example/"_s, "xn--bcher-kva.example", "xn--bcher-kva.example", "p");
    row("IDN in full-width letters", u"http://\uFF45xample.com/"_s, "example.com", "example.com");
    row("ideographic full stop", u"http://example\u3002com/"_s, "example.com", "example.com");
    row("escaped host", u"http://ex%61mple.com/"_s, "example.com", "example.com");
    row("Cyrillic a in a Latin name", u"http://p\u0430ypal.com/"_s, "xn--pypal-4ve.com", "xn--pypal-4ve.com", "pm");
    row("empty", QString(), "", "");
    row("only a scheme", u"http://"_s, "", "");
}

void tst_Links::parses()
{
    QFETCH(const QString, target);
    const Link link = parseLink(target, {});
    QTEST(link.host, "host");
    QTEST(link.domain, "domain");
    QString traits;
    for (const auto &[is, letter] : {std::pair(link.isAddress, u'a'),
                                     {link.isOddAddress, u'o'},
                                     {link.hasUserInfo, u'u'},
                                     {link.isPunycode, u'p'},
                                     {link.isMixedScript, u'm'},
                                     {link.port > 0 && link.port != 80, u'P'}})
        if (is)
            traits += QChar(letter);
    QTEST(traits, "traits");
}

void tst_Links::findsLinksInText()
{
    const QList<Link> links = linksInText(
        u"See http://a.example/x, (https://b.example/) or www.c.example. Not: x://y, 5://z. \u3053\u3061\u3089https://d.example/\u3067\u3059"_s,
        10);
    QCOMPARE(links.size(), 4);
    QCOMPARE(links[0].target, u"http://a.example/x"_s);
    QCOMPARE(links[1].host, "b.example");
    QCOMPARE(links[2].host, "www.c.example");
    QCOMPARE(links[3].target, u"https://d.example/"_s);
    QCOMPARE(linksInText(u"http://a.example http://b.example"_s, 1).size(), 1);
}

void tst_Links::knowsWhatAPersonSees_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QByteArray>("host");
    const auto row = [](const QString &text, const char *host) {
        QTest::newRow(qPrintable(text)) << text << QByteArray(host);
    };
    row(u"https://www.bank.com/login"_s, "www.bank.com");
    row(u"www.bank.com"_s, "www.bank.com");
    row(u"bank.com"_s, "bank.com");
    row(u"Click here"_s, "");
    row(u"No.5"_s, "");
    row(u"invoice.pdf"_s, "");
    row(u"a@bank.com"_s, "");
    row(u"..."_s, "");
}

void tst_Links::knowsWhatAPersonSees()
{
    QFETCH(const QString, text);
    QTEST(shownHost(text), "host");
}

void tst_Links::knowsBrands()
{
    QCOMPARE(brandNamedIn(u"PayPal Service")->name, u"paypal"_s);
    QCOMPARE(brandNamedIn(u"三井住友カード")->name, u"三井住友"_s);
    QVERIFY(!brandNamedIn(u"Pineapple Farm"));
    QVERIFY(brandNamedIn(u"PayPal")->owns("mail.paypal.com") && !brandNamedIn(u"PayPal")->owns("notpaypal.com"));
    QVERIFY(brandImitatedBy("paypal-login.example", "paypal-login.example"));
    QVERIFY(!brandImitatedBy("www.paypal.com", "paypal.com"));
    QVERIFY(isFreeMail("gmail.com") && isShortener("bit.ly") && isFreeHosting("evil.weebly.com") &&
            !isFreeHosting("notweebly.com"));
}

void tst_Links::worksLinearly()
{
    // P8, P11: what would make a search start again and again; a quadratic one takes minutes.
    for (const QString &unit : {u"www."_s, u"://"_s, u"http://"_s, u"@"_s, u"a.b@"_s})
        (void)linksInText(unit.repeated(200000), 100);
    (void)parseLink(QString(1 << 20, u'a') + u"://"_s, {});
    (void)normalizedHost(u"a."_s.repeated(100000));
}

QTEST_APPLESS_MAIN(tst_Links)
#include "tst_links.moc"
