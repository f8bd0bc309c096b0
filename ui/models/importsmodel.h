#pragma once

#include "gateway/admin/directorytypes.h"
#include "ui/models/recordmodel.h"

namespace ui {

/// Readings of the sources, newest first.
class ImportsModel : public RecordModel<gateway::admin::DirectoryImport>
{
    Q_OBJECT
public:
    enum ColumnIndex { Time, Source, Outcome, Added, Removed, Changed, Cause, ColumnCount };

    using RecordModel::RecordModel;
    [[nodiscard]] QList<Column> columns() const override;

protected:
    [[nodiscard]] QVariant cell(const gateway::admin::DirectoryImport &import, int column, int role) const override;
    [[nodiscard]] QString idOf(const gateway::admin::DirectoryImport &import) const override;
};

} // namespace ui
