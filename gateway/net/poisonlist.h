#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QHash>
#include <atomic>
#include <mutex>

namespace gateway::net {

/// Messages, by the digest of their octets, that were being scanned when their worker died or had to be killed (threats.md D16).
/// Thread-safe. Holds a bounded number; the oldest are forgotten first (R7).
class PoisonList
{
public:
    static constexpr int maxDeaths = 3;

    [[nodiscard]] static QByteArray digest(QByteArrayView message);
    /// How many workers the message has killed. Costs nothing while the list is empty.
    [[nodiscard]] int deaths(QByteArrayView message) const;
    [[nodiscard]] bool isEmpty() const { return m_size.load(std::memory_order_relaxed) == 0; }
    int add(QByteArrayView message);     ///< One more; returns the new number.
    void forgive(QByteArrayView message); ///< It was scanned after all: it is not what killed the workers.

private:
    static constexpr qsizetype maxEntries = 1000;
    mutable std::mutex m_mutex;
    QHash<QByteArray, int> m_deaths;
    QList<QByteArray> m_order; ///< Oldest first.
    std::atomic<qsizetype> m_size = 0;
};

} // namespace gateway::net
