#pragma once

#include "gateway/reason.h"
#include "gateway/reputation/networks.h"

#include <QHash>

namespace gateway::reputation {

/// A line of the organisation's own lists of clients.
struct ClientRule {
    enum class Action { Allow, Block };
    enum class Kind { Network, HostName, Country };

    Action action = Action::Block;
    Kind kind = Kind::Network;
    Network network{};    ///< Of Kind::Network.
    QByteArray name{};    ///< "example.com": that host name and all below it; or "JP". Normalized.
    QString note{};

    /// "192.0.2.0/24"; "mail.example.com" or ".example.com", which mean the same; a country as "JP". Error::Kind::Invalid names text and remedy.
    [[nodiscard]] static Result<ClientRule> parse(Action action, QByteArrayView text, const QString &note = {});
    [[nodiscard]] QByteArray toText() const;

    friend bool operator==(const ClientRule &, const ClientRule &) = default;
};

/// What the lists are asked about.
struct ListedClient {
    boost::asio::ip::address address;
    QByteArray verifiedName{}; ///< Of its names the one that leads back to it (ClientNames); empty if there is none: anybody can claim a name.
    QByteArray country{};      ///< Empty if it is not known.
};

/// Two rules that touch the same clients.
struct ClientRuleConflict {
    enum class Kind {
        Duplicate, ///< Both say the same: one is not needed.
        Tie,       ///< One allows what the other blocks: the block counts.
        Exception, ///< The one lies within the other and says the opposite; being narrower, it counts.
    };
    Kind kind = Kind::Duplicate;
    ClientRule stronger, weaker;

    friend bool operator==(const ClientRuleConflict &, const ClientRuleConflict &) = default;
};

/// The organisation's own allow and block lists of clients. The most specific rule counts: a network before a host name before a country, and
/// the narrower network or longer name before the wider; of two alike a block. A value that does not change: any thread may ask.
class ClientLists
{
public:
    ClientLists() = default;
    [[nodiscard]] static Result<ClientLists> build(const QList<ClientRule> &rules);

    [[nodiscard]] const QList<ClientRule> &rules() const { return m_rules; } ///< Blocks first, else as they were given.
    [[nodiscard]] const ClientRule *find(const ListedClient &client) const;
    [[nodiscard]] QList<ClientRuleConflict> conflicts() const;

private:
    [[nodiscard]] const ClientRule *around(const ClientRule &rule) const;

    QList<ClientRule> m_rules;
    Networks m_networks;
    QList<qsizetype> m_networkRules;             ///< The rule of each entry of m_networks.
    QHash<QByteArray, qsizetype> m_names, m_countries; ///< The rule that counts.
};

/// connection.client-allowed or connection.client-blocked.
[[nodiscard]] Reason reasonOf(const ClientRule &rule, const boost::asio::ip::address &client);

} // namespace gateway::reputation
