#include "gateway/auth/taglist.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace gateway::auth {
namespace {

bool isDigit(char c) { return c >= '0' && c <= '9'; }
bool isAlpha(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool isWhiteSpace(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

QByteArrayView trimmed(QByteArrayView text)
{
    while (!text.isEmpty() && isWhiteSpace(text.front()))
        text = text.sliced(1);
    while (!text.isEmpty() && isWhiteSpace(text.back()))
        text = text.chopped(1);
    return text;
}

/// tag-name = ALPHA *ALNUMPUNC; ALNUMPUNC = ALPHA / DIGIT / "_"
bool isTagName(QByteArrayView name)
{
    return !name.isEmpty() && isAlpha(name.front()) && std::ranges::all_of(name, [](char c) { return isAlpha(c) || isDigit(c) || c == '_'; });
}

/// tag-value = [ tval *( 1*(WSP / FWS) tval ) ]; beyond ASCII what RFC 8616 3 adds.
bool isTagValue(QByteArrayView value)
{
    return std::ranges::all_of(value, [](char c) { return isWhiteSpace(c) || (uchar(c) > ' ' && c != 0x7f); });
}

} // namespace

// tag-list = tag-spec *( ";" tag-spec ) [ ";" ]; tag-spec = [FWS] tag-name [FWS] "=" [FWS] tag-value [FWS]
Result<TagList> TagList::parse(QByteArrayView text)
{
    TagList list;
    while (!trimmed(text).isEmpty() || list.m_tags.isEmpty()) {
        const qsizetype semicolon = text.indexOf(';');
        const QByteArrayView spec = semicolon < 0 ? text : text.first(semicolon);
        text = semicolon < 0 ? QByteArrayView() : text.sliced(semicolon + 1);
        const qsizetype equals = spec.indexOf('=');
        if (equals < 0)
            return failure(Error::Kind::Invalid, u"a tag without \"=\""_s);
        const Tag tag{trimmed(spec.first(equals)), trimmed(spec.sliced(equals + 1)), spec.sliced(equals + 1)};
        if (!isTagName(tag.name))
            return failure(Error::Kind::Invalid, u"a tag whose name is none"_s);
        if (!isTagValue(tag.value))
            return failure(Error::Kind::Invalid, u"a control character in a tag"_s);
        if (list.find(tag.name))
            return failure(Error::Kind::Invalid, u"a tag that comes twice"_s);
        if (list.m_tags.size() == maxTags)
            return failure(Error::Kind::Invalid, u"too many tags"_s);
        list.m_tags.append(tag);
    }
    return list;
}

const TagList::Tag *TagList::find(QByteArrayView name) const
{
    const auto tag = std::ranges::find_if(m_tags, [name](const Tag &each) { return each.name == name; });
    return tag == m_tags.end() ? nullptr : &*tag;
}

std::optional<QByteArrayView> TagList::value(QByteArrayView name) const
{
    const Tag *tag = find(name);
    return tag ? std::optional(tag->value) : std::nullopt;
}

QList<QByteArrayView> colonList(QByteArrayView value)
{
    QList<QByteArrayView> parts;
    for (qsizetype colon = value.indexOf(':'); colon >= 0; colon = value.indexOf(':')) {
        parts.append(trimmed(value.first(colon)));
        value = value.sliced(colon + 1);
    }
    parts.append(trimmed(value));
    return parts;
}

QByteArray withoutWhiteSpace(QByteArrayView value)
{
    QByteArray text;
    text.reserve(value.size());
    std::ranges::copy_if(value, std::back_inserter(text), [](char c) { return !isWhiteSpace(c); });
    return text;
}

std::optional<QByteArray> decodedBase64(QByteArrayView value)
{
    const auto result = QByteArray::fromBase64Encoding(withoutWhiteSpace(value), QByteArray::AbortOnBase64DecodingErrors);
    return result && !result.decoded.isEmpty() ? std::optional(result.decoded) : std::nullopt;
}

std::optional<qint64> decimal(QByteArrayView value, qsizetype maxDigits)
{
    if (value.isEmpty() || value.size() > std::min(maxDigits, qsizetype(18)) || !std::ranges::all_of(value, isDigit))
        return {};
    return value.toLongLong();
}

} // namespace gateway::auth
