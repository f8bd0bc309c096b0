#pragma once

#include "gateway/admin/directorytypes.h"
#include "ui/pages/pagetab.h"

class QPushButton;
class QStackedWidget;

namespace ui {

class Banner;
class DifferenceView;
class FactGrid;
class SourceForm;
class SourcesModel;
class StateStack;
class TableView;

/// Where our people are known from, how fresh that is, and what waits for approval.
class SourcesTab : public PageTab
{
    Q_OBJECT
public:
    explicit SourcesTab(GatewayLink &link, QWidget *parent = nullptr);

    [[nodiscard]] QString id() const override;
    [[nodiscard]] QString title() const override;
    void refresh() override;
    void follow(const QList<gateway::admin::Event> &events) override;
    void forget() override;
    bool cancel() override;
    [[nodiscard]] bool hasUnsaved() const override;
    [[nodiscard]] QList<QWidget *> panes() const override;

    void upload(const QString &path); ///< A file of this computer for the source that is selected. What it changes waits for approval.

private:
    [[nodiscard]] QWidget *listView();
    [[nodiscard]] const gateway::admin::DirectorySourceState *selected() const;
    void connectAll();
    void showAnswer(const gateway::Result<QList<gateway::admin::DirectorySourceState>> &answer);
    void showSelection();
    void showPending();
    void showList();
    void showDifference(const QString &source);
    void chooseFile();
    void send(const QByteArray &content);
    void askRemove();
    void act(const QFuture<gateway::Result<>> &answer, const QString &doneSentence);

    SourcesModel *m_model;
    TableView *m_table;
    StateStack *m_stack;
    Banner *m_pending, *m_outcome;
    FactGrid *m_facts;
    QPushButton *m_read, *m_upload, *m_edit, *m_remove, *m_add;
    SourceForm *m_form;
    DifferenceView *m_difference;
    QStackedWidget *m_views;
    QWidget *m_list = nullptr, *m_details = nullptr;
    QString m_wanted;
    Awaited<QList<gateway::admin::DirectorySourceState>> m_answer;
    Awaited<> m_act;
    Awaited<QByteArray> m_file;
    Awaited<gateway::admin::DirectoryDifference> m_uploaded;
};

} // namespace ui
