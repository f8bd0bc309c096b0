#include "ui/shell/pageheader.h"

#include "ui/shell/searchbutton.h"
#include "ui/widgets/textlabel.h"

#include <QHBoxLayout>

namespace ui {

PageHeader::PageHeader(QWidget *parent) : Ground(Fill::Surface, Qt::BottomEdge, parent), m_title(new TextLabel({}, TextRole::PageTitle)),
    m_question(new TextLabel({}, TextRole::Body, Ink::Muted))
{
    setFixedHeight(scaled(52));
    auto *search = new SearchButton;
    connect(search, &SearchButton::clicked, this, &PageHeader::searchWanted);
    auto *places = new QHBoxLayout(this);
    places->setContentsMargins(24, 0, 16, 1);
    places->setSpacing(12);
    m_title->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    places->addWidget(m_title);
    places->addWidget(m_question, 1);
    places->addWidget(search);
}

void PageHeader::setPage(const QString &title, const QString &question)
{
    m_title->setText(title);
    m_question->setText(question);
}

} // namespace ui
