#include "gateway/directory/sourcestore.h"

#include "gateway/store/durablefile.h"

using namespace Qt::StringLiterals;

namespace gateway::directory {
namespace {

using Outcome = ImportRecord::Outcome;

constexpr QLatin1StringView goodSuffix(".recipients"), pendingSuffix(".pending"), historyName("history.json"), damagedHistoryName("history.damaged");
constexpr qint64 maxSetSize = 1024LL * 1024 * 1024;
constexpr qint64 maxHistorySize = 1024 * 1024;
constexpr qsizetype maxCause = 1000;

/// Ids become names of files.
bool isId(const QByteArray &source)
{
    return !source.isEmpty() && source.size() <= 40 && source.front() != '-'
        && std::ranges::all_of(source, [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; });
}

QString nameOf(const QByteArray &source, QLatin1StringView suffix) { return QString::fromLatin1(source) + suffix; }

tl::unexpected<Error> notAnId(const QByteArray &source)
{
    return failure(Error::Kind::Invalid, u"“%1” cannot be the id of a source. Use up to 40 lower-case letters, digits and hyphens."_s
                                             .arg(QString::fromUtf8(source.left(100))));
}

ImportRecord recordOf(const QByteArray &source, Outcome outcome, const Difference &difference, const QDateTime &now)
{
    return {now.toUTC(), source, outcome, difference.added.size(), difference.removed.size(), difference.changed.size()};
}

} // namespace

Result<std::unique_ptr<SourceStore>> SourceStore::open(const QString &directory)
{
    if (const Result<> made = store::ensurePrivateDirectory(directory); !made)
        return tl::make_unexpected(made.error());
    return std::unique_ptr<SourceStore>(new SourceStore(directory));
}

Result<std::optional<SourceSet>> SourceStore::read(const QByteArray &source, QLatin1StringView suffix) const
{
    if (!isId(source))
        return notAnId(source);
    const QString path = m_directory + u'/' + nameOf(source, suffix);
    const Result<QByteArray> octets = store::readFile(path, maxSetSize);
    if (!octets && octets.error().kind == Error::Kind::NotFound)
        return std::optional<SourceSet>();
    if (!octets)
        return tl::make_unexpected(octets.error());
    Result<SourceSet> set = parseSet(*octets);
    if (set && set->source != source)
        set = failure(Error::Kind::Invalid, u"it belongs to the source “%1”"_s.arg(QString::fromUtf8(set->source.left(100))));
    if (!set)
        return failure(set.error().kind, u"%1: %2. Import the source again."_s.arg(path, set.error().message));
    return std::move(*set);
}

Result<> SourceStore::write(const SourceSet &set, QLatin1StringView suffix)
{
    const QByteArray octets = setToBytes(set);
    return store::writeDurably(m_directory, nameOf(set.source, suffix), std::array{QByteArrayView(octets)});
}

Result<std::optional<SourceSet>> SourceStore::load(const QByteArray &source) const
{
    const std::lock_guard lock(m_mutex);
    return read(source, goodSuffix);
}

Result<std::optional<SourceSet>> SourceStore::pending(const QByteArray &source) const
{
    const std::lock_guard lock(m_mutex);
    return read(source, pendingSuffix);
}

SourceStore::Loaded SourceStore::loadAll(const QList<QByteArray> &sources) const
{
    Loaded loaded;
    for (const QByteArray &source : sources) {
        Result<std::optional<SourceSet>> set = load(source);
        if (!set)
            loaded.errors.append(set.error());
        else if (*set)
            loaded.sets.append(std::move(**set));
    }
    return loaded;
}

Result<SourceStore::Offered> SourceStore::offer(const QByteArray &source, QList<Entry> entries, const QDateTime &now, int maxRemovedPercent,
                                                 Approval approval)
{
    if (!isId(source))
        return notAnId(source);
    const std::lock_guard lock(m_mutex);
    const Result<std::optional<SourceSet>> last = read(source, goodSuffix);
    const bool isFirst = !last || !*last;
    const QList<Entry> before = isFirst ? QList<Entry>() : (*last)->entries;
    if (!isFirst)
        keepFirstSeen(entries, before, now);
    Offered offered{Outcome::Imported, differenceOf(before, entries)};
    const bool isDoubtful = isFirst ? entries.isEmpty() : needsApproval(offered.difference, before.size(), maxRemovedPercent);
    if (isDoubtful || (approval == Approval::Always && !offered.difference.isEmpty()))
        offered.outcome = Outcome::Pending;
    else if (!isFirst && offered.difference.isEmpty())
        offered.outcome = Outcome::Unchanged;
    Result<> done;
    if (offered.outcome != Outcome::Unchanged)
        done = write({source, now.toUTC(), std::move(entries)}, offered.outcome == Outcome::Pending ? pendingSuffix : goodSuffix);
    if (done && offered.outcome != Outcome::Pending)
        done = discardPending(source); // It is older than what the source says now.
    if (done)
        done = record(recordOf(source, offered.outcome, offered.difference, now));
    if (!done)
        return tl::make_unexpected(done.error());
    return offered;
}

Result<> SourceStore::discardPending(const QByteArray &source)
{
    const Result<> removed = store::removeFile(m_directory + u'/' + nameOf(source, pendingSuffix), store::Flush::Now);
    return !removed && removed.error().kind == Error::Kind::NotFound ? Result<>() : removed;
}

Result<> SourceStore::approve(const QByteArray &source, const QDateTime &now)
{
    const std::lock_guard lock(m_mutex);
    const Result<std::optional<SourceSet>> waiting = read(source, pendingSuffix);
    if (!waiting)
        return tl::make_unexpected(waiting.error());
    if (!*waiting)
        return failure(Error::Kind::NotFound, u"No import of “%1” waits for approval."_s.arg(QString::fromUtf8(source)));
    const Result<std::optional<SourceSet>> good = read(source, goodSuffix);
    const Difference difference = differenceOf(good && *good ? (*good)->entries : QList<Entry>(), (*waiting)->entries);
    if (const Result<> written = write(**waiting, goodSuffix); !written)
        return written;
    if (const Result<> discarded = discardPending(source); !discarded)
        return discarded;
    return record(recordOf(source, Outcome::Approved, difference, now));
}

Result<> SourceStore::reject(const QByteArray &source, const QDateTime &now)
{
    if (!isId(source))
        return notAnId(source);
    const std::lock_guard lock(m_mutex);
    if (const Result<> removed = store::removeFile(m_directory + u'/' + nameOf(source, pendingSuffix), store::Flush::Now); !removed)
        return removed;
    return record(recordOf(source, Outcome::Rejected, {}, now));
}

Result<> SourceStore::noteFailure(const QByteArray &source, const QString &cause, const QDateTime &now)
{
    const std::lock_guard lock(m_mutex);
    ImportRecord failed = recordOf(source, Outcome::Failed, {}, now);
    failed.cause = cause.left(maxCause);
    return record(failed);
}

Result<> SourceStore::remove(const QByteArray &source)
{
    if (!isId(source))
        return notAnId(source);
    const std::lock_guard lock(m_mutex);
    const Result<> removed = store::removeFile(m_directory + u'/' + nameOf(source, goodSuffix), store::Flush::Now);
    if (!removed && removed.error().kind != Error::Kind::NotFound)
        return removed;
    return discardPending(source);
}

Result<ImportHistory> SourceStore::readHistory() const
{
    const QString path = m_directory + u'/' + historyName;
    const Result<QByteArray> json = store::readFile(path, maxHistorySize);
    if (!json && json.error().kind == Error::Kind::NotFound)
        return ImportHistory();
    if (!json)
        return tl::make_unexpected(json.error());
    Result<ImportHistory> history = ImportHistory::parse(*json);
    if (!history)
        return failure(history.error().kind, u"%1: %2. The next import begins a new one."_s.arg(path, history.error().message));
    return history;
}

Result<QList<ImportRecord>> SourceStore::history() const
{
    const std::lock_guard lock(m_mutex);
    const Result<ImportHistory> history = readHistory();
    if (!history)
        return tl::make_unexpected(history.error());
    return history->records();
}

Result<> SourceStore::record(const ImportRecord &record)
{
    Result<ImportHistory> history = readHistory();
    if (!history) {
        (void)store::moveDurably(m_directory + u'/' + historyName, m_directory + u'/' + damagedHistoryName);
        history = ImportHistory();
    }
    history->add(record);
    const QByteArray json = history->toJson();
    return store::writeDurably(m_directory, historyName, std::array{QByteArrayView(json)});
}

} // namespace gateway::directory
