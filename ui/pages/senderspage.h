#pragma once

#include "ui/pages/page.h"

class QComboBox;
class QLineEdit;
class QPushButton;
class QSplitter;
class QStackedWidget;

namespace ui {

class Banner;
class SenderForm;
class SenderImport;
class SenderListModel;
class StateStack;
class TableView;
class TextLabel;

/// Whose mail is let through, and whose is not?
class SendersPage : public Page
{
    Q_OBJECT
public:
    explicit SendersPage(GatewayLink &link, QWidget *parent = nullptr);
    ~SendersPage() override;

    [[nodiscard]] QString id() const override;
    [[nodiscard]] QString title() const override;
    [[nodiscard]] QString question() const override;
    [[nodiscard]] QString iconName() const override;
    void refresh() override;
    void forget() override;
    void openDoor(const QString &argument) override; ///< A senderDoor().
    void editFilter() override;
    bool cancel() override;
    [[nodiscard]] QList<QWidget *> panes() const override;

    void importTable(const QString &name, const QByteArray &table); ///< Shows what it would do.

private:
    [[nodiscard]] QWidget *listArea();
    void addActions();
    void ask();
    void askMore(int offset);
    void showAnswer(const gateway::Result<gateway::admin::Page<gateway::admin::SenderListEntry>> &answer);
    void showSelection();
    void showForm(const gateway::admin::SenderListEntry &entry);
    void closePane();
    void remove();
    void undo();
    void chooseTable();
    void exportTable();
    void tell(const QString &sentence, const QString &more = {});
    void tellFailure(const QString &sentence, const QString &cause);

    SenderListModel *m_model;
    TableView *m_table;
    StateStack *m_stack;
    QLineEdit *m_filter;
    QComboBox *m_actions;
    TextLabel *m_count;
    QPushButton *m_remove, *m_edit, *m_export, *m_undo;
    Banner *m_banner;
    SenderForm *m_form;
    SenderImport *m_import;
    QStackedWidget *m_pane;
    QSplitter *m_splitter;
    QTimer m_typing, m_forgetting; ///< What can be undone stays so for a while.
    QString m_wanted;              ///< The id of an entry to select once it is in the list.
    std::optional<gateway::admin::SenderListEntry> m_removed;
    gateway::admin::SenderListFilter m_asked;
    Awaited<gateway::admin::Page<gateway::admin::SenderListEntry>> m_answer, m_more;
    Awaited<> m_removing;
    Awaited<QList<gateway::admin::SenderListConflict>> m_undoing;
    Awaited<QByteArray> m_exporting;
};

/// The argument for Page::openDoor() that opens the form with \a entry filled in.
[[nodiscard]] QString senderDoor(const gateway::admin::SenderListEntry &entry);

} // namespace ui
