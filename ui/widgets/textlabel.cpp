#include "ui/widgets/textlabel.h"

#include "ui/models/plaintext.h"

#include <QHelpEvent>
#include <QPainter>
#include <QTextLayout>
#include <QToolTip>
#include <cmath>

namespace ui {

int paintParagraph(QPainter *painter, const QRect &rect, const QString &text, TextRole role, const QColor &color, Qt::Alignment alignment)
{
    const QFont face = font(role);
    const int line = std::max(lineHeight(role), QFontMetrics(face).height());
    int y = 0;
    const QStringList parts = text.split(u'\n');
    for (const QString &part : parts) {
        QTextLayout layout(part, face);
        QTextOption option;
        option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
        option.setAlignment(alignment);
        layout.setTextOption(option);
        layout.beginLayout();
        for (QTextLine row = layout.createLine(); row.isValid(); row = layout.createLine()) {
            row.setLineWidth(std::max(1, rect.width()));
            row.setPosition({0, y + (line - row.height()) / 2});
            y += line;
        }
        layout.endLayout();
        if (painter) {
            painter->setPen(color);
            layout.draw(painter, rect.topLeft());
        }
        if (part.isEmpty())
            continue;
    }
    return std::max(y, line);
}

TextLabel::TextLabel(const QString &text, TextRole role, Ink ink, QWidget *parent) : QWidget(parent), m_role(role), m_ink(ink)
{
    setFont(ui::font(role));
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    setText(text);
}

void TextLabel::setText(const QString &text)
{
    const QString shown = marked(text, m_wrap == Wrap::Paragraph ? LineEnds::Keep : LineEnds::Mark);
    setAccessibleName(shown);
    if (shown == m_text)
        return;
    m_text = shown;
    updateGeometryOf();
}

void TextLabel::setInk(Ink ink)
{
    m_ink = ink;
    update();
}

void TextLabel::setRole(TextRole role)
{
    m_role = role;
    setFont(ui::font(role));
    updateGeometryOf();
}

void TextLabel::setElide(Qt::TextElideMode mode)
{
    m_elide = mode;
    update();
}

void TextLabel::setWrap(Wrap wrap)
{
    m_wrap = wrap;
    QSizePolicy policy(QSizePolicy::Preferred, wrap == Wrap::Paragraph ? QSizePolicy::Minimum : QSizePolicy::Fixed);
    policy.setHeightForWidth(wrap == Wrap::Paragraph);
    setSizePolicy(policy);
    updateGeometryOf();
}

void TextLabel::setAlignment(Qt::Alignment alignment)
{
    m_alignment = alignment;
    update();
}

QSize TextLabel::sizeHint() const
{
    const QFontMetrics metrics(font());
    const int line = std::max(lineHeight(m_role), metrics.height());
    if (m_wrap == Wrap::Line)
        return {metrics.horizontalAdvance(m_text) + 1, line};
    constexpr int widest = 720; // Longer lines of a sentence are hard to follow.
    const int width = std::min(widest, metrics.size(0, m_text).width() + 2);
    return {width, heightForWidth(width)};
}

QSize TextLabel::minimumSizeHint() const
{
    const int line = std::max(lineHeight(m_role), QFontMetrics(font()).height());
    return {m_wrap == Wrap::Paragraph ? 80 : std::min(sizeHint().width(), 40), line};
}

int TextLabel::heightForWidth(int width) const
{
    if (m_wrap == Wrap::Line)
        return sizeHint().height();
    return paintParagraph(nullptr, QRect(0, 0, width, 0), m_text, m_role, {}, m_alignment);
}

bool TextLabel::isElided() const { return m_wrap == Wrap::Line && QFontMetrics(font()).horizontalAdvance(m_text) > width(); }

void TextLabel::updateGeometryOf()
{
    updateGeometry();
    update();
}

void TextLabel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const QColor color = isEnabled() ? inkColor(m_ink) : colors().strongLine;
    if (m_wrap == Wrap::Paragraph) {
        paintParagraph(&painter, rect(), m_text, m_role, color, m_alignment);
        return;
    }
    painter.setPen(color);
    painter.drawText(rect(), int(m_alignment) | Qt::AlignVCenter | Qt::TextSingleLine, painter.fontMetrics().elidedText(m_text, m_elide, width()));
}

bool TextLabel::event(QEvent *event)
{
    if (event->type() == QEvent::ToolTip && toolTip().isEmpty()) {
        if (isElided())
            QToolTip::showText(static_cast<QHelpEvent *>(event)->globalPos(), plainToolTip(m_text), this);
        return true;
    }
    return QWidget::event(event);
}

TextLabel *paragraph(const QString &text, TextRole role, Ink ink)
{
    auto *label = new TextLabel(text, role, ink);
    label->setWrap(TextLabel::Wrap::Paragraph);
    label->setText(text); // Again, now that line ends are kept.
    return label;
}

} // namespace ui
