#include "fakeparts.h"

#include "exampleparts.h"

using namespace gateway;
using namespace gateway::admin;
using namespace Qt::StringLiterals;
using Call = FakeCalls::Call;

namespace {

auto missing(const QString &id) { return failure(Error::Kind::NotFound, u"There is no \"%1\"."_s.arg(id)); }

gateway::Result<> soundness(const SenderListEntry &entry)
{
    if (entry.sender.contains(u'.'))
        return {};
    return failure(Error::Kind::Invalid, u"“%1” is no sender. Write an address or a domain, such as *@example.com."_s.arg(entry.sender));
}

bool isSame(const SenderListEntry &a, const SenderListEntry &b) { return a.action == b.action && a.sender == b.sender && a.scope == b.scope; }

} // namespace

void FakeCalls::failWith(std::optional<Error> error)
{
    const std::lock_guard lock(m_mutex);
    m_error = std::move(error);
}

QStringList FakeCalls::calls() const
{
    const std::lock_guard lock(m_mutex);
    return m_calls;
}

FakeDirectory::FakeDirectory(FakeCalls &all) : m_all(all), m_sources(exampledata::directorySources()) {}

gateway::Result<QList<DirectorySourceState>> FakeDirectory::sources()
{
    const Call call(m_all, u"sources"_s);
    return call.unlessFailing([&]() -> Result<QList<DirectorySourceState>> { return m_sources; });
}

gateway::Result<> FakeDirectory::putSource(const DirectorySource &source)
{
    const Call call(m_all, u"putSource"_s, source.id);
    return call.unlessFailing([&]() -> Result<> {
        DirectorySourceState state;
        state.source = source;
        state.source.hasPassword = !source.password.isEmpty();
        state.source.password.clear();
        const auto existing = std::ranges::find(m_sources, source.id, [](const DirectorySourceState &s) { return s.source.id; });
        if (existing == m_sources.end())
            m_sources.append(state);
        else
            existing->source = state.source;
        return {};
    });
}

gateway::Result<> FakeDirectory::removeSource(const QString &id)
{
    const Call call(m_all, u"removeSource"_s, id);
    return call.unlessFailing([&]() -> Result<> {
        if (m_sources.removeIf([&](const DirectorySourceState &s) { return s.source.id == id; }) == 0)
            return missing(id);
        return {};
    });
}

gateway::Result<DirectoryPreview> FakeDirectory::test(const DirectorySource &source)
{
    const Call call(m_all, u"testSource"_s, source.id);
    return call.unlessFailing([&]() -> Result<DirectoryPreview> { return exampledata::directoryPreview(); });
}

gateway::Result<> FakeDirectory::import(const QString &id, bool holds)
{
    const Call call(m_all, holds ? u"importHeld"_s : u"import"_s, id);
    return call.unlessFailing([&]() -> Result<> { return {}; });
}

gateway::Result<DirectoryDifference> FakeDirectory::upload(const QString &id, const QByteArray &content, bool holds)
{
    const Call call(m_all, holds ? u"uploadHeld"_s : u"upload"_s, u"%1 %2 octets"_s.arg(id, QString::number(content.size())));
    return call.unlessFailing([&]() -> Result<DirectoryDifference> { return exampledata::directoryDifference(); });
}

gateway::Result<DirectoryDifference> FakeDirectory::pending(const QString &id)
{
    const Call call(m_all, u"pending"_s, id);
    return call.unlessFailing([&]() -> Result<DirectoryDifference> { return exampledata::directoryDifference(); });
}

gateway::Result<> FakeDirectory::settle(const QString &act, const QString &id)
{
    const Call call(m_all, act, id);
    return call.unlessFailing([&]() -> Result<> {
        for (DirectorySourceState &state : m_sources) {
            if (state.source.id == id)
                state.hasPending = false;
        }
        return {};
    });
}

gateway::Result<> FakeDirectory::approve(const QString &id) { return settle(u"approve"_s, id); }
gateway::Result<> FakeDirectory::reject(const QString &id) { return settle(u"reject"_s, id); }

gateway::Result<Page<DirectoryEntry>> FakeDirectory::entries(const DirectoryFilter &filter)
{
    const Call call(m_all, u"entries"_s, u"%1+%2"_s.arg(QString::number(filter.offset), QString::number(filter.limit)));
    return call.unlessFailing([&]() -> Result<Page<DirectoryEntry>> {
        QList<DirectoryEntry> list = exampledata::directoryEntries();
        list.removeIf([&](const DirectoryEntry &entry) {
            const QString all = QStringList{entry.address, entry.name, entry.aliases.join(u' '), entry.groups.join(u' ')}.join(u' ');
            return !all.contains(filter.text, Qt::CaseInsensitive) || (!filter.source.isEmpty() && entry.source != filter.source)
                || (!filter.domain.isEmpty() && !entry.address.endsWith(u'@' + filter.domain));
        });
        return Page<DirectoryEntry>{list.mid(filter.offset, filter.limit), list.size()};
    });
}

gateway::Result<DirectoryLookup> FakeDirectory::lookUp(const QString &address)
{
    const Call call(m_all, u"lookUp"_s, address);
    return call.unlessFailing([&]() -> Result<DirectoryLookup> {
        for (const DirectoryEntry &entry : exampledata::directoryEntries()) {
            if (entry.address == address || entry.aliases.contains(address)) {
                return entry.isDisabled ? DirectoryLookup{address, u"disabled"_s, entry, false, false, u"550 5.1.1 <%1>: no such recipient here"_s.arg(address)}
                                        : DirectoryLookup{address, u"known"_s, entry, false, false, u"250 2.1.5 OK"_s};
            }
        }
        return DirectoryLookup{address, u"unknown"_s, {}, false, false, u"550 5.1.1 <%1>: no such recipient here"_s.arg(address)};
    });
}

gateway::Result<QList<DirectoryImport>> FakeDirectory::history()
{
    const Call call(m_all, u"history"_s);
    return call.unlessFailing([&]() -> Result<QList<DirectoryImport>> { return exampledata::directoryHistory(); });
}

gateway::Result<QList<HarvestSuspect>> FakeDirectory::suspects()
{
    const Call call(m_all, u"suspects"_s);
    return call.unlessFailing([&]() -> Result<QList<HarvestSuspect>> { return exampledata::harvestSuspects(); });
}

FakeDefence::FakeDefence(FakeCalls &all) : m_all(all), m_settings(exampledata::defenceSettings()) {}

gateway::Result<DefenceSettings> FakeDefence::settings()
{
    const Call call(m_all, u"defence"_s);
    return call.unlessFailing([&]() -> Result<DefenceSettings> { return m_settings; });
}

gateway::Result<> FakeDefence::apply(const DefenceSettings &settings)
{
    const Call call(m_all, u"putDefence"_s, settings.strictness);
    return call.unlessFailing([&]() -> Result<> {
        m_settings = settings;
        return {};
    });
}

gateway::Result<QList<DefenceRuleConflict>> FakeDefence::conflicts(const DefenceSettings &settings)
{
    const Call call(m_all, u"defenceConflicts"_s);
    return call.unlessFailing([&]() -> Result<QList<DefenceRuleConflict>> {
        for (const DefenceClientRule &rule : settings.clientRules) {
            if (rule.client.contains(u' '))
                return failure(Error::Kind::Invalid, u"“%1” is no client. Write an address, a network, a host name or a country."_s.arg(rule.client));
        }
        QList<DefenceRuleConflict> conflicts;
        for (qsizetype i = 0; i < settings.clientRules.size(); ++i) {
            for (qsizetype j = i + 1; j < settings.clientRules.size(); ++j) {
                const DefenceClientRule &a = settings.clientRules[i], &b = settings.clientRules[j];
                if (a.client == b.client) // Of two alike the block counts.
                    conflicts.append({a.action == b.action ? u"duplicate"_s : u"tie"_s, a.action == u"block"_s ? a : b, a.action == u"block"_s ? b : a});
            }
        }
        return conflicts;
    });
}

gateway::Result<DefenceState> FakeDefence::state()
{
    const Call call(m_all, u"defenceState"_s);
    return call.unlessFailing([&]() -> Result<DefenceState> { return exampledata::defenceState(); });
}

gateway::Result<QList<BlockListPreset>> FakeDefence::presets()
{
    const Call call(m_all, u"presets"_s);
    return call.unlessFailing([&]() -> Result<QList<BlockListPreset>> { return exampledata::blockListPresets(); });
}

gateway::Result<QList<BlockListState>> FakeDefence::checkLists()
{
    const Call call(m_all, u"checkLists"_s);
    return call.unlessFailing([&]() -> Result<QList<BlockListState>> { return exampledata::blockListStates(); });
}

gateway::Result<DefenceExplanation> FakeDefence::explain(const QString &client, const QString &helo)
{
    const Call call(m_all, u"explain"_s, client);
    return call.unlessFailing([&]() -> Result<DefenceExplanation> {
        DefenceExplanation explanation = exampledata::defenceExplanation();
        explanation.client = client;
        explanation.helo = helo;
        return explanation;
    });
}

FakeSenderLists::FakeSenderLists(FakeCalls &all) : m_all(all), m_entries(exampledata::senderListEntries()) {}

QList<SenderListConflict> FakeSenderLists::conflictsOf(const SenderListEntry &entry) const
{
    QList<SenderListConflict> conflicts;
    for (const SenderListEntry &other : m_entries) {
        if (other.sender == entry.sender && other.scope == entry.scope)
            conflicts.append({other.action == entry.action ? u"duplicate"_s : u"contradiction"_s, other.action == u"block"_s ? other : entry,
                              other.action == u"block"_s ? entry : other});
    }
    return conflicts;
}

gateway::Result<Page<SenderListEntry>> FakeSenderLists::entries(const SenderListFilter &filter)
{
    const Call call(m_all, u"senderLists"_s, u"%1+%2"_s.arg(QString::number(filter.offset), QString::number(filter.limit)));
    return call.unlessFailing([&]() -> Result<Page<SenderListEntry>> {
        QList<SenderListEntry> list = m_entries;
        list.removeIf([&](const SenderListEntry &entry) {
            return !(entry.sender + u' ' + entry.scope + u' ' + entry.note).contains(filter.text, Qt::CaseInsensitive)
                || (!filter.action.isEmpty() && entry.action != filter.action);
        });
        return Page<SenderListEntry>{list.mid(filter.offset, filter.limit), list.size()};
    });
}

gateway::Result<QList<SenderListConflict>> FakeSenderLists::add(const SenderListEntry &entry)
{
    const Call call(m_all, u"addSender"_s, entry.sender);
    return call.unlessFailing([&]() -> Result<QList<SenderListConflict>> {
        if (const Result<> sound = soundness(entry); !sound)
            return tl::make_unexpected(sound.error());
        const QList<SenderListConflict> conflicts = conflictsOf(entry);
        m_entries.removeIf([&](const SenderListEntry &other) { return isSame(entry, other); });
        m_entries.append(entry);
        return conflicts;
    });
}

gateway::Result<QList<SenderListConflict>> FakeSenderLists::check(const SenderListEntry &entry)
{
    const Call call(m_all, u"checkSender"_s, entry.sender);
    return call.unlessFailing([&]() -> Result<QList<SenderListConflict>> {
        return soundness(entry).map([&] { return conflictsOf(entry); });
    });
}

gateway::Result<> FakeSenderLists::remove(const SenderListEntry &entry)
{
    const Call call(m_all, u"removeSender"_s, entry.sender);
    return call.unlessFailing([&]() -> Result<> {
        if (m_entries.removeIf([&](const SenderListEntry &other) { return isSame(entry, other); }) == 0)
            return missing(entry.sender);
        return {};
    });
}

gateway::Result<QByteArray> FakeSenderLists::toCsv()
{
    const Call call(m_all, u"senderCsv"_s);
    return call.unlessFailing([&]() -> Result<QByteArray> {
        QByteArray csv = "action,sender,scope,note\r\n";
        for (const SenderListEntry &entry : m_entries)
            csv += QStringList{entry.action, entry.sender, entry.scope, entry.note}.join(u',').toUtf8() + "\r\n";
        return csv;
    });
}

gateway::Result<SenderListImport> FakeSenderLists::fromCsv(const QByteArray &csv, bool replaces)
{
    const Call call(m_all, replaces ? u"replaceSenders"_s : u"importSenders"_s, u"%1 octets"_s.arg(csv.size()));
    return call.unlessFailing([&]() -> Result<SenderListImport> { return outcomeOf(csv, replaces); });
}

gateway::Result<SenderListImport> FakeSenderLists::checkCsv(const QByteArray &csv, bool replaces)
{
    const Call call(m_all, replaces ? u"checkReplacing"_s : u"checkImport"_s, u"%1 octets"_s.arg(csv.size()));
    return call.unlessFailing([&]() -> Result<SenderListImport> { return outcomeOf(csv, replaces); });
}

/// Every table has two new entries, one of which contradicts one that is there.
gateway::Result<SenderListImport> FakeSenderLists::outcomeOf(const QByteArray &csv, bool replaces) const
{
    if (csv.startsWith("nonsense"))
        return failure(Error::Kind::Invalid, u"line 1: \"nonsense\" is no action: write allow or block"_s);
    const SenderListEntry &block = exampledata::senderListEntries()[1];
    return SenderListImport{replaces ? 2 : m_entries.size() + 2, 2, replaces ? m_entries.size() : 0,
                            replaces ? QList<SenderListConflict>() : QList<SenderListConflict>{{u"contradiction"_s, block, {u"allow"_s, block.sender, block.scope, {}, {}}}}};
}
