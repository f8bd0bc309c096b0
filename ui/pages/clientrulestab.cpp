#include "ui/pages/clientrulestab.h"

#include "ui/models/clientrulesmodel.h"
#include "ui/models/defencewords.h"
#include "ui/widgets/button.h"
#include "ui/widgets/choicebox.h"
#include "ui/widgets/formfield.h"
#include "ui/widgets/frames.h"
#include "ui/widgets/statestack.h"
#include "ui/widgets/tableview.h"
#include "ui/widgets/textlabel.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using gateway::admin::DefenceClientRule;
using gateway::admin::DefenceRuleConflict;
using gateway::admin::DefenceSettings;

namespace ui {
namespace {

QString help()
{
    return ClientRulesTab::tr("An address, a network such as 192.0.2.0/24, a host name with all below it, or a country such as JP. The narrower entry counts.");
}

QString sentences(const QList<DefenceRuleConflict> &conflicts)
{
    QStringList lines;
    for (const DefenceRuleConflict &conflict : conflicts)
        lines.append(conflictSentence(conflict));
    return lines.join(u'\n');
}

} // namespace

ClientRulesTab::ClientRulesTab(GatewayLink &link, DefenceDraft &draft, QWidget *parent) : DefenceTab(link, draft, parent), m_model(new ClientRulesModel(this)),
    m_table(new TableView(m_model, u"client-rules"_s)), m_rules(new StateStack(m_table)), m_action(new ChoiceBox(tr("Action"))), m_client(new QLineEdit), m_note(new QLineEdit),
    m_add(button(tr("Add"), u"plus"_s)), m_remove(smallButton(tr("Remove"), u"trash-2"_s)), m_conflicts(paragraph())
{
    auto *content = new QWidget;
    auto *all = column(content, 24, 16);
    all->addWidget(addCard());
    all->addWidget(listCard(), 1);
    auto *conflicts = new Card(tr("Entries that touch the same clients"));
    auto *inside = new QVBoxLayout;
    inside->setContentsMargins(16, 12, 16, 10);
    inside->addWidget(m_conflicts);
    conflicts->body()->addLayout(inside);
    conflicts->hide();
    m_conflictsCard = conflicts;
    all->addWidget(conflicts);
    setContent(content);
    m_typing.setSingleShot(true);
    m_typing.setInterval(300);
    connect(&m_typing, &QTimer::timeout, this, &ClientRulesTab::checkTyped);
    connect(m_client, &QLineEdit::textEdited, this, [this] { m_typing.start(); });
    connect(m_action, &QComboBox::activated, this, &ClientRulesTab::checkTyped);
    for (const QLineEdit *edit : {m_client, m_note})
        connect(edit, &QLineEdit::returnPressed, this, &ClientRulesTab::add);
    connect(m_add, &QPushButton::clicked, this, &ClientRulesTab::add);
    connect(m_remove, &QPushButton::clicked, this, &ClientRulesTab::remove);
    connect(m_table, &TableView::currentIdChanged, this, [this] { m_remove->setEnabled(m_table->currentIndex().isValid()); });
    connect(listAction(m_table, tr("Remove"), u"trash-2"_s, Qt::Key_D), &QAction::triggered, this, &ClientRulesTab::remove);
    m_remove->setEnabled(false);
}

QString ClientRulesTab::id() const { return u"clients"_s; }
QString ClientRulesTab::title() const { return tr("Own lists"); }

QWidget *ClientRulesTab::addCard()
{
    m_action->add(u"block"_s, ruleActionWord(u"block"_s));
    m_action->add(u"allow"_s, ruleActionWord(u"allow"_s));
    m_client->setPlaceholderText(u"192.0.2.0/24"_s);
    m_client->setMaxLength(255);
    m_client->setObjectName(u"client"_s);
    m_note->setPlaceholderText(tr("why, for those after you"));
    m_note->setMaxLength(500);
    m_clientField = new FormField(tr("Client"), m_client, help());
    m_clientField->setMaximumWidth(QWIDGETSIZE_MAX);
    auto *places = new QHBoxLayout;
    places->setContentsMargins(16, 12, 16, 8);
    places->setSpacing(12);
    places->addWidget(new FormField(tr("Action"), m_action), 0, Qt::AlignTop);
    places->addWidget(m_clientField, 3, Qt::AlignTop);
    places->addWidget(new FormField(tr("Note"), m_note), 2, Qt::AlignTop);
    auto *act = new QVBoxLayout;
    act->setContentsMargins(0, lineHeight(TextRole::Strong) + 4, 0, 0); // Beside the fields, not beside their labels.
    act->addWidget(m_add);
    act->addStretch();
    places->addLayout(act);
    auto *card = new Card;
    card->body()->addLayout(places);
    return card;
}

QWidget *ClientRulesTab::listCard()
{
    m_table->setAccessibleName(tr("Own lists of clients"));
    auto *card = new Card(tr("Clients you allow or block"));
    card->header()->addWidget(m_remove);
    card->body()->addWidget(m_rules, 1);
    return card;
}

void ClientRulesTab::showSettings()
{
    const QList<DefenceClientRule> &rules = draft().settings().clientRules;
    if (rules != m_model->records())
        m_model->reset(rules, rules.size());
    if (rules.isEmpty())
        m_rules->showEmpty(u"list-checks"_s, tr("No client is allowed or blocked by you."));
    else
        m_rules->showFilled();
    m_remove->setEnabled(m_table->currentIndex().isValid());
    if (rules != m_checked)
        askConflicts();
}

DefenceClientRule ClientRulesTab::typed() const { return {m_action->value(), m_client->text().trimmed(), m_note->text().simplified()}; }

// The gateway says whether it would take the entry: what is right stands in one place.
void ClientRulesTab::checkTyped()
{
    if (!client() || typed().client.isEmpty() || !draft().isKnown()) {
        m_check.forget();
        m_clientField->setError({});
        m_clientField->setHelp(help());
        return;
    }
    DefenceSettings tried = draft().settings();
    tried.clientRules.append(typed());
    m_check.await(client()->defenceConflicts(tried), [this, entry = typed()](const gateway::Result<QList<DefenceRuleConflict>> &answer) {
        m_clientField->setError(answer ? QString() : answer.error().message);
        QList<DefenceRuleConflict> own = answer ? *answer : QList<DefenceRuleConflict>();
        own.removeIf([&entry](const DefenceRuleConflict &conflict) { return conflict.stronger.client != entry.client && conflict.weaker.client != entry.client; });
        m_clientField->setHelp(own.isEmpty() ? help() : sentences(own));
    });
}

void ClientRulesTab::add()
{
    const DefenceClientRule entry = typed();
    if (!client() || !draft().isKnown())
        return;
    if (entry.client.isEmpty())
        return m_clientField->setError(tr("Name a client, for example 192.0.2.0/24."));
    m_typing.stop();
    DefenceSettings tried = draft().settings();
    tried.clientRules.append(entry);
    m_check.await(client()->defenceConflicts(tried), [this, entry](const gateway::Result<QList<DefenceRuleConflict>> &answer) {
        if (!answer)
            return m_clientField->setError(answer.error().message);
        m_clientField->setError({});
        m_clientField->setHelp(help());
        m_client->clear();
        m_note->clear();
        draft().change([&entry](DefenceSettings &settings) { settings.clientRules.append(entry); });
        m_table->selectRow(m_model->rowCount() - 1);
        m_client->setFocus();
    });
}

void ClientRulesTab::remove()
{
    const int row = m_table->currentIndex().row();
    if (row < 0)
        return;
    draft().change([row](DefenceSettings &settings) {
        if (row < settings.clientRules.size())
            settings.clientRules.removeAt(row);
    });
    if (m_model->rowCount() > 0)
        m_table->selectRow(std::min(row, m_model->rowCount() - 1));
}

void ClientRulesTab::askConflicts()
{
    m_checked = draft().settings().clientRules;
    if (!client())
        return;
    m_answer.await(client()->defenceConflicts(draft().settings()), [this](const gateway::Result<QList<DefenceRuleConflict>> &answer) {
        m_conflictsCard->setVisible(answer && !answer->isEmpty());
        if (answer)
            m_conflicts->setText(sentences(*answer));
    });
}

void ClientRulesTab::openDoor(const QString &argument)
{
    m_action->setValue(u"block"_s);
    m_client->setText(argument);
    m_client->setFocus();
    checkTyped();
}

void ClientRulesTab::forget()
{
    m_check.forget();
    m_answer.forget();
    m_checked.clear();
    m_model->reset({}, 0);
    m_conflictsCard->hide();
}

QList<QWidget *> ClientRulesTab::panes() const { return {m_client, m_table}; }

} // namespace ui
