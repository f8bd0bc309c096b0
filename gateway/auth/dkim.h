#pragma once

#include "gateway/auth/dkimcheck.h"
#include "gateway/auth/signedfields.h"
#include "gateway/dns/resolver.h"

#include <memory>

namespace gateway::auth {

/// Verifies the signatures of a message, which it takes in pieces as it streams (RFC 6376 6). The header's message must outlive this.
class DkimVerifier
{
public:
    static constexpr qsizetype maxSignatures = 10; ///< threats.md P12. Those below count as not checked.

    /// \a now in UNIX seconds.
    explicit DkimVerifier(const mail::HeaderSection &header, qint64 now);
    /// Shares the hashing of the body with others. \a body must outlive this; whoever owns it feeds it, once.
    DkimVerifier(const mail::HeaderSection &header, qint64 now, BodyHasher &body);

    void feedBody(QByteArrayView octets) { m_body.feed(octets); }
    void finishBody() { m_body.finish(); }
    /// Once the body is finished: a check for each signature, in the order of the message. Asks for all keys at once; nothing until all
    /// are known.
    [[nodiscard]] std::optional<QList<DkimCheck>> check(dns::Resolver &resolver) const;

private:
    struct Candidate {
        qsizetype index; ///< Of the field.
        DkimSignature signature;
    };
    DkimVerifier(const mail::HeaderSection &header, qint64 now, std::unique_ptr<BodyHasher> own, BodyHasher *shared);
    [[nodiscard]] QByteArray signatureStart(const Candidate &candidate) const;

    const std::unique_ptr<BodyHasher> m_ownBody;
    BodyHasher &m_body;
    const SignedFields m_fields;
    QList<Candidate> m_candidates;
    qsizetype m_notChecked = 0;
};

} // namespace gateway::auth
