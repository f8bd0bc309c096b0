#include "gateway/store/databasefile.h"

#include "gateway/store/durablefile.h"

#include <QDateTime>
#include <QFile>
#include <QFileInfo>
#include <QLoggingCategory>

using namespace Qt::StringLiterals;

Q_LOGGING_CATEGORY(logStore, "postern.store")

namespace gateway::store {
namespace {

constexpr qint64 maxCheckedAtOpen = 128'000'000; ///< Octets; a quick_check of this takes well below a second.

QString condemnedMark(const QString &file)
{
    return file + u".condemned"_s;
}

Result<> moveAside(const QString &file)
{
    const QString stamp = QDateTime::currentDateTimeUtc().toString(u"yyyyMMdd'T'hhmmsszzz"_s);
    const QString target = file + u".corrupt-"_s + stamp;
    qCCritical(logStore, "database %s is damaged: kept as %s, a new one is made", qUtf8Printable(file), qUtf8Printable(target));
    for (const QString &suffix : {u""_s, u"-wal"_s, u"-shm"_s}) {
        if (!QFile::exists(file + suffix))
            continue;
        if (const Result<> moved = moveDurably(file + suffix, target + suffix); !moved)
            return moved;
    }
    if (QFile::exists(condemnedMark(file)))
        return removeFile(condemnedMark(file));
    return {};
}

Result<> configure(Connection &connection)
{
    // PRAGMA journal_mode answers with a row; whatever the mode became is said by description().
    for (const QString &pragma : {u"PRAGMA journal_mode=WAL"_s, u"PRAGMA synchronous=FULL"_s, u"PRAGMA mmap_size=0"_s,
                                  u"PRAGMA trusted_schema=OFF"_s, u"PRAGMA foreign_keys=ON"_s, u"PRAGMA temp_store=MEMORY"_s,
                                  u"PRAGMA cache_size=-32000"_s, u"PRAGMA journal_size_limit=67108864"_s}) {
        Result<Rows> rows = connection.select(pragma);
        if (!rows)
            return tl::make_unexpected(rows.error());
        while (rows->next()) {
        }
        if (const Result<> end = rows->end(); !end)
            return end;
    }
    return {};
}

/// Before a file of an older schema is changed, it is copied: the way back (threats.md D13).
Result<> keepCopy(Connection &connection, const QString &file, qint64 version)
{
    const QString target = u"%1.schema-%2"_s.arg(file, QString::number(version));
    const QString temporary = target + QString::fromLatin1(temporarySuffix.data(), temporarySuffix.size());
    QFile::remove(temporary);
    if (const Result<> copied = connection.execute(u"VACUUM INTO ?"_s, {temporary}); !copied)
        return copied;
    return moveDurably(temporary, target);
}

/// One step and its version number in one transaction: an interrupted migration goes on where it stopped.
Result<> applyStep(Connection &connection, const Database::Migration &step, qsizetype version)
{
    Result<> result = connection.execute(u"BEGIN IMMEDIATE"_s);
    for (qsizetype i = 0; result && i < step.statements.size(); ++i)
        result = connection.execute(step.statements[i]);
    if (result)
        result = connection.execute(u"PRAGMA user_version=%1"_s.arg(version)); // Pragmas take no parameters.
    if (result)
        result = connection.execute(u"COMMIT"_s);
    if (!result) {
        (void)connection.execute(u"ROLLBACK"_s);
        return failure(result.error().kind, u"schema %1 (%2): %3"_s.arg(QString::number(version), step.name, result.error().message));
    }
    return {};
}

Result<> migrate(Connection &connection, const QString &file, const QList<Database::Migration> &migrations)
{
    const Result<qint64> version = connection.number(u"PRAGMA user_version"_s);
    if (!version)
        return tl::make_unexpected(version.error());
    if (*version > migrations.size() || *version < 0)
        return failure(Error::Kind::Invalid,
                       u"%1: was written by a newer version of this program (schema %2, this one knows %3): it is left untouched"_s.arg(
                           file, QString::number(*version), QString::number(migrations.size())));
    if (*version > 0 && *version < migrations.size()) {
        if (const Result<> kept = keepCopy(connection, file, *version); !kept)
            return kept;
    }
    for (qsizetype step = *version; step < migrations.size(); ++step) {
        if (const Result<> applied = applyStep(connection, migrations[step], step + 1); !applied)
            return applied;
    }
    return {};
}

/// What one try to open came to: damage is told apart from every other error.
struct Attempt {
    Result<OpenedFile> opened;
    bool isDamaged = false;
};

Attempt tryOpen(const QString &file, const QList<Database::Migration> &migrations)
{
    const qint64 size = QFileInfo(file).size();
    Result<std::unique_ptr<Connection>> connection = Connection::open(file, Connection::Mode::ReadWrite);
    if (!connection)
        return {tl::make_unexpected(connection.error()), false};
    Connection &open = **connection;
    Result<> result = configure(open);
    bool isDamaged = false;
    if (result && size > 0 && size <= maxCheckedAtOpen) {
        const Result<bool> whole = isWhole(open);
        if (!whole)
            result = tl::make_unexpected(whole.error());
        else if (!*whole)
            isDamaged = true;
    }
    if (result && !isDamaged)
        result = migrate(open, file, migrations);
    isDamaged = isDamaged || open.hasSeenDamage();
    if (!result || isDamaged)
        return {result ? failure(Error::Kind::Io, u"%1: is damaged"_s.arg(file)) : tl::make_unexpected(result.error()), isDamaged};
    return {OpenedFile{std::move(*connection), false, size > maxCheckedAtOpen}, false};
}

} // namespace

Result<bool> isWhole(Connection &connection)
{
    Result<Rows> rows = connection.select(u"PRAGMA quick_check(1)"_s);
    if (rows && rows->next())
        return rows->text(0) == "ok"_L1;
    if (connection.hasSeenDamage())
        return false;
    return tl::make_unexpected(rows ? rows->end().error() : rows.error());
}

void condemn(const QString &file)
{
    if (QFile::exists(condemnedMark(file)))
        return;
    qCCritical(logStore, "database %s is damaged: it will be rebuilt at the next start", qUtf8Printable(file));
    const QFileInfo mark(condemnedMark(file));
    if (const Result<> written = writeDurably(mark.path(), mark.fileName(), {}); !written)
        qCWarning(logStore, "%s", qUtf8Printable(written.error().message));
}

Result<OpenedFile> openDatabaseFile(const QString &file, const QList<Database::Migration> &migrations)
{
    bool wasRebuilt = false;
    if (QFile::exists(condemnedMark(file))) {
        if (const Result<> moved = moveAside(file); !moved)
            return tl::make_unexpected(moved.error());
        wasRebuilt = true;
    }
    if (QFileInfo(file).isSymLink())
        return failure(Error::Kind::Io, u"%1: is a link"_s.arg(file));
    if (QFile made(file); !made.exists() && !made.open(QIODevice::ReadWrite | QIODevice::NewOnly))
        return failure(Error::Kind::Io, u"%1: %2"_s.arg(file, made.errorString()));
    QFile::setPermissions(file, QFile::ReadOwner | QFile::WriteOwner); // SQLite gives -wal and -shm the same.
    Attempt attempt = tryOpen(file, migrations);
    if (attempt.isDamaged) {
        if (const Result<> moved = moveAside(file); !moved)
            return tl::make_unexpected(moved.error());
        wasRebuilt = true;
        attempt = tryOpen(file, migrations);
    }
    if (attempt.opened)
        attempt.opened->wasRebuilt = wasRebuilt;
    return std::move(attempt.opened);
}

} // namespace gateway::store
