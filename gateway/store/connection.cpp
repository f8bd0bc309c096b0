#include "gateway/store/connection.h"

#include <QSqlDatabase>
#include <QSqlError>
#include <atomic>
#include <unordered_map>
#include <utility>

using namespace Qt::StringLiterals;

namespace gateway::store {
namespace {

/// SQLite's primary result codes that a caller can act on (https://sqlite.org/rescode.html); the extended code's low octet.
enum Code { Busy = 5, Locked = 6, Corrupt = 11, Full = 13, NotADatabase = 26 };

int primaryCode(const QSqlError &error)
{
    return error.nativeErrorCode().toInt() & 0xff;
}

Error toError(const QSqlError &error)
{
    const int code = primaryCode(error);
    const Error::Kind kind = code == Full    ? Error::Kind::Full
        : code == Busy || code == Locked     ? Error::Kind::Timeout
                                             : Error::Kind::Io;
    return {kind, u"database: %1 (%2)"_s.arg(error.databaseText(), error.nativeErrorCode())};
}

/// The driver would store a null QString as NULL; for us it is an empty text.
QVariant bindable(const QVariant &value)
{
    if (value.userType() == QMetaType::QString && value.toString().isNull())
        return u""_s;
    if (value.userType() == QMetaType::QByteArray && value.toByteArray().isNull())
        return ""_ba;
    return value;
}

} // namespace

struct Connection::Private {
    QString name;
    QSqlDatabase database;
    std::unordered_map<QString, QSqlQuery> statements;
    int changedRows = 0;
    bool hasSeenDamage = false;

    /// Takes the statement out of the store, so that a use inside a use prepares another one.
    Result<QSqlQuery> takeStatement(const QString &sql)
    {
        if (auto node = statements.extract(sql))
            return std::move(node.mapped());
        QSqlQuery query(database);
        query.setForwardOnly(true);
        if (!query.prepare(sql))
            return tl::make_unexpected(note(query.lastError()));
        return query;
    }

    void keepStatement(const QString &sql, QSqlQuery &&query)
    {
        constexpr size_t maxStatements = 200; // More different texts than we have: something builds SQL from values.
        query.finish();
        if (statements.size() >= maxStatements)
            statements.clear();
        statements.insert_or_assign(sql, std::move(query));
    }

    Result<QSqlQuery> run(const QString &sql, const QVariantList &values)
    {
        Result<QSqlQuery> query = takeStatement(sql);
        if (!query)
            return query;
        for (int i = 0; i < values.size(); ++i)
            query->bindValue(i, bindable(values[i]));
        if (!query->exec())
            return tl::make_unexpected(note(query->lastError()));
        return query;
    }

    Error note(const QSqlError &error)
    {
        const int code = primaryCode(error);
        hasSeenDamage = hasSeenDamage || code == Corrupt || code == NotADatabase;
        return toError(error);
    }
};

Rows::Rows(Connection &connection, QString sql, QSqlQuery query)
    : m_connection(&connection), m_sql(std::move(sql)), m_query(std::move(query))
{}

Rows::Rows(Rows &&other) noexcept
    : m_connection(std::exchange(other.m_connection, nullptr)), m_sql(std::move(other.m_sql)),
      m_query(std::move(other.m_query))
{}

Rows::~Rows()
{
    if (m_connection)
        m_connection->d->keepStatement(m_sql, std::move(m_query));
}

bool Rows::next()
{
    return m_query.next();
}

QString Rows::text(int column) const
{
    return m_query.value(column).toString();
}

QByteArray Rows::octets(int column) const
{
    const QVariant value = m_query.value(column);
    return value.userType() == QMetaType::QString ? value.toString().toUtf8() : value.toByteArray();
}

qint64 Rows::number(int column) const
{
    return m_query.value(column).toLongLong();
}

Result<> Rows::end() const
{
    if (m_query.lastError().type() == QSqlError::NoError)
        return {};
    return tl::make_unexpected(m_connection->d->note(m_query.lastError()));
}

Connection::Connection() : d(std::make_unique<Private>()) {}

Connection::~Connection()
{
    d->statements.clear();
    d->database.close();
    d->database = {};
    QSqlDatabase::removeDatabase(d->name);
}

Result<std::unique_ptr<Connection>> Connection::open(const QString &file, Mode mode)
{
    static std::atomic<int> counter = 0;
    std::unique_ptr<Connection> connection(new Connection);
    Private &d = *connection->d;
    d.name = u"gateway-%1"_s.arg(counter++);
    d.database = QSqlDatabase::addDatabase(u"QSQLITE"_s, d.name);
    d.database.setDatabaseName(file);
    d.database.setConnectOptions(mode == Mode::ReadOnly ? u"QSQLITE_BUSY_TIMEOUT=5000;QSQLITE_OPEN_READONLY"_s
                                                        : u"QSQLITE_BUSY_TIMEOUT=5000"_s);
    if (!d.database.open())
        return tl::make_unexpected(d.note(d.database.lastError()));
    return connection;
}

Result<> Connection::execute(const QString &sql, const QVariantList &values)
{
    Result<QSqlQuery> query = d->run(sql, values);
    if (!query)
        return tl::make_unexpected(std::move(query.error()));
    d->changedRows = query->numRowsAffected();
    d->keepStatement(sql, std::move(*query));
    return {};
}

Result<Rows> Connection::select(const QString &sql, const QVariantList &values)
{
    Result<QSqlQuery> query = d->run(sql, values);
    if (!query)
        return tl::make_unexpected(std::move(query.error()));
    return Rows(*this, sql, std::move(*query));
}

Result<qint64> Connection::number(const QString &sql, const QVariantList &values, qint64 otherwise)
{
    Result<Rows> rows = select(sql, values);
    if (!rows)
        return tl::make_unexpected(std::move(rows.error()));
    if (rows->next())
        return rows->number(0);
    if (const Result<> end = rows->end(); !end)
        return tl::make_unexpected(end.error());
    return otherwise;
}

int Connection::changedRows() const
{
    return d->changedRows;
}

bool Connection::hasSeenDamage() const
{
    return d->hasSeenDamage;
}

} // namespace gateway::store
