#pragma once

#include "gateway/mail/headersection.h"
#include "gateway/smtp/envelope.h"
#include "gateway/smtp/reply.h"

#include <QDateTime>

namespace gateway::mail {

/// What a report says of its recipients (RFC 3464 2.3.3).
enum class DsnAction {
    Failed,
    Relayed, ///< Handed to a host that will not report a success itself (RFC 3461 5.2.2).
};

/// Whether a report may be sent at all (RFC 3461 5.2, threats.md B2): not for <>, not with NOTIFY=NEVER or without FAILURE, of a success only with
/// SUCCESS; not for automatic mail (Auto-Submitted other than no, Precedence bulk/junk/list, List-Id).
[[nodiscard]] bool mayReport(const smtp::Envelope &envelope, const smtp::ForwardPath &recipient, const HeaderSection &header, DsnAction action = DsnAction::Failed);

struct DsnFacts {
    QByteArray hostName, id;       ///< Of the reporting MTA; id makes Message-ID and boundary.
    QDateTime arrived, now;
    smtp::Envelope envelope;       ///< Of the original; reversePath is whom the report goes to.
    struct Failure {
        smtp::ForwardPath path;
        QByteArray nextHop;        ///< Remote-MTA; empty if none was reached.
        smtp::Reply reply;         ///< Diagnostic-Code.
        bool isExpired = false;
    };
    QList<Failure> failures;       ///< With DsnAction::Relayed those who got it.
    DsnAction action = DsnAction::Failed;
};

/// A whole report (RFC 3464, multipart/report, 7-bit): text in English and a short one in Japanese, delivery-status, and the original's header
/// section, at most 50 KB together.
[[nodiscard]] QByteArray deliveryStatusNotification(const DsnFacts &facts, const HeaderSection &original);

} // namespace gateway::mail
