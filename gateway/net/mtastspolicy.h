#pragma once

#include "gateway/result.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QList>
#include <chrono>
#include <optional>

namespace gateway::net {

/// What a domain says by MTA-STS about the mail exchanges it has (RFC 8461).
///
/// Nobody uses it yet: it is about mail that is routed by MX records, and today all mail goes to fixed next hops.
struct MtaStsPolicy {
    enum class Mode {
        None,    ///< The domain has withdrawn its policy.
        Testing, ///< Failures are counted, and the mail delivered all the same.
        Enforce, ///< An exchange that is not listed, or without TLS and a certificate of its name from a public CA, gets no mail.
    };
    Mode mode = Mode::None;
    QList<QByteArray> exchanges;    ///< In lower case; "*.example.com" stands for all names with one label more.
    std::chrono::seconds maxAge{0}; ///< For how long it may be believed.

    static constexpr qsizetype maxOctets = 64 * 1024; ///< RFC 8461 3.3
    static constexpr qsizetype maxExchanges = 100;    ///< Ours (threats.md I8, R7).

    /// Reads a policy document (RFC 8461 3.2). Error::Kind::Invalid says what is wrong with it.
    [[nodiscard]] static Result<MtaStsPolicy> parse(QByteArrayView document);
    /// Whether \a exchange, a host of an MX record, is listed (RFC 8461 4.1).
    [[nodiscard]] bool covers(QByteArrayView exchange) const;

    friend bool operator==(const MtaStsPolicy &, const MtaStsPolicy &) = default;
};

/// The id of the policy, from the TXT records of _mta-sts.DOMAIN (RFC 8461 3.1): it changes with the policy. Nothing if there is not exactly
/// one record that is well-formed.
[[nodiscard]] std::optional<QByteArray> mtaStsIdOf(const QList<QByteArray> &texts);
/// Whether \a name is a domain as RFC 8461 means it: labels of letters, digits and inner hyphens, so nothing that could mean anything in a request.
[[nodiscard]] bool isMtaStsDomain(QByteArrayView name);

} // namespace gateway::net
