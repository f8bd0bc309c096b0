#include "gateway/content/rules.h"

#include "gateway/content/phrases.h"

#include <QSet>

using namespace Qt::StringLiterals;

namespace gateway::content {
namespace {

constexpr qsizetype maxText = 60000; // Characters that are searched; the point of a message is not behind them.

// Split, so that this source is not itself a test message.
constexpr QStringView gtubeFront = u"XJS*C4JDBQADN1.NSBN3*2IDNEN*",
                      gtubeBack = u"GTUBE-STANDARD-ANTI-UBE-TEST-EMAIL*C.34X";

void judgeGtube(const MessageView &message, Evidence &evidence)
{
    const QString gtube = gtubeFront.toString() + gtubeBack.toString();
    if (message.text.plain.contains(gtube) || message.text.html.text.contains(gtube) || message.subject.contains(gtube))
        evidence.add("spam.gtube");
}

void judgePhrases(const MessageView &message, Evidence &evidence)
{
    QString text = message.subject + u'\n';
    text += QStringView(message.text.visible()).first(std::min(message.text.visible().size(), maxText));
    const QMap<QByteArray, Phrases::Hit> hits = knownPhrases().find(comparable(text));
    for (auto it = hits.begin(); it != hits.end(); ++it) {
        const bool isStrong = it->count >= 3;
        const QMap<QString, QString> values{{u"phrase"_s, it->first}, {u"count"_s, QString::number(it->count)}};
        evidence.add(isStrong && !it.key().startsWith("graymail.") ? it.key() + "-many" : it.key(), values);
    }
}

/// Letters that look alike but belong to another script, or characters that nobody sees, inside words.
void judgeDisguise(const MessageView &message, Evidence &evidence)
{
    const QStringView text =
        QStringView(message.text.visible()).first(std::min(message.text.visible().size(), maxText));
    qsizetype invisible = 0, mixed = 0, letters = 0, upper = 0, mathematical = 0;
    bool hasLatin = false, hasAlike = false;
    const auto endWord = [&] {
        mixed += hasLatin && hasAlike;
        hasLatin = hasAlike = false;
    };
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text[i];
        const char16_t u = c.unicode();
        if (u < 0x80) {
            const bool isLetter = (u | 0x20) >= u'a' && (u | 0x20) <= u'z';
            letters += isLetter;
            upper += isLetter && u < u'a';
            hasLatin |= isLetter;
            if (!isLetter)
                endWord();
            continue;
        }
        const bool isInside = i > 0 && i + 1 < text.size() && text[i - 1].isLetter() && text[i + 1].isLetter();
        invisible +=
            isInside && (u == 0xad || (u >= 0x200b && u <= 0x200f) || u == 0x2060 || u == 0xfeff || u == 0x34f);
        mathematical += u == 0xd835; // High surrogate of the mathematical alphabets: bold look-alikes of Latin letters.
        if (c.isLetter())
            hasAlike |= (u >= 0x400 && u < 0x530) || (u >= 0x370 && u < 0x400);
        else
            endWord();
    }
    endWord();
    if (invisible >= 3)
        evidence.add("spam.invisible-characters", {{u"count"_s, QString::number(invisible)}});
    if (mixed >= 2 || mathematical >= 4)
        evidence.add("spam.lookalike-letters", {{u"count"_s, QString::number(mixed + mathematical)}});
    if (letters >= 100 && upper * 2 > letters)
        evidence.add("spam.text-caps");
}

/// Words of at least four letters, for a rough comparison.
QSet<QString> wordsOf(QStringView text)
{
    QSet<QString> words;
    for (qsizetype i = 0; i < text.size() && words.size() < 2000; ++i) {
        const qsizetype start = i;
        while (i < text.size() && text[i].isLetter())
            ++i;
        if (i - start >= 4)
            words.insert(text.sliced(start, std::min<qsizetype>(i - start, 40)).toString().toLower());
    }
    return words;
}

void judgeAlternatives(const MailText &text, Evidence &evidence)
{
    if (!text.hasHtml || !text.hasPlain || text.plain.size() < 100 || text.html.text.size() < 100)
        return;
    const QSet<QString> plain = wordsOf(QStringView(text.plain).first(std::min<qsizetype>(text.plain.size(), 20000)));
    const QSet<QString> html =
        wordsOf(QStringView(text.html.text).first(std::min<qsizetype>(text.html.text.size(), 20000)));
    const qsizetype shared = std::ranges::count_if(plain, [&html](const QString &word) { return html.contains(word); });
    if (plain.size() >= 10 && html.size() >= 10 && shared * 4 < std::min(plain.size(), html.size()))
        evidence.add("spam.parts-differ");
}

void judgeShape(const MessageView &message, Evidence &evidence)
{
    const MailText &text = message.text;
    const qsizetype length = text.visible().trimmed().size();
    const qsizetype webLinks = std::ranges::count_if(
        text.links, [](const Link &link) { return !link.host.isEmpty() && link.kind != HtmlLink::Kind::Image; });
    const QMap<QString, QString> counts{{u"links"_s, QString::number(webLinks)},
                                        {u"characters"_s, QString::number(length)}};
    if (text.hasHtml && !text.hasPlain)
        evidence.add("spam.html-only");
    if (text.hasHtml && text.html.images > 0 && length < 200)
        evidence.add("spam.image-only", {{u"images"_s, QString::number(text.html.images)}});
    if (webLinks > 0 && length > 0 && length < 250)
        evidence.add("spam.short-with-link", counts);
    if (length == 0 && message.leaves.size() <= 1)
        evidence.add("spam.empty");
    if (text.html.hiddenLength > 200 && text.html.hiddenLength > length && !message.isBulk)
        evidence.add("spam.hidden-text", {{u"count"_s, QString::number(text.html.hiddenLength)}});
    if (text.html.hasPasswordField)
        evidence.add("phish.login-form");
    else if (text.html.hasForm)
        evidence.add("spam.form");
    if (text.html.hasScript)
        evidence.add("spam.script");
    if (text.html.hasRefresh)
        evidence.add("spam.refresh");
    const bool hasOddCharset = std::ranges::any_of(message.leaves, [](const Leaf &leaf) {
        return leaf.isText() && leaf.charset.isEmpty() && leaf.type == "text/html";
    });
    if (hasOddCharset)
        evidence.add("spam.no-charset");
    judgeAlternatives(text, evidence);
}

} // namespace

void judgeText(const MessageView &message, Evidence &evidence)
{
    judgeGtube(message, evidence);
    judgePhrases(message, evidence);
    judgeDisguise(message, evidence);
    judgeShape(message, evidence);
}

} // namespace gateway::content
