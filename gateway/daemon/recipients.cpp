#include "gateway/daemon/recipients.h"

#include "gateway/daemon/domainsettings.h"
#include "gateway/logrecord.h"

#include <QLoggingCategory>
#include <QMutexLocker>

Q_LOGGING_CATEGORY(lcRecipients, "postern.recipients")

namespace gateway::daemon {
namespace {

/// The domains in which \a entries have addresses, as domainKey() writes them.
QSet<QByteArray> domainsOf(const QList<directory::Entry> &entries)
{
    QSet<QByteArray> written;
    for (const directory::Entry &entry : entries) {
        written.insert(entry.address.mid(entry.address.lastIndexOf('@') + 1));
        for (const QByteArray &alias : entry.aliases)
            written.insert(alias.mid(alias.lastIndexOf('@') + 1));
    }
    QSet<QByteArray> keys;
    for (const QByteArray &domain : written)
        keys.insert(smtp::Mailbox{"postmaster", domain}.domainKey());
    return keys;
}

bool isIn(const QSet<QByteArray> &keys, const admin::Domain &domain)
{
    return std::ranges::any_of(QStringList{domain.name} + domain.aliasDomains, [&keys](const QString &name) {
        const Result<QByteArray> key = domainKey(name);
        return key && keys.contains(*key);
    });
}

} // namespace

std::shared_ptr<const directory::Snapshot> Recipients::current() const
{
    const QMutexLocker lock(&m_mutex);
    return m_current;
}

bool Recipients::isComplete() const
{
    const QMutexLocker lock(&m_mutex);
    return m_isComplete && m_problems.isEmpty();
}

QStringList Recipients::problems() const
{
    const QMutexLocker lock(&m_mutex);
    return m_problems;
}

Recipients::Listed Recipients::load(const QList<admin::DirectorySource> &sources) const
{
    Listed listed;
    for (const admin::DirectorySource &source : sources) {
        const QByteArray id = source.id.toLatin1();
        const Result<std::optional<directory::SourceSet>> set = m_store.load(id);
        if (set && *set) {
            listed.entries.append((*set)->entries);
            listed.loaded.insert(id);
            continue;
        }
        if (set) { // Never read.
            listed.isPartial = true;
            continue;
        }
        listed.problems.append(QStringLiteral("The recipients of the source “%1” could not be loaded: %2").arg(source.id, set.error().message));
        if (!m_loaded.contains(id)) {
            listed.isPartial = listed.hasDamaged = true;
            continue;
        }
        const QList<directory::Entry> entries = current()->entries(); // As they were before: a disk that fails changes nothing for mail.
        std::ranges::copy_if(entries, std::back_inserter(listed.entries), [&id](const directory::Entry &entry) { return entry.source == id; });
        listed.loaded.insert(id);
    }
    return listed;
}

Result<> Recipients::rebuild()
{
    const QMutexLocker rebuilding(&m_rebuilding);
    const auto settings = m_settings.current();
    Listed listed = load(settings->sources);
    const QSet<QByteArray> listedDomains = domainsOf(listed.entries);
    QList<directory::DomainSettings> domains;
    for (const admin::Domain &domain : settings->domains) {
        const Result<directory::DomainSettings> one = recipientSettings(domain, listed.hasDamaged || isIn(listedDomains, domain));
        if (!one)
            return tl::make_unexpected(one.error());
        domains.append(*one);
        listed.entries.append(typedRecipients(domain)); // Last: a source knows more about them than their names.
    }
    using Completeness = directory::Snapshot::Completeness;
    auto snapshot = directory::Snapshot::make(domains, std::move(listed.entries), listed.isPartial ? Completeness::Partial : Completeness::Complete);
    if (snapshot)
        m_loaded = listed.loaded;
    else
        listed.problems.append(QStringLiteral("The list of recipients could not be made anew: %1").arg(snapshot.error().message));
    for (const QString &problem : listed.problems)
        qCWarning(lcRecipients).noquote() << LogRecord("recipients").add("what", problem).text();
    const QMutexLocker lock(&m_mutex);
    m_problems = listed.problems;
    if (!snapshot)
        return tl::make_unexpected(snapshot.error());
    m_current = std::move(*snapshot);
    m_isComplete = !listed.isPartial;
    return {};
}

} // namespace gateway::daemon
