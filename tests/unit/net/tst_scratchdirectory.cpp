#include "gateway/net/scratchdirectory.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace gateway;
using namespace gateway::net;

class tst_ScratchDirectory : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isPrivateAndGoesWithAllItHolds_V6();
    void leftoversOfAKilledGatewayAreRemoved_V6();
    void othersCannotPrepareIt_O7();
    void eachDataDirectoryHasItsPlace();
};

void tst_ScratchDirectory::isPrivateAndGoesWithAllItHolds_V6()
{
    const QTemporaryDir parent;
    QString path;
    {
        const Result<ScratchDirectory> scratch = ScratchDirectory::make(parent.path());
        QVERIFY(scratch);
        path = QFile::decodeName(scratch->path());
        QCOMPARE(QFile::permissions(path) & (QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther), QFile::Permissions());
        QVERIFY(QDir(path).mkpath(u"deep/er"_s));
        QFile file(path + "/deep/er/file"_L1);
        QVERIFY(file.open(QIODevice::WriteOnly));
    }
    QVERIFY(!QFile::exists(path));
}

void tst_ScratchDirectory::leftoversOfAKilledGatewayAreRemoved_V6()
{
    const QTemporaryDir data;
    const QString parent = data.filePath(u"scratch"_s);
    QVERIFY(ScratchDirectory::prepareParent(parent)); // Made, as it is not there.
    QVERIFY(QDir(parent).mkpath(u"scan-abc123/part"_s));
    QVERIFY(QDir(parent).mkpath(u"something else"_s));
    QVERIFY(ScratchDirectory::prepareParent(parent));
    QCOMPARE(QDir(parent).entryList(QDir::AllEntries | QDir::NoDotAndDotDot), QStringList{u"something else"_s});
}

void tst_ScratchDirectory::othersCannotPrepareIt_O7()
{
    const QTemporaryDir data;
    const QString open = data.filePath(u"open"_s);
    QVERIFY(QDir().mkdir(open));
    QVERIFY(QFile::setPermissions(open, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner | QFile::WriteOther | QFile::ExeOther));
    const Result<> refused = ScratchDirectory::prepareParent(open);
    QVERIFY(!refused && refused.error().kind == Error::Kind::Invalid);
    const QString link = data.filePath(u"link"_s);
    QVERIFY(QFile::link(data.path(), link));
    QVERIFY(!ScratchDirectory::prepareParent(link));
}

void tst_ScratchDirectory::eachDataDirectoryHasItsPlace()
{
    const QString place = ScratchDirectory::placeOf(u"/data/one"_s);
    QCOMPARE(ScratchDirectory::placeOf(u"/data/one"_s), place);
    QVERIFY(ScratchDirectory::placeOf(u"/data/two"_s) != place);
}

QTEST_APPLESS_MAIN(tst_ScratchDirectory)
#include "tst_scratchdirectory.moc"
