#include "ui/pages/quarantinepane.h"

#include "ui/models/format.h"
#include "ui/models/plaintext.h"
#include "ui/models/words.h"
#include "ui/session/gatewaylink.h"
#include "ui/widgets/button.h"
#include "ui/widgets/chippainter.h"
#include "ui/widgets/codebox.h"
#include "ui/widgets/factgrid.h"
#include "ui/widgets/frames.h"
#include "ui/widgets/keyhints.h"
#include "ui/widgets/reasonlist.h"
#include "ui/widgets/statestack.h"
#include "ui/widgets/textlabel.h"

#include <QHBoxLayout>
#include <QScrollArea>
#include <QStackedLayout>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using gateway::admin::QuarantineItem;

namespace ui {

QuarantinePane::QuarantinePane(GatewayLink &link, QWidget *parent) : QWidget(parent), m_link(link), m_title(new TextLabel({}, TextRole::DetailTitle)),
    m_chip(new ChipLabel), m_facts(new FactGrid), m_delete(button(tr("Delete"), u"trash-2"_s)), m_release(button(tr("Release"), u"mail-check"_s)),
    m_reasons(new ReasonList), m_text(new CodeBox), m_stack(new StateStack(m_text)), m_pages(new QStackedLayout)
{
    setMinimumWidth(420);
    auto *content = new QWidget;
    auto *inside = column(content);
    inside->addWidget(headArea());
    inside->addWidget(whyArea(), 2);
    inside->addWidget(textArea(), 3);
    inside->addWidget(new KeyHints({{u"J"_s, tr("next")}, {u"K"_s, tr("previous")}, {u"X"_s, tr("select")}, {u"R"_s, tr("release")}, {u"D"_s, tr("delete")}}));
    auto *ground = new Ground(Ground::Fill::Surface);
    column(ground)->addLayout(m_pages); // First: pages of a layout without a widget would show as windows.
    m_pages->addWidget(new QWidget);
    m_pages->addWidget(content);
    column(this)->addWidget(ground);
    connect(m_delete, &QPushButton::clicked, this, &QuarantinePane::deleteWanted);
    connect(m_release, &QPushButton::clicked, this, &QuarantinePane::releaseWanted);
    connect(m_stack, &StateStack::retryWanted, this, &QuarantinePane::askText);
}

QWidget *QuarantinePane::headArea()
{
    auto *first = row(8);
    first->addWidget(m_title, 1);
    first->addWidget(m_chip);
    QToolButton *previous = iconButton(u"arrow-up"_s, tr("Previous (K)"));
    QToolButton *next = iconButton(u"arrow-down"_s, tr("Next (J)"));
    connect(previous, &QToolButton::clicked, this, [this] { Q_EMIT stepWanted(-1); });
    connect(next, &QToolButton::clicked, this, [this] { Q_EMIT stepWanted(1); });
    first->addWidget(previous);
    first->addWidget(next);
    auto *acts = row(8);
    acts->addWidget(m_delete);
    acts->addWidget(m_release);
    QPushButton *trace = button(tr("Show under Mail"), u"mails"_s);
    connect(trace, &QPushButton::clicked, this, [this] { Q_EMIT doorOpened(u"mail"_s, m_item.id); });
    acts->addWidget(trace);
    acts->addStretch();
    auto *area = new Ground(Ground::Fill::Surface, Qt::BottomEdge);
    auto *all = column(area, 0, 8);
    all->setContentsMargins(16, 8, 8, 12);
    all->addLayout(first);
    all->addWidget(m_facts);
    all->addLayout(acts);
    return area;
}

QWidget *QuarantinePane::whyArea()
{
    auto *content = new QWidget;
    auto *all = column(content, 0, 0);
    all->setContentsMargins(16, 10, 16, 8);
    all->addWidget(heading(tr("Why it was held")));
    all->addWidget(m_reasons);
    all->addStretch();
    QScrollArea *area = scrolling(content);
    area->setMinimumHeight(96);
    area->setAccessibleName(tr("Why it was held"));
    return area;
}

QWidget *QuarantinePane::textArea()
{
    auto *line = row(8);
    line->addWidget(new IconLabel(u"image-off"_s, 16));
    line->addWidget(new TextLabel(tr("Only text. Pictures, forms and links are off; nothing is loaded."), TextRole::Small, Ink::Muted), 1);
    m_text->setAccessibleName(tr("Text of the mail, safe view"));
    auto *area = new Ground(Ground::Fill::Surface, Qt::TopEdge);
    auto *all = column(area, 0, 8);
    all->setContentsMargins(16, 10, 16, 12);
    all->addLayout(line);
    all->addWidget(m_stack, 1);
    area->setMinimumHeight(160);
    return area;
}

void QuarantinePane::showItem(const QuarantineItem &item)
{
    const bool isSame = item.id == m_item.id && m_pages->currentIndex() == 1;
    m_item = item;
    m_title->setText(item.subject.isEmpty() ? tr("no subject") : item.subject);
    m_chip->setChip(classChip(item.messageClass, item.score));
    m_facts->clear();
    m_facts->add(tr("From"), item.headerFrom.isEmpty() ? senderWord(item.sender) : item.headerFrom);
    m_facts->add(tr("To"), item.recipients.join(u", "));
    m_facts->add(tr("Held"), tr("%1, is deleted on %2").arg(formatTime(item.received), formatDate(item.expires)));
    m_facts->add(tr("Rule"), item.rule.isEmpty() ? QString() : ruleName(item.rule));
    // Delete is at hand for what is dangerous, Release for what is merely unwanted.
    m_delete->setDefault(isDangerous(item.messageClass));
    m_release->setDefault(false);
    m_reasons->setReasons(item.reasons);
    m_pages->setCurrentIndex(1);
    if (isSame)
        return;
    m_text->setText({});
    askText();
}

void QuarantinePane::askText()
{
    if (!m_link.client())
        return;
    m_stack->showLoading(tr("Reading the text"));
    m_answer.await(m_link.client()->quarantineItem(m_item.id), [this](const gateway::Result<QuarantineItem> &answer) {
        if (!answer)
            return m_stack->showFailed(tr("The text could not be read."), answer.error().message);
        m_text->setText(answer->text);
        if (answer->text.isEmpty())
            m_stack->showEmpty(u"mail"_s, tr("This mail has no text."));
        else
            m_stack->showFilled();
    });
}

void QuarantinePane::showNothing()
{
    m_answer.forget();
    m_item = {};
    m_pages->setCurrentIndex(0);
}

QWidget *QuarantinePane::firstField() const { return m_text; }

} // namespace ui
