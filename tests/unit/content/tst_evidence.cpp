#include "gateway/content/evidence.h"
#include "gateway/content/phrases.h"
#include "gateway/reasontext.h"

#include <QDirIterator>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QSet>
#include <QTest>
#include <cmath>

using namespace gateway;
using namespace gateway::content;
using namespace Qt::StringLiterals;

/// Every id that the code can emit has a weight and a sentence in both languages.
class tst_Evidence : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyIdHasASentence_data();
    void everyIdHasASentence();
    void gtubeAloneIsCertain();
    void keepsTheFirstOfEachId();
};

namespace {

QByteArray octetsOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QStringList keysOf(const QString &resource)
{
    return QJsonDocument::fromJson(octetsOf(resource)).object().keys();
}

QStringList allIds()
{
    (void)baseWeight(); // Loads the resources.
    QSet<QString> ids;
    for (const QString &id : keysOf(u":/rules/content.json"_s))
        ids.insert(id);
    for (const QString &group : keysOf(u":/rules/phrases.json"_s))
        ids << group << group + u"-many"_s;
    static const QRegularExpression literal(u"\"((?:spam|phish|imperson|graymail|file|structure|ham)\\.[a-z-]+)\""_s);
    QDirIterator sources(QStringLiteral(TEST_DATA "/../../gateway/content"), {u"*.cpp"_s});
    while (sources.hasNext())
        for (QRegularExpressionMatchIterator it = literal.globalMatch(QString::fromUtf8(octetsOf(sources.next())));
             it.hasNext();)
            ids.insert(it.next().captured(1));
    QStringList sorted(ids.begin(), ids.end());
    sorted.sort();
    return sorted;
}

} // namespace

void tst_Evidence::everyIdHasASentence_data()
{
    QTest::addColumn<QByteArray>("id");
    for (const QString &id : allIds())
        QTest::newRow(qPrintable(id)) << id.toLatin1();
}

void tst_Evidence::everyIdHasASentence()
{
    QFETCH(const QByteArray, id);
    const QString english = catalogueText(id, {}, gateway::Language::English),
                  japanese = catalogueText(id, {}, gateway::Language::Japanese);
    QVERIFY(english != QString::fromLatin1(id));
    QVERIFY(japanese != english);
    QVERIFY(std::ranges::any_of(japanese, [](QChar c) { return c.unicode() >= 0x3040; }));
    QVERIFY(english.endsWith(u'.') || english.endsWith(u'}'));
    static const QRegularExpression placeholder(u"\\{[a-z]+\\}"_s);
    QSet<QString> inEnglish, inJapanese;
    for (auto it = placeholder.globalMatch(english); it.hasNext();)
        inEnglish.insert(it.next().captured());
    for (auto it = placeholder.globalMatch(japanese); it.hasNext();)
        inJapanese.insert(it.next().captured());
    QCOMPARE(inJapanese, inEnglish);
}

void tst_Evidence::gtubeAloneIsCertain()
{
    QVERIFY(baseWeight() < 0);
    QVERIFY(100 / (1 + std::exp(-(baseWeight() + weightOf("spam.gtube")))) > 99.9);
    QCOMPARE(weightOf("spam.nothing-like-it"), 0.0);
}

void tst_Evidence::keepsTheFirstOfEachId()
{
    Evidence evidence;
    evidence.add("spam.gtube", {{u"text"_s, u"a\nb"_s}});
    evidence.add("spam.gtube", {{u"text"_s, u"c"_s}});
    const QList<Reason> reasons = evidence.take();
    QCOMPARE(reasons.size(), 1);
    QCOMPARE(reasons[0].evidence.value(u"text"_s), u"a\u240Ab"_s);
    QCOMPARE(reasons[0].points, weightOf("spam.gtube"));
}

QTEST_APPLESS_MAIN(tst_Evidence)
#include "tst_evidence.moc"
