#include "gateway/daemon/defencerules.h"

#include "gateway/policy/jsonreader.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace gateway::daemon {
namespace {

using policy::JsonReader;
using policy::Mode;
using reputation::BlockList;
using reputation::ClientRule;
using reputation::CodeRange;
using reputation::Strictness;

constexpr std::array levels{std::pair{"off", Strictness::Off}, std::pair{"relaxed", Strictness::Relaxed}, std::pair{"standard", Strictness::Standard},
                            std::pair{"strict", Strictness::Strict}};
constexpr std::array modes{std::pair{"observe", Mode::Observe}, std::pair{"warn", Mode::Warn}, std::pair{"enforce", Mode::Enforce}};
constexpr std::array listKinds{std::pair{"block", BlockList::Kind::Block}, std::pair{"allow", BlockList::Kind::Allow}};
constexpr std::array actions{std::pair{"allow", ClientRule::Action::Allow}, std::pair{"block", ClientRule::Action::Block}};
constexpr int maxRate = 1'000'000, maxHarvestLimit = 10'000;
constexpr qsizetype maxLists = 100, maxClientRules = 100'000;

/// "127.0.0.2-3=4.0"
std::optional<BlockList::Code> codeOf(const QByteArray &text, QString &problem)
{
    const qsizetype equals = text.indexOf('=');
    bool isNumber = false;
    const double weight = text.sliced(equals + 1).toDouble(&isNumber);
    if (equals < 0 || !isNumber) {
        problem = u"“%1” is not an answer and its weight. Write for example 127.0.0.2-3=4."_s.arg(QString::fromUtf8(text));
        return {};
    }
    const Result<CodeRange> range = CodeRange::parse(text.first(equals));
    if (!range) {
        problem = range.error().message;
        return {};
    }
    return BlockList::Code{*range, weight};
}

BlockList readBlockList(JsonReader &item)
{
    BlockList list;
    list.zone = item.octets("zone", {}).trimmed().toLower();
    list.kind = item.choice("kind", listKinds, BlockList::Kind::Block);
    list.isEnabled = item.flag("isEnabled", true);
    list.weight = item.number("weight", list.weight, 0, BlockList::maxWeight);
    for (const QByteArray &text : item.octetsList("codes")) {
        QString problem;
        if (const auto code = codeOf(text, problem))
            list.codes.append(*code);
        else
            item.fail("codes", problem);
    }
    for (const QByteArray &text : item.octetsList("refusals")) {
        if (const Result<CodeRange> range = CodeRange::parse(text))
            list.refusals.append(*range);
        else
            item.fail("refusals", range.error().message);
    }
    list.asksText = item.flag("asksText", false);
    item.finish();
    if (const Result<> valid = list.validated(); !valid)
        item.fail("zone", valid.error().message);
    return list;
}

reputation::RateLimits readRates(JsonReader item, const reputation::RateLimits &fallback)
{
    reputation::RateLimits limits;
    limits.connectionsPerMinute = int(item.number("connectionsPerMinute", fallback.connectionsPerMinute, 1, maxRate));
    limits.messagesPerMinute = int(item.number("messagesPerMinute", fallback.messagesPerMinute, 1, maxRate));
    limits.recipientsPerHour = int(item.number("recipientsPerHour", fallback.recipientsPerHour, 1, maxRate));
    item.finish();
    return limits;
}

QList<ClientRule> readClientRules(JsonReader &reader)
{
    QList<ClientRule> rules;
    reader.each("clientRules", [&rules](JsonReader item) {
        const auto action = item.choice("action", actions, std::nullopt);
        const QByteArray client = item.octets("client", {});
        const Result<ClientRule> rule = ClientRule::parse(action, client, item.text("note", {}).left(reputation::Networks::maxNote));
        if (!rule)
            item.fail("client", rule.error().message);
        else
            rules.append(*rule);
        item.finish();
    });
    return rules;
}

QJsonObject toJson(const reputation::RateLimits &limits)
{
    return {{u"connectionsPerMinute"_s, limits.connectionsPerMinute}, {u"messagesPerMinute"_s, limits.messagesPerMinute},
            {u"recipientsPerHour"_s, limits.recipientsPerHour}};
}

} // namespace

Result<DefenceRules> defenceFromJson(const QJsonObject &document)
{
    QString problem;
    JsonReader reader(document, {}, problem);
    DefenceRules rules;
    rules.strictness.level = reader.choice("strictness", levels, Strictness::Standard);
    for (const auto &[member, mode, fallback] : {std::tuple{"ownLists", &rules.strictness.ownLists, Mode::Enforce},
                                                 std::tuple{"blockLists", &rules.strictness.blockLists, Mode::Enforce},
                                                 std::tuple{"history", &rules.strictness.history, Mode::Enforce},
                                                 std::tuple{"reverseName", &rules.strictness.reverseName, Mode::Enforce},
                                                 std::tuple{"helo", &rules.strictness.helo, Mode::Warn},
                                                 std::tuple{"rates", &rules.rates, Mode::Enforce},
                                                 std::tuple{"harvestGuard", &rules.harvestGuard, Mode::Enforce}})
        *mode = reader.choice(member, modes, fallback);
    rules.strictness.notKnown = reader.flag("defersNotKnown", false) ? reputation::StrictnessConfig::NotKnown::Defer : reputation::StrictnessConfig::NotKnown::Pass;
    rules.strictness.isGreylisting = reader.flag("isGreylisting", false);
    rules.countryFile = reader.text("countryFile", {});
    rules.harvestLimit = int(reader.number("harvestLimit", rules.harvestLimit, 0, maxHarvestLimit));
    reader.each("blockListZones", [&rules](JsonReader item) { rules.blockLists.append(readBlockList(item)); });
    if (rules.blockLists.size() > maxLists)
        reader.fail("blockListZones", u"at most %1 lists; remove some."_s.arg(maxLists));
    const auto isOn = [](const BlockList &list) { return list.isEnabled; };
    if (std::ranges::count_if(rules.blockLists, isOn) > reputation::maxBlockLists)
        reader.fail("blockListZones", u"at most %1 lists can be asked; switch some off."_s.arg(reputation::maxBlockLists));
    const QList<ClientRule> clients = readClientRules(reader);
    if (clients.size() > maxClientRules)
        reader.fail("clientRules", u"at most %1 entries; join some into networks."_s.arg(maxClientRules));
    rules.rateLimits.unknown = readRates(reader.object("unknownRates"), rules.rateLimits.unknown);
    rules.rateLimits.known = readRates(reader.object("knownRates"), rules.rateLimits.known);
    rules.rateLimits.partner = readRates(reader.object("partnerRates"), rules.rateLimits.partner);
    reader.ignore("version");
    reader.finish();
    if (problem.isEmpty()) {
        Result<reputation::ClientLists> built = reputation::ClientLists::build(clients);
        if (!built)
            problem = u"clientRules: "_s + built.error().message;
        else
            rules.clients = *std::move(built);
    }
    if (!problem.isEmpty())
        return failure(Error::Kind::Invalid, problem);
    return rules;
}

QJsonObject defaultDefence()
{
    const reputation::RateConfig rates;
    return {{u"strictness"_s, u"standard"_s}, {u"ownLists"_s, u"enforce"_s}, {u"blockLists"_s, u"enforce"_s}, {u"history"_s, u"enforce"_s},
            {u"reverseName"_s, u"enforce"_s}, {u"helo"_s, u"warn"_s}, {u"rates"_s, u"enforce"_s}, {u"harvestGuard"_s, u"enforce"_s},
            {u"defersNotKnown"_s, false}, {u"isGreylisting"_s, false}, {u"countryFile"_s, QString()}, {u"harvestLimit"_s, DefenceRules().harvestLimit},
            {u"blockListZones"_s, QJsonArray()}, {u"clientRules"_s, QJsonArray()}, {u"unknownRates"_s, toJson(rates.unknown)},
            {u"knownRates"_s, toJson(rates.known)}, {u"partnerRates"_s, toJson(rates.partner)}};
}

} // namespace gateway::daemon
