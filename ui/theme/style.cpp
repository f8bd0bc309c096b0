#include "ui/theme/style.h"

#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

#include <QAbstractItemView>
#include <QComboBox>
#include <QPainter>
#include <QPushButton>
#include <QScrollBar>
#include <QStyleOption>
#include <QTabBar>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace ui {
namespace {

constexpr int controlRadius = 5;
constexpr int checkSize = 16;

bool isSmall(const QWidget *widget) { return widget && widget->property("small").toBool(); }
int controlHeight(const QWidget *widget) { return scaled(isSmall(widget) ? 26 : 32); }

} // namespace

void paintFrame(QPainter *painter, const QRect &rect, const QColor &fill, const QColor &line, qreal radius, qreal width)
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(line.isValid() ? QPen(line, width) : QPen(Qt::NoPen));
    painter->setBrush(fill.isValid() ? QBrush(fill) : QBrush(Qt::NoBrush));
    const qreal inset = line.isValid() ? width / 2 : 0;
    painter->drawRoundedRect(QRectF(rect).adjusted(inset, inset, -inset, -inset), radius, radius);
    painter->restore();
}

void paintFocus(QPainter *painter, const QRect &rect, qreal radius)
{
    paintFrame(painter, rect, {}, colors().accent, radius, 2);
}

Style::Style() : QProxyStyle(u"Fusion"_s) {}

void Style::drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter, const QWidget *widget) const
{
    const Palette &c = colors();
    switch (element) {
    case PE_PanelLineEdit:
        if (const auto *frame = qstyleoption_cast<const QStyleOptionFrame *>(option); frame && frame->lineWidth > 0) {
            const bool hasFocus = option->state & State_HasFocus;
            paintFrame(painter, option->rect, c.surface, hasFocus ? c.accent : c.controlLine, controlRadius, hasFocus ? 2 : 1);
        }
        return;
    case PE_FrameLineEdit:
        return; // The panel has it already.
    case PE_FrameFocusRect:
        paintFocus(painter, option->rect, 4);
        return;
    case PE_IndicatorCheckBox: case PE_IndicatorItemViewItemCheck: {
        const QRect box = alignedRect(option->direction, Qt::AlignCenter, QSize(checkSize, checkSize), option->rect);
        const bool isOn = option->state & (State_On | State_NoChange);
        const bool isEnabled = option->state & State_Enabled;
        paintFrame(painter, box, isOn ? (isEnabled ? c.accent : c.strongLine) : c.surface, isOn ? QColor() : c.strongLine, 3);
        if (option->state & State_On)
            paintIcon(painter, u"check"_s, box.adjusted(2, 2, -2, -2), c.onAccent);
        else if (option->state & State_NoChange)
            painter->fillRect(box.adjusted(4, 7, -4, -7), c.onAccent);
        return;
    }
    case PE_IndicatorRadioButton: {
        const QRect box = alignedRect(option->direction, Qt::AlignCenter, QSize(checkSize, checkSize), option->rect);
        const bool isOn = option->state & State_On;
        paintFrame(painter, box, c.surface, isOn ? c.accent : c.strongLine, checkSize / 2.0, isOn ? 5 : 1);
        return;
    }
    case PE_PanelMenu: case PE_FrameMenu:
        paintFrame(painter, option->rect, element == PE_PanelMenu ? c.surface : QColor(), c.line, 0);
        return;
    case PE_PanelButtonCommand:
        if (const auto *button = qstyleoption_cast<const QStyleOptionButton *>(option))
            drawButtonPanel(option, painter, button->features & QStyleOptionButton::DefaultButton, button->features & QStyleOptionButton::Flat);
        return;
    case PE_FrameTabBarBase:
        painter->fillRect(QRect(option->rect.left(), option->rect.bottom(), option->rect.width(), 1), c.line);
        return;
    case PE_FrameStatusBarItem: case PE_IndicatorHeaderArrow:
        return; // The header's label paints its arrow itself.
    case PE_Frame:
        return; // Panes reach the edge; cards draw their own line.
    default:
        QProxyStyle::drawPrimitive(element, option, painter, widget);
    }
}

void Style::drawControl(ControlElement element, const QStyleOption *option, QPainter *painter, const QWidget *widget) const
{
    const Palette &c = colors();
    switch (element) {
    case CE_PushButtonBevel:
        return proxy()->drawPrimitive(PE_PanelButtonCommand, option, painter, widget);
    case CE_PushButtonLabel:
        if (const auto *button = qstyleoption_cast<const QStyleOptionButton *>(option))
            drawButtonLabel(button, painter, widget);
        return;
    case CE_ComboBoxLabel:
        if (const auto *combo = qstyleoption_cast<const QStyleOptionComboBox *>(option)) {
            const QRect rect = proxy()->subControlRect(CC_ComboBox, combo, SC_ComboBoxEditField, widget);
            painter->setPen(option->state & State_Enabled ? c.text : c.strongLine);
            painter->drawText(rect, Qt::AlignVCenter | Qt::AlignLeft, combo->fontMetrics.elidedText(combo->currentText, Qt::ElideRight, rect.width()));
        }
        return;
    case CE_Header: // Qt would set the label in by margins of its own; ours are those of the cells.
        drawControl(CE_HeaderSection, option, painter, widget);
        drawControl(CE_HeaderLabel, option, painter, widget);
        return;
    case CE_HeaderSection:
        painter->fillRect(option->rect, c.sunken);
        painter->fillRect(QRect(option->rect.left(), option->rect.bottom(), option->rect.width(), 1), c.line);
        return;
    case CE_HeaderEmptyArea:
        painter->fillRect(option->rect, c.sunken);
        painter->fillRect(QRect(option->rect.left(), option->rect.bottom(), option->rect.width(), 1), c.line);
        return;
    case CE_HeaderLabel:
        if (const auto *header = qstyleoption_cast<const QStyleOptionHeader *>(option))
            drawHeaderLabel(header, painter);
        return;
    case CE_MenuItem:
        if (const auto *item = qstyleoption_cast<const QStyleOptionMenuItem *>(option))
            drawMenuItem(item, painter);
        return;
    case CE_MenuEmptyArea:
        painter->fillRect(option->rect, c.surface);
        return;
    case CE_TabBarTabShape:
        return;
    case CE_TabBarTabLabel:
        if (const auto *tab = qstyleoption_cast<const QStyleOptionTab *>(option))
            drawTab(tab, painter);
        return;
    case CE_Splitter: {
        const QRect &r = option->rect;
        painter->fillRect(r, option->state & State_MouseOver ? c.selection : option->state & State_Horizontal ? c.surface : c.sunken);
        if (option->state & State_Horizontal) {
            painter->fillRect(QRect(r.left(), r.top(), 1, r.height()), c.line);
        } else {
            painter->fillRect(QRect(r.left(), r.top(), r.width(), 1), c.line);
            painter->fillRect(QRect(r.left(), r.bottom(), r.width(), 1), c.line);
        }
        return;
    }
    case CE_ProgressBarGroove:
        return paintFrame(painter, option->rect, c.grid, {}, 2);
    case CE_ProgressBarContents:
        if (const auto *bar = qstyleoption_cast<const QStyleOptionProgressBar *>(option)) {
            // Without a known total a still quarter says "under way": nothing here is animated.
            const bool isKnown = bar->maximum > bar->minimum;
            const qreal share = isKnown ? qreal(bar->progress - bar->minimum) / (bar->maximum - bar->minimum) : 0.25;
            QRect done = option->rect;
            done.setWidth(qRound(done.width() * std::clamp(share, 0.0, 1.0)));
            paintFrame(painter, visualRect(option->direction, option->rect, done), c.accent, {}, 2);
        }
        return;
    case CE_ProgressBarLabel:
        return; // The words stand beside it.
    default:
        QProxyStyle::drawControl(element, option, painter, widget);
    }
}

void Style::drawComplexControl(ComplexControl control, const QStyleOptionComplex *option, QPainter *painter, const QWidget *widget) const
{
    switch (control) {
    case CC_ComboBox:
        if (const auto *combo = qstyleoption_cast<const QStyleOptionComboBox *>(option))
            drawComboBox(combo, painter);
        return;
    case CC_ScrollBar:
        if (const auto *bar = qstyleoption_cast<const QStyleOptionSlider *>(option))
            drawScrollBar(bar, painter, proxy()->subControlRect(CC_ScrollBar, bar, SC_ScrollBarSlider, widget));
        return;
    case CC_ToolButton:
        if (const auto *button = qstyleoption_cast<const QStyleOptionToolButton *>(option))
            drawToolButton(button, painter);
        return;
    default:
        QProxyStyle::drawComplexControl(control, option, painter, widget);
    }
}

QRect Style::subElementRect(SubElement element, const QStyleOption *option, const QWidget *widget) const
{
    if (element == SE_LineEditContents) {
        const auto *frame = qstyleoption_cast<const QStyleOptionFrame *>(option);
        // QLineEdit adds 2 of its own at each side.
        return frame && frame->lineWidth > 0 ? option->rect.adjusted(7, 2, -7, -2) : option->rect;
    }
    return QProxyStyle::subElementRect(element, option, widget);
}

QRect Style::subControlRect(ComplexControl control, const QStyleOptionComplex *option, SubControl part, const QWidget *widget) const
{
    if (control == CC_ComboBox && part == SC_ComboBoxEditField)
        return visualRect(option->direction, option->rect, option->rect.adjusted(9, 1, -30, -1));
    if (control == CC_ComboBox && part == SC_ComboBoxArrow)
        return visualRect(option->direction, option->rect, QRect(option->rect.right() - 25, option->rect.top(), 18, option->rect.height()));
    if (control == CC_ScrollBar) { // No arrows: the groove is the whole bar.
        const auto *bar = qstyleoption_cast<const QStyleOptionSlider *>(option);
        if (!bar)
            return {};
        const bool isHorizontal = bar->orientation == Qt::Horizontal;
        const int length = isHorizontal ? bar->rect.width() : bar->rect.height();
        const qint64 range = qint64(bar->maximum) - bar->minimum;
        const int handle = range > 0 ? std::max<int>(28, int(qint64(length) * bar->pageStep / (range + bar->pageStep))) : length;
        const int start = sliderPositionFromValue(bar->minimum, bar->maximum, bar->sliderPosition, length - handle, bar->upsideDown);
        const auto along = [&](int from, int size) {
            return isHorizontal ? QRect(bar->rect.x() + from, bar->rect.y(), size, bar->rect.height())
                                : QRect(bar->rect.x(), bar->rect.y() + from, bar->rect.width(), size);
        };
        switch (part) {
        case SC_ScrollBarGroove: return bar->rect;
        case SC_ScrollBarSlider: return along(start, handle);
        case SC_ScrollBarSubPage: return along(0, start);
        case SC_ScrollBarAddPage: return along(start + handle, length - start - handle);
        default: return {};
        }
    }
    return QProxyStyle::subControlRect(control, option, part, widget);
}

QSize Style::sizeFromContents(ContentsType type, const QStyleOption *option, const QSize &size, const QWidget *widget) const
{
    switch (type) {
    case CT_PushButton:
        if (const auto *button = qstyleoption_cast<const QStyleOptionButton *>(option)) {
            QFont bold = widget ? widget->font() : font(TextRole::Body);
            if (button->features & QStyleOptionButton::DefaultButton || (widget && widget->property("segment").toBool()))
                bold.setWeight(QFont::DemiBold);
            int width = QFontMetrics(bold).size(Qt::TextShowMnemonic, button->text).width();
            if (!button->icon.isNull())
                width += button->iconSize.width() + (button->text.isEmpty() ? 0 : 8);
            return {width + (isSmall(widget) ? 20 : 24), controlHeight(widget)};
        }
        break;
    case CT_LineEdit:
        if (const auto *frame = qstyleoption_cast<const QStyleOptionFrame *>(option); frame && frame->lineWidth > 0)
            return {size.width() + 14, controlHeight(widget)};
        return size;
    case CT_ComboBox:
        return {size.width() + 46, controlHeight(widget)};
    case CT_ToolButton:
        if (const auto *button = qstyleoption_cast<const QStyleOptionToolButton *>(option)) {
            if (button->toolButtonStyle == Qt::ToolButtonIconOnly)
                return {controlHeight(widget), controlHeight(widget)};
            return {size.width() + 16, controlHeight(widget)};
        }
        break;
    case CT_TabBarTab:
        if (const auto *tab = qstyleoption_cast<const QStyleOptionTab *>(option)) {
            QFont bold = font(TextRole::Strong);
            return {QFontMetrics(bold).horizontalAdvance(tab->text) + 22, scaled(36)};
        }
        break;
    case CT_MenuItem:
        if (const auto *item = qstyleoption_cast<const QStyleOptionMenuItem *>(option)) {
            if (item->menuItemType == QStyleOptionMenuItem::Separator)
                return {size.width(), 9};
            const qsizetype tab = item->text.indexOf(u'\t');
            const int words = QFontMetrics(item->font).horizontalAdvance(item->text.left(tab));
            return {std::max(180, 40 + words + (tab >= 0 ? 32 + item->reservedShortcutWidth : 0) + 28), scaled(30)};
        }
        break;
    case CT_HeaderSection:
        return {size.width(), scaled(30)};
    case CT_ItemViewItem: {
        const QSize natural = QProxyStyle::sizeFromContents(type, option, size, widget);
        return {natural.width() + 8, std::max(natural.height(), scaled(28))};
    }
    default: break;
    }
    return QProxyStyle::sizeFromContents(type, option, size, widget);
}

int Style::pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const
{
    switch (metric) {
    case PM_ScrollBarExtent: return 12;
    case PM_ScrollBarSliderMin: return 28;
    case PM_ScrollView_ScrollBarSpacing: case PM_ScrollView_ScrollBarOverlap: return 0;
    case PM_SplitterWidth: return 5;
    case PM_ButtonShiftHorizontal: case PM_ButtonShiftVertical: return 0;
    case PM_IndicatorWidth: case PM_IndicatorHeight: case PM_ExclusiveIndicatorWidth: case PM_ExclusiveIndicatorHeight: return checkSize;
    case PM_CheckBoxLabelSpacing: case PM_RadioButtonLabelSpacing: return 8;
    case PM_SmallIconSize: case PM_ButtonIconSize: return 16;
    case PM_MenuPanelWidth: return 1;
    case PM_MenuVMargin: return 4;
    case PM_MenuHMargin: return 0;
    case PM_TabBarTabHSpace: case PM_TabBarTabVSpace: case PM_TabBarTabShiftVertical: return 0;
    case PM_TabBarBaseHeight: return 1;
    case PM_TabBarBaseOverlap: return 0;
    case PM_LayoutLeftMargin: case PM_LayoutRightMargin: case PM_LayoutTopMargin: case PM_LayoutBottomMargin: return 16;
    case PM_LayoutHorizontalSpacing: case PM_LayoutVerticalSpacing: return 8;
    case PM_FocusFrameHMargin: return 4;
    default: return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

int Style::styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget, QStyleHintReturn *data) const
{
    switch (hint) {
    case SH_EtchDisabledText: case SH_DitherDisabledText: return 0;
    case SH_ComboBox_Popup: return 0;
    case SH_ItemView_ShowDecorationSelected: return 1;
    case SH_Menu_SloppySubMenus: return 1;
    case SH_UnderlineShortcut: return 0; // Access keys are listed in the menus.
    case SH_Widget_Animation_Duration: case SH_Widget_Animate: return 0;
    case SH_ScrollBar_Transient: return 0;
    case SH_ScrollBar_LeftClickAbsolutePosition: return 1;
    case SH_TabBar_ElideMode: return Qt::ElideNone;
    case SH_Header_ArrowAlignment: return Qt::AlignVCenter;
    case SH_MessageBox_CenterButtons: return 0;
    case SH_ToolTip_WakeUpDelay: return 500;
    default: return QProxyStyle::styleHint(hint, option, widget, data);
    }
}

void Style::polish(QWidget *widget)
{
    QProxyStyle::polish(widget);
    if (qobject_cast<QPushButton *>(widget) || qobject_cast<QComboBox *>(widget) || qobject_cast<QTabBar *>(widget)
        || qobject_cast<QToolButton *>(widget) || qobject_cast<QScrollBar *>(widget))
        widget->setAttribute(Qt::WA_Hover);
}

} // namespace ui
