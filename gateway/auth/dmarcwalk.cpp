#include "gateway/auth/dmarcwalk.h"

#include "gateway/auth/domains.h"
#include "gateway/auth/shown.h"
#include "gateway/dns/name.h"
#include "gateway/dns/records.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace gateway::auth {
namespace {

using Kind = DmarcWalk::Step::Kind;
using PublicSuffixDomain = DmarcRecord::PublicSuffixDomain;

/// The domain itself, then its parents; of a long one only those of seven labels and less (RFC 9989 4.10 steps 4 and 7).
QList<QByteArray> domainsOf(const QByteArray &domain)
{
    QList<QByteArray> domains;
    for (qsizetype dot = domain.indexOf('.'); dot >= 0; dot = domain.indexOf('.', dot + 1))
        domains.append(domain.sliced(dot + 1));
    domains = domains.last(std::min(domains.size(), DmarcWalk::maxQueries - 1));
    domains.prepend(domain);
    return domains;
}

DmarcWalk::Step stepOf(const QByteArray &domain, const dns::Answer &answer)
{
    if (answer.status == dns::Answer::Status::Failed)
        return {domain, Kind::Failed, {}, u"_dmarc.%1: the TXT records could not be looked up: %2"_s.arg(shown(domain), answer.cause)};
    QList<QByteArray> texts = dns::textsOf(answer);
    texts.removeIf([](const QByteArray &text) { return !DmarcRecord::isRecord(text); });
    if (texts.isEmpty())
        return {domain};
    if (texts.size() > 1)
        return {domain, Kind::Several, {}, u"%1 publishes several DMARC records, so none of them counts"_s.arg(shown(domain))};
    const Result<DmarcRecord> record = DmarcRecord::parse(texts.first());
    if (!record)
        return {domain, Kind::Invalid, {}, u"the DMARC record of %1 cannot be used: %2"_s.arg(shown(domain), record.error().message)};
    return {domain, Kind::Found, *record};
}

} // namespace

std::optional<DmarcWalk> DmarcWalk::from(const QByteArray &domain, dns::Resolver &resolver)
{
    static const dns::Answer impossible{.status = dns::Answer::Status::NoSuchName};
    const QList<QByteArray> domains = domainsOf(domain);
    QList<const dns::Answer *> answers;
    for (const QByteArray &each : domains) {
        const QByteArray name = "_dmarc." + each;
        answers.append(dns::isName(name) ? resolver.find({name, dns::Type::Txt}) : &impossible);
    }
    DmarcWalk walk;
    for (qsizetype i = 0; i < domains.size(); ++i) {
        if (!answers[i])
            return {};
        walk.m_steps.append(stepOf(domains[i], *answers[i]));
        if (walk.psdStep())
            break;
    }
    return walk;
}

const DmarcWalk::Step *DmarcWalk::psdStep() const
{
    const Step &last = m_steps.last();
    return last.kind == Kind::Found && last.record.publicSuffixDomain != PublicSuffixDomain::Unknown ? &last : nullptr;
}

const DmarcWalk::Step *DmarcWalk::firstOf(Kind kind) const
{
    const auto step = std::ranges::find(m_steps, kind, &Step::kind);
    return step == m_steps.end() ? nullptr : &*step;
}

QByteArray DmarcWalk::organizationalDomain(const PublicSuffixes &suffixes) const
{
    const QByteArray &start = own().domain;
    if (const Step *psd = psdStep()) {
        if (psd->record.publicSuffixDomain == PublicSuffixDomain::No || psd == &own()) // A public suffix that writes mail is its own.
            return psd->domain;
        const qsizetype dot = start.size() - psd->domain.size() - 1;
        return start.sliced(start.lastIndexOf('.', dot - 1) + 1); // One label below it.
    }
    const QByteArray organizational = suffixes.organizationalDomain(start);
    return organizational.isEmpty() ? start : organizational;
}

const DmarcWalk::Step *DmarcWalk::policyStep(const QByteArray &organizationalDomain) const
{
    const auto isUsed = [](const Step &step) { return step.kind == Kind::Found || step.kind == Kind::Invalid; };
    if (isUsed(own()))
        return &own();
    const Step *psd = psdStep();
    for (const Step &step : m_steps) {
        if (psd && step.domain == organizationalDomain && isUsed(step))
            return &step;
    }
    if (psd)
        return psd;
    for (auto step = m_steps.crbegin(); step != m_steps.crend(); ++step) {
        if (isUsed(*step) && isWithin(step->domain, organizationalDomain))
            return &*step;
    }
    return nullptr;
}

} // namespace gateway::auth
