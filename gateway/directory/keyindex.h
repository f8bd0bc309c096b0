#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <optional>
#include <vector>

namespace gateway::directory {

/// Which entry has which local part in which domain: an open-addressed table over one block of text, a third of the size of a QHash. The
/// hash has a seed of its own, so that nobody can choose local parts that collide (threats.md R7).
class KeyIndex
{
public:
    KeyIndex();

    void reserve(qsizetype keys);
    void squeeze(); ///< All keys are there.
    /// Returns where the entry of this key is stored, which is the older one if there was one.
    struct Place {
        quint32 &entry;
        bool isNew;
    };
    Place insert(quint32 domain, QByteArrayView localKey, quint32 entry);
    [[nodiscard]] std::optional<quint32> find(quint32 domain, QByteArrayView localKey) const;
    [[nodiscard]] qsizetype size() const { return qsizetype(m_keys.size()); }

private:
    struct Key {
        quint32 offset, length, domain, entry;
    };
    struct Slot {
        quint32 hash = 0;
        quint32 key = 0; ///< Its number from 1; 0: free.
    };

    [[nodiscard]] quint32 hash(quint32 domain, QByteArrayView localKey) const;
    /// The slot of this key, or the free one where it belongs.
    [[nodiscard]] std::size_t slot(quint32 hash, quint32 domain, QByteArrayView localKey) const;
    void rehash(std::size_t slots);

    std::size_t m_seed;
    QByteArray m_text;
    std::vector<Key> m_keys;
    std::vector<Slot> m_slots; ///< A power of two, at most half of them taken.
};

} // namespace gateway::directory
