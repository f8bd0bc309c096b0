#include "gateway/delivery/retryschedule.h"

#include <algorithm>

namespace gateway::delivery {

std::chrono::milliseconds retryDelay(int attempts, std::chrono::seconds first, std::chrono::seconds max, double random)
{
    using std::chrono::milliseconds;
    constexpr double jitter = 0.2;
    milliseconds delay = std::max(first, std::chrono::seconds(1));
    for (int i = 1; i < attempts && delay < max; ++i)
        delay *= 2;
    delay = std::min<milliseconds>(delay, std::max(max, std::chrono::seconds(1)));
    const double factor = 1 - jitter + 2 * jitter * std::clamp(random, 0.0, 1.0);
    return milliseconds(milliseconds::rep(double(delay.count()) * factor));
}

} // namespace gateway::delivery
