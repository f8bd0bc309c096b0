#pragma once

#include "gateway/auth/dmarcrecord.h"
#include "gateway/auth/publicsuffix.h"
#include "gateway/auth/spfstatus.h"
#include "gateway/dns/resolver.h"

namespace gateway::auth {

struct DmarcFacts {
    QList<QByteArray> authorDomains;             ///< Of all mailboxes in From, as A-labels.
    SpfStatus spf = SpfStatus::None;
    QByteArray spfDomain{};                      ///< That SPF checked.
    QList<QByteArray> dkimPassDomains{};         ///< d= of the signatures that are valid.
    QList<QByteArray> dkimTempErrorDomains{};    ///< d= of those that might be, had DNS answered.
};

struct DmarcCheck {
    enum class Status {
        None,      ///< No record applies.
        Pass,      ///< A record applies, and an aligned identifier is authenticated.
        Fail,      ///< None is.
        TempError, ///< It depends on an answer that DNS did not give.
        PermError, ///< The record that applies cannot be used.
    };
    using Policy = DmarcPolicy;

    Status status = Status::None;
    Policy policy = Policy::None;          ///< That a fail asks for: t=y and pct=0 are taken into account.
    Policy publishedPolicy = Policy::None; ///< As the record has it for this author domain.
    QByteArray authorDomain, organizationalDomain;
    QByteArray recordDomain;               ///< Where the record was found; empty without one.
    bool isSpfAligned = false, isDkimAligned = false; ///< Passed, and for an aligned domain.
    QList<QByteArray> dkimAlignedDomains{};           ///< Of the signatures that are.
    DmarcRecord record{};                  ///< That applies.
    QString cause{};                       ///< Of all but pass: a sentence.
};
[[nodiscard]] QByteArrayView toText(DmarcCheck::Status status); ///< "temperror", as RFC 8601 2.7.1 writes it.

/// DMARC (RFC 9989, whose results for ordinary domains are those of RFC 7489; see DmarcWalk for where they differ). Nothing while an answer is
/// missing.
///
/// A message without exactly one author domain fails as if its domain asked for reject (threats.md P6).
///
/// What DNS or SPF or DKIM could not find out is a temperror only where the result hangs on it, never a fail (RFC 9989 5.3, threats.md
/// P14). So a pass of the author domain itself is certain once a record is found, because it is aligned in any mode and whatever the
/// Organizational Domain is; a fail is certain if nothing passed at all. If it is the record that is missing there is nothing to pass;
/// isSpfAligned and isDkimAligned still tell about the author domain itself.
[[nodiscard]] std::optional<DmarcCheck> checkDmarc(const DmarcFacts &facts, dns::Resolver &resolver, const PublicSuffixes &suffixes);

} // namespace gateway::auth
