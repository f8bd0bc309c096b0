#pragma once

#include "gateway/delivery/spoolfile.h"

namespace gateway::delivery {

/// The head of a spool file as JSON, and back. Octets that are not UTF-8 survive as base64.
[[nodiscard]] QJsonObject headToJson(const SpoolFile &file);
/// Error::Kind::Invalid for what headToJson() would never write.
[[nodiscard]] Result<SpoolFile> headFromJson(const QJsonObject &object);
/// Applies one event to \a file. Invalid for an event that does not fit it.
[[nodiscard]] Result<> applyEvent(SpoolFile &file, const QJsonObject &event);

} // namespace gateway::delivery
