#pragma once

#include "gateway/mail/headersection.h"
#include "gateway/smtp/envelope.h"
#include "gateway/smtp/reply.h"

#include <QDateTime>

namespace gateway::mail {

/// Whether a report of failure may be sent at all (RFC 3461 5.2, threats.md B2): not for <>, not with NOTIFY=NEVER or without FAILURE,
/// not for automatic mail (Auto-Submitted other than no, Precedence bulk/junk/list, List-Id).
[[nodiscard]] bool mayReport(const smtp::Envelope &envelope, const smtp::ForwardPath &recipient, const HeaderSection &header);

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
    QList<Failure> failures;
};

/// A whole report (RFC 3464, multipart/report, 7-bit): text in English and a short one in Japanese, delivery-status, and the original's header
/// section, at most 50 KB together.
[[nodiscard]] QByteArray deliveryStatusNotification(const DsnFacts &facts, const HeaderSection &original);

} // namespace gateway::mail
