#pragma once

#include "gateway/delivery/spoolfile.h"

#include <array>
#include <functional>
#include <map>
#include <set>
#include <vector>

namespace gateway::delivery {

/// Whose turn it is: the queue's messages in memory, about 200 octets each whatever they hold. No files, no clock, no locks.
/// Times are milliseconds since 1970.
class Schedule
{
public:
    using Id = std::array<char, 20>; ///< A spool id; they sort by the time the message was received.
    struct Known {
        qint64 next = 0, octets = 0;
        QByteArray destination;
        bool isHeld = false;
    };

    /// \a farAhead: a turn further in the future than that was set before the clock went back, and has come (threats.md D11).
    explicit Schedule(qint64 farAhead) : m_farAhead(farAhead) {}

    void add(const Id &id, const Known &known);    ///< New, or known at last.
    void addUnknown(const Id &id);                 ///< Counted, but never taken until add().
    void remove(const Id &id);
    void setTurn(const Id &id, qint64 next);       ///< No longer taken; its turn comes at \a next.
    void setHeld(const Id &id, bool isHeld);
    void setTaken(const Id &id);                   ///< Out of turn: nobody else gets it.
    /// The turn of all messages, or of those for one destination, comes now.
    void drain(const QByteArray &destination, qint64 now);

    using Room = std::function<int(const QByteArray &destination)>;
    /// Oldest first, at most \a limit. While several destinations wait, none gets more than half of all that are out (C3).
    [[nodiscard]] std::vector<Id> take(qint64 now, int limit, const Room &room);

    [[nodiscard]] bool contains(const Id &id) const { return m_items.contains(id); }
    [[nodiscard]] bool isUnknown(const Id &id) const;
    [[nodiscard]] bool isTaken(const Id &id) const;
    [[nodiscard]] std::optional<Known> find(const Id &id) const;
    [[nodiscard]] std::vector<Id> page(qint64 offset, qint64 limit) const; ///< Oldest first.
    [[nodiscard]] std::vector<Id> unknown() const;
    [[nodiscard]] qint64 size() const { return qint64(m_items.size()); }
    [[nodiscard]] qint64 octets() const { return m_octets; }

private:
    struct Destination {
        std::set<Id> due;
        qint64 items = 0;
        int taken = 0;
    };
    using DestinationEntry = std::pair<const QByteArray, Destination>;
    enum class State : quint8 { Unknown, Waiting, Due, Taken, Idle }; ///< Idle: held.
    struct Item {
        qint64 next = 0, octets = 0;
        DestinationEntry *destination = nullptr; ///< Null while unknown. Nodes of a map do not move.
        State state = State::Unknown;
        bool isHeld = false;
    };
    struct Candidate;

    void enter(const Id &id, Item &item, State state);
    void promote(qint64 now);
    std::vector<Candidate> candidates(int limit, const Room &room);

    qint64 m_farAhead;
    qint64 m_octets = 0;
    int m_taken = 0;
    std::map<Id, Item> m_items;
    std::map<QByteArray, Destination> m_destinations;
    std::set<std::pair<qint64, Id>> m_waiting;
};

} // namespace gateway::delivery
