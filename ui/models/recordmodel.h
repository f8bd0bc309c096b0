#pragma once

#include "ui/models/pagedmodel.h"
#include "ui/models/roles.h"

#include <QSet>
#include <algorithm>

namespace ui {

/// The rows of a PagedModel: a snapshot of records, each with an id. Knows no client and no widget.
template<typename T>
class RecordModel : public PagedModel
{
public:
    using PagedModel::PagedModel;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override { return parent.isValid() ? 0 : int(m_records.size()); }
    [[nodiscard]] const T *record(const QModelIndex &index) const
    {
        return index.isValid() && checkIndex(index) ? &m_records[index.row()] : nullptr;
    }
    [[nodiscard]] const QList<T> &records() const { return m_records; }
    [[nodiscard]] QModelIndex indexOf(const QString &id) const
    {
        const auto it = std::ranges::find(m_records, id, [this](const T &record) { return idOf(record); });
        return it == m_records.end() || id.isEmpty() ? QModelIndex() : index(int(it - m_records.begin()), 0);
    }

    /// Another list altogether: the view starts at its top.
    void reset(QList<T> records, qint64 total)
    {
        beginResetModel();
        m_records = std::move(records);
        m_total = std::max<qint64>(total, m_records.size());
        m_isWaiting = false;
        endResetModel();
    }

    /// The same list a little later: rows that stay keep their selection and place.
    void merge(const QList<T> &records, qint64 total)
    {
        m_isWaiting = false;
        QSet<QString> kept;
        for (const T &record : records)
            kept.insert(idOf(record));
        kept.remove({}); // What has no id cannot be found again.
        for (int row = rowCount() - 1; row >= 0; --row) {
            if (!kept.contains(idOf(m_records[row])))
                removeAt(row);
        }
        int row = 0;
        for (const T &record : records) {
            const QModelIndex old = indexOf(idOf(record));
            if (old.isValid() && old.row() < row)
                continue; // The same id twice: one row.
            if (old.isValid() && old.row() == row) {
                m_records[row] = record;
                Q_EMIT dataChanged(index(row, 0), index(row, columnCount() - 1));
            } else {
                if (old.isValid())
                    removeAt(old.row());
                insertAt(row, {record});
            }
            ++row;
        }
        m_total = std::max<qint64>(total, m_records.size());
    }

    void append(const QList<T> &records, qint64 total)
    {
        m_isWaiting = false;
        QList<T> fresh;
        std::ranges::copy_if(records, std::back_inserter(fresh), [this](const T &record) { return !indexOf(idOf(record)).isValid(); });
        insertAt(rowCount(), fresh);
        // A page without anything new must end the asking, whatever total was promised.
        m_total = fresh.isEmpty() ? m_records.size() : std::max<qint64>(total, m_records.size());
    }

    void prepend(const QList<T> &records)
    {
        insertAt(0, records);
        m_total += records.size();
    }

    /// Puts \a record in the place of the one with its id, if there is one.
    bool replace(const T &record)
    {
        const QModelIndex old = indexOf(idOf(record));
        if (!old.isValid())
            return false;
        m_records[old.row()] = record;
        Q_EMIT dataChanged(old, index(old.row(), columnCount() - 1));
        return true;
    }

    void remove(const QString &id)
    {
        if (const QModelIndex old = indexOf(id); old.isValid()) {
            removeAt(old.row());
            m_total = std::max<qint64>(m_total - 1, m_records.size());
        }
    }

    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const final
    {
        if (!checkIndex(index, CheckIndexOption::IndexIsValid))
            return {};
        const T &record = m_records[index.row()];
        switch (role) {
        case IdRole: return idOf(record);
        case Qt::TextAlignmentRole: return cellAlignment(index.column());
        default: return cell(record, index.column(), role);
        }
    }

protected:
    [[nodiscard]] virtual QVariant cell(const T &record, int column, int role) const = 0;
    [[nodiscard]] virtual QString idOf(const T &record) const = 0;

private:
    void insertAt(int row, const QList<T> &records)
    {
        if (records.isEmpty())
            return;
        beginInsertRows({}, row, row + int(records.size()) - 1);
        m_records = m_records.first(row) + records + m_records.sliced(row);
        endInsertRows();
    }
    void removeAt(int row)
    {
        beginRemoveRows({}, row, row);
        m_records.removeAt(row);
        endRemoveRows();
    }

    QList<T> m_records;
};

} // namespace ui
