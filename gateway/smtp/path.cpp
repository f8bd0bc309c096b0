#include "gateway/smtp/path.h"

#include "gateway/smtp/utf8.h"

using namespace Qt::StringLiterals;

namespace gateway::smtp {
namespace {

/// Where the ">" that ends the path stands, or -1. In a quoted string it is a character like others.
qsizetype pathEnd(QByteArrayView text)
{
    bool isQuoted = false;
    for (qsizetype i = 1; i < text.size(); ++i) {
        if (text[i] == '"')
            isQuoted = !isQuoted;
        else if (text[i] == '\\' && isQuoted)
            ++i;
        else if (text[i] == '>' && !isQuoted)
            return i;
    }
    return -1;
}

/// The length of the route at the front of \a text, A-d-l ":", with A-d-l = At-domain *("," At-domain); -1 if it is malformed.
qsizetype routeLength(QByteArrayView text)
{
    qsizetype start = 0;
    while (start < text.size() && text[start] == '@') {
        const QByteArrayView rest = text.sliced(start + 1);
        qsizetype length = 0;
        while (length < rest.size() && rest[length] != ',' && rest[length] != ':')
            ++length;
        if (length == rest.size() || rest.startsWith('[') || !isDomainOrLiteral(rest.first(length)))
            return -1;
        start += 1 + length + 1;
        if (rest[length] == ':')
            return start;
    }
    return -1;
}

} // namespace

Result<Path> parsePath(QByteArrayView text, PathKind kind, Utf8 utf8)
{
    const auto invalid = [](QString why) { return failure(Error::Kind::Invalid, std::move(why)); };
    if (!text.startsWith('<'))
        return invalid(u"a path begins with an angle bracket"_s);
    const qsizetype end = pathEnd(text);
    if (end < 0)
        return invalid(u"the path has no end"_s);
    QByteArrayView inner = text.sliced(1, end - 1);
    if (inner.isEmpty()) {
        if (kind == PathKind::Forward)
            return invalid(u"a forward-path must not be empty"_s);
        return Path{{}, end + 1};
    }
    if (kind == PathKind::Forward && inner.compare("postmaster", Qt::CaseInsensitive) == 0)
        return Path{{"postmaster", {}}, end + 1};
    if (inner.startsWith('@')) {
        const qsizetype length = isAscii(inner) || isVisibleUtf8(inner) ? routeLength(inner) : -1;
        if (length < 0)
            return invalid(u"the source route is malformed"_s);
        inner = inner.sliced(length);
    }
    return parseMailbox(inner, utf8).map([end](Mailbox mailbox) { return Path{std::move(mailbox), end + 1}; });
}

} // namespace gateway::smtp
