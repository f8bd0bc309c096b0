#include "ui/pages/senderspage.h"

#include "ui/models/format.h"
#include "ui/models/plaintext.h"
#include "ui/models/senderlistmodel.h"
#include "ui/models/senderwords.h"
#include "ui/pages/senderform.h"
#include "ui/pages/senderimport.h"
#include "ui/session/csvexport.h"
#include "ui/session/preferences.h"
#include "ui/theme/icons.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/button.h"
#include "ui/widgets/frames.h"
#include "ui/widgets/statestack.h"
#include "ui/widgets/tableview.h"
#include "ui/widgets/textlabel.h"

#include <QAction>
#include <QComboBox>
#include <QFile>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QJsonDocument>
#include <QLineEdit>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using gateway::admin::SenderListConflict;
using gateway::admin::SenderListEntry;
using gateway::admin::SenderListFilter;
using gateway::admin::SenderListImport;

namespace ui {
namespace {

constexpr qint64 maxTable = 16 * 1024 * 1024; ///< Octets: the gateway reads no more.

} // namespace

QString senderDoor(const SenderListEntry &entry) { return QString::fromUtf8(QJsonDocument(entry.toJson()).toJson(QJsonDocument::Compact)); }

SendersPage::SendersPage(GatewayLink &link, QWidget *parent) : Page(link, parent), m_model(new SenderListModel(this)), m_table(new TableView(m_model, u"senders"_s)),
    m_stack(new StateStack(m_table)), m_filter(new QLineEdit), m_actions(new QComboBox), m_count(new TextLabel({}, TextRole::Small, Ink::Muted)),
    m_remove(smallButton(tr("Remove"), u"trash-2"_s)), m_edit(smallButton(tr("Edit …"))), m_export(button(tr("Export"), u"download"_s)),
    m_banner(new Banner(Banner::Shape::Strip)), m_form(new SenderForm(link)), m_import(new SenderImport(link)), m_pane(new QStackedWidget),
    m_splitter(new QSplitter(Qt::Horizontal))
{
    m_table->setAccessibleName(tr("Allowed and blocked senders"));
    m_pane->addWidget(m_form);
    m_pane->addWidget(m_import);
    auto *ground = new Ground(Ground::Fill::Surface);
    ground->setMinimumWidth(340);
    column(ground)->addWidget(m_pane);
    m_splitter->addWidget(listArea());
    m_splitter->addWidget(ground);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setStretchFactor(0, 1);
    m_splitter->setSizes({712, 360});
    m_splitter->restoreState(preferences::state(u"senders"_s));
    ground->hide();
    auto *all = column(this);
    all->addWidget(m_banner);
    all->addWidget(m_splitter, 1);
    m_undo = m_banner->setButton(tr("Undo"), u"undo-2"_s);
    m_banner->setClosable(true);
    addActions();

    m_typing.setSingleShot(true);
    m_typing.setInterval(200ms);
    m_forgetting.setSingleShot(true);
    m_forgetting.setInterval(10s);
    connect(&m_typing, &QTimer::timeout, this, &SendersPage::ask);
    connect(&m_forgetting, &QTimer::timeout, this, [this] {
        m_removed.reset();
        m_banner->hide();
    });
    connect(m_filter, &QLineEdit::textEdited, &m_typing, qOverload<>(&QTimer::start));
    connect(m_actions, &QComboBox::activated, this, &SendersPage::ask);
    connect(m_model, &SenderListModel::moreWanted, this, &SendersPage::askMore);
    connect(m_table, &TableView::currentIdChanged, this, &SendersPage::showSelection);
    connect(m_table, &TableView::activated, m_edit, &QPushButton::click);
    connect(m_stack, &StateStack::retryWanted, this, &SendersPage::refresh);
    connect(m_stack, &StateStack::buttonClicked, this, [this] {
        if (m_asked.text.isEmpty() && m_asked.action.isEmpty())
            return showForm({});
        m_filter->clear();
        m_actions->setCurrentIndex(0);
        ask();
    });
    connect(m_remove, &QPushButton::clicked, this, &SendersPage::remove);
    connect(m_undo, &QPushButton::clicked, this, &SendersPage::undo);
    connect(m_edit, &QPushButton::clicked, this, [this] {
        if (const SenderListEntry *entry = m_model->record(m_table->currentIndex()))
            showForm(*entry);
    });
    connect(m_form, &SenderForm::closed, this, &SendersPage::closePane);
    connect(m_form, &SenderForm::added, this, [this](const SenderListEntry &entry) {
        closePane();
        m_wanted = SenderListModel::keyOf(entry);
        tell(entry.action == "allow"_L1 ? tr("%1 is allowed.").arg(marked(entry.sender)) : tr("%1 is blocked.").arg(marked(entry.sender)), tr("This holds from now on."));
        ask();
    });
    connect(m_import, &SenderImport::closed, this, &SendersPage::closePane);
    connect(m_import, &SenderImport::imported, this, [this](const SenderListImport &outcome) {
        closePane();
        tell(tr("The table was imported: %1 new, %2 removed.").arg(formatNumber(outcome.added), formatNumber(outcome.removed)), tr("This holds from now on."));
        ask();
    });
    showSelection();
}

SendersPage::~SendersPage() { preferences::setState(u"senders"_s, m_splitter->saveState()); }

QString SendersPage::id() const { return u"senders"_s; }
QString SendersPage::title() const { return tr("Sender lists"); }
QString SendersPage::question() const { return tr("Whose mail is let through, and whose is not?"); }
QString SendersPage::iconName() const { return u"ban"_s; }

QWidget *SendersPage::listArea()
{
    m_filter->setPlaceholderText(tr("Filter by sender, recipient or note"));
    m_filter->setAccessibleName(tr("Filter"));
    m_filter->setMaxLength(200);
    m_filter->addAction(icon(u"search"_s), QLineEdit::LeadingPosition);
    m_actions->setAccessibleName(tr("State"));
    m_actions->addItem(tr("Allowed and blocked"), QString());
    m_actions->addItem(tr("Allowed"), u"allow"_s);
    m_actions->addItem(tr("Blocked"), u"block"_s);
    QPushButton *adding = button(tr("Add …"), {}, ButtonKind::Primary);
    connect(adding, &QPushButton::clicked, this, [this] { showForm({}); });
    QPushButton *importing = button(tr("Import …"), u"folder-open"_s);
    connect(importing, &QPushButton::clicked, this, &SendersPage::chooseTable);
    connect(m_export, &QPushButton::clicked, this, &SendersPage::exportTable);

    auto *filters = row(8);
    filters->setContentsMargins(16, 12, 16, 6);
    filters->addWidget(m_filter, 1);
    filters->addWidget(m_actions);
    filters->addWidget(importing);
    filters->addWidget(m_export);
    filters->addWidget(adding);
    auto *counts = row(8);
    counts->setContentsMargins(16, 0, 16, 6);
    counts->addWidget(m_count, 1);
    counts->addWidget(m_edit);
    counts->addWidget(m_remove);
    auto *area = new Ground(Ground::Fill::Surface);
    area->setMinimumWidth(520);
    auto *all = column(area);
    all->addLayout(filters);
    all->addLayout(counts);
    all->addWidget(m_stack, 1);
    return area;
}

void SendersPage::addActions()
{
    const auto add = [this](const QString &text, const QString &iconName, const QKeySequence &key, auto act) {
        connect(listAction(m_table, text, iconName, key), &QAction::triggered, this, act);
    };
    add(tr("Allow a sender …"), u"check"_s, Qt::Key_A, [this] {
        SenderListEntry entry;
        entry.action = u"allow"_s;
        showForm(entry);
    });
    add(tr("Block a sender …"), u"ban"_s, Qt::Key_B, [this] { showForm({}); });
    add(tr("Remove"), u"trash-2"_s, Qt::Key_D, [this] { remove(); });
    auto *undoing = new QAction(tr("Undo"), this);
    undoing->setIcon(icon(u"undo-2"_s));
    undoing->setShortcut(QKeySequence(u"Ctrl+Z"_s));
    undoing->setShortcutContext(Qt::WidgetShortcut);
    m_table->addAction(undoing);
    addAction(undoing);
    connect(undoing, &QAction::triggered, this, &SendersPage::undo);
    auto *save = new QAction(tr("Export …"), this);
    save->setShortcut(QKeySequence(u"Ctrl+E"_s));
    save->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    connect(save, &QAction::triggered, this, &SendersPage::exportTable);
    addAction(save);
}

void SendersPage::refresh() { ask(); }

void SendersPage::ask()
{
    if (!client())
        return;
    m_typing.stop();
    SenderListFilter filter;
    filter.text = m_filter->text().simplified();
    filter.action = m_actions->currentData().toString();
    filter.limit = std::max(PagedModel::pageSize, std::min(m_model->rowCount(), 4 * PagedModel::pageSize));
    m_asked = filter;
    m_more.forget();
    m_stack->showLoading(tr("Reading the lists"));
    m_answer.await(client()->senderListEntries(filter), [this](const auto &answer) { showAnswer(answer); });
}

void SendersPage::askMore(int offset)
{
    if (!client())
        return;
    SenderListFilter filter = m_asked;
    filter.offset = offset;
    filter.limit = PagedModel::pageSize;
    m_more.await(client()->senderListEntries(filter), [this](const gateway::Result<gateway::admin::Page<SenderListEntry>> &answer) {
        if (answer)
            m_model->append(answer->items, answer->total);
        else
            m_stack->showFailed(tr("More of the lists could not be read."), answer.error().message);
    });
}

void SendersPage::showAnswer(const gateway::Result<gateway::admin::Page<SenderListEntry>> &answer)
{
    if (!answer) {
        m_count->setText({}); // How many there are is not known.
        return m_stack->showFailed(tr("The lists could not be read."), answer.error().message);
    }
    m_model->merge(answer->items, answer->total);
    m_count->setText(tr("Entries: %1").arg(formatNumber(answer->total)));
    showSelection();
    if (answer->items.isEmpty()) {
        const bool isFiltered = !m_asked.text.isEmpty() || !m_asked.action.isEmpty();
        return m_stack->showEmpty(u"ban"_s, isFiltered ? tr("No entry matches.") : tr("No sender is allowed or blocked. All mail is judged by the rules alone."),
                                  isFiltered ? tr("Clear the filter") : tr("Add a sender"));
    }
    m_stack->showFilled();
    if (!m_wanted.isEmpty())
        m_table->selectId(std::exchange(m_wanted, {}));
}

void SendersPage::showSelection()
{
    const bool isSelected = m_model->record(m_table->currentIndex());
    m_remove->setEnabled(isSelected);
    m_edit->setEnabled(isSelected);
}

void SendersPage::showForm(const SenderListEntry &entry)
{
    m_pane->setCurrentWidget(m_form);
    m_pane->parentWidget()->show();
    m_form->begin(entry);
}

void SendersPage::importTable(const QString &name, const QByteArray &table)
{
    m_pane->setCurrentWidget(m_import);
    m_pane->parentWidget()->show();
    m_import->begin(name, table);
}

void SendersPage::closePane()
{
    m_pane->parentWidget()->hide();
    m_table->setFocus();
}

void SendersPage::remove()
{
    const SenderListEntry *entry = m_model->record(m_table->currentIndex());
    if (!entry || !client() || m_removing.isWaiting())
        return;
    m_removing.await(client()->removeSender(*entry), [this, removed = *entry](const gateway::Result<> &result) {
        if (!result)
            return tellFailure(tr("The entry was not removed."), result.error().message);
        m_model->remove(SenderListModel::keyOf(removed));
        tell(tr("Removed: %1.").arg(senderEntryText(removed)));
        m_removed = removed;
        m_undo->show();
        m_forgetting.start();
        ask();
    });
}

void SendersPage::undo()
{
    if (!m_removed || !client())
        return;
    const SenderListEntry entry = *std::exchange(m_removed, std::nullopt);
    m_forgetting.stop();
    m_undoing.await(client()->addSender(entry), [this, entry](const gateway::Result<QList<SenderListConflict>> &result) {
        if (!result)
            return tellFailure(tr("The entry was not put back."), result.error().message);
        m_wanted = SenderListModel::keyOf(entry);
        tell(tr("Put back: %1.").arg(senderEntryText(entry)));
        ask();
    });
}

void SendersPage::tell(const QString &sentence, const QString &more)
{
    m_removed.reset();
    m_forgetting.stop();
    m_undo->hide();
    m_banner->show(Tone::Good, sentence, more);
}

void SendersPage::tellFailure(const QString &sentence, const QString &cause)
{
    m_forgetting.stop();
    m_undo->hide();
    m_banner->show(Tone::Bad, sentence, cause);
}

void SendersPage::chooseTable()
{
    auto *dialog = new QFileDialog(this, tr("Import entries"), {}, tr("Tables (*.csv)") + u";;"_s + tr("All files (*)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &path) {
        QFile file(path);
        if (!file.open(QIODevice::ReadOnly))
            return tellFailure(tr("%1 could not be read.").arg(marked(path)), file.errorString());
        if (file.size() > maxTable)
            return tellFailure(tr("%1 is too large.").arg(marked(path)), tr("A table may have %1.").arg(formatSize(maxTable)));
        importTable(QFileInfo(path).fileName(), file.readAll());
    });
    dialog->open();
}

void SendersPage::exportTable()
{
    if (!client())
        return;
    m_exporting.await(client()->senderListsToCsv(), [this](const gateway::Result<QByteArray> &table) {
        if (table)
            saveTable(*table, tr("senders.csv"), this);
        else
            tellFailure(tr("The lists could not be read."), table.error().message);
    });
}

void SendersPage::forget()
{
    m_answer.forget();
    m_more.forget();
    m_removed.reset();
    m_forgetting.stop();
    m_model->reset({}, 0);
    m_banner->hide();
    m_count->setText({});
    m_pane->parentWidget()->hide();
    showSelection();
}

void SendersPage::openDoor(const QString &argument)
{
    showForm(SenderListEntry::fromJson(QJsonDocument::fromJson(argument.toUtf8()).object()));
}

void SendersPage::editFilter() { m_filter->setFocus(Qt::ShortcutFocusReason); }

bool SendersPage::cancel()
{
    if (!m_pane->isVisible())
        return false;
    closePane();
    return true;
}

QList<QWidget *> SendersPage::panes() const
{
    QList<QWidget *> all{m_filter, m_table};
    if (m_pane->isVisible())
        all.append(m_pane->currentWidget() == m_form ? m_form->firstField() : m_import->firstField());
    return all;
}

} // namespace ui
