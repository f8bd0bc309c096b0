#include "ui/pages/sourcestab.h"

#include "ui/models/directorywords.h"
#include "ui/models/format.h"
#include "ui/models/plaintext.h"
#include "ui/models/sourcesmodel.h"
#include "ui/pages/differenceview.h"
#include "ui/pages/sourceform.h"
#include "ui/session/filereader.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/button.h"
#include "ui/widgets/factgrid.h"
#include "ui/widgets/frames.h"
#include "ui/widgets/question.h"
#include "ui/widgets/statestack.h"
#include "ui/widgets/tableview.h"

#include <QAction>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QStackedWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using gateway::admin::DirectoryDifference;
using gateway::admin::DirectorySourceState;

namespace ui {
namespace {

constexpr qint64 maxUploadOctets = 256'000'000;

} // namespace

SourcesTab::SourcesTab(GatewayLink &link, QWidget *parent) : PageTab(link, parent), m_model(new SourcesModel(this)), m_table(new TableView(m_model, u"sources"_s)),
    m_stack(new StateStack(m_table)), m_pending(new Banner), m_outcome(new Banner), m_facts(new FactGrid), m_read(smallButton(tr("Read now"), u"rotate-cw"_s)),
    m_upload(smallButton(tr("Upload a file …"), u"upload"_s)), m_edit(smallButton(tr("Edit"), u"pencil"_s)), m_remove(smallButton(tr("Remove …"), u"trash-2"_s)),
    m_add(smallButton(tr("Add a source"), u"plus"_s)), m_form(new SourceForm(link)), m_difference(new DifferenceView(link)), m_views(new QStackedWidget)
{
    m_table->setAccessibleName(tr("Sources"));
    m_outcome->setClosable(true);
    m_list = listView();
    for (QWidget *view : {m_list, static_cast<QWidget *>(m_form), static_cast<QWidget *>(m_difference)})
        m_views->addWidget(view);
    column(this)->addWidget(m_views);
    connectAll();
    showSelection();
}

QString SourcesTab::id() const { return u"sources"_s; }
QString SourcesTab::title() const { return tr("Sources"); }

QWidget *SourcesTab::listView()
{
    auto *card = new Card(tr("Sources"));
    for (QPushButton *act : {m_read, m_upload, m_edit, m_remove, m_add})
        card->header()->addWidget(act);
    card->body()->addWidget(m_stack, 1);
    auto *details = new Card(tr("Selected source"));
    auto *inside = new QVBoxLayout;
    inside->setContentsMargins(16, 12, 16, 12);
    inside->addWidget(m_facts);
    details->body()->addLayout(inside);
    m_details = details;
    auto *view = new QWidget;
    auto *all = column(view, 24, 16);
    all->addWidget(m_pending);
    all->addWidget(m_outcome);
    all->addWidget(card, 1);
    all->addWidget(details);
    return view;
}

void SourcesTab::connectAll()
{
    connect(m_stack, &StateStack::retryWanted, this, &SourcesTab::refresh);
    connect(m_stack, &StateStack::buttonClicked, m_add, &QPushButton::click);
    connect(m_table, &TableView::currentIdChanged, this, &SourcesTab::showSelection);
    connect(m_table, &TableView::activated, m_edit, &QPushButton::click);
    connect(m_read, &QPushButton::clicked, this, [this] {
        if (const DirectorySourceState *state = selected(); state && client())
            act(client()->importDirectory(state->source.id, false), tr("“%1” is read now.").arg(marked(state->source.id)));
    });
    connect(listAction(m_table, tr("Read now"), u"rotate-cw"_s, Qt::Key_R), &QAction::triggered, m_read, &QPushButton::click);
    connect(listAction(m_table, tr("Remove …"), u"trash-2"_s, Qt::Key_D), &QAction::triggered, m_remove, &QPushButton::click);
    connect(m_upload, &QPushButton::clicked, this, &SourcesTab::chooseFile);
    connect(m_remove, &QPushButton::clicked, this, &SourcesTab::askRemove);
    connect(m_edit, &QPushButton::clicked, this, [this] {
        if (const DirectorySourceState *state = selected()) {
            m_form->edit(state->source);
            m_views->setCurrentWidget(m_form);
        }
    });
    connect(m_add, &QPushButton::clicked, this, [this] {
        m_views->setCurrentWidget(m_form);
        m_form->add();
    });
    connect(m_form, &SourceForm::left, this, &SourcesTab::showList);
    connect(m_form, &SourceForm::domainsWanted, this, [this] {
        showList();
        Q_EMIT tabWanted(u"domains"_s, {});
    });
    connect(m_form, &SourceForm::saved, this, [this](const QString &id) {
        m_outcome->show(Tone::Good, tr("The source “%1” was saved.").arg(id), tr("Read it now, or upload a file, to use what it says."));
        m_wanted = id;
        showList();
    });
    connect(m_difference, &DifferenceView::left, this, &SourcesTab::showList);
    connect(m_difference, &DifferenceView::settled, this, [this](bool isApplied, const DirectoryDifference &difference) {
        if (isApplied)
            m_outcome->show(Tone::Good, tr("The reading of “%1” is in force: %2.").arg(marked(difference.source), changeCounts(difference.added, difference.removed, difference.changed)));
        else
            m_outcome->show(Tone::Good, tr("The reading of “%1” was discarded. The list is as it was.").arg(marked(difference.source)));
        showList();
    });
}

void SourcesTab::refresh()
{
    if (!client())
        return;
    m_stack->showLoading(tr("Reading the sources"));
    m_answer.await(client()->directorySources(), [this](const auto &answer) { showAnswer(answer); });
}

void SourcesTab::showAnswer(const gateway::Result<QList<DirectorySourceState>> &answer)
{
    if (!answer)
        return m_stack->showFailed(tr("The sources could not be read."), answer.error().message);
    m_model->merge(*answer, answer->size());
    if (answer->isEmpty()) {
        m_stack->showEmpty(u"book-user"_s, tr("No source yet. Until there is one, or people typed by hand, mail to anybody in your domains is accepted."), tr("Add a source"));
    } else {
        m_stack->showFilled();
        m_table->selectId(m_wanted.isEmpty() && !m_table->currentIndex().isValid() ? answer->first().source.id : std::exchange(m_wanted, {}));
    }
    showPending();
    showSelection();
}

const DirectorySourceState *SourcesTab::selected() const { return m_model->record(m_table->currentIndex()); }

void SourcesTab::showPending()
{
    const QList<DirectorySourceState> &all = m_model->records();
    const auto waiting = std::ranges::find_if(all, &DirectorySourceState::hasPending);
    if (waiting == all.end())
        return m_pending->hide();
    const QString id = waiting->source.id;
    const QString counts = changeCounts(waiting->pendingAdded, waiting->pendingRemoved, waiting->pendingChanged);
    m_pending->show(Tone::Attention, tr("A reading of “%1” waits for approval: %2").arg(marked(id), counts),
                    waiting->pendingRemoved > 0 ? tr("%n people would no longer get mail. Until you decide, the list in use stays as it is.", nullptr, int(waiting->pendingRemoved))
                                                : tr("Until you decide, the list in use stays as it is."));
    connect(m_pending->setButton(tr("Show the difference"), u"eye"_s), &QPushButton::clicked, this, [this, id] { showDifference(id); });
}

void SourcesTab::showSelection()
{
    const DirectorySourceState *state = selected();
    for (QPushButton *act : {m_read, m_edit, m_remove})
        act->setEnabled(state);
    m_upload->setVisible(state && state->source.kind != "ldap"_L1);
    m_details->setVisible(state);
    m_facts->clear();
    if (!state)
        return;
    m_read->setEnabled(!state->isReading && (state->source.kind == "ldap"_L1 || !state->source.file.isEmpty()));
    m_facts->add(tr("Name"), state->source.id);
    m_facts->add(tr("Last read well"), state->lastGood.isValid() ? formatDateTime(state->lastGood) : tr("never"));
    m_facts->add(tr("Cause"), state->cause);
    m_facts->add(tr("Read again"), state->source.intervalMinutes > 0 ? tr("every %1").arg(formatSeconds(qint64(state->source.intervalMinutes) * 60)) : tr("only when asked to"));
    if (state->source.kind == "ldap"_L1) {
        m_facts->add(tr("Signs in as"), state->source.bindName.isEmpty() ? tr("nobody (anonymous)") : state->source.bindName);
        m_facts->add(tr("Search below"), state->source.base);
        m_facts->add(tr("Encryption"), sourceEncryption(state->source));
    }
    m_facts->add(tr("Important groups"), state->source.importantGroups.join(u", "_s));
    m_facts->add(tr("Waits for approval"), tr("if a reading removes more than %1% of the people").arg(state->source.maxRemovedPercent));
}

void SourcesTab::showList()
{
    m_views->setCurrentWidget(m_list);
    m_table->setFocus();
    refresh();
}

void SourcesTab::showDifference(const QString &source)
{
    m_difference->showPending(source);
    m_views->setCurrentWidget(m_difference);
}

void SourcesTab::chooseFile()
{
    auto *dialog = new QFileDialog(this, tr("Which file holds your people?"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setNameFilters({tr("Lists of people (*.csv *.txt *.ldif)"), tr("All files (*)")});
    connect(dialog, &QFileDialog::fileSelected, this, &SourcesTab::upload);
    dialog->open();
}

void SourcesTab::upload(const QString &path)
{
    if (!selected())
        return;
    m_wanted = selected()->source.id;
    m_file.await(readFile(path, maxUploadOctets), [this](const gateway::Result<QByteArray> &content) {
        if (content)
            send(*content);
        else
            m_outcome->show(Tone::Bad, tr("The file was not uploaded."), content.error().message);
    });
}

void SourcesTab::send(const QByteArray &content)
{
    if (!client())
        return;
    m_outcome->show(Tone::Information, tr("The file is being read by the gateway."));
    m_uploaded.await(client()->uploadDirectory(m_wanted, content, true), [this](const gateway::Result<DirectoryDifference> &answer) {
        if (!answer)
            return m_outcome->show(Tone::Bad, tr("The file was not imported."), answer.error().message);
        if (answer->isPending) {
            m_outcome->hide();
            return showDifference(answer->source);
        }
        m_outcome->show(Tone::Good, tr("The file was read, and nothing waits: %1.").arg(changeCounts(answer->added, answer->removed, answer->changed)),
                        answer->notes.join(u'\n'));
        refresh();
    });
}

void SourcesTab::askRemove()
{
    const DirectorySourceState *state = selected();
    if (!state)
        return;
    const QString id = state->source.id;
    auto *question = new Question(u"trash-2"_s, tr("Remove the source “%1”?").arg(marked(id)),
                                  tr("Its %1 people go with it. Mail to those whom no other source names may be refused then.").arg(formatNumber(state->entries)), window());
    question->addButton(tr("Keep it"), {}, true);
    question->addButton(tr("Remove 1 source"), u"trash-2"_s, false, [this, id] {
        if (client())
            act(client()->removeDirectorySource(id), tr("The source “%1” was removed.").arg(marked(id)));
    });
    question->open();
}

void SourcesTab::act(const QFuture<gateway::Result<>> &answer, const QString &doneSentence)
{
    m_act.await(answer, [this, doneSentence](const gateway::Result<> &result) {
        if (result)
            m_outcome->show(Tone::Good, doneSentence);
        else
            m_outcome->show(Tone::Bad, tr("That was not done."), result.error().message);
        refresh();
    });
}

void SourcesTab::follow(const QList<gateway::admin::Event> &events)
{
    if (std::ranges::any_of(events, [](const auto &event) { return event.type == "directory"_L1; }))
        refresh();
}

void SourcesTab::forget()
{
    m_answer.forget();
    m_act.forget();
    m_file.forget();
    m_uploaded.forget();
    m_form->forget();
    m_difference->forget();
    m_model->reset({}, 0);
    m_pending->hide();
    m_outcome->hide();
    m_views->setCurrentWidget(m_list);
    showSelection();
}

bool SourcesTab::cancel()
{
    if (m_views->currentWidget() == m_list)
        return false;
    if (m_views->currentWidget() == m_form)
        m_form->leave();
    else
        showList();
    return true;
}

bool SourcesTab::hasUnsaved() const { return m_form->hasUnsaved(); }

QList<QWidget *> SourcesTab::panes() const { return {m_views->currentWidget() == m_difference ? m_difference->table() : m_views->currentWidget() == m_form ? static_cast<QWidget *>(m_form) : m_table}; }

} // namespace ui
