#include "gateway/content/fields.h"

#include "gateway/content/charset.h"
#include "gateway/content/lines.h"

#include <gmime/gmime.h>

namespace gateway::content {
namespace {

constexpr qsizetype maxCandidates = 20;
constexpr qsizetype maxParameterBody = 4 << 10,
                    maxValue = 1 << 10; // They bound the work per field, whatever it repeats.

QByteArrayView trimmed(QByteArrayView text)
{
    while (!text.isEmpty() && isSpace(text.front()))
        text = text.sliced(1);
    while (!text.isEmpty() && isSpace(text.back()))
        text.chop(1);
    return text;
}

/// RFC 5322 2.2: field names are printable US-ASCII without the colon.
bool isFieldName(QByteArrayView name)
{
    return !name.isEmpty() && std::ranges::all_of(name, [](char c) { return c > 0x20 && c < 0x7f; });
}

/// RFC 5322 3.2.2: comments go away, a quoted string stays.
QByteArray withoutComments(const QByteArray &body)
{
    QByteArray out;
    int depth = 0;
    bool isQuoted = false;
    for (const char c : body) {
        if (c == '"' && depth == 0)
            isQuoted = !isQuoted;
        if (c == '(' && !isQuoted)
            ++depth;
        else if (c == ')' && depth > 0)
            --depth;
        else if (depth == 0)
            out += c;
    }
    return out;
}

QByteArray without(QByteArray text, char c)
{
    text.removeIf([c](char other) { return other == c; });
    return text;
}

/// A piece of an RFC 2231 parameter: name*1*=value.
struct Piece {
    int section = -1; ///< -1: a plain parameter.
    bool isEncoded = false;
    QByteArray value;
};

QByteArray quotedValue(QByteArrayView rest)
{
    QByteArray value;
    for (qsizetype i = 1; i < rest.size() && rest[i] != '"'; ++i) {
        if (rest[i] == '\\' && i + 1 < rest.size())
            ++i;
        value += rest[i];
    }
    return value;
}

/// Reads what follows a parameter's name at \a rest: "*0*=value". Nothing if no "=" follows.
std::optional<Piece> pieceAt(QByteArrayView rest)
{
    Piece piece;
    qsizetype i = 0;
    if (i < rest.size() && rest[i] == '*') {
        ++i;
        int section = -1;
        for (; i < rest.size() && rest[i] >= '0' && rest[i] <= '9'; ++i)
            section = std::min(9999, std::max(section, 0) * 10 + (rest[i] - '0'));
        piece.section = section;
        piece.isEncoded = section < 0;
        if (i < rest.size() && rest[i] == '*') {
            piece.isEncoded = true;
            ++i;
        }
    }
    while (i < rest.size() && (isSpace(rest[i]) || rest[i] == '\\'))
        ++i;
    if (i == rest.size() || rest[i] != '=')
        return {};
    ++i;
    while (i < rest.size() && isSpace(rest[i]))
        ++i;
    rest = rest.sliced(i, std::min(rest.size() - i, maxValue));
    qsizetype end = rest.indexOf(';');
    while (end > 0 && rest[end - 1] == '\\') // Escaped; the variant without backslashes is cut here.
        end = rest.indexOf(';', end + 1);
    if (!rest.isEmpty() && rest.front() == '"')
        piece.value = quotedValue(rest);
    else
        piece.value = trimmed(rest.first(end < 0 ? rest.size() : end)).toByteArray();
    return piece;
}

class Candidates
{
public:
    void add(const QString &value)
    {
        if (m_values.size() < maxCandidates && !value.isEmpty() && !m_values.contains(value))
            m_values.append(value);
    }
    void addOctets(const QByteArray &value)
    {
        add(toUnicode(value, {}));
        if (!value.contains("=?"))
            return;
        add(decodedText(value));
        // Without a byte order mark some programs read the one order, some the other.
        if (const qsizetype utf16 = value.toLower().indexOf("=?utf-16?"); utf16 >= 0)
            for (const char *order : {"=?utf-16be?", "=?utf-16le?"})
                add(decodedText(QByteArray(value).replace(utf16, 9, order)));
    }
    /// RFC 2231 4: charset'language'percent-encoded.
    void addExtended(const QByteArray &value)
    {
        const qsizetype first = value.indexOf('\'');
        const qsizetype second = first < 0 ? -1 : value.indexOf('\'', first + 1);
        if (second >= 0)
            add(toUnicode(QByteArray::fromPercentEncoding(value.sliced(second + 1)), value.first(first)));
        add(toUnicode(QByteArray::fromPercentEncoding(value), {}));
    }
    [[nodiscard]] QStringList take() { return std::move(m_values); }

private:
    QStringList m_values;
};

void addPieces(QList<Piece> pieces, Candidates &candidates)
{
    const auto addJoined = [&candidates](const QList<Piece> &list) {
        QByteArray joined;
        bool isEncoded = false;
        for (const Piece &piece : list) {
            joined += piece.value;
            isEncoded |= piece.isEncoded;
        }
        if (isEncoded)
            candidates.addExtended(joined);
        else
            candidates.addOctets(joined);
    };
    for (const Piece &piece : pieces) {
        if (piece.section < 0 && piece.isEncoded)
            candidates.addExtended(piece.value);
        else if (piece.section < 0)
            candidates.addOctets(piece.value);
    }
    pieces.removeIf([](const Piece &piece) { return piece.section < 0; });
    if (pieces.isEmpty())
        return;
    addJoined(pieces); // As they stand.
    std::ranges::stable_sort(pieces, {}, &Piece::section);
    addJoined(pieces); // By number, gaps or not.
    const auto gap = std::ranges::find_if(pieces, [i = 0](const Piece &piece) mutable { return piece.section != i++; });
    pieces.resize(std::distance(pieces.begin(), gap));
    addJoined(pieces); // Up to the first gap, as RFC 2231 3 counts.
}

bool isWordOctet(char c)
{
    return (lower(c) >= 'a' && lower(c) <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '*';
}

void addFrom(const QByteArray &body, QByteArrayView name, Candidates &candidates)
{
    QList<Piece> pieces;
    for (qsizetype i = 0; i + name.size() < body.size() && pieces.size() < 2 * maxCandidates; ++i) {
        const bool isStart = i == 0 || !isWordOctet(body[i - 1]);
        if (!isStart || !startsWithNoCase(QByteArrayView(body).sliced(i), name))
            continue;
        if (std::optional<Piece> piece = pieceAt(QByteArrayView(body).sliced(i + name.size())))
            pieces.append(*std::move(piece));
    }
    addPieces(pieces, candidates);
}

} // namespace

const Field *HeaderSection::find(QByteArrayView lowerCaseName) const
{
    const auto it = std::ranges::find_if(
        fields, [lowerCaseName](const Field &field) { return equalsNoCase(field.name, lowerCaseName); });
    return it == fields.end() ? nullptr : &*it;
}

int HeaderSection::count(QByteArrayView lowerCaseName) const
{
    return int(std::ranges::count_if(
        fields, [lowerCaseName](const Field &field) { return equalsNoCase(field.name, lowerCaseName); }));
}

QString HeaderSection::text(QByteArrayView lowerCaseName) const
{
    const Field *field = find(lowerCaseName);
    return field ? decodedText(field->body) : QString();
}

HeaderSection readHeaderSection(QByteArrayView octets, int maxFields)
{
    HeaderSection section;
    while (section.size < octets.size()) {
        const qsizetype start = section.size;
        const Line line = lineAt(octets, start);
        section.size = line.next;
        if (line.text.isEmpty())
            break;
        section.hasControl |= line.text.contains('\r') || line.text.contains('\0');
        if (isBlank(line.text.front())) {
            section.hasBlankLine |= trimmed(line.text).isEmpty();
            if (!section.fields.isEmpty()) { // A continuation: the body grows up to the end of this line.
                QByteArrayView &body = section.fields.last().body;
                body = QByteArrayView(body.data(), line.text.data() + line.text.size());
            }
            continue;
        }
        const qsizetype colon = line.text.indexOf(':');
        const QByteArrayView name = trimmed(colon < 0 ? QByteArrayView() : line.text.first(colon));
        if (!isFieldName(name)) {
            section.hasJunkLine = true;
            continue;
        }
        if (section.fields.size() == maxFields) {
            section.hasTooManyFields = true;
            break;
        }
        section.fields.append({name, line.text.sliced(colon + 1), name.size() != colon});
    }
    return section;
}

QByteArray unfolded(QByteArrayView body)
{
    QByteArray text = body.toByteArray();
    text.removeIf([](char c) { return c == '\r' || c == '\n' || c == '\0'; });
    return text.trimmed();
}

QString decodedText(QByteArrayView body)
{
    const QByteArray text = unfolded(body.first(std::min<qsizetype>(body.size(), 64 << 10)));
    const std::unique_ptr<char, decltype(&g_free)> decoded(g_mime_utils_header_decode_text(nullptr, text.constData()),
                                                           g_free);
    return toUnicode(decoded ? QByteArrayView(decoded.get()) : QByteArrayView(text), {});
}

QStringList parameterCandidates(QByteArrayView raw, QByteArrayView lowerCaseName)
{
    QByteArray body = raw.first(std::min(raw.size(), maxParameterBody)).toByteArray();
    std::ranges::replace(body, '\0', ' ');
    std::ranges::replace(body, '\r', ' ');
    std::ranges::replace(body, '\n', ' ');
    Candidates candidates;
    const QByteArray plain = withoutComments(body);
    for (const QByteArray &variant :
         {body, plain, without(body, '"'), without(plain, '"'), without(body, '\\'), without(body, '\'')})
        addFrom(variant, lowerCaseName, candidates);
    return candidates.take();
}

QByteArray mediaType(QByteArrayView body)
{
    const qsizetype end = body.indexOf(';');
    return unfolded(end < 0 ? body : body.first(end)).toLower();
}

bool hasComment(QByteArrayView body)
{
    bool isQuoted = false;
    return std::ranges::any_of(body, [&isQuoted](char c) {
        isQuoted ^= c == '"';
        return c == '(' && !isQuoted;
    });
}

int parameterCount(QByteArrayView body)
{
    return int(body.count(';'));
}

} // namespace gateway::content
