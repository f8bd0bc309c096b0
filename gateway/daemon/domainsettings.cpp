#include "gateway/daemon/domainsettings.h"

#include <array>

namespace gateway::daemon {
namespace {

using Mode = directory::DomainSettings::Mode;

/// What tags are set off with. No letter, digit or dot: ordinary names are full of those.
Result<char> separatorOf(const QString &text)
{
    constexpr QByteArrayView allowed = "+-_=#~*!";
    if (text.isEmpty())
        return '\0';
    if (text.size() > 1 || !allowed.contains(text[0].toLatin1()))
        return failure(Error::Kind::Invalid, QStringLiteral("“%1” cannot set off tags in addresses. Use one of %2, or nothing if there are no tags.")
                                                 .arg(text.left(20), QString::fromLatin1(allowed)));
    return text[0].toLatin1();
}

Result<Mode> modeOf(const QString &word, bool hasList)
{
    if (word == QLatin1String("auto") || word.isEmpty())
        return hasList ? Mode::List : Mode::Off;
    constexpr std::array<std::pair<const char *, Mode>, 3> modes{{{"off", Mode::Off}, {"list", Mode::List}, {"ask", Mode::AskNextHop}}};
    for (const auto &[name, mode] : modes) {
        if (word == QLatin1String(name))
            return mode;
    }
    return failure(Error::Kind::Invalid, QStringLiteral("“%1” is no way to check recipients. Use auto, off, list or ask.").arg(word.left(100)));
}

} // namespace

Result<QByteArray> domainKey(const QString &name)
{
    const Result<smtp::Mailbox> probe = smtp::parseMailbox("postmaster@" + name.toUtf8(), smtp::Utf8::Allowed);
    if (!probe)
        return failure(Error::Kind::Invalid, QStringLiteral("“%1” is not a domain name. Write for example example.com.").arg(name.left(255)));
    return probe->domainKey();
}

Result<QList<delivery::RoutedDomain>> routedDomains(const admin::Domain &domain)
{
    std::optional<net::NextHop> nextHop;
    if (!domain.nextHop.isEmpty()) {
        const Result<net::NextHop> hop = delivery::parseNextHop(domain.nextHop);
        if (!hop)
            return tl::make_unexpected(hop.error());
        nextHop = *hop;
    }
    QList<delivery::RoutedDomain> routed;
    for (const QString &name : QStringList{domain.name} + domain.aliasDomains) {
        const Result<QByteArray> key = domainKey(name);
        if (!key)
            return tl::make_unexpected(key.error());
        routed.append({*key, nextHop});
    }
    return routed;
}

QList<directory::Entry> typedRecipients(const admin::Domain &domain)
{
    QList<directory::Entry> entries;
    for (const QString &recipient : domain.recipients) {
        if (const auto mailbox = smtp::parseMailbox(recipient.toUtf8() + '@' + domain.name.toUtf8(), smtp::Utf8::Allowed))
            entries.append({.address = mailbox->toBytes(), .aliases = {}, .name = {}, .groups = {}, .source = typedSource});
    }
    return entries;
}

Result<directory::DomainSettings> recipientSettings(const admin::Domain &domain, bool isListed)
{
    const Result<Mode> mode = modeOf(domain.recipientCheck, isListed || !domain.recipients.isEmpty());
    if (!mode)
        return tl::make_unexpected(mode.error());
    const Result<char> separator = separatorOf(domain.subaddressSeparator);
    if (!separator)
        return tl::make_unexpected(separator.error());
    for (const QString &recipient : domain.recipients) {
        if (!smtp::parseMailbox(recipient.toUtf8() + '@' + domain.name.toUtf8(), smtp::Utf8::Allowed))
            return failure(Error::Kind::Invalid, QStringLiteral("“%1” is not a local part. Write what stands before the @.").arg(recipient.left(255)));
    }
    directory::DomainSettings settings;
    settings.name = domain.name.toUtf8();
    for (const QString &alias : domain.aliasDomains)
        settings.aliasDomains.append(alias.toUtf8());
    settings.mode = *mode;
    settings.subaddressSeparator = *separator;
    settings.catchAll = domain.catchAll.toUtf8();
    settings.acceptsUnknown = domain.acceptsUnknown;
    return settings;
}

Result<> checkDomains(const QList<admin::Domain> &domains)
{
    QList<directory::DomainSettings> all;
    for (const admin::Domain &domain : domains) {
        if (const auto routed = routedDomains(domain); !routed)
            return tl::make_unexpected(routed.error());
        const Result<directory::DomainSettings> settings = recipientSettings(domain, false);
        if (!settings)
            return tl::make_unexpected(settings.error());
        all.append(*settings);
    }
    const auto snapshot = directory::Snapshot::make(all, {});
    return snapshot ? Result<>() : tl::make_unexpected(snapshot.error());
}

} // namespace gateway::daemon
