#include "ui/pages/importstab.h"

#include "ui/models/importsmodel.h"
#include "ui/widgets/frames.h"
#include "ui/widgets/statestack.h"
#include "ui/widgets/tableview.h"
#include "ui/widgets/textlabel.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using gateway::admin::DirectoryImport;

namespace ui {

ImportsTab::ImportsTab(GatewayLink &link, QWidget *parent) : PageTab(link, parent), m_model(new ImportsModel(this)), m_table(new TableView(m_model, u"imports"_s)),
    m_stack(new StateStack(m_table))
{
    m_table->setAccessibleName(tr("Imports"));
    m_table->showSortedBy(ImportsModel::Time, Qt::DescendingOrder);
    auto *card = new Card(tr("Imports"));
    card->header()->insertWidget(1, new TextLabel(tr("each reading of a source, newest first"), TextRole::Body, Ink::Muted));
    card->body()->addWidget(m_stack, 1);
    column(this, 24, 16)->addWidget(card, 1);
    connect(m_stack, &StateStack::retryWanted, this, &ImportsTab::refresh);
}

QString ImportsTab::id() const { return u"imports"_s; }
QString ImportsTab::title() const { return tr("Imports"); }

void ImportsTab::refresh()
{
    if (!client())
        return;
    m_stack->showLoading(tr("Reading the history"));
    m_answer.await(client()->directoryHistory(), [this](const gateway::Result<QList<DirectoryImport>> &answer) {
        if (!answer)
            return m_stack->showFailed(tr("The history could not be read."), answer.error().message);
        m_model->merge(*answer, answer->size());
        if (answer->isEmpty())
            m_stack->showEmpty(u"history"_s, tr("No source was read yet."));
        else
            m_stack->showFilled();
    });
}

void ImportsTab::follow(const QList<gateway::admin::Event> &events)
{
    if (std::ranges::any_of(events, [](const auto &event) { return event.type == "directory"_L1; }))
        refresh();
}

void ImportsTab::forget()
{
    m_answer.forget();
    m_model->reset({}, 0);
}

QList<QWidget *> ImportsTab::panes() const { return {m_table}; }

} // namespace ui
