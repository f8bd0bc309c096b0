#include "ui/models/countsmodel.h"

#include "ui/models/defencewords.h"
#include "ui/models/format.h"
#include "ui/models/plaintext.h"

using gateway::admin::DefenceCount;

namespace ui {
namespace {

// The gateway's own word for a rule this window does not know.
QString nameOf(const DefenceCount &count)
{
    const QString name = defenceRuleName(count.rule);
    return name == marked(count.rule) && !count.name.isEmpty() ? marked(count.name) : name;
}

qint64 numberOf(const DefenceCount &count, int column)
{
    switch (column) {
    case CountsModel::Refused: return count.refused;
    case CountsModel::Deferred: return count.deferred;
    case CountsModel::Greylisted: return count.greylisted;
    case CountsModel::Warned: return count.warned;
    case CountsModel::Observed: return count.observed;
    default: return 0;
    }
}

} // namespace

QList<Column> CountsModel::columns() const
{
    return {{.title = tr("Rule"), .width = 260, .stretches = true},
            {.title = tr("Refused"), .width = 90, .isNumeric = true},
            {.title = tr("Deferred"), .width = 90, .isNumeric = true},
            {.title = tr("Greylisted"), .width = 100, .isNumeric = true},
            {.title = tr("Warned only"), .width = 110, .isNumeric = true},
            {.title = tr("Observed only"), .width = 120, .isNumeric = true}};
}

QVariant CountsModel::cell(const DefenceCount &count, int column, int role) const
{
    const QString text = column == Rule ? nameOf(count) : formatNumber(numberOf(count, column));
    switch (role) {
    case Qt::DisplayRole: return text;
    case MutedRole: return column > Rule && numberOf(count, column) == 0;
    case Qt::ToolTipRole:
        return plainToolTip(column == Warned || column == Observed ? tr("What it would have done if its checks were enforced") : text);
    case Qt::AccessibleTextRole: return tr("%1: %2").arg(nameOf(count), countsText(count).isEmpty() ? tr("nothing yet") : countsText(count));
    default: return {};
    }
}

} // namespace ui
