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
    const Endpoint endpoint{QUrl(u"http://127.0.0.1:8025"_s), Endpoint::newToken()};
    QVERIFY(endpoint.writeTo(dir.path()).has_value());
    const Result<Endpoint> read = Endpoint::fromDataDirectory(dir.path());
    QVERIFY(read.has_value());
    QCOMPARE(read->url, endpoint.url);
    QCOMPARE(read->token, endpoint.token);
    for (const QString &name : {u"api.json"_s, u"api.token"_s})
        QCOMPARE(QFile::permissions(dir.filePath(name)) & ~(QFile::ReadUser | QFile::WriteUser), QFile::ReadOwner | QFile::WriteOwner);
    Endpoint::removeFrom(dir.path());
    QCOMPARE(Endpoint::fromDataDirectory(dir.path()).error().kind, Error::Kind::NotFound);
}

void tst_Endpoint::isReplacedAsAWhole()
{
    const QTemporaryDir dir;
    write(dir.filePath(u"api.token"_s), "old"); // With whatever permissions.
    QVERIFY((Endpoint{QUrl(u"http://127.0.0.1:1"_s), "new"}.writeTo(dir.path()).has_value()));
    QVERIFY((Endpoint{QUrl(u"http://127.0.0.1:2"_s), "newer"}.writeTo(dir.path()).has_value()));
    QCOMPARE(Endpoint::fromDataDirectory(dir.path())->token, "newer");
    QCOMPARE(QDir(dir.path()).entryList(QDir::Files).size(), 2);
    QVERIFY(!(QFile::permissions(dir.filePath(u"api.token"_s)) & (QFile::ReadOther | QFile::ReadGroup)));
    QVERIFY(!(Endpoint{QUrl(u"http://127.0.0.1:1"_s), "new"}.writeTo(dir.filePath(u"missing"_s)).has_value()));
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
    QCOMPARE(Endpoint::newToken().size(), 64);
    QVERIFY(Endpoint::newToken() != Endpoint::newToken());
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
