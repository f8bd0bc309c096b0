#pragma once

#include "gateway/admin/defencetypes.h"
#include "ui/models/recordmodel.h"

namespace ui {

/// The organisation's own lists of clients.
class ClientRulesModel : public RecordModel<gateway::admin::DefenceClientRule>
{
    Q_OBJECT
public:
    enum ColumnIndex { Action, Client, Note, ColumnCount };

    using RecordModel::RecordModel;
    [[nodiscard]] QList<Column> columns() const override;

protected:
    [[nodiscard]] QVariant cell(const gateway::admin::DefenceClientRule &rule, int column, int role) const override;
    [[nodiscard]] QString idOf(const gateway::admin::DefenceClientRule &rule) const override { return rule.action + u' ' + rule.client; }
};

} // namespace ui
