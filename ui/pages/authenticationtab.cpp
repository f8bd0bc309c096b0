#include "ui/pages/authenticationtab.h"

#include "ui/models/authwords.h"
#include "ui/models/plaintext.h"
#include "ui/widgets/chippainter.h"
#include "ui/widgets/factgrid.h"
#include "ui/widgets/frames.h"
#include "ui/widgets/textlabel.h"

#include <QHBoxLayout>
#include <QScrollArea>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using gateway::admin::AuthenticationCheck;
using gateway::admin::Message;

namespace ui {

namespace {

constexpr int chipWidth = 150;

QWidget *rowOf(const AuthenticationCheck &check, const QString &client)
{
    auto *words = new QVBoxLayout;
    words->setSpacing(0);
    words->addWidget(paragraph(authenticationSentence(check, client)));
    if (const QString detail = authenticationDetail(check); !detail.isEmpty())
        words->addWidget(paragraph(detail, TextRole::Small, Ink::Muted));
    auto *chip = new ChipLabel(authenticationChip(check));
    chip->setFixedWidth(chipWidth);
    auto *row = new QWidget;
    auto *line = new QHBoxLayout(row);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(12);
    line->addWidget(chip, 0, Qt::AlignTop);
    line->addLayout(words, 1);
    return row;
}

} // namespace

AuthenticationTab::AuthenticationTab(QWidget *parent) : QWidget(parent), m_verdict(new ChipLabel), m_author(paragraph({}, TextRole::Body, Ink::Muted))
{
    auto *content = new QWidget;
    auto *places = column(content, 0, 4);
    places->setContentsMargins(16, 12, 16, 12);
    places->addWidget(m_verdict);
    places->addWidget(m_author);
    places->addSpacing(8);
    m_rows = new QVBoxLayout;
    m_rows->setSpacing(8);
    places->addLayout(m_rows);
    places->addStretch();
    QScrollArea *area = scrolling(content);
    area->setAccessibleName(tr("Who vouches for the mail"));
    column(this)->addWidget(area);
}

void AuthenticationTab::setMessage(const Message &message)
{
    while (QLayoutItem *item = m_rows->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    m_verdict->setChip(authenticationVerdict(message.authentication));
    m_author->setText(message.authentication.isEmpty()
                          ? tr("The gateway checks this for mail from other machines, when it may ask the DNS.")
                          : tr("The author given is %1; the mail came from %2, which calls itself %3.")
                                .arg(marked(message.headerFrom), marked(message.clientAddress), marked(message.helo)));
    for (const AuthenticationCheck &check : message.authentication)
        m_rows->addWidget(rowOf(check, message.clientAddress));
}

} // namespace ui
