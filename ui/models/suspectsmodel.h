#pragma once

#include "gateway/admin/directorytypes.h"
#include "ui/models/recordmodel.h"

namespace ui {

/// Clients that try out which recipients there are, latest first.
class SuspectsModel : public RecordModel<gateway::admin::HarvestSuspect>
{
    Q_OBJECT
public:
    enum ColumnIndex { Client, Count, Last, State, ColumnCount };

    using RecordModel::RecordModel;
    [[nodiscard]] QList<Column> columns() const override;

protected:
    [[nodiscard]] QVariant cell(const gateway::admin::HarvestSuspect &suspect, int column, int role) const override;
    [[nodiscard]] QString idOf(const gateway::admin::HarvestSuspect &suspect) const override { return suspect.client; }
};

} // namespace ui
