#include "gateway/reputation/storedsenderlists.h"

#include "gateway/logrecord.h"
#include "gateway/reputation/csv.h"
#include "gateway/reputation/senderlistcsv.h"
#include "gateway/store/database.h"
#include "gateway/store/durablefile.h"

#include <QFileInfo>
#include <QLoggingCategory>
#include <QMutexLocker>

using namespace Qt::StringLiterals;

Q_LOGGING_CATEGORY(lcSenderLists, "postern.senderlists")

namespace gateway::reputation {
namespace {

const QString copyName = u"sender-lists.csv"_s;

QString actionText(SenderEntry::Action action) { return action == SenderEntry::Action::Allow ? u"allow"_s : u"block"_s; }

Result<> insert(store::Connection &connection, const SenderEntry &entry)
{
    return connection.execute(u"INSERT OR REPLACE INTO sender_lists (action, sender, scope, note, added) VALUES (?, ?, ?, ?, ?)"_s,
                              {actionText(entry.action), entry.senderText(), entry.scopeText(), entry.note,
                               entry.added.isValid() ? entry.added.toMSecsSinceEpoch() : 0});
}

Result<> erase(store::Connection &connection, const SenderEntry &entry)
{
    return connection.execute(u"DELETE FROM sender_lists WHERE action=? AND sender=? AND scope=?"_s,
                              {actionText(entry.action), entry.senderText(), entry.scopeText()});
}

} // namespace

StoredSenderLists::StoredSenderLists(store::Database &database)
    : m_database(database), m_directory(QFileInfo(database.file()).path() + u"/settings"_s), m_current(std::make_shared<SenderLists>())
{
}

Result<std::unique_ptr<StoredSenderLists>> StoredSenderLists::load(store::Database &database)
{
    std::unique_ptr<StoredSenderLists> lists(new StoredSenderLists(database));
    if (const Result<> restored = lists->restore(); !restored)
        return tl::make_unexpected(restored.error());
    if (const Result<> read = lists->read(); !read)
        return tl::make_unexpected(read.error());
    return lists;
}

std::shared_ptr<const SenderLists> StoredSenderLists::current() const
{
    const QMutexLocker lock(&m_mutex);
    return m_current;
}

Result<> StoredSenderLists::read()
{
    auto lists = std::make_shared<SenderLists>();
    const Result<> read = m_database.read([&](store::Connection &connection) -> Result<> {
        Result<store::Rows> rows = connection.select(u"SELECT action, sender, scope, note, added FROM sender_lists"_s);
        if (!rows)
            return tl::make_unexpected(rows.error());
        while (rows->next()) {
            const auto action = rows->text(0) == u"allow" ? SenderEntry::Action::Allow : SenderEntry::Action::Block;
            Result<SenderEntry> entry = SenderEntry::make(action, rows->octets(1), rows->octets(2), rows->text(3));
            if (!entry)
                return failure(Error::Kind::Invalid, u"The lists of senders cannot be read from the database: %1"_s.arg(entry.error().message));
            if (rows->number(4) > 0)
                entry->added = QDateTime::fromMSecsSinceEpoch(rows->number(4), Qt::UTC);
            if (const Result<> added = lists->add(*entry); !added)
                return added;
        }
        return rows->end();
    });
    if (!read)
        return read;
    const QMutexLocker lock(&m_mutex);
    m_current = std::move(lists);
    return {};
}

/// A database that never had lists takes those of the copy.
Result<> StoredSenderLists::restore()
{
    qint64 changes = 0;
    const Result<> counted = m_database.read([&](store::Connection &connection) -> Result<> {
        const Result<qint64> count = connection.number(u"SELECT count FROM sender_list_changes"_s);
        changes = count.value_or(0);
        return count ? Result<>() : tl::make_unexpected(count.error());
    });
    if (!counted || changes > 0)
        return counted;
    const Result<QByteArray> copy = store::readFile(m_directory + u'/' + copyName, maxCsvOctets + 1);
    if (!copy)
        return copy.error().kind == Error::Kind::NotFound ? Result<>() : tl::make_unexpected(copy.error());
    const Result<QList<SenderEntry>> entries = senderEntriesFromCsv(*copy);
    if (!entries) {
        // Nothing is blocked or allowed then; mail flows, and the log tells.
        qCCritical(lcSenderLists).noquote() << LogRecord("not-restored").add("file", copyName).add("cause", entries.error().message).text();
        return {};
    }
    const Result<> saved = import(*entries, Import::Replace);
    if (saved)
        qCWarning(lcSenderLists).noquote() << LogRecord("restored").add("file", copyName).add("entries", entries->size()).text();
    return saved;
}

Result<> StoredSenderLists::save(SenderLists lists, const QList<SenderEntry> &changed, const QList<SenderEntry> &removed)
{
    const QByteArray copy = toCsv(lists.entries());
    if (copy.size() > maxCsvOctets) // Nobody could read it back.
        return failure(Error::Kind::Full, u"the lists of senders and their notes would take more than %1 octets: shorten the notes"_s.arg(maxCsvOctets));
    const Result<> written = m_database.write([&](store::Connection &connection) -> Result<> {
        for (const SenderEntry &entry : removed) {
            if (const Result<> done = erase(connection, entry); !done)
                return done;
        }
        for (const SenderEntry &entry : changed) {
            if (const Result<> done = insert(connection, entry); !done)
                return done;
        }
        return connection.execute(u"INSERT INTO sender_list_changes (id, count) VALUES (1, 1) ON CONFLICT (id) DO UPDATE SET count = count + 1"_s);
    }).get();
    if (!written)
        return written;
    keepCopy(copy);
    const QMutexLocker lock(&m_mutex);
    m_current = std::make_shared<const SenderLists>(std::move(lists));
    return {};
}

/// The database has it, so it is kept; a copy that could not be written matters only if the database is lost later.
void StoredSenderLists::keepCopy(QByteArrayView copy) const
{
    Result<> kept = store::ensurePrivateDirectory(m_directory);
    if (kept)
        kept = store::writeDurably(m_directory, copyName, std::span(&copy, 1));
    if (!kept)
        qCWarning(lcSenderLists).noquote() << LogRecord("no-copy").add("file", copyName).add("cause", kept.error().message).text();
}

Result<QList<SenderConflict>> StoredSenderLists::add(const SenderEntry &entry)
{
    const QMutexLocker change(&m_changes);
    SenderLists lists = *current();
    QList<SenderConflict> conflicts = lists.conflicts(entry);
    SenderEntry dated = entry;
    const std::optional<SenderEntry> known = lists.find(entry);
    dated.added = known ? known->added : QDateTime::currentDateTimeUtc();
    if (const Result<> added = lists.add(dated); !added)
        return tl::make_unexpected(added.error());
    if (const Result<> saved = save(std::move(lists), {dated}, {}); !saved)
        return tl::make_unexpected(saved.error());
    return conflicts;
}

Result<> StoredSenderLists::remove(const SenderEntry &entry)
{
    const QMutexLocker change(&m_changes);
    SenderLists lists = *current();
    if (!lists.remove(entry)) {
        return failure(Error::Kind::NotFound, u"There is no entry that would %1 %2 for %3. Look it up in the list first."_s.arg(
            actionText(entry.action), QString::fromUtf8(entry.senderText()), QString::fromUtf8(entry.scopeText())));
    }
    return save(std::move(lists), {}, {entry});
}

Result<SenderLists> StoredSenderLists::imported(const QList<SenderEntry> &entries, Import mode) const
{
    const std::shared_ptr<const SenderLists> before = current();
    SenderLists lists = mode == Import::Add ? *before : SenderLists();
    const QDateTime now = QDateTime::currentDateTimeUtc();
    for (const SenderEntry &entry : entries) {
        SenderEntry dated = entry;
        const std::optional<SenderEntry> known = before->find(entry);
        dated.added = known ? known->added : now;
        if (const Result<> added = lists.add(dated); !added)
            return tl::make_unexpected(added.error());
    }
    return lists;
}

Result<> StoredSenderLists::import(const QList<SenderEntry> &entries, Import mode)
{
    const QMutexLocker change(&m_changes);
    Result<SenderLists> lists = imported(entries, mode);
    if (!lists)
        return tl::make_unexpected(lists.error());
    QList<SenderEntry> changed, removed;
    const std::shared_ptr<const SenderLists> before = current();
    for (const SenderEntry &entry : lists->entries()) {
        if (before->find(entry) != entry)
            changed.append(entry);
    }
    if (mode == Import::Replace) {
        for (const SenderEntry &entry : before->entries()) {
            if (!lists->find(entry))
                removed.append(entry);
        }
    }
    return save(std::move(*lists), changed, removed);
}

} // namespace gateway::reputation
