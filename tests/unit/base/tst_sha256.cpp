#include "gateway/sha256.h"

#include <QTest>

using gateway::Sha256;

class tst_Sha256 : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void digests_data();
    void digests();
    void copyGoesOn();
};

void tst_Sha256::digests_data()
{
    QTest::addColumn<QByteArray>("octets");
    QTest::addColumn<QByteArray>("digest");
    // Of FIPS 180-4's examples.
    QTest::newRow("nothing") << QByteArray() << QByteArray("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    QTest::newRow("one block") << QByteArray("abc") << QByteArray("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    QTest::newRow("a million") << QByteArray(1'000'000, 'a') << QByteArray("cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

void tst_Sha256::digests()
{
    QFETCH(const QByteArray, octets);
    QFETCH(const QByteArray, digest);
    QCOMPARE(Sha256::of(octets).toHex(), digest);
    Sha256 inPieces;
    for (qsizetype at = 0; at < octets.size(); at += 999)
        inPieces.add(QByteArrayView(octets).sliced(at, std::min<qsizetype>(999, octets.size() - at)));
    QCOMPARE(inPieces.result().toHex(), digest);
}

void tst_Sha256::copyGoesOn()
{
    Sha256 hash;
    hash.add("a");
    Sha256 copy(hash);
    hash.add("x");
    copy.add("bc");
    QCOMPARE(copy.result(), Sha256::of("abc"));
    QCOMPARE(hash.result(), Sha256::of("ax"));
}

QTEST_APPLESS_MAIN(tst_Sha256)
#include "tst_sha256.moc"
