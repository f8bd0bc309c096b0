#include "gateway/dns/tlsa.h"

#include <QTest>

using namespace gateway::dns;

class tst_Tlsa : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void shortRecords_T4_data();
    void shortRecords_T4();
    void usable_T4_data();
    void usable_T4();
    void thousandRecords_T4();
    void sortsAndDropsCopies();
    void name();
};

void tst_Tlsa::shortRecords_T4_data()
{
    QTest::addColumn<QByteArray>("rdata");
    for (int size = 0; size < 4; ++size)
        QTest::addRow("%d octets", size) << QByteArray("\3\1\1", 3).first(size);
}

void tst_Tlsa::shortRecords_T4()
{
    QFETCH(const QByteArray, rdata);
    QVERIFY(!tlsaOf(rdata));
    QVERIFY(usableTlsasOf({.status = Answer::Status::Found, .records = {rdata}}).isEmpty());
}

void tst_Tlsa::usable_T4_data()
{
    QTest::addColumn<Tlsa>("record");
    QTest::addColumn<bool>("usable");

    const auto row = [](const char *name, int usage, int selector, int matchingType, int size, bool isUsable) {
        QTest::newRow(name) << Tlsa{quint8(usage), quint8(selector), quint8(matchingType), QByteArray(size, 'x')} << isUsable;
    };
    row("DANE-EE, key, SHA-256", 3, 1, 1, 32, true);
    row("DANE-EE, certificate, SHA-512", 3, 0, 2, 64, true);
    row("DANE-EE, whole key", 3, 1, 0, 91, true);
    row("DANE-TA, key, SHA-256", 2, 1, 1, 32, true);
    row("PKIX-TA (RFC 7672 3.1.3)", 0, 1, 1, 32, false);
    row("PKIX-EE (RFC 7672 3.1.3)", 1, 1, 1, 32, false);
    row("unknown usage", 4, 1, 1, 32, false);
    row("private usage", 255, 1, 1, 32, false);
    row("unknown selector", 3, 2, 1, 32, false);
    row("unknown matching type", 3, 1, 3, 32, false);
    row("SHA-256 cut off", 3, 1, 1, 31, false);
    row("SHA-256 too long", 3, 1, 1, 33, false);
    row("SHA-512 with the length of SHA-256", 3, 1, 2, 32, false);
}

void tst_Tlsa::usable_T4()
{
    QFETCH(const Tlsa, record);
    const std::optional<Tlsa> read = tlsaOf(tlsaRecord(record));
    QVERIFY(read && *read == record);
    QTEST(isUsable(*read), "usable");
}

void tst_Tlsa::thousandRecords_T4()
{
    Answer answer{.status = Answer::Status::Found};
    for (int i = 0; i < 1000; ++i)
        answer.records.append(tlsaRecord({3, 1, 1, QByteArray::number(i).rightJustified(32, '0')}));
    QCOMPARE(usableTlsasOf(answer).size(), 100);
    answer.records.prepend({});
    QCOMPARE(usableTlsasOf(answer).size(), 99); // What is looked at counts, not what is found.
}

void tst_Tlsa::sortsAndDropsCopies()
{
    const Tlsa a{2, 1, 1, QByteArray(32, 'a')}, b{3, 1, 1, QByteArray(32, 'a')}, c{3, 1, 1, QByteArray(32, 'c')};
    Answer answer{.status = Answer::Status::Found, .records = {tlsaRecord(c), tlsaRecord(a), tlsaRecord(b), tlsaRecord(c)}};
    QCOMPARE(usableTlsasOf(answer), QList({a, b, c}));
}

void tst_Tlsa::name()
{
    QCOMPARE(tlsaName("mail.example.com", 25), "_25._tcp.mail.example.com");
}

QTEST_GUILESS_MAIN(tst_Tlsa)
#include "tst_tlsa.moc"
