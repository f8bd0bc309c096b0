#include "gateway/dns/records.h"

#include <QTest>

using namespace gateway::dns;

/// Hostile RDATA (threats.md P14).
class tst_Records : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void text_data();
    void text();
    void name_data();
    void name();
    void exchanges();
    void addresses();
    void whatIsWrittenIsRead();
};

void tst_Records::text_data()
{
    QTest::addColumn<QByteArray>("rdata");
    QTest::addColumn<bool>("isSound");
    QTest::addColumn<QByteArray>("text");

    QTest::newRow("one string") << QByteArray("\5hello") << true << QByteArray("hello");
    QTest::newRow("several are joined (RFC 7208 3.3)") << QByteArray("\2ab\0\1c", 6) << true << QByteArray("abc");
    QTest::newRow("none") << QByteArray() << true << QByteArray();
    QTest::newRow("cut off") << QByteArray("\5hell") << false << QByteArray();
    QTest::newRow("length without a string") << QByteArray("\2ab\1") << false << QByteArray();
    QTest::newRow("octets as they are") << QByteArray("\3\0\r\xff", 4) << true << QByteArray("\0\r\xff", 3);
}

void tst_Records::text()
{
    QFETCH(const QByteArray, rdata);
    QFETCH(const bool, isSound);
    QFETCH(const QByteArray, text);
    const std::optional<QByteArray> found = textOf(rdata);
    QCOMPARE(found.has_value(), isSound);
    QCOMPARE(found.value_or(QByteArray()), text);
}

void tst_Records::name_data()
{
    QTest::addColumn<QByteArray>("rdata");
    QTest::addColumn<bool>("isSound");
    QTest::addColumn<QByteArray>("name");

    QTest::newRow("plain, lower case") << QByteArray("\4Mail\3TLD\0", 10) << true << QByteArray("mail.tld");
    QTest::newRow("root") << QByteArray("\0", 1) << true << QByteArray();
    QTest::newRow("nothing") << QByteArray() << false << QByteArray();
    QTest::newRow("no end") << QByteArray("\4mail") << false << QByteArray();
    QTest::newRow("label cut off") << QByteArray("\7mail") << false << QByteArray();
    QTest::newRow("compressed") << QByteArray("\xc0\x0c") << false << QByteArray();
    QTest::newRow("more behind it") << QByteArray("\1a\0x", 4) << false << QByteArray();
    QTest::newRow("dot in a label") << QByteArray("\3a.b\0", 5) << false << QByteArray();
    QTest::newRow("line end in a label (S17)") << QByteArray("\3a\r\n\0", 5) << false << QByteArray();
    QTest::newRow("300 octets") << QByteArray(150, '\1').replace('\1', QByteArray("\1a")) + '\0' << false << QByteArray();
}

void tst_Records::name()
{
    QFETCH(const QByteArray, rdata);
    QFETCH(const bool, isSound);
    QFETCH(const QByteArray, name);
    const std::optional<QByteArray> found = nameOf(rdata);
    QCOMPARE(found.has_value(), isSound);
    QCOMPARE(found.value_or(QByteArray()), name);
}

void tst_Records::exchanges()
{
    const Answer answer{.status = Answer::Status::Found,
                        .records = {exchangeRecord({20, "b.example"}), exchangeRecord({10, "a.example"}), QByteArray("\0", 1), exchangeRecord({0, {}}),
                                    exchangeRecord({10, "c.example"})}};
    QCOMPARE(exchangesOf(answer), (QList<Exchange>{{0, {}}, {10, "a.example"}, {10, "c.example"}, {20, "b.example"}}));
}

void tst_Records::addresses()
{
    QCOMPARE(addressOf(QByteArray("\x7f\0\0\2", 4))->to_string(), "127.0.0.2");
    QVERIFY(addressOf(QByteArray(16, '\0'))->is_v6());
    QVERIFY(!addressOf("abc"));
    QVERIFY(!addressOf({}));
}

void tst_Records::whatIsWrittenIsRead()
{
    for (const char *text : {"192.0.2.1", "2001:db8::1"})
        QCOMPARE(addressOf(addressRecord(boost::asio::ip::make_address(text)))->to_string(), text);
    const QByteArray longText(600, 'x');
    QCOMPARE(textRecord({longText}).size(), 603);
    QCOMPARE(textOf(textRecord({longText})), longText);
}

QTEST_GUILESS_MAIN(tst_Records)
#include "tst_records.moc"
