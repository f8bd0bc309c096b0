#include "gateway/directory/entrylist.h"

#include "gateway/directory/addresskey.h"

#include <QSet>
#include <utility>

using namespace Qt::StringLiterals;

namespace gateway::directory {
namespace {

constexpr qsizetype maxText = 256; // Of a name, in UTF-16 units.
constexpr qsizetype maxNotes = 20;
constexpr qsizetype overhead = 64; // Of a text in memory, in octets.

/// \a text on one line and not longer than a person reads.
QString readable(const QString &text)
{
    QString line = text.left(maxText * 4).simplified().left(maxText);
    if (!line.isEmpty() && line.back().isHighSurrogate())
        line.chop(1);
    return line;
}

tl::unexpected<Error> invalid(const QString &why) { return failure(Error::Kind::Invalid, why); }

Result<smtp::Mailbox> mailboxOf(const QByteArray &address)
{
    Result<smtp::Mailbox> mailbox = smtp::parseMailbox(address.trimmed(), smtp::Utf8::Allowed);
    if (!mailbox) {
        const QString shown = readable(QString::fromUtf8(address.left(300)));
        return invalid(u"“%1” is no mail address: %2"_s.arg(shown, mailbox.error().message));
    }
    return mailbox;
}

} // namespace

EntryList::EntryList(QByteArray source, EntryLimits limits) : m_source(std::move(source)), m_limits(limits) {}

Result<> EntryList::add(Entry entry)
{
    const Result<smtp::Mailbox> primary = mailboxOf(entry.address);
    if (!primary)
        return tl::make_unexpected(primary.error());
    entry.address = primary->toBytes();
    QSet<QByteArray> seen{addressKey(*primary)};
    QList<QByteArray> aliases;
    for (const QByteArray &text : std::as_const(entry.aliases)) {
        const Result<smtp::Mailbox> alias = mailboxOf(text);
        if (!alias)
            return tl::make_unexpected(alias.error());
        const QByteArray key = addressKey(*alias);
        if (!seen.contains(key))
            aliases.append(alias->toBytes());
        seen.insert(key);
    }
    entry.aliases = aliases;
    return put(std::move(entry));
}

Result<> EntryList::addSound(Entry entry, QStringView name)
{
    QList<QByteArray> sound;
    for (const QByteArray &text : QList<QByteArray>{entry.address} + entry.aliases) {
        if (text.isEmpty())
            continue;
        if (const Result<smtp::Mailbox> mailbox = mailboxOf(text))
            sound.append(text);
        else
            skip(u"%1: %2"_s.arg(readable(name.toString()), mailbox.error().message));
    }
    if (sound.isEmpty())
        return {};
    entry.address = sound.takeFirst();
    entry.aliases = sound;
    return add(std::move(entry));
}

void EntryList::skip(const QString &note)
{
    ++m_import.skipped;
    if (m_import.notes.size() < maxNotes)
        m_import.notes.append(note);
}

Result<> EntryList::put(Entry entry)
{
    if (entry.aliases.size() > m_limits.aliases)
        return invalid(u"%1 has more than %2 addresses"_s.arg(QString::fromUtf8(entry.address), QString::number(m_limits.aliases)));
    entry.name = readable(entry.name);
    QStringList groups;
    QSet<QString> seen;
    for (const QString &group : std::as_const(entry.groups)) {
        if (groups.size() == m_limits.groups) {
            skip(u"%1: is in more than %2 groups"_s.arg(QString::fromUtf8(entry.address), QString::number(m_limits.groups)));
            break;
        }
        const QString text = readable(group);
        if (!text.isEmpty() && !seen.contains(text))
            groups.append(shared(text));
        seen.insert(text);
    }
    entry.groups = groups;
    entry.source = m_source;
    if (const Result<> counted = count(entry); !counted)
        return counted;
    const QByteArray key = addressKey(entry.address);
    if (const auto position = m_positions.constFind(key); position != m_positions.constEnd()) {
        join(m_import.entries[*position], entry);
        return {};
    }
    if (m_import.entries.size() >= m_limits.entries)
        return invalid(u"there are more than %1 recipients. Narrow what is read, for example with a filter."_s.arg(m_limits.entries));
    m_positions.insert(key, m_import.entries.size());
    m_import.entries.append(std::move(entry));
    return {};
}

Result<> EntryList::count(const Entry &entry)
{
    m_octets += overhead + entry.address.size() + entry.name.size() * 2 + entry.groups.size() * qsizetype(sizeof(QString));
    for (const QByteArray &alias : entry.aliases)
        m_octets += overhead + alias.size();
    if (m_octets > m_limits.octets)
        return invalid(u"the recipients take more than %1 MB. Narrow what is read."_s.arg(m_limits.octets / 1024 / 1024));
    return {};
}

void EntryList::join(Entry &entry, const Entry &other)
{
    QSet<QByteArray> keys{addressKey(entry.address)};
    for (const QByteArray &alias : std::as_const(entry.aliases))
        keys.insert(addressKey(alias));
    for (const QByteArray &alias : other.aliases) {
        if (!keys.contains(addressKey(alias)) && entry.aliases.size() < m_limits.aliases)
            entry.aliases.append(alias);
    }
    const QSet<QString> groups(entry.groups.begin(), entry.groups.end());
    for (const QString &group : other.groups) {
        if (!groups.contains(group) && entry.groups.size() < m_limits.groups)
            entry.groups.append(group);
    }
    if (entry.name.isEmpty())
        entry.name = other.name;
    entry.isImportant = entry.isImportant || other.isImportant;
    entry.isDisabled = entry.isDisabled && other.isDisabled;
}

QString EntryList::shared(const QString &group)
{
    if (const auto known = m_groups.constFind(group); known != m_groups.constEnd())
        return *known;
    m_octets += overhead + group.size() * 2;
    return *m_groups.insert(group, group);
}

Import EntryList::take()
{
    m_positions.clear();
    QSet<QStringList> lists;
    for (Entry &entry : m_import.entries) {
        entry.address.squeeze();
        entry.aliases.squeeze();
        entry.groups.squeeze();
        entry.groups = *lists.insert(entry.groups); // Equal lists are in memory once.
    }
    return std::exchange(m_import, {});
}

} // namespace gateway::directory
