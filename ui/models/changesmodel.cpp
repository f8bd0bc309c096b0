#include "ui/models/changesmodel.h"

#include "ui/models/directorywords.h"
#include "ui/models/plaintext.h"

using namespace Qt::StringLiterals;
using gateway::admin::DirectoryChange;
using gateway::admin::DirectoryEntry;

namespace ui {
namespace {

const DirectoryEntry &shownOf(const DirectoryChange &change) { return change.kind == "removed"_L1 ? change.before : change.after; }

Chip kindChip(const DirectoryChange &change)
{
    if (change.kind == "removed"_L1)
        return {u"user-x"_s, ChangesModel::tr("Removed"), Tone::Bad, true};
    if (change.kind == "added"_L1)
        return {u"plus"_s, ChangesModel::tr("Added"), Tone::Good, true};
    return {u"pencil"_s, ChangesModel::tr("Changed"), Tone::Information, true};
}

QString detail(const DirectoryChange &change)
{
    if (change.kind == "changed"_L1)
        return changeDetail(change.before, change.after);
    const DirectoryEntry &entry = shownOf(change);
    QStringList parts;
    if (!entry.aliases.isEmpty())
        parts.append(ChangesModel::tr("also as %1").arg(marked(entry.aliases.join(u", "_s))));
    if (!entry.groups.isEmpty())
        parts.append(ChangesModel::tr("groups: %1").arg(marked(entry.groups.join(u", "_s))));
    return parts.join(ChangesModel::tr("; "));
}

} // namespace

QList<Column> ChangesModel::columns() const
{
    return {{.title = tr("Change"), .width = 110},
            {.title = tr("Address"), .width = 240, .elide = Qt::ElideMiddle},
            {.title = tr("Name"), .width = 180},
            {.title = tr("What is different"), .width = 300, .stretches = true}};
}

QString ChangesModel::idOf(const DirectoryChange &change) const { return change.kind + u' ' + shownOf(change).address; }

QVariant ChangesModel::cell(const DirectoryChange &change, int column, int role) const
{
    const auto text = [&change, column]() -> QString {
        switch (column) {
        case Kind: return kindChip(change).word;
        case Address: return marked(shownOf(change).address);
        case Name: return marked(shownOf(change).name);
        case Detail: return detail(change);
        default: return {};
        }
    };
    switch (role) {
    case Qt::DisplayRole: return text();
    case ChipRole: return column == Kind ? QVariant::fromValue(kindChip(change)) : QVariant();
    case MutedRole: return column == Detail;
    case Qt::ToolTipRole: return plainToolTip(text());
    case Qt::AccessibleTextRole: return tr("%1: %2. %3").arg(kindChip(change).word, marked(shownOf(change).address), detail(change));
    default: return {};
    }
}

} // namespace ui
