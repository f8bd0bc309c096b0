#pragma once

#include <QByteArrayView>

namespace gateway::auth {

/// What check_host() says of a domain and a client (RFC 7208 2.6).
enum class SpfStatus {
    None,      ///< No domain to ask about, or it publishes no record.
    Neutral,   ///< The domain says nothing of this client.
    Pass,
    Fail,
    SoftFail,  ///< Probably not authorized.
    TempError, ///< DNS did not answer; later it may.
    PermError, ///< The records cannot be interpreted.
};
[[nodiscard]] QByteArrayView toText(SpfStatus status); ///< "softfail", as RFC 8601 2.7.2 writes it.

} // namespace gateway::auth
