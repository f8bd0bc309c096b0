#include "ui/pages/blockliststab.h"

#include "ui/models/blocklistsmodel.h"
#include "ui/models/plaintext.h"
#include "ui/pages/blocklistform.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/button.h"
#include "ui/widgets/frames.h"
#include "ui/widgets/statestack.h"
#include "ui/widgets/tableview.h"

#include <QAction>
#include <QHBoxLayout>
#include <QStackedWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using gateway::admin::BlockListState;
using gateway::admin::BlockListZone;
using gateway::admin::DefenceSettings;

namespace ui {

BlockListsTab::BlockListsTab(GatewayLink &link, DefenceDraft &draft, QWidget *parent) : DefenceTab(link, draft, parent), m_model(new BlockListsModel(this)),
    m_table(new TableView(m_model, u"block-lists"_s)), m_lists(new StateStack(m_table)), m_outcome(new Banner), m_turn(smallButton(tr("Switch on"))),
    m_edit(smallButton(tr("Edit"), u"pencil"_s)), m_remove(smallButton(tr("Remove"), u"trash-2"_s)), m_add(smallButton(tr("Add a list"), u"plus"_s)),
    m_check(smallButton(tr("Check the lists"), u"rotate-cw"_s)), m_form(new BlockListForm), m_views(new QStackedWidget)
{
    m_table->setAccessibleName(tr("Lists in the DNS"));
    m_outcome->setClosable(true);
    m_list = listView();
    m_views->addWidget(m_list);
    m_views->addWidget(m_form);
    setContent(m_views);
    connectAll();
    showSelection();
}

QString BlockListsTab::id() const { return u"blocklists"_s; }
QString BlockListsTab::title() const { return tr("Block lists"); }

QWidget *BlockListsTab::listView()
{
    auto *card = new Card(tr("Lists in the DNS"));
    for (QPushButton *act : {m_turn, m_edit, m_remove, m_check, m_add})
        card->header()->addWidget(act);
    card->body()->addWidget(m_lists, 1);
    auto *view = new QWidget;
    auto *all = column(view, 24, 16);
    all->addWidget(m_outcome);
    all->addWidget(card, 1);
    return view;
}

void BlockListsTab::connectAll()
{
    connect(m_table, &TableView::currentIdChanged, this, &BlockListsTab::showSelection);
    connect(m_table, &TableView::activated, m_edit, &QPushButton::click);
    connect(m_lists, &StateStack::buttonClicked, m_add, &QPushButton::click);
    connect(m_turn, &QPushButton::clicked, this, &BlockListsTab::turn);
    connect(m_remove, &QPushButton::clicked, this, &BlockListsTab::remove);
    connect(m_check, &QPushButton::clicked, this, &BlockListsTab::check);
    connect(m_edit, &QPushButton::clicked, this, [this] {
        if (const BlockListZone *list = m_model->record(m_table->currentIndex())) {
            m_views->setCurrentWidget(m_form);
            m_form->edit(*list);
        }
    });
    connect(m_add, &QPushButton::clicked, this, [this] {
        QStringList taken;
        for (const BlockListZone &list : draft().settings().blockListZones)
            taken.append(list.zone);
        m_views->setCurrentWidget(m_form);
        m_form->add(taken);
    });
    connect(m_form, &BlockListForm::left, this, &BlockListsTab::cancel);
    connect(m_form, &BlockListForm::done, this, [this](const BlockListZone &list) {
        put(list);
        cancel();
        m_table->selectId(list.zone);
    });
    connect(listAction(m_table, tr("Switch on or off"), {}, Qt::Key_Space), &QAction::triggered, this, &BlockListsTab::turn);
    connect(listAction(m_table, tr("Remove"), u"trash-2"_s, Qt::Key_D), &QAction::triggered, this, &BlockListsTab::remove);
}

void BlockListsTab::refresh()
{
    DefenceTab::refresh();
    if (!client() || m_hasPresets)
        return;
    m_presets.await(client()->blockListPresets(), [this](const gateway::Result<QList<gateway::admin::BlockListPreset>> &answer) {
        m_hasPresets = bool(answer);
        if (answer)
            m_form->setPresets(*answer);
    });
}

void BlockListsTab::showSettings()
{
    const QList<BlockListZone> &lists = draft().settings().blockListZones;
    m_model->merge(lists, lists.size());
    if (lists.isEmpty())
        m_lists->showEmpty(u"list-checks"_s, tr("No list is asked. Lists in the DNS name servers that others got spam from."), tr("Add a list"));
    else
        m_lists->showFilled();
    if (!lists.isEmpty() && !m_table->currentIndex().isValid())
        m_table->selectRow(0);
    showSelection();
}

void BlockListsTab::showSelection()
{
    const BlockListZone *list = m_model->record(m_table->currentIndex());
    for (QPushButton *act : {m_turn, m_edit, m_remove})
        act->setEnabled(list);
    m_turn->setText(list && list->isEnabled ? tr("Switch off") : tr("Switch on"));
    m_check->setEnabled(m_model->rowCount() > 0 && !m_states.isWaiting());
}

void BlockListsTab::put(const BlockListZone &list)
{
    draft().change([&list](DefenceSettings &settings) {
        const auto it = std::ranges::find(settings.blockListZones, list.zone, &BlockListZone::zone);
        if (it == settings.blockListZones.end())
            settings.blockListZones.append(list);
        else
            *it = list;
    });
}

void BlockListsTab::turn()
{
    if (const BlockListZone *selected = m_model->record(m_table->currentIndex())) {
        BlockListZone list = *selected;
        list.isEnabled = !list.isEnabled;
        put(list);
    }
}

void BlockListsTab::remove()
{
    const QString zone = m_table->currentId();
    draft().change([&zone](DefenceSettings &settings) { settings.blockListZones.removeIf([&zone](const BlockListZone &list) { return list.zone == zone; }); });
}

void BlockListsTab::check()
{
    if (!client())
        return;
    m_outcome->show(Tone::Information, tr("The lists are being asked for their test entries. This may take some seconds."));
    m_states.await(client()->checkBlockLists(), [this](const auto &answer) { showChecked(answer); });
    showSelection();
}

void BlockListsTab::showChecked(const gateway::Result<QList<BlockListState>> &answer)
{
    showSelection();
    if (!answer)
        return m_outcome->show(Tone::Bad, tr("The lists were not checked."), answer.error().message);
    m_model->setStates(*answer);
    QStringList problems;
    for (const BlockListState &state : *answer) {
        if (!state.works)
            problems.append(tr("%1: %2").arg(marked(state.zone), marked(state.problems.join(u' '))));
    }
    const QString saved = draft().isDirty() ? tr("Only lists in force were asked, not those of your draft.") : QString();
    if (answer->isEmpty())
        m_outcome->show(Tone::Information, tr("No list is in use, so none was asked."), saved);
    else if (problems.isEmpty())
        m_outcome->show(Tone::Good, tr("All lists in use work."), saved);
    else
        m_outcome->show(Tone::Attention, tr("%n list(s) do not work and count for nothing.", nullptr, int(problems.size())), problems.join(u'\n'));
}

void BlockListsTab::forget()
{
    m_presets.forget();
    m_states.forget();
    m_hasPresets = false;
    m_model->setStates({});
    m_model->reset({}, 0);
    m_outcome->hide();
    m_views->setCurrentWidget(m_list);
}

bool BlockListsTab::cancel()
{
    if (m_views->currentWidget() == m_list)
        return false;
    m_views->setCurrentWidget(m_list);
    m_table->setFocus();
    return true;
}

QList<QWidget *> BlockListsTab::panes() const { return {m_views->currentWidget() == m_form ? static_cast<QWidget *>(m_form) : m_table}; }

} // namespace ui
