#include "gateway/reputation/senderconflict.h"

#include <QHash>
#include <QSet>

using Action = gateway::reputation::SenderEntry::Action;

namespace gateway::reputation {
namespace {

/// The patterns of which each covers the senders of \a pattern, itself among them.
QList<QByteArray> coveringPatterns(const QByteArray &pattern)
{
    QList<QByteArray> all{pattern};
    const qsizetype at = pattern.lastIndexOf('@');
    QByteArray domain = pattern.sliced(at + 1);
    if (domain.startsWith('.')) {
        domain = domain.sliced(1);
    } else {
        if (at > 0)
            all.append('@' + domain);
        all.append("@." + domain);
    }
    for (qsizetype dot = domain.indexOf('.'); dot >= 0; dot = domain.indexOf('.', dot + 1))
        all.append("@." + domain.sliced(dot + 1));
    return all;
}

using Index = QHash<QByteArray, QList<qsizetype>>;

Index bySender(const QList<SenderEntry> &all, Action action)
{
    Index index;
    for (qsizetype i = 0; i < all.size(); ++i) {
        if (all[i].action == action)
            index[all[i].sender].append(i);
    }
    return index;
}

QByteArray keyOf(const SenderEntry &entry) { return (entry.action == Action::Allow ? '+' : '-') + entry.sender + '\n' + entry.target; }

} // namespace

std::optional<SenderConflict> conflictBetween(const SenderEntry &entry, const SenderEntry &other)
{
    using enum SenderConflict::Kind;
    const bool isAllow = entry.action == Action::Allow;
    const bool isAroundOther = entry.coversSendersOf(other), isInOther = other.coversSendersOf(entry);
    if (!isAroundOther && !isInOther)
        return {};
    const SenderEntry &block = isAllow ? other : entry, &allow = isAllow ? entry : other;
    if (entry.scope == other.scope) {
        if (entry.target != other.target)
            return {};
        return SenderConflict{isAroundOther && isInOther ? Contradiction : block.coversSendersOf(allow) ? Overruled : Exception, block, allow};
    }
    if (entry.coversScopeOf(other))
        return SenderConflict{Exception, other, entry};
    if (other.coversScopeOf(entry))
        return SenderConflict{Exception, entry, other};
    return {};
}

QList<SenderConflict> conflictsAmong(const QList<SenderEntry> &all, const QList<SenderEntry> &news, qsizetype limit)
{
    QSet<QByteArray> newKeys;
    for (const SenderEntry &entry : news)
        newKeys.insert(keyOf(entry));
    const Index allowed = bySender(all, Action::Allow), blocked = bySender(all, Action::Block);
    QList<SenderConflict> found;
    qsizetype left = maxConflictPairs;
    // Of two that touch the same senders one covers the other: it is among those found from there. Equal ones are found from what is allowed.
    for (const SenderEntry &inner : all) {
        const bool isAllow = inner.action == Action::Allow, isNew = newKeys.contains(keyOf(inner));
        const Index &others = isAllow ? blocked : allowed;
        for (const QByteArray &pattern : coveringPatterns(inner.sender)) {
            if (!isAllow && pattern == inner.sender)
                continue;
            for (const qsizetype index : others.value(pattern)) {
                if (--left < 0 || found.size() >= limit)
                    return found;
                if (!isNew && !newKeys.contains(keyOf(all[index])))
                    continue;
                if (const std::optional<SenderConflict> conflict = conflictBetween(inner, all[index]))
                    found.append(*conflict);
            }
        }
    }
    return found;
}

} // namespace gateway::reputation
