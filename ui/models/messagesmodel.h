#pragma once

#include "gateway/admin/types.h"
#include "ui/models/recordmodel.h"

namespace ui {

/// The messages of the trace, newest first.
class MessagesModel : public RecordModel<gateway::admin::Message>
{
    Q_OBJECT
public:
    enum ColumnIndex { Time, Fate, From, To, Subject, Spam, Took, ColumnCount };

    using RecordModel::RecordModel;
    [[nodiscard]] QList<Column> columns() const override;

protected:
    [[nodiscard]] QVariant cell(const gateway::admin::Message &message, int column, int role) const override;
    [[nodiscard]] QString idOf(const gateway::admin::Message &message) const override { return message.id; }
};

} // namespace ui
