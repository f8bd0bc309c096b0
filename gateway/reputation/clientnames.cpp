#include "gateway/reputation/clientnames.h"

#include "gateway/dns/name.h"
#include "gateway/dns/records.h"
#include "gateway/reputation/genericname.h"
#include "gateway/reputation/hostname.h"
#include "gateway/reputation/network.h"
#include "gateway/reputation/reasons.h"
#include "gateway/reputation/safetext.h"
#include "gateway/smtp/address.h"

using namespace Qt::StringLiterals;
using boost::asio::ip::address;

namespace gateway::reputation {
namespace {

/// Whether a name has the client's address.
enum class Leads { NotKnown, Nowhere, Elsewhere, Back };

std::optional<address> parseAddress(const QByteArray &text)
{
    boost::system::error_code error;
    const address parsed = boost::asio::ip::make_address(text.constData(), error);
    return error ? std::nullopt : std::optional(unmapped(parsed));
}

/// The address in "[192.0.2.1]" or "[IPv6:2001:db8::1]", a literal by its syntax.
std::optional<address> literalOf(const QByteArray &helo)
{
    if (!helo.startsWith('[') || !smtp::isDomainOrLiteral(helo))
        return {};
    QByteArray inner = helo.sliced(1, helo.size() - 2);
    constexpr QByteArrayView tag = "IPv6:";
    if (QByteArrayView(inner).first(std::min(inner.size(), tag.size())).compare(tag, Qt::CaseInsensitive) == 0)
        inner = inner.sliced(tag.size());
    return parseAddress(inner);
}

class Check
{
public:
    Check(const ClientNameFacts &facts, dns::Resolver &resolver) : m_facts(facts), m_client(unmapped(facts.client)), m_resolver(resolver) {}

    [[nodiscard]] std::optional<ClientNames> run()
    {
        // Both sides ask before either gives up: fewer round trips.
        const bool hasHelo = checkHelo(), hasReverse = checkReverse();
        if (!hasHelo || !hasReverse)
            return {};
        return std::move(m_names);
    }

private:
    [[nodiscard]] bool checkReverse();
    [[nodiscard]] bool checkHelo();
    [[nodiscard]] std::optional<Leads> whereLeads(const QByteArray &name, dns::Type type);
    void fact(const char *id, const QMap<QString, QString> &evidence) { m_names.reasons.append(makeReason(id, evidence)); }
    void heloIs(ClientNames::Helo helo, const char *id);

    const ClientNameFacts &m_facts;
    const address m_client;
    const dns::Type m_type = m_client.is_v4() ? dns::Type::A : dns::Type::Aaaa; ///< Of the names of such a client.
    dns::Resolver &m_resolver;
    ClientNames m_names;
    QString m_cause; ///< Of the last question that failed.
};

std::optional<Leads> Check::whereLeads(const QByteArray &name, dns::Type type)
{
    const dns::Answer *answer = m_resolver.find({name, type});
    if (!answer)
        return {};
    if (!answer->isFound() && !answer->isAbsent()) {
        m_cause = answer->cause.isEmpty() ? u"no answer"_s : safeText(answer->cause.toUtf8());
        return Leads::NotKnown;
    }
    if (dns::addressesOf(*answer).contains(m_client))
        return Leads::Back;
    return answer->isFound() ? Leads::Elsewhere : Leads::Nowhere;
}

bool Check::checkReverse()
{
    using enum ClientNames::Reverse;
    const QString client = QString::fromStdString(m_client.to_string());
    const dns::Answer *answer = m_resolver.find({dns::reverseName(m_client), dns::Type::Ptr});
    if (!answer)
        return false;
    if (!answer->isFound() && !answer->isAbsent()) {
        fact("connection.name-unknown", {{u"cause"_s, answer->cause.isEmpty() ? u"no answer"_s : safeText(answer->cause.toUtf8())}});
        return true;
    }
    QList<QByteArray> names = dns::namesOf(*answer);
    names.resize(std::min<qsizetype>(names.size(), ClientNames::maxNames));
    names.removeIf([](const QByteArray &name) { return !isHostName(name); });
    if (names.isEmpty()) {
        m_names.reverse = Missing;
        fact("connection.name-missing", {{u"client"_s, client}});
        return true;
    }
    bool isComplete = true, isKnown = true;
    for (const QByteArray &name : names) {
        const std::optional<Leads> leads = whereLeads(name, m_type);
        isComplete = isComplete && leads;
        if (leads == Leads::Back && m_names.verifiedName.isEmpty())
            m_names.verifiedName = dns::normalized(name);
        isKnown = isKnown && leads != Leads::NotKnown;
    }
    if (!isComplete)
        return false;
    const QByteArray shown = m_names.verifiedName.isEmpty() ? names.first() : m_names.verifiedName;
    const QString name = safeText(shown);
    if (!m_names.verifiedName.isEmpty()) {
        m_names.reverse = Confirmed;
        fact("connection.name-confirmed", {{u"name"_s, name}});
    } else if (isKnown) {
        m_names.reverse = Unconfirmed;
        fact("connection.name-unconfirmed", {{u"name"_s, name}});
    } else {
        fact("connection.name-unknown", {{u"cause"_s, m_cause}});
    }
    m_names.isGeneric = isGenericName(shown, m_client);
    if (m_names.isGeneric)
        fact("connection.name-generic", {{u"name"_s, name}});
    return true;
}

void Check::heloIs(ClientNames::Helo helo, const char *id)
{
    m_names.helo = helo;
    if (!id)
        return;
    QMap<QString, QString> evidence{{u"helo"_s, safeText(*m_facts.helo)}};
    if (helo == ClientNames::Helo::NotKnown)
        evidence.insert(u"cause"_s, m_cause);
    if (helo == ClientNames::Helo::OtherAddress || helo == ClientNames::Helo::Elsewhere)
        evidence.insert(u"client"_s, QString::fromStdString(m_client.to_string()));
    fact(id, evidence);
}

bool Check::checkHelo()
{
    using enum ClientNames::Helo;
    if (!m_facts.helo)
        return true;
    const QByteArray &helo = *m_facts.helo;
    const auto isOurs = [this](const address &any) {
        return std::ranges::any_of(m_facts.ownAddresses, [&any](const address &own) { return unmapped(own) == any; });
    };
    if (const std::optional<address> literal = literalOf(helo)) {
        if (*literal == m_client)
            heloIs(OwnLiteral, nullptr);
        else if (isOurs(*literal))
            heloIs(Ours, "connection.helo-ours");
        else
            heloIs(OtherAddress, "connection.helo-other-address");
        return true;
    }
    const QByteArray name = dns::normalized(helo);
    if (!name.contains('\0') && parseAddress(name)) {
        heloIs(BareAddress, "connection.helo-bare-address");
        return true;
    }
    if (!isHostName(name)) {
        heloIs(Syntax, "connection.helo-syntax");
        return true;
    }
    if (name == "localhost" || name.endsWith(".localhost") || name.startsWith("localhost.")) { // RFC 6761 6.3, and "localhost.localdomain"
        if (m_client.is_loopback())
            heloIs(Confirmed, nullptr);
        else
            heloIs(Localhost, "connection.helo-localhost");
        return true;
    }
    const bool isOurName = std::ranges::any_of(m_facts.ownNames, [&name](const QByteArray &own) { return dns::normalized(own) == name; });
    if (isOurName && (m_client.is_loopback() || isOurs(m_client))) {
        heloIs(Confirmed, nullptr);
        return true;
    }
    if (!name.contains('.')) {
        heloIs(Unqualified, "connection.helo-unqualified");
        return true;
    }
    std::optional<Leads> leads = whereLeads(name, m_type);
    if (leads == Leads::Nowhere) // It may have addresses of the other kind.
        leads = whereLeads(name, m_type == dns::Type::A ? dns::Type::Aaaa : dns::Type::A);
    if (!leads)
        return false;
    if (*leads == Leads::Back)
        heloIs(Confirmed, nullptr);
    else if (*leads == Leads::NotKnown)
        heloIs(NotKnown, "connection.helo-unknown");
    else if (isOurName)
        heloIs(Ours, "connection.helo-ours");
    else if (*leads == Leads::Nowhere)
        heloIs(Nowhere, "connection.helo-nowhere");
    else
        heloIs(Elsewhere, "connection.helo-elsewhere");
    return true;
}

} // namespace

std::optional<ClientNames> checkClientNames(const ClientNameFacts &facts, dns::Resolver &resolver)
{
    return Check(facts, resolver).run();
}

} // namespace gateway::reputation
