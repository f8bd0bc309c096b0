#include "gateway/store/searchtext.h"

#include <QTest>

using namespace gateway::store;
using namespace Qt::StringLiterals;

class tst_SearchText : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void folds_data();
    void folds();
};

void tst_SearchText::folds_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("folded");
    QTest::newRow("plain") << u"plain text"_s << u"plain text"_s;
    QTest::newRow("case") << u"Rechnung ÄRGER"_s << u"rechnung ärger"_s;
    QTest::newRow("full-width letters") << u"ＡＢＣ１２"_s << u"abc12"_s;
    QTest::newRow("half-width kana") << u"ｶﾞｲﾄﾞ"_s << u"ガイド"_s;
    QTest::newRow("composed and decomposed") << u"e\u0301"_s << u"\u00e9"_s;
    QTest::newRow("kanji") << u"請求書"_s << u"請求書"_s;
    QTest::newRow("control characters") << u"a\r\nb\tc"_s << u"a  b c"_s;
    QTest::newRow("too long") << QString(2000, u'x') << QString(1000, u'x');
    QTest::newRow("grows when folded") << QString(1000, u'\ufdfa') << searchText(QString(1000, u'\ufdfa')).left(1000);
}

void tst_SearchText::folds()
{
    QFETCH(const QString, text);
    QTEST(searchText(text), "folded");
    QVERIFY(searchText(text).size() <= 1000);
}

QTEST_GUILESS_MAIN(tst_SearchText)
#include "tst_searchtext.moc"
