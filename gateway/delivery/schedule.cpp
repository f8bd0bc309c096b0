#include "gateway/delivery/schedule.h"

#include <algorithm>
#include <iterator>

namespace gateway::delivery {

/// A destination that has something due, while take() chooses.
struct Schedule::Candidate {
    Id oldest;
    DestinationEntry *destination;
    int room;
    /// For a heap whose top is the oldest.
    friend bool operator<(const Candidate &a, const Candidate &b) { return a.oldest > b.oldest; }
};

/// The only place where a state changes, so that the sets and counters always agree with it.
void Schedule::enter(const Id &id, Item &item, State state)
{
    switch (item.state) {
    case State::Waiting: m_waiting.erase({item.next, id}); break;
    case State::Due: item.destination->second.due.erase(id); break;
    case State::Taken:
        if (item.destination) {
            --item.destination->second.taken;
            --m_taken;
        }
        break;
    case State::Unknown:
    case State::Idle: break;
    }
    item.state = state;
    switch (item.state) {
    case State::Waiting: m_waiting.insert({item.next, id}); break;
    case State::Due: item.destination->second.due.insert(id); break;
    case State::Taken:
        if (item.destination) {
            ++item.destination->second.taken;
            ++m_taken;
        }
        break;
    case State::Unknown:
    case State::Idle: break;
    }
}

void Schedule::add(const Id &id, const Known &known)
{
    Item &item = m_items[id];
    if (item.destination)
        return;
    m_octets += known.octets - item.octets;
    item.octets = known.octets;
    item.isHeld = known.isHeld;
    item.state = State::Unknown; // Even if it was taken: nothing was counted for it.
    item.destination = &*m_destinations.try_emplace(known.destination).first;
    ++item.destination->second.items;
    item.next = known.next;
    enter(id, item, item.isHeld ? State::Idle : State::Waiting);
}

void Schedule::addUnknown(const Id &id)
{
    m_items.try_emplace(id);
}

void Schedule::remove(const Id &id)
{
    const auto found = m_items.find(id);
    if (found == m_items.end())
        return;
    Item &item = found->second;
    enter(id, item, State::Idle);
    m_octets -= item.octets;
    if (item.destination && --item.destination->second.items == 0)
        m_destinations.erase(m_destinations.find(item.destination->first));
    m_items.erase(found);
}

void Schedule::setTurn(const Id &id, qint64 next)
{
    const auto found = m_items.find(id);
    if (found == m_items.end() || !found->second.destination)
        return;
    Item &item = found->second;
    enter(id, item, State::Idle);
    item.next = next;
    if (!item.isHeld)
        enter(id, item, State::Waiting);
}

void Schedule::setHeld(const Id &id, bool isHeld)
{
    const auto found = m_items.find(id);
    if (found == m_items.end() || !found->second.destination)
        return;
    Item &item = found->second;
    item.isHeld = isHeld;
    if (item.state != State::Taken) // A taken one stays out until setTurn().
        enter(id, item, isHeld ? State::Idle : State::Waiting);
}

void Schedule::setTaken(const Id &id)
{
    if (const auto found = m_items.find(id); found != m_items.end())
        enter(id, found->second, State::Taken);
}

void Schedule::drain(const QByteArray &destination, qint64 now)
{
    for (auto &[id, item] : m_items) {
        const bool isMeant = destination.isEmpty() || (item.destination && item.destination->first == destination);
        if (item.state == State::Waiting && item.next > now && isMeant) {
            enter(id, item, State::Idle);
            item.next = now;
            enter(id, item, State::Waiting);
        }
    }
}

/// Those whose turn has come go from waiting to due; so many in one go that the event loop which asks does not stand still (R6).
void Schedule::promote(qint64 now)
{
    constexpr int most = 10'000;
    for (int i = 0; i < most && !m_waiting.empty(); ++i) {
        const bool hasCome = m_waiting.begin()->first <= now;
        const auto &[next, id] = hasCome ? *m_waiting.begin() : *m_waiting.rbegin();
        if (!hasCome && next <= now + m_farAhead)
            break;
        const Id copy = id;
        enter(copy, m_items.at(copy), State::Due);
    }
}

std::vector<Schedule::Candidate> Schedule::candidates(int limit, const Room &room)
{
    std::vector<Candidate> waiting;
    for (DestinationEntry &entry : m_destinations) {
        if (!entry.second.due.empty())
            waiting.push_back({*entry.second.due.begin(), &entry, limit});
    }
    const int half = std::max(1, (m_taken + limit) / 2);
    for (Candidate &candidate : waiting) {
        if (waiting.size() > 1)
            candidate.room = std::min(candidate.room, half - candidate.destination->second.taken);
        if (room)
            candidate.room = std::min(candidate.room, room(candidate.destination->first));
    }
    std::erase_if(waiting, [](const Candidate &candidate) { return candidate.room <= 0; });
    return waiting;
}

std::vector<Schedule::Id> Schedule::take(qint64 now, int limit, const Room &room)
{
    promote(now);
    std::vector<Id> taken;
    if (limit <= 0) // Asking for room may use up the one try that a next hop has.
        return taken;
    std::vector<Candidate> heap = candidates(limit, room);
    std::make_heap(heap.begin(), heap.end());
    while (!heap.empty() && int(taken.size()) < limit) {
        std::pop_heap(heap.begin(), heap.end());
        Candidate candidate = heap.back();
        heap.pop_back();
        taken.push_back(candidate.oldest);
        enter(candidate.oldest, m_items.at(candidate.oldest), State::Taken);
        const std::set<Id> &due = candidate.destination->second.due;
        if (--candidate.room > 0 && !due.empty()) {
            candidate.oldest = *due.begin();
            heap.push_back(candidate);
            std::push_heap(heap.begin(), heap.end());
        }
    }
    return taken;
}

bool Schedule::isUnknown(const Id &id) const
{
    const auto found = m_items.find(id);
    return found != m_items.end() && !found->second.destination;
}

bool Schedule::isTaken(const Id &id) const
{
    const auto found = m_items.find(id);
    return found != m_items.end() && found->second.state == State::Taken;
}

std::optional<Schedule::Known> Schedule::find(const Id &id) const
{
    const auto found = m_items.find(id);
    if (found == m_items.end() || !found->second.destination)
        return std::nullopt;
    const Item &item = found->second;
    return Known{item.next, item.octets, item.destination->first, item.isHeld};
}

std::vector<Schedule::Id> Schedule::page(qint64 offset, qint64 limit) const
{
    std::vector<Id> ids;
    if (offset < 0 || offset >= size())
        return ids;
    for (auto item = std::next(m_items.begin(), offset); item != m_items.end() && qint64(ids.size()) < limit; ++item)
        ids.push_back(item->first);
    return ids;
}

std::vector<Schedule::Id> Schedule::unknown() const
{
    std::vector<Id> ids;
    for (const auto &[id, item] : m_items) {
        if (!item.destination)
            ids.push_back(id);
    }
    return ids;
}

} // namespace gateway::delivery
