#include "gateway/directory/difference.h"

#include "gateway/directory/addresskey.h"

#include <QHash>

namespace gateway::directory {
namespace {

QHash<QByteArray, const Entry *> byKey(const QList<Entry> &entries)
{
    QHash<QByteArray, const Entry *> keyed;
    keyed.reserve(entries.size());
    for (const Entry &entry : entries)
        keyed.insert(addressKey(entry.address), &entry);
    return keyed;
}

/// Whether they say the same; a directory gives values in any order.
bool isSame(const Entry &a, const Entry &b)
{
    const auto sorted = [](auto list) {
        std::sort(list.begin(), list.end());
        return list;
    };
    return a.address == b.address && a.name == b.name && a.isImportant == b.isImportant && a.isDisabled == b.isDisabled
        && (a.aliases == b.aliases || sorted(a.aliases) == sorted(b.aliases)) && (a.groups == b.groups || sorted(a.groups) == sorted(b.groups));
}

} // namespace

qsizetype Difference::lost() const
{
    return removed.size() + std::ranges::count_if(changed, [](const Change &change) { return change.after.isDisabled && !change.before.isDisabled; });
}

Difference differenceOf(const QList<Entry> &before, const QList<Entry> &after)
{
    Difference difference;
    QHash<QByteArray, const Entry *> old = byKey(before);
    for (const Entry &entry : after) {
        const Entry *previous = old.take(addressKey(entry.address));
        if (!previous)
            difference.added.append(entry);
        else if (!isSame(*previous, entry))
            difference.changed.append({*previous, entry});
    }
    for (const Entry &entry : before) { // In the order of the set, not of the hash.
        if (old.contains(addressKey(entry.address)))
            difference.removed.append(entry);
    }
    return difference;
}

bool needsApproval(const Difference &difference, qsizetype previousSize, int maxRemovedPercent)
{
    const qsizetype lost = difference.lost();
    if (lost == 0 || previousSize <= 0)
        return false;
    if (lost >= previousSize)
        return true;
    return lost > 1 && lost * 100 > previousSize * maxRemovedPercent;
}

void keepFirstSeen(QList<Entry> &after, const QList<Entry> &before, const QDateTime &now)
{
    const QHash<QByteArray, const Entry *> old = byKey(before);
    for (Entry &entry : after) {
        const auto previous = old.constFind(addressKey(entry.address));
        entry.firstSeen = previous != old.constEnd() ? (*previous)->firstSeen : now.toUTC();
    }
}

} // namespace gateway::directory
