// The painting of single controls, apart from their measures in style.cpp.
#include "ui/theme/style.h"

#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

#include <QPainter>
#include <QStyleOption>
#include <QWidget>

using namespace Qt::StringLiterals;

namespace ui {
namespace {

constexpr int controlRadius = 5;

bool hasKeyboardFocus(const QStyleOption *option)
{
    return option->state & QStyle::State_HasFocus && option->state & QStyle::State_KeyboardFocusChange;
}

} // namespace

void Style::drawButtonPanel(const QStyleOption *option, QPainter *painter, bool isPrimary, bool isFlat)
{
    const Palette &c = colors();
    const bool isEnabled = option->state & State_Enabled;
    const bool isDown = option->state & State_Sunken;
    const bool isOn = option->state & State_On;
    const bool isHovered = isEnabled && option->state & State_MouseOver;
    if (isPrimary && isEnabled) {
        QColor fill = c.accent;
        if (isDown || isHovered)
            fill = c.isDark ? fill.lighter(isDown ? 112 : 106) : fill.darker(isDown ? 120 : 110);
        paintFrame(painter, option->rect, fill, {}, controlRadius);
    } else if (isFlat) {
        if (isOn || isDown || isHovered)
            paintFrame(painter, option->rect, isOn ? c.selection : c.hover, {}, controlRadius);
    } else {
        paintFrame(painter, option->rect, isDown || isOn ? c.selection : isHovered ? c.hover : c.surface, isEnabled ? c.controlLine : c.line, controlRadius);
    }
    if (hasKeyboardFocus(option)) {
        // On the accent itself the frame would vanish: leave a gap of the ground between both.
        if (isPrimary)
            paintFrame(painter, option->rect.adjusted(2, 2, -2, -2), {}, c.onAccent, controlRadius - 2, 1);
        paintFocus(painter, option->rect, controlRadius);
    }
}

void Style::drawButtonLabel(const QStyleOptionButton *button, QPainter *painter, const QWidget *widget)
{
    const Palette &c = colors();
    const bool isEnabled = button->state & State_Enabled;
    const bool isPrimary = button->features & QStyleOptionButton::DefaultButton && isEnabled;
    const bool isLink = widget && widget->property("link").toBool();
    const QColor ink = !isEnabled ? c.strongLine : isPrimary ? c.onAccent : isLink ? c.accent : c.text;
    QFont face = painter->font();
    if (isPrimary || (button->features & QStyleOptionButton::Flat && button->state & State_On) || (widget && widget->property("segment").toBool() && button->state & State_On))
        face.setWeight(QFont::DemiBold);
    painter->save();
    painter->setFont(face);
    const QFontMetrics metrics(face);
    const int iconWidth = button->icon.isNull() ? 0 : button->iconSize.width() + (button->text.isEmpty() ? 0 : 8);
    const int textWidth = std::min(metrics.size(Qt::TextHideMnemonic, button->text).width(), button->rect.width() - iconWidth - 8);
    int x = button->rect.x() + (button->rect.width() - iconWidth - textWidth) / 2;
    if (widget && widget->property("leading").toBool())
        x = button->rect.x() + 10;
    if (iconWidth > 0) {
        const QRect spot(x, button->rect.y(), button->iconSize.width(), button->rect.height());
        paintIcon(painter, button->icon.name(), spot, isEnabled && !isPrimary && !isLink ? c.muted : ink);
        x += iconWidth;
    }
    painter->setPen(ink);
    const QString words = metrics.elidedText(button->text, Qt::ElideRight, textWidth + 1, Qt::TextHideMnemonic);
    painter->drawText(QRect(x, button->rect.y(), textWidth + 2, button->rect.height()), Qt::AlignVCenter | Qt::AlignLeft | Qt::TextHideMnemonic, words);
    painter->restore();
}

void Style::drawComboBox(const QStyleOptionComboBox *combo, QPainter *painter)
{
    const Palette &c = colors();
    const bool isHovered = combo->state & State_MouseOver && combo->state & State_Enabled;
    paintFrame(painter, combo->rect, isHovered ? c.hover : c.surface, c.controlLine, controlRadius);
    if (combo->state & State_HasFocus && combo->state & State_KeyboardFocusChange)
        paintFocus(painter, combo->rect, controlRadius);
    const QRect arrow(combo->rect.right() - 25, combo->rect.top(), 16, combo->rect.height());
    paintIcon(painter, u"chevron-down"_s, visualRect(combo->direction, combo->rect, arrow), combo->state & State_Enabled ? c.muted : c.strongLine);
}

void Style::drawHeaderLabel(const QStyleOptionHeader *header, QPainter *painter)
{
    const bool isFirst = header->position == QStyleOptionHeader::Beginning || header->position == QStyleOptionHeader::OnlyOneSection;
    const bool isLast = header->position == QStyleOptionHeader::End || header->position == QStyleOptionHeader::OnlyOneSection;
    const bool isSorted = header->sortIndicator != QStyleOptionHeader::None;
    QRect rect = header->rect;
    rect.adjust(isFirst ? 16 : 8, 0, isLast ? -16 : -8, -1);
    painter->save();
    const QFont face = font(TextRole::Small);
    painter->setFont(face);
    painter->setPen(colors().muted);
    const int room = rect.width() - (isSorted ? 18 : 0);
    const QString text = QFontMetrics(face).elidedText(header->text, Qt::ElideRight, room);
    const int width = QFontMetrics(face).horizontalAdvance(text);
    const bool isRight = header->textAlignment & Qt::AlignRight;
    const int x = isRight ? rect.right() + 1 - width - (isSorted ? 18 : 0) : rect.left();
    painter->drawText(QRect(x, rect.y(), width + 1, rect.height()), Qt::AlignVCenter | Qt::AlignLeft, text);
    if (isSorted) // Qt says "SortUp" where the largest comes first; people know that as the arrow down.
        paintIcon(painter, header->sortIndicator == QStyleOptionHeader::SortUp ? u"arrow-down"_s : u"arrow-up"_s,
                  QRect(x + width + 4, rect.y(), 13, rect.height()), colors().muted);
    painter->restore();
}

void Style::drawMenuItem(const QStyleOptionMenuItem *item, QPainter *painter)
{
    const Palette &c = colors();
    painter->fillRect(item->rect, c.surface);
    if (item->menuItemType == QStyleOptionMenuItem::Separator) {
        painter->fillRect(QRect(item->rect.left(), item->rect.center().y(), item->rect.width(), 1), c.line);
        return;
    }
    const bool isEnabled = item->state & State_Enabled;
    if (item->state & State_Selected && isEnabled)
        paintFrame(painter, item->rect.adjusted(4, 0, -4, 0), c.selection, {}, 4);
    const QRect left(item->rect.x() + 14, item->rect.y(), 16, item->rect.height());
    if (item->checked)
        paintIcon(painter, u"check"_s, left, c.accent);
    else if (!item->icon.isNull())
        paintIcon(painter, item->icon.name(), left, isEnabled ? c.muted : c.strongLine);
    painter->save();
    painter->setFont(item->font);
    painter->setPen(isEnabled ? c.text : c.strongLine);
    const QRect text = item->rect.adjusted(40, 0, -14, 0);
    const qsizetype tab = item->text.indexOf(u'\t');
    painter->drawText(text, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextHideMnemonic, item->text.left(tab));
    if (item->menuItemType == QStyleOptionMenuItem::SubMenu) {
        paintIcon(painter, u"chevron-right"_s, QRect(item->rect.right() - 24, item->rect.y(), 14, item->rect.height()), c.muted);
    } else if (tab >= 0) {
        painter->setPen(c.muted);
        painter->drawText(text, Qt::AlignVCenter | Qt::AlignRight, item->text.mid(tab + 1));
    }
    painter->restore();
}

void Style::drawScrollBar(const QStyleOptionSlider *bar, QPainter *painter, const QRect &handle)
{
    const Palette &c = colors();
    if (bar->maximum <= bar->minimum)
        return;
    const bool isHorizontal = bar->orientation == Qt::Horizontal;
    const QRect thumb = isHorizontal ? handle.adjusted(2, 3, -2, -3) : handle.adjusted(3, 2, -3, -2);
    const bool isActive = bar->state & State_MouseOver || bar->state & State_Sunken;
    paintFrame(painter, thumb, isActive ? c.strongLine : c.controlLine, {}, 3);
}

void Style::drawTab(const QStyleOptionTab *tab, QPainter *painter)
{
    const Palette &c = colors();
    const bool isSelected = tab->state & State_Selected;
    painter->save();
    painter->setFont(font(isSelected ? TextRole::Strong : TextRole::Body));
    painter->setPen(isSelected || tab->state & State_MouseOver ? c.text : c.muted);
    painter->drawText(tab->rect.adjusted(0, 0, 0, -2), Qt::AlignCenter, tab->text);
    if (isSelected)
        painter->fillRect(QRect(tab->rect.left() + 8, tab->rect.bottom() - 1, tab->rect.width() - 16, 2), c.accent);
    if (hasKeyboardFocus(tab) && isSelected)
        paintFocus(painter, tab->rect.adjusted(2, 3, -2, -4), 4);
    painter->restore();
}

void Style::drawToolButton(const QStyleOptionToolButton *button, QPainter *painter)
{
    const Palette &c = colors();
    const bool isEnabled = button->state & State_Enabled;
    const bool isQuiet = button->state & State_AutoRaise;
    drawButtonPanel(button, painter, false, isQuiet);
    const QColor ink = isEnabled ? c.muted : c.strongLine;
    if (button->toolButtonStyle == Qt::ToolButtonIconOnly) {
        const QRect middle = alignedRect(button->direction, Qt::AlignCenter, button->iconSize, button->rect);
        paintIcon(painter, button->icon.name(), middle, ink);
        return;
    }
    QRect text = button->rect.adjusted(8, 0, -8, 0);
    if (button->toolButtonStyle == Qt::ToolButtonTextBesideIcon) {
        paintIcon(painter, button->icon.name(), QRect(text.x(), text.y(), button->iconSize.width(), text.height()), ink);
        text.setLeft(text.left() + button->iconSize.width() + 8);
    }
    painter->setPen(isEnabled ? c.text : c.strongLine);
    painter->drawText(text, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextHideMnemonic, button->text);
}

} // namespace ui
