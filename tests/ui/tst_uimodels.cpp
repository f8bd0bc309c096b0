#include "tests/unit/admin/exampledata.h"
#include "tests/unit/admin/exampleparts.h"
#include "ui/models/blocklistsmodel.h"
#include "ui/models/changesmodel.h"
#include "ui/models/clientrulesmodel.h"
#include "ui/models/countsmodel.h"
#include "ui/models/domainsmodel.h"
#include "ui/models/entriesmodel.h"
#include "ui/models/guessesmodel.h"
#include "ui/models/importsmodel.h"
#include "ui/models/mailboxmodel.h"
#include "ui/models/messagesmodel.h"
#include "ui/models/quarantinemodel.h"
#include "ui/models/queuemodel.h"
#include "ui/models/sourcesmodel.h"
#include "ui/models/suspectsmodel.h"
#include "ui/models/tlsmodel.h"
#include "ui/widgets/tableview.h"

#include <QAbstractItemModelTester>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using gateway::admin::Message;

namespace {

QList<Message> numbered(int from, int count)
{
    QList<Message> all;
    for (int i = 0; i < count; ++i) {
        Message message;
        message.id = QString::number(from + i);
        message.received = QDateTime::currentDateTime();
        all.append(message);
    }
    return all;
}

QStringList ids(const QAbstractItemModel &model)
{
    QStringList all;
    for (int row = 0; row < model.rowCount(); ++row)
        all.append(model.index(row, 0).data(ui::IdRole).toString());
    return all;
}

/// Every change a page makes, under the eyes of Qt's own tester.
template<typename Model, typename T>
void exercise(const QList<T> &records)
{
    Model model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.reset({}, 0);
    model.reset(records, records.size());
    QCOMPARE(model.rowCount(), int(records.size()));
    for (int row = 0; row < model.rowCount(); ++row) {
        for (int column = 0; column < model.columnCount(); ++column) {
            const QModelIndex index = model.index(row, column);
            QVERIFY(index.data(Qt::DisplayRole).isValid());
            QVERIFY(!index.data(Qt::AccessibleTextRole).toString().isEmpty());
        }
    }
    model.merge(records.mid(1), records.size() - 1);
    QCOMPARE(model.rowCount(), int(records.size()) - 1);
    model.merge(records, records.size());
    QList<T> turned = records;
    std::ranges::reverse(turned);
    model.merge(turned, turned.size());
    model.append(records, records.size() + 10); // All known already: nothing may come twice.
    QCOMPARE(model.rowCount(), int(records.size()));
    QVERIFY(!model.canFetchMore({}));
    model.remove(model.index(0, 0).data(ui::IdRole).toString());
    QCOMPARE(model.rowCount(), int(records.size()) - 1);
    QVERIFY(!model.data(model.index(model.rowCount(), 0), Qt::DisplayRole).isValid());
}

} // namespace

class tst_UiModels : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void obeyTheRulesOfModels();
    void pagesAreAskedForOnce();
    void mergeKeepsTheSelection();
    void liveRowsDoNotMoveWhatIsRead();
    void checkedMailsAreCounted();
    void sameIdTwiceIsShownOnce();
};

void tst_UiModels::obeyTheRulesOfModels()
{
    exercise<ui::MessagesModel>(exampledata::messages());
    exercise<ui::QuarantineModel>(exampledata::quarantine());
    exercise<ui::QueueModel>(exampledata::queue());
    exercise<ui::TlsModel>(exampledata::tlsSessions());
    exercise<ui::MailboxModel>(exampledata::mailbox());
    exercise<ui::SourcesModel>(exampledata::directorySources());
    exercise<ui::EntriesModel>(exampledata::directoryEntries());
    exercise<ui::ChangesModel>(exampledata::directoryDifference().changes);
    exercise<ui::ImportsModel>(exampledata::directoryHistory());
    exercise<ui::SuspectsModel>(exampledata::harvestSuspects());
    exercise<ui::GuessesModel>(exampledata::harvestSuspects().first().guesses);
    exercise<ui::DomainsModel>(exampledata::domains());
    exercise<ui::CountsModel>(exampledata::defenceState().counts);
    exercise<ui::ClientRulesModel>(exampledata::defenceSettings().clientRules);
    exercise<ui::BlockListsModel>(exampledata::defenceSettings().blockListZones);
}

void tst_UiModels::pagesAreAskedForOnce()
{
    ui::MessagesModel model;
    QSignalSpy wanted(&model, &ui::PagedModel::moreWanted);
    model.reset(numbered(0, 500), 1200);
    QVERIFY(model.canFetchMore({}));
    model.fetchMore({});
    model.fetchMore({}); // The first question is still open.
    QCOMPARE(wanted.size(), 1);
    QCOMPARE(wanted.takeFirst().first().toInt(), 500);
    model.append(numbered(500, 500), 1200);
    model.fetchMore({});
    QCOMPARE(wanted.takeFirst().first().toInt(), 1000);
    model.append(numbered(1000, 200), 1200);
    QVERIFY(!model.canFetchMore({}));
    QCOMPARE(model.rowCount(), 1200);
}

void tst_UiModels::mergeKeepsTheSelection()
{
    ui::MessagesModel model;
    model.reset(numbered(0, 10), 10);
    ui::TableView view(&model);
    view.selectId(u"5"_s);
    model.merge(numbered(-3, 12), 12); // Three new at the top, one gone at the end.
    QCOMPARE(view.currentId(), u"5"_s);
    QCOMPARE(ids(model).first(), u"-3"_s);
    QCOMPARE(ids(model).last(), u"8"_s);
}

void tst_UiModels::liveRowsDoNotMoveWhatIsRead()
{
    ui::MessagesModel model;
    model.reset(numbered(0, 200), 200);
    ui::TableView view(&model);
    view.resize(800, 400);
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    view.verticalScrollBar()->setValue(1000);
    const QString top = view.indexAt({5, 5}).data(ui::IdRole).toString();
    model.prepend(numbered(1000, 7));
    QCOMPARE(view.indexAt({5, 5}).data(ui::IdRole).toString(), top);
    view.verticalScrollBar()->setValue(0);
    model.prepend(numbered(2000, 3));
    QCOMPARE(view.indexAt({5, 5}).data(ui::IdRole).toString(), u"2000"_s); // At the top the newest is what one wants to see.
}

void tst_UiModels::checkedMailsAreCounted()
{
    ui::QuarantineModel model;
    QSignalSpy changed(&model, &ui::QuarantineModel::checkedChanged);
    model.reset(exampledata::quarantine(), exampledata::quarantine().size());
    QVERIFY(model.setData(model.index(1, 0), Qt::Checked, Qt::CheckStateRole));
    QCOMPARE(model.checkedIds(), QStringList{exampledata::quarantine()[1].id});
    model.setAllChecked(true);
    QCOMPARE(model.checkedIds().size(), model.rowCount());
    model.remove(model.checkedIds().first());
    QCOMPARE(model.checkedIds().size(), model.rowCount()); // What is gone cannot be acted on.
    model.setAllChecked(false);
    QVERIFY(model.checkedIds().isEmpty());
    QCOMPARE(changed.size(), 3);
}

void tst_UiModels::sameIdTwiceIsShownOnce()
{
    ui::MessagesModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    const QList<Message> twice = numbered(0, 2) + numbered(0, 2);
    model.merge(twice, 4);
    QCOMPARE(ids(model), (QStringList{u"0"_s, u"1"_s}));
    model.merge(twice, 4);
    QCOMPARE(ids(model), (QStringList{u"0"_s, u"1"_s}));
}

QTEST_MAIN(tst_UiModels)
#include "tst_uimodels.moc"
