#include "app/posternctl/directorywords.h"

#include "app/posternctl/words.h"

namespace cli {

using namespace gateway::admin;
using namespace Qt::StringLiterals;

QString outcomeWord(const QString &outcome)
{
    if (outcome == "imported"_L1)
        return Texts::tr("imported");
    if (outcome == "unchanged"_L1)
        return Texts::tr("unchanged");
    if (outcome == "pending"_L1)
        return Texts::tr("waits for approval");
    if (outcome == "approved"_L1)
        return Texts::tr("approved");
    if (outcome == "rejected"_L1)
        return Texts::tr("rejected");
    if (outcome == "failed"_L1)
        return Texts::tr("failed");
    return outcome.isEmpty() ? Texts::tr("not read yet") : outcome;
}

QString lookupWord(const DirectoryLookup &lookup)
{
    const QString &status = lookup.status;
    if (status == "known"_L1)
        return lookup.isTagged ? Texts::tr("yes, without its tag") : Texts::tr("yes");
    if (status == "accepted"_L1)
        return lookup.isFlagged ? Texts::tr("no; accepted and flagged") : Texts::tr("no; the domain accepts everybody");
    if (status == "catchall"_L1)
        return Texts::tr("no; the catch-all mailbox gets the mail");
    if (status == "asknexthop"_L1)
        return Texts::tr("in no list; the next hop is asked");
    if (status == "disabled"_L1)
        return Texts::tr("yes, but the account is switched off");
    if (status == "unknown"_L1)
        return Texts::tr("no");
    if (status == "notknown"_L1)
        return Texts::tr("not in the part of the list that is there");
    return status == "notours"_L1 ? Texts::tr("no, the domain is none of ours") : status;
}

QString sourceWord(const QString &source) { return source == "typed"_L1 ? Texts::tr("typed in") : source; }

QString stateOf(const DirectoryEntry &entry)
{
    QStringList states;
    if (entry.isDisabled)
        states.append(Texts::tr("switched off"));
    if (entry.isImportant)
        states.append(Texts::tr("important"));
    return states.isEmpty() ? Texts::tr("active") : states.join(u", "_s);
}

} // namespace cli
