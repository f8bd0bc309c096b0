#include "ui/pages/domainstab.h"

#include "ui/models/domainsmodel.h"
#include "ui/models/plaintext.h"
#include "ui/pages/domainform.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/button.h"
#include "ui/widgets/frames.h"
#include "ui/widgets/question.h"
#include "ui/widgets/statestack.h"
#include "ui/widgets/tableview.h"

#include <QAction>
#include <QHBoxLayout>
#include <QStackedWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using gateway::admin::Domain;

namespace ui {

DomainsTab::DomainsTab(GatewayLink &link, QWidget *parent) : PageTab(link, parent), m_model(new DomainsModel(this)), m_table(new TableView(m_model, u"domains"_s)),
    m_stack(new StateStack(m_table)), m_outcome(new Banner), m_edit(smallButton(tr("Edit"), u"pencil"_s)), m_remove(smallButton(tr("Remove …"), u"trash-2"_s)),
    m_add(smallButton(tr("Add a domain"), u"plus"_s)), m_form(new DomainForm(link)), m_views(new QStackedWidget)
{
    m_table->setAccessibleName(tr("Domains"));
    m_outcome->setClosable(true);
    m_list = listView();
    m_views->addWidget(m_list);
    m_views->addWidget(m_form);
    column(this)->addWidget(m_views);
    connect(m_stack, &StateStack::retryWanted, this, &DomainsTab::refresh);
    connect(m_stack, &StateStack::buttonClicked, m_add, &QPushButton::click);
    connect(m_table, &TableView::currentIdChanged, this, &DomainsTab::showSelection);
    connect(m_table, &TableView::activated, m_edit, &QPushButton::click);
    connect(m_remove, &QPushButton::clicked, this, &DomainsTab::askRemove);
    connect(listAction(m_table, tr("Remove …"), u"trash-2"_s, Qt::Key_D), &QAction::triggered, m_remove, &QPushButton::click);
    connect(m_edit, &QPushButton::clicked, this, [this] {
        if (const Domain *domain = m_model->record(m_table->currentIndex())) {
            m_views->setCurrentWidget(m_form);
            m_form->edit(*domain);
        }
    });
    connect(m_add, &QPushButton::clicked, this, [this] {
        m_views->setCurrentWidget(m_form);
        m_form->add();
    });
    connect(m_form, &DomainForm::left, this, &DomainsTab::showList);
    connect(m_form, &DomainForm::saved, this, [this](const QString &name) {
        m_outcome->show(Tone::Good, tr("The domain “%1” was saved. It counts from the next mail on.").arg(marked(name)));
        m_wanted = name;
        showList();
    });
    showSelection();
}

QString DomainsTab::id() const { return u"domains"_s; }
QString DomainsTab::title() const { return tr("Domains"); }

QWidget *DomainsTab::listView()
{
    auto *card = new Card(tr("Our domains"));
    for (QPushButton *act : {m_edit, m_remove, m_add})
        card->header()->addWidget(act);
    card->body()->addWidget(m_stack, 1);
    auto *view = new QWidget;
    auto *all = column(view, 24, 16);
    all->addWidget(m_outcome);
    all->addWidget(card, 1);
    return view;
}

void DomainsTab::refresh()
{
    if (!client())
        return;
    m_stack->showLoading(tr("Reading the domains"));
    m_answer.await(client()->domains(), [this](const auto &answer) { showAnswer(answer); });
}

void DomainsTab::showAnswer(const gateway::Result<QList<Domain>> &answer)
{
    if (!answer)
        return m_stack->showFailed(tr("The domains could not be read."), answer.error().message);
    m_model->merge(*answer, answer->size());
    if (answer->isEmpty()) {
        m_stack->showEmpty(u"globe"_s, tr("No domain yet, so no mail is taken."), tr("Add a domain"));
    } else {
        m_stack->showFilled();
        m_table->selectId(m_wanted.isEmpty() && !m_table->currentIndex().isValid() ? answer->first().name : std::exchange(m_wanted, {}));
    }
    showSelection();
}

void DomainsTab::showSelection()
{
    const bool isSelected = m_model->record(m_table->currentIndex());
    m_edit->setEnabled(isSelected);
    m_remove->setEnabled(isSelected);
}

void DomainsTab::showList()
{
    m_views->setCurrentWidget(m_list);
    m_table->setFocus();
    refresh();
}

void DomainsTab::askRemove()
{
    const QString name = m_table->currentId();
    if (name.isEmpty())
        return;
    auto *question = new Question(u"trash-2"_s, tr("Remove the domain “%1”?").arg(marked(name)),
                                  tr("Mail to anybody in it is refused from then on. People typed by hand for it are forgotten."), window());
    question->addButton(tr("Keep it"), {}, true);
    question->addButton(tr("Remove 1 domain"), u"trash-2"_s, false, [this, name] {
        if (!client())
            return;
        m_act.await(client()->removeDomain(name), [this, name](const gateway::Result<> &result) {
            if (result)
                m_outcome->show(Tone::Good, tr("The domain “%1” was removed.").arg(marked(name)));
            else
                m_outcome->show(Tone::Bad, tr("The domain was not removed."), result.error().message);
            refresh();
        });
    });
    question->open();
}

void DomainsTab::forget()
{
    m_answer.forget();
    m_act.forget();
    m_form->forget();
    m_model->reset({}, 0);
    m_outcome->hide();
    m_views->setCurrentWidget(m_list);
    showSelection();
}

bool DomainsTab::cancel()
{
    if (m_views->currentWidget() == m_list)
        return false;
    m_form->leave();
    return true;
}

bool DomainsTab::hasUnsaved() const { return m_form->hasUnsaved(); }

QList<QWidget *> DomainsTab::panes() const { return {m_views->currentWidget() == m_form ? static_cast<QWidget *>(m_form) : m_table}; }

} // namespace ui
