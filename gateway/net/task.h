#pragma once

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace gateway::net {

/// A coroutine on one of the gateway's loops. Errors come as values: co_await x.async_y(..., asTuple).
template<typename T = void>
using Task = boost::asio::awaitable<T>;

inline constexpr auto asTuple = boost::asio::as_tuple(boost::asio::use_awaitable);

} // namespace gateway::net
