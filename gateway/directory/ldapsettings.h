#pragma once

#include "gateway/directory/attributemapping.h"
#include "gateway/directory/entrylist.h"
#include "gateway/directory/ldapfilter.h"

#include <chrono>

namespace gateway::directory {

struct LdapServer {
    enum class Tls {
        None,     ///< Anybody on the way reads the password.
        StartTls, ///< RFC 4513 3: no answer but success is accepted.
        Ldaps,    ///< TLS from the first octet.
    };
    QString host;     ///< A name or an address, as its certificate has it.
    quint16 port = 0; ///< 0: 389, with Tls::Ldaps 636.
    Tls tls = Tls::StartTls;

    [[nodiscard]] quint16 usedPort() const { return port != 0 ? port : tls == Tls::Ldaps ? 636 : 389; }
    [[nodiscard]] QString toText() const; ///< "ldaps://dc1.example.com:636"
};

/// Where and how recipients are read from a directory.
struct LdapSettings {
    enum class Certificate { Verified, Any };

    QByteArray source;                    ///< Id that the entries get.
    QList<LdapServer> servers;            ///< Asked in this order until one answers.
    Certificate certificate = Certificate::Verified;
    QString caFile;                       ///< Of the company's own CA; empty: those of the system.
    QString bindName;                     ///< DN, or for Active Directory user@domain. Empty together with the password: anonymous.
    QByteArray password;                  ///< Never in a message, log or error.
    QString base;                         ///< DN below which is searched.
    QString filter;                       ///< Empty: that of the mapping.
    AttributeMapping mapping = AttributeMapping::preset(DirectoryKind::ActiveDirectory);
    int pageSize = 500;                   ///< RFC 2696. Active Directory gives at most 1,000.
    EntryLimits limits;
    std::chrono::seconds connectTimeout{10};  ///< For connecting, TLS and bind to one server.
    std::chrono::seconds responseTimeout{30}; ///< Between two pieces of an answer.
    std::chrono::seconds timeLimit{600};      ///< For all servers together.

    /// What is wrong, in a sentence that says what to write instead. An empty password with a name is: servers take it for an anonymous
    /// bind and call that success (RFC 4513 5.1.2, threats.md L2).
    [[nodiscard]] Result<> check() const;
    [[nodiscard]] Result<LdapFilter> usedFilter() const;
    [[nodiscard]] QStringList warnings() const; ///< What is allowed but unsafe.
};

} // namespace gateway::directory
