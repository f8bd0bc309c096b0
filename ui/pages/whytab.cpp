#include "ui/pages/whytab.h"

#include "ui/models/words.h"
#include "ui/widgets/button.h"
#include "ui/widgets/codebox.h"
#include "ui/widgets/factgrid.h"
#include "ui/widgets/frames.h"
#include "ui/widgets/reasonlist.h"
#include "ui/widgets/stagetimeline.h"
#include "ui/widgets/textlabel.h"

#include <QHBoxLayout>
#include <QScrollArea>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using gateway::admin::Message;

namespace ui {
namespace {

constexpr int sideWidth = 316;
constexpr int replyLines = 4;

} // namespace

WhyTab::WhyTab(QWidget *parent) : QWidget(parent), m_timeline(new StageTimeline), m_icon(new IconLabel({}, 18)), m_headline(paragraph({}, TextRole::Strong)),
    m_points(new TextLabel(tr("points"), TextRole::Small, Ink::Muted)), m_rule(paragraph()), m_version(paragraph({}, TextRole::Small, Ink::Muted)),
    m_replyTitle(heading(tr("The sender was told"))), m_wayOutTitle(heading(tr("If this was wrong"))), m_wayOut(paragraph()), m_reasons(new ReasonList),
    m_reply(new CodeBox(replyLines))
{
    auto *way = new Ground(Ground::Fill::Surface, Qt::BottomEdge);
    column(way)->addWidget(m_timeline);
    auto *halves = row(0);
    halves->addWidget(reasonsArea(), 1);
    halves->addWidget(sideColumn());
    auto *all = column(this);
    all->addWidget(way);
    all->addLayout(halves, 1);
}

QWidget *WhyTab::reasonsArea()
{
    auto *headline = new Ground(Ground::Fill::Surface, Qt::BottomEdge);
    auto *line = new QHBoxLayout(headline);
    line->setContentsMargins(0, 9, 0, 9);
    line->setSpacing(10);
    line->addWidget(m_icon, 0, Qt::AlignTop);
    line->addWidget(m_headline, 1);
    line->addWidget(m_points, 0, Qt::AlignTop);
    auto *content = new QWidget;
    auto *places = column(content);
    places->setContentsMargins(16, 0, 16, 12);
    places->addWidget(headline);
    places->addWidget(m_reasons);
    places->addStretch();
    QScrollArea *area = scrolling(content);
    area->setAccessibleName(tr("Reasons"));
    return area;
}

QWidget *WhyTab::sideColumn()
{
    m_reply->setAccessibleName(tr("The sender was told"));
    auto *content = new QWidget;
    auto *places = column(content, 0, 4);
    places->setContentsMargins(16, 8, 16, 12);
    places->addWidget(heading(tr("Decided by")));
    places->addWidget(m_rule);
    places->addWidget(m_version);
    places->addSpacing(8);
    places->addWidget(m_replyTitle);
    places->addWidget(m_reply);
    places->addSpacing(8);
    places->addWidget(m_wayOutTitle);
    places->addWidget(m_wayOut);
    places->addStretch();
    auto *side = new Ground(Ground::Fill::Sunken, Qt::LeftEdge);
    auto *inside = column(side);
    inside->setContentsMargins(1, 0, 0, 0);
    inside->addWidget(scrolling(content));
    side->setFixedWidth(sideWidth);
    return side;
}

void WhyTab::setMessage(const Message &message)
{
    const Chip chip = fateChip(message);
    m_timeline->setStages(message.stages);
    m_icon->setIcon(chip.icon);
    m_icon->setInk(int(toneInk(chip.tone)));
    m_headline->setText(headline(message));
    m_points->setVisible(std::ranges::any_of(message.reasons, [](const gateway::Reason &reason) { return reason.points != 0; }));
    m_reasons->setReasons(message.reasons);
    m_rule->setText(message.rule.isEmpty() ? tr("No rule applied; mail is delivered unless one does.") : tr("Rule “%1”").arg(ruleName(message.rule)));
    m_version->setText(message.policyVersion > 0 ? tr("policy version %1").arg(message.policyVersion) : QString());
    m_version->setVisible(message.policyVersion > 0);
    m_reply->setText(message.reply);
    m_reply->setVisible(!message.reply.isEmpty());
    m_replyTitle->setVisible(!message.reply.isEmpty());
    const QString out = wayOut(message);
    m_wayOut->setText(out);
    m_wayOut->setVisible(!out.isEmpty());
    m_wayOutTitle->setVisible(!out.isEmpty());
}

} // namespace ui
