#include "gateway/admin/endpoint.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace gateway;
using namespace gateway::admin;
using namespace Qt::StringLiterals;

class tst_Endpoint : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void roundTrip();
    void isReplacedAsAWhole();
    void refusals_data();
    void refusals();
    void tokens();
    void trialDirectory();

private:
    static void write(const QString &path, const QByteArray &content)
    {
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(content);
    }
};

void tst_Endpoint::roundTrip()
{
    const QTemporaryDir dir;
    const Result<QByteArray> token = Endpoint::tokenOf(dir.path());
    QVERIFY(token.has_value());
    QVERIFY(Endpoint::write(dir.path(), u"http://[::1]:8025"_s).has_value());
    const Result<Endpoint> read = Endpoint::fromDataDirectory(dir.path());
    QVERIFY(read.has_value());
    QCOMPARE(read->url, QUrl(u"http://[::1]:8025"_s));
    QCOMPARE(read->token, *token);
    for (const QString &name : {u"api.json"_s, u"api.token"_s})
        QCOMPARE(QFile::permissions(dir.filePath(name)) & ~(QFile::ReadUser | QFile::WriteUser), QFile::ReadOwner | QFile::WriteOwner);
    Endpoint::remove(dir.path());
    QCOMPARE(Endpoint::fromDataDirectory(dir.path()).error().kind, Error::Kind::NotFound);
    QCOMPARE(*Endpoint::tokenOf(dir.path()), *token); // It outlives a run of the gateway.
}

void tst_Endpoint::isReplacedAsAWhole()
{
    const QTemporaryDir dir;
    write(dir.filePath(u"api.json"_s), "old"); // With whatever permissions.
    QVERIFY(Endpoint::write(dir.path(), u"http://127.0.0.1:1"_s).has_value());
    QVERIFY(Endpoint::write(dir.path(), u"http://127.0.0.1:2"_s).has_value());
    QCOMPARE(QDir(dir.path()).entryList(QDir::Files), QStringList{u"api.json"_s});
    QVERIFY(!(QFile::permissions(dir.filePath(u"api.json"_s)) & (QFile::ReadOther | QFile::ReadGroup)));
    QVERIFY(!Endpoint::write(dir.filePath(u"missing"_s), u"http://127.0.0.1:1"_s).has_value());
    QVERIFY(!Endpoint::tokenOf(dir.filePath(u"missing"_s)).has_value());
}

void tst_Endpoint::refusals_data()
{
    QTest::addColumn<QByteArray>("address");
    QTest::addColumn<QByteArray>("token");
    QTest::addColumn<Error::Kind>("kind");
    const QByteArray good = R"({"url": "http://127.0.0.1:8025"})";
    const auto row = [](const char *name, QByteArray address, QByteArray token, Error::Kind kind = Error::Kind::Invalid) {
        QTest::newRow(name) << address << token << kind;
    };
    row("not JSON", "http://127.0.0.1:8025", "t");
    row("no address", "{}", "t");
    row("an address without a host", R"({"url": "8025"})", "t");
    row("not an address", R"({"url": "http://a b/"})", "t");
    row("too large", QByteArray(5000, ' '), "t");
    row("no token", good, {}, Error::Kind::NotFound);
    row("an empty token", good, "\n");
    row("two tokens", good, "a\nb\n");
    row("a token that would be a field", good, "a\r\nX: b");
}

void tst_Endpoint::refusals()
{
    QFETCH(const QByteArray, address);
    QFETCH(const QByteArray, token);
    const QTemporaryDir dir;
    write(dir.filePath(u"api.json"_s), address);
    if (!token.isEmpty())
        write(dir.filePath(u"api.token"_s), token);
    const Result<Endpoint> endpoint = Endpoint::fromDataDirectory(dir.path());
    QVERIFY(!endpoint);
    QTEST(endpoint.error().kind, "kind");
}

void tst_Endpoint::tokens()
{
    const QTemporaryDir one, two;
    QCOMPARE(Endpoint::tokenOf(one.path())->size(), 64);
    QVERIFY(*Endpoint::tokenOf(one.path()) != *Endpoint::tokenOf(two.path()));
    write(one.filePath(u"api.token"_s), "\n"); // Somebody else's doing: not to be papered over.
    QVERIFY(!Endpoint::tokenOf(one.path()).has_value());
}

void tst_Endpoint::trialDirectory()
{
    qputenv("XDG_DATA_HOME", "/tmp/somewhere");
    QCOMPARE(Endpoint::trialDataDirectory(), u"/tmp/somewhere/postern/trial"_s);
    qunsetenv("XDG_DATA_HOME");
    QCOMPARE(Endpoint::trialDataDirectory(), QDir::homePath() + u"/.local/share/postern/trial"_s);
}

QTEST_GUILESS_MAIN(tst_Endpoint)
#include "tst_endpoint.moc"
