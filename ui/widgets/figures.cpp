#include "ui/widgets/figures.h"

#include "ui/theme/style.h"
#include "ui/widgets/factgrid.h"
#include "ui/widgets/frames.h"
#include "ui/widgets/textlabel.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ui {

Figures::Figures(const QStringList &names, QWidget *parent) : QWidget(parent)
{
    auto *places = new QHBoxLayout(this);
    places->setContentsMargins(1, 1, 1, 1);
    places->setSpacing(0);
    for (const QString &name : names) {
        Figure figure{new QWidget, new TextLabel({}, TextRole::BigNumber), new TextLabel({}, TextRole::Small, Ink::Muted)};
        auto *all = column(figure.area);
        all->setContentsMargins(16, 10, 16, 10);
        all->addWidget(heading(name));
        all->addWidget(figure.number);
        all->addWidget(figure.meaning);
        places->addWidget(figure.area, 1);
        m_figures.append(figure);
    }
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void Figures::set(int index, const QString &number, const QString &meaning)
{
    m_figures[index].number->setText(number);
    m_figures[index].meaning->setText(meaning);
    m_figures[index].area->setAccessibleName(number + u", "_s + meaning);
}

void Figures::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintFrame(&painter, rect(), colors().surface, colors().line, 6);
    for (qsizetype i = 1; i < m_figures.size(); ++i)
        painter.fillRect(m_figures[i].area->x(), 1, 1, height() - 2, colors().line);
}

} // namespace ui
