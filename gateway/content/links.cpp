#include "gateway/content/links.h"

#include <array>
#include <libpsl.h>
#include <optional>
#include <unicode/uidna.h>

using namespace Qt::StringLiterals;

namespace gateway::content {
namespace {

constexpr qsizetype maxTarget = 4096, maxHost = 255;

/// Browsers drop white space and control characters inside an address.
QString cleaned(QStringView target)
{
    QString out;
    for (const QChar c : target.first(std::min(target.size(), maxTarget)))
        if (c > u' ' && c.category() != QChar::Other_Format && c.category() != QChar::Other_Control)
            out += c == u'\\' ? QChar(u'/') : c;
    return out;
}

/// One part of an IPv4 address as inet_aton() reads it: decimal, 0x hexadecimal, 0 octal.
std::optional<quint64> addressPart(QStringView part)
{
    bool ok = false;
    const bool isHex = part.startsWith(u"0x", Qt::CaseInsensitive);
    const bool isOctal = !isHex && part.size() > 1 && part.startsWith(u'0');
    if (part.isEmpty() || part.size() > 16)
        return {};
    const quint64 value = isHex ? part.sliced(2).toULongLong(&ok, 16) : part.toULongLong(&ok, isOctal ? 8 : 10);
    return ok ? std::optional(value) : std::nullopt;
}

/// Dotted form of an IPv4 address in any notation; empty if it is none.
QByteArray dottedAddress(QStringView host)
{
    const QList<QStringView> parts = host.split(u'.');
    if (parts.size() > 4)
        return {};
    quint64 value = 0;
    for (qsizetype i = 0; i < parts.size(); ++i) {
        const std::optional<quint64> part = addressPart(parts[i]);
        const bool isLast = i + 1 == parts.size();
        if (!part || (!isLast && *part > 255) || (isLast && *part >> (8 * (5 - parts.size())) != 0))
            return {};
        value |= isLast ? *part : *part << (8 * (3 - i));
    }
    return QByteArray::number(value >> 24 & 255) + '.' + QByteArray::number(value >> 16 & 255) + '.' +
           QByteArray::number(value >> 8 & 255) + '.' + QByteArray::number(value & 255);
}

bool isPlainAddress(QStringView host)
{
    return dottedAddress(host) == host.toLatin1();
}

/// A label that mixes Latin with Cyrillic, Greek or the like is made to be misread.
bool mixesScripts(QStringView host)
{
    bool hasLatin = false, hasAlike = false;
    for (const QChar c : host) {
        if (c == u'.') {
            hasLatin = hasAlike = false;
        } else if (c.isLetter()) {
            hasLatin |= c.script() == QChar::Script_Latin;
            hasAlike |= c.script() == QChar::Script_Cyrillic || c.script() == QChar::Script_Greek ||
                        c.script() == QChar::Script_Armenian || c.script() == QChar::Script_Cherokee;
        }
        if (hasLatin && hasAlike)
            return true;
    }
    return false;
}

bool isHostCharacter(QChar c)
{
    return c.isLetterOrNumber() || c == u'-' || c == u'.' || c == u'_' || c.unicode() == 0x3002;
}

QString percentDecoded(QStringView text)
{
    return text.contains(u'%') ? QString::fromUtf8(QByteArray::fromPercentEncoding(text.toUtf8())) : text.toString();
}

/// Where an address in running text ends: at white space, quotes or brackets, without the sentence's punctuation.
qsizetype endOfAddress(QStringView text, qsizetype at)
{
    const qsizetype most = std::min(text.size(), at + 2048);
    const qsizetype start = at;
    while (at < most && text[at] > u' ' && text[at] != u'<' && text[at] != u'>' && text[at] != u'"' &&
           text[at].unicode() != 0xa0 && text[at].unicode() < 0x2e80)
        ++at;
    while (at > start && QStringView(u".,;:!?)]}'*").contains(text[at - 1]))
        --at;
    return at;
}

/// The A-labels of a host name as browsers find them: UTS #46, nontransitional. Empty if it is not valid.
QByteArray toALabels(const QByteArray &name)
{
    struct Processing {
        Processing()
        {
            UErrorCode status = U_ZERO_ERROR;
            idna = uidna_openUTS46(UIDNA_CHECK_BIDI | UIDNA_CHECK_CONTEXTJ | UIDNA_NONTRANSITIONAL_TO_ASCII, &status);
        }
        ~Processing() { uidna_close(idna); }
        UIDNA *idna = nullptr;
    };
    static const Processing processing; // Any thread may use it.
    if (!processing.idna)
        return {};
    QByteArray ascii(2 * maxHost, Qt::Uninitialized);
    UErrorCode status = U_ZERO_ERROR;
    UIDNAInfo info = UIDNA_INFO_INITIALIZER;
    const int size = uidna_nameToASCII_UTF8(processing.idna, name.constData(), qint32(name.size()), ascii.data(), qint32(ascii.size()), &info, &status);
    if (U_FAILURE(status) || info.errors != 0 || size > ascii.size())
        return {};
    ascii.truncate(size);
    return ascii;
}

} // namespace

QByteArray normalizedHost(QStringView host)
{
    QString name = percentDecoded(host.first(std::min(host.size(), 3 * maxHost))).toLower();
    name.replace(QChar(0x3002), u'.'); // The ideographic full stop separates labels, too.
    while (name.endsWith(u'.'))
        name.chop(1);
    if (name.isEmpty() || name.size() > maxHost)
        return {};
    if (const QByteArray address = dottedAddress(name); !address.isEmpty())
        return address;
    const QByteArray ascii = toALabels(name.toUtf8());
    return ascii.isEmpty() ? name.toUtf8() : ascii; // Not a valid name; still the one that is written.
}

QByteArray registrableDomain(QByteArrayView host)
{
    const QByteArray name = host.toByteArray();
    const char *domain = psl_registrable_domain(psl_builtin(), name.constData());
    return domain ? QByteArray(domain) : name;
}

Link parseLink(QStringView rawTarget, QStringView text, HtmlLink::Kind kind)
{
    Link link;
    link.kind = kind;
    link.target = cleaned(rawTarget);
    link.text = text.trimmed().toString();
    QStringView rest = link.target;
    qsizetype schemeEnd = 0;
    while (schemeEnd < rest.size() &&
           (rest[schemeEnd].isLetterOrNumber() || QStringView(u"+-.").contains(rest[schemeEnd])))
        ++schemeEnd;
    const bool hasScheme = schemeEnd > 0 && schemeEnd < rest.size() && rest[schemeEnd] == u':' &&
                           !(schemeEnd + 1 < rest.size() && rest[schemeEnd + 1].isDigit());
    link.scheme = hasScheme ? rest.first(schemeEnd).toLatin1().toLower() : QByteArray("http");
    if (hasScheme)
        rest = rest.sliced(schemeEnd + 1);
    const bool hasHost = rest.startsWith(u"//") || (!hasScheme && rest.startsWith(u"www.", Qt::CaseInsensitive)) ||
                         link.scheme == "http" || link.scheme == "https";
    if (!hasHost || (hasScheme && link.scheme != "http" && link.scheme != "https" && link.scheme != "ftp"))
        return link;
    if (!hasScheme && !rest.startsWith(u"//") && !rest.startsWith(u"www.", Qt::CaseInsensitive))
        return link; // A path inside the message, an anchor, a template's variable.
    while (rest.startsWith(u'/'))
        rest = rest.sliced(1);
    qsizetype end = 0;
    while (end < rest.size() && rest[end] != u'/' && rest[end] != u'?' && rest[end] != u'#')
        ++end;
    QStringView authority = rest.first(end);
    if (const qsizetype at = authority.lastIndexOf(u'@'); at >= 0) {
        link.hasUserInfo = true;
        authority = authority.sliced(at + 1);
    }
    if (authority.startsWith(u'[')) { // An IPv6 address.
        const qsizetype close = authority.indexOf(u']');
        link.host = link.domain = authority.first(close < 0 ? authority.size() : close + 1).toLatin1().toLower();
        link.isAddress = true;
        return link;
    }
    if (const qsizetype colon = authority.lastIndexOf(u':'); colon >= 0) {
        bool ok = false;
        link.port = authority.sliced(colon + 1).toInt(&ok);
        link.port = ok ? link.port : -1;
        authority = authority.first(colon);
    }
    const QString written = percentDecoded(authority);
    link.host = normalizedHost(written);
    link.isAddress = !dottedAddress(written).isEmpty();
    link.isOddAddress = link.isAddress && !isPlainAddress(written);
    link.isPunycode = link.host.startsWith("xn--") || link.host.contains(".xn--");
    link.isMixedScript = mixesScripts(written);
    link.domain = link.isAddress ? link.host : registrableDomain(link.host);
    return link;
}

QList<Link> linksInText(QStringView text, qsizetype maxCount)
{
    QList<Link> links;
    qsizetype taken = 0; // Up to here the text belongs to links that were found.
    for (qsizetype at = 0; at + 4 < text.size() && links.size() < maxCount; ++at) {
        const char16_t c = text[at].unicode();
        const bool isWww = (c == u'w' || c == u'W') && text.sliced(at, 4).compare(u"www.", Qt::CaseInsensitive) == 0;
        if (!isWww && (c != u':' || text[at + 1] != u'/' || text[at + 2] != u'/'))
            continue;
        qsizetype start = at;
        while (!isWww && start > taken && at - start < 8 && text[start - 1].unicode() < 0x80 &&
               text[start - 1].isLetter())
            --start;
        // Known before the end is searched: what is no link costs nothing.
        const QStringView scheme = text.sliced(start, at - start);
        const bool mayBeLink =
            isWww ? start == 0 || !text[start - 1].isLetterOrNumber()
                  : scheme.startsWith(u"http", Qt::CaseInsensitive) || scheme.startsWith(u"ftp", Qt::CaseInsensitive);
        const QStringView address = mayBeLink ? text.sliced(start, endOfAddress(text, at) - start) : QStringView();
        if (address.size() > 8) {
            links.append(parseLink(address, {}));
            taken = start + address.size();
            at = std::max(at, taken - 1);
        }
    }
    return links;
}

QByteArray shownHost(QStringView text)
{
    QStringView host = text.trimmed();
    if (host.size() > maxHost * 2 || host.contains(u' ') || host.contains(u'@'))
        return {};
    if (const qsizetype slashes = host.indexOf(u"://"); slashes >= 0)
        host = host.sliced(slashes + 3);
    qsizetype end = 0;
    while (end < host.size() && isHostCharacter(host[end]))
        ++end;
    if (end < host.size() && host[end] != u'/' && host[end] != u'?' && host[end] != u':' && host[end] != u'#')
        return {};
    host = host.first(end);
    if (!host.contains(u'.') || host.startsWith(u'.') || host.endsWith(u'.'))
        return {};
    const QByteArray name = normalizedHost(host);
    // "invoice.pdf" or "No.5" is no host: the last label must be a public suffix of the list, not only by its "*" rule.
    return psl_is_public_suffix2(psl_builtin(), name.mid(name.lastIndexOf('.') + 1).constData(),
                                 PSL_TYPE_ANY | PSL_TYPE_NO_STAR_RULE)
               ? name
               : QByteArray();
}

} // namespace gateway::content
