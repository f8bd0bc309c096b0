#pragma once

#include <QRandomGenerator>
#include <QtGlobal>
#include <algorithm>
#include <type_traits>
#include <vector>

namespace gateway::reputation {

/// Records of a fixed size under 64-bit keys, in one piece of memory: open addressing with linear probing, no pointers, no strings. Bounded:
/// when it is full, the record of least worth among a few makes room (threats.md R7).
///
/// A Record is trivially copyable and begins life with key 0, the mark of a free slot. Keys are seeded hashes (KeyHash): nobody can choose
/// keys that lie together. Each table puts them in an order of its own, so that one that is filled from another as it stands does not get all
/// the small ones first, one behind the other.
template<typename Record>
class CompactTable
{
    static_assert(std::is_trivially_copyable_v<Record>);

public:
    explicit CompactTable(qsizetype maxRecords) : m_maxRecords(size_t(std::max<qsizetype>(maxRecords, 1))) {}

    [[nodiscard]] qsizetype count() const { return qsizetype(m_count); }
    [[nodiscard]] qsizetype octets() const { return qsizetype(m_slots.capacity() * sizeof(Record)); }

    /// Valid until the next obtain() or remove().
    [[nodiscard]] const Record *find(quint64 key) const
    {
        const size_t slot = slotOf(key);
        return slot < m_slots.size() && m_slots[slot].key == key ? &m_slots[slot] : nullptr;
    }

    /// The record of \a key, which is not 0; a new one if there was none. \a worth says of a record what it is worth as a number.
    template<typename Worth>
    [[nodiscard]] Record &obtain(quint64 key, const Worth &worth)
    {
        Q_ASSERT(key != 0);
        size_t slot = slotOf(key);
        if (slot < m_slots.size() && m_slots[slot].key == key)
            return m_slots[slot];
        if (m_count >= m_maxRecords)
            removeAt(leastOfSome(worth));
        if ((m_count + 1) * 5 > m_slots.size() * 4)
            grow();
        slot = slotOf(key);
        m_slots[slot] = Record();
        m_slots[slot].key = key;
        ++m_count;
        return m_slots[slot];
    }

    void remove(quint64 key)
    {
        const size_t slot = slotOf(key);
        if (slot < m_slots.size() && m_slots[slot].key == key)
            removeAt(slot);
    }

    template<typename Function>
    void forEach(const Function &function) const
    {
        for (const Record &record : m_slots) {
            if (record.key != 0)
                function(record);
        }
    }

private:
    [[nodiscard]] size_t home(quint64 key) const { return size_t((key * m_order >> 32) * m_slots.size() >> 32); }
    [[nodiscard]] size_t next(size_t slot) const { return slot + 1 == m_slots.size() ? 0 : slot + 1; }

    /// Where \a key is, or would be put. There is always a free slot, unless there is none at all.
    [[nodiscard]] size_t slotOf(quint64 key) const
    {
        if (m_slots.empty())
            return 0;
        size_t slot = home(key);
        while (m_slots[slot].key != 0 && m_slots[slot].key != key)
            slot = next(slot);
        return slot;
    }

    void grow()
    {
        // By half, never beyond what a full table needs: the old and the new slots are in memory together only for a moment.
        const size_t enough = m_maxRecords * 5 / 4 + 2;
        std::vector<Record> old(std::clamp(m_slots.size() + m_slots.size() / 2, size_t(16), std::max(enough, size_t(16))));
        old.swap(m_slots);
        for (const Record &record : old) {
            if (record.key != 0)
                m_slots[slotOf(record.key)] = record;
        }
    }

    /// Looks at records here and there. Not at neighbours only: where little is left to evict as much would be evicted as elsewhere, until what
    /// is worth keeping stands alone there.
    template<typename Worth>
    [[nodiscard]] size_t leastOfSome(const Worth &worth)
    {
        constexpr int places = 16;
        size_t least = m_slots.size();
        auto leastWorth = worth(Record());
        for (int i = 0; i < places; ++i) {
            m_random = m_random * 6364136223846793005U + 1442695040888963407U;
            size_t slot = home(m_random);
            while (m_slots[slot].key == 0)
                slot = next(slot);
            const auto own = worth(m_slots[slot]);
            if (least == m_slots.size() || own < leastWorth) {
                least = slot;
                leastWorth = own;
            }
        }
        return least;
    }

    /// Moves those behind that may lie further in front, so that no search ends too early.
    void removeAt(size_t hole)
    {
        const size_t size = m_slots.size();
        for (size_t slot = next(hole); m_slots[slot].key != 0; slot = next(slot)) {
            const size_t wayOfRecord = (slot + size - home(m_slots[slot].key)) % size, wayOfHole = (slot + size - hole) % size;
            if (wayOfRecord >= wayOfHole) {
                m_slots[hole] = m_slots[slot];
                hole = slot;
            }
        }
        m_slots[hole] = Record();
        --m_count;
    }

    size_t m_maxRecords, m_count = 0;
    quint64 m_order = QRandomGenerator::global()->generate64() | 1;
    quint64 m_random = m_order;
    std::vector<Record> m_slots;
};

} // namespace gateway::reputation
