#include "gateway/directory/keyindex.h"

#include <QHash>
#include <QRandomGenerator>
#include <bit>

namespace gateway::directory {

KeyIndex::KeyIndex() : m_seed(std::size_t(QRandomGenerator::system()->generate64())), m_slots(16) {}

void KeyIndex::reserve(qsizetype keys)
{
    m_keys.reserve(std::size_t(keys));
    rehash(std::bit_ceil(std::size_t(std::max<qsizetype>(keys, 8)) * 2));
}

void KeyIndex::squeeze()
{
    m_text.squeeze();
    m_keys.shrink_to_fit();
}

quint32 KeyIndex::hash(quint32 domain, QByteArrayView localKey) const
{
    const std::size_t value = qHashBits(localKey.data(), std::size_t(localKey.size()), m_seed + domain);
    return quint32(quint64(value) ^ (quint64(value) >> 32));
}

std::size_t KeyIndex::slot(quint32 hash, quint32 domain, QByteArrayView localKey) const
{
    const std::size_t mask = m_slots.size() - 1;
    for (std::size_t i = hash & mask;; i = (i + 1) & mask) {
        const Slot &candidate = m_slots[i];
        if (candidate.key == 0)
            return i;
        if (candidate.hash != hash)
            continue;
        const Key &key = m_keys[candidate.key - 1];
        if (key.domain == domain && QByteArrayView(m_text).sliced(key.offset, key.length) == localKey)
            return i;
    }
}

KeyIndex::Place KeyIndex::insert(quint32 domain, QByteArrayView localKey, quint32 entry)
{
    if ((m_keys.size() + 1) * 2 > m_slots.size())
        rehash(m_slots.size() * 2);
    const quint32 value = hash(domain, localKey);
    Slot &place = m_slots[slot(value, domain, localKey)];
    if (place.key != 0)
        return {m_keys[place.key - 1].entry, false};
    m_keys.push_back({quint32(m_text.size()), quint32(localKey.size()), domain, entry});
    m_text.append(localKey);
    place = {value, quint32(m_keys.size())};
    return {m_keys.back().entry, true};
}

std::optional<quint32> KeyIndex::find(quint32 domain, QByteArrayView localKey) const
{
    const Slot &place = m_slots[slot(hash(domain, localKey), domain, localKey)];
    return place.key == 0 ? std::nullopt : std::optional(m_keys[place.key - 1].entry);
}

void KeyIndex::rehash(std::size_t slots)
{
    std::vector<Slot> old = std::exchange(m_slots, std::vector<Slot>(slots));
    const std::size_t mask = slots - 1;
    for (const Slot &taken : old) {
        if (taken.key == 0)
            continue;
        std::size_t i = taken.hash & mask;
        while (m_slots[i].key != 0)
            i = (i + 1) & mask;
        m_slots[i] = taken;
    }
}

} // namespace gateway::directory
