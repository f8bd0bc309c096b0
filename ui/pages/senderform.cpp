#include "ui/pages/senderform.h"

#include "ui/models/format.h"
#include "ui/models/plaintext.h"
#include "ui/models/senderwords.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/button.h"
#include "ui/widgets/factgrid.h"
#include "ui/widgets/frames.h"
#include "ui/widgets/textlabel.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QRadioButton>
#include <QScrollArea>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using gateway::admin::SenderListConflict;
using gateway::admin::SenderListEntry;

namespace ui {
namespace {

constexpr int maxAddress = 320, maxNote = 500, maxConflicts = 5;

QWidget *line(const QString &iconName, const QString &text, Ink ink)
{
    auto *widget = new QWidget;
    auto *places = new QHBoxLayout(widget);
    places->setContentsMargins(0, 2, 0, 2);
    places->setSpacing(8);
    auto *mark = new IconLabel(iconName, 16);
    mark->setInk(int(ink));
    places->addWidget(mark, 0, Qt::AlignTop);
    places->addWidget(paragraph(text), 1);
    return widget;
}

} // namespace

SenderForm::SenderForm(GatewayLink &link, QWidget *parent) : QWidget(parent), m_link(link), m_block(new QRadioButton(tr("Block"))), m_allow(new QRadioButton(tr("Allow"))),
    m_sender(new QLineEdit), m_target(new QLineEdit), m_note(new QLineEdit), m_scope(new QComboBox), m_meaning(paragraph({}, TextRole::Small, Ink::Muted)),
    m_targetLabel(new TextLabel({}, TextRole::Strong)), m_error(paragraph({}, TextRole::Small, Ink::Bad)), m_conflicts(new QVBoxLayout),
    m_add(button({}, {}, ButtonKind::Primary)), m_failed(new Banner(Banner::Shape::Strip))
{
    auto *close = iconButton(u"x"_s, tr("Close (Esc)"));
    auto *head = new Ground(Ground::Fill::Surface, Qt::BottomEdge);
    auto *title = new QHBoxLayout(head);
    title->setContentsMargins(16, 8, 8, 8);
    title->addWidget(new TextLabel(tr("Allow or block a sender"), TextRole::DetailTitle), 1);
    title->addWidget(close);
    auto *foot = new Ground(Ground::Fill::Surface, Qt::TopEdge);
    auto *buttons = new QHBoxLayout(foot);
    buttons->setContentsMargins(16, 8, 16, 8);
    QPushButton *cancel = button(tr("Cancel"));
    buttons->addStretch();
    buttons->addWidget(cancel);
    buttons->addWidget(m_add);
    auto *all = column(this);
    all->addWidget(head);
    all->addWidget(m_failed);
    all->addWidget(scrolling(fields()), 1);
    all->addWidget(foot);

    m_typing.setSingleShot(true);
    m_typing.setInterval(300ms);
    connect(&m_typing, &QTimer::timeout, this, &SenderForm::check);
    for (const QLineEdit *field : {m_sender, m_target})
        connect(field, &QLineEdit::textEdited, this, &SenderForm::changed);
    for (const QLineEdit *field : {m_sender, m_target, m_note})
        connect(field, &QLineEdit::returnPressed, m_add, &QPushButton::click);
    connect(m_allow, &QRadioButton::toggled, this, &SenderForm::changed);
    connect(m_scope, &QComboBox::currentIndexChanged, this, &SenderForm::changed);
    connect(m_add, &QPushButton::clicked, this, &SenderForm::add);
    connect(cancel, &QPushButton::clicked, this, &SenderForm::closed);
    connect(close, &QToolButton::clicked, this, &SenderForm::closed);
    begin({});
}

QWidget *SenderForm::fields()
{
    m_sender->setMaxLength(maxAddress);
    m_sender->setPlaceholderText(u"*@example.com"_s);
    m_sender->setAccessibleName(tr("Sender"));
    m_target->setMaxLength(maxAddress);
    m_note->setMaxLength(maxNote);
    m_note->setAccessibleName(tr("Note"));
    m_scope->setAccessibleName(tr("For whose mail"));
    m_scope->addItems({tr("Everyone here"), tr("One of our domains"), tr("One recipient")});

    auto *content = new QWidget;
    auto *all = column(content, 0, 4);
    all->setContentsMargins(16, 12, 16, 16);
    auto *actions = row(24);
    actions->addWidget(m_block);
    actions->addWidget(m_allow);
    actions->addStretch();
    all->addLayout(actions);
    all->addWidget(m_meaning);
    all->addSpacing(10);
    all->addWidget(new TextLabel(tr("Sender"), TextRole::Strong));
    all->addWidget(m_sender);
    all->addWidget(m_error);
    all->addWidget(paragraph(tr("An address, a domain (*@example.com), or a domain and all below it (*@*.example.com). It is compared with the envelope and with From."),
                             TextRole::Small, Ink::Muted));
    all->addSpacing(10);
    all->addWidget(new TextLabel(tr("For whose mail"), TextRole::Strong));
    all->addWidget(m_scope);
    all->addWidget(m_targetLabel);
    all->addWidget(m_target);
    all->addSpacing(10);
    all->addWidget(new TextLabel(tr("Note"), TextRole::Strong));
    all->addWidget(m_note);
    all->addWidget(paragraph(tr("Why, for whoever reads the list later."), TextRole::Small, Ink::Muted));
    all->addSpacing(10);
    m_conflicts->setSpacing(2);
    all->addLayout(m_conflicts);
    all->addStretch();
    content->setMaximumWidth(480 + 32);
    return content;
}

void SenderForm::begin(const SenderListEntry &entry)
{
    m_adding.forget();
    m_failed->hide();
    (entry.action == "allow"_L1 ? m_allow : m_block)->setChecked(true);
    m_sender->setText(entry.sender);
    m_note->setText(entry.note);
    const bool isForAll = entry.scope == "*"_L1 || entry.scope.isEmpty();
    m_scope->setCurrentIndex(isForAll ? Everyone : entry.scope.contains(u'@') ? Recipient : Domain);
    m_target->setText(isForAll ? QString() : entry.scope);
    changed();
    m_sender->setFocus();
    m_sender->selectAll();
}

SenderListEntry SenderForm::entry() const
{
    SenderListEntry entry;
    entry.action = m_allow->isChecked() ? u"allow"_s : u"block"_s;
    entry.sender = m_sender->text().trimmed();
    if (m_scope->currentIndex() != Everyone)
        entry.scope = m_target->text().trimmed();
    entry.note = m_note->text().trimmed();
    return entry;
}

void SenderForm::changed()
{
    m_failed->hide();
    showMeaning();
    clearCheck();
    m_answer.forget();
    const SenderListEntry written = entry();
    const bool isWhole = !written.sender.isEmpty() && !written.scope.isEmpty();
    m_add->setEnabled(isWhole);
    if (isWhole)
        m_typing.start();
    else
        m_typing.stop();
}

void SenderForm::showMeaning()
{
    const bool isAllow = m_allow->isChecked();
    m_meaning->setText(isAllow ? tr("The spam rules leave this sender alone, once a mail proves that it comes from there (SPF, DKIM, DMARC). Viruses, dangerous content and "
                                    "forged senders are stopped all the same.")
                               : tr("Mail from this sender is refused, and its sender is told. A virus stays in the quarantine."));
    m_add->setText(isAllow ? tr("Allow sender") : tr("Block sender"));
    const int scope = m_scope->currentIndex();
    m_targetLabel->setVisible(scope != Everyone);
    m_target->setVisible(scope != Everyone);
    const QString name = scope == Domain ? tr("Domain") : tr("Recipient");
    m_targetLabel->setText(name);
    m_target->setAccessibleName(name);
    m_target->setPlaceholderText(scope == Domain ? u"example.org"_s : u"b@example.org"_s);
}

void SenderForm::clearCheck()
{
    m_error->setText({});
    m_error->hide();
    while (QLayoutItem *item = m_conflicts->takeAt(0)) {
        delete item->widget();
        delete item;
    }
}

void SenderForm::check()
{
    if (m_link.client())
        m_answer.await(m_link.client()->checkSender(entry()), [this](const auto &answer) { showCheck(answer); });
}

void SenderForm::showCheck(const gateway::Result<QList<SenderListConflict>> &answer)
{
    clearCheck();
    if (!answer) {
        m_error->setText(answer.error().message);
        m_error->show();
        m_add->setEnabled(answer.error().kind != gateway::Error::Kind::Invalid);
        return;
    }
    if (answer->isEmpty())
        return m_conflicts->addWidget(line(u"circle-check"_s, tr("No other entry touches this mail."), Ink::Good));
    for (const SenderListConflict &conflict : answer->first(std::min<qsizetype>(answer->size(), maxConflicts)))
        m_conflicts->addWidget(line(isMistake(conflict) ? u"triangle-alert"_s : u"info"_s, conflictSentence(conflict), isMistake(conflict) ? Ink::Attention : Ink::Information));
    if (answer->size() > maxConflicts)
        m_conflicts->addWidget(new TextLabel(tr("%1 more entries touch this mail.").arg(formatNumber(answer->size() - maxConflicts)), TextRole::Small, Ink::Muted));
}

void SenderForm::add()
{
    if (!m_link.client() || !m_add->isEnabled())
        return;
    const SenderListEntry written = entry();
    m_typing.stop();
    m_add->setEnabled(false);
    m_adding.await(m_link.client()->addSender(written), [this, written](const gateway::Result<QList<SenderListConflict>> &answer) {
        m_add->setEnabled(true);
        if (answer)
            Q_EMIT added(written);
        else
            m_failed->show(Tone::Bad, tr("The entry was not added."), answer.error().message);
    });
}

QWidget *SenderForm::firstField() const { return m_sender; }

} // namespace ui
