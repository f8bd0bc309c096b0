#include "ui/models/blocklistsmodel.h"

#include "ui/models/plaintext.h"

#include <QLocale>

using namespace Qt::StringLiterals;
using gateway::admin::BlockListState;
using gateway::admin::BlockListZone;

namespace ui {

QList<Column> BlockListsModel::columns() const
{
    return {{.title = tr("In use"), .width = 100},
            {.title = tr("List"), .width = 220, .stretches = true, .elide = Qt::ElideMiddle},
            {.title = tr("What it lists"), .width = 140},
            {.title = tr("Weight"), .width = 80, .isNumeric = true},
            {.title = tr("Answers"), .width = 230},
            {.title = tr("Check"), .width = 170}};
}

void BlockListsModel::setStates(const QList<BlockListState> &states)
{
    m_states.clear();
    for (const BlockListState &state : states)
        m_states.insert(state.zone, state);
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
}

const BlockListState *BlockListsModel::state(const QString &zone) const
{
    const auto it = m_states.constFind(zone);
    return it == m_states.cend() ? nullptr : &*it;
}

Chip BlockListsModel::stateChip(const BlockListZone &list) const
{
    const BlockListState *known = state(list.zone);
    if (!known)
        return {u"circle-dashed"_s, tr("Not checked"), Tone::Unknown, true};
    return known->works ? Chip{u"circle-check"_s, tr("Works"), Tone::Good, true} : Chip{u"circle-x"_s, tr("Does not work"), Tone::Bad};
}

QVariant BlockListsModel::cell(const BlockListZone &list, int column, int role) const
{
    const QString kind = list.kind == "allow"_L1 ? tr("good servers") : tr("bad servers");
    const QString use = list.isEnabled ? tr("On") : tr("Off");
    const auto text = [&]() -> QString {
        switch (column) {
        case Use: return use;
        case Zone: return marked(list.zone);
        case Kind: return kind;
        case Weight: return QLocale().toString(list.weight, 'f', 1);
        case Codes: return list.codes.isEmpty() ? tr("all count alike") : marked(list.codes.join(u", "_s));
        case State: return stateChip(list).word;
        default: return {};
        }
    };
    switch (role) {
    case Qt::DisplayRole: return text();
    case ChipRole:
        if (column == Use)
            return QVariant::fromValue(list.isEnabled ? Chip{u"circle-check"_s, use, Tone::Good, true} : Chip{u"circle-dashed"_s, use, Tone::Unknown, true});
        return column == State ? QVariant::fromValue(stateChip(list)) : QVariant();
    case MutedRole: return column == Kind || column == Codes || !list.isEnabled;
    case Qt::ToolTipRole: {
        const BlockListState *known = column == State ? state(list.zone) : nullptr;
        return plainToolTip(known && !known->problems.isEmpty() ? marked(known->problems.join(u' ')) : text());
    }
    case Qt::AccessibleTextRole: return tr("%1, %2, %3, %4").arg(marked(list.zone), kind, use, stateChip(list).word);
    default: return {};
    }
}

} // namespace ui
