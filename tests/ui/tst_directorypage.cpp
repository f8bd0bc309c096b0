#include "support/testwindow.h"
#include "tests/unit/admin/exampleparts.h"
#include "ui/models/changesmodel.h"
#include "ui/models/directorywords.h"
#include "ui/models/domainsmodel.h"
#include "ui/models/entriesmodel.h"
#include "ui/models/roles.h"
#include "ui/models/sourcesmodel.h"
#include "ui/pages/differenceview.h"
#include "ui/pages/page.h"
#include "ui/pages/sourceform.h"
#include "ui/pages/sourcestab.h"
#include "ui/widgets/choicebox.h"
#include "ui/widgets/question.h"
#include "ui/widgets/statestack.h"
#include "ui/widgets/tableview.h"

#include <QLineEdit>
#include <QPushButton>
#include <QTest>

using namespace Qt::StringLiterals;
using gateway::admin::DirectoryChange;
using gateway::admin::DirectoryDifference;
using gateway::admin::DirectoryLookup;
using Mood = MoodyAdministration::Mood;
using State = ui::StateStack::State;

/// The page "Directory": its tabs in all their states, and what is done there.
class tst_DirectoryPage : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void tabsHaveFourStates_data();
    void tabsHaveFourStates();
    void readingThatWaitsStandsOut();
    void applyingAsksForThoseWhoLoseTheirMail();
    void discardingAsks();
    void sourceIsTestedBeforeItIsSaved();
    void testThatFailsSaysWhy();
    void passwordIsNeverShown_L2();
    void unencryptedSourceIsWarnedOf();
    void presetChangesHintsOnly();
    void formIsNotLeftByMistake();
    void uploadShowsTheDifference();
    void fileThatIsNotThereIsSaid();
    void peopleAreFiltered();
    void lookupAnswersInASentence();
    void domainIsChanged();
    void guessesAreListed();
    void eventRefreshesTheSources();
    void disabledPeopleLoseTheirMail_data();
    void disabledPeopleLoseTheirMail();
    void lookupSentences_data();
    void lookupSentences();
    void changesSayFromAndTo();
};

void tst_DirectoryPage::tabsHaveFourStates_data()
{
    QTest::addColumn<QString>("tab");
    for (const char *tab : {"sources", "people", "domains", "imports", "guesses"})
        QTest::newRow(tab) << QString::fromLatin1(tab);
}

void tst_DirectoryPage::tabsHaveFourStates()
{
    QFETCH(const QString, tab);
    TestWindow world;
    MoodyAdministration &administration = world.gateway.administration;
    administration.setMood(Mood::Silent);
    QVERIFY(world.connect());
    world.window.openPage(u"directory"_s, tab);
    const auto stack = [&]() -> ui::StateStack * {
        const QList<ui::StateStack *> stacks = world.window.currentPage()->findChildren<ui::StateStack *>();
        const auto it = std::ranges::find_if(stacks, &QWidget::isVisible);
        return it == stacks.end() ? nullptr : *it;
    };
    const auto reaches = [&](State state) { return waitFor([&] { return stack() && stack()->state() == state; }); };
    if (tab != "domains"_L1) // Domains do not wait in the gateway of the test.
        QVERIFY(reaches(State::Loading));
    administration.setMood(Mood::Filled);
    QVERIFY(reaches(State::Filled));
    if (tab != "domains"_L1) {
        administration.setMood(Mood::Empty);
        world.window.currentPage()->refresh();
        QVERIFY(reaches(State::Empty));
        administration.setMood(Mood::Filled);
        world.window.currentPage()->refresh();
        QVERIFY(reaches(State::Filled));
        administration.failWith(gateway::Error{gateway::Error::Kind::Io, u"The disk is on fire"_s});
        world.window.currentPage()->refresh();
        QVERIFY(reaches(State::Failed));
        QVERIFY(hasText(*world.window.currentPage(), u"The disk is on fire"_s));
        QVERIFY(hasText(*world.window.currentPage(), u"What you see is from"_s));
        administration.failWith({});
        QVERIFY(waitFor([&] { return buttonNamed(world.window, u"Try again"_s) != nullptr; }));
        press(*world.window.currentPage(), u"Try again"_s);
        QVERIFY(reaches(State::Filled));
    }
}

void tst_DirectoryPage::readingThatWaitsStandsOut()
{
    TestWindow world;
    QVERIFY(world.connect());
    world.window.openPage(u"directory"_s);
    QVERIFY(waitFor([&] { return hasText(world.window, u"A reading of “warehouse” waits for approval: +1 −9 ~2"_s); }));
    QVERIFY(hasText(world.window, u"9 people would no longer get mail."_s));
    const QModelIndex state = tableOf<ui::SourcesModel>(world)->model()->index(1, ui::SourcesModel::State);
    QCOMPARE(state.data(ui::ChipRole).value<ui::Chip>().tone, ui::Tone::Attention);
}

void tst_DirectoryPage::applyingAsksForThoseWhoLoseTheirMail()
{
    TestWindow world;
    QVERIFY(world.connect());
    world.window.openPage(u"directory"_s);
    QVERIFY(waitFor([&] { return buttonNamed(world.window, u"Show the difference"_s) != nullptr; }));
    press(world.window, u"Show the difference"_s);
    QVERIFY(waitFor([&] { return hasRows<ui::ChangesModel>(world); }));
    QCOMPARE(tableOf<ui::ChangesModel>(world)->model()->index(0, ui::ChangesModel::Kind).data().toString(), u"Removed"_s);
    press(world.window, u"Apply …"_s);
    auto *question = world.window.findChild<ui::Question *>();
    QVERIFY(question);
    QVERIFY(hasText(*question, u"Stop the mail of 2 people?"_s));
    QVERIFY(buttonNamed(*question, u"Keep it waiting"_s)->isDefault()); // Enter stops nobody's mail.
    QVERIFY(!world.gateway.administration.calls().contains(u"approve warehouse"_s));
    press(*question, u"Apply, 2 people get no more mail"_s);
    QVERIFY(waitFor([&] { return world.gateway.administration.calls().contains(u"approve warehouse"_s); }));
    QVERIFY(waitFor([&] { return hasText(world.window, u"The reading of “warehouse” is in force"_s); }));
    QVERIFY(waitFor([&] { return !buttonNamed(world.window, u"Show the difference"_s); }));
}

void tst_DirectoryPage::discardingAsks()
{
    TestWindow world;
    QVERIFY(world.connect());
    world.window.openPage(u"directory"_s);
    QVERIFY(waitFor([&] { return buttonNamed(world.window, u"Show the difference"_s) != nullptr; }));
    press(world.window, u"Show the difference"_s);
    QVERIFY(waitFor([&] { return hasRows<ui::ChangesModel>(world); }));
    press(world.window, u"Discard …"_s);
    auto *question = world.window.findChild<ui::Question *>();
    QVERIFY(question);
    press(*question, u"Discard the reading"_s);
    QVERIFY(waitFor([&] { return world.gateway.administration.calls().contains(u"reject warehouse"_s); }));
}

void tst_DirectoryPage::sourceIsTestedBeforeItIsSaved()
{
    TestWindow world;
    QVERIFY(world.connect());
    world.window.openPage(u"directory"_s);
    QVERIFY(waitFor([&] { return hasRows<ui::SourcesModel>(world); }));
    press(world.window, u"Add a source"_s);
    press(world.window, u"Test"_s);
    QVERIFY(hasText(world.window, u"Name at least one server."_s)); // Nothing is asked before that.
    QVERIFY(!world.gateway.administration.calls().join(u' ').contains("testSource"_L1));
    field<QLineEdit>(world, u"Servers"_s)->setText(u"dc1.example.com, dc2.example.com"_s);
    field<QLineEdit>(world, u"Search below"_s)->setText(u"DC=example,DC=com"_s);
    press(world.window, u"Test"_s);
    QVERIFY(waitFor([&] { return hasText(world.window, u"The source can be read."_s); }));
    QVERIFY(hasText(world.window, u"ldap://dc1.example.com:389"_s));
    QVERIFY(hasText(world.window, u"CN=Printer"_s));
    QVERIFY(hasRows<ui::EntriesModel>(world));
    QCOMPARE(world.gateway.administration.directory().lastTested.servers, (QStringList{u"dc1.example.com"_s, u"dc2.example.com"_s}));
    QVERIFY(!world.gateway.administration.calls().join(u' ').contains("putSource"_L1));
    press(world.window, u"Save"_s);
    QVERIFY(waitFor([&] { return world.gateway.administration.calls().contains(u"putSource active-directory"_s); }));
    const gateway::admin::DirectorySource &put = world.gateway.administration.directory().lastPut;
    QCOMPARE(put.tls, u"starttls"_s);
    QCOMPARE(put.maxRemovedPercent, 10);
    QVERIFY(waitFor([&] { return tableOf<ui::SourcesModel>(world) && tableOf<ui::SourcesModel>(world)->model()->rowCount() == 3; }));
}

void tst_DirectoryPage::testThatFailsSaysWhy()
{
    TestWindow world;
    QVERIFY(world.connect());
    world.window.openPage(u"directory"_s);
    QVERIFY(waitFor([&] { return hasRows<ui::SourcesModel>(world); }));
    tableOf<ui::SourcesModel>(world)->selectRow(0);
    press(world.window, u"Edit"_s);
    world.gateway.administration.failWith(gateway::Error{gateway::Error::Kind::Timeout, u"dc1.example.com did not answer within 10 s."_s});
    press(world.window, u"Test"_s);
    QVERIFY(waitFor([&] { return hasText(world.window, u"dc1.example.com did not answer within 10 s."_s); }));
    press(world.window, u"Save"_s);
    QVERIFY(waitFor([&] { return hasText(world.window, u"The source was not saved."_s); }));
    QVERIFY(buttonNamed(world.window, u"Save"_s)->isEnabled()); // What was typed is still there.
    QCOMPARE(field<QLineEdit>(world, u"Servers"_s)->text(), u"dc1.example.com, dc2.example.com"_s);
}

void tst_DirectoryPage::passwordIsNeverShown_L2()
{
    TestWindow world;
    QVERIFY(world.connect());
    world.window.openPage(u"directory"_s);
    QVERIFY(waitFor([&] { return hasRows<ui::SourcesModel>(world); }));
    tableOf<ui::SourcesModel>(world)->selectRow(0);
    press(world.window, u"Edit"_s);
    const QList<QLineEdit *> edits = world.window.currentPage()->findChildren<QLineEdit *>();
    const auto secret = std::ranges::find_if(edits, [](const QLineEdit *edit) { return edit->echoMode() == QLineEdit::Password; });
    QVERIFY(secret != edits.end());
    QVERIFY((*secret)->text().isEmpty());
    QCOMPARE((*secret)->placeholderText(), u"stored"_s);
    press(world.window, u"Save"_s);
    QVERIFY(waitFor([&] { return world.gateway.administration.calls().contains(u"putSource head-office"_s); }));
    QCOMPARE(world.gateway.administration.directory().lastPut.password, QString()); // Empty keeps what is stored.
}

void tst_DirectoryPage::unencryptedSourceIsWarnedOf()
{
    TestWindow world;
    QVERIFY(world.connect());
    world.window.openPage(u"directory"_s);
    QVERIFY(waitFor([&] { return hasRows<ui::SourcesModel>(world); }));
    press(world.window, u"Add a source"_s);
    QVERIFY(!hasText(world.window, u"cross the network readable"_s));
    field<ui::ChoiceBox>(world, u"Encryption"_s)->setValue(u"none"_s);
    QVERIFY(waitFor([&] { return hasText(world.window, u"The password and all names cross the network readable."_s); }));
}

void tst_DirectoryPage::presetChangesHintsOnly()
{
    TestWindow world;
    QVERIFY(world.connect());
    world.window.openPage(u"directory"_s);
    QVERIFY(waitFor([&] { return hasRows<ui::SourcesModel>(world); }));
    press(world.window, u"Add a source"_s);
    QCOMPARE(field<QLineEdit>(world, u"Sign in as"_s)->placeholderText(), u"postern@example.com"_s);
    field<QLineEdit>(world, u"Servers"_s)->setText(u"ldap.example.com"_s);
    auto *kind = field<ui::ChoiceBox>(world, u"Where your people are listed"_s);
    kind->setValue(u"openldap"_s);
    Q_EMIT kind->activated(kind->currentIndex());
    QCOMPARE(field<QLineEdit>(world, u"Servers"_s)->text(), u"ldap.example.com"_s);
    QVERIFY(field<QLineEdit>(world, u"Sign in as"_s)->placeholderText().startsWith("uid="_L1));
    QCOMPARE(field<QLineEdit>(world, u"Name of the source"_s)->text(), u"openldap"_s);
    const gateway::admin::DirectorySource source = world.window.findChild<ui::SourceForm *>()->source();
    QCOMPARE(source.kind, u"ldap"_s);
    QCOMPARE(source.preset, u"openldap"_s);
    kind->setValue(u"csv"_s);
    Q_EMIT kind->activated(kind->currentIndex());
    QCOMPARE(world.window.findChild<ui::SourceForm *>()->source().kind, u"csv"_s);
    QVERIFY(!field<QLineEdit>(world, u"Servers"_s));
    kind->setValue(u"typed"_s);
    Q_EMIT kind->activated(kind->currentIndex());
    QVERIFY(hasText(world.window, u"People typed by hand need no source."_s));
    QVERIFY(!buttonNamed(world.window, u"Save"_s)->isEnabled());
}

void tst_DirectoryPage::formIsNotLeftByMistake()
{
    TestWindow world;
    QVERIFY(world.connect());
    world.window.openPage(u"directory"_s);
    QVERIFY(waitFor([&] { return hasRows<ui::SourcesModel>(world); }));
    press(world.window, u"Add a source"_s);
    QLineEdit *servers = field<QLineEdit>(world, u"Servers"_s);
    servers->setFocus();
    QTest::keyClicks(servers, u"dc1"_s);
    QVERIFY(world.window.currentPage()->hasUnsaved());
    QTest::keyClick(servers, Qt::Key_Escape);
    auto *question = world.window.findChild<ui::Question *>();
    QVERIFY(question);
    press(*question, u"Keep editing"_s);
    QCOMPARE(servers->text(), u"dc1"_s);
    QVERIFY(!world.window.close()); // Nor with the window.
    QVERIFY(waitFor([&] { return world.window.findChildren<ui::Question *>().size() == 1; }));
    press(*world.window.findChild<ui::Question *>(), u"Keep editing"_s);
    QVERIFY(servers->isVisible());
    press(world.window, u"Cancel"_s);
    QVERIFY(waitFor([&] { return world.window.findChildren<ui::Question *>().size() == 1; }));
    press(*world.window.findChild<ui::Question *>(), u"Leave without saving"_s);
    QVERIFY(!world.window.currentPage()->hasUnsaved());
    QVERIFY(tableOf<ui::SourcesModel>(world));
}

void tst_DirectoryPage::uploadShowsTheDifference()
{
    QTemporaryDir directory;
    QFile file(directory.filePath(u"people.csv"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("address\nramp3@example.com\n");
    file.close();
    TestWindow world;
    QVERIFY(world.connect());
    world.window.openPage(u"directory"_s);
    QVERIFY(waitFor([&] { return hasRows<ui::SourcesModel>(world); }));
    tableOf<ui::SourcesModel>(world)->selectRow(0);
    QVERIFY(!buttonNamed(world.window, u"Upload a file …"_s)); // LDAP reads no files.
    tableOf<ui::SourcesModel>(world)->selectRow(1);
    QVERIFY(buttonNamed(world.window, u"Upload a file …"_s));
    world.window.findChild<ui::SourcesTab *>()->upload(file.fileName());
    QVERIFY(waitFor([&] { return hasRows<ui::ChangesModel>(world); }));
    QVERIFY(world.gateway.administration.calls().contains(u"uploadHeld warehouse 26 octets"_s)); // It never counts unseen.
}

void tst_DirectoryPage::fileThatIsNotThereIsSaid()
{
    TestWindow world;
    QVERIFY(world.connect());
    world.window.openPage(u"directory"_s);
    QVERIFY(waitFor([&] { return hasRows<ui::SourcesModel>(world); }));
    tableOf<ui::SourcesModel>(world)->selectRow(1);
    world.window.findChild<ui::SourcesTab *>()->upload(u"/nowhere/people.csv"_s);
    QVERIFY(waitFor([&] { return hasText(world.window, u"/nowhere/people.csv could not be read"_s); }));
}

void tst_DirectoryPage::peopleAreFiltered()
{
    TestWindow world;
    QVERIFY(world.connect());
    world.window.openPage(u"directory"_s, u"people"_s);
    QVERIFY(waitFor([&] { return hasRows<ui::EntriesModel>(world); }));
    ui::TableView *table = tableOf<ui::EntriesModel>(world);
    const int all = table->model()->rowCount();
    QLineEdit *words = field<QLineEdit>(world, u"Search people"_s);
    QTest::keyClicks(words, u"sales"_s);
    QVERIFY(waitFor([&] { return table->model()->rowCount() == 1; }));
    QCOMPARE(table->model()->index(0, ui::EntriesModel::State).data().toString(), u"New"_s);
    words->setFocus();
    QTest::keyClicks(words, u"nobody"_s);
    QVERIFY(waitFor([&] { return hasText(world.window, u"Nobody matches."_s); }));
    press(world.window, u"Show everybody"_s);
    QVERIFY(waitFor([&] { return table->model()->rowCount() == all; }));
}

void tst_DirectoryPage::lookupAnswersInASentence()
{
    TestWindow world;
    QVERIFY(world.connect());
    world.window.openPage(u"directory"_s, u"people:ceo@example.com"_s);
    QVERIFY(waitFor([&] { return hasText(world.window, u"ceo@example.com is known. Mail to it is accepted."_s); }));
    QVERIFY(hasText(world.window, u"mailbox director@example.com"_s));
    world.window.openPage(u"directory"_s, u"people:nobody@example.com"_s);
    QVERIFY(waitFor([&] { return hasText(world.window, u"nobody@example.com is in no list. Mail to it is refused."_s); }));
    QVERIFY(hasText(world.window, u"550 5.1.1 <nobody@example.com>"_s));
}

void tst_DirectoryPage::domainIsChanged()
{
    TestWindow world;
    QVERIFY(world.connect());
    world.window.openPage(u"directory"_s, u"domains"_s);
    QVERIFY(waitFor([&] { return hasRows<ui::DomainsModel>(world); }));
    tableOf<ui::DomainsModel>(world)->selectRow(0);
    press(world.window, u"Edit"_s);
    field<ui::ChoiceBox>(world, u"Mail to unknown recipients"_s)->setValue(u"ask"_s);
    field<QLineEdit>(world, u"Catch-all mailbox"_s)->setText(u"office@example.com"_s);
    press(world.window, u"Save"_s);
    QVERIFY(waitFor([&] { return hasText(world.window, u"The domain “example.com” was saved."_s); }));
    const QList<gateway::admin::Domain> domains = world.gateway.administration.domains();
    const auto domain = std::ranges::find(domains, u"example.com"_s, &gateway::admin::Domain::name);
    QCOMPARE(domain->recipientCheck, u"ask"_s);
    QCOMPARE(domain->catchAll, u"office@example.com"_s);
    QCOMPARE(domain->recipients, (QStringList{u"alice"_s, u"bob"_s, u"carol"_s})); // What was not touched stays.
    QCOMPARE(domain->subaddressSeparator, u"+"_s);
}

void tst_DirectoryPage::guessesAreListed()
{
    TestWindow world;
    QVERIFY(world.connect());
    world.window.openPage(u"directory"_s, u"guesses"_s);
    QVERIFY(waitFor([&] { return hasText(world.window, u"by 203.0.113.77, newest first"_s); }));
    press(world.window, u"Block this client …"_s);
    QCOMPARE(world.window.currentPage()->id(), u"defence"_s);
    QVERIFY(waitFor([&] { return field<QLineEdit>(world, u"Client"_s) && field<QLineEdit>(world, u"Client"_s)->text() == "203.0.113.77"_L1; }));
}

void tst_DirectoryPage::eventRefreshesTheSources()
{
    TestWindow world;
    QVERIFY(world.connect());
    world.window.openPage(u"directory"_s);
    QVERIFY(waitFor([&] { return hasRows<ui::SourcesModel>(world) && world.gateway.administration.subscriptions() > 0; }));
    const qsizetype before = world.gateway.administration.calls().count(u"sources"_s);
    world.gateway.administration.emitEvent({.number = 1, .type = u"directory"_s, .data = {{u"source"_s, u"warehouse"_s}, {u"outcome"_s, u"imported"_s}}});
    QVERIFY(waitFor([&] { return world.gateway.administration.calls().count(u"sources"_s) > before; }));
}

void tst_DirectoryPage::disabledPeopleLoseTheirMail_data()
{
    QTest::addColumn<bool>("isBefore");
    QTest::addColumn<bool>("isAfter");
    QTest::addColumn<int>("count");
    QTest::newRow("newly disabled") << false << true << 3;
    QTest::newRow("was disabled before") << true << true << 2;
    QTest::newRow("enabled again") << true << false << 2;
}

void tst_DirectoryPage::disabledPeopleLoseTheirMail()
{
    QFETCH(const bool, isBefore);
    QFETCH(const bool, isAfter);
    DirectoryDifference difference;
    difference.removed = 2;
    DirectoryChange change{u"changed"_s, {}, {}};
    change.before.isDisabled = isBefore;
    change.after.isDisabled = isAfter;
    difference.changes = {change};
    QFETCH(const int, count);
    QCOMPARE(ui::DifferenceView::stopped(difference), qint64(count));
}

void tst_DirectoryPage::lookupSentences_data()
{
    QTest::addColumn<QString>("status");
    QTest::addColumn<bool>("isFlagged");
    QTest::addColumn<QString>("part");
    QTest::newRow("not ours") << u"notours"_s << false << u"in none of our domains"_s;
    QTest::newRow("known") << u"known"_s << false << u"is known"_s;
    QTest::newRow("not checked") << u"accepted"_s << false << u"not checked in this domain"_s;
    QTest::newRow("accepted and marked") << u"accepted"_s << true << u"all the same and marked"_s;
    QTest::newRow("catch-all") << u"catchall"_s << false << u"catch-all mailbox"_s;
    QTest::newRow("asked") << u"asknexthop"_s << false << u"The mail server is asked"_s;
    QTest::newRow("disabled") << u"disabled"_s << false << u"switched off"_s;
    QTest::newRow("unknown") << u"unknown"_s << false << u"is refused"_s;
    QTest::newRow("could not tell") << u"notknown"_s << false << u"could not be found out"_s;
}

void tst_DirectoryPage::lookupSentences()
{
    QFETCH(const QString, status);
    QFETCH(const bool, isFlagged);
    QFETCH(const QString, part);
    DirectoryLookup lookup;
    lookup.address = u"a@example.com"_s;
    lookup.status = status;
    lookup.isFlagged = isFlagged;
    QVERIFY2(ui::lookupSentence(lookup).contains(part), qPrintable(ui::lookupSentence(lookup)));
    QVERIFY(ui::lookupSentence(lookup).contains(lookup.address));
}

void tst_DirectoryPage::changesSayFromAndTo()
{
    gateway::admin::DirectoryEntry before, after;
    before.name = u"Gate"_s;
    after.name = u"Gate and goods in"_s;
    after.isDisabled = true;
    QCOMPARE(ui::changeDetail(before, after), u"disabled: no → yes; name: Gate → Gate and goods in"_s);
    QCOMPARE(ui::changeDetail(before, before), QString());
}

QTEST_MAIN(tst_DirectoryPage)
#include "tst_directorypage.moc"
