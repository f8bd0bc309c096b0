#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QList>
#include <atomic>
#include <chrono>
#include <mutex>

namespace gateway::net {

/// By what a message is known again: the SHA-256 of its octets, made once and only if somebody asks. Thread-safe.
class MessageDigest
{
public:
    explicit MessageDigest(QByteArrayView message) : m_message(message) {} ///< Borrowed for as long as value() may be called.

    [[nodiscard]] qsizetype size() const { return m_message.size(); }
    [[nodiscard]] QByteArray value() const;
    [[nodiscard]] bool isKnown() const; ///< Whether it was made.

private:
    const QByteArrayView m_message;
    mutable std::mutex m_mutex;
    mutable QByteArray m_value;
};

/// Messages that were being scanned when their worker died or had to be killed (threats.md D16, V2). Thread-safe. Holds a bounded number;
/// those whose last worker died longest ago are forgotten first (R7).
///
/// A message of which the list knows none of the same size is not hashed.
class PoisonList
{
public:
    using Clock = std::chrono::steady_clock;

    static constexpr int maxDeaths = 3;
    static constexpr qsizetype maxEntries = 1000;
    /// How long it is remembered after the last of its workers died: senders try three times in less than that.
    static constexpr std::chrono::hours lifetime{12};

    [[nodiscard]] int deaths(const MessageDigest &message, Clock::time_point now) const; ///< How many workers it has killed.
    int add(const MessageDigest &message, Clock::time_point now);                        ///< One more; returns the new number.
    void forgive(const MessageDigest &message);                                          ///< It was scanned after all: it is not what killed the workers.

private:
    struct Entry {
        QByteArray digest;
        qsizetype size = 0;
        int deaths = 0;
        Clock::time_point last;
    };

    [[nodiscard]] bool mayKnow(const MessageDigest &message) const;

    mutable std::mutex m_mutex;
    QList<Entry> m_entries; ///< Oldest death first.
    std::atomic<bool> m_isEmpty = true;
};

} // namespace gateway::net
