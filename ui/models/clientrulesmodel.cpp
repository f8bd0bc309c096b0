#include "ui/models/clientrulesmodel.h"

#include "ui/models/defencewords.h"
#include "ui/models/plaintext.h"

using gateway::admin::DefenceClientRule;

namespace ui {

QList<Column> ClientRulesModel::columns() const
{
    return {{.title = tr("Action"), .width = 120}, {.title = tr("Client"), .width = 280, .elide = Qt::ElideMiddle}, {.title = tr("Note"), .width = 300, .stretches = true}};
}

QVariant ClientRulesModel::cell(const DefenceClientRule &rule, int column, int role) const
{
    const QString text = column == Action ? ruleActionWord(rule.action) : column == Client ? marked(rule.client) : marked(rule.note);
    switch (role) {
    case Qt::DisplayRole: return text;
    case ChipRole: return column == Action ? QVariant::fromValue(clientRuleChip(rule.action)) : QVariant();
    case MutedRole: return column == Note;
    case Qt::ToolTipRole: return plainToolTip(text);
    case Qt::AccessibleTextRole: return rule.note.isEmpty() ? clientRuleText(rule) : tr("%1: %2").arg(clientRuleText(rule), marked(rule.note));
    default: return {};
    }
}

} // namespace ui
