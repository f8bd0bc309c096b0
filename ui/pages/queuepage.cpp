#include "ui/pages/queuepage.h"

#include "ui/models/format.h"
#include "ui/models/plaintext.h"
#include "ui/models/queuemodel.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/button.h"
#include "ui/widgets/figures.h"
#include "ui/widgets/frames.h"
#include "ui/widgets/question.h"
#include "ui/widgets/statestack.h"
#include "ui/widgets/tableview.h"
#include "ui/widgets/textlabel.h"

#include <QAction>
#include <QHBoxLayout>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using gateway::admin::QueueItem;
using gateway::admin::Status;

namespace ui {
namespace {

enum FigureIndex { Waiting, Oldest, KeptUntil, Space };

} // namespace

QueuePage::QueuePage(GatewayLink &link, QWidget *parent) : Page(link, parent), m_model(new QueueModel(this)), m_table(new TableView(m_model, u"queue"_s)),
    m_stack(new StateStack(m_table)), m_state(new Banner), m_outcome(new Banner), m_figures(new Figures({tr("Waiting mails"), tr("Oldest"), tr("Kept until"), tr("Space")})),
    m_retry(smallButton(tr("Try now"), u"rotate-cw"_s)), m_hold(smallButton(tr("Hold"), u"pause"_s)), m_remove(smallButton(tr("Remove …"), u"trash-2"_s)),
    m_trace(smallButton(tr("Show under Mail"), u"mails"_s)), m_drain(smallButton(tr("Drain all"), u"play"_s))
{
    m_table->setAccessibleName(tr("Waiting mails"));
    m_outcome->setClosable(true);
    auto *content = new QWidget;
    auto *all = column(content, 24, 16);
    all->addWidget(m_state);
    all->addWidget(m_outcome);
    all->addWidget(m_figures);
    all->addWidget(listCard(), 1);
    column(this)->addWidget(content);

    connect(m_model, &QueueModel::moreWanted, this, [this](int offset) {
        m_more.await(client()->queue(offset, PagedModel::pageSize), [this](const gateway::Result<gateway::admin::Page<QueueItem>> &answer) {
            if (answer)
                m_model->append(answer->items, answer->total);
        });
    });
    connect(m_table, &TableView::currentIdChanged, this, &QueuePage::showSelection);
    connect(m_stack, &StateStack::retryWanted, this, &QueuePage::refresh);
    connect(&link, &GatewayLink::statusChanged, this, &QueuePage::showState);
    connect(m_retry, &QPushButton::clicked, this, [this] { act(client()->retryQueued(m_table->currentId()), tr("The mail is tried now.")); });
    connect(m_hold, &QPushButton::clicked, this, [this] {
        const QueueItem *item = m_model->record(m_table->currentIndex());
        if (item)
            act(client()->holdQueued(item->id, !item->isHeld), item->isHeld ? tr("The mail is tried again from now on.") : tr("The mail is held until you resume it."));
    });
    connect(m_remove, &QPushButton::clicked, this, &QueuePage::askRemove);
    connect(m_trace, &QPushButton::clicked, this, [this] { Q_EMIT doorOpened(u"mail"_s, m_table->currentId()); });
    connect(m_drain, &QPushButton::clicked, this, [this] { act(client()->drainQueue({}), tr("All waiting mails are tried now, oldest first.")); });
    connect(listAction(m_table, tr("Remove …"), u"trash-2"_s, Qt::Key_D), &QAction::triggered, m_remove, &QPushButton::click);
    connect(listAction(m_table, tr("Try now"), u"rotate-cw"_s, Qt::Key_R), &QAction::triggered, m_retry, &QPushButton::click);
    showSelection();
    showState();
    showFigures();
}

QString QueuePage::id() const { return u"queue"_s; }
QString QueuePage::title() const { return tr("Queue"); }
QString QueuePage::question() const { return tr("What waits, why, and until when?"); }
QString QueuePage::iconName() const { return u"hourglass"_s; }

QWidget *QueuePage::listCard()
{
    auto *card = new Card(tr("Waiting mails"));
    for (QPushButton *act : {m_trace, m_retry, m_hold, m_remove, m_drain})
        card->header()->addWidget(act);
    card->body()->addWidget(m_stack, 1);
    card->setMinimumHeight(220);
    return card;
}

void QueuePage::refresh() { ask(); }

void QueuePage::ask()
{
    if (!client())
        return;
    m_stack->showLoading(tr("Reading the queue"));
    const int limit = std::max(PagedModel::pageSize, std::min(m_model->rowCount(), 4 * PagedModel::pageSize));
    m_answer.await(client()->queue(0, limit), [this](const auto &answer) { showAnswer(answer); });
}

void QueuePage::showAnswer(const gateway::Result<gateway::admin::Page<QueueItem>> &answer)
{
    if (!answer)
        return m_stack->showFailed(tr("The queue could not be read."), answer.error().message);
    m_model->merge(answer->items, answer->total);
    m_isKnown = true;
    showFigures();
    showSelection();
    if (answer->items.isEmpty())
        return m_stack->showEmpty(u"hourglass"_s, tr("Nothing waits. Mail is kept here only while the mail server does not answer."));
    m_stack->showFilled();
    if (!m_wanted.isEmpty())
        m_table->selectId(std::exchange(m_wanted, {}));
}

// Red is for the server that does not answer, never for the mail that is safely kept.
void QueuePage::showState()
{
    if (!link().status() || link().status()->isNextHopUp)
        return m_state->hide();
    const Status &status = *link().status();
    QString sentence = tr("The mail server %1 does not answer. Mail is kept here, nothing is lost.").arg(marked(status.nextHop));
    if (status.nextHop.isEmpty())
        sentence = tr("The mail server does not answer. Mail is kept here, nothing is lost.");
    m_state->show(Tone::Bad, sentence, tr("Redelivery starts by itself, oldest first, as soon as the server answers."), u"unplug"_s);
    connect(m_state->setButton(tr("Try now"), u"rotate-cw"_s), &QPushButton::clicked, m_drain, &QPushButton::click);
}

void QueuePage::showFigures()
{
    const QList<QueueItem> &items = m_model->records();
    const auto oldest = std::ranges::min_element(items, {}, &QueueItem::received);
    const auto first = std::ranges::min_element(items, {}, &QueueItem::expires);
    qint64 octets = 0;
    for (const QueueItem &item : items)
        octets += item.size;
    const bool isWhole = items.size() == m_model->total();
    if (!m_isKnown) {
        for (const FigureIndex figure : {Waiting, Oldest, KeptUntil, Space})
            m_figures->set(figure, tr("not known"), tr("the queue was not read yet"));
        return;
    }
    m_figures->set(Waiting, formatNumber(m_model->total()), tr("none lost"));
    if (items.isEmpty()) {
        m_figures->set(Oldest, tr("none"), tr("every mail was handed over"));
        m_figures->set(KeptUntil, tr("none"), tr("nothing has to be kept"));
        m_figures->set(Space, formatSize(0), tr("on this gateway's disk"));
        return;
    }
    m_figures->set(Oldest, formatSeconds(oldest->received.secsTo(QDateTime::currentDateTime())), tr("since %1").arg(formatTime(oldest->received)));
    m_figures->set(KeptUntil, formatDate(first->expires), tr("then its sender is told"));
    m_figures->set(Space, formatSize(octets), isWhole ? tr("on this gateway's disk") : tr("for the %1 mails read so far").arg(formatNumber(items.size())));
}

void QueuePage::showSelection()
{
    const QueueItem *item = m_model->record(m_table->currentIndex());
    for (QPushButton *act : {m_trace, m_retry, m_hold, m_remove})
        act->setEnabled(item);
    m_drain->setEnabled(m_model->rowCount() > 0);
    m_hold->setText(item && item->isHeld ? tr("Resume") : tr("Hold"));
}

void QueuePage::act(const QFuture<gateway::Result<>> &answer, const QString &doneSentence)
{
    m_act.await(answer, [this, doneSentence](const gateway::Result<> &result) {
        if (result)
            m_outcome->show(Tone::Good, doneSentence);
        else
            m_outcome->show(Tone::Bad, tr("That was not done."), result.error().message);
        link().refresh();
        ask();
    });
}

void QueuePage::askRemove()
{
    const QueueItem *item = m_model->record(m_table->currentIndex());
    if (!item)
        return;
    auto *question = new Question(u"trash-2"_s, tr("Remove this mail from the queue?"),
                                  tr("“%1” to %2 is then not delivered, and its sender is not told.").arg(marked(item->subject), marked(item->recipients.value(0))), window());
    question->addButton(tr("Keep it"), {}, true);
    question->addButton(tr("Remove 1 mail"), u"trash-2"_s, false, [this, id = item->id] {
        if (client())
            act(client()->removeQueued(id), tr("The mail was removed from the queue."));
    });
    question->open();
}

void QueuePage::follow(const QList<gateway::admin::Event> &events)
{
    if (std::ranges::any_of(events, [](const auto &event) { return event.type == "queue"_L1 || event.type == "health"_L1; }))
        ask();
}

void QueuePage::forget()
{
    m_answer.forget();
    m_more.forget();
    m_model->reset({}, 0);
    m_isKnown = false;
    m_outcome->hide();
    showState();
    showFigures();
    showSelection();
}

void QueuePage::openDoor(const QString &argument)
{
    m_wanted = argument;
    ask();
}

QList<QWidget *> QueuePage::panes() const { return {m_table}; }

} // namespace ui
