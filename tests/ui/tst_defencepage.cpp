#include "support/testwindow.h"
#include "tests/unit/admin/exampleparts.h"
#include "ui/models/blocklistsmodel.h"
#include "ui/models/clientrulesmodel.h"
#include "ui/models/countsmodel.h"
#include "ui/models/defencewords.h"
#include "ui/pages/page.h"
#include "ui/widgets/choicebox.h"
#include "ui/widgets/choicelist.h"
#include "ui/widgets/modeswitch.h"
#include "ui/widgets/numberfield.h"
#include "ui/widgets/question.h"
#include "ui/widgets/statestack.h"
#include "ui/widgets/tableview.h"

#include <QCheckBox>
#include <QLineEdit>
#include <QPushButton>
#include <QTest>

using namespace Qt::StringLiterals;
using gateway::admin::DefenceExplanation;
using gateway::admin::DefenceSettings;
using Mood = MoodyAdministration::Mood;
using State = ui::StateStack::State;

namespace {

bool openTab(TestWindow &world, const QString &tab)
{
    world.window.openPage(u"defence"_s, tab);
    return waitFor([&] {
        const QList<ui::StateStack *> stacks = world.window.currentPage()->findChildren<ui::StateStack *>();
        const auto it = std::ranges::find_if(stacks, &QWidget::isVisible);
        return it != stacks.end() && (*it)->state() == State::Filled;
    });
}

DefenceSettings saved(TestWindow &world) { return *world.gateway.administration.defence().settings(); }

} // namespace

/// The page "Defence": one draft over several tabs.
class tst_DefencePage : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void tabsHaveTheirStates_data();
    void tabsHaveTheirStates();
    void strictnessIsSaved();
    void modesAreSaved();
    void discardingBringsBackWhatIsInForce();
    void failedSavingKeepsTheDraft();
    void windowIsNotClosedOverADraft();
    void draftSurvivesANewLanguage();
    void othersChangesAreNotOverwrittenUnseen();
    void wrongClientIsRefusedWhileTyping();
    void clientIsAddedAndRemoved();
    void contradictionsAreShownBeforeSaving();
    void listIsAddedFromThePresets();
    void listsAreSwitchedAndChecked();
    void limitsAreSaved();
    void explanationSaysActionRuleAndReasons();
    void stressAndNotesAreTold();
    void conflictSentences_data();
    void conflictSentences();
    void explanationSentences_data();
    void explanationSentences();
};

void tst_DefencePage::tabsHaveTheirStates_data()
{
    QTest::addColumn<QString>("tab");
    for (const char *tab : {"checks", "clients", "blocklists", "limits", "explain"})
        QTest::newRow(tab) << QString::fromLatin1(tab);
}

void tst_DefencePage::tabsHaveTheirStates()
{
    QFETCH(const QString, tab);
    TestWindow world;
    MoodyAdministration &administration = world.gateway.administration;
    administration.setMood(Mood::Silent);
    QVERIFY(world.connect());
    world.window.openPage(u"defence"_s, tab);
    const auto stack = [&]() -> ui::StateStack * {
        const QList<ui::StateStack *> stacks = world.window.currentPage()->findChildren<ui::StateStack *>();
        const auto it = std::ranges::find_if(stacks, &QWidget::isVisible);
        return it == stacks.end() ? nullptr : *it;
    };
    const auto reaches = [&](State state) { return waitFor([&] { return stack() && stack()->state() == state; }); };
    QVERIFY(reaches(State::Loading));
    administration.setMood(Mood::Filled);
    QVERIFY(reaches(State::Filled));
    administration.failWith(gateway::Error{gateway::Error::Kind::Io, u"The disk is on fire"_s});
    world.window.currentPage()->refresh();
    QVERIFY(reaches(State::Failed));
    QVERIFY(hasText(*world.window.currentPage(), u"The disk is on fire"_s));
    administration.failWith({});
    QVERIFY(waitFor([&] { return buttonNamed(world.window, u"Try again"_s) != nullptr; }));
    press(*world.window.currentPage(), u"Try again"_s);
    QVERIFY(reaches(State::Filled));
    if (tab == "clients"_L1 || tab == "blocklists"_L1) {
        administration.setMood(Mood::Empty);
        world.window.currentPage()->refresh();
        QVERIFY(waitFor([&] { return hasText(world.window, tab == "clients"_L1 ? u"No client is allowed or blocked by you."_s : u"No list is asked."_s); }));
    }
}

void tst_DefencePage::strictnessIsSaved()
{
    TestWindow world;
    QVERIFY(world.connect());
    QVERIFY(openTab(world, u"checks"_s));
    auto *strictness = world.window.currentPage()->findChild<ui::ChoiceList *>();
    QCOMPARE(strictness->value(), u"standard"_s);
    QVERIFY(!buttonNamed(world.window, u"Save"_s)); // Nothing to save yet.
    strictness->setValue(u"strict"_s);
    Q_EMIT strictness->chosen(u"strict"_s);
    QVERIFY(world.window.currentPage()->hasUnsaved());
    press(world.window, u"Save"_s);
    QVERIFY(waitFor([&] { return hasText(world.window, u"Saved. It counts from the next connection on."_s); }));
    QCOMPARE(saved(world).strictness, u"strict"_s);
    QVERIFY(!world.window.currentPage()->hasUnsaved());
}

void tst_DefencePage::modesAreSaved()
{
    TestWindow world;
    QVERIFY(world.connect());
    QVERIFY(openTab(world, u"checks"_s));
    const QList<ui::ModeSwitch *> switches = world.window.currentPage()->findChildren<ui::ModeSwitch *>();
    QCOMPARE(switches.size(), ui::defenceChecks().size());
    QCOMPARE(switches[4]->mode(), u"warn"_s); // HELO, as in the example.
    field<QPushButton>(world, u"HELO name: Enforce"_s)->click();
    QVERIFY(hasText(world.window, u"902 refused, 44 deferred, 12 observed only"_s));
    press(world.window, u"Save"_s);
    QVERIFY(waitFor([&] { return saved(world).helo == "enforce"_L1; }));
    QCOMPARE(saved(world).history, u"observe"_s);
}

void tst_DefencePage::discardingBringsBackWhatIsInForce()
{
    TestWindow world;
    QVERIFY(world.connect());
    QVERIFY(openTab(world, u"limits"_s));
    auto *greylisting = field<QCheckBox>(world, QString());
    QVERIFY(greylisting);
    QVERIFY(!greylisting->isChecked());
    greylisting->click();
    QVERIFY(world.window.currentPage()->hasUnsaved());
    press(world.window, u"Discard the changes"_s);
    QVERIFY(!greylisting->isChecked());
    QVERIFY(!world.window.currentPage()->hasUnsaved());
    QVERIFY(!world.gateway.administration.calls().join(u' ').contains("putDefence"_L1));
}

void tst_DefencePage::failedSavingKeepsTheDraft()
{
    TestWindow world;
    QVERIFY(world.connect());
    QVERIFY(openTab(world, u"limits"_s));
    auto *greylisting = field<QCheckBox>(world, QString());
    greylisting->click();
    world.gateway.administration.failWith(gateway::Error{gateway::Error::Kind::Io, u"The configuration is read-only"_s});
    press(world.window, u"Save"_s);
    QVERIFY(waitFor([&] { return hasText(world.window, u"The configuration is read-only"_s); }));
    QVERIFY(greylisting->isChecked());
    world.gateway.administration.failWith({});
    QVERIFY(buttonNamed(world.window, u"Save"_s)->isEnabled());
    press(world.window, u"Save"_s);
    QVERIFY(waitFor([&] { return saved(world).isGreylisting; }));
}

void tst_DefencePage::windowIsNotClosedOverADraft()
{
    TestWindow world;
    QVERIFY(world.connect());
    QVERIFY(openTab(world, u"limits"_s));
    field<QCheckBox>(world, QString())->click();
    world.window.openPage(u"mail"_s); // The draft waits meanwhile.
    QVERIFY(!world.window.close());
    QCOMPARE(world.window.currentPage()->id(), u"defence"_s);
    auto *question = world.window.findChild<ui::Question *>();
    QVERIFY(question);
    press(*question, u"Keep editing"_s);
    QVERIFY(world.window.isVisible());
    QVERIFY(!world.window.close());
    QVERIFY(waitFor([&] { return world.window.findChildren<ui::Question *>().size() == 1; }));
    press(*world.window.findChild<ui::Question *>(), u"Leave without saving"_s);
    QVERIFY(!world.window.isVisible());
}

void tst_DefencePage::draftSurvivesANewLanguage()
{
    TestWindow world;
    QVERIFY(world.connect());
    QVERIFY(openTab(world, u"limits"_s));
    field<QCheckBox>(world, QString())->click();
    world.language.choose(ui::preferences::LanguageChoice::Japanese);
    QVERIFY(waitFor([&] { return buttonNamed(world.window, u"保存"_s) != nullptr; }));
    QVERIFY(world.window.currentPage()->hasUnsaved());
    press(world.window, u"保存"_s);
    QVERIFY(waitFor([&] { return saved(world).isGreylisting; }));
    world.language.choose(ui::preferences::LanguageChoice::English);
}

void tst_DefencePage::othersChangesAreNotOverwrittenUnseen()
{
    TestWindow world;
    QVERIFY(world.connect());
    QVERIFY(openTab(world, u"limits"_s));
    field<QCheckBox>(world, QString())->click();
    DefenceSettings others = saved(world);
    others.harvestLimit = 7;
    QVERIFY(world.gateway.administration.defence().apply(others));
    press(world.window, u"Save"_s);
    QVERIFY(waitFor([&] { return world.window.findChild<ui::Question *>() != nullptr; }));
    QCOMPARE(saved(world), others);
    press(*world.window.findChild<ui::Question *>(), u"Discard mine"_s);
    QVERIFY(waitFor([&] { return !world.window.currentPage()->hasUnsaved(); }));
    QCOMPARE(saved(world), others);
}

void tst_DefencePage::wrongClientIsRefusedWhileTyping()
{
    TestWindow world;
    QVERIFY(world.connect());
    QVERIFY(openTab(world, u"clients"_s));
    QVERIFY(waitFor([&] { return hasRows<ui::ClientRulesModel>(world); }));
    QLineEdit *edit = field<QLineEdit>(world, u"Client"_s);
    QTest::keyClicks(edit, u"not a client"_s);
    QVERIFY(waitFor([&] { return hasText(world.window, u"“not a client” is no client."_s); })); // The gateway's own words.
    press(world.window, u"Add"_s);
    QVERIFY(waitFor([&] { return hasText(world.window, u"“not a client” is no client."_s); }));
    QCOMPARE(tableOf<ui::ClientRulesModel>(world)->model()->rowCount(), 2);
    QVERIFY(!world.window.currentPage()->hasUnsaved());
}

void tst_DefencePage::clientIsAddedAndRemoved()
{
    TestWindow world;
    QVERIFY(world.connect());
    QVERIFY(openTab(world, u"clients"_s));
    QVERIFY(waitFor([&] { return hasRows<ui::ClientRulesModel>(world); }));
    field<QLineEdit>(world, u"Client"_s)->setText(u"192.0.2.7"_s);
    field<QLineEdit>(world, u"Note"_s)->setText(u"Newsletter without consent"_s);
    press(world.window, u"Add"_s);
    ui::TableView *table = tableOf<ui::ClientRulesModel>(world);
    QVERIFY(waitFor([&] { return table->model()->rowCount() == 3; }));
    QCOMPARE(saved(world).clientRules.size(), 2); // Only in the draft.
    press(world.window, u"Save"_s);
    QVERIFY(waitFor([&] { return saved(world).clientRules.size() == 3; }));
    QCOMPARE(saved(world).clientRules.last(), (gateway::admin::DefenceClientRule{u"block"_s, u"192.0.2.7"_s, u"Newsletter without consent"_s}));
    table->selectRow(2);
    table->setFocus();
    QTest::keyClick(table, Qt::Key_D);
    QVERIFY(waitFor([&] { return table->model()->rowCount() == 2; }));
}

void tst_DefencePage::contradictionsAreShownBeforeSaving()
{
    TestWindow world;
    QVERIFY(world.connect());
    QVERIFY(openTab(world, u"clients"_s));
    QVERIFY(waitFor([&] { return hasRows<ui::ClientRulesModel>(world); }));
    const QString tie = u"“Block 198.51.100.0/28” and “Allow 198.51.100.0/28” name the same clients."_s;
    QTest::keyClicks(field<QLineEdit>(world, u"Client"_s), u"198.51.100.0/28"_s);
    QVERIFY(waitFor([&] { return hasText(world.window, tie); })); // While typing.
    press(world.window, u"Add"_s);
    QVERIFY(waitFor([&] { return hasText(world.window, u"Entries that touch the same clients"_s); }));
    press(world.window, u"Save"_s);
    QVERIFY(waitFor([&] { return world.window.findChild<ui::Question *>() != nullptr; }));
    QVERIFY(hasText(*world.window.findChild<ui::Question *>(), tie));
    QCOMPARE(saved(world).clientRules.size(), 2);
    press(*world.window.findChild<ui::Question *>(), u"Save all the same"_s);
    QVERIFY(waitFor([&] { return saved(world).clientRules.size() == 3; }));
}

void tst_DefencePage::listIsAddedFromThePresets()
{
    TestWindow world;
    QVERIFY(world.connect());
    QVERIFY(openTab(world, u"blocklists"_s));
    QVERIFY(waitFor([&] { return hasRows<ui::BlockListsModel>(world) && world.gateway.administration.calls().contains(u"presets"_s); }));
    QTest::qWait(50); // The answer with the presets.
    press(world.window, u"Add a list"_s);
    auto *preset = field<ui::ChoiceBox>(world, u"Known list"_s);
    QVERIFY(preset);
    preset->setValue(u"zones.example.org"_s);
    Q_EMIT preset->activated(preset->currentIndex());
    QVERIFY(hasText(world.window, u"Terms of use: https://zones.example.org/terms"_s));
    press(world.window, u"Take over"_s);
    press(world.window, u"Save"_s);
    QVERIFY(waitFor([&] { return saved(world).blockListZones.size() == 3; }));
    QCOMPARE(saved(world).blockListZones.last().zone, u"zones.example.org"_s);
    QCOMPARE(saved(world).blockListZones.last().refusals, (QStringList{u"127.0.0.254"_s}));
    QVERIFY(saved(world).blockListZones.last().isEnabled);
    press(world.window, u"Add a list"_s);
    field<QLineEdit>(world, u"Zone"_s)->setText(u"bl.example.net"_s);
    press(world.window, u"Take over"_s);
    QVERIFY(hasText(world.window, u"This list is there already."_s));
}

void tst_DefencePage::listsAreSwitchedAndChecked()
{
    TestWindow world;
    QVERIFY(world.connect());
    QVERIFY(openTab(world, u"blocklists"_s));
    QVERIFY(waitFor([&] { return hasRows<ui::BlockListsModel>(world); }));
    press(world.window, u"Check the lists"_s);
    QVERIFY(waitFor([&] { return hasText(world.window, u"1 list does not work and counts for nothing."_s); }));
    QVERIFY(hasText(world.window, u"It does not serve this resolver"_s));
    ui::TableView *table = tableOf<ui::BlockListsModel>(world);
    QCOMPARE(table->model()->index(0, ui::BlockListsModel::State).data().toString(), u"Does not work"_s);
    QCOMPARE(table->model()->index(1, ui::BlockListsModel::State).data().toString(), u"Not checked"_s);
    table->selectRow(1);
    press(world.window, u"Switch on"_s);
    table->setFocus();
    table->selectRow(0);
    QTest::keyClick(table, Qt::Key_Space);
    press(world.window, u"Save"_s);
    QVERIFY(waitFor([&] { return saved(world).blockListZones.at(1).isEnabled; }));
    QVERIFY(!saved(world).blockListZones.at(0).isEnabled);
}

void tst_DefencePage::limitsAreSaved()
{
    TestWindow world;
    QVERIFY(world.connect());
    QVERIFY(openTab(world, u"limits"_s));
    const QList<ui::NumberField *> fields = world.window.currentPage()->findChildren<ui::NumberField *>();
    const auto harvest = std::ranges::find_if(fields, [](const ui::NumberField *candidate) { return candidate->value() == 25; });
    QVERIFY(harvest != fields.end());
    auto *edit = (*harvest)->findChild<QLineEdit *>();
    edit->selectAll();
    QTest::keyClicks(edit, u"40"_s);
    const auto rate = std::ranges::find_if(fields, [](const ui::NumberField *candidate) { return candidate->value() == 2000; });
    edit = (*rate)->findChild<QLineEdit *>();
    edit->selectAll();
    QTest::keyClicks(edit, u"1500"_s);
    press(world.window, u"Save"_s);
    QVERIFY(waitFor([&] { return saved(world).harvestLimit == 40; }));
    QCOMPARE(saved(world).unknownRates.recipientsPerHour, 1500);
    QCOMPARE(saved(world).unknownRates.connectionsPerMinute, 60);
    QCOMPARE(saved(world).partnerRates, exampledata::defenceSettings().partnerRates);
}

void tst_DefencePage::explanationSaysActionRuleAndReasons()
{
    TestWindow world;
    QVERIFY(world.connect());
    QVERIFY(openTab(world, u"explain"_s));
    press(world.window, u"Explain"_s);
    QVERIFY(hasText(world.window, u"Name an address"_s));
    QTest::keyClicks(field<QLineEdit>(world, u"Address of the client"_s), u"203.0.113.9\r"_s);
    QVERIFY(waitFor([&] { return hasText(world.window, u"203.0.113.9 would be refused by the rule “Own lists of servers”."_s); }));
    QVERIFY(hasText(world.window, u"is blocked by the entry 203.0.113.0/24."_s));
    world.gateway.administration.failWith(gateway::Error{gateway::Error::Kind::Invalid, u"“x” is no address."_s});
    press(world.window, u"Explain"_s);
    QVERIFY(waitFor([&] { return hasText(world.window, u"“x” is no address."_s); }));
}

void tst_DefencePage::stressAndNotesAreTold()
{
    TestWindow world;
    world.gateway.administration.defence().changeState = [](gateway::admin::DefenceState &state) {
        state.isStressed = true;
        state.asksDns = false;
    };
    QVERIFY(world.connect());
    QVERIFY(openTab(world, u"checks"_s));
    QVERIFY(waitFor([&] { return hasText(world.window, u"So many clients want in that unknown ones get less."_s); }));
    QVERIFY(hasText(world.window, u"The gateway asks no DNS"_s));
    QVERIFY(hasText(world.window, u"bl.example.net answers that it does not serve this resolver."_s));
    QVERIFY(hasText(world.window, u"4,120"_s));
}

void tst_DefencePage::conflictSentences_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("sentence");
    QTest::newRow("duplicate") << u"duplicate"_s << u"“Block 192.0.2.1” stands twice."_s;
    QTest::newRow("tie") << u"tie"_s << u"“Block 192.0.2.1” and “Allow 192.0.2.0/24” name the same clients. Only the first counts."_s;
    QTest::newRow("exception") << u"exception"_s << u"“Block 192.0.2.1” is an exception from “Allow 192.0.2.0/24”."_s;
}

void tst_DefencePage::conflictSentences()
{
    QFETCH(const QString, kind);
    QTEST(ui::conflictSentence({kind, {u"block"_s, u"192.0.2.1"_s, {}}, {u"allow"_s, u"192.0.2.0/24"_s, {}}}), "sentence");
}

void tst_DefencePage::explanationSentences_data()
{
    QTest::addColumn<QString>("action");
    QTest::addColumn<QString>("part");
    QTest::newRow("accept") << u"accept"_s << u"would be let in"_s;
    QTest::newRow("greylist") << u"greylist"_s << u"would have to try again once"_s;
    QTest::newRow("defer") << u"defer"_s << u"would be put off"_s;
    QTest::newRow("refuse") << u"refuse"_s << u"would be refused"_s;
}

void tst_DefencePage::explanationSentences()
{
    QFETCH(const QString, action);
    QFETCH(const QString, part);
    DefenceExplanation explanation;
    explanation.client = u"192.0.2.1"_s;
    explanation.action = action;
    explanation.rule = u"connection.rule-evidence"_s;
    const QString sentence = ui::explanationSentence(explanation);
    QVERIFY2(sentence.contains(part) && sentence.contains(explanation.client), qPrintable(sentence));
}

QTEST_MAIN(tst_DefencePage)
#include "tst_defencepage.moc"
