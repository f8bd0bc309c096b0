#pragma once

#include <openssl/types.h>

namespace gateway::net {

struct DanePolicy;

/// Makes the client's handshake on \a ssl fail unless the server's certificate fits a record of \a policy, and sets the names that belong to
/// it. Records that OpenSSL cannot use (a key that is none) count for nothing; if it can use none of them, any certificate will do
/// (RFC 7672 2.2). False if OpenSSL has no memory, or its context does not know DANE.
[[nodiscard]] bool verifyByDane(SSL *ssl, const DanePolicy &policy);

} // namespace gateway::net
