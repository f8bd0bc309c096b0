#pragma once

#include "gateway/admin/directorytypes.h"
#include "ui/models/recordmodel.h"

namespace ui {

/// Names that one client tried out, newest first.
class GuessesModel : public RecordModel<gateway::admin::HarvestGuess>
{
    Q_OBJECT
public:
    enum ColumnIndex { Time, Recipient, ColumnCount };

    using RecordModel::RecordModel;
    [[nodiscard]] QList<Column> columns() const override;
    void show(QList<gateway::admin::HarvestGuess> guesses); ///< In any order.

protected:
    [[nodiscard]] QVariant cell(const gateway::admin::HarvestGuess &guess, int column, int role) const override;
    [[nodiscard]] QString idOf(const gateway::admin::HarvestGuess &guess) const override;
};

} // namespace ui
