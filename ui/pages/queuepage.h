#pragma once

#include "ui/pages/page.h"

class QPushButton;

namespace ui {

class Banner;
class Figures;
class QueueModel;
class StateStack;
class TableView;

/// What waits, why, and until when?
class QueuePage : public Page
{
    Q_OBJECT
public:
    explicit QueuePage(GatewayLink &link, QWidget *parent = nullptr);

    [[nodiscard]] QString id() const override;
    [[nodiscard]] QString title() const override;
    [[nodiscard]] QString question() const override;
    [[nodiscard]] QString iconName() const override;
    void refresh() override;
    void follow(const QList<gateway::admin::Event> &events) override;
    void forget() override;
    void openDoor(const QString &argument) override;
    [[nodiscard]] QList<QWidget *> panes() const override;

private:
    [[nodiscard]] QWidget *listCard();
    void ask();
    void showAnswer(const gateway::Result<gateway::admin::Page<gateway::admin::QueueItem>> &answer);
    void showState();
    void showFigures();
    void showSelection();
    /// Starts one act and tells its outcome in the page.
    void act(const QFuture<gateway::Result<>> &answer, const QString &doneSentence);
    void askRemove();

    QueueModel *m_model;
    TableView *m_table;
    StateStack *m_stack;
    Banner *m_state, *m_outcome;
    Figures *m_figures;
    QPushButton *m_retry, *m_hold, *m_remove, *m_trace, *m_drain;
    QString m_wanted;
    bool m_isKnown = false; ///< Whether the queue was ever read.
    Awaited<gateway::admin::Page<gateway::admin::QueueItem>> m_answer, m_more;
    Awaited<> m_act;
};

} // namespace ui
