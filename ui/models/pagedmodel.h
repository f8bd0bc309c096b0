#pragma once

#include <QAbstractTableModel>

namespace ui {

/// What a view must know of a column before it has any rows.
struct Column {
    QString title;
    int width = 100;                 ///< First width in pixels; the person may change it.
    bool stretches = false;          ///< Takes what the others leave; one a table.
    bool isNumeric = false;          ///< Right-aligned, digits of equal width.
    bool hasEqualDigits = false;     ///< Times: left-aligned, digits of equal width.
    Qt::TextElideMode elide = Qt::ElideRight; ///< Addresses lose their middle, subjects their end.
};

/// A table whose rows arrive in pages: it knows how many there are in all and asks for more when the view reaches its end.
class PagedModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    static constexpr int pageSize = 500;

    using QAbstractTableModel::QAbstractTableModel;

    [[nodiscard]] virtual QList<Column> columns() const = 0;
    [[nodiscard]] qint64 total() const { return m_total; }

    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    [[nodiscard]] bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override;

Q_SIGNALS:
    void moreWanted(int offset); ///< Asked once; the next append() or merge() allows the next question.

protected:
    /// Text and colour of one cell; row and column are valid.
    [[nodiscard]] QVariant cellAlignment(int column) const;

    qint64 m_total = 0;
    bool m_isWaiting = false;
};

} // namespace ui
