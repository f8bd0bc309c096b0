#include "ui/widgets/tableview.h"

#include "ui/models/pagedmodel.h"
#include "ui/models/roles.h"
#include "ui/theme/fonts.h"
#include "ui/widgets/rowdelegate.h"

#include <QApplication>
#include <QClipboard>
#include <QHeaderView>
#include <QKeyEvent>
#include <QMenu>
#include <QScrollBar>
#include <QSettings>

using namespace Qt::StringLiterals;

namespace ui {

TableView::TableView(PagedModel *model, QString settingsKey, QWidget *parent) : QTableView(parent), m_settingsKey(std::move(settingsKey))
{
    setModel(model);
    setItemDelegate(new RowDelegate(this));
    setFrameShape(QFrame::NoFrame);
    setShowGrid(false);
    setSelectionBehavior(SelectRows);
    setSelectionMode(SingleSelection);
    setEditTriggers(NoEditTriggers);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollMode(ScrollPerPixel);
    setWordWrap(false);
    setTabKeyNavigation(false);
    setMouseTracking(true);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setDefaultSectionSize(scaled(32));
    verticalHeader()->setMinimumSectionSize(scaled(28));

    QHeaderView *header = horizontalHeader();
    header->setHighlightSections(false);
    header->setSectionsClickable(false);
    header->setSectionsMovable(false);
    header->setMinimumSectionSize(48);
    header->setFixedHeight(scaled(30));
    header->setContextMenuPolicy(Qt::CustomContextMenu);
    const QList<Column> columns = model->columns();
    for (int i = 0; i < columns.size(); ++i) {
        header->resizeSection(i, scaled(columns[i].width));
        header->setSectionResizeMode(i, columns[i].stretches ? QHeaderView::Stretch : QHeaderView::Interactive);
    }
    restoreColumns();
    connect(header, &QHeaderView::customContextMenuRequested, this, &TableView::showHeaderMenu);
    connect(header, &QHeaderView::sectionResized, this, &TableView::saveColumns);
}

bool TableView::isFirstColumn(int column) const
{
    for (int i = 0; i < column; ++i) {
        if (!isColumnHidden(i))
            return false;
    }
    return true;
}

bool TableView::isLastColumn(int column) const
{
    for (int i = column + 1; i < model()->columnCount(); ++i) {
        if (!isColumnHidden(i))
            return false;
    }
    return true;
}

void TableView::showSortedBy(int column, Qt::SortOrder order)
{
    horizontalHeader()->setSortIndicator(column, order);
    horizontalHeader()->setSortIndicatorShown(true);
}

QString TableView::currentId() const { return currentIndex().data(IdRole).toString(); }

void TableView::selectId(const QString &id)
{
    for (int row = 0; row < model()->rowCount(); ++row) {
        if (model()->index(row, 0).data(IdRole).toString() == id) {
            selectRow(row);
            scrollTo(model()->index(row, 0));
            return;
        }
    }
}

void TableView::mouseMoveEvent(QMouseEvent *event)
{
    setHovered(rowAt(int(event->position().y())));
    QTableView::mouseMoveEvent(event);
}

void TableView::leaveEvent(QEvent *event)
{
    setHovered(-1);
    QTableView::leaveEvent(event);
}

void TableView::setHovered(int row)
{
    if (row != m_hoveredRow)
        viewport()->update();
    m_hoveredRow = row;
}

void TableView::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy))
        return copySelection();
    const bool isPlain = event->modifiers() == Qt::NoModifier;
    const int step = isPlain && event->key() == Qt::Key_J ? 1 : isPlain && event->key() == Qt::Key_K ? -1 : 0;
    if (step != 0) {
        const int row = std::clamp(currentIndex().row() + step, 0, model()->rowCount() - 1);
        return selectRow(row);
    }
    // Letters belong to the page's actions, not to a search by first letter.
    if (isPlain && event->key() >= Qt::Key_A && event->key() <= Qt::Key_Z)
        return event->ignore();
    if (isPlain && event->key() == Qt::Key_Space)
        return event->ignore();
    QTableView::keyPressEvent(event);
}

void TableView::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QTableView::currentChanged(current, previous);
    viewport()->update(); // The focus bar spans what no single cell repaints.
    if (current.row() != previous.row() || current.isValid() != previous.isValid())
        Q_EMIT currentIdChanged(current.data(IdRole).toString());
}

void TableView::rowsInserted(const QModelIndex &parent, int start, int end)
{
    QTableView::rowsInserted(parent, start, end);
    const int position = verticalScrollBar()->value();
    if (position == 0 || start > rowAt(0))
        return; // At the top new rows are welcome; below the view they disturb nobody.
    updateGeometries();
    verticalScrollBar()->setValue(position + (end - start + 1) * verticalHeader()->defaultSectionSize());
}

void TableView::showHeaderMenu(const QPoint &position)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (int i = 0; i < model()->columnCount(); ++i) {
        QAction *action = menu->addAction(model()->headerData(i, Qt::Horizontal).toString());
        action->setCheckable(true);
        action->setChecked(!isColumnHidden(i));
        action->setEnabled(isColumnHidden(i) || horizontalHeader()->hiddenSectionCount() + 1 < model()->columnCount());
        connect(action, &QAction::toggled, this, [this, i](bool checked) {
            setColumnHidden(i, !checked);
            saveColumns();
        });
    }
    menu->popup(horizontalHeader()->mapToGlobal(position));
}

void TableView::copySelection() const
{
    QStringList cells;
    const QModelIndexList selected = selectionModel()->selectedRows();
    for (const QModelIndex &row : selected) {
        for (int i = 0; i < model()->columnCount(); ++i) {
            if (!isColumnHidden(i))
                cells.append(row.siblingAtColumn(i).data().toString());
        }
    }
    QApplication::clipboard()->setText(cells.join(u'\t'));
}

void TableView::saveColumns() const
{
    if (m_settingsKey.isEmpty() || !isVisible())
        return;
    QStringList widths;
    for (int i = 0; i < model()->columnCount(); ++i)
        widths.append(QString::number(isColumnHidden(i) ? 0 : columnWidth(i)));
    QSettings().setValue(u"tables/"_s + m_settingsKey, widths);
}

void TableView::restoreColumns()
{
    const QStringList widths = m_settingsKey.isEmpty() ? QStringList() : QSettings().value(u"tables/"_s + m_settingsKey).toStringList();
    if (widths.size() != model()->columnCount())
        return;
    for (int i = 0; i < widths.size(); ++i) {
        const int width = widths[i].toInt();
        setColumnHidden(i, width == 0);
        if (width > 0)
            setColumnWidth(i, width);
    }
}

} // namespace ui
