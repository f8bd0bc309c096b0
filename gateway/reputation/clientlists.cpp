#include "gateway/reputation/clientlists.h"

#include "gateway/dns/name.h"
#include "gateway/reputation/hostname.h"
#include "gateway/reputation/reasons.h"
#include "gateway/reputation/safetext.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace gateway::reputation {
namespace {

bool isLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

/// The longest key of \a names that is \a name, or what follows one of its dots.
std::optional<qsizetype> findSuffix(const QHash<QByteArray, qsizetype> &names, QByteArray name)
{
    while (!name.isEmpty()) {
        if (const auto found = names.constFind(name); found != names.constEnd())
            return *found;
        const qsizetype dot = name.indexOf('.');
        name = dot < 0 ? QByteArray() : name.sliced(dot + 1);
    }
    return {};
}

} // namespace

Result<ClientRule> ClientRule::parse(Action action, QByteArrayView text, const QString &note)
{
    ClientRule rule{.action = action, .note = note.trimmed().left(Networks::maxNote)};
    text = text.trimmed();
    if (text.size() == 2 && isLetter(text[0]) && isLetter(text[1])) {
        rule.kind = Kind::Country;
        rule.name = text.toByteArray().toUpper();
        return rule;
    }
    const QByteArray name = dns::normalized(text.startsWith('.') ? text.sliced(1) : text);
    const bool isName = isHostName(name) && std::ranges::any_of(name, isLetter);
    if (isName && name.contains('.')) {
        rule.kind = Kind::HostName;
        rule.name = name;
        return rule;
    }
    if (isName) {
        return failure(Error::Kind::Invalid, u"\"%1\" would stand for a whole top-level domain: write the domain under it (.example.com), or a "
            "country as its two letters (JP)"_s.arg(safeText(text)));
    }
    Result<Network> network = Network::parse(text);
    if (!network) {
        return failure(Error::Kind::Invalid, network.error().message + u"; or a host name (.example.com), or a country as its two letters (JP)"_s);
    }
    rule.network = *network;
    return rule;
}

QByteArray ClientRule::toText() const
{
    return kind == Kind::Network ? network.toText() : kind == Kind::HostName ? '.' + name : name;
}

Result<ClientLists> ClientLists::build(const QList<ClientRule> &rules)
{
    ClientLists lists;
    lists.m_rules = rules;
    std::ranges::stable_partition(lists.m_rules, [](const ClientRule &rule) { return rule.action == ClientRule::Action::Block; });
    QList<Networks::Entry> networks;
    for (qsizetype i = 0; i < lists.m_rules.size(); ++i) {
        const ClientRule &rule = lists.m_rules[i];
        if (rule.kind == ClientRule::Kind::Network) {
            networks.append({rule.network});
            lists.m_networkRules.append(i);
            continue;
        }
        QHash<QByteArray, qsizetype> &names = rule.kind == ClientRule::Kind::HostName ? lists.m_names : lists.m_countries;
        if (!names.contains(rule.name)) // Blocks come first, and so count.
            names.insert(rule.name, i);
    }
    Result<Networks> built = Networks::build(std::move(networks));
    if (!built)
        return tl::make_unexpected(built.error());
    lists.m_networks = *std::move(built);
    return lists;
}

const ClientRule *ClientLists::find(const ListedClient &client) const
{
    if (const std::optional<qsizetype> entry = m_networks.find(client.address))
        return &m_rules[m_networkRules[*entry]];
    if (const std::optional<qsizetype> rule = findSuffix(m_names, dns::normalized(client.verifiedName)))
        return &m_rules[*rule];
    const auto country = m_countries.constFind(client.country);
    return country == m_countries.constEnd() ? nullptr : &m_rules[*country];
}

/// The rule that would count for the clients of \a rule if that, and those alike, were not there.
const ClientRule *ClientLists::around(const ClientRule &rule) const
{
    if (rule.kind == ClientRule::Kind::Network) {
        const std::optional<qsizetype> entry = m_networks.findAround(rule.network);
        return entry ? &m_rules[m_networkRules[*entry]] : nullptr;
    }
    const qsizetype dot = rule.kind == ClientRule::Kind::HostName ? rule.name.indexOf('.') : -1;
    const std::optional<qsizetype> found = dot < 0 ? std::nullopt : findSuffix(m_names, rule.name.sliced(dot + 1));
    return found ? &m_rules[*found] : nullptr;
}

QList<ClientRuleConflict> ClientLists::conflicts() const
{
    using enum ClientRuleConflict::Kind;
    QList<ClientRuleConflict> found;
    QHash<QByteArray, qsizetype> first; // By text; no network is written like a name, no country like either.
    for (qsizetype i = 0; i < m_rules.size(); ++i) {
        const ClientRule &rule = m_rules[i];
        const auto same = first.constFind(rule.toText());
        if (same != first.constEnd()) {
            found.append({m_rules[*same].action == rule.action ? Duplicate : Tie, m_rules[*same], rule});
            continue;
        }
        first.insert(rule.toText(), i);
        if (const ClientRule *wider = around(rule); wider && wider->action != rule.action)
            found.append({Exception, rule, *wider});
    }
    return found;
}

Reason reasonOf(const ClientRule &rule, const boost::asio::ip::address &client)
{
    const char *id = rule.action == ClientRule::Action::Allow ? "connection.client-allowed" : "connection.client-blocked";
    return makeReason(id, {{u"client"_s, QString::fromStdString(unmapped(client).to_string())}, {u"entry"_s, QString::fromLatin1(rule.toText())}});
}

} // namespace gateway::reputation
