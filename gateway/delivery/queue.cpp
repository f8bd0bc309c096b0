#include "gateway/delivery/queue.h"

#include "gateway/delivery/outcome.h"
#include "gateway/delivery/queueindex.h"
#include "gateway/delivery/retryschedule.h"
#include "gateway/delivery/schedule.h"
#include "gateway/delivery/spooldirectory.h"
#include "gateway/store/durablefile.h"
#include "gateway/store/runningtime.h"

#include <QLoggingCategory>
#include <QRandomGenerator>
#include <algorithm>
#include <array>
#include <map>
#include <mutex>

using namespace Qt::StringLiterals;

Q_LOGGING_CATEGORY(logDelivery, "postern.delivery")

namespace gateway::delivery {
namespace {

constexpr int minAttemptsToExpire = 3;          // threats.md D11
constexpr qint64 maxTalk = 1024 * 1024;          ///< Octets of events; beyond, only fates and times are written down, not every reply.

QDateTime toTime(qint64 milliseconds)
{
    return QDateTime::fromMSecsSinceEpoch(milliseconds, Qt::UTC);
}

tl::unexpected<Error> notQueued(const QByteArray &id)
{
    return failure(Error::Kind::NotFound, u"%1: is not in the queue"_s.arg(QString::fromLatin1(id.left(40))));
}

} // namespace

struct Queue::Private {
    Private(SpoolDirectory spool, store::Database &database, QueueConfig configuration)
        : directory(std::move(spool)), index(database), config(configuration),
          schedule(2 * std::chrono::milliseconds(configuration.maxRetry).count())
    {}

    SpoolDirectory directory;
    QueueIndex index;
    QueueConfig config;

    mutable std::mutex mutex; ///< Guards what follows; never held while a file or the database is used.
    Schedule schedule;
    qint64 reservedOctets = 0;                     ///< Of messages being written.
    std::map<QByteArray, QList<AttemptResult::Recipient>> unwritten; ///< Fates that could not be written down yet.

    QStringList temporaries, missing; ///< Found by open() for reconcile().
    int indexed = 0;

    /// One file is changed by one thread at a time.
    std::mutex &fileMutex(const QByteArray &id) const { return fileMutexes[uchar(id.back()) % fileMutexes.size()]; }
    mutable std::array<std::mutex, 64> fileMutexes;

    [[nodiscard]] QDateTime nextAttempt(int attempts, const QDateTime &now) const
    {
        const double random = QRandomGenerator::global()->generateDouble();
        return now.addMSecs(retryDelay(attempts, config.firstRetry, config.maxRetry, random).count());
    }

    [[nodiscard]] Schedule::Known knownOf(const SpoolFile &file) const
    {
        return {file.nextAttempt.toMSecsSinceEpoch(), file.contentSize, entryOf(file, config.lifetime).destination, file.isHeld};
    }

    [[nodiscard]] Result<SpoolFile> read(const QByteArray &id, Verify verify) const;
    void forget(const QByteArray &id);
    Result<> removeDone(const SpoolFile &before, const SpoolFile &after);
    Result<> drop(const QByteArray &id);
    void reschedule(const SpoolFile &file);
    void setTurn(const QByteArray &id, const QDateTime &next);
    Result<> recover(const QByteArray &id, Reconciled &counts);
    [[nodiscard]] QueueEntry live(QueueEntry entry) const;
};

/// The file as it will be once what could not be written is.
Result<SpoolFile> Queue::Private::read(const QByteArray &id, Verify verify) const
{
    Result<SpoolFile> file = readSpoolFile(directory.pathOf(id), verify);
    if (!file)
        return file;
    if (file->id != id)
        return failure(Error::Kind::Invalid, u"%1: damaged: holds another message"_s.arg(directory.pathOf(id)));
    const std::scoped_lock lock(mutex);
    if (const auto fates = unwritten.find(id); fates != unwritten.end())
        applyFates(*file, fates->second);
    return file;
}

void Queue::Private::forget(const QByteArray &id)
{
    {
        const std::scoped_lock lock(mutex);
        schedule.remove(toId(id));
        unwritten.erase(id);
    }
    index.remove(id);
}

/// All recipients are done: without its file the message is. If that cannot be removed, its events must say so.
Result<> Queue::Private::removeDone(const SpoolFile &before, const SpoolFile &after)
{
    const QString path = directory.pathOf(before.id);
    const Result<> removed = store::removeFile(path, store::Flush::Now);
    if (removed || removed.error().kind == Error::Kind::NotFound)
        return {};
    qCWarning(logDelivery, "%s", qUtf8Printable(removed.error().message));
    const Result<> appended = store::appendAt(path, before.eventsEnd, eventsBetween(before, after), store::Flush::Now);
    if (!appended && appended.error().kind == Error::Kind::NotFound)
        return {}; // Removed after all, only the flush failed.
    return appended;
}

/// The file and all that is known of it.
Result<> Queue::Private::drop(const QByteArray &id)
{
    const Result<> removed = store::removeFile(directory.pathOf(id), store::Flush::Now);
    if (!removed && removed.error().kind != Error::Kind::NotFound)
        return removed;
    forget(id);
    return {};
}

void Queue::Private::reschedule(const SpoolFile &file)
{
    const Schedule::Known changed = knownOf(file);
    const std::scoped_lock lock(mutex);
    const std::optional<Schedule::Known> present = schedule.find(toId(file.id));
    if (present && present->destination != changed.destination) {
        schedule.remove(toId(file.id)); // Only recipients of another domain are left.
        schedule.add(toId(file.id), changed);
    } else {
        schedule.setTurn(toId(file.id), changed.next);
    }
}

void Queue::Private::setTurn(const QByteArray &id, const QDateTime &next)
{
    const std::scoped_lock lock(mutex);
    schedule.setTurn(toId(id), next.toMSecsSinceEpoch());
}

Queue::Queue() = default;
Queue::~Queue() = default;

Result<std::unique_ptr<Queue>> Queue::open(const QString &directory, store::Database &database, QueueConfig config)
{
    Result<SpoolDirectory> spool = SpoolDirectory::open(directory);
    if (!spool)
        return tl::make_unexpected(std::move(spool.error()));
    Result<SpoolDirectory::Content> content = spool->list();
    if (!content)
        return tl::make_unexpected(std::move(content.error()));

    std::unique_ptr<Queue> queue(new Queue);
    queue->d = std::make_unique<Private>(std::move(*spool), database, config);
    Private &d = *queue->d;
    d.temporaries = std::move(content->temporaries);
    for (const QByteArray &id : content->ids)
        d.schedule.addUnknown(toId(id));
    const Result<> loaded = d.index.load([&d](const QueueIndex::Row &row) {
        if (isSpoolId(row.id) && d.schedule.contains(toId(row.id))) {
            d.schedule.add(toId(row.id), row.known);
            ++d.indexed;
        } else {
            d.missing.append(QString::fromLatin1(row.id));
        }
    });
    if (!loaded) // Only slower: reconcile() reads all files.
        qCWarning(logDelivery, "%s", qUtf8Printable(loaded.error().message));
    return queue;
}

/// Makes a file known that the index has lost, unless somebody else did or it is gone by now.
Result<> Queue::Private::recover(const QByteArray &id, Reconciled &counts)
{
    const std::scoped_lock fileLock(fileMutex(id));
    {
        const std::scoped_lock lock(mutex);
        if (!schedule.isUnknown(toId(id)))
            return {};
    }
    Result<SpoolFile> file = read(id, Verify::LengthOnly);
    if (!file)
        return tl::make_unexpected(file.error());
    if (file->isDone()) { // Its removal did not survive.
        ++counts.discarded;
        const Result<> removed = removeDone(*file, *file);
        forget(id);
        return removed;
    }
    ++counts.recovered;
    if (!file->nextAttempt.isValid())
        file->nextAttempt = QDateTime::currentDateTimeUtc();
    index.put(entryOf(*file, config.lifetime));
    const std::scoped_lock lock(mutex);
    schedule.add(toId(id), knownOf(*file));
    return {};
}

Queue::Reconciled Queue::reconcile(const std::stop_token &stop)
{
    Reconciled counts;
    counts.known = d->indexed;
    for (const QString &path : std::as_const(d->temporaries))
        counts.discarded += store::removeFile(path) ? 1 : 0;
    for (const QString &id : std::as_const(d->missing))
        d->index.remove(id.toLatin1());
    d->temporaries.clear();
    d->missing.clear();
    std::vector<Schedule::Id> unknown;
    {
        const std::scoped_lock lock(d->mutex);
        unknown = d->schedule.unknown();
    }
    for (const Schedule::Id &id : unknown) {
        if (stop.stop_requested())
            break;
        const Result<> recovered = d->recover(fromId(id), counts);
        if (recovered)
            continue;
        if (recovered.error().kind == Error::Kind::Invalid) {
            ++counts.damaged;
            setAside(fromId(id), recovered.error().message);
        } else { // It stays counted; the next start tries again.
            qCCritical(logDelivery, "queue: %s", qUtf8Printable(recovered.error().message));
        }
    }
    qCInfo(logDelivery, "queue: %d messages known, %d recovered, %d left-overs discarded, %d damaged files set aside", counts.known,
           counts.recovered, counts.discarded, counts.damaged);
    return counts;
}

bool Queue::hasRoomFor(qint64 octets) const
{
    const std::scoped_lock lock(d->mutex);
    return d->schedule.octets() + d->reservedOctets + octets <= d->config.maxOctets;
}

Result<> Queue::add(const SpoolFile &file, QByteArrayView content, Turn turn)
{
    SpoolFile stored = file;
    if (!isSpoolId(file.id) || file.isDone())
        return failure(Error::Kind::Invalid, u"%1: cannot be queued"_s.arg(QString::fromLatin1(file.id.left(40))));
    if (!stored.nextAttempt.isValid())
        stored.nextAttempt = d->nextAttempt(std::max(1, stored.attempts), QDateTime::currentDateTimeUtc());
    if (d->config.runningTime)
        stored.ran = d->config.runningTime();
    const qint64 octets = content.size();
    {
        const std::scoped_lock lock(d->mutex);
        if (d->schedule.contains(toId(file.id)))
            return failure(Error::Kind::Invalid, u"%1: is in the queue already"_s.arg(QString::fromLatin1(file.id)));
        if (d->schedule.octets() + d->reservedOctets + octets > d->config.maxOctets)
            return failure(Error::Kind::Full, u"the queue holds as much as it may (%1 octets)"_s.arg(d->config.maxOctets));
        d->reservedOctets += octets;
    }
    const Result<> written = d->directory.write(stored, content);
    stored.contentSize = octets;
    {
        const std::scoped_lock lock(d->mutex);
        d->reservedOctets -= octets;
        if (!written)
            return written;
        d->schedule.add(toId(file.id), d->knownOf(stored));
        if (turn == Turn::Withheld)
            d->schedule.setTaken(toId(file.id));
    }
    d->index.put(entryOf(stored, d->config.lifetime));
    return {};
}

QList<QByteArray> Queue::take(const QDateTime &now, int limit, const Room &room)
{
    const std::scoped_lock lock(d->mutex);
    QList<QByteArray> ids;
    for (const Schedule::Id &id : d->schedule.take(now.toMSecsSinceEpoch(), limit, room))
        ids.append(fromId(id));
    return ids;
}

void Queue::giveBack(const QByteArray &id)
{
    if (!isSpoolId(id))
        return;
    const std::scoped_lock lock(d->mutex);
    if (const std::optional<Schedule::Known> present = d->schedule.find(toId(id)))
        d->schedule.setTurn(toId(id), present->next);
}

void Queue::postpone(const QByteArray &id, const QDateTime &now)
{
    if (isSpoolId(id))
        d->setTurn(id, d->nextAttempt(1, now));
}

Result<SpoolFile> Queue::file(const QByteArray &id, Verify verify) const
{
    return isSpoolId(id) ? d->read(id, verify) : notQueued(id);
}

Result<QByteArray> Queue::content(const SpoolFile &file) const
{
    return isSpoolId(file.id) ? readSpoolContent(d->directory.pathOf(file.id), file) : notQueued(file.id);
}

Result<QList<int>> Queue::finish(const QByteArray &id, const AttemptResult &result, const QDateTime &now)
{
    if (!isSpoolId(id))
        return notQueued(id);
    const std::scoped_lock fileLock(d->fileMutex(id));
    QList<AttemptResult::Recipient> fates;
    {
        const std::scoped_lock lock(d->mutex);
        fates = d->unwritten[id] += result.recipients;
    }
    const Result<SpoolFile> before = readSpoolFile(d->directory.pathOf(id), Verify::LengthOnly);
    if (!before) {
        postpone(id, now);
        return tl::make_unexpected(before.error());
    }
    if (before->eventsEnd - before->contentOffset - before->contentSize > maxTalk) {
        for (AttemptResult::Recipient &each : fates)
            each.reply = each.fate ? each.reply : QString();
    }
    SpoolFile after = *before;
    applyFates(after, fates);
    const bool hasNewFate = waitingRecipients(*before) != waitingRecipients(after);
    QList<int> expired;
    if (!after.isDone()) {
        ++after.attempts;
        after.nextAttempt = d->nextAttempt(after.attempts, now);
        const bool isOver = after.received.addMSecs(std::chrono::milliseconds(d->config.lifetime).count()) <= now
            && (!after.ran || !d->config.runningTime || store::hasTrulyPassed(d->config.lifetime, *after.ran, d->config.runningTime()));
        if (isOver && after.attempts >= minAttemptsToExpire)
            expired = waitingRecipients(after);
    }
    // Only fates are worth a flush: an attempt that a crash makes us forget is just made again.
    const store::Flush flush = hasNewFate ? store::Flush::Now : store::Flush::Later;
    const Result<> written = after.isDone()
        ? d->removeDone(*before, after)
        : store::appendAt(d->directory.pathOf(id), before->eventsEnd, eventsBetween(*before, after), flush);
    if (!written && hasNewFate) { // The fates stay in unwritten; the turn comes again so that somebody writes them.
        after.nextAttempt = d->nextAttempt(1, now);
        d->reschedule(after);
        return tl::make_unexpected(written.error());
    }
    if (!written)
        qCWarning(logDelivery, "%s", qUtf8Printable(written.error().message));
    if (after.isDone()) {
        d->forget(id);
        return QList<int>();
    }
    {
        const std::scoped_lock lock(d->mutex);
        d->unwritten.erase(id);
    }
    d->index.put(entryOf(after, d->config.lifetime));
    if (expired.isEmpty())
        d->reschedule(after);
    return expired;
}

void Queue::setAside(const QByteArray &id, const QString &cause)
{
    if (!isSpoolId(id))
        return;
    const std::scoped_lock fileLock(d->fileMutex(id));
    const Result<> moved = d->directory.setAside(id);
    qCCritical(logDelivery, "queue: %s is set aside: %s%s%s", id.constData(), qUtf8Printable(cause), moved ? "" : "; ",
               moved ? "" : qUtf8Printable(moved.error().message));
    if (moved || moved.error().kind == Error::Kind::NotFound)
        d->forget(id);
    else // Looked at again when the disk may be well.
        d->setTurn(id, QDateTime::currentDateTimeUtc().addMSecs(std::chrono::milliseconds(d->config.maxRetry).count()));
}

/// What the schedule knows better than a row of the index, which comes a little later.
QueueEntry Queue::Private::live(QueueEntry entry) const
{
    const std::scoped_lock lock(mutex);
    if (const std::optional<Schedule::Known> present = schedule.find(toId(entry.id))) {
        entry.nextAttempt = toTime(present->next);
        entry.isHeld = present->isHeld;
    }
    return entry;
}

QList<QueueEntry> Queue::list(int offset, int limit) const
{
    QList<QByteArray> ids;
    {
        const std::scoped_lock lock(d->mutex);
        for (const Schedule::Id &id : d->schedule.page(offset, limit))
            ids.append(fromId(id));
    }
    const QList<QueueEntry> rows = d->index.find(ids);
    QList<QueueEntry> entries;
    auto row = rows.begin();
    for (const QByteArray &id : std::as_const(ids)) {
        if (row != rows.end() && row->id == id)
            entries.append(d->live(*row++));
        else if (const Result<SpoolFile> file = d->read(id, Verify::LengthOnly))
            entries.append(d->live(entryOf(*file, d->config.lifetime)));
    }
    return entries;
}

std::optional<QueueEntry> Queue::find(const QByteArray &id) const
{
    const Result<SpoolFile> file = this->file(id, Verify::LengthOnly);
    return file ? std::optional(d->live(entryOf(*file, d->config.lifetime))) : std::nullopt;
}

qint64 Queue::size() const
{
    const std::scoped_lock lock(d->mutex);
    return d->schedule.size();
}

qint64 Queue::octets() const
{
    const std::scoped_lock lock(d->mutex);
    return d->schedule.octets();
}

Result<> Queue::retry(const QByteArray &id)
{
    const std::scoped_lock lock(d->mutex);
    if (!isSpoolId(id) || !d->schedule.contains(toId(id)))
        return notQueued(id);
    if (!d->schedule.isTaken(toId(id)))
        d->schedule.setTurn(toId(id), QDateTime::currentMSecsSinceEpoch());
    return {};
}

Result<> Queue::hold(const QByteArray &id, bool held)
{
    if (!isSpoolId(id))
        return notQueued(id);
    const std::scoped_lock fileLock(d->fileMutex(id));
    Result<SpoolFile> file = readSpoolFile(d->directory.pathOf(id), Verify::LengthOnly);
    if (!file)
        return tl::make_unexpected(file.error());
    const Result<> written =
        store::appendAt(d->directory.pathOf(id), file->eventsEnd, spoolEvent({{u"held"_s, held}}), store::Flush::Now);
    if (!written)
        return written;
    {
        const std::scoped_lock lock(d->mutex);
        d->schedule.setHeld(toId(id), held);
    }
    file->isHeld = held;
    return d->index.putNow(d->live(entryOf(*file, d->config.lifetime))); // The index is believed after a restart.
}

Result<> Queue::remove(const QByteArray &id)
{
    if (!isSpoolId(id))
        return notQueued(id);
    const std::scoped_lock fileLock(d->fileMutex(id));
    {
        const std::scoped_lock lock(d->mutex);
        if (!d->schedule.contains(toId(id)))
            return notQueued(id);
        if (d->schedule.isTaken(toId(id)))
            return failure(Error::Kind::Invalid, u"%1: is being delivered"_s.arg(QString::fromLatin1(id)));
        d->schedule.setTaken(toId(id));
    }
    const Result<> removed = d->drop(id);
    if (!removed)
        giveBack(id);
    return removed;
}

Result<> Queue::withdraw(const QByteArray &id)
{
    if (!isSpoolId(id))
        return notQueued(id);
    const std::scoped_lock fileLock(d->fileMutex(id));
    return d->drop(id);
}

void Queue::drain(const QByteArray &destination)
{
    const std::scoped_lock lock(d->mutex);
    d->schedule.drain(destination, QDateTime::currentMSecsSinceEpoch());
}

} // namespace gateway::delivery
