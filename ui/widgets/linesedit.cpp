#include "ui/widgets/linesedit.h"

#include "ui/models/plaintext.h"
#include "ui/theme/fonts.h"
#include "ui/theme/style.h"
#include "ui/theme/theme.h"

#include <QPainter>

namespace ui {
namespace {

constexpr int padding = 4;

} // namespace

LinesEdit::LinesEdit(int lines, QWidget *parent) : QPlainTextEdit(parent)
{
    setFrameShape(QFrame::NoFrame);
    setFont(ui::font(TextRole::Body));
    setTabChangesFocus(true);
    setLineWrapMode(NoWrap);
    setViewportMargins(padding, padding, padding, padding);
    setFixedHeight(lines * lineHeight(TextRole::Body) + 2 * padding + 2 * int(document()->documentMargin()));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    applyColors();
}

void LinesEdit::setEntries(const QStringList &entries) { setPlainText(marked(entries.join(u'\n'), LineEnds::Keep)); }

QStringList LinesEdit::entries() const
{
    QStringList entries;
    const QStringList lines = toPlainText().split(u'\n');
    for (const QString &line : lines) {
        if (const QString entry = line.trimmed(); !entry.isEmpty())
            entries.append(entry);
    }
    return entries;
}

bool LinesEdit::event(QEvent *event)
{
    if (event->type() == QEvent::FocusIn || event->type() == QEvent::FocusOut)
        update();
    if (event->type() == QEvent::Paint) { // Only the margins around the viewport come here.
        QPainter painter(this);
        paintFrame(&painter, rect(), colors().surface, hasFocus() ? colors().accent : colors().controlLine, 5, hasFocus() ? 2 : 1);
        return true;
    }
    return QPlainTextEdit::event(event);
}

void LinesEdit::changeEvent(QEvent *event)
{
    QPlainTextEdit::changeEvent(event);
    if (event->type() == QEvent::ApplicationPaletteChange)
        applyColors();
}

void LinesEdit::applyColors()
{
    QPalette own = palette();
    own.setColor(QPalette::Base, colors().surface);
    own.setColor(QPalette::Text, colors().text);
    setPalette(own);
}

} // namespace ui
