#pragma once

#include "gateway/result.h"

#include <QSqlQuery>
#include <QString>
#include <QVariant>
#include <memory>

namespace gateway::store {

class Connection;

/// The rows of one SELECT. Gives its statement back to the connection when it goes: keep it no longer than the job.
class Rows
{
public:
    Rows(Rows &&other) noexcept;
    Rows &operator=(Rows &&) = delete;
    ~Rows();
    [[nodiscard]] bool next();                         ///< To the first, then each following row. False at the end and after an error.
    [[nodiscard]] QString text(int column) const;
    [[nodiscard]] QByteArray octets(int column) const; ///< Of a BLOB, or of a text in UTF-8.
    [[nodiscard]] qint64 number(int column) const;
    [[nodiscard]] Result<> end() const;                ///< Why next() said false: nothing, or the error.

private:
    friend class Connection;
    Rows(Connection &connection, QString sql, QSqlQuery query);
    Connection *m_connection; ///< Null after a move.
    QString m_sql;
    QSqlQuery m_query;
};

/// One connection to the database, as jobs see it. Each text of SQL is prepared once and kept: use '?' for every value (threats.md W10),
/// and few different texts. Values: QByteArray is stored as BLOB, QString as text (never NULL); the two never compare equal in SQLite.
/// Used by one thread at a time.
class Connection
{
public:
    enum class Mode { ReadWrite, ReadOnly };
    /// Opens \a file; needs a QCoreApplication (the SQL driver is a plug-in).
    [[nodiscard]] static Result<std::unique_ptr<Connection>> open(const QString &file, Mode mode);
    ~Connection();
    Connection(const Connection &) = delete;
    Connection &operator=(const Connection &) = delete;

    /// Runs a statement that yields no rows. Error::Kind::Full when the disk is, Timeout when the database stayed busy, else Io.
    [[nodiscard]] Result<> execute(const QString &sql, const QVariantList &values = {});
    [[nodiscard]] Result<Rows> select(const QString &sql, const QVariantList &values = {});
    /// The first column of the first row as a number; \a otherwise if there is no row.
    [[nodiscard]] Result<qint64> number(const QString &sql, const QVariantList &values = {}, qint64 otherwise = 0);
    [[nodiscard]] int changedRows() const;     ///< By the last execute().
    [[nodiscard]] bool hasSeenDamage() const;  ///< SQLite called the file corrupt, or not a database, at least once.

private:
    friend class Rows;
    Connection();
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace gateway::store
