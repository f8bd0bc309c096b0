#include "gateway/daemon/livesettings.h"

#include "gateway/store/database.h"
#include "gateway/store/settings.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace gateway;
using namespace gateway::daemon;

namespace {

const QList<admin::Domain> initialDomains{{u"first.example"_s, {}, {u"alice"_s}}};

QJsonObject policyNamed(const QString &name)
{
    return {{u"schema"_s, 1}, {u"name"_s, name},
            {u"rules"_s, QJsonArray{QJsonObject{{u"id"_s, u"block"_s}, {u"targets"_s, QJsonObject{{u"senders"_s, QJsonArray{u"@bad.example"_s}}}},
                                                {u"action"_s, QJsonObject{{u"type"_s, u"discard"_s}}}}}}};
}

QJsonObject domain(const QString &name) { return {{u"name"_s, name}}; }

admin::Domain fullDomain()
{
    admin::Domain domain;
    domain.name = u"second.example"_s;
    domain.nextHop = u"192.0.2.1:26"_s;
    domain.recipients = {u"bob"_s, u"carol"_s};
    domain.recipientCheck = u"list"_s;
    domain.aliasDomains = {u"alias.example"_s, u"例.example"_s};
    domain.catchAll = u"office@alias.example"_s;
    domain.subaddressSeparator = QString();
    domain.acceptsUnknown = true;
    return domain;
}

admin::DirectorySource fullSource()
{
    admin::DirectorySource source;
    source.id = u"staff"_s;
    source.servers = {u"dc1.example"_s, u"[2001:db8::1]:3269"_s};
    source.tls = u"ldaps"_s;
    source.verifiesCertificate = false;
    source.caFile = u"/not/there.pem"_s;
    source.bindName = u"reader@first.example"_s;
    source.base = u"DC=first,DC=example"_s;
    source.filter = u"(mail=*)"_s;
    source.addressAttributes = {u"mail"_s, u"proxyAddresses"_s};
    source.nameAttributes = {u"cn"_s};
    source.groupsAttribute = u"memberOf"_s;
    source.importantGroups = {u"Board"_s};
    source.intervalMinutes = 5;
    source.maxRemovedPercent = 0;
    return source;
}

} // namespace

class tst_LiveSettings : public QObject
{
    Q_OBJECT
private:
    std::unique_ptr<QTemporaryDir> m_directory;
    std::unique_ptr<store::Database> m_database;
    std::unique_ptr<store::Settings> m_settings;
    std::unique_ptr<LiveSettings> m_live;
    void open(); ///< As at the start of the gateway.
    void compare(const QJsonObject &exported, int policyVersion);

private Q_SLOTS:
    void init();
    void cleanup();
    void beginsWithTheDefaults();
    void appliedPolicyIsInForceAndStays();
    void badPolicyChangesNothing();
    void sourcesAreKeptWithoutPasswords_O6();
    void badSourcesAreRefused_data();
    void badSourcesAreRefused();
    void aliasDomainsAreRouted();
    void tellsWhoListens();
    void defenceIsInForceAndStays();
    void importBringsBackWhatWasExported();
    void badImportChangesNothing_data();
    void badImportChangesNothing();
    void importThatCannotBeStoredChangesNothing();
};

void tst_LiveSettings::open()
{
    m_live.reset();
    m_settings.reset();
    m_database.reset();
    auto database = store::Database::open(m_directory->filePath(u"gateway.db"_s), store::migrations());
    QVERIFY(database);
    m_database = std::move(*database);
    m_settings = std::make_unique<store::Settings>(*m_database);
    auto live = LiveSettings::load(*m_settings, initialDomains, {"127.0.0.1", 25, net::NextHop::Tls::Opportunistic}, {});
    QVERIFY2(live, live ? "" : qPrintable(live.error().message));
    m_live = std::move(*live);
}

void tst_LiveSettings::init()
{
    m_directory = std::make_unique<QTemporaryDir>();
    open();
}

void tst_LiveSettings::cleanup()
{
    m_live.reset();
    m_settings.reset();
    m_database.reset();
}

/// What is in force now, and after a restart.
void tst_LiveSettings::compare(const QJsonObject &exported, int policyVersion)
{
    QCOMPARE(m_live->exportAll(), exported);
    QCOMPARE(m_live->current()->policyVersion, policyVersion);
    open();
    QCOMPARE(m_live->exportAll(), exported);
    QCOMPARE(m_live->current()->policyVersion, policyVersion);
}

void tst_LiveSettings::beginsWithTheDefaults()
{
    QCOMPARE(m_live->current()->domains, initialDomains);
    QCOMPARE(m_live->current()->policyDocument, policy::defaultPolicy());
    QCOMPARE(m_live->current()->policyVersion, 0);
}

void tst_LiveSettings::appliedPolicyIsInForceAndStays()
{
    const auto before = m_live->current();
    QJsonObject document = policyNamed(u"mine"_s);
    document.insert(u"version"_s, 7); // As `policy show` prints it.
    const Result<int> version = m_live->applyPolicy(document, u"a note"_s);
    QVERIFY2(version, version ? "" : qPrintable(version.error().message));
    QCOMPARE(*version, 1);
    QCOMPARE(m_live->current()->policy.rules.first().id, "block");
    QVERIFY(before->policy.rules.first().id != "block"); // Who works with the old snapshot keeps it.
    QCOMPARE(m_live->applyPolicy(policyNamed(u"second"_s), {}).value_or(0), 2);
    QJsonObject exported = m_live->exportAll();
    QCOMPARE(exported.value(u"policy"_s).toObject(), policyNamed(u"second"_s));
    compare(exported, 2);
}

void tst_LiveSettings::defenceIsInForceAndStays()
{
    int limit = 0;
    m_live->setDefenceListener([&limit](const std::shared_ptr<const DefenceRules> &rules) { limit = rules->harvestLimit; });
    QCOMPARE(limit, 25);
    QJsonObject document = defaultDefence();
    document.insert(u"harvestLimit"_s, 7);
    QCOMPARE(m_live->applyDefence(document, {}).value_or(0), 1);
    QCOMPARE(limit, 7);
    const QJsonObject exported = m_live->exportAll();
    QCOMPARE(exported.value(u"defence"_s).toObject(), document);
    QCOMPARE(m_live->current()->policyVersion, 0);
    document.insert(u"harvestLimit"_s, u"many"_s);
    const Result<int> bad = m_live->applyDefence(document, {});
    QVERIFY(!bad);
    QVERIFY2(bad.error().message.startsWith(u"harvestLimit: "), qPrintable(bad.error().message));
    const Result<> imported = m_live->importAll({{u"defence"_s, document}});
    QVERIFY(!imported);
    QVERIFY2(imported.error().message.startsWith(u"defence.harvestLimit: "), qPrintable(imported.error().message));
    QCOMPARE(limit, 7);
    m_live->setDefenceListener([](const std::shared_ptr<const DefenceRules> &) {});
    compare(exported, 0);
}

void tst_LiveSettings::badPolicyChangesNothing() // D12
{
    QVERIFY(m_live->applyPolicy(policyNamed(u"mine"_s), {}));
    const QJsonObject exported = m_live->exportAll();
    QJsonObject bad = policyNamed(u"bad"_s);
    bad.insert(u"rules"_s, QJsonArray{QJsonObject{{u"id"_s, u"a"_s}, {u"action"_s, QJsonObject{{u"type"_s, u"explode"_s}}}}});
    const Result<int> applied = m_live->applyPolicy(bad, {});
    QVERIFY(!applied);
    QVERIFY2(applied.error().message.startsWith(u"rules[0].action.type: "), qPrintable(applied.error().message));
    compare(exported, 1);
}

void tst_LiveSettings::sourcesAreKeptWithoutPasswords_O6()
{
    admin::DirectorySource source = fullSource();
    source.password = u"canary-5ecret"_s;
    source.hasPassword = true;
    const Result<> put = m_live->putSource(source);
    QVERIFY2(put, put ? "" : qPrintable(put.error().message));
    QCOMPARE(m_live->current()->sources, QList<admin::DirectorySource>{fullSource()});
    source.intervalMinutes = 0;
    QVERIFY(m_live->putSource(source)); // In the place of the first one.
    QCOMPARE(m_live->current()->sources.size(), 1);
    QCOMPARE(m_live->current()->sources.first().intervalMinutes, 0);
    compare(m_live->exportAll(), 0);
    QVERIFY(!QJsonDocument(m_live->exportAll()).toJson().contains("canary"));
    QVERIFY(m_live->removeSource(u"staff"_s));
    const Result<> again = m_live->removeSource(u"staff"_s);
    QVERIFY(!again);
    QCOMPARE(again.error().kind, Error::Kind::NotFound);
    QVERIFY(m_live->current()->sources.isEmpty());
}

void tst_LiveSettings::badSourcesAreRefused_data()
{
    QTest::addColumn<admin::DirectorySource>("source");
    QTest::addColumn<QString>("problem");
    const auto row = [](const char *name, const QString &problem, const std::function<void(admin::DirectorySource &)> &change) {
        admin::DirectorySource source = fullSource();
        change(source);
        QTest::newRow(name) << source << problem;
    };
    using Source = admin::DirectorySource;
    row("I7: id that climbs", u"cannot be the id"_s, [](Source &s) { s.id = u"../staff"_s; });
    row("no id", u"cannot be the id"_s, [](Source &s) { s.id.clear(); });
    row("the id of typed recipients", u"cannot be the id"_s, [](Source &s) { s.id = u"typed"_s; });
    row("kind", u"“xml” is no kind"_s, [](Source &s) { s.kind = u"xml"_s; });
    row("preset", u"“domino” is no kind"_s, [](Source &s) { s.preset = u"domino"_s; });
    row("TLS", u"“maybe” is no way"_s, [](Source &s) { s.tls = u"maybe"_s; });
    row("no server", u"1 to 10 directory servers"_s, [](Source &s) { s.servers.clear(); });
    row("port", u"“dc1.example:0” is not a server"_s, [](Source &s) { s.servers = {u"dc1.example:0"_s}; });
    row("URL", u"is not the name or address of a server"_s, [](Source &s) { s.servers = {u"ldap://dc1.example:389"_s}; });
    row("base", u"distinguished name"_s, [](Source &s) { s.base = u"first.example"_s; });
    row("L1: filter", u"filter"_s, [](Source &s) { s.filter = u"(mail=*"_s; });
    row("L1: attribute", u"is not the name of an attribute"_s, [](Source &s) { s.nameAttributes = {u"cn)(x"_s}; });
    row("interval", u"every 1 to"_s, [](Source &s) { s.intervalMinutes = -1; });
    row("percent", u"0 to 100 percent"_s, [](Source &s) { s.maxRemovedPercent = 101; });
    row("relative path", u"is not a whole path"_s, [](Source &s) { s.kind = u"csv"_s; s.file = u"staff.csv"_s; });
}

void tst_LiveSettings::badSourcesAreRefused()
{
    QFETCH(const admin::DirectorySource, source);
    QFETCH(const QString, problem);
    const Result<> put = m_live->putSource(source);
    QVERIFY(!put);
    QVERIFY2(put.error().message.contains(problem), qPrintable(put.error().message));
    QVERIFY(m_live->current()->sources.isEmpty());
}

void tst_LiveSettings::aliasDomainsAreRouted()
{
    QVERIFY(m_live->putDomain(fullDomain()));
    const auto hopOf = [this](const char *domain) { return m_live->current()->routes.nextHop({"bob", domain}).toBytes(); };
    for (const char *name : {"second.example", "ALIAS.example", "xn--fsq.example"})
        QCOMPARE(hopOf(name), "192.0.2.1:26");
    QCOMPARE(hopOf("first.example"), "127.0.0.1:25");
}

void tst_LiveSettings::tellsWhoListens()
{
    int told = 0;
    m_live->setListener([&] { ++told; });
    QVERIFY(m_live->putDomain(fullDomain()));
    QVERIFY(m_live->putSource(fullSource()));
    QCOMPARE(told, 2);
    QVERIFY(!m_live->putDomain({u"not a name"_s, {}, {}}));
    QVERIFY(m_live->applyPolicy(policyNamed(u"mine"_s), {}));
    QCOMPARE(told, 2);
    QVERIFY(m_live->importAll({{u"directorySources"_s, QJsonArray()}}));
    QCOMPARE(told, 3);
    QVERIFY(m_live->current()->sources.isEmpty());
    m_live->setListener({});
}

void tst_LiveSettings::importBringsBackWhatWasExported()
{
    QVERIFY(m_live->putDomain(fullDomain()));
    QVERIFY(m_live->putSource(fullSource()));
    QVERIFY(m_live->applyPolicy(policyNamed(u"mine"_s), {}));
    const QJsonObject exported = m_live->exportAll();
    QVERIFY(m_live->removeDomain(u"first.example"_s));
    QVERIFY(m_live->putDomain({u"third.example"_s, {}, {}}));
    QVERIFY(m_live->applyPolicy(policyNamed(u"other"_s), {}));
    QVERIFY(m_live->exportAll() != exported);

    const Result<> imported = m_live->importAll(exported);
    QVERIFY2(imported, imported ? "" : qPrintable(imported.error().message));
    compare(exported, 3);
    QVERIFY(m_live->importAll({{u"domains"_s, QJsonArray{domain(u"alone.example"_s)}}})); // A part of it: the rest stays.
    QCOMPARE(m_live->current()->domains.size(), 1);
    QCOMPARE(m_live->current()->policyDocument, policyNamed(u"mine"_s));
}

void tst_LiveSettings::badImportChangesNothing_data()
{
    QTest::addColumn<QJsonObject>("document");
    QTest::addColumn<QString>("place");
    const QJsonArray goodDomains{domain(u"new.example"_s)};
    const auto row = [](const char *name, QJsonObject document, QString place) { QTest::newRow(name) << document << place; };
    row("nothing", {}, u"neither domains nor a policy"_s);
    row("an unknown member", {{u"domains"_s, goodDomains}, {u"polcy"_s, policyNamed({})}}, u"polcy: "_s);
    row("domains of another type", {{u"domains"_s, QJsonObject()}}, u"domains: "_s);
    row("a domain of another type", {{u"domains"_s, QJsonArray{u"new.example"_s}}}, u"domains[0]: "_s);
    row("an unknown member of a domain", {{u"domains"_s, QJsonArray{QJsonObject{{u"name"_s, u"a.example"_s}, {u"mailboxes"_s, QJsonArray{}}}}}},
        u"domains[0].mailboxes: "_s);
    row("mailboxes of another type", {{u"domains"_s, QJsonArray{QJsonObject{{u"name"_s, u"a.example"_s}, {u"recipients"_s, u"alice"_s}}}}},
        u"domains[0].recipients: "_s);
    row("a mark of another type", {{u"domains"_s, QJsonArray{QJsonObject{{u"name"_s, u"a.example"_s}, {u"acceptsUnknown"_s, u"yes"_s}}}}},
        u"domains[0].acceptsUnknown: "_s);
    row("an unknown member of a source", {{u"directorySources"_s, QJsonArray{QJsonObject{{u"id"_s, u"staff"_s}, {u"host"_s, u"dc1"_s}}}}},
        u"directorySources[0].host: "_s);
    row("O6: a password", {{u"directorySources"_s, QJsonArray{QJsonObject{{u"id"_s, u"staff"_s}, {u"password"_s, u"x"_s}}}}},
        u"directorySources[0].password: "_s);
    row("a source twice", {{u"domains"_s, goodDomains}, {u"directorySources"_s, QJsonArray{fullSource().toJson(), fullSource().toJson()}}}, u"is there twice"_s);
    row("no domain name", {{u"domains"_s, QJsonArray{domain(u"a.example"_s), domain(u"not a name"_s)}}, {u"policy"_s, policyNamed({})}}, u"not a name"_s);
    row("a good list of domains and a bad policy", {{u"domains"_s, goodDomains}, {u"policy"_s, QJsonObject{{u"schema"_s, 2}}}}, u"policy.schema: "_s);
    row("a policy of another type", {{u"domains"_s, goodDomains}, {u"policy"_s, QJsonArray()}}, u"policy: "_s);
    row("a good policy and a bad list of domains", {{u"domains"_s, QJsonArray{domain(u"@"_s)}}, {u"policy"_s, policyNamed({})}}, u"“@”"_s);
}

void tst_LiveSettings::badImportChangesNothing() // D12
{
    QFETCH(const QJsonObject, document);
    QFETCH(const QString, place);
    QVERIFY(m_live->putDomain({u"second.example"_s, {}, {}}));
    QVERIFY(m_live->applyPolicy(policyNamed(u"mine"_s), {}));
    const QJsonObject exported = m_live->exportAll();
    const Result<> imported = m_live->importAll(document);
    QVERIFY(!imported);
    QVERIFY2(imported.error().message.contains(place), qPrintable(imported.error().message));
    compare(exported, 1);
}

void tst_LiveSettings::importThatCannotBeStoredChangesNothing()
{
    const Result<> prepared = m_database->write([](store::Connection &connection) {
        return connection.execute(u"CREATE TRIGGER refuse BEFORE INSERT ON settings WHEN NEW.key LIKE 'policy%' "
                                  "BEGIN SELECT RAISE(ABORT, 'refused'); END"_s);
    }).get();
    QVERIFY2(prepared, prepared ? "" : qPrintable(prepared.error().message));
    const QJsonObject exported = m_live->exportAll();
    QVERIFY(!m_live->importAll({{u"domains"_s, QJsonArray{domain(u"new.example"_s)}}, {u"policy"_s, policyNamed(u"mine"_s)}}));
    compare(exported, 0);
}

QTEST_GUILESS_MAIN(tst_LiveSettings)
#include "tst_livesettings.moc"
