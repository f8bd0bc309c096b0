#include "gateway/auth/taglist.h"

#include <QTest>

using namespace gateway::auth;

class tst_TagList : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void reads_data();
    void reads();
    void refuses_data();
    void refuses();
    void manyTags_P12();
    void lists();
    void base64();
    void numbers();
};

void tst_TagList::reads_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("tags"); // name=value, one a line.

    const auto row = [](const char *name, const QByteArray &text, const QByteArray &tags) { QTest::newRow(name) << text << tags; };
    row("one", "v=1", "v=1\n");
    row("several", "v=1;a=b", "v=1\na=b\n");
    row("last semicolon", "v=1; ", "v=1\n");
    row("white space around", " v = 1\r\n\t; a\r\n =\r\n b \r\n", "v=1\na=b\n");
    row("white space within stays", "n=a  b", "n=a  b\n");
    row("empty value", "p=; a=", "p=\na=\n");
    row("equals in a value", "b=YQ==;x=1", "b=YQ==\nx=1\n");
    row("case counts (RFC 6376 3.2)", "a=1;A=2", "a=1\nA=2\n");
    row("names with digits and underscore", "x_1=y", "x_1=y\n");
    row("UTF-8 (RFC 8616)", "d=\xc3\xa9.example", "d=\xc3\xa9.example\n");
}

void tst_TagList::reads()
{
    QFETCH(const QByteArray, text);
    const auto list = TagList::parse(text);
    QVERIFY2(list, list ? "" : qPrintable(list.error().message));
    QByteArray tags;
    for (const TagList::Tag &tag : list->tags()) {
        tags.append(tag.name).append('=').append(tag.value).append('\n');
        QCOMPARE(list->find(tag.name), &tag);
    }
    QTEST(tags, "tags");
}

void tst_TagList::refuses_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("nothing") << QByteArray("");
    QTest::newRow("only white space") << QByteArray(" \r\n");
    QTest::newRow("no equals") << QByteArray("synerr");
    QTest::newRow("a second tag without equals") << QByteArray("k=rsa; t; p=x");
    QTest::newRow("two semicolons") << QByteArray("a=1;;b=2");
    QTest::newRow("semicolon first") << QByteArray(";a=1");
    QTest::newRow("no name") << QByteArray("a=1; =2");
    QTest::newRow("name begins with a digit") << QByteArray("1a=2");
    QTest::newRow("white space in a name") << QByteArray("a b=2");
    QTest::newRow("twice") << QByteArray("a=1; b=2; a=1");
    QTest::newRow("control character") << QByteArray("a=\x01");
    QTest::newRow("NUL") << QByteArray("a=1\0", 4);
}

void tst_TagList::refuses()
{
    QFETCH(const QByteArray, text);
    const auto list = TagList::parse(text);
    QVERIFY(!list);
    QVERIFY(!list.error().message.isEmpty());
}

void tst_TagList::manyTags_P12()
{
    QByteArray text;
    for (int i = 0; i < 200'000; ++i)
        text += "a" + QByteArray::number(i) + "=;";
    QVERIFY(!TagList::parse(text));
    text = "a=";
    for (int i = 1; i < TagList::maxTags; ++i)
        text += ";a" + QByteArray::number(i) + '=';
    QVERIFY(TagList::parse(text));
    QVERIFY(!TagList::parse(text + ";b="));
}

void tst_TagList::lists()
{
    QCOMPARE(colonList(" from : to\r\n :: subject"), (QList<QByteArrayView>{"from", "to", "", "subject"}));
    QCOMPARE(colonList(""), QList<QByteArrayView>{""});
}

void tst_TagList::base64()
{
    QCOMPARE(decodedBase64(" YW\r\n Jj "), QByteArray("abc"));
    QCOMPARE(decodedBase64("YWI="), QByteArray("ab"));
    for (const char *text : {"", " ", "YW*j", "YW=j", "====", "Y"})
        QVERIFY2(!decodedBase64(text), text);
}

void tst_TagList::numbers()
{
    QCOMPARE(decimal("0", 12), 0);
    QCOMPARE(decimal("999999999999", 12), 999'999'999'999);
    for (const char *text : {"", "1000000000000", "-1", "+1", " 1", "1 2", "0x1", "1.0"})
        QVERIFY2(!decimal(text, 12), text);
}

QTEST_APPLESS_MAIN(tst_TagList)
#include "tst_taglist.moc"
