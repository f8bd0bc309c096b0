#include "ui/models/sourcesmodel.h"

#include "ui/models/directorywords.h"
#include "ui/models/format.h"
#include "ui/models/plaintext.h"

using namespace Qt::StringLiterals;
using gateway::admin::DirectorySourceState;

namespace ui {

QList<Column> SourcesModel::columns() const
{
    return {{.title = tr("Source"), .width = 150, .elide = Qt::ElideMiddle},
            {.title = tr("Kind"), .width = 140},
            {.title = tr("Read from"), .width = 200, .stretches = true},
            {.title = tr("Last read"), .width = 138, .hasEqualDigits = true},
            {.title = tr("People"), .width = 76, .isNumeric = true},
            {.title = tr("State"), .width = 250}};
}

QVariant SourcesModel::cell(const DirectorySourceState &state, int column, int role) const
{
    const auto text = [&state, column]() -> QString {
        switch (column) {
        case Name: return marked(state.source.id);
        case Kind: return sourceKind(state.source);
        case Place: return sourcePlace(state.source);
        case LastRead: return state.lastRead.isValid() ? formatDateTime(state.lastRead) : tr("never");
        case Entries: return formatNumber(state.entries);
        case State: return sourceChip(state).word;
        default: return {};
        }
    };
    switch (role) {
    case Qt::DisplayRole: return text();
    case ChipRole: return column == State ? QVariant::fromValue(sourceChip(state)) : QVariant();
    case MutedRole: return column == Kind || column == Place || column == LastRead;
    case Qt::DecorationRole: return column != Name ? QVariant() : QVariant(state.source.kind == "ldap"_L1 ? u"server"_s : u"folder-open"_s);
    case Qt::ToolTipRole: return plainToolTip(column == State && !state.cause.isEmpty() ? marked(state.cause) : text());
    case Qt::AccessibleTextRole:
        return tr("%1, %2, %3 people, %4").arg(marked(state.source.id), sourceKind(state.source), formatNumber(state.entries), sourceChip(state).word);
    default: return {};
    }
}

} // namespace ui
