#pragma once

#include "gateway/directory/recipient.h"

#include <optional>

namespace gateway::directory {

/// One object of a directory: the attributes we asked for, names in lower case and without options.
struct DirectoryObject {
    QByteArray name; ///< The DN.
    QList<std::pair<QByteArray, QByteArray>> values;

    [[nodiscard]] QByteArray value(QByteArrayView attribute) const; ///< The first.
    [[nodiscard]] QList<QByteArray> all(QByteArrayView attribute) const;
    [[nodiscard]] bool has(QByteArrayView attribute, QByteArrayView value) const; ///< Without case.
};

/// The kinds of directories we know the attributes of.
enum class DirectoryKind { ActiveDirectory, OpenLdap, Ds389 };

/// Which attributes of an object say what about a recipient. The same for LDAP and for LDIF files. Attribute names are in lower case.
struct AttributeMapping {
    DirectoryKind kind = DirectoryKind::ActiveDirectory;
    QList<QByteArray> addresses;         ///< Plain addresses. The first value of the first of them is the primary address.
    QList<QByteArray> prefixedAddresses; ///< With a type before them: "SMTP:" is primary, "smtp:" is not, others are no mail addresses.
    QList<QByteArray> names;             ///< The first that has a value.
    QByteArray groups;                   ///< DNs of groups; their first value is taken ("CN=Sales,..." is Sales).
    QStringList importantGroups;         ///< Members are important (Entry::isImportant). Compared without case.
    QString filter;                      ///< What the preset reads from a directory (RFC 4515).

    [[nodiscard]] static AttributeMapping preset(DirectoryKind kind);
    [[nodiscard]] QList<QByteArray> attributes() const; ///< To ask for.
    /// What the object is as a recipient; the addresses are not yet checked. Nothing if it has no address. Accounts that expired before \a now
    /// are disabled (threats.md L5).
    [[nodiscard]] std::optional<Entry> toEntry(const DirectoryObject &object, const QDateTime &now) const;

private:
    [[nodiscard]] bool isDisabled(const DirectoryObject &object, const QDateTime &now) const;
};

/// The first value of a DN: "Sales" of "CN=Sales,OU=Groups,DC=example,DC=com", unescaped (RFC 4514); empty if it is no DN.
[[nodiscard]] QString firstNameOf(const QByteArray &dn);

} // namespace gateway::directory
