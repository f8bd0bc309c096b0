#pragma once

#include "gateway/admin/directorytypes.h"
#include "ui/models/recordmodel.h"

namespace ui {

/// What a reading of a source would change, removals first.
class ChangesModel : public RecordModel<gateway::admin::DirectoryChange>
{
    Q_OBJECT
public:
    enum ColumnIndex { Kind, Address, Name, Detail, ColumnCount };

    using RecordModel::RecordModel;
    [[nodiscard]] QList<Column> columns() const override;

protected:
    [[nodiscard]] QVariant cell(const gateway::admin::DirectoryChange &change, int column, int role) const override;
    [[nodiscard]] QString idOf(const gateway::admin::DirectoryChange &change) const override;
};

} // namespace ui
