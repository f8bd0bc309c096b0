#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QSet>
#include <QTemporaryDir>
#include <QTest>
#include <QXmlStreamReader>

using namespace Qt::StringLiterals;

namespace {

struct Entry {
    QString context, source, translation;
    bool isFinished = true;
};

/// The messages of a .ts file; forms of a plural are joined by line feeds.
QList<Entry> read(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QXmlStreamReader xml(&file);
    QList<Entry> entries;
    QString context;
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement)
            continue;
        if (xml.name() == "name"_L1) {
            context = xml.readElementText();
        } else if (xml.name() == "message"_L1) {
            entries.append({context, {}, {}, true});
        } else if (xml.name() == "source"_L1) {
            entries.last().source = xml.readElementText();
        } else if (xml.name() == "translation"_L1) {
            entries.last().isFinished = !xml.attributes().hasAttribute("type"_L1);
            entries.last().translation = xml.readElementText(QXmlStreamReader::IncludeChildElements);
        }
    }
    return entries;
}

QString key(const Entry &entry) { return entry.context + u'\n' + entry.source; }

QStringList placeholders(const QString &text)
{
    static const QRegularExpression pattern(u"%n|%\\d"_s);
    QStringList found;
    for (auto it = pattern.globalMatch(text); it.hasNext();)
        found.append(it.next().captured());
    found.removeDuplicates();
    found.sort();
    return found;
}

} // namespace

/// A sentence without its translation is a failing test, not a surprise for a reader.
class tst_Translations : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everySentenceIsTranslated();
    void pluralsAreWritten();
    void placeholdersSurvive();
    void japaneseKeepsItsRules();

private:
    const QString m_japanese = QStringLiteral(I18N "/postern_ja.ts"), m_english = QStringLiteral(I18N "/postern_en.ts");
};

void tst_Translations::everySentenceIsTranslated()
{
    QTemporaryDir directory;
    const QString fresh = directory.filePath(u"fresh.ts"_s);
    QProcess lupdate;
    lupdate.start(QStringLiteral(LUPDATE), {u"-silent"_s, u"-I"_s, QStringLiteral(SOURCES), u"-source-language"_s, u"en"_s, u"-target-language"_s, u"ja"_s,
                                            QStringLiteral(SOURCES "/ui"), u"-ts"_s, fresh});
    QVERIFY2(lupdate.waitForFinished(60'000) && lupdate.exitCode() == 0, lupdate.readAllStandardError().constData());
    const QList<Entry> wanted = read(fresh), translated = read(m_japanese);
    QVERIFY(wanted.size() > 300);
    QSet<QString> known;
    for (const Entry &entry : translated) {
        QVERIFY2(entry.isFinished && !entry.translation.isEmpty(), qPrintable(key(entry)));
        known.insert(key(entry));
    }
    for (const Entry &entry : wanted)
        QVERIFY2(known.contains(key(entry)), qPrintable(key(entry)));
    QCOMPARE(translated.size(), wanted.size()); // And nothing is kept that no source says any more.
}

void tst_Translations::pluralsAreWritten()
{
    const QList<Entry> plurals = read(m_english);
    QVERIFY(!plurals.isEmpty());
    for (const Entry &entry : plurals) {
        QVERIFY2(entry.isFinished && !entry.translation.isEmpty(), qPrintable(key(entry)));
        QVERIFY2(!entry.translation.contains(u"(s)"_s), qPrintable(entry.translation));
    }
}

void tst_Translations::placeholdersSurvive()
{
    const QList<Entry> translated = read(m_japanese);
    for (const Entry &entry : translated)
        QVERIFY2(placeholders(entry.source) == placeholders(entry.translation), qPrintable(key(entry) + u'\n' + entry.translation));
}

// The guide's section 8: no exclamation marks, no space between Japanese and digits or Latin letters, long vowels as in サーバ.
void tst_Translations::japaneseKeepsItsRules()
{
    static const QRegularExpression spaced(uR"([ぁ-んァ-ヶ一-龠]\s[0-9A-Za-z]|[0-9A-Za-z]\s[ぁ-んァ-ヶ一-龠])"_s);
    static const QRegularExpression words(u"[!！]|サーバー|ユーザー|フォルダー"_s);
    const QList<Entry> translated = read(m_japanese);
    for (const Entry &entry : translated) {
        QVERIFY2(!entry.translation.contains(spaced), qPrintable(entry.translation));
        QVERIFY2(!entry.translation.contains(words), qPrintable(entry.translation));
    }
}

QTEST_APPLESS_MAIN(tst_Translations)
#include "tst_translations.moc"
