#pragma once

#include "gateway/auth/arc.h"
#include "gateway/auth/dkim.h"

#include <optional>

namespace gateway::auth {

/// Takes a message as it comes from the client and hashes each octet once, for DKIM and ARC together. What it needs of the header section it
/// keeps itself.
class StreamVerifier
{
public:
    /// \a now in UNIX seconds. \a isToBeSealed: the body is hashed for a set of ours, too.
    explicit StreamVerifier(qint64 now, bool isToBeSealed = false) : m_now(now), m_isToBeSealed(isToBeSealed) {}
    StreamVerifier(const StreamVerifier &) = delete;
    StreamVerifier &operator=(const StreamVerifier &) = delete;

    void feed(QByteArrayView octets); ///< CRLF line ends; how they are cut into calls makes no difference.
    void finish();

    /// Once finished. Nothing while a key is missing, all of which are asked for at once.
    [[nodiscard]] std::optional<QList<DkimCheck>> checkDkim(dns::Resolver &resolver) const;
    [[nodiscard]] std::optional<ArcCheck> checkArc(dns::Resolver &resolver) const;

    [[nodiscard]] const BodyHasher &body() const { return m_body; } ///< Once finished.

private:
    void beginBody();

    const qint64 m_now;
    const bool m_isToBeSealed;
    QByteArray m_header; ///< Up to the empty line, and what came with it.
    qsizetype m_searched = 0;
    BodyHasher m_body;
    std::optional<mail::HeaderSection> m_section;
    std::optional<DkimVerifier> m_dkim;
    std::optional<ArcVerifier> m_arc;
};

} // namespace gateway::auth
