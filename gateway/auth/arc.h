#pragma once

#include "gateway/auth/arcchain.h"
#include "gateway/auth/bodyhasher.h"
#include "gateway/auth/signedfields.h"
#include "gateway/dns/resolver.h"

namespace gateway::auth {

/// What has come of the ARC sets of a message (RFC 8617 5.2).
struct ArcCheck {
    enum class Status { None, Pass, Fail };
    /// One set of a chain that passes.
    struct Set {
        QByteArray sealer;  ///< d= of the ARC-Seal: who vouches.
        QByteArray results; ///< "authserv-id; method=result ..", what the sealer found (RFC 8617 4.1.1).
    };
    Status status = Status::None;
    QList<Set> sets{};        ///< From i=1; empty unless the chain passes. Worth as much as the sealers are trusted (threats.md P12).
    int oldestPass = 0;       ///< Of a chain that passes: since this set nothing has been changed; 0: since the first (RFC 8617 5.2 step 4).
    bool isTemporary = false; ///< It failed as a key could not be fetched. RFC 8617 5.2.1 makes that final for those who come after us.
    QString cause{};          ///< Of a failure.
};

/// Validates the Authenticated Received Chain of a message. The header's message and \a body must outlive this.
class ArcVerifier
{
public:
    /// So many message signatures before the last are looked at, to tell which still fits; older ones count as not fitting (threats.md P12).
    static constexpr qsizetype maxOlderSignatures = 10;

    /// \a now in UNIX seconds. Whoever owns \a body feeds it, once.
    ArcVerifier(const mail::HeaderSection &header, qint64 now, BodyHasher &body);

    /// Once the body is finished. Asks for all keys at once; nothing until all are known.
    [[nodiscard]] std::optional<ArcCheck> check(dns::Resolver &resolver) const;

private:
    [[nodiscard]] qsizetype firstSignature() const; ///< Index of the oldest set whose message signature is looked at.

    const BodyHasher &m_body;
    const SignedFields m_fields;
    const ArcChain m_chain;
};

} // namespace gateway::auth
