#include "gateway/net/tlsdane.h"

#include "gateway/net/danepolicy.h"

#include <openssl/err.h>
#include <openssl/ssl.h>

namespace gateway::net {

bool verifyByDane(SSL *ssl, const DanePolicy &policy)
{
    if (SSL_dane_enable(ssl, policy.baseDomain.constData()) <= 0) // Sets SNI and the name as well (RFC 7672 8.1).
        return false;
    if (policy.host != policy.baseDomain && SSL_add1_host(ssl, policy.host.constData()) != 1)
        return false;
    SSL_dane_set_flags(ssl, DANE_FLAG_NO_DANE_EE_NAMECHECKS); // RFC 7672 3.1.1
    bool hasRecords = false;
    for (const dns::Tlsa &record : policy.records) {
        const int added = SSL_dane_tlsa_add(ssl, record.usage, record.selector, record.matchingType,
                                            reinterpret_cast<const unsigned char *>(record.data.constData()), std::size_t(record.data.size()));
        hasRecords = hasRecords || added > 0;
        if (added < 0 && ERR_GET_REASON(ERR_peek_last_error()) == ERR_R_MALLOC_FAILURE)
            return false;
    }
    ERR_clear_error();
    if (hasRecords)
        SSL_set_verify(ssl, SSL_VERIFY_PEER, nullptr);
    return true;
}

} // namespace gateway::net
