#pragma once

#include "gateway/auth/dmarcrecord.h"
#include "gateway/auth/publicsuffix.h"
#include "gateway/dns/resolver.h"

namespace gateway::auth {

/// A DNS tree walk (RFC 9989 4.10): the DMARC records of a domain and of the domains above it, at most eight, up to the first that says
/// whether it is a public suffix.
class DmarcWalk
{
public:
    static constexpr qsizetype maxQueries = 8;

    struct Step {
        enum class Kind {
            Absent,
            Found,
            Several, ///< Which discards them all.
            Invalid, ///< One record, from which no policy can be taken.
            Failed,  ///< DNS did not answer.
        };
        QByteArray domain;
        Kind kind = Kind::Absent;
        DmarcRecord record{};
        QString cause{}; ///< Of Several, Invalid and Failed; names the domain.
    };

    /// Nothing while an answer is missing; all of them are asked for at once. \a domain is normalized.
    [[nodiscard]] static std::optional<DmarcWalk> from(const QByteArray &domain, dns::Resolver &resolver);

    [[nodiscard]] const QList<Step> &steps() const { return m_steps; }     ///< Upwards, never empty.
    [[nodiscard]] const Step &own() const { return m_steps.first(); }
    [[nodiscard]] const Step *firstOf(Step::Kind kind) const;
    [[nodiscard]] bool hasFailed() const { return firstOf(Step::Kind::Failed) != nullptr; } ///< The following two are a guess then.

    /// What a record with psd= says is authoritative (RFC 9989 4.10.2), because it is the word of who runs the names. Where nobody says it,
    /// as nearly everywhere, the public suffix list tells the Organizational Domain, as in RFC 7489 3.2, instead of the record with the
    /// fewest labels. For a domain with a record at its top that is the same one. Where only a subdomain has a record, it stays aligned
    /// with its parents, which is what senders are used to; and a public suffix whose record forgets to say that it is one does not
    /// become one organization with all that is registered below it.
    [[nodiscard]] QByteArray organizationalDomain(const PublicSuffixes &suffixes) const;
    /// The step whose record holds the policy (RFC 9989 4.10.1): the domain's own, else that of its Organizational Domain, else that of a
    /// public suffix with psd=y. Without psd= the record with the fewest labels within the Organizational Domain stands in for its own.
    [[nodiscard]] const Step *policyStep(const QByteArray &organizationalDomain) const;

private:
    [[nodiscard]] const Step *psdStep() const; ///< What ended the walk.

    QList<Step> m_steps;
};

} // namespace gateway::auth
