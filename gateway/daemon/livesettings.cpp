#include "gateway/daemon/livesettings.h"

#include "gateway/policy/jsonreader.h"
#include "gateway/store/settings.h"

#include <QJsonArray>
#include <QMutexLocker>

namespace gateway::daemon {
namespace {

const QString domainsKey = QStringLiteral("domains"), policyKey = QStringLiteral("policy-inbound"), defenceKey = QStringLiteral("defence");
const QString administrator = QStringLiteral("administrator"); // The one account there is so far.

QJsonObject domainsDocument(const QList<admin::Domain> &domains)
{
    QJsonArray list;
    for (const admin::Domain &domain : domains)
        list.append(domain.toJson());
    return {{QStringLiteral("domains"), list}};
}

QList<admin::Domain> domainsFromDocument(const QJsonObject &document)
{
    QList<admin::Domain> domains;
    for (const QJsonValue &value : document.value(QLatin1String("domains")).toArray())
        domains.append(admin::Domain::fromJson(value.toObject()));
    return domains;
}

/// What an exported document holds, read strictly: a member that is not understood would otherwise be lost without a word.
Result<LiveSettings::Change> readExported(const QJsonObject &document)
{
    QString problem;
    policy::JsonReader reader(document, {}, problem);
    LiveSettings::Change exported;
    if (reader.has("domains")) {
        exported.domains.emplace();
        reader.each("domains", [&exported](policy::JsonReader item) {
            admin::Domain domain{item.text("name", {}), item.text("nextHop", {}), {}};
            for (const QByteArray &recipient : item.octetsList("recipients"))
                domain.recipients.append(QString::fromUtf8(recipient));
            item.finish();
            exported.domains->append(domain);
        });
    }
    if (reader.has("policy")) {
        (void)reader.object("policy"); // Its members are policyFromJson()'s to read.
        exported.policyDocument = document.value(QLatin1String("policy")).toObject();
    }
    if (reader.has("defence")) {
        (void)reader.object("defence"); // Likewise, of defenceFromJson().
        exported.defenceDocument = document.value(QLatin1String("defence")).toObject();
    }
    reader.finish();
    if (problem.isEmpty() && document.isEmpty())
        problem = QStringLiteral("There are neither domains nor a policy to import.");
    if (!problem.isEmpty())
        return failure(Error::Kind::Invalid, problem);
    return exported;
}

/// Checks one domain and gives it its routing form.
Result<delivery::RoutedDomain> routed(const admin::Domain &domain)
{
    const Result<smtp::Mailbox> probe = smtp::parseMailbox("postmaster@" + domain.name.toUtf8(), smtp::Utf8::Allowed);
    if (!probe)
        return failure(Error::Kind::Invalid, QStringLiteral("“%1” is not a domain name. Write for example example.com.").arg(domain.name));
    delivery::RoutedDomain result{probe->domainKey(), {}, {}};
    if (!domain.nextHop.isEmpty()) {
        const Result<net::NextHop> hop = delivery::parseNextHop(domain.nextHop);
        if (!hop)
            return tl::make_unexpected(hop.error());
        result.nextHop = *hop;
    }
    for (const QString &recipient : domain.recipients) {
        if (!smtp::parseMailbox(recipient.toUtf8() + '@' + result.name, smtp::Utf8::Allowed))
            return failure(Error::Kind::Invalid, QStringLiteral("“%1” is not a local part. Write what stands before the @.").arg(recipient));
        result.recipients.insert(recipient.toLower().toUtf8());
    }
    return result;
}

Result<delivery::Routes> routesOf(const QList<admin::Domain> &domains, const net::NextHop &defaultHop, const std::optional<net::NextHop> &relay)
{
    QList<delivery::RoutedDomain> all;
    for (const admin::Domain &domain : domains) {
        Result<delivery::RoutedDomain> one = routed(domain);
        if (!one)
            return tl::make_unexpected(one.error());
        all.append(std::move(*one));
    }
    return delivery::Routes(std::move(all), defaultHop, relay);
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
    const auto storedPolicy = settings.get(policyKey), storedDefence = settings.get(defenceKey);
    for (const auto *stored : {&storedDomains, &storedPolicy, &storedDefence}) {
        if (!*stored)
            return tl::make_unexpected(stored->error());
    }

    const QList<admin::Domain> domains = storedDomains->version > 0 ? domainsFromDocument(storedDomains->value) : initialDomains;
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
    live->m_current = std::make_shared<Snapshot>(Snapshot{domains, *routes, *parsed, document, storedPolicy->version, std::make_shared<DefenceRules>(*defence),
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
    if (change.domains) {
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
    return save({domains, {}, {}}, QStringLiteral("%1 set").arg(domain.name));
}

Result<> LiveSettings::removeDomain(const QString &name)
{
    const QMutexLocker change(&m_changes);
    QList<admin::Domain> domains = current()->domains;
    if (domains.removeIf([&name](const admin::Domain &d) { return d.name.compare(name, Qt::CaseInsensitive) == 0; }) == 0)
        return failure(Error::Kind::NotFound, QStringLiteral("The domain %1 is not set up here.").arg(name));
    return save({domains, {}, {}}, QStringLiteral("%1 removed").arg(name));
}

Result<int> LiveSettings::applyPolicy(const QJsonObject &document, const QString &note)
{
    const QMutexLocker change(&m_changes);
    if (const Result<> saved = save({{}, document, {}}, note); !saved)
        return tl::make_unexpected(saved.error());
    return current()->policyVersion;
}

Result<int> LiveSettings::applyDefence(const QJsonObject &document, const QString &note)
{
    const QMutexLocker change(&m_changes);
    if (const Result<> saved = save({{}, {}, document}, note); !saved)
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
    document.insert(QLatin1String("policy"), snapshot->policyDocument);
    document.insert(QLatin1String("defence"), snapshot->defenceDocument);
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
