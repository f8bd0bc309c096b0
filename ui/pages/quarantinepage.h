#pragma once

#include "ui/pages/page.h"

class QCheckBox;
class QComboBox;
class QLineEdit;
class QListView;
class QPushButton;
class QSplitter;

namespace ui {

class Banner;
class QuarantineActs;
class QuarantineModel;
class QuarantinePane;
class StateStack;
class TextLabel;

/// Which of these should be let through?
class QuarantinePage : public Page
{
    Q_OBJECT
public:
    explicit QuarantinePage(GatewayLink &link, QWidget *parent = nullptr);
    ~QuarantinePage() override;

    [[nodiscard]] QString id() const override;
    [[nodiscard]] QString title() const override;
    [[nodiscard]] QString question() const override;
    [[nodiscard]] QString iconName() const override;
    void refresh() override;
    void follow(const QList<gateway::admin::Event> &events) override;
    void forget() override;
    void openDoor(const QString &argument) override;
    void editFilter() override;
    [[nodiscard]] QList<QWidget *> panes() const override;

private:
    [[nodiscard]] QWidget *listArea();
    void addActions();
    void ask();
    void askMore(int offset);
    void showAnswer(const gateway::Result<gateway::admin::Page<gateway::admin::QuarantineItem>> &answer);
    void showChecked();
    void showCurrent();
    void step(int rows);
    void act(bool isRelease); ///< On the checked mails, or the current one if none is checked.
    void showOutcome(bool isRelease, int done, int failed, const QString &cause);

    QuarantineModel *m_model;
    QListView *m_list;
    StateStack *m_stack;
    QLineEdit *m_filter;
    QComboBox *m_classes;
    QCheckBox *m_all;
    QPushButton *m_delete, *m_release, *m_cancel;
    TextLabel *m_count;
    Banner *m_banner;
    QuarantinePane *m_pane;
    QuarantineActs *m_acts;
    QSplitter *m_splitter;
    QTimer m_typing;
    QString m_wanted; ///< An id to select once it is in the list.
    gateway::admin::MessageFilter m_asked;
    Awaited<gateway::admin::Page<gateway::admin::QuarantineItem>> m_answer, m_more;
};

} // namespace ui
