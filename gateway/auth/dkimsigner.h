#pragma once

#include "gateway/auth/bodyhasher.h"
#include "gateway/auth/signaturewriter.h"

namespace gateway::auth {

/// Signs messages of a domain (RFC 6376 5), relaxed/relaxed.
class DkimSigner
{
public:
    explicit DkimSigner(Signer signer) : m_signer(std::move(signer)) {}

    /// To be called before the body is hashed.
    static void prepare(BodyHasher &body) { body.want(Canonicalization::Relaxed); }
    /// The DKIM-Signature field to put before the message, whole lines with CRLF. \a body is finished, \a now in UNIX seconds.
    [[nodiscard]] QByteArray sign(const mail::HeaderSection &header, const BodyHasher &body, qint64 now) const;

private:
    const Signer m_signer;
};

} // namespace gateway::auth
