#include "gateway/auth/spfmacro.h"

#include "gateway/dns/name.h"

#include <algorithm>

namespace gateway::auth {
namespace {

bool isDigit(char c) { return c >= '0' && c <= '9'; }
bool isLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
char lower(char c) { return c >= 'A' && c <= 'Z' ? char(c + ('a' - 'A')) : c; }
bool isDelimiter(char c) { return QByteArrayView(".-+,/_=").contains(c); }

// macro-literal = %x21-24 / %x26-7E; explain-string has SP besides (RFC 7208 6.2).
bool isLiteral(char c, SpfMacroString::Kind kind)
{
    return (c > ' ' && c <= '~') || (c == ' ' && kind == SpfMacroString::Kind::Explanation);
}

// toplabel = ( *alphanum ALPHA *alphanum ) / ( 1*alphanum "-" *( alphanum / "-" ) alphanum )
bool isTopLabel(QByteArrayView label)
{
    return !label.isEmpty() && label.front() != '-' && label.back() != '-'
        && std::ranges::all_of(label, [](char c) { return isLetter(c) || isDigit(c) || c == '-'; })
        && !std::ranges::all_of(label, isDigit);
}

// domain-end = ( "." toplabel [ "." ] ) / macro-expand; here the literal that a domain-spec ends with.
bool endsInTopLabel(QByteArrayView literal)
{
    if (literal.endsWith('.'))
        literal.chop(1);
    const qsizetype dot = literal.lastIndexOf('.');
    return dot >= 0 && isTopLabel(literal.sliced(dot + 1));
}

QByteArray valueOf(char letter, const SpfMacroValues &values)
{
    switch (letter) {
    case 's': return values.localPart + '@' + values.senderDomain;
    case 'l': return values.localPart;
    case 'o': return values.senderDomain;
    case 'd': return values.domain;
    case 'h': return values.helo;
    case 'p': return values.validatedName;
    case 'c': return QByteArray::fromStdString(values.client.to_string());
    case 'r': return values.ownHostName.isEmpty() ? QByteArray("unknown") : values.ownHostName;
    case 't': return QByteArray::number(qint64(values.time.time_since_epoch().count()));
    case 'v': return values.client.is_v4() ? "in-addr" : "ip6";
    case 'i': break;
    }
    if (values.client.is_v4())
        return QByteArray::fromStdString(values.client.to_string());
    QByteArray nibbles = dns::reverseName(values.client);
    nibbles.chop(QByteArrayView(".ip6.arpa").size());
    std::ranges::reverse(nibbles);
    return nibbles;
}

QByteArray transformed(QByteArrayView value, QByteArrayView delimiters, bool isReversed, qsizetype count)
{
    QList<QByteArrayView> parts;
    qsizetype begin = 0;
    for (qsizetype i = 0; i <= value.size(); ++i) {
        if (i == value.size() || delimiters.contains(value[i])) {
            parts.append(value.sliced(begin, i - begin));
            begin = i + 1;
        }
    }
    if (isReversed)
        std::ranges::reverse(parts);
    QByteArray joined;
    for (qsizetype i = count == 0 ? 0 : std::max<qsizetype>(parts.size() - count, 0); i < parts.size(); ++i) {
        joined += parts[i];
        joined += '.';
    }
    joined.chop(1);
    return joined;
}

} // namespace

/// The inside of "%{...}": macro-letter transformers *delimiter.
std::optional<SpfMacroString::Piece> SpfMacroString::parseMacro(QByteArrayView body, Kind kind)
{
    if (body.isEmpty())
        return {};
    Piece piece{.letter = lower(body[0]), .isEscaped = body[0] != lower(body[0])};
    if (!QByteArrayView(kind == Kind::DomainSpec ? "slodiphv" : "slodiphvcrt").contains(piece.letter)) // RFC 7208 7.2
        return {};
    body = body.sliced(1);
    const bool hasCount = !body.isEmpty() && isDigit(body[0]);
    for (; !body.isEmpty() && isDigit(body[0]); body = body.sliced(1))
        piece.parts = std::min<qsizetype>(piece.parts * 10 + (body[0] - '0'), maxText); // No value has more parts.
    if (hasCount && piece.parts == 0)
        return {};
    if (!body.isEmpty() && lower(body[0]) == 'r') {
        piece.isReversed = true;
        body = body.sliced(1);
    }
    if (!std::ranges::all_of(body, isDelimiter))
        return {};
    piece.delimiters = body.isEmpty() ? QByteArrayView(".") : body;
    return piece;
}

std::optional<SpfMacroString> SpfMacroString::parse(QByteArrayView text, Kind kind)
{
    SpfMacroString result;
    result.m_text = text.toByteArray();
    QByteArrayView tail; // The literal at the end, if there is one.
    for (QByteArrayView rest = std::as_const(result.m_text); !rest.isEmpty();) {
        qsizetype length = rest.indexOf('%');
        if (length != 0) {
            tail = length < 0 ? rest : rest.first(length);
            if (!std::ranges::all_of(tail, [kind](char c) { return isLiteral(c, kind); }))
                return {};
            result.m_pieces.append({.literal = tail});
            length = tail.size();
        } else if (rest.startsWith("%{")) {
            const qsizetype end = rest.indexOf('}');
            const std::optional<Piece> piece = end < 0 ? std::nullopt : parseMacro(rest.first(end).sliced(2), kind);
            if (!piece)
                return {};
            result.m_pieces.append(*piece);
            result.m_usesValidatedName |= piece->letter == 'p';
            length = end + 1;
            tail = {};
        } else { // "%%", "%_" and "%-"
            length = 2;
            const char what = rest.size() < length ? '\0' : rest[1];
            const QByteArrayView meant = what == '%' ? "%" : what == '_' ? " " : what == '-' ? "%20" : "";
            if (meant.isEmpty())
                return {};
            result.m_pieces.append({.literal = meant});
            tail = {};
        }
        rest = rest.sliced(length);
    }
    if (kind == Kind::DomainSpec && (text.isEmpty() || (!tail.isEmpty() && !endsInTopLabel(tail))))
        return {};
    return result;
}

QByteArray SpfMacroString::expanded(const Piece &piece, const SpfMacroValues &values)
{
    if (piece.letter == 0)
        return piece.literal.toByteArray();
    const QByteArray value = transformed(valueOf(piece.letter, values), piece.delimiters, piece.isReversed, piece.parts);
    return piece.isEscaped ? value.toPercentEncoding() : value; // Its unreserved set is the one of RFC 3986 2.3.
}

QByteArray SpfMacroString::toName(const SpfMacroValues &values) const
{
    QByteArray name;
    for (auto piece = m_pieces.crbegin(); piece != m_pieces.crend() && name.size() <= maxName + 1; ++piece)
        name.prepend(expanded(*piece, values)); // From the right: what is left of maxName is cut off anyway.
    if (name.endsWith('.'))
        name.chop(1);
    if (name.size() <= maxName)
        return name;
    const qsizetype dot = name.indexOf('.', name.size() - maxName - 1);
    return dot < 0 ? QByteArray() : name.sliced(dot + 1);
}

QByteArray SpfMacroString::toText(const SpfMacroValues &values) const
{
    QByteArray text;
    for (auto piece = m_pieces.cbegin(); piece != m_pieces.cend() && text.size() < maxText; ++piece)
        text += expanded(*piece, values);
    text.truncate(maxText);
    for (char &c : text) {
        if (c < ' ' || c > '~')
            c = '?';
    }
    return text;
}

} // namespace gateway::auth
