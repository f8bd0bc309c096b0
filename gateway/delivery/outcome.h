#pragma once

#include "gateway/delivery/queue.h"

namespace gateway::delivery {

/// Puts what became of an attempt into \a file; later ones win. Indices that \a file does not have are ignored.
void applyFates(SpoolFile &file, const QList<AttemptResult::Recipient> &recipients);

/// The event lines that turn \a before into \a after, two states of one file.
[[nodiscard]] QByteArray eventsBetween(const SpoolFile &before, const SpoolFile &after);

/// The indices of the recipients without a fate.
[[nodiscard]] QList<int> waitingRecipients(const SpoolFile &file);

} // namespace gateway::delivery
