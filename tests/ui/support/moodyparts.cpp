#include "moodyparts.h"

#include <algorithm>

using namespace gateway::admin;

namespace {

template<typename T, typename Change>
T one(T answer, const Change &change)
{
    if (answer && change)
        change(*answer);
    return answer;
}

template<typename T, typename Change>
gateway::Result<QList<T>> list(gateway::Result<QList<T>> answer, bool isEmpty, const Change &change)
{
    if (answer && isEmpty)
        answer->clear();
    if (answer && change)
        std::ranges::for_each(*answer, change);
    return answer;
}

} // namespace

gateway::Result<QList<DirectorySourceState>> MoodyDirectory::sources()
{
    const bool isEmpty = m_gate();
    return list(m_inner.sources(), isEmpty, changeSource);
}

gateway::Result<> MoodyDirectory::putSource(const DirectorySource &source)
{
    lastPut = source;
    return m_inner.putSource(source);
}

gateway::Result<DirectoryPreview> MoodyDirectory::test(const DirectorySource &source)
{
    lastTested = source;
    return one(m_inner.test(source), changePreview);
}

gateway::Result<DirectoryDifference> MoodyDirectory::pending(const QString &id)
{
    gateway::Result<DirectoryDifference> answer = m_inner.pending(id);
    if (answer && changeEntry) {
        for (DirectoryChange &change : answer->changes) {
            changeEntry(change.before);
            changeEntry(change.after);
        }
    }
    return answer;
}

gateway::Result<Page<DirectoryEntry>> MoodyDirectory::entries(const DirectoryFilter &filter)
{
    const bool isEmpty = m_gate();
    gateway::Result<Page<DirectoryEntry>> answer = m_inner.entries(filter);
    if (answer && isEmpty)
        *answer = {};
    if (answer && changeEntry)
        std::ranges::for_each(answer->items, changeEntry);
    return answer;
}

gateway::Result<DirectoryLookup> MoodyDirectory::lookUp(const QString &address) { return one(m_inner.lookUp(address), changeLookup); }

gateway::Result<QList<DirectoryImport>> MoodyDirectory::history()
{
    const bool isEmpty = m_gate();
    return list(m_inner.history(), isEmpty, changeImport);
}

gateway::Result<QList<HarvestSuspect>> MoodyDirectory::suspects()
{
    const bool isEmpty = m_gate();
    return list(m_inner.suspects(), isEmpty, changeSuspect);
}

gateway::Result<DefenceSettings> MoodyDefence::settings()
{
    const bool isEmpty = m_gate();
    gateway::Result<DefenceSettings> answer = m_inner.settings();
    if (answer && isEmpty) {
        answer->clientRules.clear();
        answer->blockListZones.clear();
    }
    return one(answer, changeSettings);
}

gateway::Result<DefenceState> MoodyDefence::state()
{
    const bool isEmpty = m_gate();
    gateway::Result<DefenceState> answer = m_inner.state();
    if (answer && isEmpty) {
        answer->counts.clear();
        answer->notes.clear();
    }
    return one(answer, changeState);
}

gateway::Result<QList<BlockListPreset>> MoodyDefence::presets() { return list(m_inner.presets(), false, changePreset); }

gateway::Result<QList<BlockListState>> MoodyDefence::checkLists() { return list(m_inner.checkLists(), false, changeListState); }

gateway::Result<DefenceExplanation> MoodyDefence::explain(const QString &client, const QString &helo) { return one(m_inner.explain(client, helo), changeExplanation); }
