#include "gateway/auth/spfevaluation.h"

#include "gateway/auth/domains.h"
#include "gateway/auth/shown.h"
#include "gateway/dns/name.h"
#include "gateway/dns/records.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace gateway::auth {
namespace {

using Mechanism = SpfDirective::Mechanism;
using Kind = SpfMatch::Kind;

// RFC 7208 4.6.4, besides maxLookups.
constexpr int maxVoidLookups = 2;
constexpr qsizetype maxExchanges = 10;
constexpr qsizetype maxClientNames = 10;

} // namespace

QString SpfEvaluation::lookupFailed(const QByteArray &name, dns::Type type, const dns::Answer &answer)
{
    return u"%1: the %2 records could not be looked up: %3"_s.arg(shown(name), QString::fromLatin1(dns::toText(type)), answer.cause);
}

QString SpfEvaluation::tooManyLookups(const QByteArray &domain)
{
    return u"%1: more than %2 terms ask DNS"_s.arg(shown(domain), QString::number(maxLookups));
}

bool SpfEvaluation::holdsClient(const dns::Answer &answer, int prefix4, int prefix6) const
{
    return std::ranges::any_of(dns::addressesOf(answer),
        [&](const auto &address) { return isInNetwork(m_values.client, address, prefix4, prefix6); });
}

/// The lookup a term is about. Kind::No: go on with \a answer.
SpfMatch SpfEvaluation::looked(const QByteArray &name, dns::Type type, const dns::Answer *&answer)
{
    answer = find(name, type);
    if (!answer)
        return {Kind::Unknown};
    if (answer->status == dns::Answer::Status::Failed)
        return {Kind::TempError, lookupFailed(name, type, *answer)};
    if (answer->isAbsent() && ++m_voidLookups > maxVoidLookups)
        return {Kind::PermError, u"more than %1 terms ask DNS in vain, the last for %2"_s.arg(QString::number(maxVoidLookups), shown(name))};
    return {};
}

SpfMatch SpfEvaluation::matchHost(const QByteArray &target, const SpfDirective &directive)
{
    const dns::Answer *answer = nullptr;
    if (SpfMatch fault = looked(target, addressType(), answer); fault.kind != Kind::No)
        return fault;
    return {holdsClient(*answer, directive.prefix4, directive.prefix6) ? Kind::Yes : Kind::No};
}

SpfMatch SpfEvaluation::matchExchanges(const QByteArray &target, const SpfDirective &directive)
{
    const dns::Answer *answer = nullptr;
    if (SpfMatch fault = looked(target, dns::Type::Mx, answer); fault.kind != Kind::No)
        return fault;
    const QList<dns::Exchange> exchanges = dns::exchangesOf(*answer);
    const qsizetype count = std::min(exchanges.size(), maxExchanges);
    for (qsizetype i = 0; i < count; ++i) { // All are asked for at once; which one decides does not depend on who answers first.
        if (isFqdn(exchanges[i].exchange))
            (void)find(exchanges[i].exchange, addressType());
    }
    for (qsizetype i = 0; i < count; ++i) {
        const QByteArray &host = exchanges[i].exchange;
        if (!isFqdn(host)) // The null MX among them.
            continue;
        const dns::Answer *addresses = find(host, addressType());
        if (!addresses)
            return {Kind::Unknown};
        if (addresses->status == dns::Answer::Status::Failed)
            return {Kind::TempError, lookupFailed(host, addressType(), *addresses)};
        if (holdsClient(*addresses, directive.prefix4, directive.prefix6))
            return {Kind::Yes};
    }
    if (exchanges.size() > maxExchanges)
        return {Kind::PermError, u"%1: more than %2 MX records"_s.arg(shown(target), QString::number(maxExchanges))};
    return {};
}

/// The validated domain names of the client (RFC 7208 5.5).
std::optional<QList<QByteArray>> SpfEvaluation::validatedNames()
{
    const QByteArray reverse = dns::reverseName(m_values.client);
    const dns::Answer *answer = find(reverse, dns::Type::Ptr);
    if (!answer)
        return {};
    if (answer->status == dns::Answer::Status::Failed)
        m_passedOver = lookupFailed(reverse, dns::Type::Ptr, *answer);
    QList<QByteArray> validated;
    bool isKnown = true;
    for (const QByteArray &name : dns::namesOf(*answer).mid(0, maxClientNames)) {
        if (!isFqdn(name))
            continue;
        const dns::Answer *addresses = find(name, addressType());
        if (!addresses)
            isKnown = false;
        else if (addresses->status == dns::Answer::Status::Failed)
            m_passedOver = lookupFailed(name, addressType(), *addresses);
        else if (holdsClient(*addresses, 32, 128))
            validated.append(name);
    }
    return isKnown ? std::optional(validated) : std::nullopt;
}

SpfMatch SpfEvaluation::matchClientName(const QByteArray &target)
{
    const dns::Answer *answer = nullptr;
    SpfMatch fault = looked(dns::reverseName(m_values.client), dns::Type::Ptr, answer); // That it failed is seen below.
    if (fault.kind == Kind::Unknown || fault.kind == Kind::PermError)
        return fault;
    const std::optional<QList<QByteArray>> names = validatedNames();
    if (!names)
        return {Kind::Unknown};
    const bool isSpfMatch = std::ranges::any_of(*names, [domain = dns::normalized(target)](const QByteArray &name) { return isWithin(name, domain); });
    return {isSpfMatch ? Kind::Yes : Kind::No};
}

SpfMatch SpfEvaluation::matchExists(const QByteArray &target)
{
    const dns::Answer *answer = nullptr; // A records also for IPv6 clients (RFC 7208 5.7).
    if (SpfMatch fault = looked(target, dns::Type::A, answer); fault.kind != Kind::No)
        return fault;
    return {answer->isFound() ? Kind::Yes : Kind::No};
}

// The table of RFC 7208 5.2.
SpfMatch SpfEvaluation::matchInclude(const QByteArray &target)
{
    const std::optional<SpfOutcome> outcome = checkHost(target, Explain::No);
    if (!outcome)
        return {Kind::Unknown};
    switch (outcome->status) {
    case SpfStatus::Pass: return {Kind::Yes};
    case SpfStatus::Fail:
    case SpfStatus::SoftFail:
    case SpfStatus::Neutral: return {Kind::No};
    case SpfStatus::TempError: return {Kind::TempError, outcome->cause};
    case SpfStatus::PermError: return {Kind::PermError, outcome->cause};
    case SpfStatus::None: break;
    }
    return {Kind::PermError, outcome->cause};
}

SpfMatch SpfEvaluation::match(const SpfDirective &directive, const QByteArray &domain)
{
    if (directive.mechanism == Mechanism::All)
        return {Kind::Yes};
    if (directive.mechanism == Mechanism::Ip4 || directive.mechanism == Mechanism::Ip6)
        return {isInNetwork(m_values.client, directive.network, directive.prefix4, directive.prefix6) ? Kind::Yes : Kind::No};
    if (++m_lookups > maxLookups)
        return {Kind::PermError, tooManyLookups(domain)};
    QByteArray target = domain;
    if (directive.domainSpec) {
        const std::optional<SpfMacroValues> values = valuesFor(*directive.domainSpec, domain);
        if (!values)
            return {Kind::Unknown};
        target = directive.domainSpec->toName(*values);
    }
    if (directive.mechanism != Mechanism::Include && !isFqdn(target)) // RFC 7208 4.8 leaves it open; there is nobody to ask.
        return {};
    switch (directive.mechanism) {
    case Mechanism::Include: return matchInclude(target);
    case Mechanism::A: return matchHost(target, directive);
    case Mechanism::Mx: return matchExchanges(target, directive);
    case Mechanism::Ptr: return matchClientName(target);
    case Mechanism::Exists: return matchExists(target);
    case Mechanism::All:
    case Mechanism::Ip4:
    case Mechanism::Ip6: break;
    }
    return {};
}

} // namespace gateway::auth
