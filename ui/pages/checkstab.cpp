#include "ui/pages/checkstab.h"

#include "ui/models/countsmodel.h"
#include "ui/models/defencewords.h"
#include "ui/models/format.h"
#include "ui/theme/fonts.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/choicelist.h"
#include "ui/widgets/factgrid.h"
#include "ui/widgets/figures.h"
#include "ui/widgets/frames.h"
#include "ui/widgets/modeswitch.h"
#include "ui/widgets/statestack.h"
#include "ui/widgets/tableview.h"
#include "ui/widgets/textlabel.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QScrollArea>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using gateway::admin::DefenceSettings;
using gateway::admin::DefenceState;

namespace ui {
namespace {

enum FigureIndex { Accepted, Refused, RateRefusals, Known };

} // namespace

ChecksTab::ChecksTab(GatewayLink &link, DefenceDraft &draft, QWidget *parent) : DefenceTab(link, draft, parent), m_stress(new Banner), m_notes(new Banner),
    m_figures(new Figures({tr("Connections"), tr("Refused"), tr("Over the rates"), tr("Known clients")})), m_strictness(new ChoiceList),
    m_defers(new QCheckBox(tr("Put off clients that could not be checked"))), m_counts(new CountsModel(this)), m_since(new TextLabel({}, TextRole::Body, Ink::Muted))
{
    auto *content = new QWidget;
    auto *all = column(content, 24, 16);
    all->addWidget(m_stress);
    all->addWidget(m_notes);
    all->addWidget(m_figures);
    all->addWidget(strictnessCard());
    all->addWidget(checksCard());
    all->addWidget(countsCard());
    all->addStretch();
    setContent(scrolling(content));
    connect(&draft, &DefenceDraft::stateChanged, this, &ChecksTab::showState);
    showState();
}

QString ChecksTab::id() const { return u"checks"_s; }
QString ChecksTab::title() const { return tr("Checks"); }

QWidget *ChecksTab::strictnessCard()
{
    for (const DefenceStep &step : defenceSteps())
        m_strictness->add(QString::fromLatin1(step.strictness), defenceText(step.name), defenceText(step.sentence));
    connect(m_strictness, &ChoiceList::chosen, this, [this](const QString &value) {
        draft().change([&value](DefenceSettings &settings) { settings.strictness = value; });
    });
    auto *card = new Card(tr("How strict"));
    auto *inside = new QVBoxLayout;
    inside->setContentsMargins(16, 14, 16, 12);
    inside->addWidget(m_strictness);
    card->body()->addLayout(inside);
    return card;
}

QWidget *ChecksTab::checksCard()
{
    auto *card = new Card(tr("Which checks act"));
    for (qsizetype i = 0; i < defenceChecks().size(); ++i)
        card->body()->addWidget(checkRow(i));
    auto *last = new QVBoxLayout;
    last->setContentsMargins(16, 12, 16, 8);
    last->setSpacing(2);
    last->addWidget(m_defers);
    last->addWidget(paragraph(tr("For example while a block list does not answer. Switched off, such a check speaks neither for nor against a client."),
                              TextRole::Small, Ink::Muted));
    card->body()->addLayout(last);
    connect(m_defers, &QCheckBox::clicked, this, [this](bool isOn) {
        draft().change([isOn](DefenceSettings &settings) { settings.defersNotKnown = isOn; });
    });
    return card;
}

QWidget *ChecksTab::checkRow(qsizetype index)
{
    const DefenceCheck &check = defenceChecks()[index];
    auto *line = new Ground(Ground::Fill::Surface, Qt::BottomEdge);
    auto *places = new QHBoxLayout(line);
    places->setContentsMargins(16, 8, 16, 9);
    places->setSpacing(16);
    auto *words = new QVBoxLayout;
    words->setSpacing(0);
    words->addWidget(new TextLabel(defenceText(check.name), TextRole::Strong));
    words->addWidget(new TextLabel(defenceText(check.sentence), TextRole::Small, Ink::Muted));
    places->addLayout(words, 1);
    CheckRow row{new ModeSwitch(defenceText(check.name)), new TextLabel({}, TextRole::Small, Ink::Muted)};
    places->addWidget(row.counts);
    places->addWidget(row.mode);
    connect(row.mode, &ModeSwitch::chosen, this, [this, index](const QString &mode) {
        draft().change([index, &mode](DefenceSettings &settings) { settings.*defenceChecks()[index].mode = mode; });
    });
    m_checks.append(row);
    return line;
}

QWidget *ChecksTab::countsCard()
{
    auto *table = new TableView(m_counts, u"defence-counts"_s);
    table->setAccessibleName(tr("What the rules did"));
    m_countsStack = new StateStack(table);
    m_countsStack->setFixedHeight(scaled(30 + 6 * 32 + 4));
    connect(m_countsStack, &StateStack::retryWanted, this, &ChecksTab::refresh);
    auto *card = new Card(tr("What the rules did"));
    card->header()->insertWidget(1, m_since);
    card->body()->addWidget(m_countsStack);
    return card;
}

void ChecksTab::showSettings()
{
    const DefenceSettings &settings = draft().settings();
    m_strictness->setValue(settings.strictness);
    for (qsizetype i = 0; i < m_checks.size(); ++i)
        m_checks[i].mode->setMode(settings.*defenceChecks()[i].mode);
    m_defers->setChecked(settings.defersNotKnown);
}

void ChecksTab::showState()
{
    if (!draft().state()) {
        for (const FigureIndex figure : {Accepted, Refused, RateRefusals, Known})
            m_figures->set(figure, tr("not known"), {});
        m_stress->hide();
        m_notes->hide();
        m_countsStack->showEmpty(u"circle-question-mark"_s, tr("What the rules did could not be read."));
        return;
    }
    const DefenceState &state = *draft().state();
    qint64 refused = 0;
    for (const gateway::admin::DefenceCount &count : state.counts)
        refused += count.refused;
    m_figures->set(Accepted, formatNumber(state.accepted), tr("since %1").arg(formatDateTime(state.since)));
    m_figures->set(Refused, formatNumber(refused), tr("by all rules together"));
    m_figures->set(RateRefusals, formatNumber(state.rateRefusals), tr("asked to come back later"));
    m_figures->set(Known, formatNumber(state.knownClients), tr("%1 of memory").arg(formatSize(state.historyOctets)));
    m_since->setText(tr("since %1").arg(formatDateTime(state.since)));
    m_counts->merge(state.counts, state.counts.size());
    if (state.counts.isEmpty())
        m_countsStack->showEmpty(u"shield-check"_s, tr("No rule had to act yet."));
    else
        m_countsStack->showFilled();
    for (qsizetype i = 0; i < m_checks.size(); ++i) {
        const char *rule = defenceChecks()[i].rule;
        const auto count = std::ranges::find_if(state.counts, [rule](const auto &candidate) { return rule && candidate.rule == QLatin1StringView(rule); });
        m_checks[i].counts->setText(count == state.counts.end() ? QString() : countsText(*count));
    }
    if (state.isStressed)
        m_stress->show(Tone::Attention, tr("So many clients want in that unknown ones get less."), tr("Clients that sent good mail before come first. This ends by itself."));
    else
        m_stress->hide();
    QStringList notes = state.notes;
    if (!state.asksDns)
        notes.prepend(tr("The gateway asks no DNS, so neither names nor block lists are checked."));
    if (notes.isEmpty())
        m_notes->hide();
    else
        m_notes->show(Tone::Attention, notes.first(), notes.mid(1).join(u'\n'));
}

} // namespace ui
