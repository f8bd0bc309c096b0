#pragma once

#include "gateway/auth/bodyhasher.h"
#include "gateway/auth/dkimsignature.h"
#include "gateway/dns/answer.h"

namespace gateway::auth {

/// What has come of one signature. What it says of itself is hostile text, unless it passes.
struct DkimCheck {
    /// RFC 8601 2.7.1. A message without a signature ("none") has no checks.
    enum class Status {
        Pass,
        Fail,      ///< The message is not what was signed.
        Policy,    ///< Valid, but not acceptable to us.
        Neutral,   ///< Not checked.
        TempError, ///< The key is not known for now.
        PermError, ///< Cannot be verified: malformed, expired, no key, forbidden algorithm.
    };
    Status status = Status::Neutral;
    QByteArray domain;         ///< d=, lower case, A-labels.
    QByteArray selector;       ///< s=
    QByteArray identity;       ///< i=
    QByteArray algorithm;      ///< a=
    int keyBits = 0;           ///< 0: no key has been read.
    bool isTesting = false;    ///< The signer only tries DKIM: a failure means no more than no signature (RFC 6376 3.6.1).
    bool isPartial = false;    ///< l= leaves out a part of the body; anybody may have written that.
    QByteArray signatureStart; ///< Of b=: at least 8 characters, enough to tell it from the others (RFC 6008).
    QString cause;             ///< Empty with Pass.
};

/// The check of a signature which cannot be verified, with its fault as the cause.
[[nodiscard]] DkimCheck unverified(const DkimSignature &signature);
/// Verifies what a usable \a signature says of the header fields (RFC 6376 6.1.2, 6.1.3): \a digest is their hash with its own field.
[[nodiscard]] DkimCheck verified(const DkimSignature &signature, const dns::Answer &key, QByteArrayView digest);
/// The same, and of the body.
[[nodiscard]] DkimCheck verified(const DkimSignature &signature, const dns::Answer &key, QByteArrayView digest, const BodyHasher &body);

} // namespace gateway::auth
