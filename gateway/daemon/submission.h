#pragma once

#include "gateway/admin/types.h"
#include "gateway/net/loops.h"
#include "gateway/net/smtpclient.h"

namespace gateway::daemon {

/// Sends one message through the gateway's own SMTP port, as any client would, and waits for the answer. Blocks: not for a loop's thread.
/// Bare line feeds in \a content become CRLF. Error::Kind::Invalid for an address that is none.
[[nodiscard]] Result<admin::SendResult> submit(net::Loops &loops, net::SmtpClient &client, const QString &smtpEndpoint, const QByteArray &content,
                                               const QString &sender, const QStringList &recipients);

} // namespace gateway::daemon
