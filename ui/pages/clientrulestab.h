#pragma once

#include "ui/pages/defencetab.h"

class QLineEdit;
class QPushButton;

namespace ui {

class ChoiceBox;
class ClientRulesModel;
class FormField;
class StateStack;
class TableView;
class TextLabel;

/// The organisation's own lists of clients, and where they contradict themselves.
class ClientRulesTab : public DefenceTab
{
    Q_OBJECT
public:
    ClientRulesTab(GatewayLink &link, DefenceDraft &draft, QWidget *parent = nullptr); ///< Both must outlive the tab.

    [[nodiscard]] QString id() const override;
    [[nodiscard]] QString title() const override;
    void openDoor(const QString &argument) override; ///< A client to block.
    void forget() override;
    [[nodiscard]] QList<QWidget *> panes() const override;

protected:
    void showSettings() override;

private:
    [[nodiscard]] QWidget *addCard();
    [[nodiscard]] QWidget *listCard();
    [[nodiscard]] gateway::admin::DefenceClientRule typed() const;
    void checkTyped();
    void add();
    void remove();
    void askConflicts();

    ClientRulesModel *m_model;
    TableView *m_table;
    StateStack *m_rules;
    ChoiceBox *m_action;
    QLineEdit *m_client, *m_note;
    FormField *m_clientField = nullptr;
    QPushButton *m_add, *m_remove;
    QWidget *m_conflictsCard = nullptr;
    TextLabel *m_conflicts;
    QList<gateway::admin::DefenceClientRule> m_checked; ///< The rules whose conflicts are shown.
    QTimer m_typing;
    Awaited<QList<gateway::admin::DefenceRuleConflict>> m_check, m_answer;
};

} // namespace ui
