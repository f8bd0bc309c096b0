#include "gateway/net/danepolicy.h"

#include "gateway/dns/knownanswers.h"
#include "gateway/dns/name.h"
#include "gateway/dns/records.h"
#include "gateway/net/dnsresolver.h"

#include <algorithm>
#include <array>

namespace gateway::net {
namespace {

using Kind = DanePolicy::Kind;
using Status = dns::Answer::Status;

DanePolicy deferred(const QString &cause)
{
    DanePolicy policy;
    policy.kind = Kind::Defer;
    policy.cause = cause;
    return policy;
}

/// IPv4 first: where there is no IPv6, no time is lost with it.
std::vector<boost::asio::ip::address> addressesIn(const dns::Answer &v4, const dns::Answer &v6)
{
    constexpr qsizetype maxAddresses = 10; // threats.md C6
    const QList<boost::asio::ip::address> all = dns::addressesOf(v4) + dns::addressesOf(v6);
    return {all.begin(), all.begin() + std::min(all.size(), maxAddresses)};
}

} // namespace

std::optional<DanePolicy> danePolicyOfAddresses(const dns::Answer &v4, const dns::Answer &v6)
{
    const std::array answers{&v4, &v6};
    for (const dns::Answer *answer : answers) {
        if (answer->isBogus)
            return deferred(answer->cause);
    }
    if (std::ranges::any_of(answers, [](const dns::Answer *answer) { return answer->status != Status::Failed && !answer->isSecure; }))
        return DanePolicy();
    if (v4.isFound() || v6.isFound())
        return {};
    for (const dns::Answer *answer : answers) {
        if (answer->status == Status::Failed)
            return deferred(answer->cause);
    }
    return DanePolicy(); // Proved to be unknown to the DNS. The system may know it by other means.
}

DanePolicy danePolicyOfTlsa(const dns::Answer &tlsa)
{
    if (tlsa.status == Status::Failed)
        return deferred(tlsa.cause);
    DanePolicy policy;
    if (!tlsa.isFound() || !tlsa.isSecure)
        return policy;
    policy.records = dns::usableTlsasOf(tlsa);
    policy.kind = policy.records.isEmpty() ? Kind::EncryptOnly : Kind::Dane;
    return policy;
}

Task<DanePolicy> findDanePolicy(DnsResolver &resolver, QByteArray host, quint16 port, std::chrono::steady_clock::time_point deadline)
{
    const QByteArray name = dns::normalized(host);
    boost::system::error_code notAnAddress;
    static_cast<void>(boost::asio::ip::make_address(host.constData(), notAnAddress));
    if (!notAnAddress || !dns::isName(name))
        co_return DanePolicy();

    dns::KnownAnswers known;
    const dns::Question v4Question{name, dns::Type::A}, v6Question{name, dns::Type::Aaaa};
    (void)known.find(v4Question);
    (void)known.find(v6Question);
    co_await resolver.learn(known, deadline);
    const dns::Answer v4 = *known.find(v4Question), v6 = *known.find(v6Question);
    if (const std::optional<DanePolicy> decided = danePolicyOfAddresses(v4, v6))
        co_return *decided;

    QList<QByteArray> baseDomains{name};
    if (const QByteArray &canonical = v4.isFound() ? v4.canonicalName : v6.canonicalName; !canonical.isEmpty() && canonical != name)
        baseDomains.prepend(canonical);
    for (const QByteArray &baseDomain : baseDomains) {
        const dns::Question question{dns::tlsaName(baseDomain, port), dns::Type::Tlsa};
        const dns::Answer tlsa = co_await resolver.ask(question, deadline);
        DanePolicy policy = danePolicyOfTlsa(tlsa);
        if (policy.kind == Kind::None)
            continue;
        policy.baseDomain = baseDomain;
        policy.host = name;
        if (policy.requiresTls())
            policy.addresses = addressesIn(v4, v6);
        co_return policy;
    }
    co_return DanePolicy();
}

DaneFinder daneFinder(DnsResolver &resolver)
{
    return [&resolver](QByteArray host, quint16 port, std::chrono::steady_clock::time_point deadline) {
        return findDanePolicy(resolver, std::move(host), port, deadline);
    };
}

} // namespace gateway::net
