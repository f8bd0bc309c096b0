#include "gateway/auth/publicsuffix.h"

#include "gateway/smtp/address.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <thread>
#include <vector>

using namespace gateway;
using auth::PublicSuffixes;

class tst_PublicSuffix : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void builtinList_data();
    void builtinList();
    void readsAList();
    void refusesWhatIsNoList();
    void manyThreadsMayAsk();
    void conformance_data();
    void conformance();
};

void tst_PublicSuffix::builtinList_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("organizationalDomain");
    QTest::addColumn<bool>("isPublicSuffix");

    const auto row = [](const char *what, QByteArray name, QByteArray organizational, bool isSuffix = false) {
        QTest::newRow(what) << name << organizational << isSuffix;
    };
    row("itself", "example.com", "example.com");
    row("deep", "a.b.c.example.com", "example.com");
    row("case and final dot", "WWW.Example.COM.", "example.com");
    row("two labels", "mail.example.co.uk", "example.co.uk");
    row("top-level domain", "com", "", true);
    row("public suffix", "co.uk", "", true);
    row("unlisted top-level domain", "mail.host.example", "host.example");
    row("privateSuffix_P13", "mallory.github.io", "mallory.github.io");
    row("privateSuffixItself_P13", "github.io", "", true);
    row("exception", "www.city.kawasaki.jp", "city.kawasaki.jp");
    row("A-labels", "www.xn--85x722f.xn--55qx5d.cn", "xn--85x722f.xn--55qx5d.cn");
    row("A-label suffix", "xn--55qx5d.cn", "", true);
    row("empty", "", "");
    row("leading dot", ".example.com", "");
    row("empty label", "a..com", "");
    row("too long", QByteArray(260, 'a') + ".com", "");
}

void tst_PublicSuffix::builtinList()
{
    QFETCH(const QByteArray, name);
    const PublicSuffixes suffixes;
    QTEST(suffixes.organizationalDomain(name), "organizationalDomain");
    QTEST(suffixes.isPublicSuffix(name), "isPublicSuffix");
}

void tst_PublicSuffix::readsAList()
{
    const QTemporaryDir directory;
    const QString path = directory.filePath(QStringLiteral("list.dat"));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("// ours\ntest\nshop.test\n*.wild.test\n!one.wild.test\n");
    file.close();
    const auto suffixes = PublicSuffixes::fromFile(path);
    QVERIFY(suffixes.has_value());
    QCOMPARE(suffixes->organizationalDomain("a.b.test"), "b.test");
    QCOMPARE(suffixes->organizationalDomain("a.b.shop.test"), "b.shop.test");
    QCOMPARE(suffixes->organizationalDomain("a.b.c.wild.test"), "b.c.wild.test");
    QCOMPARE(suffixes->organizationalDomain("a.one.wild.test"), "one.wild.test");
    QVERIFY(suffixes->isPublicSuffix("shop.test"));
}

void tst_PublicSuffix::refusesWhatIsNoList()
{
    const QTemporaryDir directory;
    const QString path = directory.filePath(QStringLiteral("empty.dat"));
    QVERIFY(!PublicSuffixes::fromFile(path));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.close();
    const auto suffixes = PublicSuffixes::fromFile(path);
    QVERIFY(!suffixes);
    QVERIFY(suffixes.error().message.contains(path));
}

void tst_PublicSuffix::manyThreadsMayAsk()
{
    const PublicSuffixes suffixes;
    std::atomic<int> right = 0;
    std::vector<std::thread> threads;
    for (int i = 0; i < 4; ++i) {
        threads.emplace_back([&suffixes, &right] {
            for (int each = 0; each < 1000; ++each)
                right += suffixes.organizationalDomain("a.example.co.uk") == "example.co.uk";
        });
    }
    for (std::thread &thread : threads)
        thread.join();
    QCOMPARE(right.load(), 4000);
}

void tst_PublicSuffix::conformance_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("organizationalDomain");

    QFile file(QStringLiteral(SHARED_DATA "/conformance/psl/tests.half.txt"));
    if (!file.open(QIODevice::ReadOnly))
        QSKIP("The collection is not here.");
    const auto aLabels = [](const QByteArray &name) {
        return name == "null" ? QByteArray() : smtp::Mailbox{QByteArrayLiteral("x"), name}.domainKey();
    };
    while (!file.atEnd()) {
        const QList<QByteArray> words = file.readLine().simplified().split(' ');
        if (words.size() == 2 && !words.first().startsWith("//"))
            QTest::newRow(words.first().constData()) << aLabels(words[0]) << aLabels(words[1]);
    }
}

void tst_PublicSuffix::conformance()
{
    QFETCH(const QByteArray, name);
    static const auto suffixes = PublicSuffixes::fromFile(QStringLiteral(SHARED_DATA "/conformance/psl/public_suffix_list.dat"));
    QVERIFY(suffixes.has_value());
    QTEST(suffixes->organizationalDomain(name), "organizationalDomain");
}

QTEST_GUILESS_MAIN(tst_PublicSuffix)
#include "tst_publicsuffix.moc"
