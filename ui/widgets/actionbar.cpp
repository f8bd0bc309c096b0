#include "ui/widgets/actionbar.h"

#include "ui/theme/fonts.h"
#include "ui/widgets/textlabel.h"

#include <QHBoxLayout>

namespace ui {

ActionBar::ActionBar(QWidget *parent) : Ground(Fill::Surface, Qt::TopEdge, parent), m_places(new QHBoxLayout(this)), m_sentence(new TextLabel({}, TextRole::Body, Ink::Muted))
{
    setFixedHeight(scaled(52));
    m_places->setContentsMargins(24, 0, 16, 0);
    m_places->setSpacing(8);
    m_places->addWidget(m_sentence, 1);
}

void ActionBar::add(QWidget *button) { m_places->addWidget(button); }

void ActionBar::setSentence(const QString &sentence) { m_sentence->setText(sentence); }

} // namespace ui
