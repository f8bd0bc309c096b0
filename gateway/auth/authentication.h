#pragma once

#include "gateway/auth/arc.h"
#include "gateway/auth/dkimcheck.h"
#include "gateway/auth/dmarc.h"
#include "gateway/auth/spf.h"
#include "gateway/auth/streamverifier.h"
#include "gateway/mail/authenticationresults.h"
#include "gateway/reason.h"

namespace gateway::auth {

/// Who vouches for a message: the client's address (SPF), signatures (DKIM), those who passed it on (ARC), and what the author's domain makes of
/// it (DMARC).
struct Authentication {
    SpfCheck spf;
    QList<DkimCheck> dkim; ///< One for each signature.
    ArcCheck arc;
    DmarcCheck dmarc;
    /// The first of a passing chain of trusted sealers, which found that DMARC passed before the message was changed on its way; empty without
    /// one. Then a DMARC fail of ours is no ground to act (RFC 8617 7.2.1).
    QByteArray vouchedBy;

    [[nodiscard]] bool isForged() const { return dmarc.status == DmarcCheck::Status::Fail && vouchedBy.isEmpty(); }
};

/// SPF, DKIM and ARC of a message that was streamed whole; all three ask at once what they can. Nothing while an answer is missing.
[[nodiscard]] std::optional<Authentication> identify(const SpfFacts &facts, const StreamVerifier &message, dns::Resolver &resolver);
/// DMARC, from what identify() found. Nothing while an answer is missing.
[[nodiscard]] std::optional<DmarcCheck> judge(const Authentication &identified, const QList<QByteArray> &authorDomains, dns::Resolver &resolver,
                                              const PublicSuffixes &suffixes);
/// The sealer of the first set, if the chain passes, all its sealers are in \a trusted (lower case), and the first found dmarc=pass.
[[nodiscard]] QByteArray vouchingSealer(const ArcCheck &arc, const QList<QByteArray> &trusted);

/// For the field Authentication-Results (RFC 8601 2.7): spf, dkim, arc, dmarc; at most 20 signatures.
[[nodiscard]] QList<mail::MethodResult> methodResults(const Authentication &authentication, const smtp::Mailbox &reversePath);
/// For people, and for the score: ids "auth.".
[[nodiscard]] QList<Reason> reasonsOf(const Authentication &authentication);

[[nodiscard]] QByteArrayView toText(DkimCheck::Status status); ///< As RFC 8601 2.7.1 writes it.
[[nodiscard]] QByteArrayView toText(ArcCheck::Status status);

} // namespace gateway::auth
