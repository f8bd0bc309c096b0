#pragma once

#include "gateway/auth/canonicalization.h"
#include "gateway/auth/taglist.h"
#include "gateway/dns/answer.h"
#include "gateway/mail/headersection.h"

#include <optional>

namespace gateway::auth {

/// What a DKIM-Signature field says (RFC 6376 3.5), or one of ARC's two that are made like it (RFC 8617 4.1). With a fault it cannot be
/// verified; the members are then filled as far as they could be read, to name the signature in a report.
struct DkimSignature {
    enum class Kind {
        Dkim,
        ArcMessage, ///< ARC-Message-Signature: without v=, and i= is an instance.
        ArcSeal,    ///< ARC-Seal: has cv=, and covers neither body nor named fields.
    };
    enum class Algorithm { RsaSha256, Ed25519Sha256 };
    static constexpr qsizetype maxSignedFields = mail::HeaderSection::maxFields;
    static constexpr qint64 clockDrift = 300; ///< Seconds that clocks may differ by (RFC 6376 3.5).

    QString fault;
    QByteArray algorithmName;       ///< a=, "rsa-sha256".
    Algorithm algorithm = Algorithm::RsaSha256;
    QByteArray signatureText;       ///< b= without white space.
    QByteArray signature;           ///< b=, decoded.
    QByteArray unsignedField;       ///< The field with an empty b= (RFC 6376 3.7).
    QByteArray domain;              ///< d=, lower case, A-labels.
    QByteArray selector;            ///< s=, A-labels.
    std::optional<qint64> signedAt; ///< t=, UNIX seconds.

    // Not of ARC-Seal:
    QByteArray bodyHash;            ///< bh=, decoded.
    Canonicalization headerCanonicalization = Canonicalization::Simple;
    Canonicalization bodyCanonicalization = Canonicalization::Simple;
    QList<QByteArray> signedFields; ///< h=, lower case.
    std::optional<quint64> bodyLength; ///< l=
    std::optional<qint64> expiresAt;   ///< x=, UNIX seconds.

    QByteArray identity;            ///< i= of DKIM, decoded; "@domain" if there is none.
    bool isIdentityOfSubdomain = false;
    int instance = 0;               ///< i= of ARC, 1 to 50.
    QByteArray chainStatus;         ///< cv= of ARC-Seal: "none", "pass" or "fail".

    [[nodiscard]] static DkimSignature parse(const mail::HeaderField &field, Kind kind, qint64 now);
    [[nodiscard]] bool isUsable() const { return fault.isEmpty(); }
    [[nodiscard]] dns::Question keyQuestion() const; ///< RFC 6376 3.6.2.1
    /// How its own field is hashed, after those it covers: with an empty b= and without the last CRLF (RFC 6376 3.7).
    [[nodiscard]] QByteArray canonicalUnsignedField(Canonicalization canonicalization) const;
};

/// i= of ARC's fields (RFC 8617 4.2.1): 1 to 50.
[[nodiscard]] std::optional<int> arcInstance(QByteArrayView value);

} // namespace gateway::auth
