#pragma once

#include "gateway/policy/evaluator.h"
#include "gateway/smtp/clientsession.h"

#include <optional>

namespace gateway::delivery {

/// Where each recipient of one mail transaction stands, from the decisions to the one reply the client gets (design.md 1).
///
/// Pure bookkeeping. The order of work is: decisions; durable quarantine; cut-through; queue what is left; reports for what was refused
/// although another recipient's copy was taken; reply. Each recipient ends in one fate (threats.md I2).
class Settlement
{
public:
    struct Line {
        smtp::ForwardPath path;
        policy::Decision decision;
        std::optional<Fate> fate;
        smtp::Reply reply;             ///< The next hop's words for this recipient, or ours.
        QByteArray nextHop;            ///< The one contacted, "host:port".
        bool isFateUnknown = false;    ///< Lost after the final dot: queued, may arrive twice (threats.md C2).
        QByteArray queueId;            ///< Of the stored file, when queued.
        bool isUnreported = false;     ///< Delivered, and the report of that is ours (RFC 3461 5.2.2).
    };

    /// Applies what one reply per transaction makes necessary: with mixed verdicts a Reject becomes a Quarantine for the administrator,
    /// because the client cannot be told "yes and no", and a later DSN would be backscatter (I4).
    explicit Settlement(QList<Line> lines);

    [[nodiscard]] QList<Line> &lines() { return m_lines; }
    [[nodiscard]] const QList<Line> &lines() const { return m_lines; }
    [[nodiscard]] QList<int> undecided() const;         ///< Indexes without a fate: to be delivered.
    [[nodiscard]] QList<int> withVerdict(Verdict verdict) const;

    /// Notes what cut-through brought for the lines \a indexes, in the order of \a outcomes. Delivered and Permanent are final; Transient
    /// leaves the line undecided, for the queue.
    void deliver(const QList<int> &indexes, const QList<smtp::RecipientOutcome> &outcomes, const QByteArray &nextHop);
    void setFate(const QList<int> &indexes, Fate fate);
    /// Lines refused by the next hop that nobody can be told about in the session, because others were taken: they need a DSN.
    [[nodiscard]] QList<int> needReport() const;

    /// All lines get a fate of Deferred that have none, and the client a 4yz: nothing was accepted.
    void defer(const smtp::Reply &reply);
    /// The reply that tells the truth. \a reference is the message's id, which a person can look up.
    [[nodiscard]] smtp::Reply finalReply(const QByteArray &reference) const;
    /// The fate of the message as a whole for lists: the one that most needs a look.
    [[nodiscard]] Fate overallFate() const;

private:
    QList<Line> m_lines;
    std::optional<smtp::Reply> m_deferral;
};

} // namespace gateway::delivery
