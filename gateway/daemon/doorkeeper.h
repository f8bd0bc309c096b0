#pragma once

#include "gateway/daemon/clientcheck.h"
#include "gateway/daemon/livesettings.h"
#include "gateway/daemon/recorder.h"
#include "gateway/daemon/refusalbook.h"

namespace gateway::daemon {

struct DoorkeeperConfig {
    std::optional<int> refuseAfter{}; ///< In place of the harvest limit of the settings; 0: nobody is counted.
    bool countsLoopback = false;      ///< Clients on this machine are judged, too.
    std::chrono::milliseconds delay{2000};        ///< Of answers to those who guess recipients.
    std::chrono::milliseconds greetingDelay{500}; ///< For clients of whom nothing is known: who cannot wait for it is no mail server (threats.md S3).
    QByteArray hostName = "localhost";            ///< Ours.
};

/// Looks at each client: its lists, names, rates and past, and whether it only tries out which recipients there are (threats.md S13). What it turns
/// away it records. Thread-safe; all references must outlive it, and the sessions go before it.
class Doorkeeper
{
public:
    /// \a learn: null without DNS.
    Doorkeeper(DoorkeeperConfig config, Defence &defence, LiveSettings &settings, Learn learn, Recorder &recorder);
    /// Whether the gateway has more to do than it can. Before the first session.
    void setStress(std::function<bool()> isUnderStress) { m_isUnderStress = std::move(isUnderStress); }

    /// On the own allow list, or a sender of good mail so far.
    [[nodiscard]] bool isEsteemed(const boost::asio::ip::address &client) const { return standingOf(client) != reputation::Rates::Standing::Unknown; }
    [[nodiscard]] std::shared_ptr<net::SessionMemory> begin(const net::SessionInfo &session);
    /// A refusal of the whole session, or nothing.
    [[nodiscard]] net::Task<std::optional<smtp::Reply>> connected(const net::SessionInfo &session);
    /// Judges the client, now that it has said its name and a sender. A refusal for too many messages; what else speaks against the client is told
    /// with its first recipient, so that the trace can say whose mail it was.
    [[nodiscard]] net::Task<std::optional<smtp::Reply>> mail(const net::SessionInfo &session, const smtp::Envelope &envelope);
    /// Before it is looked up whether the recipient exists.
    [[nodiscard]] std::optional<smtp::Reply> recipient(const net::SessionInfo &session, const smtp::Envelope &envelope, const smtp::ForwardPath &path);
    /// For a recipient who exists: a request to come again, or nothing.
    [[nodiscard]] std::optional<smtp::Reply> greylisted(const net::SessionInfo &session, const smtp::Envelope &envelope, const smtp::ForwardPath &path);
    /// The client has named a recipient who does not exist: the reply to it, which may be another, and may come slowly.
    [[nodiscard]] net::Task<smtp::Reply> unknownRecipient(const net::SessionInfo &session, const smtp::Mailbox &recipient, smtp::Reply reply);
    struct Explanation {
        reputation::ConnectionDecision decision;
        QByteArray verifiedName, country;
    };
    /// What would be decided of a client that calls itself \a helo, if it said anything, now.
    [[nodiscard]] net::Task<Explanation> explain(const boost::asio::ip::address &client, const std::optional<QByteArray> &helo);
    /// Whether a block list works; nothing without DNS.
    [[nodiscard]] net::Task<std::optional<QList<reputation::BlockListNote>>> test(const reputation::BlockList &list);
    [[nodiscard]] net::Task<> testLists(); ///< All that are in use; what does not work is noted, and told once.
    /// What speaks for and against the client, as evidence about a message whose sender is authenticated by now, if it ever is.
    void testify(MessageCase &message) const;
    /// Rules that would have turned the message away, were they enforced.
    [[nodiscard]] QList<QByteArray> warnings(const net::SessionInfo &session) const;
    /// Remembers what became of the message.
    void finished(const MessageCase &message);

    /// Once a minute: tells how often what was refused was refused again.
    void keepHouse();
    void setOwnAddresses(const QList<boost::asio::ip::address> &addresses);
    [[nodiscard]] ClientCheck::Own own() const; ///< Names and addresses of this gateway.
    [[nodiscard]] QList<directory::HarvestGuard::Suspect> suspects(int limit);

private:
    using What = reputation::Rates::What;
    struct Step { ///< Of a session, where something is refused.
        const net::SessionInfo &session;
        const smtp::Envelope *envelope = nullptr;
        const smtp::Mailbox *recipient = nullptr;
    };
    [[nodiscard]] bool isJudged(const boost::asio::ip::address &client) const { return m_config.countsLoopback || !client.is_loopback(); }
    [[nodiscard]] reputation::Rates::Standing standingOf(const boost::asio::ip::address &client) const;
    [[nodiscard]] std::optional<smtp::Reply> rated(ClientCheck &check, const Step &step, What what);
    [[nodiscard]] std::optional<smtp::Reply> guarded(ClientCheck &check, const Step &step);
    /// Records the refusal and gives the reply its reference.
    [[nodiscard]] smtp::Reply refuse(const Step &step, const QByteArray &rule, const smtp::Reply &reply, const QList<Reason> &reasons);
    void tell(ClientCheck &check, const reputation::ConnectionDecision &decision);
    void observe(ClientCheck &check, policy::Mode mode, const QByteArray &rule, const Reason &reason);
    [[nodiscard]] int harvestLimit() const;

    const DoorkeeperConfig m_config;
    Defence &m_defence;
    LiveSettings &m_settings;
    const Learn m_learn;
    Recorder &m_recorder;
    std::function<bool()> m_isUnderStress = [] { return false; };
    mutable QMutex m_mutex; ///< Of what follows.
    int m_guardLimit;
    std::unique_ptr<directory::HarvestGuard> m_guard;
    RefusalBook m_book;
    QList<boost::asio::ip::address> m_ownAddresses;
};

} // namespace gateway::daemon
