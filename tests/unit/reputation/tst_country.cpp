#include "gateway/reputation/country.h"

#include "tests/unit/reputation/mmdbwriter.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace gateway;
using namespace reputation;
using boost::asio::ip::make_address;

class tst_Country : public QObject
{
    Q_OBJECT
private:
    QTemporaryDir m_directory;
    QString write(const QByteArray &octets)
    {
        QFile file(m_directory.filePath(QStringLiteral("countries.mmdb")));
        (void)file.open(QIODevice::WriteOnly | QIODevice::Truncate);
        file.write(octets);
        return file.fileName();
    }
    static QByteArray sample()
    {
        mmdb::Writer writer;
        writer.add(make_address("192.0.2.0"), 24, mmdb::countryRecord("JP"));
        writer.add(make_address("198.51.100.0"), 25, mmdb::countryRecord("DE"));
        writer.add(make_address("2001:db8::"), 32, mmdb::countryRecord("FR"));
        writer.add(make_address("203.0.113.0"), 24, mmdb::map({{"country", mmdb::text("NZ")}}));
        writer.add(make_address("203.0.112.0"), 24, mmdb::map({{"country", mmdb::number(6, 7)}}));
        writer.add(make_address("203.0.111.0"), 24, mmdb::countryRecord("\x1b[2J"));
        return writer.file();
    }

private Q_SLOTS:
    void countries_data();
    void countries();
    void withoutAFileNothingIsKnown();
    void brokenFilesAreErrors_data();
    void brokenFilesAreErrors();
    void damagedOctetsNeverCrash_I9();
    void theFileMayBeCutWhileInUse();
};

void tst_Country::countries_data()
{
    QTest::addColumn<QByteArray>("address");
    QTest::addColumn<QByteArray>("country");
    QTest::newRow("IPv4") << QByteArray("192.0.2.77") << QByteArray("JP");
    QTest::newRow("IPv4-mapped") << QByteArray("::ffff:192.0.2.77") << QByteArray("JP");
    QTest::newRow("first of a network") << QByteArray("198.51.100.0") << QByteArray("DE");
    QTest::newRow("behind it") << QByteArray("198.51.100.128") << QByteArray();
    QTest::newRow("IPv6") << QByteArray("2001:db8:1::1") << QByteArray("FR");
    QTest::newRow("unknown IPv6") << QByteArray("2001:db9::1") << QByteArray();
    QTest::newRow("a flat record") << QByteArray("203.0.113.1") << QByteArray("NZ");
    QTest::newRow("a number where a name should be") << QByteArray("203.0.112.1") << QByteArray();
    QTest::newRow("hostile text (S17)") << QByteArray("203.0.111.1") << QByteArray();
}

void tst_Country::countries()
{
    QFETCH(const QByteArray, address);
    const Result<Countries> countries = Countries::open(write(sample()));
    QVERIFY2(countries, countries ? "" : qPrintable(countries.error().message));
    QVERIFY(countries->hasFile());
    QTEST(countries->of(make_address(address.constData())), "country");
}

void tst_Country::withoutAFileNothingIsKnown()
{
    for (const QString &path : {QString(), m_directory.filePath(QStringLiteral("none.mmdb"))}) {
        const Result<Countries> countries = Countries::open(path);
        QVERIFY(countries && !countries->hasFile());
        QCOMPARE(countries->of(make_address("192.0.2.1")), QByteArray());
    }
}

void tst_Country::brokenFilesAreErrors_data()
{
    QTest::addColumn<QByteArray>("octets");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("another kind of file") << QByteArray("PK\x03\x04").repeated(1000);
    QTest::newRow("metadata only") << QByteArray("\xab\xcd\xefMaxMind.com");
    QTest::newRow("cut in its metadata") << sample().chopped(20);
    QTest::newRow("without the front of its tree") << sample().sliced(sample().size() / 2);
}

void tst_Country::brokenFilesAreErrors()
{
    QFETCH(const QByteArray, octets);
    const Result<Countries> countries = Countries::open(write(octets));
    QVERIFY(!countries);
    QVERIFY2(countries.error().message.contains(QStringLiteral("countries.mmdb: ")), qPrintable(countries.error().message));
}

void tst_Country::damagedOctetsNeverCrash_I9()
{
    const QByteArray whole = sample();
    int opened = 0;
    for (qsizetype at = 0; at < whole.size(); at += at > whole.size() - 400 ? 1 : 7) {
        for (const char octet : {'\xff', '\x00', char(whole[at] ^ 0x20)}) {
            QByteArray damaged = whole;
            damaged[at] = octet;
            const Result<Countries> countries = Countries::open(write(damaged));
            opened += countries.has_value();
            for (const char *address : {"192.0.2.77", "198.51.100.0", "2001:db8::1", "203.0.113.1", "255.255.255.255"}) {
                const QByteArray country = countries ? countries->of(make_address(address)) : QByteArray();
                QVERIFY(country.isEmpty() || country.size() == 2);
            }
        }
    }
    QVERIFY(opened > 100);
}

void tst_Country::theFileMayBeCutWhileInUse()
{
    const QString path = write(sample());
    const Result<Countries> countries = Countries::open(path);
    QVERIFY(countries);
    write({});
    QCOMPARE(countries->of(make_address("192.0.2.1")), "JP");
}

QTEST_APPLESS_MAIN(tst_Country)
#include "tst_country.moc"
