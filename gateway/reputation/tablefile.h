#pragma once

#include "gateway/reputation/keyhash.h"
#include "gateway/sha256.h"

#include <functional>
#include <span>

namespace gateway::reputation {

/// A saved table: a head (what it is, the size of a record, the seed of its keys, how many records), the records, a checksum of it all. The
/// numbers are in the order of octets of the machine; a machine with another order takes the file for a broken one.

/// Writes it as a whole, durably: after a crash there is the old file or the new. (blocks)
[[nodiscard]] Result<> writeTable(const QString &path, QByteArrayView kind, const HashSeed &seed, qsizetype recordSize, std::span<const QByteArray> pieces);

/// Where a table that is read goes to. What was taken counts only if the reading ends well.
struct TableSink {
    std::function<void(const HashSeed &)> begin;
    std::function<bool(QByteArrayView record)> take; ///< False: the record cannot be right.
};

/// Reads a saved table in pieces of any size.
class TableParser
{
public:
    static constexpr qsizetype headSize = 56, checksumSize = 32;

    TableParser(QByteArrayView kind, qsizetype recordSize, quint64 maxRecords, TableSink sink);
    [[nodiscard]] Result<> feed(QByteArrayView octets);
    [[nodiscard]] Result<> finish();

    [[nodiscard]] static QByteArray head(QByteArrayView kind, const HashSeed &seed, qsizetype recordSize, quint64 count);

private:
    [[nodiscard]] Result<> readHead();

    const QByteArray m_kind;
    const qsizetype m_recordSize;
    const quint64 m_maxRecords;
    const TableSink m_sink;
    enum class Part { Head, Records, Checksum } m_part = Part::Head;
    QByteArray m_pending; ///< Of what is not whole yet.
    quint64 m_remaining = 0; ///< Records.
    Sha256 m_hash;
};

/// Reads \a path. Error::Kind::NotFound: there is none; Error::Kind::Invalid: it is broken. (blocks)
[[nodiscard]] Result<> readTable(const QString &path, TableParser &parser);

/// After readTable() failed: what the operator is told, empty for NotFound. A file that is there is renamed to PATH.broken, so that it can be looked into
/// and is not written over. (blocks)
[[nodiscard]] QString setAside(const QString &path, const Error &error);

} // namespace gateway::reputation
