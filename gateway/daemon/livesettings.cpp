#include "gateway/daemon/livesettings.h"

#include "gateway/admin/codec.h"
#include "gateway/daemon/directoryreading.h"
#include "gateway/daemon/domainsettings.h"
#include "gateway/policy/jsonreader.h"
#include "gateway/store/settings.h"

#include <QJsonArray>
#include <QMutexLocker>

namespace gateway::daemon {
namespace {

const QString domainsKey = QStringLiteral("domains"), sourcesKey = QStringLiteral("directory-sources"), policyKey = QStringLiteral("policy-inbound"),
              defenceKey = QStringLiteral("defence");
const QString administrator = QStringLiteral("administrator"); // The one account there is so far.

const QLatin1String domainsName("domains"), sourcesName("directorySources"), policyName("policy"), defenceName("defence");

QJsonObject domainsDocument(const QList<admin::Domain> &domains) { return {{domainsName, admin::toJsonArray(domains)}}; }

QJsonObject sourcesDocument(const QList<admin::DirectorySource> &sources) { return {{sourcesName, admin::toJsonArray(sources)}}; }

/// As it is kept and given out.
admin::DirectorySource withoutPassword(admin::DirectorySource source)
{
    source.password.clear();
    source.hasPassword = false;
    return source;
}

QStringList textsOf(policy::JsonReader &item, const char *member)
{
    QStringList texts;
    for (const QByteArray &text : item.octetsList(member))
        texts.append(QString::fromUtf8(text));
    return texts;
}

admin::Domain readDomain(policy::JsonReader item)
{
    admin::Domain domain;
    domain.name = item.text("name", {});
    domain.nextHop = item.text("nextHop", {});
    domain.recipients = textsOf(item, "recipients");
    domain.recipientCheck = item.text("recipientCheck", domain.recipientCheck);
    domain.aliasDomains = textsOf(item, "aliasDomains");
    domain.catchAll = item.text("catchAll", {});
    domain.subaddressSeparator = item.text("subaddressSeparator", domain.subaddressSeparator);
    domain.acceptsUnknown = item.flag("acceptsUnknown", domain.acceptsUnknown);
    item.finish();
    return domain;
}

admin::DirectorySource readSourceSettings(policy::JsonReader item)
{
    constexpr double most = 1'000'000; // checkSource() knows the limits.
    admin::DirectorySource source;
    source.id = item.text("id", {});
    source.kind = item.text("kind", source.kind);
    source.preset = item.text("preset", source.preset);
    source.servers = textsOf(item, "servers");
    source.tls = item.text("tls", source.tls);
    source.verifiesCertificate = item.flag("verifiesCertificate", source.verifiesCertificate);
    source.caFile = item.text("caFile", {});
    source.bindName = item.text("bindName", {});
    if (!item.text("password", {}).isEmpty()) // It would stay in the file, and be in nobody's hands alone.
        item.fail("password", QStringLiteral("a password is not imported. Remove it here, and give it to the source itself."));
    (void)item.flag("hasPassword", false);
    source.base = item.text("base", {});
    source.filter = item.text("filter", {});
    source.addressAttributes = textsOf(item, "addressAttributes");
    source.nameAttributes = textsOf(item, "nameAttributes");
    source.groupsAttribute = item.text("groupsAttribute", {});
    source.importantGroups = textsOf(item, "importantGroups");
    source.file = item.text("file", {});
    source.intervalMinutes = int(item.number("intervalMinutes", source.intervalMinutes, 0, most));
    source.maxRemovedPercent = int(item.number("maxRemovedPercent", source.maxRemovedPercent, 0, 100));
    item.finish();
    return source;
}

/// What an exported document holds, read strictly: a member that is not understood would otherwise be lost without a word.
Result<LiveSettings::Change> readExported(const QJsonObject &document)
{
    QString problem;
    policy::JsonReader reader(document, {}, problem);
    LiveSettings::Change exported;
    if (reader.has("domains")) {
        exported.domains.emplace();
        reader.each("domains", [&exported](policy::JsonReader item) { exported.domains->append(readDomain(std::move(item))); });
    }
    if (reader.has("directorySources")) {
        exported.sources.emplace();
        reader.each("directorySources", [&exported](policy::JsonReader item) { exported.sources->append(readSourceSettings(std::move(item))); });
    }
    if (reader.has("policy")) {
        (void)reader.object("policy"); // Its members are policyFromJson()'s to read.
        exported.policyDocument = document.value(policyName).toObject();
    }
    if (reader.has("defence")) {
        (void)reader.object("defence"); // Likewise, of defenceFromJson().
        exported.defenceDocument = document.value(defenceName).toObject();
    }
    reader.finish();
    if (problem.isEmpty() && document.isEmpty())
        problem = QStringLiteral("There is nothing to import: no domains, no sources of recipients, no policy and no settings of the defence.");
    if (!problem.isEmpty())
        return failure(Error::Kind::Invalid, problem);
    return exported;
}

Result<delivery::Routes> routesOf(const QList<admin::Domain> &domains, const net::NextHop &defaultHop, const std::optional<net::NextHop> &relay)
{
    QList<delivery::RoutedDomain> all;
    for (const admin::Domain &domain : domains) {
        const Result<QList<delivery::RoutedDomain>> one = routedDomains(domain);
        if (!one)
            return tl::make_unexpected(one.error());
        all.append(*one);
    }
    return delivery::Routes(std::move(all), defaultHop, relay);
}

Result<> checkSources(const QList<admin::DirectorySource> &sources)
{
    constexpr qsizetype maxSources = 50;
    if (sources.size() > maxSources)
        return failure(Error::Kind::Invalid, QStringLiteral("There may be %1 sources of recipients.").arg(maxSources));
    QSet<QString> ids;
    for (const admin::DirectorySource &source : sources) {
        if (const Result<> checked = checkSource(source); !checked)
            return checked;
        if (ids.contains(source.id))
            return failure(Error::Kind::Invalid, QStringLiteral("The source “%1” is there twice.").arg(source.id));
        ids.insert(source.id);
    }
    return {};
}

} // namespace

LiveSettings::LiveSettings(store::Settings &settings, net::NextHop defaultHop, std::optional<net::NextHop> relay)
    : m_settings(settings), m_defaultHop(std::move(defaultHop)), m_relay(std::move(relay))
{
}

Result<std::unique_ptr<LiveSettings>> LiveSettings::load(store::Settings &settings, const QList<admin::Domain> &initialDomains,
                                                         net::NextHop defaultHop, std::optional<net::NextHop> relay)
{
    std::unique_ptr<LiveSettings> live(new LiveSettings(settings, std::move(defaultHop), std::move(relay)));
    live->m_current = std::make_shared<Snapshot>();
    const auto storedDomains = settings.get(domainsKey);
    const auto storedSources = settings.get(sourcesKey);
    const auto storedPolicy = settings.get(policyKey), storedDefence = settings.get(defenceKey);
    for (const auto *stored : {&storedDomains, &storedSources, &storedPolicy, &storedDefence}) {
        if (!*stored)
            return tl::make_unexpected(stored->error());
    }

    const QList<admin::Domain> domains =
        storedDomains->version > 0 ? admin::listFromJson<admin::Domain>(storedDomains->value.value(domainsName).toArray()) : initialDomains;
    const auto sources = admin::listFromJson<admin::DirectorySource>(storedSources->value.value(sourcesName).toArray());
    const QJsonObject document = storedPolicy->version > 0 ? storedPolicy->value : policy::defaultPolicy();
    const Result<policy::Policy> parsed = policy::policyFromJson(document);
    if (!parsed)
        return tl::make_unexpected(parsed.error());
    const Result<delivery::Routes> routes = routesOf(domains, live->m_defaultHop, live->m_relay);
    if (!routes)
        return tl::make_unexpected(routes.error());
    const QJsonObject defenceDocument = storedDefence->version > 0 ? storedDefence->value : defaultDefence();
    const Result<DefenceRules> defence = defenceFromJson(defenceDocument);
    if (!defence)
        return tl::make_unexpected(defence.error());
    live->m_current = std::make_shared<Snapshot>(Snapshot{domains, sources, *routes, *parsed, document, storedPolicy->version, std::make_shared<DefenceRules>(*defence),
                                                          defenceDocument, storedDefence->version});
    return live;
}

std::shared_ptr<const LiveSettings::Snapshot> LiveSettings::current() const
{
    const QMutexLocker lock(&m_mutex);
    return m_current;
}

Result<> LiveSettings::save(const Change &change, const QString &note)
{
    auto next = std::make_shared<Snapshot>(*current());
    QList<store::Settings::Change> stored;
    if (change.sources) {
        if (const Result<> checked = checkSources(*change.sources); !checked)
            return checked;
        next->sources = *change.sources;
        stored.append({sourcesKey, sourcesDocument(*change.sources)});
    }
    if (change.domains) {
        if (const Result<> checked = checkDomains(*change.domains); !checked)
            return checked;
        const Result<delivery::Routes> routes = routesOf(*change.domains, m_defaultHop, m_relay);
        if (!routes)
            return tl::make_unexpected(routes.error());
        next->domains = *change.domains;
        next->routes = *routes;
        stored.append({domainsKey, domainsDocument(*change.domains)});
    }
    if (change.policyDocument) {
        const Result<policy::Policy> parsed = policy::policyFromJson(*change.policyDocument);
        if (!parsed)
            return tl::make_unexpected(parsed.error());
        next->policy = *parsed;
        next->policyDocument = *change.policyDocument;
        next->policyDocument.remove(QLatin1String("version"));
        next->policyDocument.remove(QLatin1String("note"));
        stored.append({policyKey, next->policyDocument});
    }
    if (change.defenceDocument) {
        const Result<DefenceRules> parsed = defenceFromJson(*change.defenceDocument);
        if (!parsed)
            return tl::make_unexpected(parsed.error());
        next->defence = std::make_shared<DefenceRules>(*parsed);
        next->defenceDocument = *change.defenceDocument;
        next->defenceDocument.remove(QLatin1String("version"));
        stored.append({defenceKey, next->defenceDocument});
    }
    const Result<QList<int>> versions = m_settings.putAll(stored, administrator, note);
    if (!versions)
        return tl::make_unexpected(versions.error());
    for (qsizetype i = 0; i < stored.size(); ++i) {
        if (stored[i].key == policyKey)
            next->policyVersion = versions->at(i);
        else if (stored[i].key == defenceKey)
            next->defenceVersion = versions->at(i);
    }
    const std::shared_ptr<const DefenceRules> defence = next->defence;
    {
        const QMutexLocker lock(&m_mutex);
        m_current = std::move(next);
    }
    if (m_listener && (change.domains || change.sources))
        m_listener();
    if (change.defenceDocument && m_defenceListener)
        m_defenceListener(defence);
    return {};
}

Result<> LiveSettings::putDomain(const admin::Domain &domain)
{
    const QMutexLocker change(&m_changes);
    QList<admin::Domain> domains = current()->domains;
    const auto existing = std::ranges::find_if(domains, [&domain](const admin::Domain &d) { return d.name.compare(domain.name, Qt::CaseInsensitive) == 0; });
    if (existing != domains.end())
        *existing = domain;
    else
        domains.append(domain);
    return save({.domains = domains}, QStringLiteral("%1 set").arg(domain.name));
}

Result<> LiveSettings::removeDomain(const QString &name)
{
    const QMutexLocker change(&m_changes);
    QList<admin::Domain> domains = current()->domains;
    if (domains.removeIf([&name](const admin::Domain &d) { return d.name.compare(name, Qt::CaseInsensitive) == 0; }) == 0)
        return failure(Error::Kind::NotFound, QStringLiteral("The domain %1 is not set up here.").arg(name));
    return save({.domains = domains}, QStringLiteral("%1 removed").arg(name));
}

Result<> LiveSettings::putSource(const admin::DirectorySource &source)
{
    const QMutexLocker change(&m_changes);
    QList<admin::DirectorySource> sources = current()->sources;
    const auto existing = std::ranges::find(sources, source.id, &admin::DirectorySource::id);
    if (existing != sources.end())
        *existing = withoutPassword(source);
    else
        sources.append(withoutPassword(source));
    return save({.sources = sources}, QStringLiteral("%1 set").arg(source.id));
}

Result<> LiveSettings::removeSource(const QString &id)
{
    const QMutexLocker change(&m_changes);
    QList<admin::DirectorySource> sources = current()->sources;
    if (sources.removeIf([&id](const admin::DirectorySource &source) { return source.id == id; }) == 0)
        return failure(Error::Kind::NotFound, QStringLiteral("There is no source “%1”.").arg(id.left(100)));
    return save({.sources = sources}, QStringLiteral("%1 removed").arg(id));
}

Result<int> LiveSettings::applyPolicy(const QJsonObject &document, const QString &note)
{
    const QMutexLocker change(&m_changes);
    if (const Result<> saved = save({.policyDocument = document}, note); !saved)
        return tl::make_unexpected(saved.error());
    return current()->policyVersion;
}

Result<int> LiveSettings::applyDefence(const QJsonObject &document, const QString &note)
{
    const QMutexLocker change(&m_changes);
    if (const Result<> saved = save({.defenceDocument = document}, note); !saved)
        return tl::make_unexpected(saved.error());
    return current()->defenceVersion;
}

void LiveSettings::setDefenceListener(std::function<void(const std::shared_ptr<const DefenceRules> &)> listener)
{
    const QMutexLocker change(&m_changes);
    m_defenceListener = std::move(listener);
    m_defenceListener(current()->defence);
}

QJsonObject LiveSettings::exportAll() const
{
    const std::shared_ptr<const Snapshot> snapshot = current();
    QJsonObject document = domainsDocument(snapshot->domains);
    document.insert(sourcesName, admin::toJsonArray(snapshot->sources));
    document.insert(policyName, snapshot->policyDocument);
    document.insert(defenceName, snapshot->defenceDocument);
    return document;
}

Result<> LiveSettings::importAll(const QJsonObject &document)
{
    const Result<Change> exported = readExported(document);
    if (!exported)
        return tl::make_unexpected(exported.error());
    if (exported->policyDocument) {
        if (const auto parsed = policy::policyFromJson(*exported->policyDocument); !parsed)
            return failure(Error::Kind::Invalid, QStringLiteral("policy.") + parsed.error().message);
    }
    if (exported->defenceDocument) {
        if (const auto parsed = defenceFromJson(*exported->defenceDocument); !parsed)
            return failure(Error::Kind::Invalid, QStringLiteral("defence.") + parsed.error().message);
    }
    const QMutexLocker change(&m_changes);
    return save(*exported, QStringLiteral("imported"));
}

} // namespace gateway::daemon
