#pragma once

#include <QTableView>

namespace ui {

class PagedModel;

/// A table of ours: whole rows, no grid, one stretching column, columns that hide by the header's menu and keep their widths.
/// Rows that arrive at the top do not move what is being read.
class TableView : public QTableView
{
    Q_OBJECT
public:
    /// \a settingsKey: where widths are kept; empty: nowhere.
    explicit TableView(PagedModel *model, QString settingsKey = {}, QWidget *parent = nullptr);

    [[nodiscard]] int hoveredRow() const { return m_hoveredRow; }
    [[nodiscard]] bool isFirstColumn(int column) const;
    [[nodiscard]] bool isLastColumn(int column) const;
    void showSortedBy(int column, Qt::SortOrder order); ///< The gateway sorts; the arrow only says so.
    [[nodiscard]] QString currentId() const;
    void selectId(const QString &id);

Q_SIGNALS:
    void currentIdChanged(const QString &id);

protected:
    void mouseMoveEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;
    void rowsInserted(const QModelIndex &parent, int start, int end) override;

private:
    void setHovered(int row);
    void showHeaderMenu(const QPoint &position);
    void copySelection() const;
    void saveColumns() const;
    void restoreColumns();

    QString m_settingsKey;
    int m_hoveredRow = -1;
};

} // namespace ui
