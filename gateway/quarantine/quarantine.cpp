#include "gateway/quarantine/quarantine.h"

#include "gateway/delivery/spooldirectory.h"
#include "gateway/quarantine/entryjson.h"
#include "gateway/quarantine/quarantineindex.h"
#include "gateway/store/durablefile.h"

#include <QLoggingCategory>
#include <array>
#include <mutex>

using namespace Qt::StringLiterals;

Q_LOGGING_CATEGORY(logQuarantine, "postern.quarantine")

namespace gateway::quarantine {

using delivery::readSpoolFile;
using delivery::SpoolDirectory;
using delivery::SpoolFile;
using delivery::Verify;

namespace {

tl::unexpected<Error> notQuarantined(const QByteArray &id)
{
    return failure(Error::Kind::NotFound, u"%1: is not in quarantine"_s.arg(QString::fromLatin1(id.left(40))));
}

} // namespace

struct Quarantine::Private {
    Private(SpoolDirectory spool, store::Database &database) : directory(std::move(spool)), index(database) {}

    SpoolDirectory directory;
    QuarantineIndex index;
    RunningTime runningTime;
    SpoolDirectory::Content found; ///< By open(), for reconcile().

    /// One file is changed by one thread at a time.
    std::mutex &fileMutex(const QByteArray &id) { return fileMutexes[uchar(id.back()) % fileMutexes.size()]; }
    std::array<std::mutex, 64> fileMutexes;

    Result<> recover(const QByteArray &id);
    Result<bool> setReleased(const QByteArray &id, bool isReleased, const QByteArray &queueId);
};

Quarantine::Quarantine() = default;
Quarantine::~Quarantine() = default;

Result<std::unique_ptr<Quarantine>> Quarantine::open(const QString &directory, store::Database &database, RunningTime runningTime)
{
    Result<SpoolDirectory> spool = SpoolDirectory::open(directory);
    if (!spool)
        return tl::make_unexpected(std::move(spool.error()));
    Result<SpoolDirectory::Content> content = spool->list();
    if (!content)
        return tl::make_unexpected(std::move(content.error()));
    std::unique_ptr<Quarantine> quarantine(new Quarantine);
    quarantine->d = std::make_unique<Private>(std::move(*spool), database);
    quarantine->d->runningTime = std::move(runningTime);
    quarantine->d->found = std::move(*content);
    return quarantine;
}

/// Puts a file into the index that does not know it, unless it is gone by now.
Result<> Quarantine::Private::recover(const QByteArray &id)
{
    const std::scoped_lock lock(fileMutex(id));
    const Result<SpoolFile> file = readSpoolFile(directory.pathOf(id), Verify::LengthOnly);
    if (file)
        index.putSoon(entryOf(*file));
    else if (file.error().kind != Error::Kind::NotFound)
        return tl::make_unexpected(file.error());
    return {};
}

Quarantine::Reconciled Quarantine::reconcile()
{
    Reconciled counts;
    for (const QString &path : std::as_const(d->found.temporaries))
        counts.discarded += store::removeFile(path) ? 1 : 0;
    Result<QSet<QByteArray>> rows = d->index.ids();
    if (!rows)
        qCWarning(logQuarantine, "%s", qUtf8Printable(rows.error().message));
    QSet<QByteArray> known = rows ? std::move(*rows) : QSet<QByteArray>();
    for (const QByteArray &id : d->found.ids) {
        if (known.remove(id)) {
            ++counts.known;
            continue;
        }
        const Result<> recovered = d->recover(id);
        if (recovered) {
            ++counts.recovered;
        } else if (recovered.error().kind == Error::Kind::Invalid) {
            ++counts.damaged;
            setAside(id, recovered.error().message);
        } else {
            qCCritical(logQuarantine, "%s", qUtf8Printable(recovered.error().message));
        }
    }
    for (const QByteArray &id : std::as_const(known)) { // Rows without a file, except those that were added meanwhile.
        if (!delivery::isSpoolId(id) || store::FileReader::open(d->directory.pathOf(id)).has_value())
            continue;
        d->index.removeSoon(id);
    }
    d->found = {};
    qCInfo(logQuarantine, "quarantine: %d messages known, %d recovered, %d left-overs discarded, %d damaged files set aside", counts.known,
           counts.recovered, counts.discarded, counts.damaged);
    return counts;
}

Result<> Quarantine::add(const SpoolFile &file, const Entry &entry, QByteArrayView content)
{
    if (!delivery::isSpoolId(file.id))
        return failure(Error::Kind::Invalid, u"%1: is not an id"_s.arg(QString::fromLatin1(file.id.left(40))));
    SpoolFile stored = file;
    keepEntry(stored, entry);
    if (d->runningTime)
        stored.ran = d->runningTime();
    const std::scoped_lock lock(d->fileMutex(file.id));
    if (store::FileReader::open(d->directory.pathOf(file.id)))
        return failure(Error::Kind::Invalid, u"%1: is in quarantine already"_s.arg(QString::fromLatin1(file.id)));
    if (const Result<> written = d->directory.write(stored, content); !written)
        return written;
    stored.contentSize = content.size();
    d->index.putSoon(entryOf(stored));
    return {};
}

QList<Entry> Quarantine::list(const Filter &filter) const
{
    return d->index.list(filter);
}

qint64 Quarantine::count(const Filter &filter) const
{
    return d->index.count(filter);
}

std::optional<Entry> Quarantine::find(const QByteArray &id) const
{
    if (!delivery::isSpoolId(id))
        return std::nullopt;
    const Result<SpoolFile> file = readSpoolFile(d->directory.pathOf(id), Verify::LengthOnly);
    return file ? std::optional(entryOf(*file)) : std::nullopt;
}

Result<SpoolFile> Quarantine::file(const QByteArray &id) const
{
    return delivery::isSpoolId(id) ? readSpoolFile(d->directory.pathOf(id), Verify::Checksum) : notQuarantined(id);
}

Result<QByteArray> Quarantine::content(const QByteArray &id) const
{
    const Result<SpoolFile> file = this->file(id);
    return file ? delivery::readSpoolContent(d->directory.pathOf(id), *file) : tl::make_unexpected(file.error());
}

/// False if it was so already. The file is the truth; the index only has to stop, or start, listing it.
Result<bool> Quarantine::Private::setReleased(const QByteArray &id, bool isReleased, const QByteArray &queueId)
{
    if (!delivery::isSpoolId(id))
        return notQuarantined(id);
    const std::scoped_lock lock(fileMutex(id));
    const Result<SpoolFile> file = readSpoolFile(directory.pathOf(id), Verify::LengthOnly);
    if (!file)
        return tl::make_unexpected(file.error());
    Entry entry = entryOf(*file);
    if (entry.isReleased == isReleased)
        return false;
    const QByteArray event = releaseEvent(isReleased ? QDateTime::currentDateTimeUtc() : QDateTime(), queueId);
    if (const Result<> written = store::appendAt(directory.pathOf(id), file->eventsEnd, event, store::Flush::Now); !written)
        return tl::make_unexpected(written.error());
    entry.isReleased = isReleased;
    entry.queueId = queueId;
    if (const Result<> indexed = index.put(entry); !indexed)
        qCWarning(logQuarantine, "%s", qUtf8Printable(indexed.error().message));
    return true;
}

Result<bool> Quarantine::beginRelease(const QByteArray &id, const QByteArray &queueId)
{
    return d->setReleased(id, true, queueId);
}

void Quarantine::cancelRelease(const QByteArray &id)
{
    if (const Result<bool> cancelled = d->setReleased(id, false, {}); !cancelled)
        qCWarning(logQuarantine, "%s", qUtf8Printable(cancelled.error().message));
}

QList<QByteArray> Quarantine::releasing() const
{
    return d->index.releasing();
}

Result<> Quarantine::remove(const QByteArray &id)
{
    if (!delivery::isSpoolId(id))
        return notQuarantined(id);
    const std::scoped_lock lock(d->fileMutex(id));
    if (const Result<> removed = store::removeFile(d->directory.pathOf(id), store::Flush::Now); !removed)
        return removed;
    if (const Result<> indexed = d->index.remove(id); !indexed)
        qCWarning(logQuarantine, "%s", qUtf8Printable(indexed.error().message));
    return {};
}

void Quarantine::setAside(const QByteArray &id, const QString &cause)
{
    if (!delivery::isSpoolId(id))
        return;
    const std::scoped_lock lock(d->fileMutex(id));
    const Result<> moved = d->directory.setAside(id);
    qCCritical(logQuarantine, "quarantine: %s is set aside: %s%s%s", id.constData(), qUtf8Printable(cause), moved ? "" : "; ",
               moved ? "" : qUtf8Printable(moved.error().message));
    d->index.removeSoon(id);
}

QList<QByteArray> Quarantine::expired(const QDateTime &now) const
{
    return d->index.expired(now);
}

} // namespace gateway::quarantine
