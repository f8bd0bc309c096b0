#pragma once

#include "ui/session/gatewaylink.h"

#include <QMainWindow>
#include <functional>

class QMenu;
class QStackedWidget;

namespace ui {

class Banner;
class CommandPalette;
class Language;
class Page;
class PageHeader;
class SideBar;
class Theme;
class TrialGateway;

/// The window: pages at the side, one page in the middle, the state of the gateway at the bottom. Before there is a gateway, the start page.
class MainWindow : public QMainWindow
{
    Q_OBJECT
public:
    /// What the window works with; all must outlive it.
    struct Services {
        GatewayLink &link;
        TrialGateway &trial;
        Theme &theme;
        Language &language;
    };

    explicit MainWindow(Services services, QWidget *parent = nullptr);
    ~MainWindow() override;

    void openPage(const QString &id, const QString &argument = {});
    [[nodiscard]] Page *currentPage() const;
    [[nodiscard]] QStringList pageIds() const;
    [[nodiscard]] Page *page(const QString &id) const; ///< Null if there is none.
    [[nodiscard]] const Services &services() const { return m_services; }

    void openSearch();
    void openMenu();
    void chooseGateway();       ///< Back to the start page; the connection is closed.
    void goBack();
    void goForward();
    void moveToPane(int step);  ///< 1 next, -1 previous.

protected:
    void resizeEvent(QResizeEvent *event) override;
    void closeEvent(QCloseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void build();               ///< All widgets anew: at start, and when the language changes.
    void addPage(Page *added);
    [[nodiscard]] QWidget *pagesArea();
    void showPage(const QString &id);
    void showLink();
    void showTrial();
    void showBadges();
    void leaveForGood(const std::function<void()> &leave); ///< Asks first if a page has something that is not saved.

    Services m_services;
    QStackedWidget *m_root = nullptr, *m_pages = nullptr;
    QWidget *m_start = nullptr;
    SideBar *m_side = nullptr;
    PageHeader *m_header = nullptr;
    Banner *m_lost = nullptr;
    CommandPalette *m_palette = nullptr;
    QMenu *m_menu = nullptr;
    QString m_current;
    QStringList m_back, m_forward;
    bool m_isLeaving = false; ///< The person said so.
};

} // namespace ui
