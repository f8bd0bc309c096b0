// The writing half of encodedword.h.
#include "gateway/mail/encodedword.h"

#include <QStringView>
#include <algorithm>

namespace gateway::mail {

namespace {

constexpr qsizetype maxLine = 76;       ///< Of a line with an encoded word (RFC 2047 2).
constexpr qsizetype frame = 12;         ///< "=?UTF-8?B?" and "?=".
constexpr qsizetype minRoom = frame + 12;
constexpr qsizetype maxPlainWord = 200; ///< Longer ones are encoded: a line that cannot be folded must not grow without end.

bool isSafeInQ(char c)
{
    // RFC 2047 5 (3): what is safe even in a phrase.
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '!' || c == '*' || c == '+' || c == '-' || c == '/';
}

qsizetype costInQ(QByteArrayView octets)
{
    return octets.size() + 2 * std::ranges::count_if(octets, [](char c) { return c != ' ' && !isSafeInQ(c); });
}

QByteArray encodedQ(QByteArrayView octets)
{
    static constexpr char digits[] = "0123456789ABCDEF";
    QByteArray text;
    for (const char c : octets) {
        if (c == ' ')
            text += '_';
        else if (isSafeInQ(c))
            text += c;
        else
            text.append('=').append(digits[static_cast<quint8>(c) >> 4]).append(digits[static_cast<quint8>(c) & 15]);
    }
    return text;
}

/// Appends to a field body and knows where on the line it is.
class Folder
{
public:
    explicit Folder(qsizetype column) : m_column(column) {}

    /// \a blanks before a word may become a fold.
    void addPlain(const QByteArray &blanks, const QByteArray &word)
    {
        if (m_column + blanks.size() + word.size() > maxLine && !blanks.isEmpty() && m_column > 1)
            fold(blanks);
        else
            append(blanks);
        append(word);
    }

    void addEncoded(const QByteArray &blanks, QStringView text)
    {
        if (m_column > 1 && m_column + blanks.size() + minRoom > maxLine)
            fold(blanks.isEmpty() ? QByteArray(" ") : blanks); // Without blanks we are at the beginning, where a fold is none of the text.
        else
            append(blanks);
        const auto foreign = std::ranges::count_if(text, [](QChar c) { return c.unicode() >= 0x7f; });
        const bool isQ = foreign * 2 < text.size(); // Still readable then.
        QByteArray chunk;
        for (qsizetype i = 0; i < text.size();) {
            const qsizetype units = text[i].isHighSurrogate() && i + 1 < text.size() ? 2 : 1; // Never half a character (RFC 2047 5).
            const QByteArray character = text.sliced(i, units).toUtf8();
            const QByteArray longer = chunk + character;
            const qsizetype cost = frame + (isQ ? costInQ(longer) : (longer.size() + 2) / 3 * 4);
            if (!chunk.isEmpty() && (m_column + cost > maxLine || cost > 75)) {
                addWord(chunk, isQ);
                fold(" ");
                chunk = character;
            } else {
                chunk = longer;
            }
            i += units;
        }
        addWord(chunk, isQ);
    }

    [[nodiscard]] QByteArray take() { return std::move(m_text); }

private:
    void append(const QByteArray &octets)
    {
        m_text += octets;
        m_column += octets.size();
    }
    void fold(const QByteArray &blanks)
    {
        m_text += "\r\n" + blanks;
        m_column = blanks.size();
    }
    void addWord(QByteArrayView octets, bool isQ)
    {
        append((isQ ? "=?UTF-8?Q?" + encodedQ(octets) : "=?UTF-8?B?" + octets.toByteArray().toBase64()) + "?=");
    }

    QByteArray m_text;
    qsizetype m_column;
};

qsizetype endOfBlanks(QStringView text, qsizetype at)
{
    while (at < text.size() && text[at] == u' ')
        ++at;
    return at;
}

qsizetype endOfWord(QStringView text, qsizetype at)
{
    const qsizetype blank = text.indexOf(u' ', at);
    return blank < 0 ? text.size() : blank;
}

bool needsEncoding(QStringView word)
{
    return word.size() > maxPlainWord || word.contains(u"=?") || std::ranges::any_of(word, [](QChar c) { return c.unicode() >= 0x7f; });
}

} // namespace

QString withoutControls(QString text)
{
    for (QChar &c : text) {
        if (c.category() == QChar::Other_Control)
            c = u' ';
    }
    return text;
}

QByteArray encodedWords(const QString &text, qsizetype column)
{
    Folder folder(column);
    if (!text.isEmpty())
        folder.addEncoded({}, withoutControls(text));
    return folder.take();
}

QByteArray encodedText(const QString &text, qsizetype column)
{
    const QString clean = withoutControls(text);
    // Blanks at the ends would be trimmed away, many in a row would make a line of nothing but blanks.
    if (clean.startsWith(u' ') || clean.endsWith(u' ') || clean.contains(QString(20, u' ')))
        return encodedWords(clean, column);
    Folder folder(column);
    const QStringView view = clean;
    qsizetype at = 0;
    while (at < view.size()) {
        const qsizetype start = endOfBlanks(view, at);
        qsizetype end = endOfWord(view, start);
        const QByteArray blanks(start - at, ' ');
        if (!needsEncoding(view.sliced(start, end - start))) {
            folder.addPlain(blanks, view.sliced(start, end - start).toLatin1());
        } else {
            // The blank between two encoded words does not count (RFC 2047 6.2), so neighbours are encoded together.
            for (;;) {
                const qsizetype next = endOfBlanks(view, end);
                const qsizetype nextEnd = endOfWord(view, next);
                if (next == view.size() || !needsEncoding(view.sliced(next, nextEnd - next)))
                    break;
                end = nextEnd;
            }
            folder.addEncoded(blanks, view.sliced(start, end - start));
        }
        at = end;
    }
    return folder.take();
}

} // namespace gateway::mail
