#include "gateway/directory/attributemapping.h"

#include <ldap.h>
#include <memory>

using namespace Qt::StringLiterals;

namespace gateway::directory {
namespace {

constexpr qint64 accountDisabled = 0x2; // ADS_UF_ACCOUNTDISABLE of userAccountControl.

/// Mailboxes of rooms, equipment and teams belong to an account that is disabled on purpose: nobody logs in there, but they get mail.
/// Values of msExchRecipientTypeDetails: shared, room and equipment mailbox, on site and in the cloud.
bool isSharedMailbox(const DirectoryObject &object)
{
    constexpr qint64 kinds = 0x4 | 0x10 | 0x20 | 0x2'0000'0000 | 0x4'0000'0000 | 0x8'0000'0000;
    return (object.value("msexchrecipienttypedetails").toLongLong() & kinds) != 0;
}

/// accountExpires: 100 ns since 1601; 0 and the largest number mean never.
bool isExpired(const QByteArray &value, const QDateTime &now)
{
    bool isNumber = false;
    const qint64 ticks = value.toLongLong(&isNumber);
    if (!isNumber || ticks <= 0 || ticks == std::numeric_limits<qint64>::max())
        return false;
    constexpr qint64 secondsTo1970 = 11'644'473'600;
    return ticks / 10'000'000 - secondsTo1970 < now.toSecsSinceEpoch();
}

/// Puts \a address into \a entry, as the primary one if it has none.
void put(Entry &entry, const QByteArray &address)
{
    if (address.isEmpty())
        return;
    if (entry.address.isEmpty())
        entry.address = address;
    else if (entry.address.compare(address, Qt::CaseInsensitive) != 0)
        entry.aliases.append(address);
}

/// "smtp:alice@example.com" without its type; empty if it is another type.
QByteArray withoutType(const QByteArray &value)
{
    constexpr QByteArrayView type = "smtp:";
    const QByteArrayView front = QByteArrayView(value).first(std::min(type.size(), value.size()));
    return front.compare(type, Qt::CaseInsensitive) == 0 ? value.sliced(type.size()) : QByteArray();
}

} // namespace

QByteArray DirectoryObject::value(QByteArrayView attribute) const
{
    for (const auto &[key, text] : values) {
        if (key == attribute)
            return text;
    }
    return {};
}

QList<QByteArray> DirectoryObject::all(QByteArrayView attribute) const
{
    QList<QByteArray> found;
    for (const auto &[key, text] : values) {
        if (key == attribute)
            found.append(text);
    }
    return found;
}

bool DirectoryObject::has(QByteArrayView attribute, QByteArrayView value) const
{
    return std::ranges::any_of(values, [=](const auto &pair) {
        return pair.first == attribute && value.compare(pair.second, Qt::CaseInsensitive) == 0;
    });
}

AttributeMapping AttributeMapping::preset(DirectoryKind kind)
{
    AttributeMapping mapping{.kind = kind, .addresses = {"mail"}, .prefixedAddresses = {}, .names = {"displayname", "cn"}, .groups = "memberof",
                             .importantGroups = {}, .filter = {}};
    switch (kind) {
    case DirectoryKind::ActiveDirectory:
        mapping.prefixedAddresses = {"proxyaddresses"};
        mapping.filter = u"(&(|(objectClass=user)(objectClass=group)(objectClass=contact)(objectClass=publicFolder))(|(mail=*)(proxyAddresses=*)))"_s;
        break;
    case DirectoryKind::OpenLdap:
        mapping.addresses.append(QList<QByteArray>{"mailalternateaddress", "maillocaladdress"});
        mapping.filter = u"(|(mail=*)(mailAlternateAddress=*)(mailLocalAddress=*))"_s;
        break;
    case DirectoryKind::Ds389:
        mapping.addresses.append(QList<QByteArray>{"mailalternateaddress"});
        mapping.filter = u"(|(mail=*)(mailAlternateAddress=*))"_s;
        break;
    }
    return mapping;
}

QList<QByteArray> AttributeMapping::attributes() const
{
    QList<QByteArray> all = addresses + prefixedAddresses + names;
    if (!groups.isEmpty())
        all.append(groups);
    switch (kind) {
    case DirectoryKind::ActiveDirectory: return all + QList<QByteArray>{"useraccountcontrol", "accountexpires", "msexchrecipienttypedetails"};
    case DirectoryKind::OpenLdap: return all + QList<QByteArray>{"pwdaccountlockedtime"};
    case DirectoryKind::Ds389: return all + QList<QByteArray>{"nsaccountlock"};
    }
    return all;
}

std::optional<Entry> AttributeMapping::toEntry(const DirectoryObject &object, const QDateTime &now) const
{
    Entry entry;
    for (const bool wantsPrimary : {true, false}) {
        for (const QByteArray &attribute : prefixedAddresses) {
            for (const QByteArray &value : object.all(attribute)) {
                if (value.startsWith("SMTP:") == wantsPrimary)
                    put(entry, withoutType(value));
            }
        }
        if (wantsPrimary) { // Without an "SMTP:" address, "mail" is the primary one.
            for (const QByteArray &attribute : addresses) {
                for (const QByteArray &value : object.all(attribute))
                    put(entry, value);
            }
        }
    }
    if (entry.address.isEmpty())
        return std::nullopt;
    for (const QByteArray &attribute : names) {
        if (entry.name.isEmpty())
            entry.name = QString::fromUtf8(object.value(attribute));
    }
    for (const QByteArray &group : object.all(groups)) {
        if (const QString name = firstNameOf(group); !name.isEmpty())
            entry.groups.append(name);
    }
    const auto isMember = [&entry](const QString &group) { return entry.groups.contains(group, Qt::CaseInsensitive); };
    entry.isImportant = std::ranges::any_of(importantGroups, isMember);
    entry.isDisabled = isDisabled(object, now);
    return entry;
}

bool AttributeMapping::isDisabled(const DirectoryObject &object, const QDateTime &now) const
{
    switch (kind) {
    case DirectoryKind::ActiveDirectory:
        return ((object.value("useraccountcontrol").toLongLong() & accountDisabled) != 0 && !isSharedMailbox(object))
            || isExpired(object.value("accountexpires"), now);
    case DirectoryKind::OpenLdap: return object.has("pwdaccountlockedtime", "000001010000Z"); // Locked for good (slapo-ppolicy(5)).
    case DirectoryKind::Ds389: return object.has("nsaccountlock", "true");
    }
    return false;
}

QString firstNameOf(const QByteArray &dn)
{
    LDAPDN parsed = nullptr;
    if (ldap_str2dn(dn.constData(), &parsed, LDAP_DN_FORMAT_LDAPV3) != LDAP_SUCCESS || !parsed)
        return {};
    const std::unique_ptr<LDAPRDN, decltype(&ldap_dnfree)> owner(parsed, &ldap_dnfree);
    const LDAPRDN first = parsed[0];
    if (!first || !first[0])
        return {};
    return QString::fromUtf8(QByteArrayView(first[0]->la_value.bv_val, qsizetype(first[0]->la_value.bv_len)));
}

} // namespace gateway::directory
