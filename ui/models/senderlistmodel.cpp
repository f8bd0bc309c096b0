#include "ui/models/senderlistmodel.h"

#include "ui/models/format.h"
#include "ui/models/plaintext.h"
#include "ui/models/senderwords.h"

using gateway::admin::SenderListEntry;

namespace ui {

QList<Column> SenderListModel::columns() const
{
    return {{.title = tr("State"), .width = 110},
            {.title = tr("Sender"), .width = 260, .stretches = true, .elide = Qt::ElideMiddle},
            {.title = tr("For"), .width = 140, .elide = Qt::ElideMiddle},
            {.title = tr("Note"), .width = 150},
            {.title = tr("Added"), .width = 110, .hasEqualDigits = true}};
}

QVariant SenderListModel::cell(const SenderListEntry &entry, int column, int role) const
{
    const auto text = [&entry, column]() -> QString {
        switch (column) {
        case Action: return senderChip(entry).word;
        case Sender: return marked(entry.sender);
        case For: return scopeWord(entry.scope);
        case Note: return marked(entry.note);
        case Added: return entry.added.isValid() ? formatDate(entry.added) : tr("not known");
        default: return {};
        }
    };
    switch (role) {
    case Qt::DisplayRole: return text();
    case ChipRole: return column == Action ? QVariant::fromValue(senderChip(entry)) : QVariant();
    case MutedRole: return column == Note || column == Added;
    case Qt::ToolTipRole: return column == Added && entry.added.isValid() ? formatDateTime(entry.added) : plainToolTip(text());
    case Qt::AccessibleTextRole: return entry.note.isEmpty() ? senderEntryText(entry) : tr("%1, %2").arg(senderEntryText(entry), marked(entry.note));
    default: return {};
    }
}

} // namespace ui
