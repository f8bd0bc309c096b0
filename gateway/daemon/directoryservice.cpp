#include "gateway/daemon/directoryservice.h"

#include "gateway/daemon/audited.h"
#include "gateway/daemon/domainsettings.h"
#include "gateway/net/loops.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/use_future.hpp>

using namespace Qt::StringLiterals;

namespace gateway::daemon {
namespace {

constexpr int maxSuspects = 100;
constexpr qsizetype maxPreviewed = 20;

QString text(const QByteArray &octets) { return QString::fromUtf8(octets); }

admin::DirectoryEntry entryOf(const directory::Entry &entry)
{
    admin::DirectoryEntry out;
    out.address = text(entry.address);
    for (const QByteArray &alias : entry.aliases)
        out.aliases.append(text(alias));
    out.name = entry.name;
    out.groups = entry.groups;
    out.isImportant = entry.isImportant;
    out.isDisabled = entry.isDisabled;
    out.source = text(entry.source);
    out.firstSeen = entry.firstSeen;
    return out;
}

admin::DirectoryDifference differenceOf(const QString &source, const directory::Difference &difference, bool isPending)
{
    admin::DirectoryDifference out;
    out.source = source;
    out.added = difference.added.size();
    out.removed = difference.removed.size();
    out.changed = difference.changed.size();
    out.isPending = isPending;
    const auto append = [&out](const char *kind, const directory::Entry *before, const directory::Entry *after) {
        if (out.changes.size() >= admin::DirectoryDifference::maxChanges)
            return;
        admin::DirectoryChange change;
        change.kind = QLatin1String(kind);
        if (before)
            change.before = entryOf(*before);
        if (after)
            change.after = entryOf(*after);
        out.changes.append(change);
    };
    for (const directory::Entry &entry : difference.removed)
        append("removed", &entry, nullptr);
    for (const directory::Difference::Change &change : difference.changed)
        append("changed", &change.before, &change.after);
    for (const directory::Entry &entry : difference.added)
        append("added", nullptr, &entry);
    return out;
}

DirectoryImports::Approval approvalOf(bool holds) { return holds ? DirectoryImports::Approval::Always : DirectoryImports::Approval::IfNeeded; }

QString statusWord(directory::Lookup::Status status)
{
    using enum directory::Lookup::Status;
    switch (status) {
    case NotOurs:    return u"notours"_s;
    case Known:      return u"known"_s;
    case Accepted:   return u"accepted"_s;
    case CatchAll:   return u"catchall"_s;
    case AskNextHop: return u"asknexthop"_s;
    case Disabled:   return u"disabled"_s;
    case Unknown:    return u"unknown"_s;
    case NotKnown:   break;
    }
    return u"notknown"_s;
}

/// Whether the entry has what is asked for.
class EntryFilter
{
public:
    explicit EntryFilter(const admin::DirectoryFilter &filter) : m_text(filter.text.trimmed()), m_source(filter.source.toUtf8())
    {
        if (!filter.domain.isEmpty())
            m_domain = domainKey(filter.domain).value_or("?");
    }
    [[nodiscard]] bool accepts(const directory::Entry &entry) const
    {
        if (!m_source.isEmpty() && entry.source != m_source)
            return false;
        const QList<QByteArray> addresses = QList<QByteArray>{entry.address} + entry.aliases;
        if (!m_domain.isEmpty() && std::ranges::none_of(addresses, [this](const QByteArray &address) { return isInDomain(address); }))
            return false;
        const auto has = [this](const QString &value) { return value.contains(m_text, Qt::CaseInsensitive); };
        return m_text.isEmpty() || has(entry.name) || std::ranges::any_of(entry.groups, has)
            || std::ranges::any_of(addresses, [&has](const QByteArray &address) { return has(text(address)); });
    }

private:
    [[nodiscard]] bool isInDomain(const QByteArray &address) const
    {
        return smtp::Mailbox{"postmaster", address.mid(address.lastIndexOf('@') + 1)}.domainKey() == m_domain;
    }
    const QString m_text;
    const QByteArray m_source;
    QByteArray m_domain;
};

/// Typed recipients who stand in a source, too, are the source's.
bool isOvershadowed(const directory::Snapshot &snapshot, const directory::Entry &entry)
{
    if (entry.source != typedSource)
        return false;
    const Result<smtp::Mailbox> mailbox = smtp::parseMailbox(entry.address, smtp::Utf8::Allowed);
    return mailbox && snapshot.lookUp(*mailbox).entry != &entry;
}

Result<smtp::Mailbox> recipientOf(const QString &address)
{
    if (address.compare("postmaster"_L1, Qt::CaseInsensitive) == 0)
        return smtp::Mailbox{"postmaster", {}};
    const Result<smtp::Mailbox> mailbox = smtp::parseMailbox(address.trimmed().toUtf8(), smtp::Utf8::Allowed);
    if (!mailbox)
        return failure(Error::Kind::Invalid, u"“%1” is not an address. Write for example alice@example.com."_s.arg(address.left(320)));
    return mailbox;
}

/// Whether a password stored for \a saved is shown to nobody else by \a other.
bool goesToTheSame(const admin::DirectorySource &saved, const admin::DirectorySource &other)
{
    const auto way = [](const admin::DirectorySource &s) { return std::tie(s.servers, s.tls, s.verifiesCertificate, s.caFile, s.bindName); };
    return way(saved) == way(other);
}

} // namespace

std::optional<admin::DirectorySource> DirectoryService::find(const QString &id) const
{
    const auto settings = m_parts.settings.current();
    const auto source = std::ranges::find(settings->sources, id, &admin::DirectorySource::id);
    return source == settings->sources.end() ? std::nullopt : std::optional(*source);
}

Result<std::optional<directory::Difference>> DirectoryService::waiting(const QByteArray &id) const
{
    const Result<std::optional<directory::SourceSet>> set = m_parts.store.pending(id);
    if (!set)
        return tl::make_unexpected(set.error());
    if (!*set)
        return std::optional<directory::Difference>();
    const Result<std::optional<directory::SourceSet>> good = m_parts.store.load(id);
    return std::optional(directory::differenceOf(good && *good ? (*good)->entries : QList<directory::Entry>(), (*set)->entries));
}

Result<QList<admin::DirectorySourceState>> DirectoryService::sources()
{
    QHash<QByteArray, qint64> counts;
    const auto snapshot = m_parts.recipients.current();
    for (const directory::Entry &entry : snapshot->entries())
        ++counts[entry.source];
    QList<admin::DirectorySourceState> all;
    const auto settings = m_parts.settings.current();
    for (const admin::DirectorySource &source : settings->sources) {
        const QByteArray id = source.id.toLatin1();
        const DirectoryImports::State state = m_parts.imports.state(source.id);
        admin::DirectorySourceState out;
        out.source = source;
        out.source.hasPassword = !m_parts.secrets.get(secretName(source.id)).value_or(QByteArray()).isEmpty();
        out.isReading = state.isReading;
        out.lastRead = state.lastRead;
        out.lastGood = state.lastGood;
        out.outcome = state.outcome;
        out.cause = state.cause;
        out.entries = counts.value(id);
        if (const auto difference = waiting(id); difference && *difference) {
            out.hasPending = true;
            out.pendingAdded = (*difference)->added.size();
            out.pendingRemoved = (*difference)->removed.size();
            out.pendingChanged = (*difference)->changed.size();
        }
        all.append(out);
    }
    return all;
}

Result<> DirectoryService::putSource(const admin::DirectorySource &source)
{
    return audited(m_parts.audit, "directory.put", source.id, put(source));
}

Result<> DirectoryService::put(const admin::DirectorySource &source)
{
    if (const Result<> checked = checkSource(source); !checked)
        return checked;
    if (source.bindName.isEmpty() && !source.password.isEmpty())
        return failure(Error::Kind::Invalid, u"There is a password, but no name to log in with. Give the name of the account that may read the directory."_s);
    const std::optional<admin::DirectorySource> before = find(source.id);
    const QString secret = secretName(source.id);
    Result<> kept;
    if (!source.password.isEmpty())
        kept = m_parts.secrets.put(secret, source.password.toUtf8());
    else if (source.bindName.isEmpty() || !before || before->bindName != source.bindName)
        kept = m_parts.secrets.remove(secret); // It is another account's.
    if (!kept)
        return kept;
    const Result<> put = m_parts.settings.putSource(source);
    if (put)
        m_parts.imports.forget(source.id);
    return put;
}

Result<> DirectoryService::removeSource(const QString &id) { return audited(m_parts.audit, "directory.remove", id, remove(id)); }

Result<> DirectoryService::remove(const QString &id)
{
    if (const Result<> removed = m_parts.settings.removeSource(id); !removed)
        return removed;
    m_parts.imports.forget(id);
    if (const Result<> removed = m_parts.store.remove(id.toLatin1()); !removed)
        return removed;
    return m_parts.secrets.remove(secretName(id));
}

Result<admin::DirectoryPreview> DirectoryService::test(const admin::DirectorySource &source)
{
    if (const Result<> checked = checkSource(source); !checked)
        return tl::make_unexpected(checked.error());
    QByteArray password = source.password.toUtf8();
    if (const auto saved = find(source.id); password.isEmpty() && saved && goesToTheSame(*saved, source))
        password = m_parts.secrets.get(secretName(source.id)).value_or(QByteArray());
    const QDateTime now = QDateTime::currentDateTimeUtc();
    directory::LdapSource::Preview preview;
    if (source.kind == "ldap"_L1) {
        Result<directory::LdapSettings> settings = ldapSettings(source, password);
        if (!settings)
            return tl::make_unexpected(settings.error());
        Result<directory::LdapSource::Preview> tested = directory::LdapSource(std::move(*settings)).test(now);
        if (!tested)
            return tl::make_unexpected(tested.error());
        preview = std::move(*tested);
    } else {
        const Result<directory::Import> import = readSource(source, {}, now, {});
        if (!import)
            return tl::make_unexpected(import.error());
        preview = {source.file, import->entries.size(), import->entries.first(std::min(maxPreviewed, import->entries.size())), import->skipped, import->notes, {}};
    }
    admin::DirectoryPreview out;
    out.server = preview.server;
    out.count = preview.count;
    for (const directory::Entry &entry : preview.first)
        out.first.append(entryOf(entry));
    out.skipped = preview.skipped;
    out.notes = preview.notes;
    out.warnings = preview.warnings;
    return out;
}

Result<> DirectoryService::import(const QString &id, bool holds)
{
    return audited(m_parts.audit, "directory.import", id, m_parts.imports.start(id, approvalOf(holds)));
}

Result<admin::DirectoryDifference> DirectoryService::upload(const QString &id, const QByteArray &content, bool holds)
{
    return audited(m_parts.audit, "directory.upload", id, take(id, content, holds));
}

Result<admin::DirectoryDifference> DirectoryService::take(const QString &id, const QByteArray &content, bool holds)
{
    const std::optional<admin::DirectorySource> source = find(id);
    if (!source)
        return failure(Error::Kind::NotFound, u"There is no source “%1”."_s.arg(id.left(100)));
    const Result<directory::Import> import = readUpload(*source, content, QDateTime::currentDateTimeUtc());
    if (!import) // A slip of who sent it, who hears of it here: the source itself is as it was.
        return tl::make_unexpected(import.error());
    const Result<DirectoryImports::Offered> offered = m_parts.imports.take(id, *import, approvalOf(holds));
    if (!offered)
        return tl::make_unexpected(offered.error());
    admin::DirectoryDifference difference = differenceOf(id, offered->difference, offered->outcome == directory::ImportRecord::Outcome::Pending);
    difference.notes = import->notes;
    return difference;
}

Result<admin::DirectoryDifference> DirectoryService::pending(const QString &id)
{
    if (!find(id))
        return failure(Error::Kind::NotFound, u"There is no source “%1”."_s.arg(id.left(100)));
    const Result<std::optional<directory::Difference>> difference = waiting(id.toLatin1());
    if (!difference)
        return tl::make_unexpected(difference.error());
    if (!*difference)
        return failure(Error::Kind::NotFound, u"No import of “%1” waits for approval."_s.arg(id));
    return differenceOf(id, **difference, true);
}

Result<> DirectoryService::approve(const QString &id) { return audited(m_parts.audit, "directory.approve", id, m_parts.imports.approve(id)); }

Result<> DirectoryService::reject(const QString &id) { return audited(m_parts.audit, "directory.reject", id, m_parts.imports.reject(id)); }

Result<admin::Page<admin::DirectoryEntry>> DirectoryService::entries(const admin::DirectoryFilter &filter)
{
    const auto snapshot = m_parts.recipients.current();
    const EntryFilter wanted(filter);
    admin::Page<admin::DirectoryEntry> page;
    for (const directory::Entry &entry : snapshot->entries()) {
        if (!wanted.accepts(entry) || isOvershadowed(*snapshot, entry))
            continue;
        if (page.total >= filter.offset && page.items.size() < filter.limit)
            page.items.append(entryOf(entry));
        ++page.total;
    }
    return page;
}

Result<admin::DirectoryLookup> DirectoryService::lookUp(const QString &address)
{
    const Result<smtp::Mailbox> recipient = recipientOf(address);
    if (!recipient)
        return tl::make_unexpected(recipient.error());
    const auto snapshot = m_parts.recipients.current();
    const directory::Lookup found = snapshot->lookUp(*recipient);
    admin::DirectoryLookup out;
    out.address = address.trimmed();
    out.status = statusWord(found.status);
    if (found.entry)
        out.entry = entryOf(*found.entry);
    out.isTagged = found.isTagged;
    out.isFlagged = found.isFlagged;
    const RecipientCheck::Verdict verdict = boost::asio::co_spawn(m_parts.loops.at(0), m_parts.check.check(0, *recipient), boost::asio::use_future).get();
    out.reply = QString::fromUtf8((verdict.refusal ? verdict.refusal->reply : RecipientCheck::accepted).toLine());
    return out;
}

Result<QList<admin::DirectoryImport>> DirectoryService::history()
{
    const Result<QList<directory::ImportRecord>> records = m_parts.store.history();
    if (!records)
        return tl::make_unexpected(records.error());
    QList<admin::DirectoryImport> all;
    for (const directory::ImportRecord &record : *records) {
        admin::DirectoryImport out;
        out.time = record.time;
        out.source = text(record.source);
        out.outcome = QString::fromLatin1(toWord(record.outcome));
        out.added = record.added;
        out.removed = record.removed;
        out.changed = record.changed;
        out.cause = record.cause;
        all.prepend(out);
    }
    return all;
}

Result<QList<admin::HarvestSuspect>> DirectoryService::suspects()
{
    QList<admin::HarvestSuspect> all;
    for (const directory::HarvestGuard::Suspect &suspect : m_parts.door.suspects(maxSuspects)) {
        admin::HarvestSuspect out;
        out.client = text(suspect.client);
        out.count = suspect.count;
        out.isRefused = suspect.isRefused;
        for (const directory::HarvestGuard::Guess &guess : suspect.guesses)
            out.guesses.append({text(guess.recipient), guess.time});
        all.append(out);
    }
    return all;
}

} // namespace gateway::daemon
