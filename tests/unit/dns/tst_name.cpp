#include "gateway/dns/name.h"

#include <QTest>

using namespace gateway::dns;

class tst_Name : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void isName_data();
    void isName();
    void wireForm();
    void reverseName_data();
    void reverseName();
};

void tst_Name::isName_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<bool>("expected");

    const QByteArray label63(63, 'a');
    QTest::newRow("plain") << QByteArray("mail.example.com") << true;
    QTest::newRow("one label") << QByteArray("localhost") << true;
    QTest::newRow("underscore") << QByteArray("_dmarc.example.com") << true;
    QTest::newRow("label of 63") << label63 + ".com" << true;
    QTest::newRow("label of 64") << label63 + "a.com" << false;
    QTest::newRow("253 octets") << label63 + '.' + label63 + '.' + label63 + '.' + label63.first(61) << true;
    QTest::newRow("254 octets") << label63 + '.' + label63 + '.' + label63 + '.' + label63.first(62) << false;
    QTest::newRow("empty") << QByteArray() << false;
    QTest::newRow("root") << QByteArray(".") << false;
    QTest::newRow("empty label") << QByteArray("a..b") << false;
    QTest::newRow("begins with a dot") << QByteArray(".a") << false;
    QTest::newRow("final dot") << QByteArray("a.") << false;
    QTest::newRow("blank (RFC 7208 7.3, %_)") << QByteArray("a b.com") << true;
    QTest::newRow("backslash") << QByteArray("a\\046b.com") << false;
    QTest::newRow("8-bit") << QByteArray("m\xfcller.de") << false;
    QTest::newRow("control octet") << QByteArray("a\rb.com") << false;
}

void tst_Name::isName()
{
    QFETCH(const QByteArray, name);
    QTEST(gateway::dns::isName(name), "expected");
}

void tst_Name::wireForm()
{
    QCOMPARE(toWire("mail.example.com"), QByteArray("\4mail\7example\3com\0", 18));
    QCOMPARE(normalized("Mail.EXAMPLE.com."), "mail.example.com");
}

void tst_Name::reverseName_data()
{
    QTest::addColumn<QByteArray>("address");
    QTest::addColumn<QByteArray>("zone");
    QTest::addColumn<QByteArray>("expected");

    QTest::newRow("IPv4") << QByteArray("192.0.2.1") << QByteArray() << QByteArray("1.2.0.192.in-addr.arpa");
    QTest::newRow("IPv6") << QByteArray("2001:db8::567:89ab") << QByteArray()
                          << QByteArray("b.a.9.8.7.6.5.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa");
    QTest::newRow("in a block list") << QByteArray("192.0.2.99") << QByteArray("bl.example") << QByteArray("99.2.0.192.bl.example");
}

void tst_Name::reverseName()
{
    QFETCH(const QByteArray, address);
    QFETCH(const QByteArray, zone);
    QTEST(gateway::dns::reverseName(boost::asio::ip::make_address(address.constData()), zone), "expected");
}

QTEST_GUILESS_MAIN(tst_Name)
#include "tst_name.moc"
