#pragma once

#include "gateway/reason.h"
#include "gateway/smtp/reply.h"

namespace gateway::daemon {

/// Why a recipient is refused before the content: what the client is told, and what the trace is.
struct RecipientRefusal {
    smtp::Reply reply;
    QByteArray rule; ///< "unknown-recipient"; its name is in resources/reasons.
    QList<Reason> reasons;
};

} // namespace gateway::daemon
