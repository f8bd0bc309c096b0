#include "gateway/admin/clientexchange.h"

namespace gateway::admin {
namespace {

template<typename T>
using Answer = Client::Answer<T>;

QByteArray sourcePath(const QString &id) { return path({u"directory"_s, u"sources"_s, id}); }
QByteArray sourcePath(const QString &id, const QString &act) { return path({u"directory"_s, u"sources"_s, id, act}); }
Query modeQuery(bool replaces) { return {{u"mode"_s, replaces ? u"replace"_s : u"add"_s}}; }
Query holdQuery(bool holds) { return holds ? Query{{u"hold"_s, u"true"_s}} : Query{}; }

} // namespace

// DirectoryAdministration

Answer<QList<DirectorySourceState>> Client::directorySources() { return d->get<QList<DirectorySourceState>>(path({u"directory"_s, u"sources"_s})); }
Answer<void> Client::putDirectorySource(const DirectorySource &source) { return d->put(sourcePath(source.id), source.toJson()); }
Answer<void> Client::removeDirectorySource(const QString &id) { return d->remove(sourcePath(id)); }

Answer<DirectoryPreview> Client::testDirectorySource(const DirectorySource &source)
{
    return d->postDocument<DirectoryPreview>(path({u"directory"_s, u"test"_s}), source.toJson(), workPatience);
}

Answer<void> Client::importDirectory(const QString &id, bool holds) { return d->post(sourcePath(id, u"import"_s), holdQuery(holds)); }

Answer<DirectoryDifference> Client::uploadDirectory(const QString &id, const QByteArray &content, bool holds)
{
    return d->call<DirectoryDifference>({"POST", sourcePath(id, u"upload"_s), holdQuery(holds), content, "application/octet-stream", workPatience});
}

Answer<DirectoryDifference> Client::pendingDirectory(const QString &id) { return d->get<DirectoryDifference>(sourcePath(id, u"pending"_s)); }
Answer<void> Client::approveDirectory(const QString &id) { return d->post(sourcePath(id, u"approve"_s)); }
Answer<void> Client::rejectDirectory(const QString &id) { return d->post(sourcePath(id, u"reject"_s)); }

Answer<Page<DirectoryEntry>> Client::directoryEntries(const DirectoryFilter &filter)
{
    return d->get<Page<DirectoryEntry>>(path({u"directory"_s, u"entries"_s}), filterQuery(filter));
}

Answer<DirectoryLookup> Client::lookUpRecipient(const QString &address)
{
    return d->get<DirectoryLookup>(path({u"directory"_s, u"lookup"_s}), {{u"address"_s, address}});
}

Answer<QList<DirectoryImport>> Client::directoryHistory() { return d->get<QList<DirectoryImport>>(path({u"directory"_s, u"history"_s})); }
Answer<QList<HarvestSuspect>> Client::harvestSuspects() { return d->get<QList<HarvestSuspect>>(path({u"directory"_s, u"suspects"_s})); }

// DefenceAdministration

Answer<DefenceSettings> Client::defence() { return d->get<DefenceSettings>(path({u"defence"_s})); }
Answer<void> Client::putDefence(const DefenceSettings &settings) { return d->put(path({u"defence"_s}), settings.toJson()); }

Answer<QList<DefenceRuleConflict>> Client::defenceConflicts(const DefenceSettings &settings)
{
    return d->postDocument<QList<DefenceRuleConflict>>(path({u"defence"_s, u"conflicts"_s}), settings.toJson());
}

Answer<DefenceState> Client::defenceState() { return d->get<DefenceState>(path({u"defence"_s, u"state"_s})); }
Answer<QList<BlockListPreset>> Client::blockListPresets() { return d->get<QList<BlockListPreset>>(path({u"defence"_s, u"presets"_s})); }

Answer<QList<BlockListState>> Client::checkBlockLists()
{
    return d->call<QList<BlockListState>>({"POST", path({u"defence"_s, u"check-lists"_s}), {}, {}, {}, workPatience});
}

Answer<DefenceExplanation> Client::explainClient(const QString &client, const QString &helo)
{
    Query query{{u"client"_s, client}};
    if (!helo.isEmpty())
        query.append({u"helo"_s, helo});
    return d->get<DefenceExplanation>(path({u"defence"_s, u"explain"_s}), query);
}

// SenderListAdministration

Answer<Page<SenderListEntry>> Client::senderListEntries(const SenderListFilter &filter)
{
    return d->get<Page<SenderListEntry>>(path({u"sender-lists"_s}), filterQuery(filter));
}

Answer<QList<SenderListConflict>> Client::addSender(const SenderListEntry &entry)
{
    return d->postDocument<QList<SenderListConflict>>(path({u"sender-lists"_s}), entry.toJson());
}

Answer<QList<SenderListConflict>> Client::checkSender(const SenderListEntry &entry)
{
    return d->postDocument<QList<SenderListConflict>>(path({u"sender-lists"_s, u"check"_s}), entry.toJson());
}

Answer<void> Client::removeSender(const SenderListEntry &entry) { return d->postDocument(path({u"sender-lists"_s, u"remove"_s}), entry.toJson()); }
Answer<QByteArray> Client::senderListsToCsv() { return d->get<QByteArray>(path({u"sender-lists"_s, u"csv"_s})); }

Answer<SenderListImport> Client::senderListsFromCsv(const QByteArray &csv, bool replaces)
{
    return d->call<SenderListImport>({"PUT", path({u"sender-lists"_s, u"csv"_s}), modeQuery(replaces), csv, "text/csv", workPatience});
}

Answer<SenderListImport> Client::checkSenderCsv(const QByteArray &csv, bool replaces)
{
    return d->call<SenderListImport>({"POST", path({u"sender-lists"_s, u"csv"_s, u"check"_s}), modeQuery(replaces), csv, "text/csv", workPatience});
}

} // namespace gateway::admin
