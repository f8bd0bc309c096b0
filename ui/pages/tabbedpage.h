#pragma once

#include "ui/pages/page.h"

class QStackedWidget;
class QTabBar;
class QVBoxLayout;

namespace ui {

class PageTab;

/// A page whose answer has several parts, each in a tab of its own. Only the tab that is shown asks the gateway.
class TabbedPage : public Page
{
    Q_OBJECT
public:
    explicit TabbedPage(GatewayLink &link, QWidget *parent = nullptr);

    void refresh() override;
    void follow(const QList<gateway::admin::Event> &events) override;
    void forget() override;
    void openDoor(const QString &argument) override; ///< "people" or "people:argument": the id of a tab and what it is told.
    void editFilter() override;
    bool cancel() override;
    [[nodiscard]] bool hasUnsaved() const override;
    [[nodiscard]] QList<QWidget *> panes() const override;
    [[nodiscard]] QVariantMap place() const override;
    void restore(const QVariantMap &place) override;

protected:
    void addTab(PageTab *tab);
    [[nodiscard]] QVBoxLayout *above() const { return m_above; } ///< Between the bar of tabs and the tab.
    [[nodiscard]] QVBoxLayout *below() const { return m_below; } ///< Under every tab.

private:
    [[nodiscard]] PageTab *tab(int index) const;
    [[nodiscard]] PageTab *currentTab() const;

    QTabBar *m_bar;
    QStackedWidget *m_tabs;
    QVBoxLayout *m_above, *m_below;
};

} // namespace ui
