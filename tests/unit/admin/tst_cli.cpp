#include "exampledata.h"
#include "fakeadministration.h"
#include "gateway/admin/endpoint.h"
#include "gateway/admin/httpserver.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLoggingCategory>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace gateway;
using namespace gateway::admin;
using namespace Qt::StringLiterals;

namespace {

/// What a run of posternctl comes to.
struct Outcome {
    int code = -1;
    QByteArray out, err;
};

/// A gateway whose reasons and rules have no sentences in the catalogue, so that its wording is not tested here.
class PlainAdministration : public FakeAdministration
{
public:
    Result<Message> message(const QString &id) override
    {
        return FakeAdministration::message(id).map([](Message m) {
            m.rule = m.rule.isEmpty() ? QString() : u"my-rule"_s;
            m.recipients.first().rule = m.rule;
            return plain(m);
        });
    }
    Result<QuarantineItem> quarantineItem(const QString &id) override
    {
        return FakeAdministration::quarantineItem(id).map([](QuarantineItem item) {
            item.rule = u"my-rule"_s;
            return plain(item);
        });
    }

private:
    template<typename T>
    static T plain(T record)
    {
        for (Reason &reason : record.reasons)
            reason.id = "test." + reason.id;
        return record;
    }
};

} // namespace

/// Runs the program against a fake gateway. Expected outputs are files of tests/data/admin/cli; POSTERN_UPDATE_GOLDEN=1 writes them.
class tst_Cli : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QLoggingCategory::setFilterRules(u"postern.admin=false"_s); }
    void init();
    void cleanup();

    void output_data();
    void output();
    void json_data();
    void json();
    void usageErrors_data();
    void usageErrors();
    void refusals_data();
    void refusals();
    void gatewayNotReachable_data();
    void gatewayNotReachable();
    void addressAndTokenFile();
    void actionsReachTheGateway_data();
    void actionsReachTheGateway();
    void sourcesAreSetUp();
    void filesBecomeSources();
    void domainsAreSetUp();
    void messagesAreSentWithCrlf();
    void aRefusedMessageIsARefusal();
    void configGoesOutAndIn();
    void senderTablesGoOutAndIn();
    void samplesAreJudged();
    void eventsAreFollowed();
    void analyseNeedsNoGateway();
    void linesFit();
    void hostileTextIsMarked();

private:
    [[nodiscard]] Outcome run(const QStringList &arguments, const QByteArray &language = "en_US.UTF-8") const;
    [[nodiscard]] Outcome runIn(const QString &dataDirectory, const QStringList &arguments) const
    {
        return run(QStringList{u"--data"_s, dataDirectory} + arguments);
    }
    QString file(const QString &name, const QByteArray &content) const;

    std::unique_ptr<PlainAdministration> m_fake;
    std::unique_ptr<HttpServer> m_server;
    std::unique_ptr<QTemporaryDir> m_data;
};

void tst_Cli::init()
{
    m_data = std::make_unique<QTemporaryDir>();
    m_fake = std::make_unique<PlainAdministration>();
    HttpServerConfig config;
    config.token = *Endpoint::tokenOf(m_data->path());
    m_server = std::make_unique<HttpServer>(config, *m_fake);
    const Result<quint16> port = m_server->start();
    QVERIFY(port.has_value());
    QVERIFY(Endpoint::write(m_data->path(), u"http://127.0.0.1:%1"_s.arg(*port)).has_value());
}

void tst_Cli::cleanup()
{
    m_server.reset();
    m_fake.reset();
    m_data.reset();
}

Outcome tst_Cli::run(const QStringList &arguments, const QByteArray &language) const
{
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"LC_ALL"_s, QString::fromLatin1(language));
    environment.insert(u"LANGUAGE"_s, QString());
    environment.insert(u"TZ"_s, u"UTC"_s);
    process.setProcessEnvironment(environment);
    const bool namesGateway = arguments.contains(u"--data"_s) || arguments.contains(u"--api"_s);
    process.start(QStringLiteral(PROGRAM_DIR "/posternctl"),
                  (namesGateway ? QStringList() : QStringList{u"--data"_s, m_data->path()}) + arguments);
    if (!process.waitForFinished(30'000))
        return {};
    return {process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1, process.readAllStandardOutput(),
            process.readAllStandardError()};
}

QString tst_Cli::file(const QString &name, const QByteArray &content) const
{
    QFile file(m_data->filePath(name));
    if (file.open(QIODevice::WriteOnly))
        file.write(content);
    return file.fileName();
}

void tst_Cli::output_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArray>("language");
    const auto row = [](const char *name, QStringList arguments, QByteArray language = "en_US.UTF-8") {
        QTest::newRow(name) << arguments << language;
    };
    row("status", {u"status"_s});
    row("status-ja", {u"status"_s}, "ja_JP.UTF-8");
    row("messages", {u"messages"_s});
    row("messages-ja", {u"messages"_s}, "ja_JP.UTF-8");
    row("messages-limited", {u"messages"_s, u"--limit"_s, u"2"_s, u"--sender"_s, u"example.net"_s});
    row("messages-none", {u"messages"_s, u"--text"_s, u"nothing like this"_s});
    row("message-quarantined", {u"message"_s, u"m1004"_s});
    row("message-quarantined-ja", {u"message"_s, u"m1004"_s}, "ja_JP.UTF-8");
    row("message-refused", {u"message"_s, u"m1007"_s});
    row("message-queued", {u"message"_s, u"m1008"_s});
    row("quarantine-list", {u"quarantine"_s, u"list"_s});
    row("quarantine-show", {u"quarantine"_s, u"show"_s, u"q1001"_s});
    row("queue-list", {u"queue"_s, u"list"_s});
    row("queue-list-ja", {u"queue"_s, u"list"_s}, "ja_JP.UTF-8");
    row("domains-list", {u"domains"_s, u"list"_s});
    row("senders-list", {u"senders"_s, u"list"_s});
    row("senders-list-ja", {u"senders"_s, u"list"_s}, "ja_JP.UTF-8");
    row("senders-none", {u"senders"_s, u"list"_s, u"--text"_s, u"nothing like this"_s});
    row("senders-check", {u"senders"_s, u"check"_s, u"allow"_s, u"offers@example.net"_s});
    row("senders-check-ja", {u"senders"_s, u"check"_s, u"allow"_s, u"offers@example.net"_s}, "ja_JP.UTF-8");
    row("senders-add", {u"senders"_s, u"add"_s, u"block"_s, u"offers@example.net"_s, u"--note"_s, u"a note"_s});
    row("senders-export", {u"senders"_s, u"export"_s});
    row("defence-show", {u"defence"_s, u"show"_s});
    row("defence-state", {u"defence"_s, u"state"_s});
    row("defence-state-ja", {u"defence"_s, u"state"_s}, "ja_JP.UTF-8");
    row("defence-explain", {u"defence"_s, u"explain"_s, u"203.0.113.9"_s, u"--helo"_s, u"mail"_s});
    row("defence-explain-ja", {u"defence"_s, u"explain"_s, u"203.0.113.9"_s}, "ja_JP.UTF-8");
    row("defence-presets", {u"defence"_s, u"presets"_s});
    row("tls", {u"tls"_s});
    row("tls-certificates", {u"tls"_s, u"certificates"_s});
    row("samples-list", {u"samples"_s, u"list"_s});
    row("mailbox-list", {u"mailbox"_s, u"list"_s});
    row("mailbox-show", {u"mailbox"_s, u"show"_s, u"t1000"_s});
    row("policy-show", {u"policy"_s, u"show"_s});
    row("directory-sources", {u"directory"_s, u"sources"_s});
    row("directory-sources-ja", {u"directory"_s, u"sources"_s}, "ja_JP.UTF-8");
    row("directory-list", {u"directory"_s, u"list"_s});
    row("directory-list-ja", {u"directory"_s, u"list"_s}, "ja_JP.UTF-8");
    row("directory-list-limited", {u"directory"_s, u"list"_s, u"--limit"_s, u"1"_s, u"--text"_s, u"example"_s});
    row("directory-lookup", {u"directory"_s, u"lookup"_s, u"ceo@example.com"_s, u"former.clerk@example.com"_s, u"nobody@example.com"_s});
    row("directory-test", {u"directory"_s, u"test"_s, u"head-office"_s});
    row("directory-diff", {u"directory"_s, u"diff"_s, u"warehouse"_s});
    row("directory-diff-ja", {u"directory"_s, u"diff"_s, u"warehouse"_s}, "ja_JP.UTF-8");
    row("directory-import", {u"directory"_s, u"import"_s, u"head-office"_s});
    row("directory-history", {u"directory"_s, u"history"_s});
    row("directory-suspects", {u"directory"_s, u"suspects"_s});
}

void tst_Cli::output()
{
    QFETCH(const QStringList, arguments);
    QFETCH(const QByteArray, language);
    const Outcome outcome = run(arguments, language);
    QCOMPARE(outcome.err, QByteArray());
    QCOMPARE(outcome.code, 0);
    QFile golden(QStringLiteral(TEST_DATA "/admin/cli/") + QLatin1String(QTest::currentDataTag()) + u".txt"_s);
    if (qEnvironmentVariableIsSet("POSTERN_UPDATE_GOLDEN")) {
        QVERIFY(golden.open(QIODevice::WriteOnly));
        golden.write(outcome.out);
        return;
    }
    QVERIFY(golden.open(QIODevice::ReadOnly));
    QCOMPARE(QString::fromUtf8(outcome.out), QString::fromUtf8(golden.readAll()));
}

void tst_Cli::json_data()
{
    QTest::addColumn<QStringList>("arguments");
    const auto row = [](QStringList arguments) { QTest::newRow(qPrintable(arguments.join(u' '))) << arguments; };
    row({u"status"_s});
    row({u"messages"_s});
    row({u"message"_s, u"m1001"_s});
    row({u"quarantine"_s, u"list"_s});
    row({u"quarantine"_s, u"show"_s, u"q1001"_s});
    row({u"quarantine"_s, u"release"_s, u"q1001"_s});
    row({u"queue"_s, u"list"_s});
    row({u"queue"_s, u"drain"_s});
    row({u"domains"_s, u"list"_s});
    row({u"senders"_s, u"list"_s});
    row({u"senders"_s, u"add"_s, u"block"_s, u"a@example.net"_s});
    row({u"senders"_s, u"check"_s, u"allow"_s, u"a@example.net"_s, u"--for"_s, u"example.com"_s});
    row({u"senders"_s, u"remove"_s, u"block"_s, u"offers@example.net"_s});
    row({u"senders"_s, u"export"_s});
    row({u"policy"_s, u"show"_s});
    row({u"directory"_s, u"sources"_s});
    row({u"directory"_s, u"list"_s});
    row({u"directory"_s, u"lookup"_s, u"nobody@example.com"_s});
    row({u"directory"_s, u"test"_s, u"head-office"_s});
    row({u"directory"_s, u"diff"_s, u"warehouse"_s});
    row({u"directory"_s, u"import"_s, u"head-office"_s});
    row({u"directory"_s, u"approve"_s, u"warehouse"_s});
    row({u"directory"_s, u"history"_s});
    row({u"directory"_s, u"suspects"_s});
    row({u"defence"_s, u"show"_s});
    row({u"defence"_s, u"state"_s});
    row({u"defence"_s, u"presets"_s});
    row({u"defence"_s, u"explain"_s, u"203.0.113.9"_s});
    row({u"tls"_s});
    row({u"tls"_s, u"sessions"_s, u"--limit"_s, u"2"_s});
    row({u"tls"_s, u"certificates"_s});
    row({u"tls"_s, u"reload"_s});
    row({u"config"_s, u"export"_s});
    row({u"samples"_s, u"list"_s});
    row({u"mailbox"_s, u"list"_s});
    row({u"mailbox"_s, u"show"_s, u"t1000"_s});
}

void tst_Cli::json()
{
    QFETCH(const QStringList, arguments);
    const Outcome before = run(QStringList{u"--json"_s} + arguments);
    QCOMPARE(before.code, 0);
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(before.out, &error);
    QCOMPARE(error.error, QJsonParseError::NoError);
    QVERIFY(!document.isEmpty());
    if (arguments.first() == "message"_L1) {
        QVERIFY(document["reasons"_L1][0]["text"_L1].isString());
        QCOMPARE(Message::fromJson(document.object()), *m_fake->message(u"m1001"_s));
    }
    m_fake->failWith(Error{Error::Kind::Io, u"x"_s});
    const Outcome failed = run(arguments + QStringList{u"--json"_s}); // It may stand behind the command, too.
    if (failed.code != 0) {
        QCOMPARE(failed.code, 1);
        QCOMPARE(QJsonDocument::fromJson(failed.out)["error"_L1]["kind"_L1].toString(), u"io"_s);
    }
}

void tst_Cli::usageErrors_data()
{
    QTest::addColumn<QStringList>("arguments");
    const auto row = [](const char *name, QStringList arguments) { QTest::newRow(name) << arguments; };
    row("nothing", {});
    row("unknown command", {u"dance"_s});
    row("unknown option", {u"status"_s, u"--loud"_s});
    row("missing subcommand", {u"queue"_s});
    row("missing id", {u"message"_s});
    row("too many ids", {u"message"_s, u"a"_s, u"b"_s});
    row("missing recipients", {u"send"_s, QStringLiteral(PROGRAM_DIR "/posternctl"), u"--from"_s, u"a@example.org"_s});
    row("missing file", {u"policy"_s, u"apply"_s, u"/nothing/there.json"_s});
    row("unknown fate", {u"messages"_s, u"--fate"_s, u"eaten"_s});
    row("nonsense for a time", {u"messages"_s, u"--since"_s, u"yesterday"_s});
    row("unknown mode", {u"defence"_s, u"set"_s, u"--mode"_s, u"helo=off"_s});
    row("unknown check", {u"defence"_s, u"set"_s, u"--mode"_s, u"luck=warn"_s});
    row("unknown strictness", {u"defence"_s, u"set"_s, u"--strictness"_s, u"brutal"_s});
    row("limit too large", {u"messages"_s, u"--limit"_s, u"1001"_s});
    row("limit 0", {u"queue"_s, u"list"_s, u"--limit"_s, u"0"_s});
    row("API without token", {u"--api"_s, u"http://127.0.0.1:1"_s, u"status"_s});
    row("token without API", {u"--token-file"_s, u"x"_s, u"status"_s});
    row("API and data", {u"--data"_s, u"x"_s, u"--api"_s, u"http://127.0.0.1:1"_s, u"--token-file"_s, u"x"_s, u"status"_s});
    row("events without --follow", {u"events"_s});
    row("unknown kind of source", {u"directory"_s, u"add"_s, u"x"_s, u"--kind"_s, u"xml"_s});
    row("O6: password as an argument", {u"directory"_s, u"add"_s, u"x"_s, u"--password"_s, u"secret"_s});
    row("unknown way to check", {u"domains"_s, u"add"_s, u"example.org"_s, u"--check"_s, u"maybe"_s});
    row("no action for a sender", {u"senders"_s, u"add"_s, u"hold"_s, u"a@example.net"_s});
    row("no sender", {u"senders"_s, u"add"_s, u"block"_s});
    row("no table", {u"senders"_s, u"import"_s, u"/nothing/there.csv"_s});
    row("samples send without any", {u"samples"_s, u"send"_s});
    row("samples send all and some", {u"samples"_s, u"send"_s, u"--all"_s, u"spam"_s});
}

void tst_Cli::usageErrors()
{
    QFETCH(const QStringList, arguments);
    const Outcome outcome = run(arguments);
    QCOMPARE(outcome.code, 2);
    QVERIFY(!outcome.err.isEmpty());
    QCOMPARE(m_fake->calls(), QStringList());
}

void tst_Cli::refusals_data()
{
    QTest::addColumn<QStringList>("arguments");
    const auto row = [](const char *name, QStringList arguments) { QTest::newRow(name) << arguments; };
    row("unknown message", {u"message"_s, u"m9999"_s});
    row("id that climbs", {u"message"_s, u"../status"_s});
    row("unknown quarantined", {u"quarantine"_s, u"release"_s, u"q9999"_s});
    row("second of two", {u"queue"_s, u"remove"_s, u"w200"_s, u"w9999"_s});
    row("not a domain", {u"domains"_s, u"add"_s, u"nonsense"_s});
    row("unknown source", {u"directory"_s, u"remove"_s, u"nothing"_s});
    row("file that is not there", {u"directory"_s, u"import"_s, u"/nothing/there.csv"_s});
    row("unknown sample", {u"samples"_s, u"send"_s, u"unknown"_s});
    row("no sender", {u"senders"_s, u"add"_s, u"block"_s, u"nonsense"_s});
    row("unknown entry", {u"senders"_s, u"remove"_s, u"block"_s, u"nobody@example.net"_s});
}

void tst_Cli::refusals()
{
    QFETCH(const QStringList, arguments);
    const Outcome outcome = run(arguments);
    QCOMPARE(outcome.code, 1);
    QVERIFY(outcome.err.startsWith("posternctl: "));
    QCOMPARE(outcome.out, QByteArray());
}

void tst_Cli::gatewayNotReachable_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("status") << QStringList{u"status"_s};
    QTest::newRow("an action") << QStringList{u"queue"_s, u"drain"_s};
    QTest::newRow("events") << QStringList{u"events"_s, u"--follow"_s};
    QTest::newRow("samples") << QStringList{u"samples"_s, u"send"_s, u"--all"_s};
}

void tst_Cli::gatewayNotReachable()
{
    QFETCH(const QStringList, arguments);
    m_server.reset(); // The files are still there.
    const Outcome gone = run(arguments);
    QCOMPARE(gone.code, 3);
    QVERIFY(!gone.err.isEmpty());
    const Outcome unknown = runIn(m_data->filePath(u"nothing"_s), arguments);
    QCOMPARE(unknown.code, 3);
    QVERIFY(unknown.err.contains("nothing"));
}

void tst_Cli::addressAndTokenFile()
{
    const QString url = Endpoint::fromDataDirectory(m_data->path())->url.toString();
    const QString token = m_data->filePath(u"api.token"_s);
    QCOMPARE(run({u"--api"_s, url, u"--token-file"_s, token, u"status"_s}).code, 0);
    QCOMPARE(run({u"--api"_s, url, u"--token-file"_s, file(u"wrong"_s, "wrong\n"), u"status"_s}).code, 1);
    QCOMPARE(run({u"--api"_s, url, u"--token-file"_s, m_data->filePath(u"missing"_s), u"status"_s}).code, 3);
    const Outcome elsewhere = run({u"--api"_s, u"http://192.0.2.1:8025"_s, u"--token-file"_s, token, u"status"_s});
    QCOMPARE(elsewhere.code, 3);
    QVERIFY(elsewhere.err.contains("without TLS"));
}

void tst_Cli::actionsReachTheGateway_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("call");
    const auto row = [](QStringList arguments, QString call) { QTest::newRow(qPrintable(arguments.join(u' '))) << arguments << call; };
    row({u"quarantine"_s, u"release"_s, u"q1001"_s, u"q1003"_s}, u"release q1003"_s);
    row({u"quarantine"_s, u"delete"_s, u"q1001"_s}, u"delete q1001"_s);
    row({u"queue"_s, u"retry"_s, u"w200"_s, u"w201"_s}, u"retry w201"_s);
    row({u"queue"_s, u"hold"_s, u"w200"_s}, u"hold w200"_s);
    row({u"queue"_s, u"unhold"_s, u"w205"_s}, u"unhold w205"_s);
    row({u"queue"_s, u"remove"_s, u"w200"_s}, u"remove w200"_s);
    row({u"queue"_s, u"drain"_s}, u"drain"_s);
    row({u"queue"_s, u"drain"_s, u"10.0.0.26:25"_s}, u"drain 10.0.0.26:25"_s);
    row({u"domains"_s, u"add"_s, u"example.org"_s, u"--next-hop"_s, u"10.0.0.9:25"_s, u"--mailbox"_s, u"a"_s}, u"putDomain example.org"_s);
    row({u"domains"_s, u"remove"_s, u"example.com"_s}, u"removeDomain example.com"_s);
    row({u"directory"_s, u"remove"_s, u"warehouse"_s}, u"removeSource warehouse"_s);
    row({u"directory"_s, u"approve"_s, u"warehouse"_s}, u"approve warehouse"_s);
    row({u"directory"_s, u"reject"_s, u"warehouse"_s}, u"reject warehouse"_s);
    row({u"directory"_s, u"list"_s, u"--offset"_s, u"3"_s, u"--limit"_s, u"7"_s}, u"entries 3+7"_s);
    row({u"senders"_s, u"list"_s, u"--action"_s, u"block"_s, u"--limit"_s, u"2"_s}, u"senderLists 0+2"_s);
    row({u"senders"_s, u"add"_s, u"allow"_s, u"*@example.net"_s, u"--for"_s, u"bob@example.com"_s}, u"addSender *@example.net"_s);
    row({u"senders"_s, u"remove"_s, u"block"_s, u"offers@example.net"_s}, u"removeSender offers@example.net"_s);
    row({u"defence"_s, u"set"_s, u"--strictness"_s, u"strict"_s, u"--mode"_s, u"helo=enforce"_s, u"--block"_s, u"192.0.2.0/24"_s}, u"putDefence strict"_s);
    row({u"tls"_s, u"reload"_s}, u"reloadCertificates"_s);
    row({u"messages"_s, u"--since"_s, u"2h"_s, u"--offset"_s, u"3"_s, u"--limit"_s, u"7"_s}, u"messages 3+7"_s);
}

void tst_Cli::actionsReachTheGateway()
{
    QFETCH(const QStringList, arguments);
    const Outcome outcome = run(arguments);
    QCOMPARE(outcome.err, QByteArray());
    QCOMPARE(outcome.code, 0);
    QVERIFY(!outcome.out.isEmpty());
    QTEST(m_fake->calls().last(), "call");
}

void tst_Cli::sourcesAreSetUp()
{
    const Outcome outcome = run({u"directory"_s, u"add"_s, u"branch"_s, u"--server"_s, u"dc3.example.com"_s, u"--server"_s, u"dc4.example.com:636"_s, u"--tls"_s, u"ldaps"_s,
                                 u"--bind-name"_s, u"reader@example.com"_s, u"--password-file"_s, file(u"password"_s, "5ecret word\nnot this\n"), u"--base"_s,
                                 u"DC=branch,DC=example"_s, u"--important-group"_s, u"Board"_s, u"--interval"_s, u"15"_s, u"--max-removed"_s, u"5"_s});
    QCOMPARE(outcome.err, QByteArray());
    QCOMPARE(outcome.code, 0);
    QVERIFY(!outcome.out.contains("5ecret"));
    const DirectorySource source = m_fake->directory().sources()->last().source;
    QCOMPARE(source.id, u"branch"_s);
    QCOMPARE(source.servers, (QStringList{u"dc3.example.com"_s, u"dc4.example.com:636"_s}));
    QCOMPARE(source.tls, u"ldaps"_s);
    QCOMPARE(source.bindName, u"reader@example.com"_s);
    QVERIFY(source.hasPassword && source.verifiesCertificate);
    QCOMPARE(source.importantGroups, QStringList{u"Board"_s});
    QCOMPARE(source.intervalMinutes, 15);
    QCOMPARE(source.maxRemovedPercent, 5);
    QCOMPARE(run({u"directory"_s, u"add"_s, u"watched"_s, u"--kind"_s, u"csv"_s, u"--file"_s, u"/var/lib/staff.csv"_s}).code, 0);
    QCOMPARE(m_fake->directory().sources()->last().source.file, u"/var/lib/staff.csv"_s);
}

void tst_Cli::filesBecomeSources()
{
    const QString csv = file(u"_Our Staff.csv"_s, "address\nalice@example.com\n");
    const Outcome outcome = run({u"directory"_s, u"import"_s, csv});
    QCOMPARE(outcome.err, QByteArray());
    QCOMPARE(outcome.code, 0);
    QStringList calls = m_fake->calls();
    QCOMPARE(calls, (QStringList{u"sources"_s, u"putSource our-staff"_s, u"upload our-staff 26 octets"_s}));
    QCOMPARE(m_fake->directory().sources()->last().source.kind, u"csv"_s);
    QCOMPARE(run({u"directory"_s, u"import"_s, csv, u"--source"_s, u"warehouse"_s, u"--hold"_s}).code, 0);
    QCOMPARE(m_fake->calls().last(), u"uploadHeld warehouse 26 octets"_s);
    QVERIFY(!m_fake->calls().contains(u"putSource warehouse"_s));
    QCOMPARE(run({u"directory"_s, u"import"_s, u"head-office"_s, u"--hold"_s}).code, 0);
    QVERIFY(m_fake->calls().contains(u"importHeld head-office"_s));
}

void tst_Cli::domainsAreSetUp()
{
    QCOMPARE(run({u"domains"_s, u"add"_s, u"example.org"_s, u"--mailbox"_s, u"a"_s, u"--check"_s, u"ask"_s, u"--alias-domain"_s, u"example.info"_s, u"--catch-all"_s,
                  u"office@example.org"_s, u"--separator"_s, u"none"_s, u"--accept-unknown"_s}).code, 0);
    const Domain domain = m_fake->domains().last();
    QCOMPARE(domain.recipients, QStringList{u"a"_s});
    QCOMPARE(domain.recipientCheck, u"ask"_s);
    QCOMPARE(domain.aliasDomains, QStringList{u"example.info"_s});
    QCOMPARE(domain.catchAll, u"office@example.org"_s);
    QCOMPARE(domain.subaddressSeparator, QString());
    QVERIFY(domain.acceptsUnknown);
    QCOMPARE(run({u"domains"_s, u"add"_s, u"example.org"_s}).code, 0);
    QCOMPARE(m_fake->domains().last().subaddressSeparator, u"+"_s);
    QCOMPARE(m_fake->domains().last().recipientCheck, u"auto"_s);
}

void tst_Cli::messagesAreSentWithCrlf()
{
    const QString unixFile = file(u"unix.eml"_s, "Subject: x\n\nhello\n"), wireFile = file(u"wire.eml"_s, "Subject: x\r\n\r\nhello\r\n");
    const Outcome outcome = run({u"send"_s, unixFile, wireFile, u"--from"_s, u"a@example.org"_s, u"--to"_s, u"b@example.com"_s, u"c+d@example.com"_s});
    QCOMPARE(outcome.err, QByteArray());
    QCOMPARE(outcome.code, 0);
    const QString call = u"send 21 octets from <a@example.org> to b@example.com, c+d@example.com"_s;
    QCOMPARE(m_fake->calls(), (QStringList{call, call}));
    QVERIFY(outcome.out.contains("m1000"));
}

void tst_Cli::aRefusedMessageIsARefusal()
{
    const QString message = file(u"a.eml"_s, "Subject: x\n\n");
    const Outcome outcome = run({u"send"_s, message, u"--from"_s, u"<>"_s, u"--to"_s, u"nobody@example.com"_s});
    QCOMPARE(outcome.code, 1);
    QVERIFY(outcome.out.contains("550 5.1.1 No such mailbox here"));
    QCOMPARE(m_fake->calls().last(), u"send 14 octets from <> to nobody@example.com"_s);
    QCOMPARE(run({u"send"_s, file(u"empty.eml"_s, {}), u"--from"_s, u"<>"_s, u"--to"_s, u"b@example.com"_s}).code, 1);
}

void tst_Cli::configGoesOutAndIn()
{
    const QString path = m_data->filePath(u"config.json"_s);
    QCOMPARE(run({u"config"_s, u"export"_s, path}).code, 0);
    QCOMPARE(run({u"config"_s, u"export"_s, path}).code, 1); // Nothing is overwritten.
    QCOMPARE(run({u"domains"_s, u"remove"_s, u"example.com"_s}).code, 0);
    QCOMPARE(run({u"config"_s, u"import"_s, path}).code, 0);
    QCOMPARE(m_fake->domains(), exampledata::domains());
    const QString policy = file(u"policy.json"_s, R"({"rules": []})"), broken = file(u"broken.json"_s, "{"), list = file(u"list.json"_s, "[]");
    QCOMPARE(run({u"policy"_s, u"check"_s, policy}).code, 0);
    QCOMPARE(run({u"policy"_s, u"apply"_s, policy, u"--note"_s, u"two words"_s}).out, "Policy version 4 is in force.\n");
    QVERIFY(m_fake->calls().contains(u"applyPolicy two words"_s));
    QCOMPARE(run({u"policy"_s, u"check"_s, broken}).code, 1);
    QCOMPARE(run({u"policy"_s, u"apply"_s, list}).code, 1);
}

void tst_Cli::senderTablesGoOutAndIn()
{
    const QString path = m_data->filePath(u"senders.csv"_s);
    QCOMPARE(run({u"senders"_s, u"export"_s, path}).code, 0);
    QCOMPARE(run({u"senders"_s, u"export"_s, path}).code, 1); // Nothing is overwritten.
    const Outcome looked = run({u"senders"_s, u"import"_s, path, u"--check"_s});
    QCOMPARE(looked.code, 0);
    QVERIFY(looked.out.contains("Contradiction: block offers@example.net for everyone, and allow offers@example.net for everyone. The block counts.\n"));
    QVERIFY(looked.out.endsWith("Nothing was changed: 2 would be added, 0 removed, 6 entries in all.\n"));
    QVERIFY(m_fake->calls().last().startsWith(u"checkImport "_s));
    QCOMPARE(run({u"senders"_s, u"import"_s, path, u"--replace"_s}).out, "2 added, 4 removed, 2 entries in all.\n");
    QVERIFY(m_fake->calls().last().startsWith(u"replaceSenders "_s));
    const Outcome json = run({u"--json"_s, u"senders"_s, u"import"_s, path});
    QCOMPARE(QJsonDocument::fromJson(json.out)["added"_L1].toInt(), 2);
    const Outcome wrong = run({u"senders"_s, u"import"_s, file(u"wrong.csv"_s, "nonsense")});
    QCOMPARE(wrong.code, 1);
    QVERIFY(wrong.err.contains("line 1"));
}

void tst_Cli::samplesAreJudged()
{
    const Outcome all = run({u"--json"_s, u"samples"_s, u"send"_s, u"--all"_s});
    QCOMPARE(all.code, 1); // The fake delivers all of them.
    const QJsonArray results = QJsonDocument::fromJson(all.out).array();
    QCOMPARE(results.size(), exampledata::samples().size());
    QCOMPARE(results[0]["isAsExpected"_L1].toBool(), true);
    QCOMPARE(results[2]["isAsExpected"_L1].toBool(), false);
    QCOMPARE(results[2]["fate"_L1].toString(), u"delivered"_s);
    const Outcome some = run({u"samples"_s, u"send"_s, u"clean"_s, u"japanese"_s});
    QCOMPARE(some.code, 0);
    QVERIFY(!some.out.contains("WRONG"));
}

void tst_Cli::eventsAreFollowed()
{
    QProcess process;
    process.start(QStringLiteral(PROGRAM_DIR "/posternctl"), {u"--data"_s, m_data->path(), u"--json"_s, u"events"_s, u"--follow"_s, u"--count"_s, u"2"_s});
    QByteArray lines;
    for (int number = 1; number < 500 && process.state() != QProcess::NotRunning; ++number) { // Until the follower is there.
        m_fake->emitEvent({number, u"queue"_s, {{u"text"_s, u"a\nb"_s}}});
        process.waitForReadyRead(50);
        lines += process.readAllStandardOutput();
        if (lines.count('\n') >= 2)
            break;
    }
    QVERIFY(process.waitForFinished(10'000) || process.state() == QProcess::NotRunning);
    lines += process.readAllStandardOutput();
    QCOMPARE(process.exitCode(), 0);
    const QByteArrayList all = lines.split('\n');
    QCOMPARE(all.size(), 3);
    QCOMPARE(QJsonDocument::fromJson(all.first())["type"_L1].toString(), u"queue"_s);
}

void tst_Cli::analyseNeedsNoGateway()
{
    m_server.reset();
    QVERIFY(QDir(m_data->path()).mkpath(u"mail/below"_s));
    const QByteArray head = "From: a@example.org\nTo: b@example.com\nDate: Tue, 24 Nov 2026 12:00:00 +0000\nMessage-ID: <1@example.org>\nSubject: ";
    file(u"mail/b.eml"_s, head + "lunch\n\nShall we have lunch on Friday?\n");
    file(u"mail/below/gtube.eml"_s, head + "x\n\nXJS*C4JDBQADN1.NSBN3*2IDNEN*GTUBE-STANDARD-ANTI-UBE-TEST-EMAIL*C.34X\n");
    file(u"mail/empty.eml"_s, {});
    const QStringList arguments{u"analyse"_s, u"--signatures"_s, QStringLiteral(TEST_DATA "/../../resources/signatures"), u"--ip"_s, u"192.0.2.1"_s,
                                u"--helo"_s, u"mail.example.org"_s, u"--mail-from"_s, u"a@example.org"_s};
    const Outcome outcome = runIn(m_data->filePath(u"nothing"_s), arguments + QStringList{m_data->filePath(u"mail"_s)});
    QCOMPARE(outcome.err, QByteArray());
    QCOMPARE(outcome.code, 1); // One could not be judged.
    const QByteArrayList lines = outcome.out.split('\n');
    QCOMPARE(lines.size(), 4);
    QList<QJsonObject> judged;
    for (const QByteArray &line : lines.first(3)) {
        judged.append(QJsonDocument::fromJson(line).object());
        for (const QString &key : {u"file"_s, u"verdict"_s, u"class"_s, u"score"_s, u"reasons"_s, u"ms"_s})
            QVERIFY2(judged.last().contains(key), line.constData());
    }
    QVERIFY(judged[0]["file"_L1].toString().endsWith("mail/b.eml"_L1));
    QVERIFY(!judged[0].contains("error"_L1) && judged[0]["score"_L1].toDouble() < judged[1]["score"_L1].toDouble());
    QCOMPARE(judged[1]["class"_L1].toString(), u"spam"_s);
    QCOMPARE(judged[1]["verdict"_L1].toString(), u"quarantine"_s);
    QVERIFY(judged[1]["score"_L1].toDouble() > 99);
    QVERIFY(!judged[1]["reasons"_L1][0]["text"_L1].toString().isEmpty());
    QCOMPARE(judged[2]["verdict"_L1].toString(), u"defer"_s);
    QVERIFY(!judged[2]["error"_L1].toString().isEmpty());
    QCOMPARE(runIn(m_data->path(), arguments + QStringList{m_data->filePath(u"mail/b.eml"_s)}).code, 0);
    QCOMPARE(runIn(m_data->path(), {u"analyse"_s, m_data->filePath(u"missing"_s)}).code, 2);
}

void tst_Cli::linesFit()
{
    for (const QByteArray &language : {QByteArray("en_US.UTF-8"), QByteArray("ja_JP.UTF-8")}) {
        for (const QStringList &arguments : {QStringList{u"status"_s}, {u"messages"_s}, {u"message"_s, u"m1004"_s}, {u"quarantine"_s, u"list"_s}, {u"queue"_s, u"list"_s},
                                             {u"tls"_s}, {u"samples"_s, u"list"_s}, {u"mailbox"_s, u"list"_s}}) {
            const QStringList lines = QString::fromUtf8(run(arguments, language).out).split(u'\n');
            for (const QString &line : lines) {
                const auto wide = std::ranges::count_if(line, [](QChar c) { return c.unicode() >= 0x2E80 && c.unicode() != 0xFFFD; });
                QVERIFY2(line.size() + wide <= 100, qPrintable(line));
            }
        }
    }
}

void tst_Cli::hostileTextIsMarked()
{
    Domain domain;
    domain.name = u"a.example"_s;
    domain.nextHop = u"\u001b]0;owned\u0007\u202egnp.exe\u2028\u0085\u0000x"_s;
    QVERIFY(m_fake->putDomain(domain).has_value());
    const QByteArray out = run({u"domains"_s, u"list"_s}).out;
    QVERIFY(!out.contains('\x1b') && !out.contains('\x07') && !out.contains("\xe2\x80\xae"));
    QVERIFY(out.contains("\xe2\x90\x9b")); // The picture of ESC.
    QVERIFY(out.contains("<U+202E>"));
}

QTEST_GUILESS_MAIN(tst_Cli)
#include "tst_cli.moc"
