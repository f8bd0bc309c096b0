#pragma once

#include "gateway/daemon/recipientprobe.h"
#include "gateway/daemon/recipientrefusal.h"
#include "gateway/daemon/recipients.h"
#include "gateway/delivery/settlement.h"
#include "gateway/net/smtpserver.h"

namespace gateway::daemon {

/// Whether mail for a recipient is taken, and under which address it goes on. Thread-safe; the references must outlive it.
class RecipientCheck
{
public:
    RecipientCheck(const LiveSettings &settings, const Recipients &recipients, RecipientProbe &probe)
        : m_settings(settings), m_recipients(recipients), m_probe(probe)
    {
    }

    static const smtp::Reply accepted; ///< What RCPT is answered for a recipient whose mail is taken.

    /// Whether the recipient's domain is one of ours.
    [[nodiscard]] bool isOurs(const smtp::Mailbox &recipient) const;

    /// Unknown and switched off look the same to who asks (threats.md S13): 550 5.1.1. Who cannot be told to be the one or the other gets
    /// 451 4.3.0, and comes back when we know (threats.md L3).
    struct Verdict {
        std::optional<RecipientRefusal> refusal{}; ///< Nothing: mail for it is taken.
        bool isGuess = false;                      ///< There is no such recipient.
    };
    [[nodiscard]] net::Task<Verdict> check(std::size_t loop, smtp::Mailbox recipient);

    /// Where the recipients of \a envelope, all of them accepted before, stand at the begin, and what there is to say about it: who
    /// should have been in a list, and whose mail goes to another address (Snapshot::deliveryAddress()). An address that is changed leaves
    /// with the one the client named as its ORCPT (RFC 3461 5.2.3).
    struct Addressed {
        QList<delivery::Settlement::Line> lines;
        QList<Reason> reasons;
    };
    [[nodiscard]] Addressed address(const smtp::Envelope &envelope) const;

private:
    const LiveSettings &m_settings;
    const Recipients &m_recipients;
    RecipientProbe &m_probe;
};

} // namespace gateway::daemon
