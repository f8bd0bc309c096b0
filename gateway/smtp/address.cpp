#include "gateway/smtp/address.h"

#include "gateway/smtp/utf8.h"

#include <algorithm>
#include <idn2.h>
#include <memory>

using namespace Qt::StringLiterals;

namespace gateway::smtp {
namespace {

constexpr qsizetype maxLocalPart = 64; // RFC 5321 4.5.3.1.1, as written: with quotes and backslashes.
constexpr qsizetype maxDomain = 255;   // RFC 5321 4.5.3.1.2
constexpr qsizetype maxMailbox = 254;  // RFC 5321 4.5.3.1.3: a path has 256 octets with its angle brackets.
constexpr qsizetype maxLabel = 63;     // RFC 1035 2.3.4

bool isDigit(char c) { return c >= '0' && c <= '9'; }
bool isLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool isHexDigit(char c) { return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }
bool isNonAscii(char c) { return uchar(c) >= 0x80; }

// atext of RFC 5322 3.2.3 and UTF8-non-ascii of RFC 6531 3.3; that these octets are UTF-8 is checked for the whole text before.
bool isAtext(char c)
{
    return isLetter(c) || isDigit(c) || isNonAscii(c) || QByteArrayView("!#$%&'*+-/=?^_`{|}~").contains(c);
}

// Dot-string = Atom *("." Atom)
bool isDotString(QByteArrayView text)
{
    bool wasDot = true;
    for (const char c : text) {
        if (c == '.' ? wasDot : !isAtext(c))
            return false;
        wasDot = c == '.';
    }
    return !wasDot;
}

// sub-domain = Let-dig [Ldh-str]; in a domain with U-labels libidn2 judges the non-ASCII ones.
bool isLabel(QByteArrayView label)
{
    return !label.isEmpty() && label.front() != '-' && label.back() != '-'
        && std::all_of(label.begin(), label.end(), [](char c) { return isLetter(c) || isDigit(c) || c == '-' || isNonAscii(c); });
}

/// The A-label form of a domain with U-labels, lower case (RFC 5891 5); empty if there is none.
///
/// Case apart, only real U-labels will do, as RFC 6531 3.3 asks. The mappings of UTS #46, which read U+2121 as "tel" and U+3002 as
/// a dot, would give a domain two readings, ours and that of a system behind us (threats.md I6).
QByteArray toALabels(QByteArrayView domain)
{
    const QByteArray lower = QString::fromUtf8(domain).toLower().toUtf8();
    uint8_t *raw = nullptr;
    const int status = idn2_lookup_u8(reinterpret_cast<const uint8_t *>(lower.constData()), &raw, IDN2_NFC_INPUT | IDN2_NO_TR46);
    const std::unique_ptr<uint8_t, decltype(&idn2_free)> owner(raw, &idn2_free);
    return status == IDN2_OK ? QByteArray(reinterpret_cast<const char *>(raw)) : QByteArray();
}

// Domain = sub-domain *("." sub-domain)
bool isDomain(QByteArrayView domain)
{
    if (domain.isEmpty() || domain.size() > maxDomain)
        return false;
    const bool isPlain = isAscii(domain);
    for (QByteArrayView rest = domain;;) {
        const qsizetype dot = rest.indexOf('.');
        const QByteArrayView label = dot < 0 ? rest : rest.first(dot);
        if (!isLabel(label) || (isPlain && label.size() > maxLabel))
            return false;
        if (dot < 0)
            break;
        rest = rest.sliced(dot + 1);
    }
    return isPlain || !toALabels(domain).isEmpty();
}

// IPv4-address-literal = Snum 3("." Snum), Snum = 1*3DIGIT from 0 to 255
bool isIpv4(QByteArrayView text)
{
    for (int group = 0;; ++group) {
        qsizetype length = 0;
        int value = 0;
        while (length < text.size() && length < 4 && isDigit(text[length]))
            value = value * 10 + (text[length++] - '0');
        if (length < 1 || length > 3 || value > 255)
            return false;
        text = text.sliced(length);
        if (group == 3)
            return text.isEmpty();
        if (!text.startsWith('.'))
            return false;
        text = text.sliced(1);
    }
}

/// The number of 16-bit groups in \a text, IPv6-hex *(":" IPv6-hex), maybe with an IPv4 address as the last two; -1 if it is none.
int ipv6Groups(QByteArrayView text)
{
    int groups = 0;
    while (true) {
        const qsizetype colon = text.indexOf(':');
        const QByteArrayView group = colon < 0 ? text : text.first(colon);
        if (colon < 0 && group.contains('.'))
            return isIpv4(group) ? groups + 2 : -1;
        if (group.isEmpty() || group.size() > 4 || !std::all_of(group.begin(), group.end(), isHexDigit))
            return -1;
        ++groups;
        if (colon < 0)
            return groups;
        text = text.sliced(colon + 1);
    }
}

// IPv6-addr of RFC 5321 4.1.3: "::" stands for at least two groups.
bool isIpv6(QByteArrayView text)
{
    const qsizetype gap = text.indexOf("::");
    if (gap < 0)
        return ipv6Groups(text) == 8;
    const QByteArrayView left = text.first(gap), right = text.sliced(gap + 2);
    const int before = left.isEmpty() ? 0 : left.contains('.') ? -1 : ipv6Groups(left);
    const int after = right.isEmpty() ? 0 : ipv6Groups(right);
    return before >= 0 && after >= 0 && before + after <= 6;
}

// address-literal. Of General-address-literal none is registered but IPv6.
bool isAddressLiteral(QByteArrayView text)
{
    if (text.size() < 2 || text.front() != '[' || text.back() != ']')
        return false;
    const QByteArrayView inner = text.sliced(1, text.size() - 2);
    constexpr QByteArrayView tag = "IPv6:";
    if (inner.size() > tag.size() && inner.first(tag.size()).compare(tag, Qt::CaseInsensitive) == 0)
        return isIpv6(inner.sliced(tag.size()));
    return isIpv4(inner);
}

struct LocalPart {
    QByteArray value;
    qsizetype length; ///< As written; 0 if there is no local part at the front of the text.
};

// Quoted-string = DQUOTE *(qtextSMTP / quoted-pairSMTP) DQUOTE
LocalPart quotedLocalPart(QByteArrayView text)
{
    QByteArray value;
    for (qsizetype i = 1; i < text.size(); ++i) {
        char c = text[i];
        if (c == '"')
            return {value, i + 1};
        if (c == '\\') {
            if (++i == text.size() || isNonAscii(text[i]))
                return {};
            c = text[i];
        }
        if (uchar(c) < 0x20 || c == 0x7f)
            return {};
        value += c;
    }
    return {};
}

LocalPart localPart(QByteArrayView text)
{
    if (text.startsWith('"'))
        return quotedLocalPart(text);
    const qsizetype length = std::max<qsizetype>(text.indexOf('@'), 0);
    const QByteArrayView local = text.first(length);
    return isDotString(local) ? LocalPart{local.toByteArray(), length} : LocalPart{};
}

} // namespace

bool isDomainOrLiteral(QByteArrayView text)
{
    return text.startsWith('[') ? isAddressLiteral(text) : isDomain(text);
}

Result<Mailbox> parseMailbox(QByteArrayView text, Utf8 utf8)
{
    const auto invalid = [](QString why) { return failure(Error::Kind::Invalid, std::move(why)); };
    if (!isAscii(text)) {
        if (utf8 == Utf8::Refused)
            return invalid(u"an address without SMTPUTF8 must be ASCII"_s);
        if (!isVisibleUtf8(text))
            return invalid(u"the address is not well-formed visible UTF-8"_s);
    }
    if (text.size() > maxMailbox + 1) // A trailing dot may be dropped below.
        return invalid(u"the address is too long"_s);
    LocalPart local = localPart(text);
    if (local.length == 0)
        return invalid(u"the local part of the address is missing or malformed"_s);
    if (local.length > maxLocalPart)
        return invalid(u"the local part of the address is too long"_s);
    QByteArrayView domain = text.sliced(local.length);
    if (!domain.startsWith('@'))
        return invalid(u"the address has no domain"_s);
    domain = domain.sliced(1);
    // A dot for the root is no RFC 5321 syntax, but some clients send it. It goes here, so that nothing behind can
    // take "example.com." for a domain other than "example.com" (threats.md S11).
    if (domain.endsWith('.') && !domain.startsWith('['))
        domain.chop(1);
    if (!isDomainOrLiteral(domain))
        return invalid(u"the domain of the address is malformed"_s);
    if (local.length + 1 + domain.size() > maxMailbox)
        return invalid(u"the address is too long"_s);
    return Mailbox{std::move(local.value), domain.toByteArray()};
}

bool Mailbox::isAscii() const { return smtp::isAscii(localPart) && smtp::isAscii(domain); }

QByteArray Mailbox::toBytes() const
{
    if (isNull())
        return {};
    QByteArray bytes;
    if (isDotString(localPart)) {
        bytes = localPart;
    } else {
        bytes = "\"";
        for (const char c : localPart) {
            if (c == '"' || c == '\\')
                bytes += '\\';
            bytes += c;
        }
        bytes += '"';
    }
    if (!domain.isEmpty()) // Only "postmaster" may stand alone.
        bytes += '@' + domain;
    return bytes;
}

QByteArray Mailbox::domainKey() const
{
    if (!smtp::isAscii(domain)) {
        if (QByteArray labels = toALabels(domain); !labels.isEmpty())
            return labels;
    }
    return domain.toLower();
}

} // namespace gateway::smtp
