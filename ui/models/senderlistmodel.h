#pragma once

#include "gateway/admin/senderlisttypes.h"
#include "ui/models/recordmodel.h"

namespace ui {

/// The lists of senders.
class SenderListModel : public RecordModel<gateway::admin::SenderListEntry>
{
    Q_OBJECT
public:
    enum ColumnIndex { Action, Sender, For, Note, Added, ColumnCount };

    using RecordModel::RecordModel;
    [[nodiscard]] QList<Column> columns() const override;
    /// An entry is known by what it says; its note may change.
    [[nodiscard]] static QString keyOf(const gateway::admin::SenderListEntry &entry) { return entry.action + u'\n' + entry.sender + u'\n' + entry.scope; }

protected:
    [[nodiscard]] QVariant cell(const gateway::admin::SenderListEntry &entry, int column, int role) const override;
    [[nodiscard]] QString idOf(const gateway::admin::SenderListEntry &entry) const override { return keyOf(entry); }
};

} // namespace ui
