#include "ui/models/senderwords.h"

#include "ui/models/plaintext.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;
using gateway::admin::SenderListConflict;
using gateway::admin::SenderListEntry;

namespace ui {
namespace {

struct SenderWords {
    Q_DECLARE_TR_FUNCTIONS(SenderWords)
};

bool isAllowed(const SenderListEntry &entry) { return entry.action == "allow"_L1; }

} // namespace

Chip senderChip(const SenderListEntry &entry)
{
    return isAllowed(entry) ? Chip{u"check"_s, SenderWords::tr("Allowed"), Tone::Good, true} : Chip{u"ban"_s, SenderWords::tr("Blocked"), Tone::Bad, true};
}

QString scopeWord(const QString &scope) { return scope == "*"_L1 || scope.isEmpty() ? SenderWords::tr("everyone here") : marked(scope); }

QString senderEntryText(const SenderListEntry &entry)
{
    const QString sender = marked(entry.sender), scope = scopeWord(entry.scope);
    return isAllowed(entry) ? SenderWords::tr("%1, allowed for %2").arg(sender, scope) : SenderWords::tr("%1, blocked for %2").arg(sender, scope);
}

QString conflictSentence(const SenderListConflict &conflict)
{
    const QString stronger = senderEntryText(conflict.stronger), weaker = senderEntryText(conflict.weaker);
    if (conflict.kind == "duplicate"_L1)
        return SenderWords::tr("This entry is there already; only its note is changed.");
    if (conflict.kind == "contradiction"_L1)
        return SenderWords::tr("“%1” contradicts “%2”. The block counts.").arg(stronger, weaker);
    if (conflict.kind == "overruled"_L1)
        return SenderWords::tr("“%1” has no effect, because of “%2”.").arg(weaker, stronger);
    return SenderWords::tr("Where both apply, “%1” counts before “%2”.").arg(stronger, weaker);
}

QString authorAddress(const gateway::admin::Message &message)
{
    const QString &author = message.headerFrom;
    const qsizetype open = author.lastIndexOf(u'<');
    const QString address = open >= 0 && author.endsWith(u'>') ? author.sliced(open + 1).chopped(1) : author;
    return address.contains(u'@') ? address : message.sender;
}

bool isMistake(const SenderListConflict &conflict) { return conflict.kind == "contradiction"_L1 || conflict.kind == "overruled"_L1; }

} // namespace ui
