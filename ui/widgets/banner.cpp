#include "ui/widgets/banner.h"

#include "ui/theme/icons.h"
#include "ui/theme/style.h"
#include "ui/widgets/button.h"
#include "ui/widgets/frames.h"
#include "ui/widgets/textlabel.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ui {

Banner::Banner(Shape shape, QWidget *parent) : QWidget(parent), m_shape(shape), m_icon(new IconLabel({}, 20)), m_sentence(paragraph({}, TextRole::Strong)),
    m_more(paragraph()), m_buttons(row()), m_close(iconButton(u"x"_s, tr("Close this message")))
{
    setObjectName(u"banner"_s);
    auto *words = new QVBoxLayout;
    words->setSpacing(0);
    words->addWidget(m_sentence);
    words->addWidget(m_more);
    auto *all = new QHBoxLayout(this);
    all->setContentsMargins(16, 12, 16, 12);
    all->setSpacing(12);
    all->addWidget(m_icon, 0, Qt::AlignTop);
    all->addLayout(words, 1);
    all->addLayout(m_buttons);
    all->addWidget(m_close, 0, Qt::AlignTop);
    m_close->hide();
    connect(static_cast<QToolButton *>(m_close), &QToolButton::clicked, this, &QWidget::hide);
    hide();
}

void Banner::show(Tone tone, const QString &sentence, const QString &more, const QString &iconName)
{
    m_tone = tone;
    m_icon->setIcon(iconName.isEmpty() ? toneIcon(tone) : iconName);
    m_icon->setInk(int(toneInk(tone)));
    m_sentence->setText(sentence);
    m_more->setText(more);
    m_more->setVisible(!more.isEmpty());
    setAccessibleName(sentence + u' ' + more);
    update();
    setVisible(true);
}

QPushButton *Banner::setButton(const QString &text, const QString &iconName)
{
    delete m_button;
    m_button = button(text, iconName);
    m_buttons->addWidget(m_button, 0, Qt::AlignTop);
    return m_button;
}

void Banner::setClosable(bool closable) { m_close->setVisible(closable); }

QString Banner::sentence() const { return m_sentence->text(); }

QString Banner::more() const { return m_more->text(); }

void Banner::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const ToneColors &tone = colors().tone(m_tone);
    if (m_shape == Shape::Card) {
        paintFrame(&painter, rect(), tone.fill, tone.icon, 6);
        return;
    }
    painter.fillRect(rect(), tone.fill);
    painter.fillRect(0, height() - 1, width(), 1, tone.icon);
}

} // namespace ui
