#include "gateway/store/settings.h"

#include "gateway/store/database.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace gateway::store;
using namespace Qt::StringLiterals;

class tst_Settings : public QObject
{
    Q_OBJECT
private:
    std::unique_ptr<QTemporaryDir> m_directory;
    std::unique_ptr<Database> m_database;
    void open()
    {
        m_database.reset();
        auto database = Database::open(m_directory->filePath(u"gateway.db"_s), migrations());
        QVERIFY(database);
        m_database = std::move(*database);
    }

private Q_SLOTS:
    void init()
    {
        m_database.reset();
        m_directory = std::make_unique<QTemporaryDir>();
        open();
    }
    void cleanupTestCase() { m_database.reset(); }
    void neverSet();
    void everyVersionIsKept();
    void badKeys_data();
    void badKeys();
    void comesBackWhenTheDatabaseIsLost();
};

void tst_Settings::neverSet()
{
    const Settings settings(*m_database);
    QCOMPARE(settings.get(u"policy"_s)->version, 0);
    QVERIFY(settings.get(u"policy"_s)->value.isEmpty());
    QCOMPARE(settings.get(u"policy"_s, 1).error().kind, gateway::Error::Kind::NotFound);
}

void tst_Settings::everyVersionIsKept()
{
    Settings settings(*m_database);
    for (int i = 1; i <= 3; ++i)
        QCOMPARE(settings.put(u"policy"_s, {{u"n"_s, i}}, u"admin"_s, u"change %1"_s.arg(i)).value(), i);
    QCOMPARE(settings.put(u"domains"_s, {}, u"admin"_s, {}).value(), 1);
    const auto newest = settings.get(u"policy"_s);
    QCOMPARE(newest->version, 3);
    QCOMPARE(newest->value, (QJsonObject{{u"n"_s, 3}}));
    QCOMPARE(newest->author, u"admin"_s);
    QCOMPARE(newest->note, u"change 3"_s);
    QVERIFY(qAbs(newest->time.secsTo(QDateTime::currentDateTimeUtc())) < 60);
    QCOMPARE(settings.get(u"policy"_s, 1)->value, (QJsonObject{{u"n"_s, 1}}));
    const auto history = settings.history(u"policy"_s, 2);
    QCOMPARE(history->size(), 2);
    QCOMPARE(history->first().version, 3);
}

void tst_Settings::badKeys_data()
{
    QTest::addColumn<QString>("key");
    QTest::newRow("empty") << QString();
    QTest::newRow("W9: a way up") << u"../policy"_s;
    QTest::newRow("W9: hidden") << u".policy"_s;
    QTest::newRow("upper case") << u"Policy"_s;
    QTest::newRow("long") << QString(65, u'a');
}

void tst_Settings::badKeys()
{
    QFETCH(const QString, key);
    QVERIFY(!Settings(*m_database).put(key, {}, {}, {}));
}

void tst_Settings::comesBackWhenTheDatabaseIsLost() // D7
{
    QCOMPARE(Settings(*m_database).put(u"domains"_s, {{u"name"_s, u"日本.test"_s}}, u"admin"_s, u"first"_s).value(), 1);
    QCOMPARE(Settings(*m_database).put(u"domains"_s, {{u"name"_s, u"例え.test"_s}}, u"admin"_s, u"second"_s).value(), 2);
    m_database.reset();
    for (const QString &name : {u"gateway.db"_s, u"gateway.db-wal"_s, u"gateway.db-shm"_s})
        QFile::remove(m_directory->filePath(name));
    open();
    Settings settings(*m_database);
    const auto newest = settings.get(u"domains"_s);
    QCOMPARE(newest->version, 2);
    QCOMPARE(newest->value, (QJsonObject{{u"name"_s, u"例え.test"_s}}));
    QCOMPARE(newest->note, u"second"_s);
    QCOMPARE(settings.put(u"domains"_s, {}, u"admin"_s, {}).value(), 3);
}

QTEST_GUILESS_MAIN(tst_Settings)
#include "tst_settings.moc"
