#pragma once

#include "gateway/admin/types.h"

#include <array>
#include <cstdint>

namespace gateway::daemon {

/// The Prometheus text of /metrics. \a fates: counts since the start, in the order of Fate. \a stalls: of the event loops.
[[nodiscard]] QByteArray prometheusText(const admin::Status &status, const std::array<std::uint64_t, 8> &fates, std::uint64_t stalls);

} // namespace gateway::daemon
