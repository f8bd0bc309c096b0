#include "gateway/directory/ldaperrors.h"

#include "gateway/smtp/utf8.h"

#include <ldap.h>

using namespace Qt::StringLiterals;

namespace gateway::directory {
namespace {

constexpr qsizetype maxText = 200;

/// Active Directory says in "data XXX" of its diagnostics why it refused a login.
QString loginCause(const QString &diagnostics)
{
    constexpr std::array<std::pair<QLatin1StringView, QLatin1StringView>, 8> causes{{
        {"data 525"_L1, "there is no such account"_L1},
        {"data 530"_L1, "the account may not log in at this time"_L1},
        {"data 531"_L1, "the account may not log in from this computer"_L1},
        {"data 532"_L1, "its password has expired"_L1},
        {"data 533"_L1, "the account is disabled"_L1},
        {"data 701"_L1, "the account has expired"_L1},
        {"data 773"_L1, "its password must be changed first"_L1},
        {"data 775"_L1, "the account is locked"_L1},
    }};
    for (const auto &[mark, cause] : causes) {
        if (diagnostics.contains(mark))
            return QString(cause);
    }
    return u"the name or the password is wrong"_s;
}

QString meaning(int code, const QString &diagnostics, const LdapSettings &settings)
{
    switch (code) {
    case LDAP_INVALID_CREDENTIALS: return u"the login as “%1” was refused: %2. Check both"_s.arg(settings.bindName, loginCause(diagnostics));
    case LDAP_INAPPROPRIATE_AUTH:
    case LDAP_INSUFFICIENT_ACCESS: return u"the account may not read there. Give it the right to, or use another"_s;
    case LDAP_OPERATIONS_ERROR: return u"the directory refuses the search, perhaps because it wants a login. Give a name and password"_s;
    case LDAP_STRONG_AUTH_REQUIRED:
    case LDAP_CONFIDENTIALITY_REQUIRED: return u"the directory demands an encrypted connection. Use STARTTLS or LDAPS"_s;
    case LDAP_NO_SUCH_OBJECT: return u"there is no “%1”, or the account may not see it. Check the search base"_s.arg(settings.base);
    case LDAP_INVALID_DN_SYNTAX: return u"the directory does not understand the name or the search base. Check both"_s;
    case LDAP_REFERRAL: return u"the directory refers to another server, which is not followed. Name that server, or a search base this one has"_s;
    case LDAP_SIZELIMIT_EXCEEDED:
    case LDAP_ADMINLIMIT_EXCEEDED:
        return u"the directory does not give that many objects. Raise its limit for this account, lower the page size, or narrow the filter"_s;
    case LDAP_UNAVAILABLE_CRITICAL_EXTENSION: return u"the directory cannot answer in pages (RFC 2696). Allow it for this account"_s;
    case LDAP_FILTER_ERROR: return u"the filter is not understood. Check it"_s;
    default: return QString();
    }
}

} // namespace

Error ldapError(int code, const QString &diagnostics, const LdapSettings &settings)
{
    const QString means = meaning(code, diagnostics, settings);
    QString text = means.isEmpty() ? QString::fromUtf8(ldap_err2string(code)) : means;
    if (!diagnostics.isEmpty())
        text += u" (%1)"_s.arg(diagnostics);
    return {means.isEmpty() ? Error::Kind::Io : Error::Kind::Invalid, text};
}

QString serverText(const char *text, const QByteArray &password)
{
    QByteArray octets(text);
    if (password.size() > 0)
        octets.replace(password, "***");
    QString visible;
    for (QByteArrayView rest = octets; !rest.isEmpty() && visible.size() < maxText;) {
        const smtp::CodePoint c = smtp::firstCodePoint(rest);
        if (c.length > 0 && smtp::isVisible(c.value))
            visible += QString::fromUtf8(rest.first(c.length));
        else
            visible += u' ';
        rest = rest.sliced(std::max(c.length, 1));
    }
    return visible.simplified();
}

} // namespace gateway::directory
