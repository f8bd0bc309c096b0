#include "gateway/reputation/clientlists.h"
#include "gateway/reputation/networks.h"

#include <cstdlib>

using namespace gateway;
using namespace reputation;

namespace {

void require(bool condition)
{
    if (!condition)
        std::abort();
}

/// What prints is what was meant.
void checkNetwork(const Network &network)
{
    const Result<Network> again = Network::parse(network.toText());
    require(again && *again == network && network.contains(network.address) && unmapped(network.address) == network.address);
}

bool isPlain(const QString &text)
{
    return std::ranges::all_of(text, [](QChar c) { return c >= u' ' && c <= u'~'; });
}

} // namespace

/// A list of networks; each of its lines is a rule for clients too.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArrayView text(data, qsizetype(size));
    const Result<Networks> networks = Networks::parse(text);
    require(networks || isPlain(networks.error().message));
    if (networks) {
        for (const Networks::Entry &entry : networks->entries()) {
            checkNetwork(entry.network);
            const std::optional<qsizetype> found = networks->find(entry.network.address);
            require(found && networks->entries()[*found].network.contains(entry.network.address)
                && networks->entries()[*found].network.length >= entry.network.length);
            if (const std::optional<qsizetype> around = networks->findAround(entry.network))
                require(networks->entries()[*around].network.contains(entry.network.address)
                    && networks->entries()[*around].network.length < entry.network.length);
        }
    }
    QList<ClientRule> rules;
    for (const QByteArray &line : text.toByteArray().split('\n')) {
        const auto action = rules.size() % 2 ? ClientRule::Action::Allow : ClientRule::Action::Block;
        const Result<ClientRule> rule = ClientRule::parse(action, line);
        require(rule || isPlain(rule.error().message));
        if (!rule)
            continue;
        require(ClientRule::parse(action, rule->toText()).value_or(ClientRule{}) == *rule);
        rules.append(*rule);
    }
    const Result<ClientLists> lists = ClientLists::build(rules);
    require(lists.has_value());
    for (const ClientRule &rule : rules) {
        const ListedClient client{rule.network.address, rule.kind == ClientRule::Kind::HostName ? rule.name : QByteArray(),
            rule.kind == ClientRule::Kind::Country ? rule.name : QByteArray()};
        require(lists->find(client));
    }
    require(lists->conflicts().size() <= rules.size());
    return 0;
}
