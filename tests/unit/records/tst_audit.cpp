#include "gateway/records/audit.h"

#include "gateway/store/database.h"

#include <QTemporaryDir>
#include <QTest>

using namespace gateway;
using namespace gateway::records;
using namespace Qt::StringLiterals;

class tst_Audit : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void appendsAndLists(); // O9
};

void tst_Audit::appendsAndLists()
{
    const QTemporaryDir directory;
    const auto database = store::Database::open(directory.filePath(u"gateway.db"_s), store::migrations());
    QVERIFY(database);
    Audit audit(**database);
    const QDateTime now = QDateTime::fromMSecsSinceEpoch(QDateTime::currentMSecsSinceEpoch(), Qt::UTC);
    for (int i = 0; i < 5; ++i)
        QVERIFY(audit.append({now.addDays(-i), u"admin"_s, u"release"_s, u"Robert'); DROP TABLE audit;--"_s, {{u"n"_s, i}}}));
    const auto records = audit.list(1, 3);
    QVERIFY(records);
    QCOMPARE(records->size(), 3);
    QCOMPARE(records->first().time, now.addDays(-3)); // The order of writing, whatever the clock said.
    QCOMPARE(records->first().object, u"Robert'); DROP TABLE audit;--"_s);
    QCOMPARE(records->first().details, (QJsonObject{{u"n"_s, 3}}));
    QCOMPARE(audit.expire(now.addDays(-2)).value(), 2);
    QCOMPARE(audit.expire(now.addYears(10)).value(), 2); // D11: the last day stays.
    QCOMPARE(audit.list(0, 10)->size(), 1);
}

QTEST_GUILESS_MAIN(tst_Audit)
#include "tst_audit.moc"
