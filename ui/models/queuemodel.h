#pragma once

#include "gateway/admin/types.h"
#include "ui/models/recordmodel.h"

namespace ui {

/// Mail that waits for its next hop.
class QueueModel : public RecordModel<gateway::admin::QueueItem>
{
    Q_OBJECT
public:
    enum ColumnIndex { Arrived, State, To, Subject, Attempts, NextTry, Reply, ColumnCount };

    using RecordModel::RecordModel;
    [[nodiscard]] QList<Column> columns() const override;

protected:
    [[nodiscard]] QVariant cell(const gateway::admin::QueueItem &item, int column, int role) const override;
    [[nodiscard]] QString idOf(const gateway::admin::QueueItem &item) const override { return item.id; }
};

} // namespace ui
