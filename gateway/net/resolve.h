#pragma once

#include "gateway/net/task.h"
#include "gateway/result.h"

#include <QByteArray>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <chrono>
#include <vector>

namespace gateway::net {

/// The addresses of \a host (a name or an address) with \a port, in the system's order, at most ten. From a coroutine on \a context.
/// The system's resolver cannot be hurried; this returns at \a deadline (Error::Kind::Timeout) whatever it does.
[[nodiscard]] Task<Result<std::vector<boost::asio::ip::tcp::endpoint>>> resolve(boost::asio::io_context &context, QByteArray host, quint16 port,
                                                                               std::chrono::steady_clock::time_point deadline);

/// At most ten of them, as they came (threats.md C6).
[[nodiscard]] std::vector<boost::asio::ip::tcp::endpoint> firstEndpoints(const boost::asio::ip::tcp::resolver::results_type &results);

} // namespace gateway::net
