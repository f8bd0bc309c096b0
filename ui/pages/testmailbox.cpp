#include "ui/pages/testmailbox.h"

#include "ui/models/mailboxmodel.h"
#include "ui/session/gatewaylink.h"
#include "ui/widgets/codebox.h"
#include "ui/widgets/factgrid.h"
#include "ui/widgets/rowdelegate.h"
#include "ui/widgets/statestack.h"
#include "ui/widgets/textlabel.h"

#include <QHBoxLayout>
#include <QListView>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using gateway::admin::MailboxItem;

namespace ui {

TestMailbox::TestMailbox(GatewayLink &link, QWidget *parent) : Ground(Fill::Surface, {}, parent), m_link(link), m_model(new MailboxModel(this)), m_list(new QListView),
    m_text(new CodeBox), m_textStack(new StateStack(m_text)), m_count(new TextLabel({}, TextRole::Small, Ink::Muted))
{
    setMinimumHeight(180);
    m_list->setModel(m_model);
    m_list->setItemDelegate(new TwoLineDelegate(m_list));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setEditTriggers(QListView::NoEditTriggers);
    m_list->setVerticalScrollMode(QListView::ScrollPerPixel);
    m_list->setUniformItemSizes(true);
    m_list->setMouseTracking(true);
    m_list->setAccessibleName(tr("Test mailbox"));
    m_text->setAccessibleName(tr("Text of the mail, safe view"));
    auto *head = new Ground(Fill::Sunken, Qt::TopEdge | Qt::BottomEdge);
    head->setFixedHeight(scaled(36));
    auto *places = new QHBoxLayout(head);
    places->setContentsMargins(16, 0, 16, 0);
    places->addWidget(heading(tr("Test mailbox")));
    places->addWidget(m_count);
    places->addStretch();

    auto *halves = new QWidget;
    auto *sides = new QHBoxLayout(halves);
    sides->setContentsMargins(0, 0, 0, 0);
    sides->setSpacing(0);
    auto *text = new Ground(Fill::Surface, Qt::LeftEdge);
    auto *inside = column(text, 12);
    inside->addWidget(m_textStack);
    sides->addWidget(m_list, 4);
    sides->addWidget(text, 5);
    m_stack = new StateStack(halves);
    auto *all = column(this);
    all->addWidget(head);
    all->addWidget(m_stack, 1);

    connect(m_model, &MailboxModel::moreWanted, this, &TestMailbox::askMore);
    connect(m_stack, &StateStack::retryWanted, this, &TestMailbox::refresh);
    connect(m_textStack, &StateStack::retryWanted, this, &TestMailbox::askText);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, &TestMailbox::askText);
}

QWidget *TestMailbox::list() const { return m_list; }

void TestMailbox::refresh()
{
    if (!m_link.client())
        return;
    m_stack->showLoading(tr("Reading the test mailbox"));
    const int limit = std::max(PagedModel::pageSize, m_model->rowCount());
    m_answer.await(m_link.client()->testMailbox(0, limit), [this](const auto &answer) { showAnswer(answer); });
}

void TestMailbox::askMore(int offset)
{
    if (!m_link.client())
        return;
    m_more.await(m_link.client()->testMailbox(offset, PagedModel::pageSize), [this](const gateway::Result<gateway::admin::Page<MailboxItem>> &answer) {
        if (answer)
            m_model->append(answer->items, answer->total);
    });
}

void TestMailbox::showAnswer(const gateway::Result<gateway::admin::Page<MailboxItem>> &answer)
{
    if (!answer)
        return m_stack->showFailed(tr("The test mailbox could not be read."), answer.error().message);
    m_model->merge(answer->items, answer->total);
    m_count->setText(answer->items.isEmpty() ? QString() : tr("%n mail(s) arrived", nullptr, int(answer->total)));
    if (answer->items.isEmpty())
        return m_stack->showEmpty(u"inbox"_s, tr("Nothing has arrived yet. Send a sample; what the gateway lets pass appears here."));
    m_stack->showFilled();
    if (!m_list->currentIndex().isValid())
        m_list->setCurrentIndex(m_model->index(0, 0));
}

void TestMailbox::askText()
{
    const MailboxItem *item = m_model->record(m_list->currentIndex());
    if (!item || !m_link.client() || item->id == m_shown)
        return;
    m_shown = item->id;
    m_textStack->showLoading(tr("Reading the text"));
    m_textAnswer.await(m_link.client()->testMail(item->id), [this](const gateway::Result<MailboxItem> &answer) {
        if (!answer) {
            m_shown.clear();
            return m_textStack->showFailed(tr("The text could not be read."), answer.error().message);
        }
        m_text->setText(answer->text);
        m_textStack->showFilled();
    });
}

void TestMailbox::forget()
{
    m_answer.forget();
    m_more.forget();
    m_textAnswer.forget();
    m_model->reset({}, 0);
    m_shown.clear();
    m_text->setText({});
    m_count->setText({});
}

} // namespace ui
