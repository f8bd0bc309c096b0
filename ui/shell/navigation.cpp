#include "ui/shell/navigation.h"

#include "ui/models/format.h"
#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"
#include "ui/theme/style.h"
#include "ui/theme/theme.h"
#include "ui/widgets/chippainter.h"

#include <QPainter>
#include <QStandardItemModel>
#include <QStyledItemDelegate>

namespace ui {
namespace {

enum NavigationRole { PageRole = Qt::UserRole + 1, IconRole, CountRole, ToneRole };

class NavigationDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const override { return {40, scaled(34) + 2}; }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const Palette &c = colors();
        const auto *view = static_cast<const Navigation *>(option.widget);
        const bool isCurrent = option.state & QStyle::State_Selected;
        const QRect item = option.rect.adjusted(0, 1, 0, -1);
        painter->save();
        if (isCurrent || option.state & QStyle::State_MouseOver)
            paintFrame(painter, item, isCurrent ? c.selection : c.hover, {}, 6);
        if (isCurrent)
            paintFrame(painter, QRect(item.x(), item.y() + 7, 3, item.height() - 14), c.accent, {}, 1.5);
        if (view->hasFocus() && isCurrent)
            paintFocus(painter, item, 6);
        const QRect mark(item.x() + 12, item.y(), 18, item.height());
        paintIcon(painter, index.data(IconRole).toString(), mark, isCurrent ? c.accent : c.muted);
        const qint64 count = index.data(CountRole).toLongLong();
        if (view->isCollapsed()) {
            if (count > 0)
                paintFrame(painter, QRect(mark.right() - 3, item.y() + 6, 7, 7), c.tone(index.data(ToneRole).value<Tone>()).icon, {}, 3.5);
            painter->restore();
            return;
        }
        QRect text = item.adjusted(42, 0, -8, 0);
        if (count > 0)
            text.setRight(text.right() - paintBadge(painter, text, formatNumber(count), index.data(ToneRole).value<Tone>()) - 8);
        const QFont face = font(isCurrent ? TextRole::Strong : TextRole::Body);
        painter->setFont(face);
        painter->setPen(c.text);
        painter->drawText(text, Qt::AlignVCenter, QFontMetrics(face).elidedText(index.data().toString(), Qt::ElideRight, text.width()));
        painter->restore();
    }
};

} // namespace

Navigation::Navigation(QWidget *parent) : QListView(parent), m_model(new QStandardItemModel(this))
{
    setModel(m_model);
    setItemDelegate(new NavigationDelegate(this));
    setFrameShape(QFrame::NoFrame);
    setAccessibleName(tr("Pages"));
    setEditTriggers(NoEditTriggers);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setMouseTracking(true);
    viewport()->setAutoFillBackground(false);
    viewport()->setBackgroundRole(QPalette::NoRole);
}

void Navigation::addPage(const QString &id, const QString &title, const QString &iconName)
{
    auto *item = new QStandardItem(title);
    item->setData(id, PageRole);
    item->setData(iconName, IconRole);
    item->setData(title, Qt::AccessibleTextRole);
    m_model->appendRow(item);
}

QModelIndex Navigation::indexOf(const QString &id) const
{
    const QModelIndexList found = m_model->match(m_model->index(0, 0), PageRole, id, 1, Qt::MatchExactly);
    return found.isEmpty() ? QModelIndex() : found.first();
}

void Navigation::setCurrent(const QString &id) { setCurrentIndex(indexOf(id)); }

void Navigation::setBadge(const QString &id, qint64 count, Tone tone)
{
    QStandardItem *item = m_model->itemFromIndex(indexOf(id));
    if (!item)
        return;
    item->setData(count, CountRole);
    item->setData(QVariant::fromValue(tone), ToneRole);
    item->setData(count > 0 ? tr("%1, %2 waiting").arg(item->text(), formatNumber(count)) : item->text(), Qt::AccessibleTextRole);
}

void Navigation::setCollapsed(bool collapsed)
{
    m_isCollapsed = collapsed;
    for (int row = 0; row < m_model->rowCount(); ++row)
        m_model->item(row)->setToolTip(collapsed ? m_model->item(row)->text() : QString());
    viewport()->update();
}

void Navigation::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QListView::currentChanged(current, previous);
    if (current.isValid())
        Q_EMIT pageChosen(current.data(PageRole).toString());
}

} // namespace ui
