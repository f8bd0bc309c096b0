#include "exampleparts.h"

#include "exampledata.h"

using namespace gateway;
using namespace gateway::admin;
using namespace Qt::StringLiterals;

namespace exampledata {
namespace {

DirectoryEntry entry(const QString &local, const QString &name, const QStringList &groups)
{
    DirectoryEntry entry;
    entry.address = local + u"@example.com"_s;
    entry.name = name;
    entry.groups = groups;
    entry.source = u"head-office"_s;
    return entry;
}

} // namespace

QList<DirectorySourceState> directorySources()
{
    DirectorySourceState office;
    office.source.id = u"head-office"_s;
    office.source.servers = {u"dc1.example.com"_s, u"dc2.example.com"_s};
    office.source.bindName = u"postern@example.com"_s;
    office.source.hasPassword = true;
    office.source.base = u"DC=example,DC=com"_s;
    office.lastRead = office.lastGood = now().addSecs(-900);
    office.outcome = u"imported"_s;
    office.entries = 214;
    DirectorySourceState warehouse;
    warehouse.source.id = u"warehouse"_s;
    warehouse.source.kind = u"csv"_s;
    warehouse.source.intervalMinutes = 0;
    warehouse.lastRead = now().addDays(-3);
    warehouse.lastGood = now().addDays(-20);
    warehouse.outcome = u"pending"_s;
    warehouse.entries = 31;
    warehouse.hasPending = true;
    warehouse.pendingAdded = 1;
    warehouse.pendingRemoved = 9;
    warehouse.pendingChanged = 2;
    return {office, warehouse};
}

QList<DirectoryEntry> directoryEntries()
{
    DirectoryEntry director = entry(u"director"_s, u"Office of the Director"_s, {u"Management"_s});
    director.isImportant = true;
    director.aliases = {u"ceo@example.com"_s};
    DirectoryEntry former = entry(u"former.clerk"_s, u"Former clerk"_s, {u"Accounting"_s});
    former.isDisabled = true;
    DirectoryEntry trainee = entry(u"trainee"_s, u"Trainee"_s, {u"Sales"_s});
    trainee.firstSeen = now().addDays(-2);
    DirectoryEntry typed = entry(u"alice"_s, QString(), {});
    typed.source = u"typed"_s;
    DirectoryEntry japan = entry(u"eigyo"_s, u"営業部"_s, {u"営業部"_s, u"全社"_s});
    return {entry(u"accounts"_s, u"Accounts"_s, {u"Accounting"_s}), typed, director, japan, former, trainee};
}

DirectoryDifference directoryDifference()
{
    DirectoryDifference difference;
    difference.source = u"warehouse"_s;
    difference.added = 1;
    difference.removed = 2;
    difference.changed = 1;
    difference.isPending = true;
    const DirectoryEntry before = entry(u"gate"_s, u"Gate"_s, {u"Warehouse"_s}), after = entry(u"gate"_s, u"Gate and goods in"_s, {u"Warehouse"_s});
    difference.changes = {{u"removed"_s, entry(u"night.shift"_s, u"Night shift"_s, {u"Warehouse"_s}), {}},
                          {u"removed"_s, entry(u"ramp2"_s, u"Ramp 2"_s, {u"Warehouse"_s}), {}},
                          {u"changed"_s, before, after},
                          {u"added"_s, {}, entry(u"ramp3"_s, u"Ramp 3"_s, {u"Warehouse"_s})}};
    return difference;
}

DirectoryPreview directoryPreview()
{
    return {u"ldap://dc1.example.com:389"_s, 214, directoryEntries().mid(0, 5), 12, {u"CN=Printer,OU=Devices,DC=example,DC=com: has no address"_s}, {}};
}

QList<DirectoryImport> directoryHistory()
{
    return {{now().addSecs(-900), u"head-office"_s, u"imported"_s, 1, 0, 2, {}},
            {now().addDays(-3), u"warehouse"_s, u"pending"_s, 1, 9, 2, {}},
            {now().addDays(-4), u"head-office"_s, u"failed"_s, 0, 0, 0, u"ldap://dc1.example.com:389 did not answer within 10 seconds."_s}};
}

QList<HarvestSuspect> harvestSuspects()
{
    QList<HarvestGuess> guesses;
    for (const QString &name : {u"aaron"_s, u"abby"_s, u"abe"_s, u"adam"_s})
        guesses.append({name + u"@example.com"_s, now().addSecs(-60 * (4 - guesses.size()))});
    return {{u"203.0.113.77"_s, 41, true, guesses}, {u"2001:db8:77::/64"_s, 12, false, guesses.mid(0, 2)}};
}

DefenceSettings defenceSettings()
{
    DefenceSettings settings;
    settings.helo = u"warn"_s;
    settings.history = u"observe"_s;
    settings.blockListZones = {{u"bl.example.net"_s, u"block"_s, true, 3, {u"127.0.0.2-3=4"_s}, {}, false},
                               {u"good.example.net"_s, u"allow"_s, false, 2, {}, {}, false}};
    settings.clientRules = {{u"allow"_s, u"198.51.100.0/28"_s, u"Our branch office"_s}, {u"block"_s, u"203.0.113.0/24"_s, u"Bulk mail without consent"_s}};
    return settings;
}

DefenceState defenceState()
{
    DefenceState state;
    state.since = now().addDays(-2);
    state.accepted = 18'204;
    state.rateRefusals = 37;
    state.knownClients = 4'120;
    state.historyOctets = 1'204'224;
    state.asksDns = true;
    state.counts = {{u"connection.rule-own-lists"_s, u"Own lists of servers"_s, 61, 0, 0, 0, 0},
                    {u"connection.rule-block-lists"_s, u"Block lists"_s, 902, 44, 0, 0, 12},
                    {u"connection.rule-evidence"_s, u"Evidence against the connection"_s, 118, 240, 0, 31, 406},
                    {u"connection.rule-forged-helo"_s, u"Server that uses our name"_s, 0, 0, 0, 27, 0}};
    state.notes = {u"bl.example.net answers that it does not serve this resolver."_s};
    return state;
}

QList<BlockListPreset> blockListPresets()
{
    return {{{u"bl.example.net"_s, u"block"_s, false, 3, {u"127.0.0.2-3=4"_s}, {}, false}, u"Example block list"_s, u"https://bl.example.net/terms"_s},
            {{u"zones.example.org"_s, u"block"_s, false, 4, {u"127.0.0.2-11=4"_s}, {u"127.0.0.254"_s}, true}, u"Example zones"_s, u"https://zones.example.org/terms"_s}};
}

QList<BlockListState> blockListStates() { return {{u"bl.example.net"_s, false, {u"It does not serve this resolver (127.255.255.254)."_s}}}; }

DefenceExplanation defenceExplanation()
{
    return {u"203.0.113.9"_s, {}, u"refuse"_s, u"connection.rule-own-lists"_s, u"550 5.7.1 Refused by an own list of this site, reference c1"_s,
            {{"connection.client-blocked", Stage::Connection, 0, {{u"client"_s, u"203.0.113.9"_s}, {u"entry"_s, u"203.0.113.0/24"_s}}},
             {"connection.list-hit", Stage::Connection, 4, {{u"list"_s, u"bl.example.net"_s}, {u"code"_s, u"127.0.0.2"_s}}},
             {"connection.name-missing", Stage::Connection, 1.5, {{u"client"_s, u"203.0.113.9"_s}}}},
            {}, {}, {}};
}

QList<SenderListEntry> senderListEntries()
{
    return {{u"allow"_s, u"*@partner.example.org"_s, u"*"_s, u"Orders come from there"_s, now().addDays(-40)},
            {u"block"_s, u"offers@example.net"_s, u"*"_s, {}, now().addDays(-3)},
            {u"block"_s, u"*@*.bulk.example.net"_s, u"example.com"_s, u"ニュースレター"_s, now().addDays(-1)},
            {u"allow"_s, u"news@example.net"_s, u"alice@example.com"_s, {}, now().addSecs(-3600)}};
}

} // namespace exampledata
