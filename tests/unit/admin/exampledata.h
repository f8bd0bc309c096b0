#pragma once

#include "gateway/admin/types.h"

/// A small believable day of a gateway: what tests and pictures show. Only example domains, only documentation addresses.
namespace exampledata {

/// The moment at which the day is looked at.
[[nodiscard]] QDateTime now();

[[nodiscard]] gateway::admin::Status status();
[[nodiscard]] QList<gateway::admin::Message> messages();   ///< Newest first, each with the message page's part.
[[nodiscard]] QList<gateway::admin::QuarantineItem> quarantine();
[[nodiscard]] QList<gateway::admin::QueueItem> queue();
[[nodiscard]] QList<gateway::admin::Domain> domains();
[[nodiscard]] QJsonObject policy();
[[nodiscard]] QList<gateway::admin::TlsSession> tlsSessions();
[[nodiscard]] QList<gateway::admin::Certificate> certificates();
[[nodiscard]] QList<gateway::admin::Sample> samples();
[[nodiscard]] QList<gateway::admin::MailboxItem> mailbox();

} // namespace exampledata
