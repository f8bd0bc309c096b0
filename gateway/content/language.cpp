#include "gateway/content/language.h"

#include <QHash>
#include <array>

using namespace Qt::StringLiterals;

namespace gateway::content {
namespace {

constexpr qsizetype sample = 8000;

struct StopWords {
    const char16_t *language;
    std::array<QStringView, 16> words;
};
// Frequent words that no other of these languages has, as far as there are any.
constexpr std::array stopWords{
    StopWords{u"en",
              {u"the", u"and", u"you", u"your", u"for", u"this", u"with", u"that", u"from", u"have", u"will", u"are",
               u"is", u"of", u"to", u"our"}},
    StopWords{u"de",
              {u"der", u"und", u"die", u"das", u"ist", u"sie", u"nicht", u"mit", u"für", u"auf", u"ein", u"eine",
               u"wir", u"ihre", u"werden", u"zu"}},
    StopWords{u"fr",
              {u"le", u"les", u"et", u"vous", u"votre", u"pour", u"dans", u"est", u"une", u"nous", u"sur", u"avec",
               u"vos", u"cette", u"pas", u"du"}},
    StopWords{u"es",
              {u"el", u"los", u"las", u"y", u"usted", u"con", u"del", u"su", u"una", u"por", u"está", u"este",
               u"nuestro", u"ha", u"más", u"al"}},
    StopWords{u"pt",
              {u"você", u"não", u"em", u"uma", u"seu", u"sua", u"do", u"da", u"os", u"ao", u"é", u"com", u"mais",
               u"nosso", u"foi", u"pelo"}},
    StopWords{u"it",
              {u"il", u"che", u"di", u"per", u"gli", u"è", u"della", u"sono", u"un", u"non", u"con", u"questo", u"alla",
               u"nel", u"tuo", u"suo"}},
    StopWords{u"nl",
              {u"het", u"een", u"en", u"van", u"voor", u"niet", u"uw", u"wij", u"dat", u"op", u"zijn", u"met", u"deze",
               u"naar", u"ook", u"bij"}},
};

QString byStopWords(QStringView text)
{
    static const QHash<QStringView, QList<int>> index = [] {
        QHash<QStringView, QList<int>> words;
        for (size_t i = 0; i < stopWords.size(); ++i)
            for (const QStringView word : stopWords[i].words)
                words[word].append(int(i));
        return words;
    }();
    const QString lower = text.toString().toLower();
    std::array<int, stopWords.size()> hits{};
    int count = 0;
    for (qsizetype i = 0; i < lower.size(); ++i) {
        const qsizetype start = i;
        while (i < lower.size() && lower[i].isLetter())
            ++i;
        if (i == start)
            continue;
        ++count;
        for (const int language : index.value(QStringView(lower).sliced(start, i - start)))
            ++hits[size_t(language)];
    }
    const auto best = std::ranges::max_element(hits);
    return count >= 5 && *best >= 2 && *best * 25 >= count
               ? QString::fromUtf16(stopWords[size_t(best - hits.begin())].language)
               : QString();
}

} // namespace

QString guessLanguage(QStringView text)
{
    int letters = 0, kana = 0, han = 0, hangul = 0, cyrillic = 0, arabic = 0, hebrew = 0, greek = 0, thai = 0,
        devanagari = 0;
    const QStringView front = text.first(std::min(text.size(), sample));
    for (const QChar c : front) {
        if (!c.isLetter())
            continue;
        ++letters;
        switch (c.script()) {
        case QChar::Script_Hiragana:
        case QChar::Script_Katakana: ++kana; break;
        case QChar::Script_Han: ++han; break;
        case QChar::Script_Hangul: ++hangul; break;
        case QChar::Script_Cyrillic: ++cyrillic; break;
        case QChar::Script_Arabic: ++arabic; break;
        case QChar::Script_Hebrew: ++hebrew; break;
        case QChar::Script_Greek: ++greek; break;
        case QChar::Script_Thai: ++thai; break;
        case QChar::Script_Devanagari: ++devanagari; break;
        default: break;
        }
    }
    if (letters < 4)
        return {};
    if (kana * 20 >= letters)
        return u"ja"_s;
    const struct {
        int count;
        const char16_t *language;
    } scripts[] = {{hangul, u"ko"}, {han, u"zh"},   {cyrillic, u"ru"}, {arabic, u"ar"},
                   {hebrew, u"he"}, {greek, u"el"}, {thai, u"th"},     {devanagari, u"hi"}};
    for (const auto &script : scripts)
        if (script.count * 4 >= letters)
            return QString::fromUtf16(script.language);
    return byStopWords(front);
}

} // namespace gateway::content
