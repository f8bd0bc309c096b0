#include "ui/shell/connectionbutton.h"

#include "ui/models/plaintext.h"
#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"
#include "ui/theme/style.h"
#include "ui/theme/theme.h"

#include <QPainter>

using namespace Qt::StringLiterals;

namespace ui {

ConnectionButton::ConnectionButton(QWidget *parent) : QAbstractButton(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAttribute(Qt::WA_Hover);
}

void ConnectionButton::setGateway(Tone tone, const QString &name, const QString &host, const QString &state)
{
    m_tone = tone;
    m_name = marked(name);
    m_host = marked(host);
    setAccessibleName(m_name + u", "_s + state);
    setToolTip(plainToolTip(m_name + u'\n' + (host.isEmpty() ? QString() : m_host + u'\n') + state));
    update();
}

void ConnectionButton::setCollapsed(bool collapsed)
{
    m_isCollapsed = collapsed;
    update();
}

QSize ConnectionButton::sizeHint() const { return {m_isCollapsed ? 40 : 191, scaled(48)}; }

void ConnectionButton::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Palette &c = colors();
    paintFrame(&painter, rect(), underMouse() || isDown() ? c.hover : c.surface, c.line, 6);
    if (hasFocus())
        paintFocus(&painter, rect(), 6);
    constexpr int dot = 8;
    const int x = m_isCollapsed ? (width() - dot) / 2 : 12;
    paintFrame(&painter, QRect(x, (height() - dot) / 2, dot, dot), c.tone(m_tone).icon, {}, dot / 2.0);
    if (m_isCollapsed)
        return;
    paintIcon(&painter, u"chevron-down"_s, QRect(width() - 26, 0, 16, height()), c.muted);
    const QRect area = rect().adjusted(30, 0, -32, 0);
    const int block = lineHeight(TextRole::Strong) + lineHeight(TextRole::Axis) - 2;
    const int top = (height() - block) / 2;
    const auto line = [&](TextRole role, const QColor &color, int y, const QString &text) {
        const QFont face = ui::font(role);
        painter.setFont(face);
        painter.setPen(color);
        painter.drawText(QRect(area.x(), y, area.width(), lineHeight(role)), Qt::AlignVCenter, QFontMetrics(face).elidedText(text, Qt::ElideRight, area.width()));
    };
    if (m_host.isEmpty())
        return line(TextRole::Strong, c.text, (height() - lineHeight(TextRole::Strong)) / 2, m_name);
    line(TextRole::Strong, c.text, top, m_name);
    line(TextRole::Axis, c.muted, top + lineHeight(TextRole::Strong) - 2, m_host);
}

} // namespace ui
