#include "gateway/reputation/networks.h"

#include <QTest>
#include <algorithm>
#include <random>

using namespace gateway;
using namespace reputation;
using boost::asio::ip::make_address;

class tst_Networks : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void parse_data();
    void parse();
    void refuses_data();
    void refuses();
    void narrowest_data();
    void narrowest();
    void agreesWithALoop();
    void lists_data();
    void lists();
    void manyNetworks_I8();
};

void tst_Networks::parse_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("printed");
    const auto row = [](const char *text, const char *printed = nullptr) { QTest::newRow(text) << QByteArray(text) << QByteArray(printed ? printed : text); };
    row("192.0.2.1");
    row("192.0.2.1/32", "192.0.2.1");
    row("192.0.2.0/24");
    row("0.0.0.0/0");
    row("2001:DB8::1", "2001:db8::1");
    row("2001:db8::/32");
    row("::/0");
    row("::ffff:192.0.2.1", "192.0.2.1");
    row("::ffff:192.0.2.0/120", "192.0.2.0/24");
    row("::ffff:0:0/96", "0.0.0.0/0");
    row("::1/128", "::1");
}

void tst_Networks::parse()
{
    QFETCH(const QByteArray, text);
    const Result<Network> network = Network::parse(text);
    QVERIFY2(network, network ? "" : qPrintable(network.error().message));
    QTEST(network->toText(), "printed");
    QCOMPARE(*Network::parse(network->toText()), *network);
}

void tst_Networks::refuses_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("said"); // The text and the remedy.
    const auto row = [](const char *text, const char *said) { QTest::newRow(text) << QByteArray(text) << QString::fromLatin1(said); };
    row("", "write an address");
    row("192.0.2", "\"192.0.2\"");
    row("192.0.2.256", "write an address");
    row("192.0.2.01", "write an address");
    row("192.0.2.0/33", "from 0 to 32");
    row("192.0.2.0/", "from 0 to 32");
    row("192.0.2.0/024", "from 0 to 32");
    row("192.0.2.0/+8", "from 0 to 32");
    row("192.0.2.1/24", "write 192.0.2.0/24");
    row("2001:db8::/129", "from 0 to 128");
    row("2001:db8::1/64", "write 2001:db8::/64");
    row("fe80::1%eth0", "write an address");
    row("::ffff:0:0/95", "write ");
    row("example.com", "write an address");
    row("192.0.2.1\x1b[2J", "\\x1b[2J");
    QTest::newRow("a NUL") << QByteArray("192.0.2.1\0x", 11) << QStringLiteral("\\x00x");
}

void tst_Networks::refuses()
{
    QFETCH(const QByteArray, text);
    QFETCH(const QString, said);
    const Result<Network> network = Network::parse(text);
    QVERIFY(!network);
    QVERIFY2(network.error().message.contains(said), qPrintable(network.error().message));
}

void tst_Networks::narrowest_data()
{
    QTest::addColumn<QByteArray>("address");
    QTest::addColumn<QString>("note");
    const auto row = [](const char *address, const char *note) { QTest::newRow(address) << QByteArray(address) << QString::fromLatin1(note); };
    row("192.0.2.1", "host");
    row("192.0.2.2", "24");
    row("192.0.2.128", "25");
    row("192.0.2.255", "25");
    row("192.0.3.0", "16");
    row("192.1.0.0", "");
    row("::ffff:192.0.2.1", "host");
    row("2001:db8::1", "v6host");
    row("2001:db8::2", "v632");
    row("2001:db9::", "all6");
    row("::1", "all6");
    row("ffff::", "all6");
    row("1.2.3.4", "");
    row("0.0.0.0", "");
}

void tst_Networks::narrowest()
{
    QFETCH(const QByteArray, address);
    const Result<Networks> networks = Networks::parse("::/0 # all6\n192.0.2.0/24 #24\n192.0.2.1#host\r\n192.0.2.128/25 # 25\n\n# nothing\n192.0.0.0/16 # 16\n"
                                                      "2001:db8::/32 # v632\n2001:db8::1 # v6host\n192.0.2.1 # the second");
    QVERIFY2(networks, networks ? "" : qPrintable(networks.error().message));
    const std::optional<qsizetype> found = networks->find(make_address(address.constData()));
    QTEST(found ? networks->entries()[*found].note : QString(), "note");
}

void tst_Networks::agreesWithALoop()
{
    std::mt19937 random(1); // The same networks every time.
    QList<Networks::Entry> entries;
    const auto anyAddress = [&random]() -> boost::asio::ip::address {
        // Few different bits, so that networks lie within each other.
        if (random() % 2)
            return boost::asio::ip::make_address_v4(random() & 0x8181'8181U);
        boost::asio::ip::address_v6::bytes_type octets{};
        for (int i = 0; i < 16; ++i)
            octets[size_t(i)] = static_cast<unsigned char>(random() & (i % 4 == 0 ? 0x81 : 0));
        return boost::asio::ip::make_address_v6(octets);
    };
    for (int i = 0; i < 300; ++i)
        entries.append({Network::around(anyAddress(), int(random() % 33), int(random() % 129))});
    const Result<Networks> networks = Networks::build(entries);
    QVERIFY(networks);
    for (int i = 0; i < 5000; ++i) {
        const auto address = anyAddress();
        int longest = -1;
        for (const Networks::Entry &entry : entries) {
            if (entry.network.contains(address))
                longest = std::max(longest, entry.network.length);
        }
        const std::optional<qsizetype> found = networks->find(address);
        QCOMPARE(found ? entries[*found].network.length : -1, longest);
        if (found)
            QVERIFY(entries[*found].network.contains(address));
    }
    for (const Networks::Entry &entry : entries) {
        int longest = -1;
        for (const Networks::Entry &other : entries) {
            if (other.network.length < entry.network.length && other.network.contains(entry.network.address))
                longest = std::max(longest, other.network.length);
        }
        const std::optional<qsizetype> found = networks->findAround(entry.network);
        QCOMPARE(found ? entries[*found].network.length : -1, longest);
    }
}

void tst_Networks::lists_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("error");
    QTest::newRow("nothing") << QByteArray() << QString();
    QTest::newRow("only notes") << QByteArray("# a\n\n  # b") << QString();
    QTest::newRow("the third line") << QByteArray("192.0.2.1\n\n192.0.2.1/8") << QStringLiteral("line 3: \"192.0.2.1/8\"");
    QTest::newRow("a note without its mark") << QByteArray("192.0.2.1 a printer") << QStringLiteral("line 1: \"192.0.2.1 a printer\"");
}

void tst_Networks::lists()
{
    QFETCH(const QByteArray, text);
    QFETCH(const QString, error);
    const Result<Networks> networks = Networks::parse(text);
    QCOMPARE(networks.has_value(), error.isEmpty());
    if (!networks)
        QVERIFY2(networks.error().message.startsWith(error), qPrintable(networks.error().message));
}

void tst_Networks::manyNetworks_I8()
{
    QByteArray text;
    for (quint32 i = 0; i < 100'000; ++i)
        text += QByteArray::fromStdString(boost::asio::ip::make_address_v4(0x0a00'0000U + i * 16).to_string()) + "/28\n";
    const Result<Networks> networks = Networks::parse(text);
    QVERIFY(networks);
    QCOMPARE(networks->entries().size(), 100'000);
    QCOMPARE(networks->find(boost::asio::ip::make_address_v4(0x0a00'0000U + 77'777 * 16 + 5)), std::optional<qsizetype>(77'777));
    QVERIFY(!networks->find(make_address("9.255.255.255")));
    QList<Networks::Entry> tooMany(Networks::maxEntries + 1);
    const Result<Networks> refused = Networks::build(tooMany);
    QVERIFY(!refused && refused.error().kind == Error::Kind::Full);
}

QTEST_APPLESS_MAIN(tst_Networks)
#include "tst_networks.moc"
