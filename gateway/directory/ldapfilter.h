#pragma once

#include "gateway/result.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QList>

namespace gateway::directory {

/// A search filter (RFC 4515): either text of the administrator that was parsed, or built from values that are escaped. There is no other way
/// to make one, so nothing that came with mail can change what is searched for (threats.md L1, I7).
class LdapFilter
{
public:
    /// Parses \a text. The error names the position.
    [[nodiscard]] static Result<LdapFilter> parse(const QString &text);
    /// Objects whose \a attribute is \a value, whatever octets that has. An \a attribute that is none gives a filter that nothing matches.
    [[nodiscard]] static LdapFilter equals(QByteArrayView attribute, QByteArrayView value);
    [[nodiscard]] static LdapFilter all(const QList<LdapFilter> &filters);
    [[nodiscard]] static LdapFilter any(const QList<LdapFilter> &filters);

    [[nodiscard]] const QByteArray &toBytes() const { return m_text; }

private:
    explicit LdapFilter(QByteArray text) : m_text(std::move(text)) {}
    QByteArray m_text;
};

/// \a value as the value of an assertion in a filter (RFC 4515 3).
[[nodiscard]] QByteArray escapedForFilter(QByteArrayView value);
/// \a value as the value of an attribute in a DN (RFC 4514 2.4).
[[nodiscard]] QByteArray escapedForName(QByteArrayView value);

/// Whether \a text is a DN (RFC 4514 3), which may be empty.
[[nodiscard]] bool isDistinguishedName(const QString &text);
/// Whether \a text is an attribute's name or OID (RFC 4512 2.5).
[[nodiscard]] bool isAttributeName(QByteArrayView text);

} // namespace gateway::directory
