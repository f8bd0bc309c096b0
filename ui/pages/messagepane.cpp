#include "ui/pages/messagepane.h"

#include "ui/models/format.h"
#include "ui/models/senderwords.h"
#include "ui/models/words.h"
#include "ui/pages/authenticationtab.h"
#include "ui/pages/envelopetab.h"
#include "ui/pages/quarantineacts.h"
#include "ui/pages/senderspage.h"
#include "ui/pages/tlstab.h"
#include "ui/pages/whytab.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/button.h"
#include "ui/widgets/frames.h"
#include "ui/widgets/statestack.h"
#include "ui/widgets/textlabel.h"

#include <QHBoxLayout>
#include <QStackedWidget>
#include <QTabBar>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using gateway::Fate;
using gateway::admin::Message;

namespace ui {

MessagePane::MessagePane(GatewayLink &link, QWidget *parent) : QWidget(parent), m_link(link), m_title(new TextLabel({}, TextRole::DetailTitle)),
    m_line(new TextLabel({}, TextRole::Body, Ink::Muted)), m_release(button(tr("Release"), u"mail-check"_s)), m_delete(button(tr("Delete"), u"trash-2"_s)),
    m_queue(button(tr("Show in the queue"), u"hourglass"_s)), m_allow(smallButton(tr("Allow sender …"), u"check"_s, ButtonKind::Flat)),
    m_block(smallButton(tr("Block sender …"), u"ban"_s, ButtonKind::Flat)), m_tabs(new QTabBar), m_pages(new QStackedWidget), m_why(new WhyTab), m_envelope(new EnvelopeTab),
    m_authentication(new AuthenticationTab), m_tls(new TlsTab), m_banner(new Banner(Banner::Shape::Strip)), m_acts(new QuarantineActs(link, this))
{
    setMinimumHeight(240);
    m_tabs->setDrawBase(false);
    m_tabs->setExpanding(false);
    m_tabs->addTab(tr("Why"));
    m_tabs->addTab(tr("Envelope"));
    m_tabs->addTab(tr("Authentication"));
    m_tabs->addTab(tr("TLS"));
    for (QWidget *page : {static_cast<QWidget *>(m_why), static_cast<QWidget *>(m_envelope), static_cast<QWidget *>(m_authentication), static_cast<QWidget *>(m_tls)})
        m_pages->addWidget(page);
    connect(m_tabs, &QTabBar::currentChanged, m_pages, &QStackedWidget::setCurrentIndex);

    auto *content = new QWidget;
    auto *inside = column(content);
    inside->addWidget(m_banner);
    inside->addWidget(headerArea());
    inside->addWidget(m_pages, 1);
    m_stack = new StateStack(content);
    auto *ground = new Ground(Ground::Fill::Surface);
    column(ground)->addWidget(m_stack);
    column(this)->addWidget(ground);

    connect(m_stack, &StateStack::retryWanted, this, [this] { showMessage(m_id); });
    connect(m_release, &QPushButton::clicked, this, [this] { act(true); });
    connect(m_delete, &QPushButton::clicked, this, [this] { act(false); });
    connect(m_queue, &QPushButton::clicked, this, [this] { Q_EMIT doorOpened(u"queue"_s, m_id); });
    connect(m_allow, &QPushButton::clicked, this, [this] { openSenders(u"allow"_s); });
    connect(m_block, &QPushButton::clicked, this, [this] { openSenders(u"block"_s); });
    connect(m_acts, &QuarantineActs::finished, this, [this](bool isRelease, int done, int, const QString &cause) {
        if (done == 0)
            m_banner->show(Tone::Bad, isRelease ? tr("The mail was not released.") : tr("The mail was not deleted."), cause);
        else
            m_banner->show(Tone::Good, isRelease ? tr("The mail was released and is on its way to its recipients.") : tr("The mail was deleted."));
        m_banner->setClosable(true);
        showMessage(m_id);
    });
}

QWidget *MessagePane::headerArea()
{
    auto *words = new QVBoxLayout;
    words->setSpacing(0);
    words->addWidget(m_title);
    words->addWidget(m_line);
    auto *top = row(8);
    top->setContentsMargins(16, 8, 8, 0);
    top->addLayout(words, 1);
    top->addWidget(m_queue);
    top->addWidget(m_release);
    top->addWidget(m_delete);
    auto *close = iconButton(u"x"_s, tr("Close (Esc)"));
    connect(close, &QToolButton::clicked, this, &MessagePane::closed);
    top->addWidget(close);
    auto *tabs = row(0);
    tabs->setContentsMargins(8, 0, 8, 1);
    tabs->addWidget(m_tabs);
    tabs->addStretch();
    tabs->addWidget(m_allow);
    tabs->addWidget(m_block);
    auto *area = new Ground(Ground::Fill::Surface, Qt::BottomEdge);
    auto *all = column(area);
    all->addLayout(top);
    all->addLayout(tabs);
    return area;
}

void MessagePane::showMessage(const QString &id)
{
    if (id != m_id)
        m_banner->hide();
    m_id = id;
    show();
    if (!m_link.client())
        return;
    m_stack->showLoading(tr("Reading the message"));
    m_answer.await(m_link.client()->message(id), [this](const gateway::Result<Message> &answer) {
        if (answer)
            setMessage(*answer);
        else
            m_stack->showFailed(tr("This message could not be read."), answer.error().message);
    });
}

void MessagePane::setMessage(const Message &message)
{
    m_id = message.id;
    m_message = message;
    QStringList recipients;
    for (const gateway::admin::RecipientRecord &recipient : message.recipients)
        recipients.append(recipient.address);
    const QString way = tr("%1 to %2, %3").arg(senderWord(message.sender), recipientsWord(recipients), formatTime(message.received));
    m_title->setText(subjectWord(message));
    m_line->setText(message.size > 0 ? tr("%1, %2").arg(way, formatSize(message.size)) : way);
    // For what is dangerous the action at hand is Delete.
    const bool isHeld = message.fate == Fate::Quarantined;
    m_release->setVisible(isHeld);
    m_delete->setVisible(isHeld);
    m_delete->setDefault(isHeld && isDangerous(message.messageClass));
    m_queue->setVisible(message.fate == Fate::Queued);
    const bool hasSender = !authorAddress(message).isEmpty() && message.direction != "outbound"_L1;
    m_allow->setVisible(hasSender);
    m_block->setVisible(hasSender);
    m_why->setMessage(message);
    m_envelope->setMessage(message);
    m_authentication->setMessage(message);
    m_tls->setMessage(message);
    m_stack->showFilled();
}

void MessagePane::forget()
{
    m_answer.forget();
    m_id.clear();
    m_banner->hide();
}

QWidget *MessagePane::firstField() const { return m_tabs; }

void MessagePane::openSenders(const QString &action)
{
    gateway::admin::SenderListEntry entry;
    entry.action = action;
    entry.sender = authorAddress(m_message);
    if (m_message.recipients.size() == 1) // The narrowest that would have changed it.
        entry.scope = m_message.recipients.first().address;
    Q_EMIT doorOpened(u"senders"_s, senderDoor(entry));
}

void MessagePane::act(bool isRelease)
{
    const QString recipient = m_message.recipients.isEmpty() ? QString() : m_message.recipients.first().address;
    const QList<QuarantineActs::Mail> mails{{m_id, subjectWord(m_message), recipient, m_message.messageClass}};
    if (isRelease)
        m_acts->release(mails);
    else
        m_acts->remove(mails);
}

} // namespace ui
