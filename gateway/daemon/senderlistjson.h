#pragma once

#include "gateway/reputation/senderentry.h"

#include <QJsonArray>
#include <QJsonObject>
#include <optional>

namespace gateway::daemon {

/// The lists of senders in an exported configuration: {"action", "sender", "scope", "note"} each.
inline const QString senderListsMember = QStringLiteral("senderLists");
[[nodiscard]] QJsonArray toJson(const QList<reputation::SenderEntry> &entries);
/// Those of a configuration, nothing if it has none. Read strictly; the error names the place ("senderLists[2]").
[[nodiscard]] Result<std::optional<QList<reputation::SenderEntry>>> senderEntriesFromJson(const QJsonObject &document);

} // namespace gateway::daemon
