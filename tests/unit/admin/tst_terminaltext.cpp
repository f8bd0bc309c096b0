#include "app/posternctl/table.h"
#include "app/posternctl/terminaltext.h"

#include <QTest>

using namespace cli;
using namespace Qt::StringLiterals;

class tst_TerminalText : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void widths_data();
    void widths();
    void marks_data();
    void marks();
    void cuts_data();
    void cuts();
    void wraps_data();
    void wraps();
    void tableFits();
    void tableWrapsItsLastColumn();
};

void tst_TerminalText::widths_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("width");
    QTest::newRow("Latin") << u"abc"_s << 3;
    QTest::newRow("Japanese") << u"件名です"_s << 8;
    QTest::newRow("full-width Latin") << u"ＡＢ"_s << 4;
    QTest::newRow("half-width katakana") << u"ｱｲｳ"_s << 3;
    QTest::newRow("punctuation") << u"「、」"_s << 6;
    QTest::newRow("Korean") << u"한국"_s << 4;
    QTest::newRow("combining marks") << u"e\u0301"_s << 1;
    QTest::newRow("voiced kana in two parts") << u"か\u3099"_s << 2;
    QTest::newRow("beyond the first plane") << u"𠮷😀"_s << 4;
    QTest::newRow("nothing") << QString() << 0;
}

void tst_TerminalText::widths()
{
    QFETCH(const QString, text);
    QTEST(cells(text), "width");
}

void tst_TerminalText::marks_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("shown");
    QTest::newRow("plain") << u"a 件名"_s << u"a 件名"_s;
    QTest::newRow("escape") << u"\u001b[31m"_s << u"␛[31m"_s;
    QTest::newRow("line ends") << u"a\r\nb"_s << u"a␍␊b"_s;
    QTest::newRow("delete") << u"\u007f"_s << u"␡"_s;
    QTest::newRow("C1 control") << u"\u009b"_s << u"<U+009B>"_s;
    QTest::newRow("right-to-left override") << u"\u202e"_s << u"<U+202E>"_s;
    QTest::newRow("zero-width") << u"a\u200bb"_s << u"a<U+200B>b"_s;
    QTest::newRow("half a pair") << QString(QChar(u'\xd800')) << u"\ufffd"_s;
    QTest::newRow("tag beyond the first plane") << u"\U000E0041"_s << u"<U+E0041>"_s;
}

void tst_TerminalText::marks()
{
    QFETCH(const QString, text);
    QTEST(marked(text), "shown");
    QCOMPARE(markedLines(u"a\r\n\tb\n"_s + text), u"a\n\tb\n"_s + markedLines(text));
}

void tst_TerminalText::cuts_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<Cut>("where");
    QTest::addColumn<QString>("shown");
    QTest::newRow("fits") << u"12345678"_s << Cut::End << u"12345678"_s;
    QTest::newRow("end") << u"123456789"_s << Cut::End << u"1234567…"_s;
    QTest::newRow("middle") << u"123456789"_s << Cut::Middle << u"1234…789"_s;
    QTest::newRow("wide end") << u"件名件名件名"_s << Cut::End << u"件名件…"_s;
    QTest::newRow("wide middle") << u"件名件名件名"_s << Cut::Middle << u"件名…名"_s;
    QTest::newRow("never") << u"1234567890"_s << Cut::Never << u"1234567890"_s;
}

void tst_TerminalText::cuts()
{
    QFETCH(const QString, text);
    QFETCH(const Cut, where);
    QTEST(cut(text, 8, where), "shown");
}

void tst_TerminalText::wraps_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QStringList>("lines");
    QTest::newRow("words") << u"one two three"_s << QStringList{u"one two"_s, u"three"_s};
    QTest::newRow("a long word") << u"a 1234567890 b"_s << QStringList{u"a"_s, u"12345678"_s, u"90 b"_s};
    QTest::newRow("Japanese") << u"これは長い文です"_s << QStringList{u"これは長"_s, u"い文です"_s};
    QTest::newRow("nothing") << QString() << QStringList{QString()};
}

void tst_TerminalText::wraps()
{
    QFETCH(const QString, text);
    QTEST(wrapped(text, 8), "lines");
}

void tst_TerminalText::tableFits()
{
    Table table({{u"Id"_s}, {u"N"_s, Table::Align::Right}, {u"Subject"_s, Table::Align::Left, Table::Overflow::CutEnd}});
    table.addRow({u"m1"_s, u"5"_s, u"a subject of some length"_s});
    table.addRow({u"m22"_s, u"55"_s, u"件名件名件名件名"_s});
    QCOMPARE(table.toString(20), u"Id    N  Subject\nm1    5  a subject …\nm22  55  件名件名件…\n"_s);
}

void tst_TerminalText::tableWrapsItsLastColumn()
{
    Table table({{}, {{}, Table::Align::Left, Table::Overflow::Wrap}});
    table.addRow({u"Why"_s, u"one two three four"_s});
    QCOMPARE(table.toString(16, 2), u"  Why  one two\n       three\n       four\n"_s);
}

QTEST_GUILESS_MAIN(tst_TerminalText)
#include "tst_terminaltext.moc"
