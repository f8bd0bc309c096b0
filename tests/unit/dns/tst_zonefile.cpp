#include "gateway/dns/zonefile.h"

#include "gateway/dns/records.h"

#include <QJsonDocument>
#include <QTest>

using namespace gateway::dns;
using Status = Answer::Status;

class tst_ZoneFile : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void find_data();
    void find();
    void readsRecords();
    void refuses_data();
    void refuses();
};

namespace {

const QByteArray zones = R"({
    "example.com": [{"TXT": "v=spf1 -all"}, {"SPF": "ignored"}, {"MX": [10, "Mail.example.com."]}],
    "text.example.com": [{"SPF": ["a", "b"]}],
    "mute.example.com": [{"A": "192.0.2.1"}, "TIMEOUT"],
    "alias.example.com": [{"CNAME": "example.com"}],
    "loop.example.com": [{"CNAME": "loop.example.com"}],
    "deep.below.example.com": [{"AAAA": "2001:db8::1"}]
})";

ZoneFile zoneFile() { return *ZoneFile::parse(QJsonDocument::fromJson(zones).object()); }

} // namespace

void tst_ZoneFile::find_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<Type>("type");
    QTest::addColumn<Status>("status");

    QTest::newRow("found") << QByteArray("example.com") << Type::Txt << Status::Found;
    QTest::newRow("no record of the type") << QByteArray("example.com") << Type::A << Status::NoData;
    QTest::newRow("no such name") << QByteArray("other.example.com") << Type::A << Status::NoSuchName;
    QTest::newRow("only a parent (RFC 8020)") << QByteArray("below.example.com") << Type::A << Status::NoData;
    QTest::newRow("alias") << QByteArray("alias.example.com") << Type::Mx << Status::Found;
    QTest::newRow("alias loop") << QByteArray("loop.example.com") << Type::A << Status::Failed;
    QTest::newRow("answers for what is listed") << QByteArray("mute.example.com") << Type::A << Status::Found;
    QTest::newRow("no answer for the rest") << QByteArray("mute.example.com") << Type::Txt << Status::Failed;
}

void tst_ZoneFile::find()
{
    QFETCH(const QByteArray, name);
    QFETCH(const Type, type);
    ZoneFile file = zoneFile();
    const Answer *answer = file.find({name, type});
    QVERIFY(answer);
    QTEST(answer->status, "status");
    QCOMPARE(file.find({name, type}), answer);
}

void tst_ZoneFile::readsRecords()
{
    ZoneFile file = zoneFile();
    QCOMPARE(textsOf(*file.find({"example.com", Type::Txt})), QList<QByteArray>{"v=spf1 -all"});
    QCOMPARE(textsOf(*file.find({"text.example.com", Type::Txt})), QList<QByteArray>{"ab"});
    QCOMPARE(exchangesOf(*file.find({"example.com", Type::Mx})), (QList<Exchange>{{10, "mail.example.com"}}));
    QCOMPARE(addressesOf(*file.find({"deep.below.example.com", Type::Aaaa})).value(0).to_string(), "2001:db8::1");
}

void tst_ZoneFile::refuses_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::newRow("bad address") << QByteArray(R"({"a.example": [{"A": "192.0.2.256"}]})");
    QTest::newRow("IPv6 in A") << QByteArray(R"({"a.example": [{"A": "::1"}]})");
    QTest::newRow("bad preference") << QByteArray(R"({"a.example": [{"MX": ["x", "b"]}]})");
    QTest::newRow("unknown type") << QByteArray(R"({"a.example": [{"HINFO": "x"}]})");
    QTest::newRow("bad name") << QByteArray(R"({"a.example": [{"PTR": "a..b"}]})");
}

void tst_ZoneFile::refuses()
{
    QFETCH(const QByteArray, json);
    const auto file = ZoneFile::parse(QJsonDocument::fromJson(json).object());
    QVERIFY(!file);
    QVERIFY2(file.error().message.contains(QLatin1String("a.example")), qPrintable(file.error().message));
}

QTEST_GUILESS_MAIN(tst_ZoneFile)
#include "tst_zonefile.moc"
