#pragma once

#include "ui/pages/defencetab.h"

class QPushButton;
class QStackedWidget;

namespace ui {

class Banner;
class BlockListForm;
class BlockListsModel;
class StateStack;
class TableView;

/// Which lists in the DNS are asked about a client, and whether they work.
class BlockListsTab : public DefenceTab
{
    Q_OBJECT
public:
    BlockListsTab(GatewayLink &link, DefenceDraft &draft, QWidget *parent = nullptr); ///< Both must outlive the tab.

    [[nodiscard]] QString id() const override;
    [[nodiscard]] QString title() const override;
    void forget() override;
    bool cancel() override;
    void refresh() override;
    [[nodiscard]] QList<QWidget *> panes() const override;

protected:
    void showSettings() override;

private:
    [[nodiscard]] QWidget *listView();
    void connectAll();
    void showSelection();
    void put(const gateway::admin::BlockListZone &list);
    void turn();
    void remove();
    void check();
    void showChecked(const gateway::Result<QList<gateway::admin::BlockListState>> &answer);

    BlockListsModel *m_model;
    TableView *m_table;
    StateStack *m_lists;
    Banner *m_outcome;
    QPushButton *m_turn, *m_edit, *m_remove, *m_add, *m_check;
    BlockListForm *m_form;
    QStackedWidget *m_views;
    QWidget *m_list = nullptr;
    bool m_hasPresets = false;
    Awaited<QList<gateway::admin::BlockListPreset>> m_presets;
    Awaited<QList<gateway::admin::BlockListState>> m_states;
};

} // namespace ui
