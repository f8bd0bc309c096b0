#include "gateway/reputation/greylist.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace gateway;
using namespace reputation;
using namespace Qt::StringLiterals;
using namespace std::chrono;
using boost::asio::ip::make_address;

class tst_Greylist : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void isOffByDefault();
    void attempts_data();
    void attempts();
    void whoIsTheSame_data();
    void whoIsTheSame();
    void saysHowLong();
    void memoryIsBounded_R7();
    void survivesARestart();
    void brokenFilesAreSetAside_D3();
};

namespace {

constexpr sys_seconds start{days(20'500)};
const smtp::Mailbox ann{"ann", "example.com"}, bob{"bob", "example.org"};

seconds attempt(Greylist &greylist, seconds after, const char *client = "192.0.2.1", const smtp::Mailbox &from = ann, const smtp::Mailbox &to = bob)
{
    return greylist.check(make_address(client), from, to, start + after);
}

} // namespace

void tst_Greylist::isOffByDefault()
{
    Greylist greylist;
    QCOMPARE(attempt(greylist, 0s), 0s);
    QCOMPARE(greylist.count(), 0);
}

void tst_Greylist::attempts_data()
{
    QTest::addColumn<QList<qint64>>("times"); // Seconds after the first.
    QTest::addColumn<QList<qint64>>("waits");
    const auto row = [](const char *name, const QList<qint64> &times, const QList<qint64> &waits) { QTest::newRow(name) << times << waits; };
    row("new", {0}, {300});
    row("too early", {0, 299}, {300, 1});
    row("in time", {0, 300}, {300, 0});
    row("early and then in time", {0, 60, 120, 310}, {300, 240, 180, 0});
    row("at the end of the window", {0, 4 * 3600}, {300, 0});
    row("too late", {0, 4 * 3600 + 1}, {300, 300});
    row("too late, then in time", {0, 5 * 3600, 5 * 3600 + 300}, {300, 300, 0});
    row("remembered", {0, 300, 301, 35 * 86400}, {300, 0, 0, 0});
    row("each pass is remembered anew", {0, 300, 30 * 86400, 60 * 86400}, {300, 0, 0, 0});
    row("forgotten", {0, 300, 300 + 35 * 86400 + 1}, {300, 0, 300});
    row("a clock set back before the pass (D11)", {0, -86400, -86400 + 300}, {300, 300, 0});
    row("a clock set back after the pass (D11)", {0, 300, -86400}, {300, 0, 0});
}

void tst_Greylist::attempts()
{
    QFETCH(const QList<qint64>, times);
    Greylist greylist({.isEnabled = true});
    QList<qint64> waits;
    for (const qint64 time : times)
        waits.append(attempt(greylist, seconds(time)).count());
    QTEST(waits, "waits");
}

void tst_Greylist::whoIsTheSame_data()
{
    QTest::addColumn<QByteArray>("client");
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<QByteArray>("to");
    QTest::addColumn<bool>("byDomain");  // The same triplet.
    QTest::addColumn<bool>("byAddress");
    const auto row = [](const char *name, const char *client, const char *from, const char *to, bool byDomain, bool byAddress) {
        QTest::newRow(name) << QByteArray(client) << QByteArray(from) << QByteArray(to) << byDomain << byAddress;
    };
    row("the same", "192.0.2.1", "ann@example.com", "bob@example.org", true, true);
    row("in other case", "192.0.2.1", "Ann@Example.com", "BOB@example.ORG", true, true);
    row("a neighbour", "192.0.2.99", "ann@example.com", "bob@example.org", true, true);
    row("as IPv4-mapped", "::ffff:192.0.2.1", "ann@example.com", "bob@example.org", true, true);
    row("another network", "192.0.3.1", "ann@example.com", "bob@example.org", false, false);
    row("another address of the domain", "192.0.2.1", "eve@example.com", "bob@example.org", true, false);
    row("another domain", "192.0.2.1", "ann@example.net", "bob@example.org", false, false);
    row("another recipient", "192.0.2.1", "ann@example.com", "carol@example.org", false, false);
}

void tst_Greylist::whoIsTheSame()
{
    QFETCH(const QByteArray, client);
    QFETCH(const QByteArray, from);
    QFETCH(const QByteArray, to);
    const auto isSame = [&](GreylistConfig::Sender sender) {
        Greylist greylist({.isEnabled = true, .sender = sender});
        (void)attempt(greylist, 0s);
        return attempt(greylist, 400s, client.constData(), *smtp::parseMailbox(from, smtp::Utf8::Refused), *smtp::parseMailbox(to, smtp::Utf8::Refused)) == 0s;
    };
    QTEST(isSame(GreylistConfig::Sender::Domain), "byDomain");
    QTEST(isSame(GreylistConfig::Sender::Address), "byAddress");
}

void tst_Greylist::saysHowLong()
{
    QCOMPARE(Greylist::reply(240s).toLine(), "450 4.7.1 You are new to this recipient; please try again in 240 seconds");
}

void tst_Greylist::memoryIsBounded_R7()
{
    Greylist greylist({.isEnabled = true, .maxTriplets = 10'000});
    for (int i = 0; i < 100; ++i) {
        (void)attempt(greylist, 0s, "192.0.2.1", ann, {QByteArray::number(i), "example.org"});
        (void)attempt(greylist, 300s, "192.0.2.1", ann, {QByteArray::number(i), "example.org"});
    }
    for (int i = 0; i < 200'000; ++i)
        (void)attempt(greylist, 400s, "198.51.100.1", {"a", QByteArray::number(i) + ".example"}, bob);
    QVERIFY(greylist.count() <= 10'600);
    int kept = 0;
    for (int i = 0; i < 100; ++i) // Those that have passed stay.
        kept += attempt(greylist, 500s, "192.0.2.1", ann, {QByteArray::number(i), "example.org"}) == 0s;
    QVERIFY2(kept >= 98, qPrintable(QString::number(kept)));
}

void tst_Greylist::survivesARestart()
{
    const QTemporaryDir directory;
    const QString path = directory.filePath(u"greylist.table"_s);
    const GreylistConfig config{.isEnabled = true};
    const Greylist::Opened fresh = Greylist::open(config, path);
    QVERIFY(fresh.problem.isEmpty());
    QCOMPARE(attempt(*fresh.greylist, 0s), 300s);
    QVERIFY(fresh.greylist->save(path));
    const Greylist::Opened again = Greylist::open(config, path);
    QVERIFY2(again.problem.isEmpty(), qPrintable(again.problem));
    QCOMPARE(attempt(*again.greylist, 300s), 0s);
}

void tst_Greylist::brokenFilesAreSetAside_D3()
{
    const QTemporaryDir directory;
    const QString path = directory.filePath(u"greylist.table"_s);
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(QByteArray(500, 'x'));
    file.close();
    const Greylist::Opened opened = Greylist::open({.isEnabled = true}, path);
    QVERIFY(opened.problem.contains(u"greylist.table: no table"_s));
    QVERIFY(QFile::exists(path + u".broken"_s));
    QCOMPARE(attempt(*opened.greylist, 0s), 300s);
}

QTEST_APPLESS_MAIN(tst_Greylist)
#include "tst_greylist.moc"
