#include "ui/shell/searchbutton.h"

#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"
#include "ui/theme/style.h"
#include "ui/theme/theme.h"
#include "ui/widgets/keyhints.h"

#include <QPainter>

using namespace Qt::StringLiterals;

namespace ui {

SearchButton::SearchButton(QWidget *parent) : QAbstractButton(parent)
{
    setText(tr("Search"));
    setAccessibleName(tr("Search pages and messages"));
    setToolTip(tr("Search pages and messages"));
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

QSize SearchButton::sizeHint() const { return {232, scaled(32)}; }

void SearchButton::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Palette &c = colors();
    paintFrame(&painter, rect(), underMouse() ? c.hover : c.surface, c.controlLine, 5);
    if (hasFocus())
        paintFocus(&painter, rect(), 5);
    paintIcon(&painter, u"search"_s, QRect(9, 0, 16, height()), c.muted);
    painter.setPen(c.muted);
    painter.drawText(rect().adjusted(33, 0, -60, 0), Qt::AlignVCenter, text());
    paintKeyCap(&painter, rect().adjusted(0, 0, -8, 0), u"Ctrl K"_s);
}

} // namespace ui
