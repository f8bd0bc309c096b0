#include "gateway/store/durablefile.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <atomic>
#include <sys/stat.h>
#include <thread>
#include <unistd.h>

using namespace gateway;
using namespace gateway::store;
using namespace Qt::StringLiterals;

class tst_DurableFile : public QObject
{
    Q_OBJECT
private:
    std::unique_ptr<QTemporaryDir> m_directory;
    QString path(const QString &name) const { return m_directory->filePath(name); }
    static QByteArray contentOf(const QString &path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("(none)");
    }
    Result<> write(const QString &name, QByteArrayView octets) const
    {
        return writeDurably(m_directory->path(), name, std::span(&octets, 1));
    }

private Q_SLOTS:
    void init() { m_directory = std::make_unique<QTemporaryDir>(); }
    void piecesStandOneAfterAnother_data();
    void piecesStandOneAfterAnother();
    void replacesWhatHadTheName();
    void manyThreadsShareTheFlush();
    void missingDirectory();
    void append();
    void appendAtCutsATornEnd();
    void foreignFilesAreRefused_data();
    void foreignFilesAreRefused();
    void reads();
    void moves();
    void privateDirectory_data();
    void privateDirectory();
    void space();
};

void tst_DurableFile::piecesStandOneAfterAnother_data()
{
    QTest::addColumn<QList<QByteArray>>("pieces");
    QTest::newRow("none") << QList<QByteArray>{};
    QTest::newRow("one") << QList<QByteArray>{"a"};
    QTest::newRow("with empty ones") << QList<QByteArray>{"", "a", "", "b", ""};
    QTest::newRow("more than one call takes") << QList<QByteArray>(200, QByteArray(3000, 'x'));
    QTest::newRow("large") << QList<QByteArray>{QByteArray(5'000'000, 'y'), "\n"};
}

void tst_DurableFile::piecesStandOneAfterAnother()
{
    QFETCH(const QList<QByteArray>, pieces);
    const QList<QByteArrayView> views(pieces.begin(), pieces.end());
    QVERIFY(writeDurably(m_directory->path(), u"file"_s, std::span(views.begin(), views.end())));
    QCOMPARE(contentOf(path(u"file"_s)), pieces.join());
    QCOMPARE(QDir(m_directory->path()).entryList(QDir::Files | QDir::Hidden), QStringList{u"file"_s});
    struct stat status = {};
    QCOMPARE(::stat(QFile::encodeName(path(u"file"_s)).constData(), &status), 0);
    QCOMPARE(status.st_mode & 07777, mode_t(0600));
    QCOMPARE(status.st_nlink, nlink_t(1));
}

void tst_DurableFile::replacesWhatHadTheName()
{
    QVERIFY(write(u"file"_s, "old"));
    QVERIFY(write(u"file"_s, "new"));
    QCOMPARE(contentOf(path(u"file"_s)), QByteArray("new"));
    QCOMPARE(QDir(m_directory->path()).entryList(QDir::Files | QDir::Hidden), QStringList{u"file"_s});
}

void tst_DurableFile::manyThreadsShareTheFlush()
{
    std::atomic<int> failures = 0;
    std::vector<std::thread> threads;
    for (int t = 0; t < 16; ++t) {
        threads.emplace_back([&, t] {
            for (int i = 0; i < 25; ++i)
                failures += write(u"%1-%2"_s.arg(t).arg(i), "content") ? 0 : 1;
        });
    }
    for (std::thread &thread : threads)
        thread.join();
    QCOMPARE(failures, 0);
    QCOMPARE(QDir(m_directory->path()).entryList(QDir::Files | QDir::Hidden).size(), 400);
}

void tst_DurableFile::missingDirectory()
{
    const QByteArrayView octets("x");
    const Result<> result = writeDurably(path(u"nowhere"_s), u"file"_s, std::span(&octets, 1));
    QVERIFY(!result);
    QCOMPARE(result.error().kind, Error::Kind::NotFound);
    QVERIFY(result.error().message.contains(u"nowhere"_s));
}

void tst_DurableFile::append()
{
    QVERIFY(write(u"file"_s, "one\n"));
    QVERIFY(appendAt(path(u"file"_s), 4, "two\n", Flush::Now));
    QCOMPARE(contentOf(path(u"file"_s)), QByteArray("one\ntwo\n"));
    QVERIFY(!appendAt(path(u"missing"_s), 0, "x", Flush::Now));
    QVERIFY(!QFile::exists(path(u"missing"_s)));
}

void tst_DurableFile::appendAtCutsATornEnd()
{
    QVERIFY(write(u"file"_s, "one\ntor"));
    QVERIFY(appendAt(path(u"file"_s), 4, "two\n", Flush::Later));
    QCOMPARE(contentOf(path(u"file"_s)), QByteArray("one\ntwo\n"));
    const Result<> shorter = appendAt(path(u"file"_s), 9, "x", Flush::Now);
    QVERIFY(!shorter);
    QCOMPARE(shorter.error().kind, Error::Kind::Invalid);
}

void tst_DurableFile::foreignFilesAreRefused_data()
{
    QTest::addColumn<QString>("name");
    QTest::newRow("O7: symbolic link") << u"symbolic"_s;
    QTest::newRow("O7: hard link") << u"hard"_s;
    QTest::newRow("O7: pipe") << u"pipe"_s;
}

void tst_DurableFile::foreignFilesAreRefused()
{
    QFETCH(const QString, name);
    QVERIFY(write(u"victim"_s, "content"));
    const QByteArray victim = QFile::encodeName(path(u"victim"_s));
    const QByteArray planted = QFile::encodeName(path(name));
    if (name == "symbolic"_L1)
        QCOMPARE(::symlink(victim.constData(), planted.constData()), 0);
    else if (name == "hard"_L1)
        QCOMPARE(::link(victim.constData(), planted.constData()), 0);
    else
        QCOMPARE(::mkfifo(planted.constData(), 0600), 0);
    QVERIFY(!appendAt(path(name), 0, "x", Flush::Now));
    QVERIFY(name == "hard"_L1 || !readFile(path(name), 100));
    QVERIFY(write(name, "own")); // A planted name is replaced, never written through.
    QCOMPARE(contentOf(path(u"victim"_s)), QByteArray("content"));
    QCOMPARE(contentOf(path(name)), QByteArray("own"));
}

void tst_DurableFile::reads()
{
    QVERIFY(write(u"file"_s, "0123456789"));
    QCOMPARE(readFile(path(u"file"_s), 100).value(), QByteArray("0123456789"));
    QCOMPARE(readFile(path(u"file"_s), 3).value(), QByteArray("012"));
    const Result<FileReader> file = FileReader::open(path(u"file"_s));
    QVERIFY(file);
    QCOMPARE(file->size(), 10);
    QCOMPARE(file->read(4, 3).value(), QByteArray("456"));
    QCOMPARE(file->read(40, 3).value(), QByteArray());
    QCOMPARE(readFile(path(u"none"_s), 3).error().kind, Error::Kind::NotFound);
}

void tst_DurableFile::moves()
{
    QVERIFY(write(u"file"_s, "x"));
    QVERIFY(ensurePrivateDirectory(path(u"sub"_s)));
    QVERIFY(moveDurably(path(u"file"_s), path(u"sub/other"_s)));
    QCOMPARE(contentOf(path(u"sub/other"_s)), QByteArray("x"));
    QVERIFY(!QFile::exists(path(u"file"_s)));
    QVERIFY(!moveDurably(path(u"file"_s), path(u"sub/other"_s)));
    QVERIFY(removeFile(path(u"sub/other"_s), Flush::Now));
    QCOMPARE(removeFile(path(u"sub/other"_s)).error().kind, Error::Kind::NotFound);
}

void tst_DurableFile::privateDirectory_data()
{
    QTest::addColumn<int>("mode");
    QTest::addColumn<bool>("isGood");
    QTest::newRow("missing: made") << -1 << true;
    QTest::newRow("0700") << 0700 << true;
    QTest::newRow("O7: readable by others") << 0755 << false;
    QTest::newRow("O7: writable by the group") << 0770 << false;
    QTest::newRow("O7: not ours to write") << 0500 << false;
    QTest::newRow("O7: a link") << -2 << false;
    QTest::newRow("a file") << -3 << false;
}

void tst_DurableFile::privateDirectory()
{
    QFETCH(const int, mode);
    QFETCH(const bool, isGood);
    const QString name = path(u"private"_s);
    const QByteArray encoded = QFile::encodeName(name);
    if (mode >= 0) {
        QCOMPARE(::mkdir(encoded.constData(), 0700), 0);
        QCOMPARE(::chmod(encoded.constData(), mode_t(mode)), 0);
    } else if (mode == -2) {
        QCOMPARE(::symlink(QFile::encodeName(m_directory->path()).constData(), encoded.constData()), 0);
    } else if (mode == -3) {
        QVERIFY(write(u"private"_s, "x"));
    }
    QCOMPARE(bool(ensurePrivateDirectory(name)), isGood);
    if (isGood)
        QVERIFY(ensurePrivateDirectory(name)); // Again: nothing to do.
}

void tst_DurableFile::space()
{
    QVERIFY(freeSpace(m_directory->path()) > 0);
    QVERIFY(freeFiles(m_directory->path()) != 0);
    QCOMPARE(freeSpace(path(u"none"_s)), -1);
}

QTEST_GUILESS_MAIN(tst_DurableFile)
#include "tst_durablefile.moc"
