#include "ui/models/pagedmodel.h"

namespace ui {

int PagedModel::columnCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : int(columns().size()); }

QVariant PagedModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    const QList<Column> all = columns();
    if (orientation != Qt::Horizontal || section < 0 || section >= all.size())
        return {};
    switch (role) {
    case Qt::DisplayRole: return all[section].title;
    case Qt::TextAlignmentRole: return cellAlignment(section);
    default: return {};
    }
}

bool PagedModel::canFetchMore(const QModelIndex &parent) const { return !parent.isValid() && !m_isWaiting && rowCount() < m_total; }

void PagedModel::fetchMore(const QModelIndex &parent)
{
    if (!canFetchMore(parent))
        return;
    m_isWaiting = true;
    Q_EMIT moreWanted(rowCount());
}

QVariant PagedModel::cellAlignment(int column) const
{
    return int(Qt::AlignVCenter | (columns()[column].isNumeric ? Qt::AlignRight : Qt::AlignLeft));
}

} // namespace ui
