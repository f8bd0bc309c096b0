#include "gateway/daemon/directoryreading.h"

#include "gateway/daemon/domainsettings.h"
#include "gateway/directory/csvsource.h"
#include "gateway/directory/filetext.h"
#include "gateway/directory/ldifsource.h"
#include "gateway/store/durablefile.h"

#include <QDir>
#include <array>

using namespace Qt::StringLiterals;

namespace gateway::daemon {
namespace {

constexpr int maxIntervalMinutes = 31 * 24 * 60;
constexpr qsizetype maxTexts = 100; ///< Names of attributes and groups.

tl::unexpected<Error> invalid(const QString &why) { return failure(Error::Kind::Invalid, why); }

template<typename T, std::size_t N>
std::optional<T> choice(const QString &word, const std::array<std::pair<const char *, T>, N> &choices)
{
    for (const auto &[name, value] : choices) {
        if (word == QLatin1String(name))
            return value;
    }
    return std::nullopt;
}

constexpr std::array<std::pair<const char *, directory::DirectoryKind>, 3> presets{{{"active-directory", directory::DirectoryKind::ActiveDirectory},
                                                                                    {"openldap", directory::DirectoryKind::OpenLdap},
                                                                                    {"389ds", directory::DirectoryKind::Ds389}}};
using Tls = directory::LdapServer::Tls;
constexpr std::array<std::pair<const char *, Tls>, 3> tlsKinds{{{"starttls", Tls::StartTls}, {"ldaps", Tls::Ldaps}, {"none", Tls::None}}};

bool isId(const QString &id)
{
    return !id.isEmpty() && id.size() <= 40 && id[0] != u'-' && id != QString::fromLatin1(typedSource) && std::ranges::all_of(id, [](QChar c) {
        return (c >= u'a' && c <= u'z') || (c >= u'0' && c <= u'9') || c == u'-';
    });
}

/// "host", "host:port", "[2001:db8::1]:636", or an IPv6 address alone.
Result<directory::LdapServer> serverOf(const QString &text, Tls tls)
{
    QString host = text.trimmed(), port;
    if (host.startsWith(u'[')) {
        const qsizetype close = host.indexOf(u']');
        port = host.mid(close + 1);
        host = close < 0 ? QString() : host.mid(1, close - 1);
    } else if (host.count(u':') == 1) {
        port = u':' + host.section(u':', 1);
        host = host.section(u':', 0, 0);
    }
    bool isNumber = port.isEmpty();
    const ushort number = port.isEmpty() ? 0 : port.mid(1).toUShort(&isNumber);
    if (host.isEmpty() || !isNumber || (!port.isEmpty() && (port[0] != u':' || number == 0)))
        return invalid(u"“%1” is not a server. Write for example dc1.example.com or dc1.example.com:636."_s.arg(text.left(255)));
    return directory::LdapServer{host, number, tls};
}

/// Of those that an Active Directory writes with a type before the address.
bool isPrefixed(const QByteArray &attribute) { return attribute == "proxyaddresses"; }

Result<directory::AttributeMapping> mappingOf(const admin::DirectorySource &source)
{
    const auto kind = choice(source.preset, presets);
    if (!kind)
        return invalid(u"“%1” is no kind of directory. Use active-directory, openldap or 389ds."_s.arg(source.preset.left(100)));
    directory::AttributeMapping mapping = directory::AttributeMapping::preset(*kind);
    if (!source.addressAttributes.isEmpty()) {
        mapping.addresses.clear();
        mapping.prefixedAddresses.clear();
        for (const QString &attribute : source.addressAttributes) {
            const QByteArray name = attribute.trimmed().toLower().toUtf8();
            (isPrefixed(name) ? mapping.prefixedAddresses : mapping.addresses).append(name);
        }
    }
    if (!source.nameAttributes.isEmpty()) {
        mapping.names.clear();
        for (const QString &attribute : source.nameAttributes)
            mapping.names.append(attribute.trimmed().toLower().toUtf8());
    }
    if (!source.groupsAttribute.isEmpty())
        mapping.groups = source.groupsAttribute.trimmed().toLower().toUtf8();
    mapping.importantGroups = source.importantGroups;
    return mapping;
}

Result<directory::Import> readOctets(const admin::DirectorySource &source, QByteArrayView octets, const QDateTime &now)
{
    if (source.kind == "csv"_L1)
        return directory::readCsv(octets, source.id.toLatin1());
    const Result<directory::AttributeMapping> mapping = mappingOf(source);
    if (!mapping)
        return tl::make_unexpected(mapping.error());
    return directory::readLdif(octets, *mapping, source.id.toLatin1(), now);
}

Result<> checkFileSource(const admin::DirectorySource &source)
{
    if (!source.file.isEmpty() && !QDir::isAbsolutePath(source.file))
        return invalid(u"“%1” is not a whole path. Write where the file is on the gateway's machine, from the root on."_s.arg(source.file.left(300)));
    const Result<directory::AttributeMapping> mapping = mappingOf(source);
    return mapping ? Result<>() : tl::make_unexpected(mapping.error());
}

} // namespace

Result<directory::LdapSettings> ldapSettings(const admin::DirectorySource &source, const QByteArray &password)
{
    const auto tls = choice(source.tls, tlsKinds);
    if (!tls)
        return invalid(u"“%1” is no way to protect a connection. Use starttls, ldaps or none."_s.arg(source.tls.left(100)));
    Result<directory::AttributeMapping> mapping = mappingOf(source);
    if (!mapping)
        return tl::make_unexpected(mapping.error());
    directory::LdapSettings settings;
    settings.source = source.id.toLatin1();
    for (const QString &text : source.servers) {
        const Result<directory::LdapServer> server = serverOf(text, *tls);
        if (!server)
            return tl::make_unexpected(server.error());
        settings.servers.append(*server);
    }
    settings.certificate = source.verifiesCertificate ? directory::LdapSettings::Certificate::Verified : directory::LdapSettings::Certificate::Any;
    settings.caFile = source.caFile;
    settings.bindName = source.bindName;
    settings.password = password;
    settings.base = source.base;
    settings.filter = source.filter;
    settings.mapping = std::move(*mapping);
    return settings;
}

QString secretName(const QString &sourceId) { return u"directory-"_s + sourceId; }

Result<> checkSource(const admin::DirectorySource &source)
{
    if (!isId(source.id)) {
        return invalid(u"“%1” cannot be the id of a source. Use up to 40 lower-case letters, digits and hyphens, but not “%2”."_s
                           .arg(source.id.left(100), QString::fromLatin1(typedSource)));
    }
    if (source.intervalMinutes < 0 || source.intervalMinutes > maxIntervalMinutes)
        return invalid(u"A source is read every 1 to %1 minutes; 0: only when somebody asks for it."_s.arg(maxIntervalMinutes));
    if (source.maxRemovedPercent < 0 || source.maxRemovedPercent > 100)
        return invalid(u"The part of a list that may go without approval must be from 0 to 100 percent."_s);
    if (source.addressAttributes.size() + source.nameAttributes.size() + source.importantGroups.size() > maxTexts)
        return invalid(u"There may be %1 attributes and groups in all."_s.arg(maxTexts));
    if (source.kind == "csv"_L1 || source.kind == "ldif"_L1)
        return checkFileSource(source);
    if (source.kind != "ldap"_L1)
        return invalid(u"“%1” is no kind of source. Use ldap, csv or ldif."_s.arg(source.kind.left(100)));
    Result<directory::LdapSettings> settings = ldapSettings(source, source.bindName.isEmpty() ? QByteArray() : "not checked here");
    if (!settings)
        return tl::make_unexpected(settings.error());
    settings->caFile.clear();
    return settings->check();
}

Result<directory::Import> readSource(const admin::DirectorySource &source, const QByteArray &password, const QDateTime &now, const std::stop_token &stop)
{
    if (source.kind == "ldap"_L1) {
        Result<directory::LdapSettings> settings = ldapSettings(source, password);
        if (!settings)
            return tl::make_unexpected(settings.error());
        return directory::LdapSource(std::move(*settings)).read(now, stop);
    }
    if (source.file.isEmpty())
        return invalid(u"The source “%1” has no file on the gateway's machine. Send one, or name one in its settings."_s.arg(source.id));
    const Result<QByteArray> octets = store::readFile(source.file, directory::maxFileSize + 1);
    if (!octets)
        return tl::make_unexpected(octets.error());
    Result<directory::Import> import = readUpload(source, *octets, now);
    if (!import)
        return failure(import.error().kind, source.file + u": "_s + import.error().message);
    return import;
}

Result<directory::Import> readUpload(const admin::DirectorySource &source, QByteArrayView octets, const QDateTime &now)
{
    if (source.kind == "ldap"_L1)
        return invalid(u"The source “%1” is a directory server, which is read and not sent. Add a source of the kind csv or ldif for files."_s.arg(source.id));
    if (octets.size() > directory::maxFileSize)
        return invalid(u"The file is larger than %1 octets. Split it into several sources."_s.arg(directory::maxFileSize));
    return readOctets(source, octets, now);
}

} // namespace gateway::daemon
