#include "gateway/auth/spf.h"

#include "gateway/auth/spfevaluation.h"
#include "gateway/dns/name.h"

namespace gateway::auth {
namespace {

boost::asio::ip::address unmapped(const boost::asio::ip::address &address)
{
    if (address.is_v6() && address.to_v6().is_v4_mapped())
        return boost::asio::ip::make_address_v4(boost::asio::ip::v4_mapped, address.to_v6());
    return address;
}

} // namespace

std::optional<SpfCheck> checkSpf(const SpfFacts &facts, dns::Resolver &resolver)
{
    SpfCheck check;
    SpfMacroValues values{.client = unmapped(facts.client), .localPart = facts.reversePath.localPart, .helo = facts.helo,
        .ownHostName = facts.ownHostName, .time = facts.time};
    const bool isHelo = facts.reversePath.isNull();
    check.identity = isHelo ? SpfCheck::Identity::Helo : SpfCheck::Identity::MailFrom;
    values.senderDomain = isHelo ? facts.helo : facts.reversePath.isAscii() ? facts.reversePath.domain : facts.reversePath.domainKey();
    if (values.senderDomain.endsWith('.'))
        values.senderDomain.chop(1);
    if (values.localPart.isEmpty())
        values.localPart = "postmaster"; // RFC 7208 4.3
    check.domain = dns::normalized(values.senderDomain);

    SpfEvaluation evaluation(values, resolver);
    const std::optional<SpfOutcome> outcome = evaluation.checkHost(values.senderDomain, SpfEvaluation::Explain::Yes);
    if (!outcome)
        return {};
    check.status = outcome->status;
    check.mechanism = outcome->mechanism;
    check.explanation = outcome->explanation;
    check.cause = outcome->cause;
    check.lookups = evaluation.lookups();
    if (check.status == SpfStatus::Fail && !evaluation.passedOver().isEmpty()) {
        check.status = SpfStatus::TempError;
        check.explanation.clear();
        check.cause = evaluation.passedOver();
    }
    return check;
}

} // namespace gateway::auth
