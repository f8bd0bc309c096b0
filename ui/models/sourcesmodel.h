#pragma once

#include "gateway/admin/directorytypes.h"
#include "ui/models/recordmodel.h"

namespace ui {

/// The sources of the directory and how it is with each.
class SourcesModel : public RecordModel<gateway::admin::DirectorySourceState>
{
    Q_OBJECT
public:
    enum ColumnIndex { Name, Kind, Place, LastRead, Entries, State, ColumnCount };

    using RecordModel::RecordModel;
    [[nodiscard]] QList<Column> columns() const override;

protected:
    [[nodiscard]] QVariant cell(const gateway::admin::DirectorySourceState &state, int column, int role) const override;
    [[nodiscard]] QString idOf(const gateway::admin::DirectorySourceState &state) const override { return state.source.id; }
};

} // namespace ui
