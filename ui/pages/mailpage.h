#pragma once

#include "ui/models/filtertokens.h"
#include "ui/pages/page.h"

#include <QElapsedTimer>

class QComboBox;
class QSplitter;

namespace ui {

class FilterField;
class MessagePane;
class MessagesModel;
class SavedFilters;
class StateStack;
class TableView;
class TextLabel;

/// What happened to this message, and why?
class MailPage : public Page
{
    Q_OBJECT
public:
    explicit MailPage(GatewayLink &link, QWidget *parent = nullptr);
    ~MailPage() override;

    [[nodiscard]] QString id() const override;
    [[nodiscard]] QString title() const override;
    [[nodiscard]] QString question() const override;
    [[nodiscard]] QString iconName() const override;
    void refresh() override;
    void follow(const QList<gateway::admin::Event> &events) override;
    void forget() override;
    void openDoor(const QString &argument) override; ///< A message id, or "filter:fate:rejected since:today".
    void editFilter() override;
    bool cancel() override;
    [[nodiscard]] QList<QWidget *> panes() const override;
    [[nodiscard]] QVariantMap place() const override;
    void restore(const QVariantMap &place) override;

private:
    [[nodiscard]] QWidget *filterArea();
    void addActions();
    void filterChanged();
    void ask();
    void askMore(int offset);
    void showAnswer(const gateway::Result<gateway::admin::Page<gateway::admin::Message>> &answer);
    void showCount();
    void exportRows();

    MessagesModel *m_model;
    TableView *m_table;
    StateStack *m_stack;
    FilterField *m_filter;
    QComboBox *m_fates;
    SavedFilters *m_saved;
    TextLabel *m_count;
    MessagePane *m_pane;
    QSplitter *m_splitter;
    QAction *m_pause = nullptr;
    gateway::admin::MessageFilter m_asked;
    QElapsedTimer m_asking;
    qint64 m_took = 0;
    QTimer m_typing;
    Awaited<gateway::admin::Page<gateway::admin::Message>> m_answer, m_more;
};

} // namespace ui
