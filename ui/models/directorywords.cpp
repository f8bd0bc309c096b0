#include "ui/models/directorywords.h"

#include "ui/models/format.h"
#include "ui/models/plaintext.h"

#include <QCoreApplication>
#include <QLocale>

using namespace Qt::StringLiterals;
using gateway::admin::DirectoryEntry;
using gateway::admin::DirectoryLookup;
using gateway::admin::DirectorySource;
using gateway::admin::DirectorySourceState;

namespace ui {
namespace {

constexpr int newForDays = 30; // So long somebody is called new.

struct Directory {
    Q_DECLARE_TR_FUNCTIONS(Directory)
};

QString yesOrNo(bool value) { return value ? Directory::tr("yes") : Directory::tr("no"); }

QString listed(const QStringList &values) { return values.isEmpty() ? Directory::tr("none") : marked(values.join(u", "_s)); }

} // namespace

QString presetName(const QString &preset)
{
    if (preset == "active-directory"_L1)
        return u"Active Directory"_s;
    if (preset == "openldap"_L1)
        return u"OpenLDAP"_s;
    return preset == "389ds"_L1 ? u"389 Directory Server"_s : marked(preset);
}

QString sourceKind(const DirectorySource &source)
{
    if (source.kind == "csv"_L1)
        return Directory::tr("CSV file");
    return source.kind == "ldif"_L1 ? Directory::tr("LDIF file") : presetName(source.preset);
}

QString sourcePlace(const DirectorySource &source)
{
    if (source.kind == "ldap"_L1)
        return source.servers.isEmpty() ? Directory::tr("no server") : marked(source.servers.join(u", "_s));
    return source.file.isEmpty() ? Directory::tr("only what is uploaded") : marked(source.file);
}

QString sourceEncryption(const DirectorySource &source)
{
    if (source.tls == "none"_L1)
        return Directory::tr("none: passwords and names cross the network readable");
    const QString way = source.tls == "ldaps"_L1 ? u"LDAPS"_s : u"StartTLS"_s;
    return source.verifiesCertificate ? Directory::tr("%1, certificate verified").arg(way) : Directory::tr("%1, certificate not verified").arg(way);
}

QString sourceName(const QString &id) { return id == "typed"_L1 ? Directory::tr("typed by hand") : marked(id); }

Chip outcomeChip(const QString &outcome)
{
    if (outcome == "imported"_L1)
        return {u"circle-check"_s, Directory::tr("Imported"), Tone::Good};
    if (outcome == "unchanged"_L1)
        return {u"circle-check"_s, Directory::tr("Nothing new"), Tone::Good, true};
    if (outcome == "pending"_L1)
        return {u"hand"_s, Directory::tr("Waits for approval"), Tone::Attention};
    if (outcome == "approved"_L1)
        return {u"circle-check"_s, Directory::tr("Approved"), Tone::Good};
    if (outcome == "rejected"_L1)
        return {u"trash-2"_s, Directory::tr("Discarded"), Tone::Unknown};
    if (outcome == "failed"_L1)
        return {u"circle-x"_s, Directory::tr("Failed"), Tone::Bad};
    return outcome.isEmpty() ? Chip{u"circle-dashed"_s, Directory::tr("Never read"), Tone::Unknown} : Chip{u"circle-question-mark"_s, marked(outcome), Tone::Unknown};
}

Chip sourceChip(const DirectorySourceState &state)
{
    if (state.isReading)
        return {u"loader"_s, Directory::tr("Reading"), Tone::Information, true};
    if (state.hasPending) {
        return {u"hand"_s, Directory::tr("Waits for approval: %1").arg(changeCounts(state.pendingAdded, state.pendingRemoved, state.pendingChanged)),
                Tone::Attention};
    }
    Chip chip = outcomeChip(state.outcome);
    chip.isBare = chip.tone == Tone::Good || chip.tone == Tone::Unknown; // The expected is quiet.
    return chip;
}

QString changeCounts(qint64 added, qint64 removed, qint64 changed)
{
    return u"+%1 \u2212%2 ~%3"_s.arg(formatNumber(added), formatNumber(removed), formatNumber(changed));
}

Chip entryChip(const DirectoryEntry &entry, const QDateTime &now)
{
    if (entry.isDisabled)
        return {u"ban"_s, Directory::tr("Disabled"), Tone::Attention, true};
    const bool isNew = entry.firstSeen.isValid() && entry.firstSeen.daysTo(now) <= newForDays;
    if (entry.isImportant)
        return {u"shield-check"_s, isNew ? Directory::tr("Important, new") : Directory::tr("Important"), Tone::Information, true};
    return isNew ? Chip{u"info"_s, Directory::tr("New"), Tone::Information, true} : Chip{{}, {}, Tone::Unknown, true};
}

QString changeDetail(const DirectoryEntry &before, const DirectoryEntry &after)
{
    QStringList parts;
    const auto add = [&parts](const QString &what, const QString &from, const QString &to) {
        if (from != to)
            parts.append(Directory::tr("%1: %2 → %3").arg(what, from, to));
    };
    const auto named = [](const QString &name) { return name.isEmpty() ? Directory::tr("none") : marked(name); };
    add(Directory::tr("disabled"), yesOrNo(before.isDisabled), yesOrNo(after.isDisabled));
    add(Directory::tr("aliases"), listed(before.aliases), listed(after.aliases));
    add(Directory::tr("name"), named(before.name), named(after.name));
    add(Directory::tr("important"), yesOrNo(before.isImportant), yesOrNo(after.isImportant));
    add(Directory::tr("groups"), listed(before.groups), listed(after.groups));
    return parts.join(Directory::tr("; "));
}

QString lookupSentence(const DirectoryLookup &lookup)
{
    const QString address = marked(lookup.address);
    if (lookup.status == "notours"_L1)
        return Directory::tr("%1 is in none of our domains. Mail to it is not taken.").arg(address);
    if (lookup.status == "known"_L1)
        return lookup.isTagged ? Directory::tr("%1 is known without its tag. Mail to it is accepted.").arg(address)
                               : Directory::tr("%1 is known. Mail to it is accepted.").arg(address);
    if (lookup.status == "catchall"_L1)
        return Directory::tr("%1 is in no list, so its mail goes to the catch-all mailbox.").arg(address);
    if (lookup.status == "asknexthop"_L1)
        return Directory::tr("%1 is in no list. The mail server is asked whether it exists.").arg(address);
    if (lookup.status == "disabled"_L1)
        return Directory::tr("%1 is switched off in the directory. Mail to it is refused.").arg(address);
    if (lookup.status == "unknown"_L1)
        return Directory::tr("%1 is in no list. Mail to it is refused.").arg(address);
    if (lookup.status == "notknown"_L1)
        return Directory::tr("Whether %1 exists could not be found out. Its mail is deferred, so the sender tries again.").arg(address);
    return lookup.isFlagged ? Directory::tr("%1 is in no list. Its mail is accepted all the same and marked.").arg(address)
                            : Directory::tr("Recipients are not checked in this domain. Mail to %1 is accepted.").arg(address);
}

Tone lookupTone(const DirectoryLookup &lookup)
{
    if (lookup.status == "disabled"_L1 || lookup.status == "unknown"_L1 || lookup.status == "notours"_L1)
        return Tone::Attention;
    if (lookup.status == "notknown"_L1)
        return Tone::Unknown;
    return lookup.status == "known"_L1 ? Tone::Good : Tone::Information;
}

QString lookupDetail(const DirectoryLookup &lookup)
{
    QStringList lines;
    const DirectoryEntry &entry = lookup.entry;
    if (!entry.address.isEmpty()) {
        QStringList facts;
        if (!entry.name.isEmpty())
            facts.append(marked(entry.name));
        if (entry.address.compare(lookup.address, Qt::CaseInsensitive) != 0)
            facts.append(Directory::tr("mailbox %1").arg(marked(entry.address)));
        facts.append(Directory::tr("source: %1").arg(sourceName(entry.source)));
        if (!entry.groups.isEmpty())
            facts.append(Directory::tr("groups: %1").arg(listed(entry.groups)));
        if (entry.isImportant)
            facts.append(Directory::tr("important"));
        lines.append(facts.join(Directory::tr("; ")));
    }
    if (!lookup.reply.isEmpty())
        lines.append(Directory::tr("The sender is answered: %1").arg(marked(lookup.reply)));
    return lines.join(u'\n');
}

QString recipientCheckWord(const QString &check)
{
    if (check == "auto"_L1)
        return Directory::tr("refused where there is a list");
    if (check == "list"_L1)
        return Directory::tr("refused");
    return check == "ask"_L1 ? Directory::tr("the mail server is asked") : check == "off"_L1 ? Directory::tr("accepted") : marked(check);
}

QString recipientCheckSentence(const QString &check)
{
    if (check == "auto"_L1)
        return Directory::tr("They are refused as soon as a source or you name recipients of this domain. Until then all are accepted.");
    if (check == "list"_L1)
        return Directory::tr("They are refused, even while no recipient is known. Then nobody gets mail.");
    if (check == "ask"_L1)
        return Directory::tr("The mail server is asked whether it would take mail for them. Its answer is remembered for a while.");
    return Directory::tr("All are accepted. The mail server has to refuse them, and guessing spammers are not noticed.");
}

} // namespace ui
