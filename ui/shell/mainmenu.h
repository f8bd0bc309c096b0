#pragma once

#include <QMenu>
#include <functional>

namespace ui {

class MainWindow;

/// Everything the window can do, each with its key. Opened by the menu button and F10; its keys always work.
class MainMenu : public QMenu
{
    Q_OBJECT
public:
    explicit MainMenu(MainWindow &window); ///< Owned by \a window.

private:
    QAction *addTo(QMenu *menu, const QString &text, const QString &iconName, const QKeySequence &key, std::function<void()> act);
    void addPages();
    void addGo();
    void addChoices();
    void showPageActions();
    void showKeys();

    MainWindow &m_window;
    QMenu *m_pageActions;
};

} // namespace ui
