#pragma once

#include "ui/pages/defencetab.h"

class QLineEdit;
class QPushButton;

namespace ui {

class ChipLabel;
class CodeBox;
class FactGrid;
class FormField;
class ReasonList;
class StateStack;
class TextLabel;

/// What would happen to a client now, and why.
class ExplainTab : public DefenceTab
{
    Q_OBJECT
public:
    ExplainTab(GatewayLink &link, DefenceDraft &draft, QWidget *parent = nullptr); ///< Both must outlive the tab.

    [[nodiscard]] QString id() const override;
    [[nodiscard]] QString title() const override;
    void openDoor(const QString &argument) override; ///< A client.
    void forget() override;
    [[nodiscard]] QList<QWidget *> panes() const override;

    void ask();

protected:
    void showSettings() override;

private:
    [[nodiscard]] QWidget *questionCard();
    [[nodiscard]] QWidget *answerCard();
    void showAnswer(const gateway::admin::DefenceExplanation &explanation);

    QLineEdit *m_client, *m_helo;
    FormField *m_clientField = nullptr;
    QPushButton *m_ask;
    StateStack *m_answer = nullptr;
    ChipLabel *m_chip;
    TextLabel *m_sentence, *m_wouldBe, *m_draftNote;
    FactGrid *m_facts;
    ReasonList *m_reasons;
    CodeBox *m_reply;
    QWidget *m_replyHeading = nullptr;
    Awaited<gateway::admin::DefenceExplanation> m_explanation;
};

} // namespace ui
