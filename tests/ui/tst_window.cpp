#include "support/testwindow.h"
#include "ui/models/roles.h"
#include "ui/pages/page.h"
#include "ui/shell/commandpalette.h"
#include "ui/shell/mainmenu.h"
#include "ui/shell/navigation.h"
#include "ui/shell/sidebar.h"
#include "ui/shell/statusstrip.h"
#include "ui/widgets/filterfield.h"
#include "ui/widgets/tableview.h"
#include "ui/widgets/textlabel.h"

#include <QLineEdit>
#include <QListView>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

/// The action of the window with a key, as the key itself would find it.
QAction *actionFor(const QWidget &window, const QString &key)
{
    const QList<QAction *> actions = window.actions();
    const auto it = std::ranges::find_if(actions, [&key](const QAction *action) { return action->shortcut() == QKeySequence(key); });
    return it == actions.end() ? nullptr : *it;
}

} // namespace

/// The window around the pages: keys, search, languages, themes, first start.
class tst_Window : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void startsWithAStartPage();
    void keysOpenPages_data();
    void keysOpenPages();
    void backAndForward();
    void filterBecomesTokens();
    void lettersActInTheListOnly();
    void escapeClosesTheMessage();
    void panesAreReachedByF6();
    void searchFindsPagesAndMessages();
    void languageChangesAtOnce();
    void narrowWindowFoldsTheSide();
    void menuHoldsEveryKey();
    void statusIsToldAtTheBottom();
};

void tst_Window::startsWithAStartPage()
{
    TestWindow world;
    QVERIFY(!world.window.findChild<ui::SideBar *>()->isVisible());
    QVERIFY(waitFor([&] {
        const QList<ui::TextLabel *> labels = world.window.findChildren<ui::TextLabel *>();
        return std::ranges::any_of(labels, [](const ui::TextLabel *label) { return label->isVisible() && label->text() == "Which gateway do you want to look at?"_L1; });
    }));
    QVERIFY(world.connect());
    QVERIFY(world.window.findChild<ui::SideBar *>()->isVisible());
}

void tst_Window::keysOpenPages_data()
{
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("page");
    QTest::newRow("1") << u"Ctrl+1"_s << u"mail"_s;
    QTest::newRow("2") << u"Ctrl+2"_s << u"quarantine"_s;
    QTest::newRow("3") << u"Ctrl+3"_s << u"queue"_s;
    QTest::newRow("4") << u"Ctrl+4"_s << u"defence"_s;
    QTest::newRow("5") << u"Ctrl+5"_s << u"senders"_s;
    QTest::newRow("6") << u"Ctrl+6"_s << u"directory"_s;
    QTest::newRow("7") << u"Ctrl+7"_s << u"tls"_s;
    QTest::newRow("8") << u"Ctrl+8"_s << u"testlab"_s;
    QTest::newRow("settings") << u"Ctrl+,"_s << u"settings"_s;
}

void tst_Window::keysOpenPages()
{
    QFETCH(const QString, key);
    TestWindow world;
    QVERIFY(world.connect());
    QAction *action = actionFor(world.window, key);
    QVERIFY(action);
    action->trigger();
    QTEST(world.window.currentPage()->id(), "page");
}

void tst_Window::backAndForward()
{
    TestWindow world;
    QVERIFY(world.connect());
    world.window.openPage(u"queue"_s);
    world.window.openPage(u"tls"_s);
    world.window.goBack();
    QCOMPARE(world.window.currentPage()->id(), u"queue"_s);
    world.window.goBack();
    QCOMPARE(world.window.currentPage()->id(), u"mail"_s);
    world.window.goBack(); // There is nothing before the first.
    QCOMPARE(world.window.currentPage()->id(), u"mail"_s);
    world.window.goForward();
    world.window.goForward();
    QCOMPARE(world.window.currentPage()->id(), u"tls"_s);
}

void tst_Window::filterBecomesTokens()
{
    TestWindow world;
    QVERIFY(world.connect());
    auto *filter = world.window.findChild<ui::FilterField *>();
    auto *edit = filter->findChild<QLineEdit *>();
    actionFor(world.window, u"Ctrl+F"_s)->trigger();
    QVERIFY(edit->hasFocus());
    QTest::keyClicks(edit, u"to:alice invoice fate:refused "_s);
    QCOMPARE(filter->filter().tokens, (QList<ui::FilterToken>{{u"to"_s, u"alice"_s}, {u"fate"_s, u"refused"_s}}));
    QCOMPARE(filter->filter().words, u"invoice"_s);
    edit->clear();
    QTest::keyClick(edit, Qt::Key_Backspace); // With no words left it takes the last token.
    QCOMPARE(filter->filter().tokens.size(), 1);
    QTest::keyClick(edit, Qt::Key_Escape);
    QCOMPARE(filter->filter(), ui::FilterText());
}

void tst_Window::lettersActInTheListOnly()
{
    TestWindow world;
    QVERIFY(world.connect());
    auto *table = world.window.currentPage()->findChild<ui::TableView *>();
    QVERIFY(waitFor([&] { return table->model()->rowCount() > 2; }));
    table->selectRow(0);
    table->setFocus();
    QTest::keyClick(table, Qt::Key_J);
    QCOMPARE(table->currentIndex().row(), 1);
    QTest::keyClick(table, Qt::Key_K);
    QCOMPARE(table->currentIndex().row(), 0);
    auto *edit = world.window.findChild<ui::FilterField *>()->findChild<QLineEdit *>();
    edit->setFocus();
    QTest::keyClicks(edit, u"jk"_s);
    QCOMPARE(edit->text(), u"jk"_s);
    QCOMPARE(table->currentIndex().row(), 0);
}

void tst_Window::escapeClosesTheMessage()
{
    TestWindow world;
    QVERIFY(world.connect());
    auto *table = world.window.currentPage()->findChild<ui::TableView *>();
    QVERIFY(waitFor([&] { return table->model()->rowCount() > 2; }));
    table->selectRow(1);
    QVERIFY(waitFor([&] { return !world.window.currentPage()->place().value(u"message"_s).toString().isEmpty(); }));
    QTest::keyClick(table, Qt::Key_Escape);
    QVERIFY(world.window.currentPage()->place().value(u"message"_s).toString().isEmpty());
    QVERIFY(!table->currentIndex().isValid());
}

void tst_Window::panesAreReachedByF6()
{
    TestWindow world;
    QVERIFY(world.connect());
    auto *table = world.window.currentPage()->findChild<ui::TableView *>();
    QVERIFY(waitFor([&] { return table->isVisible() && table->model()->rowCount() > 0; }));
    world.window.activateWindow();
    world.window.findChild<ui::Navigation *>()->setFocus();
    world.window.moveToPane(1);
    QVERIFY(world.window.findChild<ui::FilterField *>()->findChild<QLineEdit *>()->hasFocus());
    world.window.moveToPane(1);
    QVERIFY(table->hasFocus());
    world.window.moveToPane(-1);
    QVERIFY(world.window.findChild<ui::FilterField *>()->findChild<QLineEdit *>()->hasFocus());
}

void tst_Window::searchFindsPagesAndMessages()
{
    TestWindow world;
    QVERIFY(world.connect());
    actionFor(world.window, u"Ctrl+K"_s)->trigger();
    auto *palette = world.window.findChild<ui::CommandPalette *>();
    QVERIFY(palette->isVisible());
    auto *edit = palette->findChild<QLineEdit *>();
    auto *list = palette->findChild<QListView *>();
    QTest::keyClicks(edit, u"queue"_s);
    QCOMPARE(list->model()->index(0, 0).data().toString(), u"Queue"_s);
    QTest::keyClick(edit, Qt::Key_Return);
    QCOMPARE(world.window.currentPage()->id(), u"queue"_s);
    QVERIFY(!palette->isVisible());
    world.window.openSearch();
    QTest::keyClicks(edit, u"quotes"_s);
    QVERIFY(waitFor([&] { return list->model()->rowCount() > 0 && list->model()->index(0, 0).data(ui::SecondLineRole).toString().contains("quotes"_L1); }));
    QTest::keyClick(edit, Qt::Key_Return);
    QCOMPARE(world.window.currentPage()->id(), u"mail"_s);
    QVERIFY(waitFor([&] { return !world.window.currentPage()->place().value(u"message"_s).toString().isEmpty(); }));
}

void tst_Window::languageChangesAtOnce()
{
    TestWindow world;
    QVERIFY(world.connect());
    world.window.openPage(u"mail"_s, u"filter:fate:rejected"_s);
    world.language.choose(ui::preferences::LanguageChoice::Japanese);
    QVERIFY(waitFor([&] { return world.window.currentPage() && world.window.currentPage()->title() == u"メール"_s; }));
    QCOMPARE(world.window.currentPage()->place().value(u"filter"_s).toString(), u"fate:rejected"_s); // What was being looked at stays.
    auto *table = world.window.currentPage()->findChild<ui::TableView *>();
    QCOMPARE(table->model()->headerData(1, Qt::Horizontal).toString(), u"処理結果"_s);
    world.language.choose(ui::preferences::LanguageChoice::English);
    QVERIFY(waitFor([&] { return world.window.currentPage()->title() == u"Mail"_s; }));
}

void tst_Window::narrowWindowFoldsTheSide()
{
    TestWindow world;
    QVERIFY(world.connect());
    auto *navigation = world.window.findChild<ui::Navigation *>();
    QVERIFY(!navigation->isCollapsed());
    world.window.resize(1040, 700);
    QVERIFY(waitFor([&] { return navigation->isCollapsed(); }));
    world.window.resize(1280, 800);
    QVERIFY(waitFor([&] { return !navigation->isCollapsed(); }));
}

void tst_Window::menuHoldsEveryKey()
{
    TestWindow world;
    QVERIFY(world.connect());
    for (const QString &key : {u"F10"_s, u"F5"_s, u"F6"_s, u"Shift+F6"_s, u"F1"_s, u"Ctrl+K"_s, u"Ctrl+F"_s, u"Alt+Left"_s, u"Alt+Right"_s, u"Ctrl+,"_s, u"Ctrl+Q"_s})
        QVERIFY2(actionFor(world.window, key), qPrintable(key));
    actionFor(world.window, u"F10"_s)->trigger();
    auto *menu = world.window.findChild<ui::MainMenu *>();
    QVERIFY(menu->isVisible());
    menu->close();
    QSet<QString> keys;
    const QList<QAction *> actions = world.window.actions();
    for (const QAction *action : actions) {
        if (action->shortcut().isEmpty())
            continue;
        QVERIFY2(!keys.contains(action->shortcut().toString()), qPrintable(action->shortcut().toString())); // No key has two meanings.
        keys.insert(action->shortcut().toString());
    }
}

void tst_Window::statusIsToldAtTheBottom()
{
    TestWindow world;
    world.gateway.administration.changeStatus = [](gateway::admin::Status &status) {
        status.health = u"good"_s;
        status.messagesPerMinute = 19;
        status.medianMilliseconds = 84;
        status.queued = 0;
    };
    QVERIFY(world.connect());
    const QStringList texts = world.window.findChild<ui::StatusStrip *>()->texts();
    QCOMPARE(texts.mid(0, 4), (QStringList{u"Serving"_s, u"19 messages/min"_s, u"median 84 ms"_s, u"queue 0"_s}));
    world.gateway.stop();
    QVERIFY(waitFor([&] { return world.window.findChild<ui::StatusStrip *>()->texts().first() == "No answer from the gateway"_L1; }));
}

QTEST_MAIN(tst_Window)
#include "tst_window.moc"
