#pragma once

#include <QByteArray>
#include <QDateTime>
#include <QList>
#include <QString>
#include <QStringList>

namespace gateway::directory {

/// One recipient as a source lists it: a person, a group, a public folder.
struct Entry {
    QByteArray address;         ///< The primary address, as smtp::Mailbox::toBytes() writes it.
    QList<QByteArray> aliases;  ///< Further addresses of the same mailbox, in the same form; the primary one is not among them.
    QString name;               ///< For people to read. Hostile like all from outside.
    QStringList groups;         ///< Names of the groups it belongs to.
    bool isImportant = false;   ///< One whom impostors like to play.
    bool isDisabled = false;    ///< The account is switched off: mail to it is refused.
    QByteArray source{};        ///< Id of the source that lists it.
    QDateTime firstSeen{};      ///< UTC; invalid if it was there when its source was read for the first time.

    friend bool operator==(const Entry &, const Entry &) = default;
};

/// Whether the entry came to its source after \a since: new staff does not know yet whose mail to expect, and impostors know that.
[[nodiscard]] inline bool isNewSince(const Entry &entry, const QDateTime &since)
{
    return entry.firstSeen.isValid() && entry.firstSeen >= since;
}

} // namespace gateway::directory
