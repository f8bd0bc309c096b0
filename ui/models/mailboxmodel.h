#pragma once

#include "gateway/admin/types.h"
#include "ui/models/recordmodel.h"

namespace ui {

/// What arrived in the trial's test mailbox, newest first, as two-line rows.
class MailboxModel : public RecordModel<gateway::admin::MailboxItem>
{
    Q_OBJECT
public:
    using RecordModel::RecordModel;
    [[nodiscard]] QList<Column> columns() const override;

protected:
    [[nodiscard]] QVariant cell(const gateway::admin::MailboxItem &item, int column, int role) const override;
    [[nodiscard]] QString idOf(const gateway::admin::MailboxItem &item) const override { return item.id; }
};

} // namespace ui
