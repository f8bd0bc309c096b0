#pragma once

#include "ui/widgets/frames.h"

class QToolButton;

namespace ui {

class ConnectionButton;
class Navigation;
class TextLabel;

/// The left side of the window: the name, the menu button, the gateway, the pages.
class SideBar : public Ground
{
    Q_OBJECT
public:
    explicit SideBar(QWidget *parent = nullptr);

    [[nodiscard]] Navigation *navigation() const { return m_navigation; }
    [[nodiscard]] ConnectionButton *connection() const { return m_connection; }
    [[nodiscard]] QToolButton *menuButton() const { return m_menu; }
    void setCollapsed(bool collapsed);

private:
    QWidget *m_logo;
    TextLabel *m_name;
    QToolButton *m_menu;
    ConnectionButton *m_connection;
    Navigation *m_navigation;
};

} // namespace ui
