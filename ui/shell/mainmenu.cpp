#include "ui/shell/mainmenu.h"

#include "ui/pages/page.h"
#include "ui/session/language.h"
#include "ui/session/trialgateway.h"
#include "ui/shell/mainwindow.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/button.h"
#include "ui/widgets/factgrid.h"
#include "ui/widgets/frames.h"
#include "ui/widgets/textlabel.h"

#include <QActionGroup>
#include <QApplication>
#include <QDialog>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ui {

MainMenu::MainMenu(MainWindow &window) : QMenu(&window), m_window(window), m_pageActions(new QMenu(tr("This page"), this))
{
    addPages();
    addSeparator();
    addMenu(m_pageActions);
    m_pageActions->setIcon(ui::icon(u"list-filter"_s));
    connect(m_pageActions, &QMenu::aboutToShow, this, &MainMenu::showPageActions);
    addGo();
    addSeparator();
    addChoices();
    addSeparator();
    addTo(this, tr("Choose another gateway …"), u"plug"_s, {}, [&window] { window.chooseGateway(); });
    QAction *keep = addTo(this, tr("Keep the trial serving at the end"), {}, {}, {});
    keep->setCheckable(true);
    connect(this, &QMenu::aboutToShow, keep, [this, keep] {
        keep->setChecked(preferences::keepsServing());
        keep->setVisible(m_window.services().trial.state() == TrialGateway::State::Serving);
    });
    connect(keep, &QAction::toggled, this, [](bool keeps) { preferences::setKeepsServing(keeps); });
    addTo(this, tr("Keys"), u"info"_s, QKeySequence(Qt::Key_F1), [this] { showKeys(); });
    addTo(this, tr("Quit"), u"power"_s, QKeySequence(u"Ctrl+Q"_s), [&window] { window.close(); });

    // Not in the menu, for it would only open itself.
    auto *open = new QAction(tr("Open the menu"), this);
    open->setShortcut(Qt::Key_F10);
    connect(open, &QAction::triggered, &window, &MainWindow::openMenu);
    window.addAction(open);
}

QAction *MainMenu::addTo(QMenu *menu, const QString &text, const QString &iconName, const QKeySequence &key, std::function<void()> act)
{
    auto *action = new QAction(text, this);
    if (!iconName.isEmpty())
        action->setIcon(ui::icon(iconName));
    action->setShortcut(key);
    if (act)
        connect(action, &QAction::triggered, this, std::move(act));
    menu->addAction(action);
    m_window.addAction(action); // So that its key works while the menu is closed.
    return action;
}

void MainMenu::addPages()
{
    int number = 1;
    const QStringList ids = m_window.pageIds();
    for (const QString &id : ids) {
        const Page &page = *m_window.page(id);
        const QKeySequence key(id == "settings"_L1 ? u"Ctrl+,"_s : u"Ctrl+%1"_s.arg(number++ % 10));
        addTo(this, page.title(), page.iconName(), key, [this, id] { m_window.openPage(id); });
    }
}

void MainMenu::addGo()
{
    QMenu *go = addMenu(ui::icon(u"chevron-right"_s), tr("Go"));
    addTo(go, tr("Search"), u"search"_s, QKeySequence(u"Ctrl+K"_s), [this] { m_window.openSearch(); });
    addTo(go, tr("Filter"), u"list-filter"_s, QKeySequence(u"Ctrl+F"_s), [this] { m_window.currentPage()->editFilter(); });
    addTo(go, tr("Refresh"), u"rotate-cw"_s, QKeySequence(Qt::Key_F5), [this] { m_window.currentPage()->refresh(); });
    go->addSeparator();
    addTo(go, tr("Back"), {}, QKeySequence(u"Alt+Left"_s), [this] { m_window.goBack(); });
    addTo(go, tr("Forward"), {}, QKeySequence(u"Alt+Right"_s), [this] { m_window.goForward(); });
    addTo(go, tr("Next pane"), {}, QKeySequence(Qt::Key_F6), [this] { m_window.moveToPane(1); });
    addTo(go, tr("Previous pane"), {}, QKeySequence(u"Shift+F6"_s), [this] { m_window.moveToPane(-1); });
}

void MainMenu::addChoices()
{
    const auto addChoice = [this](QMenu *menu, QActionGroup *group, const QString &text, bool isChosen, std::function<void()> act) {
        QAction *action = addTo(menu, text, {}, {}, std::move(act));
        action->setCheckable(true);
        action->setChecked(isChosen);
        group->addAction(action);
    };
    QMenu *themes = addMenu(ui::icon(u"image-off"_s), tr("Theme"));
    Theme &theme = m_window.services().theme;
    auto *themeGroup = new QActionGroup(this);
    const QStringList themeNames{tr("As the desktop"), tr("Light"), tr("Dark")};
    for (int i = 0; i < themeNames.size(); ++i) {
        const auto mode = Theme::Mode(i);
        addChoice(themes, themeGroup, themeNames[i], theme.mode() == mode, [&theme, mode] {
            preferences::setTheme(mode);
            theme.setMode(mode);
        });
    }
    QMenu *languages = addMenu(ui::icon(u"languages"_s), tr("Language"));
    Language &language = m_window.services().language;
    auto *languageGroup = new QActionGroup(this);
    const QStringList languageNames{tr("As the desktop"), u"English"_s, u"日本語"_s};
    for (int i = 0; i < languageNames.size(); ++i) {
        const auto choice = preferences::LanguageChoice(i);
        addChoice(languages, languageGroup, languageNames[i], language.choice() == choice, [&language, choice] {
            preferences::setLanguage(choice);
            language.choose(choice);
        });
    }
}

void MainMenu::showPageActions()
{
    m_pageActions->clear();
    m_pageActions->addActions(m_window.currentPage()->actions());
    m_pageActions->setEnabled(!m_window.currentPage()->actions().isEmpty());
}

// The keys of this page first, then those of the window.
void MainMenu::showKeys()
{
    auto *dialog = new QDialog(&m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Keys"));
    auto *page = new FactGrid, *window = new FactGrid;
    const auto add = [](FactGrid *grid, const QList<QAction *> &actions) {
        for (const QAction *action : actions) {
            if (!action->shortcut().isEmpty())
                grid->add(action->shortcut().toString(QKeySequence::NativeText), action->text());
        }
    };
    add(page, m_window.currentPage()->actions());
    add(window, m_window.actions());
    auto *all = column(dialog, 20, 8);
    all->addWidget(new TextLabel(m_window.currentPage()->title(), TextRole::DetailTitle));
    all->addWidget(paragraph(m_window.currentPage()->question(), TextRole::Body, Ink::Muted));
    if (!m_window.currentPage()->actions().isEmpty()) {
        all->addWidget(heading(tr("In the list of this page")));
        all->addWidget(page);
    }
    all->addWidget(heading(tr("Everywhere")));
    all->addWidget(window);
    QPushButton *close = button(tr("Close"));
    connect(close, &QPushButton::clicked, dialog, &QDialog::accept);
    all->addWidget(close, 0, Qt::AlignRight);
    dialog->open();
}

} // namespace ui
