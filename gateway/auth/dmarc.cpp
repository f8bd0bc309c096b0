#include "gateway/auth/dmarc.h"

#include "gateway/auth/dmarcwalk.h"
#include "gateway/auth/domains.h"
#include "gateway/auth/shown.h"
#include "gateway/dns/name.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace gateway::auth {
namespace {

using Status = DmarcCheck::Status;
using Step = DmarcWalk::Step;
using Mode = DmarcRecord::Alignment;

QList<QByteArray> distinct(const QList<QByteArray> &domains)
{
    QList<QByteArray> result;
    for (const QByteArray &domain : domains)
        result.append(dns::normalized(domain));
    std::ranges::sort(result);
    result.erase(std::ranges::unique(result).begin(), result.end());
    return result;
}

enum class Aligned { No, Yes, Unknown /**< Not yet. */, Failed /**< DNS does not tell. */ };

/// Whether domains belong to the author domain (RFC 9989 4.10.2).
class Alignment
{
public:
    Alignment(const DmarcWalk &author, const PublicSuffixes &suffixes, dns::Resolver &resolver)
        : m_author(author), m_organizational(author.organizationalDomain(suffixes)), m_suffixes(suffixes), m_resolver(resolver)
    {}

    [[nodiscard]] const QByteArray &organizationalDomain() const { return m_organizational; }
    [[nodiscard]] Aligned of(const QByteArray &domain, Mode mode) const;
    /// Whether one of them does. Looks at all, so that all ask at once.
    [[nodiscard]] Aligned any(const QList<QByteArray> &domains, Mode mode) const;

private:
    const DmarcWalk &m_author;
    const QByteArray m_organizational;
    const PublicSuffixes &m_suffixes;
    dns::Resolver &m_resolver;
};

Aligned Alignment::of(const QByteArray &domain, Mode mode) const
{
    if (domain == m_author.own().domain)
        return Aligned::Yes;
    if (mode == Mode::Strict || !dns::isName(domain))
        return Aligned::No;
    if (m_author.hasFailed())
        return Aligned::Failed;
    if (domain == m_organizational) // What a walk from here finds is what the author domain's walk found above it.
        return Aligned::Yes;
    if (!isWithin(domain, m_organizational))
        return Aligned::No;
    const std::optional<DmarcWalk> walk = DmarcWalk::from(domain, m_resolver);
    if (!walk)
        return Aligned::Unknown;
    if (walk->hasFailed())
        return Aligned::Failed;
    return walk->organizationalDomain(m_suffixes) == m_organizational ? Aligned::Yes : Aligned::No;
}

Aligned Alignment::any(const QList<QByteArray> &domains, Mode mode) const
{
    bool hasUnknown = false, hasYes = false, hasFailed = false;
    for (const QByteArray &domain : domains) {
        const Aligned aligned = of(domain, mode);
        hasUnknown |= aligned == Aligned::Unknown;
        hasYes |= aligned == Aligned::Yes;
        hasFailed |= aligned == Aligned::Failed;
    }
    return hasUnknown ? Aligned::Unknown : hasYes ? Aligned::Yes : hasFailed ? Aligned::Failed : Aligned::No;
}

/// Whether the domain does not exist: NXDOMAIN for any type says so (RFC 8020 2).
enum class Existence { Unknown, Failed, Yes, No };
Existence existenceOf(const QByteArray &domain, dns::Resolver &resolver)
{
    const dns::Answer *answer = resolver.find({domain, dns::Type::A});
    if (!answer)
        return Existence::Unknown;
    switch (answer->status) {
    case dns::Answer::Status::NoSuchName: return Existence::No;
    case dns::Answer::Status::Failed: return Existence::Failed;
    case dns::Answer::Status::Found:
    case dns::Answer::Status::NoData: break;
    }
    return Existence::Yes;
}

DmarcCheck ended(DmarcCheck check, Status status, QString cause)
{
    check.status = status;
    check.cause = std::move(cause);
    return check;
}

} // namespace

QByteArrayView toText(DmarcCheck::Status status)
{
    switch (status) {
    case Status::None: return "none";
    case Status::Pass: return "pass";
    case Status::Fail: return "fail";
    case Status::TempError: return "temperror";
    case Status::PermError: return "permerror";
    }
    return {};
}

std::optional<DmarcCheck> checkDmarc(const DmarcFacts &facts, dns::Resolver &resolver, const PublicSuffixes &suffixes)
{
    DmarcCheck check;
    const QList<QByteArray> authors = distinct(facts.authorDomains);
    if (authors.size() != 1) {
        check.policy = DmarcPolicy::Reject;
        return ended(check, Status::Fail, authors.isEmpty() ? u"the message has no author domain"_s : u"the message has several author domains"_s);
    }
    check.authorDomain = authors.first();
    if (!dns::isName(check.authorDomain)) {
        check.policy = DmarcPolicy::Reject;
        return ended(check, Status::Fail, u"\"%1\" is no author domain"_s.arg(shown(check.authorDomain)));
    }
    if (check.authorDomain.startsWith('['))
        return ended(check, Status::None, u"the author domain is an address literal"_s);
    const std::optional<DmarcWalk> walk = DmarcWalk::from(check.authorDomain, resolver);
    if (!walk)
        return {};
    const Alignment alignment(*walk, suffixes, resolver);
    check.organizationalDomain = alignment.organizationalDomain();

    const QList<QByteArray> dkimDomains = distinct(facts.dkimPassDomains);
    const QByteArray spfDomain = dns::normalized(facts.spfDomain);
    check.isSpfAligned = facts.spf == SpfStatus::Pass && spfDomain == check.authorDomain;
    check.isDkimAligned = dkimDomains.contains(check.authorDomain);
    if (check.isDkimAligned)
        check.dkimAlignedDomains = {check.authorDomain};
    const Step *source = walk->policyStep(check.organizationalDomain);
    if (walk->hasFailed() && source != &walk->own()) // It might be another one, or the only one.
        return ended(check, Status::TempError, walk->firstOf(Step::Kind::Failed)->cause);
    if (!source) {
        const Step *several = walk->firstOf(Step::Kind::Several);
        return ended(check, Status::None, several ? several->cause : u"no DMARC record applies to %1"_s.arg(shown(check.authorDomain)));
    }
    check.recordDomain = source->domain;
    if (source->kind == Step::Kind::Invalid)
        return ended(check, Status::PermError, source->cause);
    const DmarcRecord &record = check.record = source->record;
    const bool isBelow = source->domain != check.authorDomain;
    check.publishedPolicy = isBelow ? record.policyBelow() : record.policy;
    check.policy = record.applied(check.publishedPolicy);

    const auto spf = facts.spf == SpfStatus::Pass || facts.spf == SpfStatus::TempError ? alignment.of(spfDomain, record.spfAlignment) : Aligned::No;
    const auto dkim = alignment.any(dkimDomains, record.dkimAlignment);
    const auto dkimLater = alignment.any(distinct(facts.dkimTempErrorDomains), record.dkimAlignment);
    if (spf == Aligned::Unknown || dkim == Aligned::Unknown || dkimLater == Aligned::Unknown)
        return {};
    check.isSpfAligned = facts.spf == SpfStatus::Pass && spf == Aligned::Yes;
    check.isDkimAligned = dkim == Aligned::Yes;
    check.dkimAlignedDomains.clear();
    std::ranges::copy_if(dkimDomains, std::back_inserter(check.dkimAlignedDomains),
                         [&](const QByteArray &domain) { return alignment.of(domain, record.dkimAlignment) == Aligned::Yes; });
    if (check.isSpfAligned || check.isDkimAligned)
        return ended(check, Status::Pass, {});

    if (isBelow && record.policyOfNonexistent() != record.policyBelow()) {
        const Existence existence = existenceOf(check.authorDomain, resolver);
        if (existence == Existence::Unknown)
            return {};
        if (existence == Existence::Failed)
            return ended(check, Status::TempError, u"whether %1 exists could not be looked up"_s.arg(shown(check.authorDomain)));
        if (existence == Existence::No)
            check.publishedPolicy = record.policyOfNonexistent();
        check.policy = record.applied(check.publishedPolicy);
    }
    if (spf != Aligned::No || dkim == Aligned::Failed || dkimLater != Aligned::No)
        return ended(check, Status::TempError, u"%1 could not be authenticated: DNS did not answer"_s.arg(shown(check.authorDomain)));
    return ended(check, Status::Fail, u"neither SPF nor DKIM authenticates %1"_s.arg(shown(check.authorDomain)));
}

} // namespace gateway::auth
