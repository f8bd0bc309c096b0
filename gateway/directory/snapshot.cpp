#include "gateway/directory/snapshot.h"

#include "gateway/directory/addresskey.h"

#include <QSet>

using namespace Qt::StringLiterals;

namespace gateway::directory {
namespace {

constexpr qsizetype maxContested = 100;
constexpr qsizetype maxAddresses = 10'000'000; // Within what the index can count.

QByteArray domainKey(const QByteArray &domain) { return smtp::Mailbox{"postmaster", domain}.domainKey(); }

QString quoted(const QByteArray &text) { return u"“%1”"_s.arg(QString::fromUtf8(text)); }

} // namespace

Snapshot::Snapshot(QList<Entry> entries, Completeness completeness) : m_entries(std::move(entries)), m_completeness(completeness) {}

Result<std::shared_ptr<const Snapshot>> Snapshot::make(const QList<DomainSettings> &domains, QList<Entry> entries, Completeness completeness)
{
    const std::shared_ptr<Snapshot> snapshot(new Snapshot(std::move(entries), completeness));
    for (const DomainSettings &domain : domains) {
        if (const Result<> added = snapshot->addDomain(domain); !added)
            return tl::make_unexpected(added.error());
    }
    if (const Result<> indexed = snapshot->index(); !indexed)
        return tl::make_unexpected(indexed.error());
    if (const Result<> found = snapshot->findCatchAlls(domains); !found)
        return tl::make_unexpected(found.error());
    return snapshot;
}

Result<> Snapshot::addDomain(const DomainSettings &settings)
{
    const quint32 number = quint32(m_domains.size());
    for (const QByteArray &name : QList<QByteArray>{settings.name} + settings.aliasDomains) {
        if (!smtp::isDomainOrLiteral(name))
            return failure(Error::Kind::Invalid, u"%1 is not a domain. Write for example example.com."_s.arg(quoted(name)));
        const QByteArray key = domainKey(name);
        if (m_domainNumbers.contains(key))
            return failure(Error::Kind::Invalid, u"The domain %1 is there twice. Remove it, or its use as an alias domain."_s.arg(quoted(name)));
        m_domainNumbers.insert(key, number);
    }
    m_domains.push_back({settings.name, domainKey(settings.name), {}, settings.mode, settings.subaddressSeparator, !settings.catchAll.isEmpty(), settings.acceptsUnknown, nullptr});
    return {};
}

Result<> Snapshot::index()
{
    qsizetype addresses = 0;
    for (const Entry &entry : m_entries)
        addresses += 1 + entry.aliases.size();
    if (addresses > maxAddresses)
        return failure(Error::Kind::Invalid, u"All sources together list more than %1 addresses. Narrow what they read."_s.arg(maxAddresses));
    m_index.reserve(addresses);
    for (qsizetype i = 0; i < m_entries.size(); ++i) {
        indexAddress(m_entries[i].address, quint32(i));
        for (const QByteArray &alias : m_entries[i].aliases)
            indexAddress(alias, quint32(i));
    }
    m_index.squeeze();
    return {};
}

void Snapshot::indexAddress(const QByteArray &address, quint32 entry)
{
    const Result<smtp::Mailbox> mailbox = smtp::parseMailbox(address, smtp::Utf8::Allowed);
    const auto domain = mailbox ? m_domainNumbers.constFind(mailbox->domainKey()) : m_domainNumbers.constEnd();
    if (domain == m_domainNumbers.constEnd()) {
        ++m_foreign;
        return;
    }
    const KeyIndex::Place place = m_index.insert(*domain, localKey(mailbox->localPart), entry);
    if (place.isNew || place.entry == entry)
        return;
    if (m_contested.size() < maxContested)
        m_contested.append(address);
    // Whoever left has often given his address to a colleague.
    if (m_entries[place.entry].isDisabled && !m_entries[entry].isDisabled)
        place.entry = entry;
}

Result<> Snapshot::findCatchAlls(const QList<DomainSettings> &domains)
{
    for (qsizetype i = 0; i < domains.size(); ++i) {
        const QByteArray &address = domains[i].catchAll;
        if (address.isEmpty())
            continue;
        const Result<smtp::Mailbox> mailbox = smtp::parseMailbox(address, smtp::Utf8::Allowed);
        if (!mailbox || m_domainNumbers.value(mailbox->domainKey(), quint32(-1)) != quint32(i)) {
            return failure(Error::Kind::Invalid, u"The catch-all address %1 is not an address of the domain %2. Write for example office@%3."_s
                                                     .arg(quoted(address), quoted(domains[i].name), QString::fromUtf8(domains[i].name)));
        }
        m_domains[std::size_t(i)].catchAllAddress = *mailbox;
        m_domains[std::size_t(i)].catchAll = find(quint32(i), localKey(mailbox->localPart));
    }
    return {};
}

const Entry *Snapshot::find(quint32 domain, QByteArrayView localKey) const
{
    const std::optional<quint32> entry = m_index.find(domain, localKey);
    return entry ? &m_entries[*entry] : nullptr;
}

Lookup Snapshot::lookUp(const smtp::Mailbox &recipient) const
{
    using enum Lookup::Status;
    const QByteArray key = localKey(recipient.localPart);
    const bool isPostmaster = key == "postmaster";
    if (recipient.domain.isEmpty()) // RFC 5321 4.5.1
        return {isPostmaster ? Known : NotOurs};
    const auto number = m_domainNumbers.constFind(recipient.domainKey());
    if (number == m_domainNumbers.constEnd())
        return {NotOurs};
    const Domain &domain = m_domains[*number];
    // Both are always looked for. A name that is listed with the separator in it comes before what its tag would mean.
    const qsizetype tag = domain.separator == '\0' ? -1 : key.indexOf(domain.separator, 1);
    const Entry *exact = find(*number, key);
    const Entry *untagged = find(*number, tag < 0 ? QByteArrayView(key) : QByteArrayView(key).first(tag));
    const Entry *entry = exact ? exact : untagged;
    if (isPostmaster)
        return {Known, entry};
    if (!entry)
        return unlisted(domain);
    const bool isRefused = entry->isDisabled && domain.mode != DomainSettings::Mode::Off;
    return {isRefused ? Disabled : Known, entry, /*isTagged=*/!exact};
}

Lookup Snapshot::unlisted(const Domain &domain) const
{
    using enum Lookup::Status;
    if (domain.hasCatchAll)
        return {CatchAll, domain.catchAll};
    switch (domain.mode) {
    case DomainSettings::Mode::Off: return {Accepted};
    case DomainSettings::Mode::AskNextHop: return {AskNextHop};
    case DomainSettings::Mode::List: break;
    }
    if (domain.acceptsUnknown)
        return {Accepted, nullptr, false, /*isFlagged=*/true};
    return {m_completeness == Completeness::Complete ? Unknown : NotKnown};
}

smtp::Mailbox Snapshot::deliveryAddress(const smtp::Mailbox &recipient, const Lookup &found) const
{
    const QByteArray given = recipient.domainKey();
    const auto number = m_domainNumbers.constFind(given);
    if (recipient.domain.isEmpty() || number == m_domainNumbers.constEnd())
        return recipient;
    const Domain &domain = m_domains[*number];
    if (found.status == Lookup::Status::CatchAll)
        return domain.catchAllAddress;
    QByteArray wanted = localKey(recipient.localPart);
    if (found.isTagged)
        wanted.truncate(wanted.indexOf(domain.separator, 1));
    QList<smtp::Mailbox> listed; // The name as the list has it.
    for (const QByteArray &address : found.entry ? QList<QByteArray>{found.entry->address} + found.entry->aliases : QList<QByteArray>()) {
        const Result<smtp::Mailbox> mailbox = smtp::parseMailbox(address, smtp::Utf8::Allowed);
        if (mailbox && localKey(mailbox->localPart) == wanted && m_domainNumbers.value(mailbox->domainKey(), quint32(-1)) == *number)
            listed.append(*mailbox);
    }
    const auto isListedIn = [&listed](const QByteArray &key) { return std::ranges::any_of(listed, [&key](const smtp::Mailbox &m) { return m.domainKey() == key; }); };
    if (isListedIn(given) || (listed.isEmpty() && given == domain.key))
        return recipient;
    return {recipient.localPart, listed.isEmpty() || isListedIn(domain.key) ? domain.name : listed.first().domain};
}

QStringList Snapshot::groups() const
{
    QSet<QString> names;
    for (const Entry &entry : m_entries)
        names.unite(QSet<QString>(entry.groups.begin(), entry.groups.end()));
    QStringList sorted = names.values();
    sorted.sort();
    return sorted;
}

} // namespace gateway::directory
