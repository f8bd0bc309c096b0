// Renders the window with example data into PNG files, to be looked at: ui_screenshots DIRECTORY [NAME...]
#include "support/testwindow.h"
#include "ui/pages/page.h"
#include "ui/pages/senderspage.h"
#include "ui/shell/commandpalette.h"
#include "ui/widgets/question.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QDir>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QTabBar>
#include <QTest>

using namespace Qt::StringLiterals;
using ui::preferences::LanguageChoice;

namespace {

struct Look {
    QString name;
    ui::Theme::Mode mode;
    LanguageChoice language;
};

void settle(int milliseconds = 350)
{
    QTest::qWait(milliseconds);
}

class Camera
{
public:
    Camera(QString directory, QStringList wanted) : m_directory(std::move(directory)), m_wanted(std::move(wanted)) {}

    void take(QWidget &widget, const QString &name)
    {
        const bool isWanted = m_wanted.isEmpty() || std::ranges::any_of(m_wanted, [&name](const QString &part) { return name.contains(part); });
        if (isWanted)
            widget.grab().save(m_directory + u'/' + name + u".png"_s);
    }

private:
    QString m_directory;
    QStringList m_wanted;
};

void selectRow(const QWidget &page, int row)
{
    if (auto *view = page.findChild<QAbstractItemView *>())
        view->setCurrentIndex(view->model()->index(row, 0));
}

void takeSenders(TestWindow &world, Camera &camera, const QString &look)
{
    const auto form = [&](const gateway::admin::SenderListEntry &entry, const QString &name) {
        world.window.openPage(u"senders"_s, ui::senderDoor(entry));
        settle(800);
        camera.take(world.window, u"senders-"_s + name + u'-' + look);
    };
    form({u"block"_s, u"*@partner.example.org"_s, u"*"_s, {}, {}}, u"form"_s);
    form({u"allow"_s, u"a-very-long-name-of-some-department@a-subdomain.of-another-organisation.example.net"_s, u"alice@example.com"_s, u"Their orders were held"_s, {}},
         u"allow"_s);
    form({u"block"_s, u"nonsense"_s, u"*"_s, {}, {}}, u"wrong"_s);
    static_cast<ui::SendersPage *>(world.window.currentPage())->importTable(u"senders-of-the-old-gateway.csv"_s, "x");
    settle(500);
    camera.take(world.window, u"senders-import-"_s + look);
    world.window.currentPage()->cancel();
}

void takePages(TestWindow &world, Camera &camera, const QString &look)
{
    const QStringList ids = world.window.pageIds();
    for (const QString &id : ids) {
        world.window.openPage(id);
        settle();
        camera.take(world.window, id + u'-' + look);
    }
    world.window.openPage(u"mail"_s);
    for (const int row : {1, 4, 6}) {
        selectRow(*world.window.currentPage(), row);
        settle();
        camera.take(world.window, u"mail-message%1-"_s.arg(row) + look);
    }
    const QList<QTabBar *> tabs = world.window.findChildren<QTabBar *>();
    for (int tab = 1; tab < 4; ++tab) {
        tabs.first()->setCurrentIndex(tab);
        settle(100);
        camera.take(world.window, u"mail-tab%1-"_s.arg(tab) + look);
    }
    tabs.first()->setCurrentIndex(2);
    selectRow(*world.window.currentPage(), 4); // A forged one.
    settle();
    camera.take(world.window, u"mail-forged-"_s + look);
    tabs.first()->setCurrentIndex(0);
    world.window.openPage(u"testlab"_s);
    settle();
    for (QPushButton *button : world.window.currentPage()->findChildren<QPushButton *>()) {
        if (button->isDefault())
            button->click();
    }
    settle(1500);
    camera.take(world.window, u"testlab-sent-"_s + look);
    world.window.openPage(u"quarantine"_s);
    selectRow(*world.window.currentPage(), 2);
    settle();
    camera.take(world.window, u"quarantine-third-"_s + look);
    takeSenders(world, camera, look);
    world.window.openSearch();
    settle(100);
    camera.take(world.window, u"search-"_s + look);
    world.window.findChild<ui::CommandPalette *>()->hide();
}

/// Presses the button that is shown with an icon: words differ by language.
void pressIcon(const QWidget &page, const QString &iconName)
{
    const QList<QPushButton *> buttons = page.findChildren<QPushButton *>();
    const auto it = std::ranges::find_if(buttons, [&iconName](const QPushButton *button) { return button->isVisible() && button->icon().name() == iconName; });
    if (it != buttons.end())
        (*it)->click();
    settle();
}

void takeTabs(TestWindow &world, Camera &camera, const QString &look)
{
    for (const QString &tab : {u"sources"_s, u"people"_s, u"domains"_s, u"imports"_s, u"guesses"_s}) {
        world.window.openPage(u"directory"_s, tab == u"people"_s ? u"people:ceo@example.com"_s : tab);
        settle();
        camera.take(world.window, u"directory-"_s + tab + u'-' + look);
        if (tab == u"domains"_s) {
            pressIcon(*world.window.currentPage(), u"pencil"_s);
            camera.take(world.window, u"directory-domainform-"_s + look);
            (void)world.window.currentPage()->cancel();
        }
    }
    world.window.openPage(u"directory"_s, u"sources"_s);
    settle();
    pressIcon(*world.window.currentPage(), u"eye"_s);
    camera.take(world.window, u"directory-difference-"_s + look);
    pressIcon(*world.window.currentPage(), u"check"_s);
    if (auto *question = world.window.findChild<ui::Question *>()) {
        camera.take(*question, u"directory-question-"_s + look);
        question->reject();
    }
    (void)world.window.currentPage()->cancel();
    pressIcon(*world.window.currentPage(), u"plus"_s);
    camera.take(world.window, u"directory-add-"_s + look);
    pressIcon(*world.window.currentPage(), u"flask-conical"_s);
    camera.take(world.window, u"directory-missing-"_s + look);
    (void)world.window.currentPage()->cancel();
    settle();
    selectRow(*world.window.currentPage(), 0);
    pressIcon(*world.window.currentPage(), u"pencil"_s);
    pressIcon(*world.window.currentPage(), u"flask-conical"_s);
    camera.take(world.window, u"directory-tested-"_s + look);
    (void)world.window.currentPage()->cancel();
    for (const QString &tab : {u"checks"_s, u"clients"_s, u"blocklists"_s, u"limits"_s, u"explain"_s}) {
        world.window.openPage(u"defence"_s, tab == u"explain"_s ? u"explain:203.0.113.9"_s : tab);
        settle();
        if (tab == u"blocklists"_s)
            pressIcon(*world.window.currentPage(), u"rotate-cw"_s);
        camera.take(world.window, u"defence-"_s + tab + u'-' + look);
        if (tab == u"blocklists"_s) {
            pressIcon(*world.window.currentPage(), u"plus"_s);
            camera.take(world.window, u"defence-listform-"_s + look);
            (void)world.window.currentPage()->cancel();
        }
    }
    world.window.openPage(u"defence"_s, u"clients:198.51.100.0/28"_s);
    settle(600);
    pressIcon(*world.window.currentPage(), u"plus"_s);
    camera.take(world.window, u"defence-conflict-"_s + look);
    world.window.openPage(u"defence"_s, u"checks"_s);
    settle();
    if (auto *area = world.window.currentPage()->findChild<QScrollArea *>())
        area->verticalScrollBar()->setValue(area->verticalScrollBar()->maximum());
    settle();
    camera.take(world.window, u"defence-checks-below-"_s + look);
    pressIcon(*world.window.currentPage(), u"undo-2"_s);
}

void takeStates(TestWindow &world, Camera &camera, const QString &look)
{
    const QStringList ids = world.window.pageIds();
    world.gateway.administration.setMood(MoodyAdministration::Mood::Empty);
    for (const QString &id : ids) {
        world.window.openPage(id);
        world.window.currentPage()->refresh();
        settle();
        camera.take(world.window, u"empty-"_s + id + u'-' + look);
    }
    world.gateway.administration.setMood(MoodyAdministration::Mood::Filled);
    world.gateway.administration.changeStatus = [](gateway::admin::Status &status) {
        status.isNextHopUp = false;
        status.health = u"attention"_s;
    };
    world.window.openPage(u"queue"_s);
    world.link.refresh();
    settle();
    camera.take(world.window, u"queue-outage-"_s + look);
    world.gateway.administration.failWith(gateway::Error{gateway::Error::Kind::Io, u"The database is locked by another program"_s});
    for (const QString &id : ids) {
        world.window.openPage(id);
        world.window.currentPage()->refresh();
        settle();
        camera.take(world.window, u"failed-"_s + id + u'-' + look);
    }
    world.gateway.administration.failWith({});
    world.gateway.stop();
    world.window.openPage(u"mail"_s);
    settle(2600);
    camera.take(world.window, u"lost-"_s + look);
    world.link.disconnectFrom();
    settle();
    camera.take(world.window, u"start-"_s + look);
}

} // namespace

int main(int argc, char *argv[])
{
    QApplication application(argc, argv);
    const QStringList arguments = QApplication::arguments();
    if (arguments.size() < 2 || !QDir().mkpath(arguments[1])) {
        qWarning("usage: ui_screenshots DIRECTORY [NAME...]");
        return 2;
    }
    Camera camera(arguments[1], arguments.mid(2));
    const QList<Look> looks{{u"light"_s, ui::Theme::Mode::Light, LanguageChoice::English},
                            {u"dark"_s, ui::Theme::Mode::Dark, LanguageChoice::English},
                            {u"light-ja"_s, ui::Theme::Mode::Light, LanguageChoice::Japanese},
                            {u"dark-ja"_s, ui::Theme::Mode::Dark, LanguageChoice::Japanese}};
    for (const Look &look : looks) {
        TestWindow world;
        world.theme.setMode(look.mode);
        world.language.choose(look.language);
        if (!world.connect())
            return 1;
        settle();
        takePages(world, camera, look.name);
        takeTabs(world, camera, look.name);
        if (look.name == u"light"_s || look.name == u"dark-ja"_s)
            takeStates(world, camera, look.name);
    }
    return 0;
}
