#include "ui/pages/differenceview.h"

#include "ui/models/changesmodel.h"
#include "ui/models/format.h"
#include "ui/models/plaintext.h"
#include "ui/widgets/actionbar.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/button.h"
#include "ui/widgets/figures.h"
#include "ui/widgets/frames.h"
#include "ui/widgets/question.h"
#include "ui/widgets/statestack.h"
#include "ui/widgets/tableview.h"
#include "ui/widgets/textlabel.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using gateway::admin::DirectoryDifference;

namespace ui {
namespace {

enum FigureIndex { Removed, Added, Changed };

} // namespace

DifferenceView::DifferenceView(GatewayLink &link, QWidget *parent) : QWidget(parent), m_link(link), m_model(new ChangesModel(this)),
    m_table(new TableView(m_model, u"difference"_s)), m_stack(new StateStack(m_table)), m_figures(new Figures({tr("Removed"), tr("Added"), tr("Changed")})),
    m_outcome(new Banner), m_bar(new ActionBar), m_title(new TextLabel({}, TextRole::DetailTitle)), m_more(new TextLabel({}, TextRole::Body, Ink::Muted)),
    m_apply(button(tr("Apply …"), u"check"_s, ButtonKind::Primary)), m_discard(button(tr("Discard …"), u"trash-2"_s))
{
    m_table->setAccessibleName(tr("Changes"));
    QPushButton *back = button(tr("Back"));
    m_bar->add(back);
    m_bar->add(m_discard);
    m_bar->add(m_apply);
    auto *card = new Card(tr("Changes"));
    card->header()->insertWidget(1, m_more, 1);
    card->body()->addWidget(m_stack, 1);
    auto *content = new QWidget;
    auto *inside = column(content, 24, 16);
    inside->addWidget(m_title);
    inside->addWidget(m_outcome);
    inside->addWidget(m_figures);
    inside->addWidget(card, 1);
    auto *all = column(this);
    all->addWidget(content, 1);
    all->addWidget(m_bar);
    connect(back, &QPushButton::clicked, this, &DifferenceView::left);
    connect(m_apply, &QPushButton::clicked, this, &DifferenceView::askApply);
    connect(m_discard, &QPushButton::clicked, this, &DifferenceView::askDiscard);
    connect(m_stack, &StateStack::retryWanted, this, &DifferenceView::ask);
}

void DifferenceView::showPending(const QString &source)
{
    m_source = source;
    m_difference = {};
    m_model->reset({}, 0);
    m_title->setText(tr("What the last reading of “%1” would change").arg(source));
    m_outcome->hide();
    for (const FigureIndex figure : {Removed, Added, Changed})
        m_figures->set(figure, tr("not known"), {});
    m_apply->setEnabled(false);
    m_discard->setEnabled(false);
    ask();
}

void DifferenceView::ask()
{
    if (!m_link.client())
        return;
    m_stack->showLoading(tr("Reading what would change"));
    m_answer.await(m_link.client()->pendingDirectory(m_source), [this](const gateway::Result<DirectoryDifference> &answer) {
        if (!answer)
            return m_stack->showFailed(tr("What would change could not be read."), answer.error().message);
        showDifference(*answer);
    });
}

qint64 DifferenceView::stopped(const DirectoryDifference &difference)
{
    return difference.removed + std::ranges::count_if(difference.changes, [](const gateway::admin::DirectoryChange &change) {
        return change.kind == "changed"_L1 && change.after.isDisabled && !change.before.isDisabled;
    });
}

void DifferenceView::showDifference(const DirectoryDifference &difference)
{
    m_difference = difference;
    m_figures->set(Removed, formatNumber(difference.removed), difference.removed > 0 ? tr("mail to them would be refused") : tr("nobody loses mail by that"));
    m_figures->set(Added, formatNumber(difference.added), tr("mail to them would be accepted"));
    m_figures->set(Changed, formatNumber(difference.changed), tr("with another name, group, alias or state"));
    m_model->reset(difference.changes, difference.changes.size());
    const qint64 all = difference.added + difference.removed + difference.changed;
    m_more->setText(all > difference.changes.size() ? tr("the first %1 of %2, removals first").arg(formatNumber(difference.changes.size()), formatNumber(all))
                                                    : tr("removals first"));
    m_apply->setEnabled(difference.isPending);
    m_discard->setEnabled(difference.isPending);
    m_bar->setSentence(difference.isPending ? tr("Until you decide, the list in use stays as it is.") : tr("This is in force already."));
    if (difference.changes.isEmpty())
        m_stack->showEmpty(u"circle-check"_s, tr("The reading changes nothing."));
    else
        m_stack->showFilled();
}

void DifferenceView::askApply()
{
    const int count = int(stopped(m_difference));
    if (count == 0)
        return settle(true);
    auto *question = new Question(u"user-x"_s, tr("Stop the mail of %n people?", nullptr, count),
                                  tr("After this, mail to them is refused. A later reading that names them again lets their mail in again."), window());
    question->addButton(tr("Apply, %n people get no more mail", nullptr, count), u"check"_s, false, [this] { settle(true); });
    question->addButton(tr("Keep it waiting"), {}, true);
    question->open();
}

void DifferenceView::askDiscard()
{
    auto *question = new Question(u"trash-2"_s, tr("Discard this reading?"), tr("The list in use stays as it is. The next reading asks again if the source still says the same."),
                                  window());
    question->addButton(tr("Discard the reading"), u"trash-2"_s, false, [this] { settle(false); });
    question->addButton(tr("Keep it waiting"), {}, true);
    question->open();
}

void DifferenceView::settle(bool applies)
{
    if (!m_link.client())
        return;
    m_apply->setEnabled(false);
    m_discard->setEnabled(false);
    m_act.await(applies ? m_link.client()->approveDirectory(m_source) : m_link.client()->rejectDirectory(m_source), [this, applies](const gateway::Result<> &answer) {
        if (answer)
            return Q_EMIT settled(applies, m_difference);
        m_apply->setEnabled(m_difference.isPending);
        m_discard->setEnabled(m_difference.isPending);
        m_outcome->show(Tone::Bad, applies ? tr("The reading was not applied.") : tr("The reading was not discarded."), answer.error().message);
    });
}

void DifferenceView::forget()
{
    m_answer.forget();
    m_act.forget();
    m_model->reset({}, 0);
}

} // namespace ui
