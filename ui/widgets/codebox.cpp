#include "ui/widgets/codebox.h"

#include "ui/models/plaintext.h"
#include "ui/theme/fonts.h"
#include "ui/theme/style.h"
#include "ui/theme/theme.h"

#include <QPainter>
#include <QTextBlock>

namespace ui {
namespace {

constexpr int padding = 6;

} // namespace

CodeBox::CodeBox(int maxLines, QWidget *parent) : QPlainTextEdit(parent), m_maxLines(maxLines)
{
    setReadOnly(true);
    setFrameShape(QFrame::NoFrame);
    setFont(ui::font(TextRole::Code));
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    setTabChangesFocus(true);
    setViewportMargins(padding, padding, padding, padding);
    setSizePolicy(QSizePolicy::Expanding, maxLines > 0 ? QSizePolicy::Fixed : QSizePolicy::Expanding);
    if (maxLines > 0)
        setVerticalScrollBarPolicy(Qt::ScrollBarAsNeeded);
    applyColors();
}

void CodeBox::setText(const QString &text)
{
    setPlainText(marked(text, LineEnds::Keep));
    updateGeometry();
}

int CodeBox::heightOfText() const
{
    int lines = 0;
    for (QTextBlock block = document()->begin(); block.isValid() && lines < m_maxLines; block = block.next())
        lines += std::max(1, block.layout()->lineCount());
    return std::clamp(lines, 1, m_maxLines) * fontMetrics().lineSpacing() + 2 * padding + 2 * int(document()->documentMargin()) + 2;
}

QSize CodeBox::sizeHint() const { return m_maxLines > 0 ? QSize(200, heightOfText()) : QSize(300, 200); }

QSize CodeBox::minimumSizeHint() const { return m_maxLines > 0 ? QSize(100, heightOfText()) : QSize(100, 60); }

bool CodeBox::event(QEvent *event)
{
    if (event->type() == QEvent::Paint) { // Only the margins around the viewport come here.
        QPainter painter(this);
        paintFrame(&painter, rect(), colors().sunken, colors().line, 4);
        return true;
    }
    return QPlainTextEdit::event(event);
}

void CodeBox::resizeEvent(QResizeEvent *event)
{
    QPlainTextEdit::resizeEvent(event);
    updateGeometry(); // Other widths break into other numbers of lines.
}

void CodeBox::changeEvent(QEvent *event)
{
    QPlainTextEdit::changeEvent(event);
    if (event->type() == QEvent::ApplicationPaletteChange)
        applyColors();
}

void CodeBox::applyColors()
{
    QPalette own = palette();
    own.setColor(QPalette::Base, colors().sunken);
    own.setColor(QPalette::Text, colors().text);
    setPalette(own);
}

} // namespace ui
