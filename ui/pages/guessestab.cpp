#include "ui/pages/guessestab.h"

#include "ui/models/guessesmodel.h"
#include "ui/models/plaintext.h"
#include "ui/models/suspectsmodel.h"
#include "ui/widgets/button.h"
#include "ui/widgets/frames.h"
#include "ui/widgets/statestack.h"
#include "ui/widgets/tableview.h"
#include "ui/widgets/textlabel.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using gateway::admin::HarvestSuspect;

namespace ui {

GuessesTab::GuessesTab(GatewayLink &link, QWidget *parent) : PageTab(link, parent), m_model(new SuspectsModel(this)), m_guesses(new GuessesModel(this)),
    m_table(new TableView(m_model, u"suspects"_s)), m_names(new TableView(m_guesses, u"guesses"_s)), m_client(new TextLabel({}, TextRole::Body, Ink::Muted)),
    m_block(smallButton(tr("Block this client …"), u"ban"_s))
{
    m_table->setAccessibleName(tr("Clients that guess"));
    m_names->setAccessibleName(tr("Tried names"));
    m_names->showSortedBy(GuessesModel::Time, Qt::DescendingOrder);
    auto *clients = new Card(tr("Clients that guess"));
    clients->body()->addWidget(m_table, 1);
    auto *names = new Card(tr("Tried names"));
    m_client->setElide(Qt::ElideMiddle);
    names->header()->insertWidget(1, m_client, 1);
    names->header()->addWidget(m_block);
    names->body()->addWidget(m_names, 1);
    auto *content = new QWidget;
    auto *sides = new QHBoxLayout(content);
    sides->setContentsMargins(24, 16, 24, 24);
    sides->setSpacing(16);
    sides->addWidget(clients, 1);
    sides->addWidget(names, 1);
    m_stack = new StateStack(content);
    auto *words = new QVBoxLayout;
    words->setContentsMargins(24, 20, 24, 0);
    words->addWidget(paragraph(tr("Spammers try out names to learn who exists. A client that was wrong too often within an hour is refused. "
                                  "The limit stands under Defence.")));
    auto *all = column(this);
    all->addLayout(words);
    all->addWidget(m_stack, 1);
    connect(m_stack, &StateStack::retryWanted, this, &GuessesTab::refresh);
    connect(m_table, &TableView::currentIdChanged, this, &GuessesTab::showSelection);
    connect(m_block, &QPushButton::clicked, this, [this] {
        if (const HarvestSuspect *suspect = m_model->record(m_table->currentIndex()))
            Q_EMIT doorOpened(u"defence"_s, u"clients:"_s + suspect->client);
    });
    showSelection();
}

QString GuessesTab::id() const { return u"guesses"_s; }
QString GuessesTab::title() const { return tr("Guesses"); }

void GuessesTab::refresh()
{
    if (!client())
        return;
    m_stack->showLoading(tr("Reading who guesses"));
    m_answer.await(client()->harvestSuspects(), [this](const gateway::Result<QList<HarvestSuspect>> &answer) {
        if (!answer)
            return m_stack->showFailed(tr("Who guesses could not be read."), answer.error().message);
        m_model->merge(*answer, answer->size());
        if (answer->isEmpty())
            return m_stack->showEmpty(u"user-x"_s, tr("Nobody has guessed names in the last hour."));
        m_stack->showFilled();
        if (!m_table->currentIndex().isValid())
            m_table->selectRow(0);
        showSelection();
    });
}

void GuessesTab::showSelection()
{
    const HarvestSuspect *suspect = m_model->record(m_table->currentIndex());
    m_client->setText(suspect ? tr("by %1, newest first").arg(suspect->client) : QString());
    m_block->setEnabled(suspect);
    m_guesses->show(suspect ? suspect->guesses : QList<gateway::admin::HarvestGuess>());
}

void GuessesTab::forget()
{
    m_answer.forget();
    m_model->reset({}, 0);
    showSelection();
}

QList<QWidget *> GuessesTab::panes() const { return {m_table, m_names}; }

} // namespace ui
