#pragma once

#include "gateway/auth/canonicalization.h"
#include "gateway/auth/privatekey.h"
#include "gateway/auth/signedfields.h"
#include "gateway/sha256.h"

#include <QMap>

namespace gateway::auth {

/// Who signs: s= and d=, and the key whose record is published there.
struct Signer {
    QByteArray domain;
    QByteArray selector;
    PrivateKey key;
};

/// The tags of a signature field by name; the writer adds a=, b=, d= and s=.
using SignatureTags = QMap<QByteArray, QByteArray>;

/// A signature field as whole lines with CRLF. \a fields is the hash of what it covers; its own field is hashed after that, in the form
/// \a canonicalization (RFC 6376 3.7). Empty if the key cannot sign.
[[nodiscard]] QByteArray signedField(QByteArrayView name, SignatureTags tags, Sha256 fields, Canonicalization canonicalization, const Signer &signer);
/// A list for h=. Folding may break it between names.
[[nodiscard]] QByteArray nameList(const QList<QByteArray> &names);
/// Names of the fields worth signing that are in the message (RFC 6376 5.4.1), as often as each is there; From and Subject once more, so
/// that none can be added (RFC 6376 8.15).
[[nodiscard]] QList<QByteArray> fieldsToSign(const SignedFields &fields);

} // namespace gateway::auth
