#pragma once

#include "gateway/result.h"

#include <chrono>
#include <stop_token>

namespace gateway::directory {

/// Connects to \a host, trying its addresses one after another, and returns the socket, which the caller closes. Holds the deadline: neither
/// resolver nor connect(2) can be trusted to. A resolver that does not answer is left behind with a thread of its own, which ends when
/// the resolver gives up (man resolv.conf: after half a minute). The error does not name the host.
[[nodiscard]] Result<int> connectToHost(const QString &host, quint16 port, std::chrono::steady_clock::time_point deadline,
                                        const std::stop_token &stop);

} // namespace gateway::directory
