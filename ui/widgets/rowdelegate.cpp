#include "ui/widgets/rowdelegate.h"

#include "ui/models/chip.h"
#include "ui/models/pagedmodel.h"
#include "ui/models/roles.h"
#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/chippainter.h"
#include "ui/widgets/tableview.h"

#include <QAbstractItemView>
#include <QMouseEvent>
#include <QPainter>

namespace ui {
namespace {

void paintGround(QPainter *painter, const QStyleOptionViewItem &option, bool isHovered)
{
    const Palette &c = colors();
    QRect ground = option.rect;
    if (option.state & QStyle::State_Selected)
        painter->fillRect(ground, option.state & QStyle::State_Active ? c.selection : c.inactiveSelection);
    else if (isHovered)
        painter->fillRect(ground, c.hover);
    painter->fillRect(QRect(ground.left(), ground.bottom(), ground.width(), 1), c.grid);
}

bool hasFocus(const QStyleOptionViewItem &option, const QModelIndex &index)
{
    const auto *view = qobject_cast<const QAbstractItemView *>(option.widget);
    return view && view->hasFocus() && view->currentIndex().row() == index.row();
}

// The place of the keyboard in a list: the same bar as in the side navigation.
void paintFocusBar(QPainter *painter, const QStyleOptionViewItem &option)
{
    painter->fillRect(QRect(option.rect.left(), option.rect.top(), 2, option.rect.height() - 1), colors().accent);
}

QRect checkRect(const QRect &row) { return {row.x() + 16, row.y() + (row.height() - 18) / 2, 18, 18}; }

} // namespace

void RowDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const auto *table = qobject_cast<const TableView *>(option.widget);
    const auto *model = qobject_cast<const PagedModel *>(index.model());
    const bool isFirst = table && table->isFirstColumn(index.column());
    const bool isLast = table && table->isLastColumn(index.column());
    painter->save();
    paintGround(painter, option, table && table->hoveredRow() == index.row());
    if (isFirst && hasFocus(option, index))
        paintFocusBar(painter, option);
    QRect cell = option.rect.adjusted(isFirst ? 16 : 8, 0, isLast ? -16 : -8, -1);

    const QVariant chip = index.data(ChipRole);
    if (chip.isValid()) {
        paintChip(painter, cell, chip.value<Chip>());
        painter->restore();
        return;
    }
    const Column column = model ? model->columns().value(index.column()) : Column();
    const bool isMuted = index.data(MutedRole).toBool();
    if (const QString name = index.data(Qt::DecorationRole).toString(); !name.isEmpty()) {
        paintIcon(painter, name, QRect(cell.x(), cell.y(), 14, cell.height()), colors().muted);
        cell.setLeft(cell.left() + 20);
    }
    const QFont face = font(column.isNumeric || column.hasEqualDigits ? TextRole::Number : TextRole::Body);
    painter->setFont(face);
    painter->setPen(isMuted ? colors().muted : colors().text);
    const QString text = QFontMetrics(face).elidedText(index.data().toString(), column.elide, cell.width());
    painter->drawText(cell, Qt::AlignVCenter | Qt::TextSingleLine | (column.isNumeric ? Qt::AlignRight : Qt::AlignLeft), text);
    painter->restore();
}

QSize RowDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    return {QStyledItemDelegate::sizeHint(option, index).width() + 24, scaled(32)};
}

void TwoLineDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Palette &c = colors();
    painter->save();
    paintGround(painter, option, option.state & QStyle::State_MouseOver);
    if (hasFocus(option, index))
        paintFocusBar(painter, option);
    QRect area = option.rect.adjusted(16, 0, -16, -1);

    if (const QVariant check = index.data(Qt::CheckStateRole); check.isValid()) {
        QStyleOptionViewItem box = option;
        box.rect = checkRect(option.rect);
        box.state = QStyle::State_Enabled | (check.toInt() == Qt::Checked ? QStyle::State_On : QStyle::State_Off);
        option.widget->style()->drawPrimitive(QStyle::PE_IndicatorItemViewItemCheck, &box, painter, option.widget);
        area.setLeft(area.left() + 28);
    }
    if (const QVariant chip = index.data(ChipRole); chip.isValid()) {
        const Chip value = chip.value<Chip>();
        paintIcon(painter, value.icon, QRect(area.x(), area.y() + (area.height() - 18) / 2, 18, 18), c.tone(value.tone).text);
        area.setLeft(area.left() + 28);
    }
    const QFont digits = font(TextRole::Number);
    const int timeWidth = QFontMetrics(digits).horizontalAdvance(index.data(TimeTextRole).toString());
    painter->setFont(digits);
    painter->setPen(c.muted);
    painter->drawText(area, Qt::AlignVCenter | Qt::AlignRight, index.data(TimeTextRole).toString());
    area.setRight(area.right() - timeWidth - 12);
    if (const QString score = index.data(ScoreTextRole).toString(); !score.isEmpty()) {
        const QFont bold = font(TextRole::NumberStrong);
        painter->setFont(bold);
        painter->setPen(c.text);
        painter->drawText(area, Qt::AlignVCenter | Qt::AlignRight, score);
        area.setRight(area.right() - QFontMetrics(bold).horizontalAdvance(score) - 12);
    }
    const QFont large = font(TextRole::Body), small = font(TextRole::Small);
    const int block = lineHeight(TextRole::Body) - 1 + lineHeight(TextRole::Small) - 2;
    const int top = area.y() + (area.height() - block) / 2;
    const QRect first(area.x(), top, area.width(), lineHeight(TextRole::Body));
    const QRect second(area.x(), top + lineHeight(TextRole::Body) - 2, area.width(), lineHeight(TextRole::Small));
    painter->setFont(large);
    painter->setPen(c.text);
    painter->drawText(first, Qt::AlignVCenter | Qt::TextSingleLine, QFontMetrics(large).elidedText(index.data().toString(), Qt::ElideRight, first.width()));
    painter->setFont(small);
    painter->setPen(c.muted);
    painter->drawText(second, Qt::AlignVCenter | Qt::TextSingleLine,
                      QFontMetrics(small).elidedText(index.data(SecondLineRole).toString(), Qt::ElideRight, second.width()));
    painter->restore();
}

QSize TwoLineDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const { return {200, scaled(48)}; }

bool TwoLineDelegate::editorEvent(QEvent *event, QAbstractItemModel *model, const QStyleOptionViewItem &option, const QModelIndex &index)
{
    const QVariant check = index.data(Qt::CheckStateRole);
    const bool isClick = event->type() == QEvent::MouseButtonRelease || event->type() == QEvent::MouseButtonDblClick;
    if (!check.isValid() || !isClick || !checkRect(option.rect).adjusted(-6, -6, 6, 6).contains(static_cast<QMouseEvent *>(event)->position().toPoint()))
        return false;
    return model->setData(index, check.toInt() == Qt::Checked ? Qt::Unchecked : Qt::Checked, Qt::CheckStateRole);
}

} // namespace ui
