#include "gateway/daemon/config.h"

#include "gateway/delivery/routes.h"

#include <QFile>
#include <QHostAddress>
#include <algorithm>

#define TOML_EXCEPTIONS 0 // Errors come as values.
#include <toml++/toml.h>

namespace gateway::daemon {
namespace {

using Apply = Result<> (*)(Config &, const QString &key, const QString &value);

/// One row a setting: name, meaning, and how it gets into the configuration.
struct Setting {
    const char *name, *meaning;
    Apply apply;
};

Result<> wrong(const QString &key, const QString &value, const QString &allowed)
{
    return failure(Error::Kind::Invalid, QStringLiteral("%1: “%2” cannot be used here. Write %3.").arg(key, value, allowed));
}

/// A whole number from \a least to \a most: the ceilings of threats.md, no setting can be made unlimited (I8).
template<auto setter, qint64 least, qint64 most>
Result<> number(Config &config, const QString &key, const QString &value)
{
    bool isNumber = false;
    const qint64 parsed = value.toLongLong(&isNumber);
    if (!isNumber || parsed < least || parsed > most)
        return wrong(key, value, QStringLiteral("a whole number from %1 to %2").arg(QString::number(least), QString::number(most)));
    setter(config, parsed);
    return {};
}

template<auto setter>
Result<> flag(Config &config, const QString &key, const QString &value)
{
    const bool isOn = value == QLatin1String("true") || value == QLatin1String("on");
    if (!isOn && value != QLatin1String("false") && value != QLatin1String("off"))
        return wrong(key, value, QStringLiteral("on or off"));
    setter(config, isOn);
    return {};
}

template<auto setter>
Result<> text(Config &config, const QString &, const QString &value)
{
    setter(config, value);
    return {};
}

/// A fully qualified domain name as it can stand in EHLO (RFC 5321 2.3.5): A-labels, and no address, whose last label would be a number.
bool isHostName(QByteArrayView name)
{
    const qsizetype dot = name.lastIndexOf('.');
    const QByteArrayView top = name.sliced(dot + 1);
    return dot > 0 && !name.startsWith('[') && std::ranges::all_of(name, [](char c) { return c > ' ' && c < 0x7f; })
        && std::ranges::any_of(top, [](char c) { return c < '0' || c > '9'; }) && smtp::isDomainOrLiteral(name);
}

template<auto setter>
Result<> hostName(Config &config, const QString &key, const QString &value)
{
    if (!isHostName(value.toUtf8()))
        return wrong(key, value, QStringLiteral("a fully qualified domain name, such as mx.example.com"));
    setter(config, value.toUtf8());
    return {};
}

template<auto setter>
Result<> endpoint(Config &config, const QString &key, const QString &value)
{
    const Result<Endpoint> parsed = parseEndpoint(value);
    if (!parsed)
        return wrong(key, value, QStringLiteral("an address and a port, such as 127.0.0.1:2525"));
    setter(config, *parsed);
    return {};
}

template<auto setter>
Result<> hop(Config &config, const QString &key, const QString &value)
{
    const Result<net::NextHop> parsed = delivery::parseNextHop(value);
    if (!parsed)
        return failure(Error::Kind::Invalid, key + QStringLiteral(": ") + parsed.error().message);
    setter(config, *parsed);
    return {};
}

Result<> bounceTags(Config &config, const QString &key, const QString &value)
{
    using Mode = BounceGuard::Mode;
    constexpr std::array modes{std::pair{QLatin1String("off"), Mode::Off}, std::pair{QLatin1String("observe"), Mode::Observe},
                               std::pair{QLatin1String("enforce"), Mode::Enforce}};
    const auto mode = std::ranges::find_if(modes, [&value](const auto &each) { return value == each.first; });
    if (mode == modes.end())
        return wrong(key, value, QStringLiteral("off, observe or enforce"));
    config.bounceTags = mode->second;
    return {};
}

constexpr Setting settings[]{
    {"smtp.listen", "Address and port for SMTP", endpoint<[](Config &c, const Endpoint &v) { c.smtp = v; }>},
    {"smtp.host-name", "Name in the greeting and in trace fields, fully qualified; else the machine's name is taken, or NAME.localdomain",
     hostName<[](Config &c, const QByteArray &v) { c.server.session.hostName = c.client.session.hostName = v; }>},
    {"smtp.max-message-size", "Octets of a message", number<[](Config &c, qint64 v) { c.server.session.maxMessageSize = v; }, 10'000, 200'000'000>},
    {"smtp.max-recipients", "Recipients of a transaction", number<[](Config &c, qint64 v) { c.server.session.maxRecipients = int(v); }, 100, 10'000>},
    {"smtp.idle-timeout", "Seconds until an idle session ends", number<[](Config &c, qint64 v) { c.server.session.idleTimeout = std::chrono::seconds(v); }, 1, 600>},
    {"smtp.min-data-rate", "Octets per second in DATA", number<[](Config &c, qint64 v) { c.server.session.minDataRate = int(v); }, 1, 100'000>},
    {"smtp.max-errors", "Errors until a session ends", number<[](Config &c, qint64 v) { c.server.session.maxErrors = int(v); }, 1, 100>},
    {"smtp.max-junk-commands", "Commands without effect until a session ends", number<[](Config &c, qint64 v) { c.server.session.maxJunkCommands = int(v); }, 1, 1000>},
    {"smtp.max-sessions", "Sessions at a time", number<[](Config &c, qint64 v) { c.server.maxSessions = int(v); }, 10, 20'000>},
    {"smtp.max-sessions-per-client", "Sessions at a time from one IPv4 address or IPv6 /64", number<[](Config &c, qint64 v) { c.server.maxSessionsPerClient = int(v); }, 1, 1000>},
    {"smtp.greeting-delay", "Milliseconds until a client of whom nothing is known is greeted", number<[](Config &c, qint64 v) { c.door.greetingDelay = std::chrono::milliseconds(v); }, 0, 10'000>},
    {"smtp.limits-loopback", "Whether the limits per client hold for loopback clients", flag<[](Config &c, bool v) { c.server.countsLoopback = c.door.countsLoopback = v; }>},
    {"smtp.max-octets-in-flight", "Octets of messages under way", number<[](Config &c, qint64 v) { c.server.maxOctetsInFlight = v; }, 1'000'000, 8'000'000'000>},
    {"tls.certificate", "PEM file of the certificate chain", text<[](Config &c, const QString &v) { c.certificate = v; }>},
    {"tls.key", "PEM file of the key", text<[](Config &c, const QString &v) { c.key = v; }>},
    {"tls.offer", "Whether STARTTLS is offered", flag<[](Config &c, bool v) { c.server.session.offersTls = v; }>},
    {"tls.use", "Whether STARTTLS of the next hop is used", flag<[](Config &c, bool v) { c.client.session.usesTls = v; }>},
    {"tls.dane", "Whether TLSA records of the next hop, given by its name, are enforced (DANE, RFC 7672); off without it. Needs the DNS, validated: mail waits when that is forged or fails",
     flag<[](Config &c, bool v) { c.usesDane = v; }>},
    {"delivery.next-hop", "Mail server the mail goes to", hop<[](Config &c, const net::NextHop &v) { c.nextHop = v; }>},
    {"delivery.relay", "Host for reports to outside senders", hop<[](Config &c, const net::NextHop &v) { c.relay = v; }>},
    {"delivery.deadline", "Seconds for the next hop's answer before a message is queued", number<[](Config &c, qint64 v) { c.deliveryDeadline = std::chrono::seconds(v); }, 1, 110>},
    {"delivery.final-patience", "Seconds more for the next hop's answer to the whole message", number<[](Config &c, qint64 v) { c.finalPatience = std::chrono::seconds(v); }, 0, 180>},
    {"delivery.max-connections", "Connections to one next hop", number<[](Config &c, qint64 v) { c.client.maxConnectionsPerHop = int(v); }, 1, 100>},
    {"queue.lifetime", "Hours a message waits", number<[](Config &c, qint64 v) { c.queue.lifetime = std::chrono::hours(v); }, 1, 720>},
    {"queue.first-retry", "Seconds to the second attempt", number<[](Config &c, qint64 v) { c.queue.firstRetry = std::chrono::seconds(v); }, 1, 3600>},
    {"queue.max-retry", "Seconds between attempts at most", number<[](Config &c, qint64 v) { c.queue.maxRetry = std::chrono::seconds(v); }, 1, 14'400>},
    {"queue.max-octets", "Octets of the whole queue", number<[](Config &c, qint64 v) { c.queue.maxOctets = v; }, 1'000'000, 10'000'000'000'000>},
    {"quarantine.days", "Days a message is kept", number<[](Config &c, qint64 v) { c.quarantineTime = std::chrono::hours(24 * v); }, 1, 365>},
    {"trace.days", "Days of the message trace", number<[](Config &c, qint64 v) { c.traceTime = std::chrono::hours(24 * v); }, 1, 3650>},
    {"dns.use", "Whether the DNS is asked", flag<[](Config &c, bool v) { c.usesDns = v; }>},
    {"dns.forwarders", "Addresses of name servers to ask, with blanks between them; without them the root servers are asked first",
     text<[](Config &c, const QString &v) { c.dns.forwarders = v.split(QLatin1Char(' '), Qt::SkipEmptyParts); }>},
    {"dns.validate", "Whether DNSSEC is checked", flag<[](Config &c, bool v) { c.dns.validates = v; }>},
    {"auth.check-loopback", "Whether the senders of clients on this machine are authenticated", flag<[](Config &c, bool v) { c.senderCheck.checksLoopback = v; }>},
    {"auth.patience", "Seconds for the DNS to tell who vouches for a message", number<[](Config &c, qint64 v) { c.senderCheck.patience = std::chrono::seconds(v); }, 1, 30>},
    {"auth.trusted-sealers", "Domains whose ARC seals are believed, with blanks between them",
     text<[](Config &c, const QString &v) {
         c.senderCheck.trustedSealers.clear();
         for (const QString &domain : v.toLower().split(QLatin1Char(' '), Qt::SkipEmptyParts))
             c.senderCheck.trustedSealers.append(domain.toUtf8());
     }>},
    {"auth.seal-domain", "Domain whose ARC sets are put on what is passed on, so that the mail server can rely on what was found here",
     text<[](Config &c, const QString &v) { c.sealer.domain = v.toLower().toUtf8(); }>},
    {"auth.seal-selector", "Selector its key record is published under", text<[](Config &c, const QString &v) { c.sealer.selector = v.toUtf8(); }>},
    {"auth.seal-key", "PEM file of that key", text<[](Config &c, const QString &v) { c.sealer.keyFile = v; }>},
    {"recipients.harvest-limit", "In place of the harvest limit of the settings: unknown recipients of one client in an hour until it is refused; 0 counts nobody",
     number<[](Config &c, qint64 v) { c.door.refuseAfter = int(v); }, 0, 10'000>},
    {"recipients.bounce-tags", "Whether reports to addresses without the mark of our outgoing mail (BATV) are noted (observe) or refused (enforce); off without it", bounceTags},
    {"disk.reserve", "Octets kept free on the disk", number<[](Config &c, qint64 v) { c.diskReserve = v; }, 1'000'000, 1'000'000'000'000>},
    {"disk.patience", "Seconds for the disk to write a message or a part of one", number<[](Config &c, qint64 v) { c.server.storagePatience = std::chrono::seconds(v); }, 1, 30>},
    {"scan.content", "Whether the content layer runs", flag<[](Config &c, bool v) { c.scanner.scansContent = v; }>},
    {"scan.virus", "Whether the virus layer runs", flag<[](Config &c, bool v) { c.scanner.scansVirus = v; }>},
    {"scan.deadline", "Seconds for one message", number<[](Config &c, qint64 v) { c.scanner.deadline = std::chrono::seconds(v); }, 1, 180>},
    {"scan.signatures", "Directory of virus signatures", text<[](Config &c, const QString &v) { c.scanner.signatureDirectories = QStringList{v}; }>},
    {"scan.temporary", "Directory for the virus engine's temporary files, for this gateway alone", text<[](Config &c, const QString &v) { c.scanner.scratchDirectory = v; }>},
    {"scan.program", "Path of postern-scan", text<[](Config &c, const QString &v) { c.scanner.program = v; }>},
    {"api.listen", "Address and port of the admin API", endpoint<[](Config &c, const Endpoint &v) { c.api = v; }>},
};

/// Walks the tables of a TOML file; a key is the path of names joined by dots.
Result<> applyTable(Config &config, const toml::table &table, const QString &prefix, const QString &file)
{
    for (const auto &[name, node] : table) {
        const QString key = prefix + QString::fromUtf8(name.str().data(), qsizetype(name.str().size()));
        const auto place = [&file, line = node.source().begin.line](const QString &message) {
            return failure(Error::Kind::Invalid, QStringLiteral("%1, line %2: %3").arg(file, QString::number(line), message));
        };
        if (const toml::table *inner = node.as_table()) {
            if (Result<> result = applyTable(config, *inner, key + u'.', file); !result)
                return result;
            continue;
        }
        QString value;
        if (const auto text = node.value<std::string>())
            value = QString::fromStdString(*text);
        else if (const auto isOn = node.value<bool>(); isOn && node.is_boolean())
            value = *isOn ? QStringLiteral("on") : QStringLiteral("off");
        else if (const auto number = node.value<int64_t>(); number && node.is_integer())
            value = QString::number(*number);
        else
            return place(key + QStringLiteral(": a text, a whole number, or true or false is needed."));
        if (const Result<> result = applySetting(config, key, value); !result)
            return place(result.error().message);
    }
    return {};
}

} // namespace

Result<> applySetting(Config &config, const QString &key, const QString &value)
{
    for (const Setting &setting : settings) {
        if (key == QLatin1String(setting.name))
            return setting.apply(config, key, value);
    }
    return failure(Error::Kind::Invalid, QStringLiteral("%1: there is no such setting. `posternd --help` lists them.").arg(key));
}

Result<> applyFile(Config &config, const QString &file)
{
    QFile input(file);
    if (!input.open(QIODevice::ReadOnly))
        return failure(Error::Kind::Io, QStringLiteral("%1 could not be read: %2").arg(file, input.errorString()));
    const toml::parse_result parsed = toml::parse(input.readAll().toStdString());
    if (!parsed) {
        return failure(Error::Kind::Invalid, QStringLiteral("%1, line %2: %3").arg(file, QString::number(parsed.error().source().begin.line),
            QString::fromUtf8(parsed.error().description().data(), qsizetype(parsed.error().description().size()))));
    }
    return applyTable(config, parsed.table(), {}, file);
}

QByteArray defaultHostName(const QString &machineName)
{
    const QByteArray name = machineName.toUtf8();
    for (const QByteArray &candidate : {name, name.contains('.') ? QByteArray() : name + ".localdomain"}) {
        if (isHostName(candidate))
            return candidate;
    }
    return "postern.localdomain";
}

Result<Endpoint> parseEndpoint(const QString &text)
{
    const qsizetype colon = text.lastIndexOf(u':');
    QString host = text.left(colon);
    if (host.startsWith(u'[') && host.endsWith(u']'))
        host = host.mid(1, host.size() - 2);
    bool isNumber = false;
    const uint port = text.mid(colon + 1).toUInt(&isNumber);
    if (colon <= 0 || !isNumber || port > 65535 || !QHostAddress().setAddress(host))
        return failure(Error::Kind::Invalid, QStringLiteral("“%1” is not an address and a port. Write for example 127.0.0.1:2525.").arg(text));
    return Endpoint{host.toLatin1(), quint16(port)};
}

QString settingsHelp()
{
    QString help;
    for (const Setting &setting : settings)
        help += QStringLiteral("  ") + QString::fromLatin1(setting.name).leftJustified(30) + QString::fromLatin1(setting.meaning) + u'\n';
    return help;
}

} // namespace gateway::daemon
