#include "gateway/logrecord.h"

#include <QTest>

using gateway::LogRecord;

class tst_LogRecord : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void values_O5_data();
    void values_O5();
};

void tst_LogRecord::values_O5_data()
{
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QByteArray>("written");
    QTest::newRow("a word") << QByteArray("192.0.2.1") << QByteArray("192.0.2.1");
    QTest::newRow("nothing") << QByteArray() << QByteArray("\"\"");
    QTest::newRow("blanks") << QByteArray("no such user") << QByteArray("\"no such user\"");
    QTest::newRow("a forged field") << QByteArray("x\" id=\"1") << QByteArray("\"x\\\" id=\\\"1\"");
    QTest::newRow("a forged line") << QByteArray("x\r\nevent=ok") << QByteArray("\"x\\x0d\\x0aevent=ok\"");
    QTest::newRow("a terminal's escape") << QByteArray("\x1b[2J") << QByteArray("\"\\x1b[2J\"");
    QTest::newRow("beyond ASCII") << QByteArray("\xe3\x81\x82") << QByteArray("\"\\xe3\\x81\\x82\"");
    QTest::newRow("long") << QByteArray(3000, 'x') << QByteArray(2048, 'x');
}

void tst_LogRecord::values_O5()
{
    QFETCH(const QByteArray, value);
    QFETCH(const QByteArray, written);
    QCOMPARE(LogRecord("test").add("key", value).text(), "event=test key=" + written);
}

QTEST_APPLESS_MAIN(tst_LogRecord)
#include "tst_logrecord.moc"
