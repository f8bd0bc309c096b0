#include "ui/widgets/keyhints.h"

#include "ui/theme/fonts.h"
#include "ui/theme/style.h"
#include "ui/theme/theme.h"

#include <QPainter>

namespace ui {

int keyCapWidth(const QString &key) { return std::max(18, QFontMetrics(font(TextRole::Axis)).horizontalAdvance(key) + 10); }

int paintKeyCap(QPainter *painter, const QRect &rect, const QString &key)
{
    const int width = keyCapWidth(key);
    const int height = scaled(18);
    const QRect cap(rect.right() + 1 - width, rect.y() + (rect.height() - height) / 2, width, height);
    paintFrame(painter, cap, {}, colors().controlLine, 3);
    painter->save();
    painter->setFont(font(TextRole::Axis));
    painter->setPen(colors().muted);
    painter->drawText(cap, Qt::AlignCenter, key);
    painter->restore();
    return width;
}

KeyHints::KeyHints(QList<Hint> hints, QWidget *parent) : QWidget(parent), m_hints(std::move(hints))
{
    setFixedHeight(scaled(32));
    QStringList words;
    for (const Hint &hint : std::as_const(m_hints))
        words.append(hint.first + u' ' + hint.second);
    setAccessibleName(tr("Keys"));
    setAccessibleDescription(words.join(u", "));
}

QSize KeyHints::sizeHint() const { return {200, scaled(32)}; }

void KeyHints::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const QFont face = ui::font(TextRole::Small);
    painter.fillRect(0, 0, width(), 1, colors().line);
    painter.setFont(face);
    int x = 16;
    for (const Hint &hint : std::as_const(m_hints)) {
        const int cap = keyCapWidth(hint.first), words = QFontMetrics(face).horizontalAdvance(hint.second);
        if (x + cap + 6 + words > width() - 8)
            break;
        paintKeyCap(&painter, QRect(x, 0, cap, height()), hint.first);
        painter.setPen(colors().muted);
        painter.drawText(QRect(x + cap + 6, 0, words + 2, height()), Qt::AlignVCenter, hint.second);
        x += cap + 6 + words + 16;
    }
}

} // namespace ui
