#include "gateway/delivery/mailexchangers.h"

#include "gateway/dns/records.h"
#include "gateway/net/publicaddress.h"

#include <algorithm>
#include <random>

namespace gateway::delivery {
namespace {

using dns::Answer, dns::Exchange, dns::Type;

const smtp::Reply notKnown{451, 4, 3, "The mail servers of the domain could not be looked up"};
const smtp::Reply noSuchDomain{550, 1, 2, "The domain does not exist"};
const smtp::Reply nullMx{556, 1, 10, "The domain takes no mail"}; // RFC 7505 3
const smtp::Reply noUsableHost{550, 4, 4, "The domain has no mail server that can be used"};
const smtp::Reply loop{554, 4, 6, "The mail would come back to this server"};

/// By preference, in each in random order (RFC 5321 5.1); each host once.
QList<Exchange> ordered(QList<Exchange> exchanges, quint32 random)
{
    std::mt19937 generator(random);
    std::ranges::shuffle(exchanges, generator);
    std::ranges::stable_sort(exchanges, {}, &Exchange::preference);
    QList<Exchange> hosts;
    for (const Exchange &exchange : exchanges) {
        if (std::ranges::find(hosts, exchange.exchange, &Exchange::exchange) == hosts.end())
            hosts.append(exchange);
    }
    return hosts;
}

/// The MX records that name a host, or the reply if there can be none.
struct Published {
    QList<Exchange> exchanges{};
    std::optional<smtp::Reply> failure{};
};
Published publishedBy(const Answer &answer, const QByteArray &domain)
{
    if (answer.status == Answer::Status::NoSuchName)
        return {{}, noSuchDomain};
    if (answer.status == Answer::Status::NoData)
        return {{{0, domain}}, {}};
    if (!answer.isFound())
        return {{}, notKnown};
    QList<Exchange> exchanges = dns::exchangesOf(answer);
    const bool isNull = exchanges.size() == 1 && exchanges.first().exchange.isEmpty();
    exchanges.removeIf([](const Exchange &exchange) { return exchange.exchange.isEmpty(); });
    if (exchanges.isEmpty())
        return {{}, isNull ? nullMx : noUsableHost};
    return {exchanges, {}};
}

} // namespace

std::optional<MailExchangers> findMailExchangers(const MailExchangerFacts &facts, dns::Resolver &resolver)
{
    const Answer *mx = resolver.find({facts.domain, Type::Mx});
    if (!mx)
        return {};
    const Published published = publishedBy(*mx, facts.domain);
    if (published.failure)
        return MailExchangers{{}, published.failure};

    QList<Exchange> exchanges = ordered(published.exchanges, facts.random);
    exchanges.resize(std::min(exchanges.size(), MailExchangers::maxHosts));
    bool isMissing = false, isNotKnown = false, isOurs = false;
    MailExchangers result;
    quint16 ownPreference = 0;
    QList<quint16> preferences; // Of the hosts in result.
    for (const Exchange &exchange : exchanges) {
        const Answer *answers[]{resolver.find({exchange.exchange, Type::A}), resolver.find({exchange.exchange, Type::Aaaa})};
        if (!answers[0] || !answers[1]) {
            isMissing = true; // The others' questions are still to be asked.
            continue;
        }
        QList<boost::asio::ip::address> all;
        for (const Answer *answer : answers) {
            all += dns::addressesOf(*answer);
            isNotKnown |= answer->status == Answer::Status::Failed;
        }
        const bool isOwn = facts.ownNames.contains(exchange.exchange)
            || std::ranges::any_of(all, [&facts](const auto &address) { return facts.ownAddresses.contains(address); });
        if (isOwn && !isOurs) { // The first in order is the nearest.
            isOurs = true;
            ownPreference = exchange.preference;
        }
        if (!facts.allowsPrivate)
            all.removeIf([](const auto &address) { return !net::isPublic(address); });
        all.resize(std::min(all.size(), MailExchangers::maxAddressesOfHost));
        if (all.isEmpty() || isOwn)
            continue;
        result.hosts.append({exchange.exchange, all});
        preferences.append(exchange.preference);
    }
    if (isMissing)
        return {};
    if (isOurs) {
        const auto farther = std::ranges::lower_bound(preferences, ownPreference);
        result.hosts.resize(farther - preferences.begin());
    }
    if (result.hosts.isEmpty())
        result.failure = isOurs ? loop : isNotKnown ? notKnown : noUsableHost;
    return result;
}

} // namespace gateway::delivery
