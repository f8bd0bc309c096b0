#include "gateway/reasontext.h"
#include "gateway/reputation/reasons.h"
#include "gateway/reputation/safetext.h"

#include <QFile>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace gateway;
using namespace reputation;
using namespace Qt::StringLiterals;

class tst_ConnectionReasons : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyIdHasASentence_data();
    void everyIdHasASentence();
    void noSentenceIsLeftOver();
    void safeText_S17_data();
    void safeText_S17();
};

void tst_ConnectionReasons::everyIdHasASentence_data()
{
    QTest::addColumn<QByteArray>("id");
    for (const QByteArray &id : reasonIds())
        QTest::newRow(id.constData()) << id;
}

void tst_ConnectionReasons::everyIdHasASentence()
{
    QFETCH(const QByteArray, id);
    QVERIFY(id.startsWith("connection."));
    const QString english = catalogueText(id, {}, Language::English), japanese = catalogueText(id, {}, Language::Japanese);
    QVERIFY(english != QString::fromLatin1(id));
    QVERIFY(std::ranges::any_of(japanese, [](QChar c) { return c.unicode() >= 0x3040; }));
    QVERIFY(english.endsWith(u'.') != id.startsWith("connection.rule-")); // A rule has a name, all else is a sentence.
    static const QRegularExpression placeholder(u"\\{[a-z]+\\}"_s);
    QSet<QString> inEnglish, inJapanese;
    for (auto it = placeholder.globalMatch(english); it.hasNext();)
        inEnglish.insert(it.next().captured());
    for (auto it = placeholder.globalMatch(japanese); it.hasNext();)
        inJapanese.insert(it.next().captured());
    QCOMPARE(inJapanese, inEnglish);
}

void tst_ConnectionReasons::noSentenceIsLeftOver()
{
    (void)catalogueText("connection.rate-messages", {}, Language::English); // Makes the resources known.
    QFile file(u":/reasons/connection.json"_s);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QJsonObject sentences = QJsonDocument::fromJson(file.readAll()).object();
    const QList<QByteArray> ids = reasonIds();
    for (const QString &id : sentences.keys())
        QVERIFY2(ids.contains(id.toLatin1()), qPrintable(id));
}

void tst_ConnectionReasons::safeText_S17_data()
{
    QTest::addColumn<QByteArray>("octets");
    QTest::addColumn<QString>("text");
    QTest::newRow("plain") << QByteArray("mail.example.com") << u"mail.example.com"_s;
    QTest::newRow("a line end") << QByteArray("a\r\nb") << u"a\\x0d\\x0ab"_s;
    QTest::newRow("a terminal's escape") << QByteArray("\x1b[2J") << u"\\x1b[2J"_s;
    QTest::newRow("a backslash") << QByteArray("\\x0d") << u"\\x5cx0d"_s;
    QTest::newRow("beyond ASCII") << QByteArray("\xe3\x81\x82") << u"\\xe3\\x81\\x82"_s;
    QTest::newRow("long") << QByteArray(1000, 'x') << QString(255, u'x');
    QTest::newRow("no half escape") << QByteArray(254, 'x') + '\n' << QString(254, u'x');
}

void tst_ConnectionReasons::safeText_S17()
{
    QFETCH(const QByteArray, octets);
    QTEST(safeText(octets), "text");
}

QTEST_APPLESS_MAIN(tst_ConnectionReasons)
#include "tst_connectionreasons.moc"
