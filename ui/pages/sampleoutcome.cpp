#include "ui/pages/sampleoutcome.h"

#include "ui/models/format.h"
#include "ui/models/words.h"
#include "ui/widgets/button.h"
#include "ui/widgets/factgrid.h"
#include "ui/widgets/reasonlist.h"
#include "ui/widgets/stagetimeline.h"
#include "ui/widgets/textlabel.h"

#include <QHBoxLayout>
#include <QScrollArea>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using gateway::admin::Message;
using gateway::admin::Sample;

namespace ui {

SampleOutcome::SampleOutcome(QWidget *parent) : Ground(Fill::Surface, {}, parent), m_icon(new IconLabel({}, 24)), m_headline(paragraph({}, TextRole::PageTitle)),
    m_line(new TextLabel({}, TextRole::Body, Ink::Muted)), m_timeline(new StageTimeline), m_reasons(new ReasonList),
    m_door(button(tr("Show under Mail"), u"mails"_s)), m_details(new QWidget)
{
    setMinimumHeight(200);
    auto *words = new QVBoxLayout;
    words->setSpacing(0);
    words->addWidget(m_headline);
    words->addWidget(m_line);
    auto *top = row(14);
    top->setContentsMargins(16, 12, 16, 8);
    top->addWidget(m_icon, 0, Qt::AlignTop);
    top->addLayout(words, 1);
    top->addWidget(m_door, 0, Qt::AlignTop);
    auto *reasons = new QWidget;
    auto *inside = column(reasons);
    inside->setContentsMargins(16, 0, 16, 8);
    inside->addWidget(m_reasons);
    inside->addStretch();
    auto *details = column(m_details);
    auto *way = new Ground(Fill::Surface, Qt::TopEdge | Qt::BottomEdge);
    column(way)->addWidget(m_timeline);
    details->addWidget(way);
    details->addWidget(scrolling(reasons), 1);
    auto *all = column(this);
    all->addLayout(top);
    all->addWidget(m_details, 1);
    all->addStretch();
    connect(m_door, &QPushButton::clicked, this, [this] { Q_EMIT doorOpened(u"mail"_s, m_messageId); });
    showNothing();
}

void SampleOutcome::showUnsent(const Sample &sample)
{
    m_icon->setIcon(u"send"_s);
    m_icon->setInk(int(Ink::Muted));
    m_headline->setText(tr("Not sent yet: %1").arg(sample.title));
    m_line->setText(tr("From %1 to %2. It should be: %3.").arg(senderWord(sample.sender), sample.recipient, fateWord(sample.expectedFate)));
    m_details->hide();
    m_door->hide();
}

void SampleOutcome::showMessage(const Sample &sample, const Message &message)
{
    const bool isRight = message.fate == sample.expectedFate;
    const Chip chip = fateChip(message);
    m_messageId = message.id;
    m_icon->setIcon(chip.icon);
    m_icon->setInk(int(toneInk(chip.tone)));
    m_headline->setText(headline(message));
    m_line->setText(isRight ? tr("As it should be, after %1.").arg(formatMilliseconds(message.took))
                            : tr("It should have been: %1.").arg(fateWord(sample.expectedFate)));
    m_timeline->setStages(message.stages);
    m_reasons->setReasons(message.reasons);
    m_details->show();
    m_door->show();
}

void SampleOutcome::showNothing()
{
    m_messageId.clear();
    m_icon->setIcon(u"flask-conical"_s);
    m_icon->setInk(int(Ink::Muted));
    m_headline->setText(tr("Nothing sent yet"));
    m_line->setText(tr("Choose a sample at the left."));
    m_details->hide();
    m_door->hide();
}

} // namespace ui
