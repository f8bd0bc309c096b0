#include "ui/widgets/button.h"

#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"
#include "ui/widgets/ink.h"

#include <QPainter>

namespace ui {

QPushButton *button(const QString &text, const QString &iconName, ButtonKind kind)
{
    auto *button = new QPushButton(text);
    button->setAutoDefault(false);
    button->setDefault(kind == ButtonKind::Primary);
    button->setFlat(kind == ButtonKind::Flat || kind == ButtonKind::Link);
    button->setProperty("link", kind == ButtonKind::Link);
    button->setIconSize({16, 16});
    if (!iconName.isEmpty())
        button->setIcon(icon(iconName));
    return button;
}

QPushButton *smallButton(const QString &text, const QString &iconName, ButtonKind kind)
{
    QPushButton *small = button(text, iconName, kind);
    small->setProperty("small", true);
    small->setFont(font(TextRole::Small));
    small->setIconSize({14, 14});
    return small;
}

QToolButton *iconButton(const QString &iconName, const QString &name)
{
    auto *button = new QToolButton;
    button->setIcon(icon(iconName));
    button->setIconSize({18, 18});
    button->setAutoRaise(true);
    button->setToolTip(name);
    button->setAccessibleName(name);
    button->setFocusPolicy(Qt::StrongFocus);
    return button;
}

IconLabel::IconLabel(QString iconName, int size, QWidget *parent) : QWidget(parent), m_name(std::move(iconName)), m_size(size)
{
    setFixedSize(size, size);
}

void IconLabel::setIcon(const QString &iconName)
{
    m_name = iconName;
    update();
}

void IconLabel::setInk(int ink)
{
    m_ink = ink;
    update();
}

void IconLabel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintIcon(&painter, m_name, rect(), inkColor(Ink(m_ink)));
}

} // namespace ui
