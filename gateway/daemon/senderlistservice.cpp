#include "gateway/daemon/senderlistservice.h"

#include "gateway/daemon/audited.h"
#include "gateway/reputation/senderlistcsv.h"
#include "gateway/store/searchtext.h"

using namespace Qt::StringLiterals;

namespace gateway::daemon {
namespace {

using reputation::SenderConflict;
using reputation::SenderEntry;
using Import = reputation::StoredSenderLists::Import;

constexpr qsizetype maxConflicts = 100; ///< Told of.

QString actionWord(SenderEntry::Action action) { return action == SenderEntry::Action::Allow ? u"allow"_s : u"block"_s; }

Result<SenderEntry> entryOf(const admin::SenderListEntry &entry)
{
    if (entry.action != u"allow" && entry.action != u"block")
        return failure(Error::Kind::Invalid, u"The action of an entry is allow or block."_s);
    return SenderEntry::make(entry.action == u"allow" ? SenderEntry::Action::Allow : SenderEntry::Action::Block, entry.sender.toUtf8(), entry.scope.toUtf8(), entry.note);
}

admin::SenderListEntry entryOf(const SenderEntry &entry)
{
    return {actionWord(entry.action), QString::fromUtf8(entry.senderText()), QString::fromUtf8(entry.scopeText()), entry.note, entry.added};
}

QString kindWord(SenderConflict::Kind kind)
{
    switch (kind) {
    case SenderConflict::Kind::Duplicate: return u"duplicate"_s;
    case SenderConflict::Kind::Contradiction: return u"contradiction"_s;
    case SenderConflict::Kind::Overruled: return u"overruled"_s;
    case SenderConflict::Kind::Exception: return u"exception"_s;
    }
    return {};
}

QList<admin::SenderListConflict> conflictsOf(const QList<SenderConflict> &conflicts)
{
    QList<admin::SenderListConflict> all;
    for (const SenderConflict &each : conflicts.first(std::min(conflicts.size(), maxConflicts)))
        all.append({kindWord(each.kind), entryOf(each.stronger), entryOf(each.weaker)});
    return all;
}

/// What the audit log calls it.
QString objectOf(const admin::SenderListEntry &entry) { return u"%1 %2 for %3"_s.arg(entry.action, entry.sender, entry.scope).left(1000); }

} // namespace

Result<admin::Page<admin::SenderListEntry>> SenderListService::entries(const admin::SenderListFilter &filter)
{
    const QString wanted = store::searchText(filter.text);
    admin::Page<admin::SenderListEntry> page;
    for (const SenderEntry &entry : m_lists.current()->entries()) {
        if (!filter.action.isEmpty() && filter.action != actionWord(entry.action))
            continue;
        const admin::SenderListEntry shown = entryOf(entry);
        if (!wanted.isEmpty() && !store::searchText(shown.sender + u' ' + shown.scope + u' ' + shown.note, 2000).contains(wanted))
            continue;
        if (page.total >= filter.offset && page.items.size() < filter.limit)
            page.items.append(shown);
        ++page.total;
    }
    return page;
}

Result<QList<admin::SenderListConflict>> SenderListService::add(const admin::SenderListEntry &entry)
{
    const auto add = [&]() -> Result<QList<admin::SenderListConflict>> {
        const Result<SenderEntry> made = entryOf(entry);
        if (!made)
            return tl::make_unexpected(made.error());
        return m_lists.add(*made).map(conflictsOf);
    };
    return audited(m_audit, "senders.add", objectOf(entry), add());
}

Result<QList<admin::SenderListConflict>> SenderListService::check(const admin::SenderListEntry &entry)
{
    const Result<SenderEntry> made = entryOf(entry);
    if (!made)
        return tl::make_unexpected(made.error());
    return conflictsOf(m_lists.current()->conflicts(*made));
}

Result<> SenderListService::remove(const admin::SenderListEntry &entry)
{
    const auto remove = [&]() -> Result<> {
        const Result<SenderEntry> made = entryOf(entry);
        return made ? m_lists.remove(*made) : tl::make_unexpected(made.error());
    };
    return audited(m_audit, "senders.remove", objectOf(entry), remove());
}

Result<QByteArray> SenderListService::toCsv() { return reputation::toCsv(m_lists.current()->entries()); }

Result<admin::SenderListImport> SenderListService::imported(const QList<SenderEntry> &entries, bool replaces) const
{
    const std::shared_ptr<const reputation::SenderLists> before = m_lists.current();
    const Result<reputation::SenderLists> after = m_lists.imported(entries, replaces ? Import::Replace : Import::Add);
    if (!after)
        return tl::make_unexpected(after.error());
    const QList<SenderEntry> all = after->entries();
    const qint64 added = std::ranges::count_if(all, [&before](const SenderEntry &entry) { return !before->find(entry); });
    // What is there after the import, but for what is new, was there before.
    return admin::SenderListImport{all.size(), added, before->size() - (all.size() - added), conflictsOf(reputation::conflictsAmong(all, entries, maxConflicts))};
}

Result<admin::SenderListImport> SenderListService::checkCsv(const QByteArray &csv, bool replaces)
{
    const Result<QList<SenderEntry>> entries = reputation::senderEntriesFromCsv(csv);
    return entries ? imported(*entries, replaces) : tl::make_unexpected(entries.error());
}

Result<admin::SenderListImport> SenderListService::fromCsv(const QByteArray &csv, bool replaces)
{
    const auto import = [&]() -> Result<admin::SenderListImport> {
        const Result<QList<SenderEntry>> entries = reputation::senderEntriesFromCsv(csv);
        if (!entries)
            return tl::make_unexpected(entries.error());
        const Result<admin::SenderListImport> outcome = imported(*entries, replaces);
        if (!outcome)
            return outcome;
        if (const Result<> stored = m_lists.import(*entries, replaces ? Import::Replace : Import::Add); !stored)
            return tl::make_unexpected(stored.error());
        return outcome;
    };
    return audited(m_audit, replaces ? "senders.replace" : "senders.import", u"%1 octets"_s.arg(csv.size()), import());
}

} // namespace gateway::daemon
