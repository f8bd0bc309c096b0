#include "gateway/daemon/livesettings.h"

#include "gateway/store/settings.h"

#include <QJsonArray>
#include <QMutexLocker>

namespace gateway::daemon {
namespace {

const QString domainsKey = QStringLiteral("domains"), policyKey = QStringLiteral("policy.inbound");
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
    const auto storedPolicy = settings.get(policyKey);
    if (!storedDomains || !storedPolicy)
        return tl::make_unexpected(storedDomains ? storedPolicy.error() : storedDomains.error());

    const QList<admin::Domain> domains = storedDomains->version > 0 ? domainsFromDocument(storedDomains->value) : initialDomains;
    const QJsonObject document = storedPolicy->version > 0 ? storedPolicy->value : policy::defaultPolicy();
    const Result<policy::Policy> parsed = policy::policyFromJson(document);
    if (!parsed)
        return tl::make_unexpected(parsed.error());
    const Result<delivery::Routes> routes = routesOf(domains, live->m_defaultHop, live->m_relay);
    if (!routes)
        return tl::make_unexpected(routes.error());
    live->m_current = std::make_shared<Snapshot>(Snapshot{domains, *routes, *parsed, document, storedPolicy->version});
    return live;
}

std::shared_ptr<const LiveSettings::Snapshot> LiveSettings::current() const
{
    const QMutexLocker lock(&m_mutex);
    return m_current;
}

Result<> LiveSettings::saveDomains(const QList<admin::Domain> &domains, const QString &note)
{
    const Result<delivery::Routes> routes = routesOf(domains, m_defaultHop, m_relay);
    if (!routes)
        return tl::make_unexpected(routes.error());
    if (const Result<int> saved = m_settings.put(domainsKey, domainsDocument(domains), administrator, note); !saved)
        return tl::make_unexpected(saved.error());
    auto next = std::make_shared<Snapshot>(*current());
    next->domains = domains;
    next->routes = *routes;
    const QMutexLocker lock(&m_mutex);
    m_current = std::move(next);
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
    return saveDomains(domains, QStringLiteral("%1 set").arg(domain.name));
}

Result<> LiveSettings::removeDomain(const QString &name)
{
    const QMutexLocker change(&m_changes);
    QList<admin::Domain> domains = current()->domains;
    if (domains.removeIf([&name](const admin::Domain &d) { return d.name.compare(name, Qt::CaseInsensitive) == 0; }) == 0)
        return failure(Error::Kind::NotFound, QStringLiteral("The domain %1 is not set up here.").arg(name));
    return saveDomains(domains, QStringLiteral("%1 removed").arg(name));
}

Result<int> LiveSettings::applyPolicy(const QJsonObject &document, const QString &note)
{
    const QMutexLocker change(&m_changes);
    const Result<policy::Policy> parsed = policy::policyFromJson(document);
    if (!parsed)
        return tl::make_unexpected(parsed.error());
    QJsonObject stored = document;
    stored.remove(QLatin1String("version"));
    stored.remove(QLatin1String("note"));
    const Result<int> version = m_settings.put(policyKey, stored, administrator, note);
    if (!version)
        return version;
    auto next = std::make_shared<Snapshot>(*current());
    next->policy = *parsed;
    next->policyDocument = stored;
    next->policyVersion = *version;
    const QMutexLocker lock(&m_mutex);
    m_current = std::move(next);
    return version;
}

QJsonObject LiveSettings::exportAll() const
{
    const std::shared_ptr<const Snapshot> snapshot = current();
    QJsonObject document = domainsDocument(snapshot->domains);
    document.insert(QLatin1String("policy"), snapshot->policyDocument);
    return document;
}

Result<> LiveSettings::importAll(const QJsonObject &document)
{
    for (auto it = document.begin(); it != document.end(); ++it) {
        if (it.key() != QLatin1String("domains") && it.key() != QLatin1String("policy"))
            return failure(Error::Kind::Invalid, QStringLiteral("%1: this member is not known. Remove it or correct its name.").arg(it.key()));
    }
    // Both are checked before either is saved, so that a broken half changes nothing.
    const QList<admin::Domain> domains = domainsFromDocument(document);
    const QJsonObject policyDocument = document.value(QLatin1String("policy")).toObject();
    const bool hasDomains = document.contains(QLatin1String("domains")), hasPolicy = document.contains(QLatin1String("policy"));
    if (const auto routes = routesOf(domains, m_defaultHop, m_relay); hasDomains && !routes)
        return tl::make_unexpected(routes.error());
    if (const auto parsed = policy::policyFromJson(policyDocument); hasPolicy && !parsed)
        return tl::make_unexpected(parsed.error());
    if (hasDomains) {
        const QMutexLocker change(&m_changes);
        if (const Result<> saved = saveDomains(domains, QStringLiteral("imported")); !saved)
            return saved;
    }
    if (hasPolicy) {
        if (const Result<int> applied = applyPolicy(policyDocument, QStringLiteral("imported")); !applied)
            return tl::make_unexpected(applied.error());
    }
    return {};
}

} // namespace gateway::daemon
