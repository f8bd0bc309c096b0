#include "gateway/directory/ldapsettings.h"

#include <QFileInfo>
#include <arpa/inet.h>

using namespace Qt::StringLiterals;

namespace gateway::directory {
namespace {

constexpr qsizetype maxServers = 10;

tl::unexpected<Error> invalid(const QString &why) { return failure(Error::Kind::Invalid, why); }

/// A name or address that can stand in a URL without changing its meaning. Windows networks have names with underscores.
bool isHost(const QString &host)
{
    if (host.contains(u':')) { // An IPv6 address, or a name with a port that belongs elsewhere.
        in6_addr address;
        return ::inet_pton(AF_INET6, host.toUtf8().constData(), &address) == 1;
    }
    return !host.isEmpty() && host.size() <= 255 && !host.startsWith(u'-') && std::ranges::all_of(host, [](QChar c) {
        return c.unicode() < 0x80 && (c.isLetterOrNumber() || u".-_"_s.contains(c));
    });
}

} // namespace

QString LdapServer::toText() const
{
    const QString name = host.contains(u':') ? u'[' + host + u']' : host;
    return u"%1://%2:%3"_s.arg(tls == Tls::Ldaps ? u"ldaps"_s : u"ldap"_s, name, QString::number(usedPort()));
}

Result<> LdapSettings::check() const
{
    if (servers.isEmpty() || servers.size() > maxServers)
        return invalid(u"There must be 1 to %1 directory servers."_s.arg(maxServers));
    for (const LdapServer &server : servers) {
        if (!isHost(server.host))
            return invalid(u"“%1” is not the name or address of a server. Write for example dc1.example.com."_s.arg(server.host.left(255)));
    }
    if (!bindName.isEmpty() && password.isEmpty()) {
        return invalid(u"There is no password for “%1”. Give the password; a directory takes an empty one for an anonymous login and calls "
                       "that success."_s.arg(bindName));
    }
    if (bindName.isEmpty() && !password.isEmpty())
        return invalid(u"There is a password, but no name to log in with. Give the name of the account that may read the directory."_s);
    if (!isDistinguishedName(base))
        return invalid(u"The search base “%1” is not a distinguished name. Write for example DC=example,DC=com."_s.arg(base.left(300)));
    if (!caFile.isEmpty() && !QFileInfo(caFile).isReadable()) {
        return failure(Error::Kind::Io, u"The file with the certificate authority, %1, cannot be read. Check that it is there and who may "
                                        "read it."_s.arg(caFile));
    }
    for (const QByteArray &attribute : mapping.attributes()) {
        if (!isAttributeName(attribute))
            return invalid(u"“%1” is not the name of an attribute."_s.arg(QString::fromUtf8(attribute.left(100))));
    }
    if (pageSize < 1 || pageSize > 10'000)
        return invalid(u"The page size must be from 1 to 10,000; directories usually allow 500."_s);
    using namespace std::chrono_literals;
    for (const std::chrono::seconds timeout : {connectTimeout, responseTimeout, timeLimit}) { // Zero never means unlimited (I8).
        if (timeout < 1s || timeout > 24h)
            return invalid(u"Times must be from 1 second to a day."_s);
    }
    const Result<LdapFilter> parsed = usedFilter();
    return parsed ? Result<>() : tl::make_unexpected(parsed.error());
}

Result<LdapFilter> LdapSettings::usedFilter() const { return LdapFilter::parse(filter.trimmed().isEmpty() ? mapping.filter : filter); }

QStringList LdapSettings::warnings() const
{
    QStringList warnings;
    const auto isPlain = [](const LdapServer &server) { return server.tls == LdapServer::Tls::None; };
    if (!password.isEmpty() && std::ranges::any_of(servers, isPlain))
        warnings.append(u"The password crosses the network unprotected. Use STARTTLS or LDAPS."_s);
    if (certificate == Certificate::Any && !std::ranges::all_of(servers, isPlain))
        warnings.append(u"The certificate of the directory is not verified: anybody on the way can pretend to be it. Name the company's own "
                        "certificate authority instead."_s);
    return warnings;
}

} // namespace gateway::directory
