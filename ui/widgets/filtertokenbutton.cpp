#include "ui/widgets/filtertokenbutton.h"

#include "ui/models/plaintext.h"
#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"
#include "ui/theme/style.h"
#include "ui/theme/theme.h"

#include <QPainter>

using namespace Qt::StringLiterals;

namespace ui {

FilterTokenButton::FilterTokenButton(const FilterToken &token, QWidget *parent)
    : QAbstractButton(parent), m_key(tokenKeyText(token)), m_value(marked(tokenText(token)))
{
    setFont(ui::font(TextRole::Body));
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setCursor(Qt::PointingHandCursor);
    const QString name = tr("Remove the condition “%1 %2”").arg(m_key, m_value);
    setAccessibleName(name);
    setToolTip(plainToolTip(name));
}

QSize FilterTokenButton::sizeHint() const
{
    const QFontMetrics metrics = fontMetrics();
    return {8 + metrics.horizontalAdvance(m_key) + 5 + std::min(220, metrics.horizontalAdvance(m_value)) + 8 + 14 + 6, scaled(22)};
}

void FilterTokenButton::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Palette &c = colors();
    paintFrame(&painter, rect(), c.selection, {}, 4);
    QRect area = rect().adjusted(8, 0, -6, 0);
    painter.setPen(c.muted);
    painter.drawText(area, Qt::AlignVCenter, m_key);
    area.setLeft(area.left() + fontMetrics().horizontalAdvance(m_key) + 5);
    painter.setPen(c.text);
    painter.drawText(area, Qt::AlignVCenter, fontMetrics().elidedText(m_value, Qt::ElideMiddle, area.width() - 18));
    paintIcon(&painter, u"x"_s, QRect(area.right() - 13, 0, 14, height()), underMouse() || hasFocus() ? c.text : c.muted);
    if (hasFocus())
        paintFocus(&painter, rect(), 4);
}

} // namespace ui
