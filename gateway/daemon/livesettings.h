#pragma once

#include "gateway/admin/directorytypes.h"
#include "gateway/daemon/defencerules.h"
#include "gateway/delivery/routes.h"
#include "gateway/policy/policy.h"

#include <QMutex>
#include <functional>
#include <memory>
#include <optional>

namespace gateway::store {
class Settings;
}

namespace gateway::daemon {

/// The settings that change while the gateway runs: domains, sources of recipients, policy, and what clients are held to. Each message works with one snapshot from its begin to its end;
/// a change that does not check is refused whole and leaves all as it was (threats.md D12). Thread-safe.
class LiveSettings
{
public:
    struct Snapshot {
        QList<admin::Domain> domains;
        QList<admin::DirectorySource> sources; ///< Without their passwords, which are kept elsewhere (Secrets).
        delivery::Routes routes;
        policy::Policy policy;
        QJsonObject policyDocument;
        int policyVersion = 0;
        std::shared_ptr<const DefenceRules> defence;
        QJsonObject defenceDocument;
        int defenceVersion = 0;
    };

    /// What is to be different; what is not set stays.
    struct Change {
        std::optional<QList<admin::Domain>> domains{};
        std::optional<QList<admin::DirectorySource>> sources{};
        std::optional<QJsonObject> policyDocument{};
        std::optional<QJsonObject> defenceDocument{};
    };

    /// Loads what is stored; \a initialDomains and the default policy where nothing is. \a settings must outlive this.
    [[nodiscard]] static Result<std::unique_ptr<LiveSettings>> load(store::Settings &settings, const QList<admin::Domain> &initialDomains,
                                                                   net::NextHop defaultHop, std::optional<net::NextHop> relay);

    [[nodiscard]] std::shared_ptr<const Snapshot> current() const;
    [[nodiscard]] Result<> putDomain(const admin::Domain &domain);
    [[nodiscard]] Result<> removeDomain(const QString &name);
    [[nodiscard]] Result<> putSource(const admin::DirectorySource &source);
    [[nodiscard]] Result<> removeSource(const QString &id);
    [[nodiscard]] Result<int> applyPolicy(const QJsonObject &document, const QString &note);
    [[nodiscard]] Result<int> applyDefence(const QJsonObject &document, const QString &note);
    /// Is told what clients are held to, now and after each change, on the thread that made it. Before the first change.
    void setDefenceListener(std::function<void(const std::shared_ptr<const DefenceRules> &)> listener);
    /// Domains, sources, policy and defence at once, as exported; what \a document does not have stays. The error names the place in it.
    [[nodiscard]] Result<> importAll(const QJsonObject &document);
    [[nodiscard]] QJsonObject exportAll() const;

    /// Called after each change of domains or sources, on the thread that made it, before that is told that it is done. It may block.
    using Listener = std::function<void()>;
    void setListener(Listener listener) { m_listener = std::move(listener); } ///< Before any other thread is using this.

private:
    LiveSettings(store::Settings &settings, net::NextHop defaultHop, std::optional<net::NextHop> relay);
    /// Checks all of it, then saves all of it, then puts it in force. m_changes must be held. (blocks)
    [[nodiscard]] Result<> save(const Change &change, const QString &note);

    store::Settings &m_settings;
    const net::NextHop m_defaultHop;
    const std::optional<net::NextHop> m_relay;
    mutable QMutex m_mutex;       ///< Guards the pointer below.
    std::shared_ptr<const Snapshot> m_current;
    QMutex m_changes;             ///< One change at a time.
    Listener m_listener;
    std::function<void(const std::shared_ptr<const DefenceRules> &)> m_defenceListener;
};

} // namespace gateway::daemon
