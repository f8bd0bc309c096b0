#include "gateway/policy/pattern.h"

#include <QTest>

using namespace gateway;
using namespace gateway::policy;

class tst_Pattern : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void address_data();
    void address();
    void network_data();
    void network();
    void glob_data();
    void glob();
    void globIsLinear();
};

void tst_Pattern::address_data()
{
    QTest::addColumn<QByteArray>("pattern");
    QTest::addColumn<QByteArray>("mailbox"); // Empty: the null reverse-path.
    QTest::addColumn<bool>("matches");
    const auto row = [](const char *name, QByteArray pattern, QByteArray mailbox, bool matches) {
        QTest::newRow(name) << pattern << mailbox << matches;
    };
    row("everyone", "*", "a@example.com", true);
    row("everyone includes <>", "*", "", true);
    row("a domain", "@example.com", "a@example.com", true);
    row("a domain in other case", "@Example.COM", "a@eXample.com", true);
    row("a domain is not those below it", "@example.com", "a@mail.example.com", false);
    row("a domain and all below: below", "@.example.com", "a@mail.example.com", true);
    row("a domain and all below: itself", "@.example.com", "a@example.com", true);
    row("a longer name is another domain", "@.example.com", "a@badexample.com", false);
    row("an address", "a@example.com", "A@example.com", true);
    row("another address", "a@example.com", "b@example.com", false);
    row("<> matches no address", "@example.com", "", false);
    row("a local part in other case", "A.B@example.com", "a.b@Example.Com", true);
    row("a domain far below", "@.example.com", "a@x.y.z.example.com", true);
    row("a literal has nothing below", "@.2.1", "a@[192.0.2.1]", false);
    row("an @ in the local part is none of a domain's (S10)", "@example.com", "\"@example.com\"@other.example", false);
    row("IDN forms are equal (S11)", "@b\xc3\xbc" "cher.example", "a@xn--bcher-kva.example", true);
}

void tst_Pattern::address()
{
    QFETCH(const QByteArray, pattern);
    QFETCH(const QByteArray, mailbox);
    const std::optional<QByteArray> normalized = normalizedPattern(pattern);
    QVERIFY(normalized);
    const smtp::Mailbox parsed = mailbox.isEmpty() ? smtp::Mailbox() : smtp::parseMailbox(mailbox, smtp::Utf8::Allowed).value_or(smtp::Mailbox());
    QTEST(patternsOf(parsed).contains(*normalized), "matches");
}

void tst_Pattern::network_data()
{
    QTest::addColumn<QByteArray>("network");
    QTest::addColumn<QByteArray>("address");
    QTest::addColumn<bool>("matches");
    QTest::newRow("one address") << QByteArray("192.0.2.1") << QByteArray("192.0.2.1") << true;
    QTest::newRow("another address") << QByteArray("192.0.2.1") << QByteArray("192.0.2.2") << false;
    QTest::newRow("inside") << QByteArray("192.0.2.0/24") << QByteArray("192.0.2.200") << true;
    QTest::newRow("outside") << QByteArray("192.0.2.0/24") << QByteArray("192.0.3.1") << false;
    QTest::newRow("IPv6") << QByteArray("2001:db8::/32") << QByteArray("2001:db8:1::1") << true;
    QTest::newRow("no address at all") << QByteArray("192.0.2.0/24") << QByteArray("mail.example") << false;
}

void tst_Pattern::network()
{
    QFETCH(const QByteArray, network);
    QFETCH(const QByteArray, address);
    QVERIFY(isNetwork(network));
    QTEST(matchesNetwork(network, address), "matches");
}

void tst_Pattern::glob_data()
{
    QTest::addColumn<QString>("glob");
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("matches");
    const auto row = [](const char *name, const char16_t *glob, const char16_t *fileName, bool matches) {
        QTest::newRow(name) << QString::fromUtf16(glob) << QString::fromUtf16(fileName) << matches;
    };
    row("suffix", u"*.exe", u"setup.EXE", true);
    row("not the suffix", u"*.exe", u"setup.exe.txt", false);
    row("one character", u"a?c", u"abc", true);
    row("empty name", u"*", u"", true);
    row("stars in a row", u"a**b", u"ab", true);
    row("Japanese", u"*請求書*", u"2026年請求書.pdf", true);
}

void tst_Pattern::glob()
{
    QFETCH(const QString, glob);
    QFETCH(const QString, name);
    QTEST(matchesGlob(glob, name), "matches");
}

void tst_Pattern::globIsLinear() // P10: a pattern that lets backtracking matchers explode ends at once.
{
    const QString name(10'000, u'a');
    QVERIFY(!matchesGlob(u"*a*a*a*a*a*a*a*a*a*a*a*a*b", name));
}

QTEST_APPLESS_MAIN(tst_Pattern)
#include "tst_pattern.moc"
