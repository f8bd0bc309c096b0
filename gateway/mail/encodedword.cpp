#include "gateway/mail/encodedword.h"

#include "gateway/mail/charset.h"

#include <algorithm>
#include <optional>

namespace gateway::mail {

namespace {

/// encoded-word = "=?" charset ["*" language] "?" encoding "?" encoded-text "?=" (RFC 2047 2, RFC 2231 5)
struct EncodedWord {
    QByteArray charset; ///< Lower case.
    QByteArray octets;  ///< Decoded from B or Q.
    qsizetype length = 0;
};

std::optional<QByteArray> decodedB(QByteArrayView text)
{
    QByteArray base64 = text.toByteArray();
    base64.removeIf([](char c) { return c == ' ' || c == '\t' || c == '='; });
    auto decoded = QByteArray::fromBase64Encoding(base64, QByteArray::Base64Encoding | QByteArray::AbortOnBase64DecodingErrors);
    return decoded ? std::optional(std::move(*decoded)) : std::nullopt;
}

int hexValue(char c)
{
    return c >= '0' && c <= '9' ? c - '0' : c >= 'A' && c <= 'F' ? c - 'A' + 10 : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

QByteArray decodedQ(QByteArrayView text)
{
    QByteArray octets;
    octets.reserve(text.size());
    for (qsizetype i = 0; i < text.size(); ++i) {
        const int high = text[i] == '=' && i + 2 < text.size() ? hexValue(text[i + 1]) : -1;
        const int low = high >= 0 ? hexValue(text[i + 2]) : -1;
        if (low >= 0) {
            octets.append(static_cast<char>(high * 16 + low));
            i += 2;
        } else {
            octets.append(text[i] == '_' ? ' ' : text[i]);
        }
    }
    return octets;
}

/// Finds the next "?=" without ever looking at an octet twice: a million openings without an end stay linear.
class WordEnds
{
public:
    explicit WordEnds(QByteArrayView text) : m_text(text) {}
    qsizetype next(qsizetype from)
    {
        if (m_next >= 0 && m_next < from)
            m_next = m_text.indexOf("?=", from);
        return m_next;
    }

private:
    QByteArrayView m_text;
    qsizetype m_next = 0;
};

std::optional<EncodedWord> wordAt(QByteArrayView text, qsizetype start, WordEnds &ends)
{
    constexpr qsizetype maxCharset = 60;
    const QByteArrayView rest = text.sliced(start + 2);
    const qsizetype charsetEnd = rest.first(std::min(rest.size(), maxCharset)).indexOf('?');
    if (charsetEnd <= 0 || charsetEnd + 2 >= rest.size() || rest[charsetEnd + 2] != '?')
        return {};
    const qsizetype textStart = start + 2 + charsetEnd + 3;
    const qsizetype textEnd = textStart <= text.size() ? ends.next(std::max<qsizetype>(textStart, 1)) : -1;
    if (textEnd < 0)
        return {};
    const QByteArrayView encoded = text.sliced(textStart, textEnd - textStart);
    EncodedWord word{rest.first(charsetEnd).toByteArray().toLower(), {}, textEnd + 2 - start};
    if (const qsizetype language = word.charset.indexOf('*'); language >= 0)
        word.charset.truncate(language);
    if (!isKnownCharset(word.charset))
        return {};
    switch (rest[charsetEnd + 1]) {
    case 'b': case 'B':
        if (const std::optional<QByteArray> octets = decodedB(encoded))
            word.octets = *octets;
        else
            return {};
        break;
    case 'q': case 'Q':
        word.octets = decodedQ(encoded);
        break;
    default:
        return {};
    }
    return word;
}

QString decodedRaw(QByteArrayView octets)
{
    if (octets.contains("\x1b$") && isAscii(octets))
        return toText(octets, "iso-2022-jp");
    return toText(octets, isUtf8(octets) ? "utf-8" : "iso-8859-1");
}

/// An unstructured body put together piece by piece. Neighbouring words of one charset are decoded together: many senders
/// cut a character in two.
class Assembler
{
public:
    void addText(QByteArrayView text)
    {
        flush();
        m_text += decodedRaw(text);
    }
    void addWord(const EncodedWord &word)
    {
        if (word.charset != m_charset)
            flush();
        m_charset = word.charset;
        m_octets += word.octets;
    }
    QString take()
    {
        flush();
        for (QChar &c : m_text) {
            if (c.category() == QChar::Other_Control)
                c = c == u'\t' ? QChar(u' ') : QChar(QChar::ReplacementCharacter);
        }
        return std::move(m_text);
    }

private:
    void flush()
    {
        m_text += toText(m_octets, m_charset);
        m_octets.truncate(0);
        m_charset.truncate(0);
    }

    QString m_text;
    QByteArray m_charset, m_octets;
};

QByteArray unfolded(QByteArrayView body)
{
    QByteArray text;
    text.reserve(body.size());
    for (const char c : body) {
        if (c != '\r' && c != '\n')
            text.append(c);
    }
    return text.trimmed();
}

bool isBlankOnly(QByteArrayView text)
{
    return std::ranges::all_of(text, [](char c) { return c == ' ' || c == '\t'; });
}

} // namespace

QString decodedText(QByteArrayView body)
{
    const QByteArray text = unfolded(body);
    Assembler assembler;
    WordEnds ends(text);
    qsizetype taken = 0; // All before is in the assembler.
    bool isAfterWord = false;
    for (qsizetype at = text.indexOf("=?"); at >= 0; at = text.indexOf("=?", at)) {
        const std::optional<EncodedWord> word = wordAt(text, at, ends);
        if (!word) {
            at += 2;
            continue;
        }
        const QByteArrayView between = QByteArrayView(text).sliced(taken, at - taken);
        if (!between.isEmpty() && !(isAfterWord && isBlankOnly(between))) // RFC 2047 6.2
            assembler.addText(between);
        assembler.addWord(*word);
        isAfterWord = true;
        taken = at += word->length;
    }
    if (taken < text.size())
        assembler.addText(QByteArrayView(text).sliced(taken));
    return assembler.take();
}

} // namespace gateway::mail
