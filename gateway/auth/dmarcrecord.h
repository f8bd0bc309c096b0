#pragma once

#include "gateway/result.h"

#include <QByteArray>
#include <QList>
#include <chrono>
#include <optional>

namespace gateway::auth {

/// What a domain owner asks for when a message fails; each asks for more than the one before.
enum class DmarcPolicy { None, Quarantine, Reject };
[[nodiscard]] QByteArrayView toText(DmarcPolicy policy); ///< "quarantine"

/// A DMARC policy record (RFC 9989 4.7, and the tags of RFC 7489 6.3 that it dropped).
struct DmarcRecord {
    enum class Alignment { Relaxed, Strict };
    enum class PublicSuffixDomain { Unknown, Yes, No };

    DmarcPolicy policy = DmarcPolicy::None;               ///< p
    std::optional<DmarcPolicy> subdomainPolicy{};         ///< sp
    std::optional<DmarcPolicy> nonexistentPolicy{};       ///< np
    Alignment dkimAlignment = Alignment::Relaxed;         ///< adkim
    Alignment spfAlignment = Alignment::Relaxed;          ///< aspf
    PublicSuffixDomain publicSuffixDomain = PublicSuffixDomain::Unknown; ///< psd
    bool isTest = false;                                  ///< t=y
    int percent = 100;                                    ///< pct
    QList<QByteArray> aggregateReportUris{}, failureReportUris{}; ///< rua, ruf; without their size limits.
    QByteArray failureOptions = "0";                      ///< fo
    std::chrono::seconds reportInterval{86400};           ///< ri

    /// Whether \a text begins with the version: what does not is none of DMARC's business (RFC 9989 4.10).
    [[nodiscard]] static bool isRecord(QByteArrayView text);
    /// Of a text for which isRecord() holds. Unknown tags are ignored, and so are values that are none, but for those of p, sp and np:
    /// they make p=none if there is somebody to report to, and no record otherwise (RFC 9989 4.10.1). A tag given twice makes no record
    /// (RFC 6376 3.2): which one is meant is anybody's guess. Error::Kind::Invalid names the tag.
    [[nodiscard]] static Result<DmarcRecord> parse(QByteArrayView text);

    /// What is published for the names below the record's own.
    [[nodiscard]] DmarcPolicy policyBelow() const { return subdomainPolicy.value_or(policy); }
    [[nodiscard]] DmarcPolicy policyOfNonexistent() const { return nonexistentPolicy.value_or(policyBelow()); }
    /// What is left of \a published in a test: one level less (RFC 9989 4.7). pct=0 meant the same (RFC 7489 6.6.4); its other values, a
    /// share of the messages drawn by lot, are taken as 100.
    [[nodiscard]] DmarcPolicy applied(DmarcPolicy published) const;
};

} // namespace gateway::auth
