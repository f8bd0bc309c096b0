#pragma once

#include "gateway/admin/directorytypes.h"
#include "ui/pages/pagetab.h"

namespace ui {

class ImportsModel;
class StateStack;
class TableView;

/// When each source was read and what came of it.
class ImportsTab : public PageTab
{
    Q_OBJECT
public:
    explicit ImportsTab(GatewayLink &link, QWidget *parent = nullptr);

    [[nodiscard]] QString id() const override;
    [[nodiscard]] QString title() const override;
    void refresh() override;
    void follow(const QList<gateway::admin::Event> &events) override;
    void forget() override;
    [[nodiscard]] QList<QWidget *> panes() const override;

private:
    ImportsModel *m_model;
    TableView *m_table;
    StateStack *m_stack;
    Awaited<QList<gateway::admin::DirectoryImport>> m_answer;
};

} // namespace ui
