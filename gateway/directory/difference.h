#pragma once

#include "gateway/directory/recipient.h"

namespace gateway::directory {

/// What reading a source anew would change. Entries are the same if their primary addresses are.
struct Difference {
    struct Change {
        Entry before, after;
    };
    QList<Entry> added, removed;
    QList<Change> changed; ///< In anything but source and firstSeen.

    [[nodiscard]] bool isEmpty() const { return added.isEmpty() && removed.isEmpty() && changed.isEmpty(); }
    /// How many would no longer get mail: those removed, and those disabled from now on.
    [[nodiscard]] qsizetype lost() const;
};

[[nodiscard]] Difference differenceOf(const QList<Entry> &before, const QList<Entry> &after);

/// Whether a person must look at it first: a wrong filter, or a directory that answers half, must not refuse the mail of half the company.
/// One entry may always go if others stay: in a small office that is more than any percentage.
[[nodiscard]] bool needsApproval(const Difference &difference, qsizetype previousSize, int maxRemovedPercent = 10);

/// Gives the entries of \a after the time they were first seen: that of the same entry in \a before, or \a now for new ones.
void keepFirstSeen(QList<Entry> &after, const QList<Entry> &before, const QDateTime &now);

} // namespace gateway::directory
