#pragma once

#include "gateway/auth/arc.h"
#include "gateway/auth/signaturewriter.h"

namespace gateway::auth {

/// Adds our set to the Authenticated Received Chain of a message that we pass on (RFC 8617 5.1).
class ArcSealer
{
public:
    /// \a fieldNames, lower case, is what the message signature covers; without it, what DKIM would and the DKIM signatures (RFC 8617 4.1.2).
    explicit ArcSealer(Signer signer, QList<QByteArray> fieldNames = {}) : m_signer(std::move(signer)), m_fieldNames(std::move(fieldNames)) {}

    /// To be called before the body is hashed.
    static void prepare(BodyHasher &body) { body.want(Canonicalization::Relaxed); }
    /// ARC-Seal, ARC-Message-Signature and ARC-Authentication-Results to put before the message, whole lines with CRLF. \a header and
    /// \a body are of the message as we send it, \a status is what validation gave when it came, \a results what our
    /// Authentication-Results field says (authserv-id and results), \a now in UNIX seconds. Empty if nobody may add a set: the chain is
    /// sealed as failed, or full.
    [[nodiscard]] QByteArray seal(const mail::HeaderSection &header, const BodyHasher &body, ArcCheck::Status status, QByteArrayView results,
                                  qint64 now) const;

private:
    const Signer m_signer;
    const QList<QByteArray> m_fieldNames;
};

/// What all Authentication-Results fields of \a authservId in the message say, as one (RFC 8617 4.1.1): "authserv-id; method=result; ..".
[[nodiscard]] QByteArray mergedResults(const mail::HeaderSection &header, QByteArrayView authservId);

} // namespace gateway::auth
