#include "gateway/directory/ldapsource.h"

#include "gateway/directory/ldapconnection.h"

using namespace Qt::StringLiterals;

namespace gateway::directory {

Result<Import> LdapSource::readAll(LdapConnection &connection, const LdapFilter &filter, const QDateTime &now) const
{
    EntryList list(m_settings.source, m_settings.limits);
    const Result<> searched = connection.search(filter, [&](const DirectoryObject &object) -> Result<> {
        std::optional<Entry> entry = m_settings.mapping.toEntry(object, now);
        return entry ? list.addSound(std::move(*entry), QString::fromUtf8(object.name)) : Result<>();
    });
    if (!searched)
        return tl::make_unexpected(searched.error());
    return list.take();
}

Result<LdapSource::Reading> LdapSource::readFrom(const LdapFilter &filter, const QDateTime &now, const std::stop_token &stop) const
{
    const auto deadline = LdapConnection::Clock::now() + m_settings.timeLimit;
    QStringList causes;
    Error::Kind kind = Error::Kind::Io;
    for (const LdapServer &server : m_settings.servers) {
        Result<std::unique_ptr<LdapConnection>> connection = LdapConnection::open(m_settings, server, deadline, stop);
        Result<Import> import = connection ? readAll(**connection, filter, now) : tl::make_unexpected(connection.error());
        if (import)
            return Reading{server.toText(), std::move(*import)};
        kind = import.error().kind;
        causes.append(u"%1: %2"_s.arg(server.toText(), import.error().message));
        if (kind == Error::Kind::Invalid || stop.stop_requested() || LdapConnection::Clock::now() >= deadline)
            break;
    }
    return failure(kind, u"The directory could not be read. %1."_s.arg(causes.join(u"; "_s)));
}

Result<Import> LdapSource::read(const QDateTime &now, const std::stop_token &stop) const
{
    if (const Result<> checked = m_settings.check(); !checked)
        return tl::make_unexpected(checked.error());
    Result<Reading> reading = readFrom(*m_settings.usedFilter(), now, stop);
    if (!reading)
        return tl::make_unexpected(reading.error());
    return std::move(reading->import);
}

Result<LdapSource::Preview> LdapSource::test(const QDateTime &now, const std::stop_token &stop) const
{
    if (const Result<> checked = m_settings.check(); !checked)
        return tl::make_unexpected(checked.error());
    const Result<Reading> reading = readFrom(*m_settings.usedFilter(), now, stop);
    if (!reading)
        return tl::make_unexpected(reading.error());
    constexpr qsizetype shown = 20;
    const Import &import = reading->import;
    return Preview{reading->server, import.entries.size(), import.entries.first(std::min(shown, import.entries.size())), import.skipped, import.notes,
                   m_settings.warnings()};
}

Result<QList<Entry>> LdapSource::find(const smtp::Mailbox &recipient, const QDateTime &now, const std::stop_token &stop) const
{
    if (const Result<> checked = m_settings.check(); !checked)
        return tl::make_unexpected(checked.error());
    const QByteArray address = recipient.toBytes();
    QList<LdapFilter> addresses;
    for (const QByteArray &attribute : m_settings.mapping.addresses)
        addresses.append(LdapFilter::equals(attribute, address));
    for (const QByteArray &attribute : m_settings.mapping.prefixedAddresses)
        addresses.append(LdapFilter::equals(attribute, "smtp:" + address));
    const Result<Reading> reading = readFrom(LdapFilter::all({*m_settings.usedFilter(), LdapFilter::any(addresses)}), now, stop);
    if (!reading)
        return tl::make_unexpected(reading.error());
    return reading->import.entries;
}

} // namespace gateway::directory
