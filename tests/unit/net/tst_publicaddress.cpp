#include "gateway/net/publicaddress.h"

#include <QTest>

class tst_PublicAddress : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void isPublic_T5_data();
    void isPublic_T5();
};

void tst_PublicAddress::isPublic_T5_data()
{
    QTest::addColumn<bool>("expected");
    for (const char *address : {"1.1.1.1", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0", "126.255.255.255", "128.0.0.1",
                                "169.253.0.1", "172.15.255.255", "172.32.0.0", "192.0.1.1", "192.167.0.1", "192.169.0.1", "198.17.255.255",
                                "198.20.0.0", "223.255.255.255", "2600::1", "2a00:1450::1", "2001:200::1", "2001:db7::1", "2002:808:808::1",
                                "64:ff9b::808:808", "3ffe::1"})
        QTest::newRow(address) << true;
    for (const char *address : {"0.0.0.0", "0.1.2.3", "10.0.0.1", "10.255.255.255", "100.64.0.1", "100.127.255.255", "127.0.0.1",
                                "127.255.0.1", "169.254.169.254", "172.16.0.1", "172.31.255.255", "192.0.0.1", "192.0.2.1", "192.88.99.1",
                                "192.168.1.1", "198.18.0.1", "198.19.255.255", "198.51.100.1", "203.0.113.1", "224.0.0.1", "239.1.1.1",
                                "240.0.0.1", "255.255.255.255", "::", "::1", "::ffff:8.8.8.8", "::ffff:127.0.0.1", "fc00::1", "fd12::1",
                                "fe80::1", "fec0::1", "ff02::1", "100::1", "2001::1", "2001:db8::1", "2002:a00:1::1", "2002:7f00:1::",
                                "64:ff9b::7f00:1", "64:ff9b::a00:1", "64:ff9b:1::808:808", "3fff::1", "4000::1"})
        QTest::newRow(address) << false;
}

void tst_PublicAddress::isPublic_T5()
{
    QFETCH(const bool, expected);
    QCOMPARE(gateway::net::isPublic(boost::asio::ip::make_address(QTest::currentDataTag())), expected);
}

QTEST_GUILESS_MAIN(tst_PublicAddress)
#include "tst_publicaddress.moc"
