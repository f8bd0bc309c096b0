#pragma once

#include "gateway/daemon/bounceguard.h"
#include "gateway/daemon/doorkeeper.h"
#include "gateway/daemon/recipientcheck.h"
#include "gateway/daemon/safekeeper.h"
#include "gateway/daemon/sealer.h"
#include "gateway/daemon/sendercheck.h"
#include "gateway/daemon/senderscreen.h"
#include "gateway/net/scanner.h"

namespace gateway::daemon {

struct PipelineConfig {
    QByteArray hostName;
    bool scansContent = true, scansVirus = true;
    bool acceptsTestSignaturesOnly = false;
    std::chrono::seconds deliveryDeadline{60}, finalPatience{180}, storagePatience{20};
    SenderCheckConfig senderCheck;
    std::shared_ptr<const Sealer> sealer{}; ///< Null: nothing is sealed.
};

/// A message's way through the gateway, from the client's octets to the one reply (design.md 1 and 5). Each step is a function of this
/// class, in the order of the header. All references must outlive it. Without a resolver nobody's sender is authenticated.
class Pipeline : public net::SessionHandler
{
public:
    Pipeline(PipelineConfig config, LiveSettings &settings, Doorkeeper &door, RecipientCheck &recipients, const BounceGuard &bounces, const SenderScreen &screen,
             net::DnsResolver *resolver, net::Scanner &scanner, delivery::Courier &courier, SafeKeeper &keeper, StorageGuard &guard, Recorder &recorder);

    bool isEsteemed(const boost::asio::ip::address &client) override;
    std::shared_ptr<net::SessionMemory> begin(const net::SessionInfo &session) override;
    net::Task<std::optional<smtp::Reply>> connected(const net::SessionInfo &session) override;
    net::Task<smtp::Reply> mail(const net::SessionInfo &session, const smtp::Envelope &envelope) override;
    net::Task<smtp::Reply> recipient(const net::SessionInfo &session, const smtp::Envelope &envelope, const smtp::ForwardPath &path) override;
    std::shared_ptr<net::ContentObserver> content(const net::SessionInfo &session, const smtp::Envelope &envelope) override;
    net::Task<smtp::Reply> message(const net::SessionInfo &session, net::Transaction transaction) override;
    void closed(const net::SessionInfo &session) override;
    void storageFailed() override;

private:
    /// Takes our marks off the recipients; returns what is to be said of those who should have had one.
    [[nodiscard]] QList<Reason> untag(smtp::Envelope &envelope) const;
    [[nodiscard]] net::Task<smtp::Reply> settle(MessageCase &message);
    /// Findings and assessment; a refusal if the message could not be looked at; one that can never be is held.
    [[nodiscard]] net::Task<std::optional<smtp::Reply>> analyse(MessageCase &message);
    [[nodiscard]] net::Task<> authenticate(MessageCase &message, SenderCheck &check, smtp::Clock::time_point begin);
    void hold(MessageCase &message);
    void decide(MessageCase &message);
    [[nodiscard]] net::Task<Result<>> keepQuarantined(MessageCase &message);
    [[nodiscard]] net::Task<Result<>> deliver(MessageCase &message);
    [[nodiscard]] net::Task<Result<>> reportRefused(MessageCase &message);
    [[nodiscard]] net::Task<> reportRelayed(const MessageCase &message);
    smtp::Reply finish(MessageCase &message, const smtp::Reply &reply);
    /// The fields of ours in front of the message for the lines \a indexes.
    [[nodiscard]] QByteArray prefix(const MessageCase &message, const QList<int> &indexes) const;

    const PipelineConfig m_config;
    const auth::PublicSuffixes m_suffixes;
    LiveSettings &m_settings;
    Doorkeeper &m_door;
    RecipientCheck &m_recipients;
    const BounceGuard &m_bounces;
    const SenderScreen &m_screen;
    net::DnsResolver *const m_resolver;
    net::Scanner &m_scanner;
    delivery::Courier &m_courier;
    SafeKeeper &m_keeper;
    StorageGuard &m_guard;
    Recorder &m_recorder;
};

} // namespace gateway::daemon
