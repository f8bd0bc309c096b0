#include "ui/pages/quarantinepage.h"

#include "ui/models/format.h"
#include "ui/models/plaintext.h"
#include "ui/models/quarantinemodel.h"
#include "ui/models/words.h"
#include "ui/pages/quarantineacts.h"
#include "ui/pages/quarantinepane.h"
#include "ui/theme/icons.h"
#include "ui/session/preferences.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/button.h"
#include "ui/widgets/frames.h"
#include "ui/widgets/rowdelegate.h"
#include "ui/widgets/statestack.h"
#include "ui/widgets/textlabel.h"

#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QListView>
#include <QSplitter>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using gateway::MessageClass;
using gateway::admin::MessageFilter;
using gateway::admin::QuarantineItem;

namespace ui {
namespace {

QuarantineActs::Mail mailOf(const QuarantineItem &item) { return {item.id, item.subject, item.recipients.value(0), item.messageClass}; }

} // namespace

QuarantinePage::QuarantinePage(GatewayLink &link, QWidget *parent) : Page(link, parent), m_model(new QuarantineModel(this)), m_list(new QListView),
    m_stack(new StateStack(m_list)), m_filter(new QLineEdit), m_classes(new QComboBox), m_all(new QCheckBox), m_delete(smallButton(tr("Delete"), u"trash-2"_s)),
    m_release(smallButton(tr("Release"), u"mail-check"_s)), m_cancel(smallButton(tr("Cancel"), u"square"_s)), m_count(new TextLabel({}, TextRole::Body, Ink::Muted)),
    m_banner(new Banner(Banner::Shape::Strip)), m_pane(new QuarantinePane(link)), m_acts(new QuarantineActs(link, this)), m_splitter(new QSplitter(Qt::Horizontal))
{
    m_list->setModel(m_model);
    m_list->setItemDelegate(new TwoLineDelegate(m_list));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setEditTriggers(QListView::NoEditTriggers);
    m_list->setVerticalScrollMode(QListView::ScrollPerPixel);
    m_list->setUniformItemSizes(true);
    m_list->setMouseTracking(true);
    m_list->setAccessibleName(tr("Held mails"));
    m_splitter->addWidget(listArea());
    m_splitter->addWidget(m_pane);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setStretchFactor(0, 45);
    m_splitter->setStretchFactor(1, 55);
    m_splitter->setSizes({480, 592});
    m_splitter->restoreState(preferences::state(u"quarantine"_s));
    auto *all = column(this);
    all->addWidget(m_banner);
    all->addWidget(m_splitter, 1);
    m_banner->setClosable(true);
    addActions();

    m_typing.setSingleShot(true);
    m_typing.setInterval(200ms);
    connect(&m_typing, &QTimer::timeout, this, &QuarantinePage::ask);
    connect(m_filter, &QLineEdit::textEdited, &m_typing, qOverload<>(&QTimer::start));
    connect(m_classes, &QComboBox::activated, this, &QuarantinePage::ask);
    connect(m_model, &QuarantineModel::moreWanted, this, &QuarantinePage::askMore);
    connect(m_model, &QuarantineModel::checkedChanged, this, &QuarantinePage::showChecked);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, &QuarantinePage::showCurrent);
    connect(m_all, &QCheckBox::clicked, this, [this](bool checked) { m_model->setAllChecked(checked); });
    connect(m_delete, &QPushButton::clicked, this, [this] { act(false); });
    connect(m_release, &QPushButton::clicked, this, [this] { act(true); });
    connect(m_pane, &QuarantinePane::releaseWanted, this, [this] { m_acts->release({mailOf(m_pane->item())}); });
    connect(m_pane, &QuarantinePane::deleteWanted, this, [this] { m_acts->remove({mailOf(m_pane->item())}); });
    connect(m_pane, &QuarantinePane::stepWanted, this, &QuarantinePage::step);
    connect(m_pane, &QuarantinePane::doorOpened, this, &Page::doorOpened);
    connect(m_stack, &StateStack::retryWanted, this, &QuarantinePage::refresh);
    connect(m_stack, &StateStack::buttonClicked, this, [this] {
        m_filter->clear();
        m_classes->setCurrentIndex(0);
        ask();
    });
    connect(m_cancel, &QPushButton::clicked, m_acts, &QuarantineActs::cancel);
    connect(m_acts, &QuarantineActs::progressed, this, [this](int done, int count) {
        m_cancel->setVisible(count > 1);
        m_count->setText(count > 1 ? tr("%1 of %2").arg(formatNumber(done), formatNumber(count)) : m_count->text());
    });
    connect(m_acts, &QuarantineActs::mailDone, this, [this](const QString &mailId) { m_model->remove(mailId); });
    connect(m_acts, &QuarantineActs::finished, this, &QuarantinePage::showOutcome);
    showChecked();
}

QuarantinePage::~QuarantinePage() { preferences::setState(u"quarantine"_s, m_splitter->saveState()); }

QString QuarantinePage::id() const { return u"quarantine"_s; }
QString QuarantinePage::title() const { return tr("Quarantine"); }
QString QuarantinePage::question() const { return tr("Which of these should be let through?"); }
QString QuarantinePage::iconName() const { return u"archive"_s; }

QWidget *QuarantinePage::listArea()
{
    m_filter->setPlaceholderText(tr("Filter by word or address"));
    m_filter->setAccessibleName(tr("Filter"));
    m_filter->setMaxLength(200);
    m_filter->addAction(icon(u"search"_s), QLineEdit::LeadingPosition);
    m_classes->setAccessibleName(tr("Kind of mail"));
    m_classes->addItem(tr("All kinds"), -1);
    for (const MessageClass kind : {MessageClass::Spam, MessageClass::Phishing, MessageClass::Impersonation, MessageClass::Virus, MessageClass::Policy, MessageClass::Unscannable})
        m_classes->addItem(className(kind), int(kind));
    m_all->setAccessibleName(tr("Select all"));
    m_cancel->hide();

    auto *filters = row(8);
    filters->setContentsMargins(16, 12, 16, 12);
    filters->addWidget(m_filter, 1);
    filters->addWidget(m_classes);
    auto *bulk = new Ground(Ground::Fill::Sunken, Qt::TopEdge | Qt::BottomEdge);
    bulk->setFixedHeight(scaled(40));
    auto *places = new QHBoxLayout(bulk);
    places->setContentsMargins(17, 0, 16, 0);
    places->setSpacing(8);
    places->addWidget(m_all);
    places->addWidget(m_count, 1);
    places->addWidget(m_cancel);
    places->addWidget(m_delete);
    places->addWidget(m_release);

    auto *area = new Ground(Ground::Fill::Surface);
    area->setMinimumWidth(360);
    auto *all = column(area);
    all->addLayout(filters);
    all->addWidget(bulk);
    all->addWidget(m_stack, 1);
    return area;
}

void QuarantinePage::addActions()
{
    const auto add = [this](const QString &text, const QString &iconName, const QKeySequence &key, auto act) {
        connect(listAction(m_list, text, iconName, key), &QAction::triggered, this, act);
    };
    add(tr("Next"), u"arrow-down"_s, Qt::Key_J, [this] { step(1); });
    add(tr("Previous"), u"arrow-up"_s, Qt::Key_K, [this] { step(-1); });
    add(tr("Select"), u"check"_s, Qt::Key_X, [this] {
        const QModelIndex current = m_list->currentIndex();
        const bool isChecked = current.data(Qt::CheckStateRole).toInt() == Qt::Checked;
        m_model->setData(current, isChecked ? Qt::Unchecked : Qt::Checked, Qt::CheckStateRole);
    });
    add(tr("Release …"), u"mail-check"_s, Qt::Key_R, [this] { act(true); });
    add(tr("Delete …"), u"trash-2"_s, Qt::Key_D, [this] { act(false); });
}

void QuarantinePage::refresh() { ask(); }

void QuarantinePage::ask()
{
    if (!client())
        return;
    m_typing.stop();
    MessageFilter filter;
    filter.text = m_filter->text().simplified();
    if (const int kind = m_classes->currentData().toInt(); kind >= 0)
        filter.messageClass = MessageClass(kind);
    filter.limit = std::max(PagedModel::pageSize, std::min(m_model->rowCount(), 4 * PagedModel::pageSize));
    m_asked = filter;
    m_more.forget();
    m_stack->showLoading(tr("Reading the quarantine"));
    m_answer.await(client()->quarantine(filter), [this](const auto &answer) { showAnswer(answer); });
}

void QuarantinePage::askMore(int offset)
{
    if (!client())
        return;
    MessageFilter filter = m_asked;
    filter.offset = offset;
    filter.limit = PagedModel::pageSize;
    m_more.await(client()->quarantine(filter), [this](const gateway::Result<gateway::admin::Page<QuarantineItem>> &answer) {
        if (answer)
            m_model->append(answer->items, answer->total);
        else
            m_stack->showFailed(tr("More of the quarantine could not be read."), answer.error().message);
        showChecked();
    });
}

void QuarantinePage::showAnswer(const gateway::Result<gateway::admin::Page<QuarantineItem>> &answer)
{
    if (!answer) {
        m_count->setText({}); // How many there are is not known.
        return m_stack->showFailed(tr("The quarantine could not be read."), answer.error().message);
    }
    m_model->merge(answer->items, answer->total);
    showChecked();
    if (answer->items.isEmpty()) {
        m_pane->showNothing();
        const bool isFiltered = !m_asked.text.isEmpty() || m_asked.messageClass;
        return m_stack->showEmpty(u"archive"_s, isFiltered ? tr("No held mail matches.") : tr("Nothing is held. Dangerous and unwanted mail waits here for a decision."),
                                  isFiltered ? tr("Clear the filter") : QString());
    }
    m_stack->showFilled();
    if (const QModelIndex wanted = m_model->indexOf(std::exchange(m_wanted, {})); wanted.isValid())
        m_list->setCurrentIndex(wanted);
    else if (!m_list->currentIndex().isValid())
        m_list->setCurrentIndex(m_model->index(0, 0));
}

void QuarantinePage::showChecked()
{
    const int checked = int(m_model->checkedIds().size());
    m_count->setText(checked > 0 ? tr("%n selected", nullptr, checked) : tr("%n waiting", nullptr, int(m_model->total())));
    m_all->setTristate(checked > 0 && checked < m_model->rowCount());
    m_all->setCheckState(checked == 0 ? Qt::Unchecked : checked < m_model->rowCount() ? Qt::PartiallyChecked : Qt::Checked);
    m_delete->setVisible(checked > 0);
    m_release->setVisible(checked > 0);
    m_delete->setText(checked > 1 ? tr("Delete %n mail(s)", nullptr, checked) : tr("Delete"));
    m_release->setText(checked > 1 ? tr("Release %n mail(s)", nullptr, checked) : tr("Release"));
}

void QuarantinePage::showCurrent()
{
    if (const QuarantineItem *item = m_model->record(m_list->currentIndex()))
        m_pane->showItem(*item);
    else
        m_pane->showNothing();
}

void QuarantinePage::step(int rows)
{
    const int row = std::clamp(m_list->currentIndex().row() + rows, 0, std::max(0, m_model->rowCount() - 1));
    m_list->setCurrentIndex(m_model->index(row, 0));
}

void QuarantinePage::act(bool isRelease)
{
    QList<QuarantineActs::Mail> mails;
    const QStringList checked = m_model->checkedIds();
    for (const QuarantineItem &item : m_model->records()) {
        if (checked.isEmpty() ? item.id == m_pane->item().id : checked.contains(item.id))
            mails.append(mailOf(item));
    }
    if (isRelease)
        m_acts->release(mails);
    else
        m_acts->remove(mails);
}

void QuarantinePage::showOutcome(bool isRelease, int done, int failed, const QString &cause)
{
    m_cancel->hide();
    const QString sentence = isRelease ? tr("%n mail(s) released.", nullptr, done) : tr("%n mail(s) deleted.", nullptr, done);
    if (failed > 0)
        m_banner->show(Tone::Bad, isRelease ? tr("%n mail(s) could not be released.", nullptr, failed) : tr("%n mail(s) could not be deleted.", nullptr, failed), cause);
    else
        m_banner->show(Tone::Good, sentence, isRelease ? tr("They are on their way to their recipients.") : QString());
    link().refresh();
    ask();
}

void QuarantinePage::follow(const QList<gateway::admin::Event> &events)
{
    if (std::ranges::any_of(events, [](const auto &event) { return event.type == "quarantine"_L1; }) && !m_acts->isRunning())
        ask();
}

void QuarantinePage::forget()
{
    m_answer.forget();
    m_more.forget();
    m_model->reset({}, 0);
    m_pane->showNothing();
    m_banner->hide();
}

void QuarantinePage::openDoor(const QString &argument)
{
    m_wanted = argument;
    ask();
}

void QuarantinePage::editFilter() { m_filter->setFocus(Qt::ShortcutFocusReason); }

QList<QWidget *> QuarantinePage::panes() const { return {m_filter, m_list, m_pane->firstField()}; }

} // namespace ui
