#include "ui/widgets/factgrid.h"

#include "ui/widgets/frames.h"
#include "ui/widgets/textlabel.h"

#include <QGridLayout>
#include <QScrollArea>
#include <QVBoxLayout>

namespace ui {

FactGrid::FactGrid(QWidget *parent) : QWidget(parent)
{
    column(this);
    clear();
}

void FactGrid::clear()
{
    delete m_rows;
    m_rows = new QWidget;
    m_grid = new QGridLayout(m_rows);
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(16);
    m_grid->setVerticalSpacing(4);
    m_grid->setColumnStretch(1, 1);
    m_count = 0;
    layout()->addWidget(m_rows);
}

void FactGrid::add(const QString &name, const QString &value)
{
    if (!value.isEmpty())
        addWidget(name, paragraph(value));
}

void FactGrid::addWidget(const QString &name, QWidget *value)
{
    m_grid->addWidget(new TextLabel(name, TextRole::Body, Ink::Muted), m_count, 0, Qt::AlignTop);
    m_grid->addWidget(value, m_count, 1);
    ++m_count;
}

QScrollArea *scrolling(QWidget *content)
{
    auto *area = new QScrollArea;
    area->setWidget(content);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->viewport()->setAutoFillBackground(false);
    content->setAutoFillBackground(false);
    return area;
}

TextLabel *heading(const QString &text) { return new TextLabel(text, TextRole::SmallStrong, Ink::Muted); }

} // namespace ui
