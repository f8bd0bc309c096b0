#pragma once

#include "gateway/admin/directorytypes.h"
#include "ui/pages/pagetab.h"

#include <QTimer>

class QLineEdit;

namespace ui {

class Banner;
class ChoiceBox;
class EntriesModel;
class StateStack;
class TableView;
class TextLabel;

/// Everybody in the directory, and what happens to mail for one of them.
class PeopleTab : public PageTab
{
    Q_OBJECT
public:
    explicit PeopleTab(GatewayLink &link, QWidget *parent = nullptr);

    [[nodiscard]] QString id() const override;
    [[nodiscard]] QString title() const override;
    void refresh() override;
    void follow(const QList<gateway::admin::Event> &events) override;
    void forget() override;
    void openDoor(const QString &argument) override; ///< An address to look up.
    void editFilter() override;
    bool cancel() override;
    [[nodiscard]] QList<QWidget *> panes() const override;

    void lookUp();

private:
    [[nodiscard]] QWidget *lookupCard();
    [[nodiscard]] QWidget *listCard();
    [[nodiscard]] gateway::admin::DirectoryFilter filter(int offset) const;
    void ask();
    void askChoices();
    void showAnswer(const gateway::Result<gateway::admin::Page<gateway::admin::DirectoryEntry>> &answer);
    [[nodiscard]] bool isFiltered() const;

    EntriesModel *m_model;
    TableView *m_table;
    StateStack *m_stack;
    QLineEdit *m_address, *m_words;
    ChoiceBox *m_domain, *m_source;
    TextLabel *m_count;
    Banner *m_lookup;
    QTimer m_typing; ///< Asks once a pause is made.
    Awaited<gateway::admin::Page<gateway::admin::DirectoryEntry>> m_answer, m_more;
    Awaited<gateway::admin::DirectoryLookup> m_lookupAnswer;
    Awaited<QList<gateway::admin::Domain>> m_domains;
    Awaited<QList<gateway::admin::DirectorySourceState>> m_sources;
};

} // namespace ui
