#include "gateway/net/messagecontent.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

#ifdef Q_OS_LINUX
#include "openfile.h"
#endif

using gateway::net::MessageContent;

class tst_MessageContent : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void staysInMemory();
    void movesToDisk();
    void moves();
    void missingDirectoryFails();
    void whatCannotBeMappedIsNotEmpty();
};

void tst_MessageContent::staysInMemory()
{
    MessageContent content(QStringLiteral("/nonexistent"));
    QVERIFY(content.append(QByteArray(MessageContent::memoryLimit - 1, 'a')));
    QVERIFY(content.append(QByteArrayView("b")));
    QVERIFY(!content.isOnDisk());
    QCOMPARE(content.size(), qint64(MessageContent::memoryLimit));
    QVERIFY(content.view()->endsWith("ab"));
}

void tst_MessageContent::movesToDisk()
{
    const QTemporaryDir directory;
    MessageContent content(directory.path());
    QByteArray expected;
    for (int i = 0; i < 10; ++i) {
        const QByteArray part(100'000, char('a' + i));
        QVERIFY(content.append(QByteArrayView(part)));
        expected += part;
        QCOMPARE(content.size(), expected.size());
        QVERIFY(*content.view() == expected); // Also between two parts.
    }
    QVERIFY(content.isOnDisk());
#ifdef Q_OS_LINUX
    QVERIFY(QDir(directory.path()).isEmpty()); // Nothing a crash could leave behind.
#endif
}

void tst_MessageContent::moves()
{
    const QTemporaryDir directory;
    for (const qsizetype size : {qsizetype(10), qsizetype(300'000)}) {
        MessageContent first(directory.path());
        QVERIFY(first.append(QByteArray(size, 'x')));
        const QByteArrayView octets = *first.view();
        QCOMPARE(octets.size(), size);
        MessageContent second(std::move(first));
        QCOMPARE(second.view()->data(), octets.data()); // They stay where they are.
        MessageContent third(QByteArray("old"));
        third = std::move(second);
        QCOMPARE(third.view()->data(), octets.data());
        QCOMPARE(octets, QByteArrayView(QByteArray(size, 'x')));
    }
}

void tst_MessageContent::missingDirectoryFails()
{
    MessageContent content(QStringLiteral("/nonexistent"));
    const gateway::Result<> result = content.append(QByteArray(MessageContent::memoryLimit + 1, 'a'));
    QVERIFY(!result);
    QCOMPARE(result.error().kind, gateway::Error::Kind::Io);
    QVERIFY(!result.error().message.isEmpty());
}

void tst_MessageContent::whatCannotBeMappedIsNotEmpty()
{
#ifdef Q_OS_LINUX
    const QTemporaryDir directory;
    MessageContent content(directory.path());
    QVERIFY(content.append(QByteArray(MessageContent::memoryLimit + 1, 'a')));
    QCOMPARE(replaceByNull(directory.path()), 1); // A device that no system maps.
    const gateway::Result<QByteArrayView> octets = content.view();
    QVERIFY(!octets);
    QCOMPARE(octets.error().kind, gateway::Error::Kind::Io);
    QVERIFY(!octets.error().message.isEmpty());
    QCOMPARE(content.size(), qint64(MessageContent::memoryLimit + 1));
#endif
}

QTEST_APPLESS_MAIN(tst_MessageContent)
#include "tst_messagecontent.moc"
