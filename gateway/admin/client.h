#pragma once

#include "gateway/admin/defencetypes.h"
#include "gateway/admin/directorytypes.h"
#include "gateway/admin/senderlisttypes.h"

#include <QFuture>
#include <QObject>
#include <QUrl>
#include <memory>

class QNetworkAccessManager;

namespace gateway::admin {

/// The administration interface from afar: each call is one HTTP request, its answer a future that finishes on this thread.
/// Answers are untrusted input: bounded, read tolerantly, and their texts are shown as plain text only.
/// Over plain HTTP it speaks to loopback only, as it sends the token. No proxy, no redirects, no cookies, no cache.
/// Lives on a thread with an event loop; pending futures are cancelled with the client.
class Client : public QObject
{
    Q_OBJECT
public:
    Client(QUrl base, QByteArray token, QObject *parent = nullptr);
    ~Client() override;

    template<typename T = void>
    using Answer = QFuture<Result<T>>;

    [[nodiscard]] Answer<Status> status();
    [[nodiscard]] Answer<Page<Message>> messages(const MessageFilter &filter);
    [[nodiscard]] Answer<Message> message(const QString &id);
    [[nodiscard]] Answer<Page<QuarantineItem>> quarantine(const MessageFilter &filter);
    [[nodiscard]] Answer<QuarantineItem> quarantineItem(const QString &id);
    [[nodiscard]] Answer<> releaseFromQuarantine(const QString &id);
    [[nodiscard]] Answer<> deleteFromQuarantine(const QString &id);
    [[nodiscard]] Answer<Page<QueueItem>> queue(int offset, int limit);
    [[nodiscard]] Answer<> retryQueued(const QString &id);
    [[nodiscard]] Answer<> holdQueued(const QString &id, bool held);
    [[nodiscard]] Answer<> removeQueued(const QString &id);
    [[nodiscard]] Answer<> drainQueue(const QString &destination);
    [[nodiscard]] Answer<QList<Domain>> domains();
    [[nodiscard]] Answer<> putDomain(const Domain &domain);
    [[nodiscard]] Answer<> removeDomain(const QString &name);
    [[nodiscard]] Answer<QJsonObject> policy();
    [[nodiscard]] Answer<> checkPolicy(const QJsonObject &document);
    [[nodiscard]] Answer<int> applyPolicy(const QJsonObject &document, const QString &note);
    [[nodiscard]] Answer<Page<TlsSession>> tlsSessions(int offset, int limit);
    [[nodiscard]] Answer<QList<Certificate>> certificates();
    [[nodiscard]] Answer<> reloadCertificates();
    [[nodiscard]] Answer<QJsonObject> exportConfig();
    [[nodiscard]] Answer<> importConfig(const QJsonObject &document);
    [[nodiscard]] Answer<QList<Sample>> samples();
    [[nodiscard]] Answer<SendResult> sendSample(const QString &id);
    [[nodiscard]] Answer<SendResult> send(const QByteArray &content, const QString &sender, const QStringList &recipients);
    [[nodiscard]] Answer<Page<MailboxItem>> testMailbox(int offset, int limit);
    [[nodiscard]] Answer<MailboxItem> testMail(const QString &id);

    // DirectoryAdministration
    [[nodiscard]] Answer<QList<DirectorySourceState>> directorySources();
    [[nodiscard]] Answer<> putDirectorySource(const DirectorySource &source);
    [[nodiscard]] Answer<> removeDirectorySource(const QString &id);
    [[nodiscard]] Answer<DirectoryPreview> testDirectorySource(const DirectorySource &source);
    [[nodiscard]] Answer<> importDirectory(const QString &id, bool holds);
    [[nodiscard]] Answer<DirectoryDifference> uploadDirectory(const QString &id, const QByteArray &content, bool holds);
    [[nodiscard]] Answer<DirectoryDifference> pendingDirectory(const QString &id);
    [[nodiscard]] Answer<> approveDirectory(const QString &id);
    [[nodiscard]] Answer<> rejectDirectory(const QString &id);
    [[nodiscard]] Answer<Page<DirectoryEntry>> directoryEntries(const DirectoryFilter &filter);
    [[nodiscard]] Answer<DirectoryLookup> lookUpRecipient(const QString &address);
    [[nodiscard]] Answer<QList<DirectoryImport>> directoryHistory();
    [[nodiscard]] Answer<QList<HarvestSuspect>> harvestSuspects();

    // DefenceAdministration
    [[nodiscard]] Answer<DefenceSettings> defence();
    [[nodiscard]] Answer<> putDefence(const DefenceSettings &settings);
    [[nodiscard]] Answer<QList<DefenceRuleConflict>> defenceConflicts(const DefenceSettings &settings);
    [[nodiscard]] Answer<DefenceState> defenceState();
    [[nodiscard]] Answer<QList<BlockListPreset>> blockListPresets();
    [[nodiscard]] Answer<QList<BlockListState>> checkBlockLists();
    [[nodiscard]] Answer<DefenceExplanation> explainClient(const QString &client, const QString &helo);

    // SenderListAdministration
    [[nodiscard]] Answer<Page<SenderListEntry>> senderListEntries(const SenderListFilter &filter);
    [[nodiscard]] Answer<QList<SenderListConflict>> addSender(const SenderListEntry &entry);
    [[nodiscard]] Answer<QList<SenderListConflict>> checkSender(const SenderListEntry &entry);
    [[nodiscard]] Answer<> removeSender(const SenderListEntry &entry);
    [[nodiscard]] Answer<QByteArray> senderListsToCsv();
    [[nodiscard]] Answer<SenderListImport> senderListsFromCsv(const QByteArray &csv, bool replaces);
    [[nodiscard]] Answer<SenderListImport> checkSenderCsv(const QByteArray &csv, bool replaces);

    /// Whether the last answer that finished came from the gateway, even if it was a refusal; false if none came at all.
    [[nodiscard]] bool isReachable() const;

    /// Opens the event stream and keeps it open, with back-off after a loss.
    void followEvents();

Q_SIGNALS:
    void eventReceived(const gateway::admin::Event &event);
    void eventsConnected();
    void eventsLost(const QString &cause); ///< Comes again with each attempt that fails.

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace gateway::admin
