#pragma once

#include "gateway/quarantine/quarantine.h"

namespace gateway::quarantine {

/// An entry as it is kept in the file's notes and in the index.
[[nodiscard]] QJsonObject entryToJson(const Entry &entry);
/// Missing or wrong members become defaults.
[[nodiscard]] Entry entryFromJson(const QJsonObject &object);

/// The entry that a file holds: what the file says itself (id, times, envelope, size), and its notes.
[[nodiscard]] Entry entryOf(const delivery::SpoolFile &file);
/// Puts \a entry into the notes of \a file.
void keepEntry(delivery::SpoolFile &file, const Entry &entry);
/// The event that marks a release begun at \a time, or cancelled (no time).
[[nodiscard]] QByteArray releaseEvent(const QDateTime &time, const QByteArray &queueId);

} // namespace gateway::quarantine
