#include "ui/pages/envelopetab.h"

#include "ui/models/format.h"
#include "ui/models/plaintext.h"
#include "ui/models/words.h"
#include "ui/widgets/chippainter.h"
#include "ui/widgets/codebox.h"
#include "ui/widgets/factgrid.h"
#include "ui/widgets/frames.h"
#include "ui/widgets/textlabel.h"

#include <QHBoxLayout>
#include <QScrollArea>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using gateway::admin::Message;
using gateway::admin::RecipientRecord;

namespace ui {
namespace {

constexpr int listLines = 8;

QWidget *recipientRow(const RecipientRecord &recipient)
{
    auto *area = new QWidget;
    auto *first = row(8);
    Chip chip = fateChip(recipient.fate, recipient.fate == gateway::Fate::Delivered && recipient.verdict == gateway::Verdict::Tag);
    chip.isBare = true;
    first->addWidget(new ChipLabel(chip));
    QStringList facts;
    if (!recipient.nextHop.isEmpty())
        facts.append(EnvelopeTab::tr("next hop %1").arg(marked(recipient.nextHop)));
    if (!recipient.rule.isEmpty())
        facts.append(EnvelopeTab::tr("rule “%1”").arg(ruleName(recipient.rule)));
    if (recipient.changed.isValid())
        facts.append(formatTime(recipient.changed));
    first->addWidget(new TextLabel(facts.join(u", "_s), TextRole::Small, Ink::Muted), 1);
    auto *all = column(area);
    all->addLayout(first);
    if (!recipient.reply.isEmpty())
        all->addWidget(paragraph(recipient.reply, TextRole::Code, Ink::Muted));
    return area;
}

} // namespace

EnvelopeTab::EnvelopeTab(QWidget *parent) : QWidget(parent), m_facts(new FactGrid), m_recipients(new FactGrid), m_historyTitle(heading(tr("What happened later"))),
    m_history(new CodeBox(listLines))
{
    const auto half = [](QWidget *content, int right) {
        auto *area = new QWidget;
        auto *places = column(area, 0, 6);
        places->setContentsMargins(16, 12, right, 12);
        places->addWidget(content);
        places->addStretch();
        return area;
    };
    auto *left = half(m_recipients, 16);
    auto *places = static_cast<QVBoxLayout *>(left->layout());
    places->insertWidget(0, heading(tr("Recipients")));
    places->insertWidget(2, m_historyTitle);
    places->insertWidget(3, m_history);
    auto *right = half(m_facts, 16);
    static_cast<QVBoxLayout *>(right->layout())->insertWidget(0, heading(tr("Where it came from")));
    auto *halves = row(0);
    halves->addWidget(scrolling(left), 1);
    halves->addWidget(scrolling(right), 1);
    column(this)->addLayout(halves);
}

void EnvelopeTab::setMessage(const Message &message)
{
    m_recipients->clear();
    for (const RecipientRecord &recipient : message.recipients)
        m_recipients->addWidget(marked(recipient.address), recipientRow(recipient));

    m_facts->clear();
    m_facts->add(tr("Reverse-path"), senderWord(message.sender));
    m_facts->add(tr("From in the header"), message.headerFrom);
    m_facts->add(tr("Client"), message.clientAddress);
    m_facts->add(tr("Called itself"), message.helo);
    m_facts->add(tr("Direction"), message.direction == "outbound"_L1 ? tr("outbound") : tr("inbound"));
    m_facts->add(tr("Arrived"), formatDateTime(message.received));
    m_facts->add(tr("Size"), message.size > 0 ? formatSize(message.size) : tr("none, refused before the content"));
    m_facts->add(tr("Message-ID"), message.messageId);
    m_facts->add(tr("Id in the trace"), message.id);
    m_facts->add(tr("Attachments"), message.attachments.join(u'\n'));
    m_facts->add(tr("Links"), message.urls.join(u'\n'));

    m_history->setText(message.history.join(u'\n'));
    m_history->setVisible(!message.history.isEmpty());
    m_historyTitle->setVisible(!message.history.isEmpty());
}

} // namespace ui
