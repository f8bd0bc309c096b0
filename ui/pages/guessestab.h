#pragma once

#include "gateway/admin/directorytypes.h"
#include "ui/pages/pagetab.h"

class QPushButton;

namespace ui {

class GuessesModel;
class StateStack;
class SuspectsModel;
class TableView;
class TextLabel;

/// Who tries out which recipients there are, and with which names.
class GuessesTab : public PageTab
{
    Q_OBJECT
public:
    explicit GuessesTab(GatewayLink &link, QWidget *parent = nullptr);

    [[nodiscard]] QString id() const override;
    [[nodiscard]] QString title() const override;
    void refresh() override;
    void forget() override;
    [[nodiscard]] QList<QWidget *> panes() const override;

private:
    void showSelection();

    SuspectsModel *m_model;
    GuessesModel *m_guesses;
    TableView *m_table, *m_names;
    StateStack *m_stack;
    TextLabel *m_client;
    QPushButton *m_block;
    Awaited<QList<gateway::admin::HarvestSuspect>> m_answer;
};

} // namespace ui
