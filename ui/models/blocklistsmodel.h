#pragma once

#include "gateway/admin/defencetypes.h"
#include "ui/models/chip.h"
#include "ui/models/recordmodel.h"

#include <QHash>

namespace ui {

/// The lists of clients in the DNS that are asked, and whether they work.
class BlockListsModel : public RecordModel<gateway::admin::BlockListZone>
{
    Q_OBJECT
public:
    enum ColumnIndex { Use, Zone, Kind, Weight, Codes, State, ColumnCount };

    using RecordModel::RecordModel;
    [[nodiscard]] QList<Column> columns() const override;
    void setStates(const QList<gateway::admin::BlockListState> &states); ///< Of the last check, beside what is there.
    [[nodiscard]] const gateway::admin::BlockListState *state(const QString &zone) const; ///< Null: not checked.

protected:
    [[nodiscard]] QVariant cell(const gateway::admin::BlockListZone &list, int column, int role) const override;
    [[nodiscard]] QString idOf(const gateway::admin::BlockListZone &list) const override { return list.zone; }

private:
    [[nodiscard]] Chip stateChip(const gateway::admin::BlockListZone &list) const;

    QHash<QString, gateway::admin::BlockListState> m_states;
};

} // namespace ui
