#include "app/posternctl/commands.h"
#include "app/posternctl/messageaccount.h"
#include "app/posternctl/session.h"
#include "app/posternctl/table.h"
#include "app/posternctl/words.h"
#include "gateway/admin/codec.h"
#include "gateway/admin/defencetypes.h"

namespace cli {
namespace {

using namespace gateway::admin;
using namespace Qt::StringLiterals;
using gateway::Result;
using Client = gateway::admin::Client;
using enum Table::Align;
using enum Table::Overflow;

/// The checks that have a mode of their own, as they are named in the settings and on the command line.
struct Check {
    const char *name;
    QString DefenceSettings::*mode;
};
constexpr Check checks[]{{"ownLists", &DefenceSettings::ownLists},       {"blockLists", &DefenceSettings::blockLists}, {"history", &DefenceSettings::history},
                         {"reverseName", &DefenceSettings::reverseName}, {"helo", &DefenceSettings::helo},             {"rates", &DefenceSettings::rates},
                         {"harvestGuard", &DefenceSettings::harvestGuard}};

QString yesOrNo(bool is) { return is ? Texts::tr("yes") : Texts::tr("no"); }

QString ratesText(const DefenceRates &rates)
{
    return Texts::tr("%1 connections and %2 messages a minute, %3 recipients an hour")
        .arg(QString::number(rates.connectionsPerMinute), QString::number(rates.messagesPerMinute), QString::number(rates.recipientsPerHour));
}

QString actionText(const QString &action)
{
    if (action == "accept"_L1)
        return Texts::tr("accepted");
    if (action == "greylist"_L1)
        return Texts::tr("asked to come again");
    if (action == "defer"_L1)
        return Texts::tr("put off");
    return action == "refuse"_L1 ? Texts::tr("refused") : action;
}

QString listText(const BlockListZone &list)
{
    const QString codes = list.codes.isEmpty() ? QString::number(list.weight) : list.codes.join(u' ');
    return (list.kind == "allow"_L1 ? Texts::tr("speaks for") : Texts::tr("speaks against")) + u", "_s + codes;
}

int show(Session &session)
{
    const Result<DefenceSettings> answer = session.call(&Client::defence);
    if (!answer)
        return session.fail(answer.error());
    if (session.isJson()) {
        Session::print(answer->toJson());
        return Done;
    }
    Table table({{}, {{}, Left, Wrap}});
    table.addRow({Texts::tr("Strictness"), answer->strictness});
    for (const Check &check : checks)
        table.addRow({QString::fromLatin1(check.name), (*answer).*check.mode});
    table.addRow({Texts::tr("Harvest limit"), QString::number(answer->harvestLimit)});
    table.addRow({Texts::tr("What is not known is put off"), yesOrNo(answer->defersNotKnown)});
    table.addRow({Texts::tr("Greylisting"), yesOrNo(answer->isGreylisting)});
    table.addRow({Texts::tr("Country file"), orNone(answer->countryFile)});
    table.addRow({Texts::tr("Unknown clients"), ratesText(answer->unknownRates)});
    table.addRow({Texts::tr("Known clients"), ratesText(answer->knownRates)});
    table.addRow({Texts::tr("Partners"), ratesText(answer->partnerRates)});
    QString text = table.toString();
    if (!answer->blockListZones.isEmpty()) {
        Table lists({{Texts::tr("Block list"), Left, CutMiddle}, {Texts::tr("Asked")}, {Texts::tr("Meaning"), Left, CutEnd}});
        for (const BlockListZone &list : answer->blockListZones)
            lists.addRow({list.zone, yesOrNo(list.isEnabled), listText(list)});
        text += u'\n' + lists.toString();
    }
    if (!answer->clientRules.isEmpty()) {
        Table rules({{Texts::tr("Action")}, {Texts::tr("Client"), Left, CutMiddle}, {Texts::tr("Note"), Left, CutEnd}});
        for (const DefenceClientRule &rule : answer->clientRules)
            rules.addRow({rule.action, rule.client, rule.note});
        text += u'\n' + rules.toString();
    }
    Session::print(text);
    return Done;
}

int showState(Session &session)
{
    const Result<DefenceState> answer = session.call(&Client::defenceState);
    if (!answer)
        return session.fail(answer.error());
    if (session.isJson()) {
        Session::print(answer->toJson());
        return Done;
    }
    Table table({{}, {{}, Left, Wrap}});
    table.addRow({Texts::tr("Counted since"), localTime(answer->since)});
    table.addRow({Texts::tr("Connections let in"), QString::number(answer->accepted)});
    table.addRow({Texts::tr("Refused for their rate"), QString::number(answer->rateRefusals)});
    table.addRow({Texts::tr("Under stress"), yesOrNo(answer->isStressed)});
    table.addRow({Texts::tr("History"), Texts::tr("%1 entries, %2").arg(QString::number(answer->knownClients), size(answer->historyOctets))});
    table.addRow({Texts::tr("The DNS is asked"), yesOrNo(answer->asksDns)});
    table.addRow({Texts::tr("Countries are known"), yesOrNo(answer->hasCountryFile)});
    for (const QString &note : answer->notes)
        table.addRow({Texts::tr("Attention"), note});
    QString text = table.toString();
    if (!answer->counts.isEmpty()) {
        Table counts({{Texts::tr("Rule"), Left, CutEnd}, {Texts::tr("Refused"), Right}, {Texts::tr("Put off"), Right}, {Texts::tr("Greylisted"), Right},
                      {Texts::tr("Warned"), Right}, {Texts::tr("Observed"), Right}});
        for (const DefenceCount &count : answer->counts) {
            counts.addRow({ruleName(count.rule), QString::number(count.refused), QString::number(count.deferred), QString::number(count.greylisted),
                           QString::number(count.warned), QString::number(count.observed)});
        }
        text += u'\n' + counts.toString();
    }
    Session::print(text);
    return Done;
}

int explain(Session &session, const QString &client, const QString &helo)
{
    const Result<DefenceExplanation> answer = session.call(&Client::explainClient, client, helo);
    if (!answer)
        return session.fail(answer.error());
    if (session.isJson()) {
        Session::print(answer->toJson());
        return Done;
    }
    Table table({{}, {{}, Left, Wrap}});
    table.addRow({Texts::tr("Client"), answer->client});
    table.addRow({Texts::tr("Would be"), actionText(answer->action)});
    if (!answer->wouldBe.isEmpty())
        table.addRow({Texts::tr("Were all enforced"), actionText(answer->wouldBe)});
    table.addRow({Texts::tr("Rule"), ruleName(answer->rule)});
    table.addRow({Texts::tr("Reply"), orNone(answer->reply)});
    table.addRow({Texts::tr("Name"), orNone(answer->verifiedName)});
    table.addRow({Texts::tr("Country"), orNone(answer->country)});
    Session::print(table.toString() + (answer->reasons.isEmpty() ? QString() : u'\n' + reasonLines(answer->reasons)));
    return Done;
}

int checkLists(Session &session)
{
    const auto answer = session.call(&Client::checkBlockLists);
    if (!answer)
        return session.fail(answer.error());
    const bool areWell = std::ranges::all_of(*answer, [](const BlockListState &state) { return state.works; });
    if (session.isJson()) {
        Session::print(toJsonArray(*answer));
        return areWell ? Done : Refused;
    }
    Table table({{Texts::tr("Block list"), Left, CutMiddle}, {Texts::tr("Works")}, {Texts::tr("What is wrong"), Left, Wrap}});
    for (const BlockListState &state : *answer)
        table.addRow({state.zone, yesOrNo(state.works), state.problems.join(u' ')});
    Session::print(table.isEmpty() ? Texts::tr("No block list is asked.") + u'\n' : table.toString());
    return areWell ? Done : Refused;
}

int listPresets(Session &session)
{
    const auto answer = session.call(&Client::blockListPresets);
    if (!answer)
        return session.fail(answer.error());
    if (session.isJson()) {
        Session::print(toJsonArray(*answer));
        return Done;
    }
    Table table({{Texts::tr("Zone")}, {Texts::tr("Title")}, {Texts::tr("Meaning"), Left, CutEnd}, {Texts::tr("Terms of use"), Left, Wrap}});
    for (const BlockListPreset &preset : *answer)
        table.addRow({preset.list.zone, preset.title, preset.list.kind == "allow"_L1 ? Texts::tr("speaks for") : Texts::tr("speaks against"), preset.terms});
    Session::print(table.toString());
    return Done;
}

struct SetOptions {
    std::string strictness, greylisting, note, countryFile;
    std::vector<std::string> modes, allowed, blocked, forgotten, lists, droppedLists;
};

void setRule(DefenceSettings &settings, const QString &action, const QString &client, const QString &note)
{
    settings.clientRules.removeIf([&client](const DefenceClientRule &rule) { return rule.client == client; });
    settings.clientRules.append({action, client, note});
}

/// A preset as it is published; any other zone with the weight of a usual list.
BlockListZone listOf(const QString &zone, const QList<BlockListPreset> &presets)
{
    const auto preset = std::ranges::find_if(presets, [&zone](const BlockListPreset &each) { return each.list.zone == zone; });
    BlockListZone list = preset != presets.end() ? preset->list : BlockListZone{zone, u"block"_s, true, 3, {}, {}, false};
    list.isEnabled = true;
    return list;
}

void change(DefenceSettings &settings, const SetOptions &options, const QList<BlockListPreset> &presets)
{
    if (!options.strictness.empty())
        settings.strictness = toQString(options.strictness);
    if (!options.greylisting.empty())
        settings.isGreylisting = options.greylisting == "on";
    if (!options.countryFile.empty())
        settings.countryFile = options.countryFile == "none" ? QString() : toQString(options.countryFile);
    for (const std::string &text : options.modes) {
        const QString mode = toQString(text);
        for (const Check &check : checks) {
            if (mode.section(u'=', 0, 0) == QLatin1String(check.name))
                settings.*check.mode = mode.section(u'=', 1);
        }
    }
    for (const std::string &client : options.allowed)
        setRule(settings, u"allow"_s, toQString(client), toQString(options.note));
    for (const std::string &client : options.blocked)
        setRule(settings, u"block"_s, toQString(client), toQString(options.note));
    for (const QString &client : toQStringList(options.forgotten))
        settings.clientRules.removeIf([&client](const DefenceClientRule &rule) { return rule.client == client; });
    for (const QStringList &zones : {toQStringList(options.lists), toQStringList(options.droppedLists)}) {
        for (const QString &zone : zones)
            settings.blockListZones.removeIf([&zone](const BlockListZone &list) { return list.zone == zone; });
    }
    for (const QString &zone : toQStringList(options.lists))
        settings.blockListZones.append(listOf(zone, presets));
}

int set(Session &session, const SetOptions &options)
{
    Result<DefenceSettings> settings = session.call(&Client::defence);
    if (!settings)
        return session.fail(settings.error());
    QList<BlockListPreset> presets;
    if (!options.lists.empty()) {
        const auto answer = session.call(&Client::blockListPresets);
        if (!answer)
            return session.fail(answer.error());
        presets = *answer;
    }
    change(*settings, options, presets);
    const auto conflicts = session.call(&Client::defenceConflicts, *settings);
    if (!conflicts)
        return session.fail(conflicts.error());
    for (const DefenceRuleConflict &conflict : *conflicts) {
        Session::warn(Texts::tr("%1 %2 comes before %3 %4.").arg(conflict.stronger.action, conflict.stronger.client, conflict.weaker.action, conflict.weaker.client)
                      + u'\n');
    }
    return session.finish(session.call(&Client::putDefence, *settings), Texts::tr("The new settings are in force."));
}

void addSet(CLI::App &defence, Command &chosen)
{
    CLI::App *command = addCommand(defence, "set", Texts::tr("Change some of the settings; the others stay"));
    const auto options = std::make_shared<SetOptions>();
    const auto isMode = [](const std::string &text) {
        const QString mode = toQString(text), name = mode.section(u'=', 0, 0), value = mode.section(u'=', 1);
        const bool isName = std::ranges::any_of(checks, [&name](const Check &check) { return name == QLatin1String(check.name); });
        const bool isKnown = isName && QStringList{u"observe"_s, u"warn"_s, u"enforce"_s}.contains(value);
        return isKnown ? std::string() : Texts::tr("give CHECK=MODE such as helo=warn; show lists the checks, modes are observe, warn and enforce").toStdString();
    };
    command->add_option("--strictness", options->strictness, Texts::tr("How much it takes to turn a client away").toStdString())
        ->check(CLI::IsMember({"off", "relaxed", "standard", "strict"}));
    command->add_option("--mode", options->modes, Texts::tr("CHECK=MODE: what a check that finds something does").toStdString())->check(isMode);
    command->add_option("--greylisting", options->greylisting, Texts::tr("Whether new senders are asked to come again").toStdString())->check(CLI::IsMember({"on", "off"}));
    command->add_option("--allow", options->allowed, Texts::tr("An address, a network, a host name or a country that is let in").toStdString());
    command->add_option("--block", options->blocked, Texts::tr("One that is turned away").toStdString());
    command->add_option("--note", options->note, Texts::tr("Why, for those that are allowed or blocked").toStdString());
    command->add_option("--forget", options->forgotten, Texts::tr("One that is taken off the own lists").toStdString());
    command->add_option("--list", options->lists, Texts::tr("The zone of a block list that is to be asked").toStdString());
    command->add_option("--drop-list", options->droppedLists, Texts::tr("One that is not to be asked any more").toStdString());
    command->add_option("--country-file", options->countryFile, Texts::tr("Addresses and their countries in MaxMind's format, or none").toStdString());
    command->callback([&chosen, options] { chosen = [options](Session &session) { return set(session, *options); }; });
}

} // namespace

void addDefenceCommands(CLI::App &app, Command &chosen)
{
    CLI::App *defence = addCommand(app, "defence", Texts::tr("Whom the gateway listens to"));
    defence->require_subcommand(1);
    addCommand(*defence, "show", Texts::tr("The settings in force"))->callback([&] { chosen = show; });
    addSet(*defence, chosen);
    addCommand(*defence, "state", Texts::tr("What was turned away so far, and what needs attention"))->callback([&] { chosen = showState; });
    addCommand(*defence, "check-lists", Texts::tr("Whether the block lists work"))->callback([&] { chosen = checkLists; });
    addCommand(*defence, "presets", Texts::tr("Public block lists to choose from"))->callback([&] { chosen = listPresets; });

    CLI::App *explaining = addCommand(*defence, "explain", Texts::tr("What would become of a client, and why"));
    const auto client = std::make_shared<std::string>(), helo = std::make_shared<std::string>();
    explaining->add_option("IP", *client, Texts::tr("Its address").toStdString())->required();
    explaining->add_option("--helo", *helo, Texts::tr("What it calls itself").toStdString());
    explaining->callback([&chosen, client, helo] { chosen = [client, helo](Session &session) { return explain(session, toQString(*client), toQString(*helo)); }; });
}

} // namespace cli
