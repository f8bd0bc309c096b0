#pragma once

#include <QHash>
#include <QRandomGenerator>
#include <list>
#include <unordered_map>

namespace gateway::directory {

/// A table with room for so many keys; the one not used for longest makes room for a new one. The hash has a seed of its own (threats.md R7).
template<typename Key, typename Value>
class BoundedMap
{
public:
    explicit BoundedMap(qsizetype capacity) : m_capacity(std::max<qsizetype>(capacity, 1)) {} ///< Zero never means unlimited.

    [[nodiscard]] qsizetype size() const { return qsizetype(m_items.size()); }
    [[nodiscard]] const Value *peek(const Key &key) const ///< Does not count as use.
    {
        const auto found = m_positions.find(key);
        return found == m_positions.end() ? nullptr : &found->second->second;
    }
    [[nodiscard]] Value *find(const Key &key) { return const_cast<Value *>(peek(key)); } ///< The same.
    /// The value of \a key, made if there is none; then \a onEviction is called with the value that made room.
    template<typename OnEviction>
    Value &use(const Key &key, const OnEviction &onEviction)
    {
        if (const auto found = m_positions.find(key); found != m_positions.end()) {
            m_items.splice(m_items.begin(), m_items, found->second);
            return found->second->second;
        }
        if (size() >= m_capacity) {
            onEviction(m_items.back().second);
            m_positions.erase(m_items.back().first);
            m_items.pop_back();
        }
        m_items.emplace_front(key, Value());
        m_positions.emplace(key, m_items.begin());
        return m_items.front().second;
    }
    Value &use(const Key &key)
    {
        return use(key, [](Value &) {});
    }
    void remove(const Key &key)
    {
        if (const auto found = m_positions.find(key); found != m_positions.end()) {
            m_items.erase(found->second);
            m_positions.erase(found);
        }
    }
    void clear()
    {
        m_positions.clear();
        m_items.clear();
    }
    using Items = std::list<std::pair<Key, Value>>;
    [[nodiscard]] const Items &items() const { return m_items; } ///< Last used first.

private:
    struct Hash {
        std::size_t seed = std::size_t(QRandomGenerator::system()->generate64());
        std::size_t operator()(const Key &key) const { return qHash(key, seed); }
    };
    const qsizetype m_capacity;
    Items m_items;
    std::unordered_map<Key, typename Items::iterator, Hash> m_positions;
};

} // namespace gateway::directory
