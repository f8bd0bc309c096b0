#include "support/testwindow.h"
#include "ui/pages/page.h"
#include "ui/pages/samplerow.h"
#include "ui/pages/senderform.h"
#include "ui/pages/senderspage.h"
#include "ui/widgets/question.h"
#include "ui/widgets/statestack.h"
#include "ui/widgets/tableview.h"
#include "ui/widgets/textlabel.h"

#include <QComboBox>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QRadioButton>
#include <QTest>

using namespace Qt::StringLiterals;
using Mood = MoodyAdministration::Mood;
using State = ui::StateStack::State;

namespace {

/// The stack around the page's main list.
ui::StateStack *mainStack(const TestWindow &world)
{
    const QList<ui::StateStack *> stacks = world.window.currentPage()->findChildren<ui::StateStack *>();
    for (ui::StateStack *stack : stacks) {
        if (!stack->parentWidget() || !stack->isVisible())
            continue;
        return stack;
    }
    return nullptr;
}

} // namespace

/// Every page before a gateway that answers, is slow, is empty, fails or goes away.
class tst_Pages : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void fourStates_data();
    void fourStates();
    void gatewayThatGoesAndComesBack();
    void mailArrivesLive();
    void filterAsksTheGateway();
    void dangerousMailIsNotReleasedByOneClick();
    void harmlessMailIsReleasedAtOnce();
    void deletingAsksAndTellsTheOutcome();
    void queueActsAndSaysSo();
    void outageIsToldInTheQueue();
    void samplesAreSentOneByOne();
    void senderIsCheckedBeforeItIsAdded();
    void senderIsRemovedAndPutBack();
    void tableIsLookedAtBeforeItIsImported();
    void messageOpensTheFormForItsSender();
};

void tst_Pages::fourStates_data()
{
    QTest::addColumn<QString>("page");
    for (const char *page : {"mail", "quarantine", "queue", "senders", "directory", "tls", "testlab"})
        QTest::newRow(page) << QString::fromLatin1(page);
}

void tst_Pages::fourStates()
{
    QFETCH(const QString, page);
    TestWindow world;
    MoodyAdministration &administration = world.gateway.administration;
    administration.setMood(Mood::Silent);
    QVERIFY(world.connect());
    world.window.openPage(page);
    world.window.currentPage()->refresh();
    QVERIFY(waitFor([&] { return mainStack(world) && mainStack(world)->state() == State::Loading; }));

    administration.setMood(Mood::Filled);
    QVERIFY(waitFor([&] { return mainStack(world)->state() == State::Filled; }));

    if (page != "testlab"_L1) { // Samples do not change while a gateway runs.
        administration.setMood(Mood::Empty);
        world.window.currentPage()->refresh();
        QVERIFY(waitFor([&] { return mainStack(world)->state() == State::Empty; }));
        administration.setMood(Mood::Filled);
        world.window.currentPage()->refresh();
        QVERIFY(waitFor([&] { return mainStack(world)->state() == State::Filled; }));
    }
    administration.failWith(gateway::Error{gateway::Error::Kind::Io, u"The disk is on fire"_s});
    world.window.currentPage()->refresh();
    const auto isFailed = [&] {
        const QList<ui::StateStack *> stacks = world.window.currentPage()->findChildren<ui::StateStack *>();
        return std::ranges::any_of(stacks, [](const ui::StateStack *stack) { return stack->state() == State::Failed; });
    };
    QVERIFY(waitFor(isFailed));
    QVERIFY(hasText(*world.window.currentPage(), u"The disk is on fire"_s)); // The cause, and the last data stay below it.
    QVERIFY(hasText(*world.window.currentPage(), u"What you see is from"_s));
    administration.failWith({});
    QVERIFY(waitFor([&] { return buttonNamed(*world.window.currentPage(), u"Try again"_s) != nullptr; }));
    for (QPushButton *button : world.window.currentPage()->findChildren<QPushButton *>()) {
        if (button->isVisible() && button->text() == "Try again"_L1)
            button->click();
    }
    QVERIFY(waitFor([&] { return !isFailed(); }));
}

void tst_Pages::gatewayThatGoesAndComesBack()
{
    TestWindow world;
    QVERIFY(world.connect());
    world.gateway.stop();
    QVERIFY(waitFor([&] { return world.link.state() == ui::GatewayLink::State::Lost; }));
    QVERIFY(hasText(world.window, u"The gateway has not answered since"_s));
    world.gateway.start(); // On another port.
    QVERIFY(waitFor([&] { return world.link.state() == ui::GatewayLink::State::Connected; }));
    QVERIFY(waitFor([&] { return !hasText(world.window, u"The gateway has not answered since"_s); }));
}

void tst_Pages::mailArrivesLive()
{
    TestWindow world;
    QVERIFY(world.connect());
    auto *table = world.window.currentPage()->findChild<ui::TableView *>();
    QVERIFY(waitFor([&] { return table->model()->rowCount() > 0; }));
    QVERIFY(waitFor([&] { return world.gateway.administration.subscriptions() > 0; }));
    const int before = table->model()->rowCount();
    gateway::admin::Message message;
    message.id = u"new1"_s;
    message.received = QDateTime::currentDateTimeUtc();
    message.subject = u"Just now"_s;
    world.gateway.administration.emitEvent({.number = 1, .type = u"message"_s, .data = message.toJson()});
    QVERIFY(waitFor([&] { return table->model()->rowCount() == before + 1; }));
    QCOMPARE(table->model()->index(0, 4).data().toString(), u"Just now"_s);
    message.fate = gateway::Fate::Quarantined; // The same message changes its fate: no second row.
    world.gateway.administration.emitEvent({.number = 2, .type = u"message"_s, .data = message.toJson()});
    QVERIFY(waitFor([&] { return table->model()->index(0, 1).data().toString() == "Quarantined"_L1; }));
    QCOMPARE(table->model()->rowCount(), before + 1);
}

void tst_Pages::filterAsksTheGateway()
{
    TestWindow world;
    QVERIFY(world.connect());
    auto *table = world.window.currentPage()->findChild<ui::TableView *>();
    QVERIFY(waitFor([&] { return table->model()->rowCount() > 0; }));
    world.window.openPage(u"mail"_s, u"filter:fate:rejected"_s);
    const auto onlyRefused = [&] {
        for (int row = 0; row < table->model()->rowCount(); ++row) {
            if (table->model()->index(row, 1).data().toString() != "Refused"_L1)
                return false;
        }
        return table->model()->rowCount() > 0;
    };
    QVERIFY(waitFor(onlyRefused));
    world.window.openPage(u"mail"_s, u"filter:no-such-word-anywhere"_s);
    QVERIFY(waitFor([&] { return hasText(world.window, u"No mail matches."_s); }));
    buttonNamed(*world.window.currentPage(), u"Clear the filter"_s)->click();
    QVERIFY(waitFor([&] { return table->model()->rowCount() > 2; }));
}

void tst_Pages::dangerousMailIsNotReleasedByOneClick()
{
    TestWindow world;
    world.gateway.administration.changeQuarantine = [](gateway::admin::QuarantineItem &item) { item.messageClass = gateway::MessageClass::Phishing; };
    QVERIFY(world.connect());
    world.window.openPage(u"quarantine"_s);
    QVERIFY(waitFor([&] { return buttonNamed(*world.window.currentPage(), u"Release"_s) != nullptr; }));
    QVERIFY(buttonNamed(*world.window.currentPage(), u"Delete"_s)->isDefault());
    buttonNamed(*world.window.currentPage(), u"Release"_s)->click();
    auto *question = world.window.findChild<ui::Question *>();
    QVERIFY(question);
    QVERIFY(buttonNamed(*question, u"Delete 1 mail"_s)->isDefault()); // Enter deletes; it never releases.
    QVERIFY(!buttonNamed(*question, u"Release 1 mail"_s)->isDefault());
    QVERIFY(!world.gateway.administration.calls().join(u' ').contains("releaseFromQuarantine"_L1));
    buttonNamed(*question, u"Keep it held"_s)->click();
    QVERIFY(!world.gateway.administration.calls().join(u' ').contains("releaseFromQuarantine"_L1));
}

void tst_Pages::harmlessMailIsReleasedAtOnce()
{
    TestWindow world;
    world.gateway.administration.changeQuarantine = [](gateway::admin::QuarantineItem &item) { item.messageClass = gateway::MessageClass::Spam; };
    QVERIFY(world.connect());
    world.window.openPage(u"quarantine"_s);
    QVERIFY(waitFor([&] { return buttonNamed(*world.window.currentPage(), u"Release"_s) != nullptr; }));
    buttonNamed(*world.window.currentPage(), u"Release"_s)->click();
    QVERIFY(waitFor([&] { return hasText(world.window, u"1 mail released."_s); }));
}

void tst_Pages::deletingAsksAndTellsTheOutcome()
{
    TestWindow world;
    QVERIFY(world.connect());
    world.window.openPage(u"quarantine"_s);
    auto *list = world.window.currentPage()->findChild<QListView *>();
    QVERIFY(waitFor([&] { return list->model()->rowCount() > 1; }));
    const int before = list->model()->rowCount();
    for (int row = 0; row < 2; ++row)
        list->model()->setData(list->model()->index(row, 0), Qt::Checked, Qt::CheckStateRole);
    list->setFocus();
    QTest::keyClick(list, Qt::Key_D);
    auto *question = world.window.findChild<ui::Question *>();
    QVERIFY(question);
    buttonNamed(*question, u"Delete 2 mails"_s)->click();
    QVERIFY(waitFor([&] { return hasText(world.window, u"2 mails deleted."_s); }));
    QVERIFY(waitFor([&] { return list->model()->rowCount() == before - 2; }));
}

void tst_Pages::queueActsAndSaysSo()
{
    TestWindow world;
    QVERIFY(world.connect());
    world.window.openPage(u"queue"_s);
    auto *table = world.window.currentPage()->findChild<ui::TableView *>();
    QVERIFY(waitFor([&] { return table->model()->rowCount() > 0; }));
    QVERIFY(!buttonNamed(*world.window.currentPage(), u"Hold"_s)->isEnabled()); // Nothing is selected yet.
    table->selectRow(0);
    buttonNamed(*world.window.currentPage(), u"Hold"_s)->click();
    QVERIFY(waitFor([&] { return hasText(world.window, u"The mail is held until you resume it."_s); }));
    QVERIFY(waitFor([&] { return buttonNamed(*world.window.currentPage(), u"Resume"_s) != nullptr; }));
    world.gateway.administration.failWith(gateway::Error{gateway::Error::Kind::Io, u"The queue is read-only"_s});
    buttonNamed(*world.window.currentPage(), u"Try now"_s)->click();
    QVERIFY(waitFor([&] { return hasText(world.window, u"The queue is read-only"_s); }));
}

void tst_Pages::outageIsToldInTheQueue()
{
    TestWindow world;
    world.gateway.administration.changeStatus = [](gateway::admin::Status &status) { status.isNextHopUp = false; };
    QVERIFY(world.connect());
    world.window.openPage(u"queue"_s);
    QVERIFY(waitFor([&] { return hasText(world.window, u"does not answer. Mail is kept here, nothing is lost."_s); }));
}

void tst_Pages::samplesAreSentOneByOne()
{
    TestWindow world;
    QVERIFY(world.connect());
    world.window.openPage(u"testlab"_s);
    QVERIFY(waitFor([&] { return !world.window.findChildren<ui::SampleRow *>().isEmpty(); }));
    const QList<ui::SampleRow *> rows = world.window.findChildren<ui::SampleRow *>();
    buttonNamed(*world.window.currentPage(), u"Send all %1"_s.arg(rows.size()))->click();
    QVERIFY(waitFor([&] { return std::ranges::all_of(rows, [](const ui::SampleRow *row) { return row->state() == ui::SampleRow::State::AsExpected; }); }));
}

void tst_Pages::senderIsCheckedBeforeItIsAdded()
{
    TestWindow world;
    QVERIFY(world.connect());
    world.window.openPage(u"senders"_s);
    ui::Page &page = *world.window.currentPage();
    QVERIFY(waitFor([&] { return mainStack(world) && mainStack(world)->state() == State::Filled; }));
    auto *form = page.findChild<ui::SenderForm *>();
    QVERIFY(!form->isVisible());
    buttonNamed(page, u"Add …"_s)->click();
    QVERIFY(form->isVisible());
    QVERIFY(!buttonNamed(*form, u"Block sender"_s)->isEnabled()); // Nobody is named yet.
    auto *sender = qobject_cast<QLineEdit *>(form->firstField());
    QVERIFY(sender->hasFocus());
    QTest::keyClicks(sender, u"nonsense"_s);
    QVERIFY(waitFor([&] { return hasText(*form, u"“nonsense” is no sender. Write an address"_s); }));
    QVERIFY(!buttonNamed(*form, u"Block sender"_s)->isEnabled());
    sender->selectAll();
    QTest::keyClicks(sender, u"*@partner.example.org"_s);
    QVERIFY(waitFor([&] { return hasText(*form, u"contradicts"_s); }));
    QVERIFY(hasText(*form, u"The block counts."_s));
    QVERIFY(!hasText(*form, u"is no sender"_s));
    QVERIFY(!world.gateway.administration.calls().contains(u"addSender *@partner.example.org"_s));
    form->findChildren<QRadioButton *>().last()->click();
    QVERIFY(buttonNamed(*form, u"Allow sender"_s));
    QVERIFY(waitFor([&] { return hasText(*form, u"is there already"_s); }));
    form->findChildren<QRadioButton *>().first()->click();
    form->findChild<QComboBox *>()->setCurrentIndex(2);
    QVERIFY(!buttonNamed(*form, u"Block sender"_s)->isEnabled()); // Whose mail is not said yet.
    form->findChild<QComboBox *>()->setCurrentIndex(0);
    QVERIFY(waitFor([&] { return hasText(*form, u"contradicts"_s); }));
    QTest::keyClick(sender, Qt::Key_Return);
    QVERIFY(waitFor([&] { return !form->isVisible(); }));
    QVERIFY(world.gateway.administration.calls().contains(u"addSender *@partner.example.org"_s));
    QVERIFY(hasText(page, u"*@partner.example.org is blocked."_s));
    auto *table = page.findChild<ui::TableView *>();
    QVERIFY(waitFor([&] { return table->model()->rowCount() == 5; }));
    QVERIFY(waitFor([&] { return table->currentId() == "block\n*@partner.example.org\n*"_L1; }));
    // What goes wrong is told, and nothing that was written is lost.
    buttonNamed(page, u"Add …"_s)->click();
    QTest::keyClicks(sender, u"a@example.net"_s);
    QVERIFY(waitFor([&] { return hasText(*form, u"No other entry touches this mail."_s); }));
    world.gateway.administration.failWith(gateway::Error{gateway::Error::Kind::Io, u"The disk is on fire"_s});
    buttonNamed(*form, u"Block sender"_s)->click();
    QVERIFY(waitFor([&] { return hasText(*form, u"The disk is on fire"_s); }));
    QCOMPARE(form->entry().sender, u"a@example.net"_s);
    QVERIFY(page.cancel());
    QVERIFY(!form->isVisible() && !page.cancel());
}

void tst_Pages::senderIsRemovedAndPutBack()
{
    TestWindow world;
    QVERIFY(world.connect());
    world.window.openPage(u"senders"_s);
    ui::Page &page = *world.window.currentPage();
    auto *table = page.findChild<ui::TableView *>();
    QVERIFY(waitFor([&] { return table->model()->rowCount() == 4; }));
    QVERIFY(!buttonNamed(page, u"Remove"_s)->isEnabled());
    table->selectRow(1);
    buttonNamed(page, u"Remove"_s)->click();
    QVERIFY(waitFor([&] { return table->model()->rowCount() == 3; }));
    QVERIFY(hasText(page, u"Removed: offers@example.net, blocked for everyone here."_s));
    QVERIFY(world.gateway.administration.calls().contains(u"removeSender offers@example.net"_s));
    QVERIFY(waitFor([&] { return buttonNamed(page, u"Undo"_s) != nullptr; }));
    buttonNamed(page, u"Undo"_s)->click();
    QVERIFY(waitFor([&] { return table->model()->rowCount() == 4; }));
    QVERIFY(world.gateway.administration.calls().contains(u"addSender offers@example.net"_s));
    QVERIFY(waitFor([&] { return hasText(page, u"Put back: offers@example.net"_s); }));
    QVERIFY(!buttonNamed(page, u"Undo"_s));
}

void tst_Pages::tableIsLookedAtBeforeItIsImported()
{
    TestWindow world;
    QVERIFY(world.connect());
    world.window.openPage(u"senders"_s);
    auto &page = static_cast<ui::SendersPage &>(*world.window.currentPage());
    QVERIFY(waitFor([&] { return mainStack(world) && mainStack(world)->state() == State::Filled; }));
    page.importTable(u"senders.csv"_s, "nonsense");
    QVERIFY(waitFor([&] { return hasText(page, u"write allow or block"_s); }));
    QVERIFY(!buttonNamed(page, u"Import"_s)->isEnabled());
    const QByteArray table = "allow,a@example.net,*,\r\n";
    page.importTable(u"senders.csv"_s, table);
    QVERIFY(waitFor([&] { return hasText(page, u"contradicts"_s); }));
    QVERIFY(!hasText(page, u"write allow or block"_s));
    QVERIFY(waitFor([&] { return hasText(page, u"Entries afterwards"_s); }));
    const QStringList calls = world.gateway.administration.calls();
    QVERIFY(calls.contains(u"checkImport 24 octets"_s) && !calls.contains(u"importSenders 24 octets"_s));
    for (QRadioButton *each : page.findChildren<QRadioButton *>()) {
        if (each->isVisible() && each->text() == "Put them in place of the lists"_L1)
            each->click();
    }
    QVERIFY(waitFor([&] { return buttonNamed(page, u"Import, and remove 4"_s) != nullptr; }));
    buttonNamed(page, u"Import, and remove 4"_s)->click();
    QVERIFY(waitFor([&] { return hasText(page, u"The table was imported: 2 new, 4 removed."_s); }));
    QVERIFY(world.gateway.administration.calls().contains(u"replaceSenders 24 octets"_s));
}

void tst_Pages::messageOpensTheFormForItsSender()
{
    TestWindow world;
    world.gateway.administration.changeMessage = [](gateway::admin::Message &message) {
        message.sender = u"bounce@lists.example"_s;
        message.headerFrom = u"\"<fake@example.net>\" <ann@partner.example>"_s;
        message.recipients = message.recipients.first(1);
    };
    QVERIFY(world.connect());
    auto *table = world.window.currentPage()->findChild<ui::TableView *>();
    QVERIFY(waitFor([&] { return table->model()->rowCount() > 0; }));
    table->selectRow(0);
    QVERIFY(waitFor([&] { return buttonNamed(*world.window.currentPage(), u"Block sender …"_s) != nullptr; }));
    buttonNamed(*world.window.currentPage(), u"Block sender …"_s)->click();
    QCOMPARE(world.window.currentPage()->id(), u"senders"_s);
    auto *form = world.window.currentPage()->findChild<ui::SenderForm *>();
    QVERIFY(form->isVisible());
    QCOMPARE(form->entry().action, u"block"_s);
    QCOMPARE(form->entry().sender, u"ann@partner.example"_s);
    QVERIFY(form->entry().scope.contains(u'@')); // For this recipient, until more is asked for.
    QVERIFY(!world.gateway.administration.calls().contains(u"addSender ann@partner.example"_s));
}

QTEST_MAIN(tst_Pages)
#include "tst_pages.moc"
