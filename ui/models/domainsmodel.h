#pragma once

#include "gateway/admin/types.h"
#include "ui/models/recordmodel.h"

namespace ui {

/// Our domains, and how their recipients are checked.
class DomainsModel : public RecordModel<gateway::admin::Domain>
{
    Q_OBJECT
public:
    enum ColumnIndex { Name, NextHop, Check, Typed, Aliases, CatchAll, ColumnCount };

    using RecordModel::RecordModel;
    [[nodiscard]] QList<Column> columns() const override;

protected:
    [[nodiscard]] QVariant cell(const gateway::admin::Domain &domain, int column, int role) const override;
    [[nodiscard]] QString idOf(const gateway::admin::Domain &domain) const override { return domain.name; }
};

} // namespace ui
