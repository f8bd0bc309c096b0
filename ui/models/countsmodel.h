#pragma once

#include "gateway/admin/defencetypes.h"
#include "ui/models/recordmodel.h"

namespace ui {

/// What the rules of the defence did, and what they would have done in a mode that acts.
class CountsModel : public RecordModel<gateway::admin::DefenceCount>
{
    Q_OBJECT
public:
    enum ColumnIndex { Rule, Refused, Deferred, Greylisted, Warned, Observed, ColumnCount };

    using RecordModel::RecordModel;
    [[nodiscard]] QList<Column> columns() const override;

protected:
    [[nodiscard]] QVariant cell(const gateway::admin::DefenceCount &count, int column, int role) const override;
    [[nodiscard]] QString idOf(const gateway::admin::DefenceCount &count) const override { return count.rule; }
};

} // namespace ui
