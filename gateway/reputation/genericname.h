#pragma once

#include <QByteArrayView>
#include <boost/asio/ip/address.hpp>

namespace gateway::reputation {

/// Whether the host name \a name was made for a line rather than given to a mail server: the address stands in it, or words such as "dynamic"
/// or "dsl". The last two labels are a company's name and are not looked at. A guess: a fact with few points, no more.
[[nodiscard]] bool isGenericName(QByteArrayView name, const boost::asio::ip::address &client);

} // namespace gateway::reputation
