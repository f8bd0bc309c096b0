#include "ui/pages/testlabpage.h"

#include "ui/models/format.h"
#include "ui/models/plaintext.h"
#include "ui/pages/sampleoutcome.h"
#include "ui/pages/samplerow.h"
#include "ui/pages/testmailbox.h"
#include "ui/session/preferences.h"
#include "ui/widgets/button.h"
#include "ui/widgets/factgrid.h"
#include "ui/widgets/statestack.h"
#include "ui/widgets/textlabel.h"

#include <QHBoxLayout>
#include <QProgressBar>
#include <QScrollArea>
#include <QSplitter>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using gateway::admin::Message;
using gateway::admin::Sample;
using gateway::admin::SendResult;

namespace ui {

TestLabPage::TestLabPage(GatewayLink &link, QWidget *parent) : Page(link, parent), m_list(new QVBoxLayout), m_sendAll(button(tr("Send all"), u"send"_s, ButtonKind::Primary)),
    m_cancel(button(tr("Cancel"), u"square"_s)), m_progress(new TextLabel({}, TextRole::Body, Ink::Muted)), m_bar(new QProgressBar), m_outcome(new SampleOutcome),
    m_mailbox(new TestMailbox(link)), m_splitter(new QSplitter(Qt::Horizontal))
{
    auto *right = new QSplitter(Qt::Vertical);
    right->addWidget(m_outcome);
    right->addWidget(m_mailbox);
    right->setChildrenCollapsible(false);
    right->setStretchFactor(1, 1);
    right->setSizes({260, 460});
    m_splitter->addWidget(samplesArea());
    m_splitter->addWidget(right);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setStretchFactor(1, 1);
    m_splitter->setSizes({380, 692});
    m_splitter->restoreState(preferences::state(u"testlab"_s));
    column(this)->addWidget(m_splitter);
    connect(m_sendAll, &QPushButton::clicked, this, [this] { send(m_rows); });
    connect(m_cancel, &QPushButton::clicked, this, [this] {
        m_todo.clear();
        showProgress();
    });
    connect(m_stack, &StateStack::retryWanted, this, &TestLabPage::askSamples);
    connect(m_outcome, &SampleOutcome::doorOpened, this, &Page::doorOpened);
    showProgress();
}

TestLabPage::~TestLabPage() { preferences::setState(u"testlab"_s, m_splitter->saveState()); }

QString TestLabPage::id() const { return u"testlab"_s; }
QString TestLabPage::title() const { return tr("Test lab"); }
QString TestLabPage::question() const { return tr("Does a mail arrive, and what does it look like then?"); }
QString TestLabPage::iconName() const { return u"flask-conical"_s; }

QWidget *TestLabPage::samplesArea()
{
    m_bar->setFixedHeight(4);
    m_bar->setTextVisible(false);
    m_cancel->hide();
    auto *head = new Ground(Ground::Fill::Surface, Qt::BottomEdge);
    auto *places = column(head, 0, 8);
    places->setContentsMargins(16, 12, 16, 12);
    places->addWidget(heading(tr("Send a sample")));
    places->addWidget(paragraph(tr("Each goes through the whole gateway, from the first connection to the test mailbox."), TextRole::Body, Ink::Muted));
    auto *line = row(8);
    line->addWidget(m_sendAll);
    line->addWidget(m_cancel);
    line->addWidget(m_progress, 1);
    places->addLayout(line);
    places->addWidget(m_bar);
    auto *rows = new QWidget;
    auto *all = column(rows);
    all->addLayout(m_list);
    all->addStretch();
    m_area = scrolling(rows);
    m_stack = new StateStack(m_area);
    auto *area = new Ground(Ground::Fill::Surface);
    area->setMinimumWidth(320);
    auto *inside = column(area);
    inside->addWidget(head);
    inside->addWidget(m_stack, 1);
    return area;
}

void TestLabPage::refresh()
{
    if (m_rows.isEmpty())
        askSamples();
    m_mailbox->refresh();
}

void TestLabPage::askSamples()
{
    if (!client())
        return;
    m_stack->showLoading(tr("Reading the samples"));
    m_samples.await(client()->samples(), [this](const auto &answer) { showSamples(answer); });
}

void TestLabPage::showSamples(const gateway::Result<QList<Sample>> &answer)
{
    if (!answer)
        return m_stack->showFailed(tr("The samples could not be read."), answer.error().message);
    for (const Sample &sample : *answer) {
        auto *line = new SampleRow(sample);
        connect(line, &SampleRow::sendWanted, this, [this, line] {
            select(line);
            send({line});
        });
        connect(line, &SampleRow::selected, this, [this, line] { select(line); });
        m_list->addWidget(line);
        m_rows.append(line);
    }
    m_sendAll->setEnabled(!m_rows.isEmpty());
    m_sendAll->setText(tr("Send all %1").arg(m_rows.size()));
    if (m_rows.isEmpty())
        return m_stack->showEmpty(u"flask-conical"_s, tr("This gateway is not a trial, so it has no samples. Start a trial gateway from the menu to try some."));
    m_stack->showFilled();
    select(m_rows.first());
}

void TestLabPage::select(SampleRow *chosen)
{
    if (m_selected)
        m_selected->setSelected(false);
    m_selected = chosen;
    chosen->setSelected(true);
    if (const auto it = m_outcomes.constFind(chosen->sample().id); it != m_outcomes.constEnd())
        m_outcome->showMessage(chosen->sample(), *it);
    else
        m_outcome->showUnsent(chosen->sample());
}

void TestLabPage::send(const QList<SampleRow *> &rows)
{
    for (SampleRow *line : rows) {
        if (line->state() == SampleRow::State::Sending || m_todo.contains(line))
            continue;
        m_todo.append(line);
        ++m_all;
    }
    if (!m_sending.isWaiting() && !m_reading.isWaiting())
        sendNext();
}

void TestLabPage::sendNext()
{
    if (m_todo.isEmpty() || !client()) {
        m_todo.clear();
        m_all = m_done = 0;
        m_mailbox->refresh();
        return showProgress();
    }
    SampleRow *line = m_todo.takeFirst();
    line->showSending();
    showProgress();
    m_sending.await(client()->sendSample(line->sample().id), [this, line](const gateway::Result<SendResult> &answer) {
        if (!answer) {
            line->showOutcome({}, 0, answer.error().message);
            return finishOne();
        }
        readOutcome(line, *answer);
    });
}

void TestLabPage::readOutcome(SampleRow *line, const SendResult &result)
{
    if (result.messageId.isEmpty() || !client()) {
        line->showOutcome({}, 0, result.reply);
        return finishOne();
    }
    m_reading.await(client()->message(result.messageId), [this, line, result](const gateway::Result<Message> &answer) {
        if (answer) {
            line->showOutcome(answer->fate, result.took, {});
            m_outcomes.insert(line->sample().id, *answer);
            if (m_selected == line)
                m_outcome->showMessage(line->sample(), *answer);
        } else {
            line->showOutcome({}, 0, answer.error().message);
        }
        finishOne();
    });
}

void TestLabPage::finishOne()
{
    ++m_done;
    sendNext();
}

void TestLabPage::showProgress()
{
    const bool isBusy = m_sending.isWaiting() || m_reading.isWaiting() || !m_todo.isEmpty();
    m_bar->setMaximum(std::max(1, m_all));
    m_bar->setValue(m_done);
    m_bar->setVisible(m_all > 1);
    m_progress->setText(m_all > 1 ? tr("%1 of %2").arg(formatNumber(m_done), formatNumber(m_all)) : QString());
    m_cancel->setVisible(isBusy && m_all > 1);
    m_sendAll->setEnabled(!m_rows.isEmpty() && m_all <= 1);
}

void TestLabPage::follow(const QList<gateway::admin::Event> &events)
{
    if (std::ranges::any_of(events, [](const auto &event) { return event.type == "message"_L1; }))
        m_mailbox->refresh();
}

void TestLabPage::forget()
{
    m_samples.forget();
    m_sending.forget();
    m_reading.forget();
    m_todo.clear();
    m_all = m_done = 0;
    m_outcomes.clear();
    m_selected = nullptr;
    qDeleteAll(std::exchange(m_rows, {}));
    m_outcome->showNothing();
    m_mailbox->forget();
    showProgress();
}

QList<QWidget *> TestLabPage::panes() const
{
    QList<QWidget *> all{m_sendAll};
    all.append(m_mailbox->list());
    return all;
}

} // namespace ui
