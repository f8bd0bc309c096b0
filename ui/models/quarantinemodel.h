#pragma once

#include "gateway/admin/types.h"
#include "ui/models/recordmodel.h"

#include <QSet>

namespace ui {

/// What the quarantine holds, as two-line rows with a check box for acts on many at once.
class QuarantineModel : public RecordModel<gateway::admin::QuarantineItem>
{
    Q_OBJECT
public:
    using RecordModel::RecordModel;
    [[nodiscard]] QList<Column> columns() const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;

    [[nodiscard]] QStringList checkedIds() const; ///< In the order of the rows; those that are gone do not count.
    void setAllChecked(bool checked);

Q_SIGNALS:
    void checkedChanged();

protected:
    [[nodiscard]] QVariant cell(const gateway::admin::QuarantineItem &item, int column, int role) const override;
    [[nodiscard]] QString idOf(const gateway::admin::QuarantineItem &item) const override { return item.id; }

private:
    QSet<QString> m_checked;
};

} // namespace ui
