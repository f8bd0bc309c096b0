#pragma once

#include "gateway/result.h"

#include <QByteArray>

namespace gateway::auth {

/// A key record that a sender publishes (RFC 6376 3.6.1), fit for mail and SHA-256.
struct DkimKey {
    enum class Type { Rsa, Ed25519 };

    Type type = Type::Rsa;
    QByteArray data;        ///< p=, decoded.
    bool isTesting = false; ///< t=y
    bool isStrict = false;  ///< t=s: i= must be d=, no subdomain of it.

    /// Error::Kind::Invalid says why no signature can be verified with it, e.g. as it has been revoked.
    [[nodiscard]] static Result<DkimKey> parse(QByteArrayView record);
};

} // namespace gateway::auth
