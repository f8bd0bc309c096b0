#pragma once

#include "gateway/admin/types.h"
#include "gateway/reasontext.h"

namespace gateway::daemon {

/// The trial's ready-made messages (resources/samples).
[[nodiscard]] QList<admin::Sample> samples(Language language);
/// The message of a sample, CRLF line ends. The antivirus test string is put in here, so that no scanner objects to our own files.
[[nodiscard]] Result<QByteArray> sampleContent(const QString &id);

} // namespace gateway::daemon
