#include "gateway/reputation/blocklists.h"

#include "gateway/dns/name.h"
#include "gateway/dns/records.h"
#include "gateway/reputation/network.h"
#include "gateway/reputation/reasons.h"
#include "gateway/reputation/safetext.h"

using namespace Qt::StringLiterals;
using boost::asio::ip::address_v4;

namespace gateway::reputation {
namespace {

bool isRefusal(const address_v4 &code, const BlockList &list)
{
    constexpr CodeRange refused{{127, 255, 255, 0}, {127, 255, 255, 255}};
    return refused.contains(code) || std::ranges::any_of(list.refusals, [&code](const CodeRange &range) { return range.contains(code); });
}

/// RFC 5782 2.1. 127.0.0.1 is in the range, but it is also what sinkholes and rewriting resolvers answer for every name (threats.md P14).
bool isListing(const address_v4 &code)
{
    return code.to_bytes()[0] == 127 && code != address_v4::loopback();
}

std::optional<double> weightOf(const address_v4 &code, const BlockList &list)
{
    if (list.codes.isEmpty())
        return list.weight;
    std::optional<double> heaviest;
    for (const BlockList::Code &each : list.codes) {
        if (each.range.contains(code))
            heaviest = std::max(heaviest.value_or(0), each.weight);
    }
    return heaviest;
}

QByteArray toText(const address_v4 &code) { return QByteArray::fromStdString(code.to_string()); }

/// What \a answer says: a hit, a note, or nothing.
void read(const dns::Answer &answer, const BlockList &list, BlockListCheck &check)
{
    using enum BlockListNote::Kind;
    if (answer.isAbsent())
        return;
    if (!answer.isFound()) {
        check.notes.append({NotKnown, list.zone, answer.cause.isEmpty() ? u"no answer"_s : safeText(answer.cause.toUtf8())});
        return;
    }
    std::optional<BlockListHit> hit;
    std::optional<address_v4> astray;
    for (const boost::asio::ip::address &each : dns::addressesOf(answer)) {
        if (!each.is_v4())
            continue;
        const address_v4 code = each.to_v4();
        if (isRefusal(code, list)) { // Whatever else it says then means nothing either.
            check.notes.append({Refuses, list.zone, QString::fromLatin1(toText(code))});
            return;
        }
        if (!isListing(code)) {
            astray = code;
            continue;
        }
        const std::optional<double> weight = weightOf(code, list);
        if (weight && (!hit || *weight > hit->weight))
            hit = BlockListHit{list.zone, list.kind, toText(code), *weight};
    }
    if (astray)
        check.notes.append({Astray, list.zone, QString::fromLatin1(toText(*astray))});
    if (!hit)
        return;
    if (list.kind == BlockList::Kind::Allow)
        hit->weight = -hit->weight;
    check.hits.append(*hit);
}

/// Loopback, private and link-local addresses (RFC 1918, RFC 3927, RFC 4193, RFC 4291, RFC 6598).
bool isPublic(const boost::asio::ip::address &client)
{
    static const QList<Network> others = [] {
        QList<Network> networks;
        for (const char *text : {"0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.168.0.0/16",
                 "224.0.0.0/3", "::/128", "::1/128", "fc00::/7", "fe80::/10", "ff00::/8"})
            networks.append(Network::parse(text).value_or(Network{}));
        return networks;
    }();
    return std::ranges::none_of(others, [&client](const Network &network) { return network.contains(client); });
}

} // namespace

std::optional<BlockListCheck> checkBlockLists(const boost::asio::ip::address &client, const QList<BlockList> &lists, dns::Resolver &resolver)
{
    BlockListCheck check;
    const boost::asio::ip::address address = unmapped(client);
    if (!isPublic(address))
        return check;
    bool isComplete = true;
    qsizetype asked = 0;
    for (const BlockList &list : lists) {
        if (!list.isEnabled || ++asked > maxBlockLists)
            continue;
        const QByteArray name = dns::reverseName(address, list.zone);
        const dns::Answer *answer = resolver.find({name, dns::Type::A});
        if (!answer) {
            isComplete = false;
            continue;
        }
        const qsizetype before = check.hits.size();
        read(*answer, list, check);
        if (check.hits.size() == before || !list.asksText)
            continue;
        const dns::Answer *words = resolver.find({name, dns::Type::Txt});
        isComplete = isComplete && words;
        if (words)
            check.hits.last().text = safeText(dns::textsOf(*words).value(0)); // RFC 5782 2.1; without it the hit is one all the same.
    }
    return isComplete ? std::optional(check) : std::nullopt;
}

std::optional<QList<BlockListNote>> checkBlockList(const BlockList &list, dns::Resolver &resolver)
{
    const dns::Answer *listed = resolver.find({dns::reverseName(address_v4(0x7f00'0002), list.zone), dns::Type::A});
    const dns::Answer *clean = resolver.find({dns::reverseName(address_v4(0x7f00'0001), list.zone), dns::Type::A});
    if (!listed || !clean)
        return {};
    BlockListCheck check;
    BlockList any = list; // A test entry may have a code that counts for nothing.
    any.codes.clear();
    read(*clean, any, check);
    if (!check.hits.isEmpty())
        check.notes.append({BlockListNote::Kind::ListsAll, list.zone, QString::fromLatin1(check.hits.first().code)});
    check.hits.clear();
    read(*listed, any, check);
    if (listed->isAbsent())
        check.notes.append({BlockListNote::Kind::Empty, list.zone});
    QList<BlockListNote> notes;
    for (const BlockListNote &note : check.notes) {
        if (!notes.contains(note))
            notes.append(note);
    }
    return notes;
}

double BlockListCheck::sum() const
{
    double sum = 0;
    for (const BlockListHit &hit : hits)
        sum += hit.weight;
    return sum;
}

QList<Reason> BlockListCheck::reasons() const
{
    QList<Reason> reasons;
    for (const BlockListHit &hit : hits) {
        const char *id = hit.kind == BlockList::Kind::Allow ? "connection.list-allowed"
            : hit.text.isEmpty()                            ? "connection.list-hit"
                                                            : "connection.list-hit-text";
        QMap<QString, QString> evidence{{u"list"_s, QString::fromLatin1(hit.zone)}, {u"code"_s, QString::fromLatin1(hit.code)}};
        if (!hit.text.isEmpty())
            evidence.insert(u"text"_s, hit.text);
        reasons.append(makeReason(id, hit.weight, evidence));
    }
    for (const BlockListNote &note : notes)
        reasons.append(reasonOf(note));
    return reasons;
}

Reason reasonOf(const BlockListNote &note)
{
    const QString zone = QString::fromLatin1(note.zone);
    switch (note.kind) {
    case BlockListNote::Kind::NotKnown: return makeReason("connection.list-unknown", {{u"list"_s, zone}, {u"cause"_s, note.detail}});
    case BlockListNote::Kind::Refuses: return makeReason("connection.list-refuses", {{u"list"_s, zone}, {u"code"_s, note.detail}});
    case BlockListNote::Kind::Astray: return makeReason("connection.list-astray", {{u"list"_s, zone}, {u"code"_s, note.detail}});
    case BlockListNote::Kind::Empty: return makeReason("connection.list-empty", {{u"list"_s, zone}});
    case BlockListNote::Kind::ListsAll: return makeReason("connection.list-lists-all", {{u"list"_s, zone}});
    }
    return {};
}

} // namespace gateway::reputation
