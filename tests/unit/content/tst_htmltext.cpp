#include "gateway/content/htmltext.h"

#include <QTest>

using namespace gateway::content;
using namespace Qt::StringLiterals;

class tst_HtmlText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsText_data();
    void readsText();
    void readsLinks();
    void worksLinearly_data();
    void worksLinearly();
};

void tst_HtmlText::readsText_data()
{
    QTest::addColumn<QString>("html");
    QTest::addColumn<QString>("text");
    QTest::addColumn<qsizetype>("hidden");
    const auto row = [](const char *name, const QString &html, const QString &text, qsizetype hidden = 0) {
        QTest::newRow(name) << html << text << hidden;
    };
    row("blocks are lines", u"<p>one</p><p>two<br>three</p>"_s, u"one\ntwo\nthree\n"_s);
    row("white space is one blank", u"a \r\n\t b"_s, u"a b"_s);
    row("entities", u"&lt;&amp;&#65;&#x42;&eacute;&nosuch;&#;"_s, u"<&AB\u00e9&nosuch;&#;"_s);
    row("script, style and title are no text", u"<title>t</title>a<script>b</script><style>c</style>d"_s, u"ad"_s);
    row("comments are no text", u"a<!-- b --><!doctype x>c"_s, u"ac"_s);
    row("P11: a comment without end", u"a<!-- b"_s, u"a"_s);
    row("P11: a script without end", u"a<script>b"_s, u"a"_s);
    row("P11: a tag without end", u"a<b c=\"d"_s, u"a"_s);
    row("P11: a lone angle", u"1 < 2"_s, u"1 < 2"_s);
    row("P11: end tags of nothing", u"</b></b>a</table>"_s, u"a\n"_s);
    row("hidden by display", u"a<div style=\"display: none\">bcd</div>e"_s, u"a\ne"_s, 3);
    row("hidden by size", u"<span style='font-size:0px'>abc</span>d"_s, u"d"_s, 3);
    row("hidden by colour", u"<font color=#FFFFFF>abc</font>d"_s, u"d"_s, 3);
    row("hidden inside hidden", u"<p hidden>a<span style='display:none'>b</span>c</p>d"_s, u"\nd"_s, 3);
    row("a small size is no zero", u"<p style='font-size:0.9em'>abc</p>"_s, u"abc\n"_s);
    row("a background is no colour", u"<p style='background-color:#fff'>abc</p>"_s, u"abc\n"_s);
}

void tst_HtmlText::readsText()
{
    QFETCH(const QString, html);
    QFETCH(const QString, text);
    const HtmlText result = readHtml(html);
    QCOMPARE(result.text.trimmed(), text.trimmed());
    QTEST(result.hiddenLength, "hidden");
}

void tst_HtmlText::readsLinks()
{
    const HtmlText result =
        readHtml(u"<a href='http://a.example/?x=1&amp;y=2'>click <b>here</b></a><img src=//b.example/i.png><form "
                 u"action=\"https://c.example\">"
                 u"<input TYPE=Password></form><iframe src=d></iframe><a>none</a><meta http-equiv=refresh>"_s);
    QCOMPARE(result.links.size(), 4);
    QCOMPARE(result.links[0].target, u"http://a.example/?x=1&y=2"_s);
    QCOMPARE(result.links[0].text, u"click here"_s);
    QCOMPARE(result.links[1].kind, HtmlLink::Kind::Image);
    QCOMPARE(result.links[2].kind, HtmlLink::Kind::Form);
    QCOMPARE(result.images, 1);
    QVERIFY(result.hasForm && result.hasPasswordField && result.hasRefresh && !result.hasScript);
}

void tst_HtmlText::worksLinearly_data()
{
    QTest::addColumn<QString>("unit");
    const auto row = [](const char *name, const QString &unit) { QTest::newRow(name) << unit; };
    row("P11: nested tags", u"<div>"_s);
    row("P11: comments without end", u"<!--"_s);
    row("P11: scripts without end", u"<script>"_s);
    row("P11: tags without end", u"<a b="_s);
    row("P11: quotes without end", u"<a b=\"c"_s);
    row("P11: attributes", u" a=b"_s);
    row("P11: ampersands", u"&"_s);
    row("P11: anchors without end", u"<a href=x>"_s);
    row("P11: end tags", u"</p>"_s);
    row("P11: declarations", u"<!"_s);
}

void tst_HtmlText::worksLinearly()
{
    QFETCH(const QString, unit);
    const qint64 once = readHtml(unit.repeated(20000)).steps, twice = readHtml(unit.repeated(40000)).steps;
    QVERIFY(once > 0 && twice <= once * 22 / 10);
}

QTEST_APPLESS_MAIN(tst_HtmlText)
#include "tst_htmltext.moc"
