#include "gateway/directory/ldapfilter.h"

#include <QString>
#include <algorithm>
#include <ldap.h>

using namespace Qt::StringLiterals;

namespace gateway::directory {
namespace {

constexpr qsizetype maxFilter = 4096;
constexpr int maxDepth = 20;

bool isDigit(char c) { return c >= '0' && c <= '9'; }
bool isLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool isHexDigit(char c) { return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }

QByteArray hex(char c) { return QByteArray(1, c).toHex(); }

/// Checks the string representation of a filter. libldap has a parser too, but that is more forgiving and does not say where it stopped.
class FilterParser
{
public:
    explicit FilterParser(QByteArrayView text) : m_text(text) {}

    [[nodiscard]] bool parse() { return filter(0) && (m_position == m_text.size() || fail("there is more behind the last bracket")); }
    [[nodiscard]] qsizetype position() const { return m_position; }
    [[nodiscard]] const char *error() const { return m_error; }

private:
    // filter = LPAREN filtercomp RPAREN, filtercomp = and / or / not / item
    bool filter(int depth)
    {
        if (depth == maxDepth)
            return fail("the brackets are nested too deeply");
        if (!take('('))
            return fail("“(” is missing");
        const bool isSound = take('&') || take('|') ? list(depth) : take('!') ? filter(depth + 1) : item();
        return isSound && (take(')') || fail("“)” is missing"));
    }

    // filterlist = 1*filter
    bool list(int depth)
    {
        do {
            if (!filter(depth + 1))
                return false;
        } while (peek() == '(');
        return true;
    }

    // item = simple / present / substring / extensible. filtertype = equal / approx / greaterorequal / lessorequal
    bool item()
    {
        const qsizetype begin = m_position;
        while (isLetter(peek()) || isDigit(peek()) || QByteArrayView("-.;_").contains(peek()))
            ++m_position;
        const bool hasAttribute = m_position > begin;
        if (peek() == ':')
            return extensible() && value();
        if (!hasAttribute)
            return fail("an attribute is missing");
        if (!take('~') && !take('>'))
            (void)take('<');
        return (take('=') || fail("“=” is missing")) && value();
    }

    // extensible = attr [dnattrs] [matchingrule] ":=" value / [dnattrs] matchingrule ":=" value
    bool extensible()
    {
        while (peek() != '=' && (isLetter(peek()) || isDigit(peek()) || QByteArrayView("-.:").contains(peek())))
            ++m_position;
        return (m_text[m_position - 1] == ':' && take('=')) || fail("“:=” is missing");
    }

    // assertionvalue = valueencoding; in a substring, asterisks between values. valueencoding = 0*(normal / escaped)
    bool value()
    {
        while (m_position < m_text.size() && peek() != ')') {
            if (peek() == '(' || peek() == '\0')
                return fail("this character must be written as \\ and two hexadecimal digits");
            if (!take('\\'))
                ++m_position;
            else if (!takeHex() || !takeHex())
                return fail("two hexadecimal digits must follow “\\”");
        }
        return true;
    }

    [[nodiscard]] char peek() const { return m_position < m_text.size() ? m_text[m_position] : '\0'; }
    bool take(char c)
    {
        if (m_position == m_text.size() || m_text[m_position] != c)
            return false;
        ++m_position;
        return true;
    }
    bool takeHex() { return isHexDigit(peek()) && take(peek()); }
    bool fail(const char *why)
    {
        m_error = m_error ? m_error : why;
        return false;
    }

    const QByteArrayView m_text;
    qsizetype m_position = 0;
    const char *m_error = nullptr;
};

} // namespace

Result<LdapFilter> LdapFilter::parse(const QString &text)
{
    const QByteArray octets = text.trimmed().toUtf8();
    if (octets.size() > maxFilter)
        return failure(Error::Kind::Invalid, u"The filter is longer than %1 octets."_s.arg(maxFilter));
    FilterParser parser(octets);
    if (!parser.parse()) {
        return failure(Error::Kind::Invalid, u"The filter is not correct at position %1: %2. Write for example (mail=*)."_s.arg(QString::number(parser.position() + 1), QString::fromUtf8(parser.error())));
    }
    return LdapFilter(octets);
}

LdapFilter LdapFilter::equals(QByteArrayView attribute, QByteArrayView value)
{
    if (!isAttributeName(attribute))
        return LdapFilter("(!(objectClass=*))");
    return LdapFilter('(' + attribute.toByteArray() + '=' + escapedForFilter(value) + ')');
}

LdapFilter LdapFilter::all(const QList<LdapFilter> &filters)
{
    QByteArray text = "(&";
    for (const LdapFilter &filter : filters)
        text += filter.m_text;
    return LdapFilter(text + ')');
}

LdapFilter LdapFilter::any(const QList<LdapFilter> &filters)
{
    QByteArray text = "(|";
    for (const LdapFilter &filter : filters)
        text += filter.m_text;
    return LdapFilter(text + ')');
}

QByteArray escapedForFilter(QByteArrayView value)
{
    QByteArray text;
    for (const char c : value) {
        // More than RFC 4515 3 asks for: control characters too, which some servers' logs show as they are.
        if (QByteArrayView("*()\\").contains(c) || uchar(c) < 0x20 || c == 0x7f)
            text += '\\' + hex(c);
        else
            text += c;
    }
    return text;
}

QByteArray escapedForName(QByteArrayView value)
{
    QByteArray text;
    for (qsizetype i = 0; i < value.size(); ++i) {
        const char c = value[i];
        const bool isAtEdge = (i == 0 && (c == ' ' || c == '#')) || (i == value.size() - 1 && c == ' ');
        if (isAtEdge || QByteArrayView("\"+,;<=>\\").contains(c) || uchar(c) < 0x20 || c == 0x7f)
            text += '\\' + hex(c);
        else
            text += c;
    }
    return text;
}

bool isDistinguishedName(const QString &text)
{
    if (text.isEmpty())
        return true;
    LDAPDN parsed = nullptr;
    const bool isSound = !text.contains(QChar(0)) && ldap_str2dn(text.toUtf8().constData(), &parsed, LDAP_DN_FORMAT_LDAPV3) == LDAP_SUCCESS;
    ldap_dnfree(parsed);
    return isSound;
}

bool isAttributeName(QByteArrayView text)
{
    const auto isPart = [](char c) { return isLetter(c) || isDigit(c) || c == '-' || c == '.'; };
    return !text.isEmpty() && text.size() <= 100 && std::ranges::all_of(text, isPart);
}

} // namespace gateway::directory
