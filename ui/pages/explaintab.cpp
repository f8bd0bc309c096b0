#include "ui/pages/explaintab.h"

#include "ui/models/defencewords.h"
#include "ui/models/plaintext.h"
#include "ui/widgets/button.h"
#include "ui/widgets/chippainter.h"
#include "ui/widgets/codebox.h"
#include "ui/widgets/factgrid.h"
#include "ui/widgets/formfield.h"
#include "ui/widgets/frames.h"
#include "ui/widgets/reasonlist.h"
#include "ui/widgets/statestack.h"
#include "ui/widgets/textlabel.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QScrollArea>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using gateway::admin::DefenceExplanation;

namespace ui {

ExplainTab::ExplainTab(GatewayLink &link, DefenceDraft &draft, QWidget *parent) : DefenceTab(link, draft, parent), m_client(new QLineEdit), m_helo(new QLineEdit),
    m_ask(button(tr("Explain"), u"search"_s)), m_chip(new ChipLabel), m_sentence(paragraph({}, TextRole::DetailTitle)), m_wouldBe(paragraph({}, TextRole::Body, Ink::Attention)),
    m_draftNote(paragraph({}, TextRole::Small, Ink::Muted)), m_facts(new FactGrid), m_reasons(new ReasonList), m_reply(new CodeBox(6))
{
    auto *content = new QWidget;
    auto *all = column(content, 24, 16);
    all->addWidget(questionCard());
    all->addWidget(answerCard(), 1);
    setContent(content);
    for (const QLineEdit *edit : {m_client, m_helo})
        connect(edit, &QLineEdit::returnPressed, this, &ExplainTab::ask);
    connect(m_client, &QLineEdit::textEdited, this, [this] { m_clientField->setError({}); });
    connect(m_ask, &QPushButton::clicked, this, &ExplainTab::ask);
    connect(m_answer, &StateStack::retryWanted, this, &ExplainTab::ask);
}

QString ExplainTab::id() const { return u"explain"_s; }
QString ExplainTab::title() const { return tr("What would happen"); }

QWidget *ExplainTab::questionCard()
{
    m_client->setPlaceholderText(u"203.0.113.9"_s);
    m_client->setMaxLength(60);
    m_client->setObjectName(u"explained"_s);
    m_helo->setPlaceholderText(u"mail.example.net"_s);
    m_helo->setMaxLength(255);
    m_clientField = new FormField(tr("Address of the client"), m_client);
    auto *places = new QHBoxLayout;
    places->setContentsMargins(16, 12, 16, 8);
    places->setSpacing(12);
    places->addWidget(m_clientField, 1, Qt::AlignTop);
    places->addWidget(new FormField(tr("Name it gives (HELO), if known"), m_helo), 1, Qt::AlignTop);
    auto *act = new QVBoxLayout;
    act->setContentsMargins(0, lineHeight(TextRole::Strong) + 4, 0, 0); // Beside the fields, not beside their labels.
    act->addWidget(m_ask);
    act->addStretch();
    places->addLayout(act);
    places->addStretch(1);
    auto *note = new QVBoxLayout;
    note->setContentsMargins(16, 0, 16, 8);
    note->addWidget(m_draftNote);
    auto *card = new Card(tr("What would happen to this client?"));
    card->body()->addLayout(places);
    card->body()->addLayout(note);
    return card;
}

QWidget *ExplainTab::answerCard()
{
    m_reply->setAccessibleName(tr("Reply"));
    auto *content = new QWidget;
    auto *inside = column(content, 16, 12);
    auto *head = row(12);
    head->addWidget(m_chip, 0, Qt::AlignTop);
    head->addWidget(m_sentence, 1);
    inside->addLayout(head);
    inside->addWidget(m_wouldBe);
    inside->addWidget(m_facts);
    inside->addWidget(heading(tr("Why")));
    inside->addWidget(m_reasons);
    m_replyHeading = heading(tr("What it is told"));
    inside->addWidget(m_replyHeading);
    inside->addWidget(m_reply);
    inside->addStretch();
    m_answer = new StateStack(scrolling(content));
    m_answer->showEmpty(u"brick-wall"_s, tr("Name a client to see whether it would be let in, by which rule, and why."));
    auto *card = new Card;
    card->body()->addWidget(m_answer, 1);
    return card;
}

void ExplainTab::showSettings()
{
    m_draftNote->setText(draft().isDirty() ? tr("The answer follows the settings in force, not what you are editing.") : QString());
    m_draftNote->setVisible(draft().isDirty());
}

void ExplainTab::ask()
{
    const QString address = m_client->text().trimmed();
    if (address.isEmpty())
        return m_clientField->setError(tr("Name an address, for example 203.0.113.9."));
    if (!client())
        return;
    m_answer->showLoading(tr("Asking all checks"));
    m_explanation.await(client()->explainClient(address, m_helo->text().trimmed()), [this](const gateway::Result<DefenceExplanation> &answer) {
        if (answer)
            return showAnswer(*answer);
        m_answer->showFailed(tr("What would happen could not be found out."), answer.error().message);
    });
}

void ExplainTab::showAnswer(const DefenceExplanation &explanation)
{
    m_chip->setChip(explanationChip(explanation));
    m_sentence->setText(explanationSentence(explanation));
    const QString wouldBe = explanation.wouldBe == explanation.action ? QString() : wouldBeSentence(explanation.wouldBe);
    m_wouldBe->setText(wouldBe);
    m_wouldBe->setVisible(!wouldBe.isEmpty());
    m_facts->clear();
    m_facts->add(tr("Client"), explanation.client);
    m_facts->add(tr("HELO name"), explanation.helo.isEmpty() ? tr("none given") : explanation.helo);
    m_facts->add(tr("Verified name"), explanation.verifiedName.isEmpty() ? tr("none") : explanation.verifiedName);
    m_facts->add(tr("Country"), explanation.country);
    m_facts->add(tr("Rule"), explanation.rule.isEmpty() ? QString() : defenceRuleName(explanation.rule));
    m_reasons->setReasons(explanation.reasons);
    m_reply->setText(explanation.reply);
    m_reply->setVisible(!explanation.reply.isEmpty());
    m_replyHeading->setVisible(!explanation.reply.isEmpty());
    m_answer->showFilled();
}

void ExplainTab::openDoor(const QString &argument)
{
    m_client->setText(argument);
    ask();
}

void ExplainTab::forget()
{
    m_explanation.forget();
    m_answer->showEmpty(u"brick-wall"_s, tr("Name a client to see whether it would be let in, by which rule, and why."));
}

QList<QWidget *> ExplainTab::panes() const { return {m_client}; }

} // namespace ui
