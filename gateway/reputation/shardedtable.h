#pragma once

#include "gateway/reputation/compacttable.h"

#include <QByteArray>
#include <QList>
#include <array>
#include <memory>
#include <mutex>
#include <utility>

namespace gateway::reputation {

/// A CompactTable cut into parts with a lock each, so that loops that ask at once seldom wait. Bits 2 to 7 of a key name its part.
template<typename Record>
class ShardedTable
{
public:
    static constexpr size_t shardCount = 64;
    static constexpr qsizetype minRecords = 1024; ///< Fewer are not worth their eviction.

    /// The parts fill up unevenly: each gets a twentieth more than its share, so that \a maxRecords do fit.
    explicit ShardedTable(qsizetype maxRecords)
    {
        const qsizetype share = std::max(maxRecords, minRecords) / qsizetype(shardCount);
        for (std::unique_ptr<Shard> &shard : m_shards)
            shard = std::make_unique<Shard>(share + share / 20);
    }

    /// Calls \a function with the part of \a key, locked.
    template<typename Function>
    auto with(quint64 key, const Function &function)
    {
        Shard &shard = shardOf(key);
        const std::scoped_lock lock(shard.mutex);
        return function(shard.table);
    }
    template<typename Function>
    auto with(quint64 key, const Function &function) const
    {
        Shard &shard = shardOf(key);
        const std::scoped_lock lock(shard.mutex);
        return function(std::as_const(shard.table));
    }

    [[nodiscard]] qsizetype count() const { return sum([](const CompactTable<Record> &table) { return table.count(); }); }
    [[nodiscard]] qsizetype octets() const { return sum([](const CompactTable<Record> &table) { return table.octets(); }); }

    /// The octets of all records, in one piece per part. Each part is of one moment; a record that changes meanwhile is in as it was or is.
    [[nodiscard]] QList<QByteArray> snapshot() const
    {
        QList<QByteArray> pieces;
        for (const std::unique_ptr<Shard> &shard : m_shards) {
            const std::scoped_lock lock(shard->mutex);
            QByteArray piece;
            piece.reserve(shard->table.count() * qsizetype(sizeof(Record)));
            shard->table.forEach([&piece](const Record &record) { piece.append(reinterpret_cast<const char *>(&record), sizeof record); });
            pieces.append(std::move(piece));
        }
        return pieces;
    }

private:
    struct alignas(64) Shard { // A cache line of its own for each lock.
        explicit Shard(qsizetype maxRecords) : table(maxRecords) {}
        std::mutex mutex;
        CompactTable<Record> table;
    };
    [[nodiscard]] Shard &shardOf(quint64 key) const { return *m_shards[key >> 2 & (shardCount - 1)]; }

    template<typename Function>
    [[nodiscard]] qsizetype sum(const Function &function) const
    {
        qsizetype all = 0;
        for (const std::unique_ptr<Shard> &shard : m_shards) {
            const std::scoped_lock lock(shard->mutex);
            all += function(shard->table);
        }
        return all;
    }

    std::array<std::unique_ptr<Shard>, shardCount> m_shards;
};

} // namespace gateway::reputation
