#pragma once

#include "gateway/policy/policy.h"
#include "gateway/reputation/blocklists.h"
#include "gateway/reputation/clientlists.h"
#include "gateway/reputation/clientnames.h"
#include "gateway/smtp/reply.h"

namespace gateway::reputation {

/// How much evidence it takes to turn a client away.
enum class Strictness {
    Off,      ///< Only the organisation's own lists count.
    Relaxed,  ///< Refuses what several block lists agree on; greylists what looks bad.
    Standard, ///< Refuses what a good block list names, and who uses our name; defers what much speaks against.
    Strict,   ///< As Standard, on less evidence; and wants a valid name of every client.
};

struct StrictnessConfig {
    enum class NotKnown {
        Pass,  ///< What could not be checked speaks neither for nor against a client: a dead block list shall not stop all mail. Marked by a reason.
        Defer, ///< threats.md I5, to the letter.
    };
    Strictness level = Strictness::Standard;
    policy::Mode ownLists = policy::Mode::Enforce, blockLists = policy::Mode::Enforce, history = policy::Mode::Enforce, reverseName = policy::Mode::Enforce,
                 helo = policy::Mode::Enforce;
    NotKnown notKnown = NotKnown::Pass;
    bool isGreylisting = false;
};

/// What is known of a connection.
struct ConnectionFacts {
    enum class Phase { Connect, Transaction };

    boost::asio::ip::address client;
    Phase phase = Phase::Transaction;
    std::optional<ClientRule> listed{}; ///< ClientLists::find()
    BlockListCheck blockLists{};
    ClientNames names{};
    double history = 0;                 ///< Standing::sum()
    QList<Reason> historyReasons{};     ///< Standing::reasons()
};

struct ConnectionOutcome {
    enum class Action {
        Accept,
        Greylist, ///< Ask Greylist::check(). Not at connect.
        Defer,
        Refuse,
    };
    Action action = Action::Accept;
    QByteArray rule = "connection.rule-none"; ///< Key of its name in resources/reasons.

    friend bool operator==(const ConnectionOutcome &, const ConnectionOutcome &) = default;
};

struct ConnectionDecision {
    ConnectionOutcome outcome;
    smtp::Reply reply{};     ///< Of Defer and Refuse. Has a placeholder for the reference: see withReference().
    QList<Reason> reasons{}; ///< Those of checks that are not enforced, or of no account for an allowed client, have no points.
    std::optional<ConnectionOutcome> warned{};   ///< Where it differs: had the checks counted that only warn. The message gets a warning field.
    std::optional<ConnectionOutcome> observed{}; ///< Where it differs from that: had those counted too that are only observed.
};

/// A pure function. Permanent refusal never follows from a HELO name that could not be verified (RFC 5321 4.1.4), nor from what is not known
/// (threats.md P14); good mail of the past outweighs a listing.
[[nodiscard]] ConnectionDecision decide(const ConnectionFacts &facts, const StrictnessConfig &config);

/// The reply with the reference under which we can find the decision again.
[[nodiscard]] smtp::Reply withReference(smtp::Reply reply, QByteArrayView reference);

} // namespace gateway::reputation
