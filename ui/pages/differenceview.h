#pragma once

#include "gateway/admin/directorytypes.h"
#include "ui/session/gatewaylink.h"

#include <QWidget>

class QPushButton;

namespace ui {

class ActionBar;
class Banner;
class ChangesModel;
class Figures;
class StateStack;
class TableView;
class TextLabel;

/// What a reading that waits would change, and the two ways to go on: apply it or discard it.
class DifferenceView : public QWidget
{
    Q_OBJECT
public:
    explicit DifferenceView(GatewayLink &link, QWidget *parent = nullptr); ///< \a link must outlive the view.

    void showPending(const QString &source);
    void forget();
    [[nodiscard]] TableView *table() const { return m_table; }
    /// How many would no longer get mail: who is removed, and who is newly disabled among the changes that are known.
    [[nodiscard]] static qint64 stopped(const gateway::admin::DirectoryDifference &difference);

Q_SIGNALS:
    void left();
    void settled(bool isApplied, const gateway::admin::DirectoryDifference &difference);

private:
    void ask();
    void showDifference(const gateway::admin::DirectoryDifference &difference);
    void askApply();
    void askDiscard();
    void settle(bool applies);

    GatewayLink &m_link;
    ChangesModel *m_model;
    TableView *m_table;
    StateStack *m_stack;
    Figures *m_figures;
    Banner *m_outcome;
    ActionBar *m_bar;
    TextLabel *m_title, *m_more;
    QPushButton *m_apply, *m_discard;
    QString m_source;
    gateway::admin::DirectoryDifference m_difference;
    Awaited<gateway::admin::DirectoryDifference> m_answer;
    Awaited<> m_act;
};

} // namespace ui
