#pragma once

#include "gateway/admin/directorytypes.h"
#include "ui/models/recordmodel.h"

namespace ui {

/// Recipients of the directory, by address.
class EntriesModel : public RecordModel<gateway::admin::DirectoryEntry>
{
    Q_OBJECT
public:
    enum ColumnIndex { Address, Name, Aliases, Groups, Source, State, ColumnCount };

    using RecordModel::RecordModel;
    [[nodiscard]] QList<Column> columns() const override;

protected:
    [[nodiscard]] QVariant cell(const gateway::admin::DirectoryEntry &entry, int column, int role) const override;
    [[nodiscard]] QString idOf(const gateway::admin::DirectoryEntry &entry) const override { return entry.address; }
};

} // namespace ui
