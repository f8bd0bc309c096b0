#pragma once

#include "gateway/admin/types.h"
#include "ui/pages/pagetab.h"

class QPushButton;
class QStackedWidget;

namespace ui {

class Banner;
class DomainForm;
class DomainsModel;
class StateStack;
class TableView;

/// Our domains, and what becomes of recipients nobody knows.
class DomainsTab : public PageTab
{
    Q_OBJECT
public:
    explicit DomainsTab(GatewayLink &link, QWidget *parent = nullptr);

    [[nodiscard]] QString id() const override;
    [[nodiscard]] QString title() const override;
    void refresh() override;
    void forget() override;
    bool cancel() override;
    [[nodiscard]] bool hasUnsaved() const override;
    [[nodiscard]] QList<QWidget *> panes() const override;

private:
    [[nodiscard]] QWidget *listView();
    void showAnswer(const gateway::Result<QList<gateway::admin::Domain>> &answer);
    void showSelection();
    void showList();
    void askRemove();

    DomainsModel *m_model;
    TableView *m_table;
    StateStack *m_stack;
    Banner *m_outcome;
    QPushButton *m_edit, *m_remove, *m_add;
    DomainForm *m_form;
    QStackedWidget *m_views;
    QWidget *m_list = nullptr;
    QString m_wanted;
    Awaited<QList<gateway::admin::Domain>> m_answer;
    Awaited<> m_act;
};

} // namespace ui
