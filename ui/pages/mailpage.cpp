#include "ui/pages/mailpage.h"

#include "ui/models/format.h"
#include "ui/models/messagesmodel.h"
#include "ui/models/words.h"
#include "ui/pages/messagepane.h"
#include "ui/session/csvexport.h"
#include "ui/session/preferences.h"
#include "ui/widgets/button.h"
#include "ui/widgets/filterfield.h"
#include "ui/widgets/frames.h"
#include "ui/widgets/savedfilters.h"
#include "ui/widgets/statestack.h"
#include "ui/widgets/tableview.h"
#include "ui/widgets/textlabel.h"

#include <QAction>
#include <QComboBox>
#include <QSplitter>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using gateway::admin::Message;
using gateway::admin::MessageFilter;

namespace ui {

MailPage::MailPage(GatewayLink &link, QWidget *parent) : Page(link, parent), m_model(new MessagesModel(this)), m_table(new TableView(m_model, u"mail"_s)),
    m_stack(new StateStack(m_table)), m_filter(new FilterField), m_fates(new QComboBox), m_saved(new SavedFilters),
    m_count(new TextLabel({}, TextRole::Small, Ink::Muted)), m_pane(new MessagePane(link)), m_splitter(new QSplitter(Qt::Vertical))
{
    m_table->setAccessibleName(tr("Messages"));
    m_table->showSortedBy(MessagesModel::Time, Qt::DescendingOrder);
    auto *upper = new Ground(Ground::Fill::Surface);
    auto *places = column(upper);
    places->addWidget(filterArea());
    places->addWidget(m_stack, 1);
    upper->setMinimumHeight(220);
    m_splitter->addWidget(upper);
    m_splitter->addWidget(m_pane);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setStretchFactor(0, 55);
    m_splitter->setStretchFactor(1, 45);
    m_splitter->setSizes({345, 380});
    m_splitter->restoreState(preferences::state(u"mail"_s));
    m_pane->hide();
    column(this)->addWidget(m_splitter);
    addActions();

    m_typing.setSingleShot(true);
    m_typing.setInterval(200ms);
    connect(&m_typing, &QTimer::timeout, this, &MailPage::ask);
    connect(m_filter, &FilterField::filterChanged, this, &MailPage::filterChanged);
    connect(m_saved, &SavedFilters::chosen, m_filter, &FilterField::setFilter);
    connect(m_fates, &QComboBox::activated, this, [this] { m_filter->setToken(u"fate"_s, m_fates->currentData().toString()); });
    connect(m_model, &MessagesModel::moreWanted, this, &MailPage::askMore);
    connect(m_table, &TableView::currentIdChanged, this, [this](const QString &messageId) {
        if (!messageId.isEmpty())
            m_pane->showMessage(messageId);
    });
    connect(m_stack, &StateStack::retryWanted, this, &MailPage::refresh);
    connect(m_stack, &StateStack::buttonClicked, this, [this] { m_filter->setFilter({}); });
    connect(m_pane, &MessagePane::doorOpened, this, &Page::doorOpened);
    connect(m_pane, &MessagePane::closed, this, [this] {
        m_pane->hide();
        m_table->clearSelection();
        m_table->setCurrentIndex({});
        m_table->setFocus();
    });
}

MailPage::~MailPage() { preferences::setState(u"mail"_s, m_splitter->saveState()); }

QString MailPage::id() const { return u"mail"_s; }
QString MailPage::title() const { return tr("Mail"); }
QString MailPage::question() const { return tr("What happened to this message, and why?"); }
QString MailPage::iconName() const { return u"mails"_s; }

QWidget *MailPage::filterArea()
{
    using gateway::Fate;
    m_filter->setPlaceholder(tr("Add a word, an address, fate:refused, since:2h …"));
    m_fates->setAccessibleName(tr("Fate"));
    m_fates->addItem(tr("All fates"), QString());
    for (const Fate fate : {Fate::Delivered, Fate::Quarantined, Fate::Rejected, Fate::Queued, Fate::Deferred, Fate::Discarded, Fate::Dsn, Fate::Expired})
        m_fates->addItem(fateWord(fate), QString::fromLatin1(gateway::toWord(fate)));
    QPushButton *save = button(tr("Export"), u"download"_s);
    connect(save, &QPushButton::clicked, this, &MailPage::exportRows);
    m_saved->add(tr("Today"), FilterText::fromString(u"since:today"));
    m_saved->add(tr("Refused today"), FilterText::fromString(u"fate:rejected since:today"));
    m_saved->add(tr("Quarantined today"), FilterText::fromString(u"fate:quarantined since:today"));
    m_saved->add(tr("Viruses"), FilterText::fromString(u"class:virus"));

    auto *area = new QWidget;
    auto *places = column(area);
    places->setContentsMargins(16, 12, 16, 6);
    places->setSpacing(6);
    auto *first = row(8);
    first->addWidget(m_filter, 1);
    first->addWidget(m_fates);
    first->addWidget(save);
    places->addLayout(first);
    auto *second = row(8);
    second->addWidget(m_saved);
    second->addStretch();
    m_count->setAlignment(Qt::AlignRight);
    second->addWidget(m_count);
    places->addLayout(second);
    return area;
}

void MailPage::addActions()
{
    m_pause = listAction(m_table, tr("Pause live"), u"pause"_s, Qt::Key_Space);
    m_pause->setCheckable(true);
    connect(m_pause, &QAction::toggled, this, [this](bool isPaused) {
        if (!isPaused)
            refresh();
        showCount();
    });
    auto *save = new QAction(tr("Export …"), this);
    save->setShortcut(QKeySequence(u"Ctrl+E"_s));
    save->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    connect(save, &QAction::triggered, this, &MailPage::exportRows);
    addAction(save);
}

void MailPage::refresh() { ask(); }

void MailPage::filterChanged()
{
    const FilterText text = m_filter->filter();
    m_saved->mark(text);
    const auto fate = std::ranges::find(text.tokens, u"fate"_s, &FilterToken::key);
    const std::optional<gateway::Fate> value = messageFilter(text, QDateTime::currentDateTime()).fate;
    m_fates->setCurrentIndex(fate == text.tokens.end() || !value ? 0 : m_fates->findData(QString::fromLatin1(gateway::toWord(*value))));
    m_typing.start();
}

void MailPage::ask()
{
    if (!client())
        return;
    m_typing.stop();
    MessageFilter filter = messageFilter(m_filter->filter(), QDateTime::currentDateTime());
    filter.limit = std::max(PagedModel::pageSize, std::min(m_model->rowCount(), 4 * PagedModel::pageSize));
    m_asked = filter;
    m_asking.start();
    m_more.forget();
    m_stack->showLoading(tr("Reading the messages"));
    m_answer.await(client()->messages(filter), [this](const auto &answer) { showAnswer(answer); });
}

void MailPage::askMore(int offset)
{
    if (!client())
        return;
    MessageFilter filter = m_asked;
    filter.offset = offset;
    filter.limit = PagedModel::pageSize;
    m_more.await(client()->messages(filter), [this](const gateway::Result<gateway::admin::Page<Message>> &answer) {
        if (answer)
            m_model->append(answer->items, answer->total);
        else
            m_stack->showFailed(tr("More messages could not be read."), answer.error().message);
        showCount();
    });
}

void MailPage::showAnswer(const gateway::Result<gateway::admin::Page<Message>> &answer)
{
    m_took = m_asking.elapsed();
    if (!answer) {
        m_count->setText({}); // How many there are is not known.
        return m_stack->showFailed(tr("The messages could not be read."), answer.error().message);
    }
    m_model->merge(answer->items, answer->total);
    showCount();
    if (!answer->items.isEmpty())
        return m_stack->showFilled();
    m_pane->hide();
    if (m_filter->filter() == FilterText())
        m_stack->showEmpty(u"mails"_s, tr("No mail has come through this gateway yet. Each one appears here as it passes."));
    else
        m_stack->showEmpty(u"mails"_s, tr("No mail matches."), tr("Clear the filter"));
}

void MailPage::showCount()
{
    const QString count = tr("%n message(s)", nullptr, int(m_model->total())).replace(QString::number(m_model->total()), formatNumber(m_model->total()));
    m_count->setText(m_pause && m_pause->isChecked() ? tr("%1, live is paused").arg(count)
                                                     : tr("%1, found in %2").arg(count, formatMilliseconds(double(std::max<qint64>(1, m_took)))));
}

void MailPage::follow(const QList<gateway::admin::Event> &events)
{
    if (m_pause->isChecked() || m_stack->state() == StateStack::State::Failed)
        return;
    QList<Message> fresh;
    for (const gateway::admin::Event &event : events) {
        if (event.type != "message"_L1)
            continue;
        const Message message = Message::fromJson(event.data);
        if (m_model->replace(message)) {
            if (m_pane->messageId() == message.id)
                m_pane->showMessage(message.id);
        } else if (matches(m_asked, message)) {
            fresh.removeIf([&message](const Message &older) { return older.id == message.id; });
            fresh.prepend(message);
        }
    }
    if (fresh.isEmpty())
        return;
    m_model->prepend(fresh);
    m_stack->showFilled();
    showCount();
}

void MailPage::forget()
{
    m_answer.forget();
    m_more.forget();
    m_model->reset({}, 0);
    m_pane->hide();
    m_pane->forget();
    m_count->setText({});
}

void MailPage::openDoor(const QString &argument)
{
    static constexpr auto filterDoor = "filter:"_L1;
    if (argument.startsWith(filterDoor)) {
        m_filter->setFilter(FilterText::fromString(QStringView(argument).sliced(filterDoor.size())));
        return ask();
    }
    if (argument.isEmpty())
        return;
    m_table->selectId(argument);
    m_pane->showMessage(argument);
}

void MailPage::editFilter() { m_filter->edit(); }

bool MailPage::cancel()
{
    if (!m_pane->isVisible())
        return false;
    Q_EMIT m_pane->closed();
    return true;
}

QList<QWidget *> MailPage::panes() const
{
    QList<QWidget *> all{m_filter, m_table};
    if (m_pane->isVisible())
        all.append(m_pane->firstField());
    return all;
}

QVariantMap MailPage::place() const { return {{u"filter"_s, m_filter->filter().toString()}, {u"message"_s, m_pane->isVisible() ? m_pane->messageId() : QString()}}; }

void MailPage::restore(const QVariantMap &place)
{
    m_filter->setFilter(FilterText::fromString(place.value(u"filter"_s).toString()));
    if (const QString messageId = place.value(u"message"_s).toString(); !messageId.isEmpty())
        m_pane->showMessage(messageId);
}

void MailPage::exportRows() { exportAsCsv(*m_model, tr("messages.csv"), this); }

} // namespace ui
