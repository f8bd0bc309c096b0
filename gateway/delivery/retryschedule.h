#pragma once

#include <chrono>

namespace gateway::delivery {

/// How long to wait after \a attempts failed ones: \a first, doubled each time up to \a max, then spread by +-20 % so that messages that
/// failed together do not come back together (RFC 5321 4.5.4.1). \a random is uniform in [0, 1).
[[nodiscard]] std::chrono::milliseconds retryDelay(int attempts, std::chrono::seconds first, std::chrono::seconds max, double random);

} // namespace gateway::delivery
