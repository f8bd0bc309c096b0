#include "app/posternctl/commands.h"
#include "app/posternctl/directorywords.h"
#include "app/posternctl/session.h"
#include "app/posternctl/table.h"
#include "app/posternctl/words.h"
#include "gateway/admin/codec.h"

namespace cli {
namespace {

using namespace gateway::admin;
using namespace Qt::StringLiterals;
using gateway::Result;
using Client = gateway::admin::Client;
using enum Table::Align;
using enum Table::Overflow;

struct EntryOptions {
    std::string text, domain, source;
    PageOptions page;
};

int list(Session &session, const EntryOptions &options)
{
    DirectoryFilter filter;
    filter.text = toQString(options.text);
    filter.domain = toQString(options.domain);
    filter.source = toQString(options.source);
    filter.offset = options.page.offset;
    filter.limit = options.page.limit;
    const auto answer = session.call(&Client::directoryEntries, filter);
    if (!answer)
        return session.fail(answer.error());
    if (session.isJson()) {
        Session::print(toJson(*answer));
        return Done;
    }
    Table table({{Texts::tr("Address"), Left, CutMiddle}, {Texts::tr("Name"), Left, CutEnd}, {Texts::tr("Source")}, {Texts::tr("State")}, {Texts::tr("Groups"), Left, CutEnd}});
    for (const DirectoryEntry &entry : answer->items)
        table.addRow({entry.address, entry.name, sourceWord(entry.source), stateOf(entry), entry.groups.join(u", "_s)});
    Session::print(table.isEmpty() ? Texts::tr("No recipient is listed.") + u'\n' : table.toString() + rest(answer->items.size(), answer->total));
    return Done;
}

int lookUp(Session &session, const std::vector<std::string> &addresses)
{
    QJsonArray results;
    for (const std::string &address : addresses) {
        const Result<DirectoryLookup> answer = session.call(&Client::lookUpRecipient, toQString(address));
        if (!answer)
            return session.fail(answer.error());
        if (session.isJson()) {
            results.append(answer->toJson());
            continue;
        }
        Table table({{}, {{}, Left, Wrap}});
        table.addRow({Texts::tr("Address"), answer->address});
        table.addRow({Texts::tr("Known"), lookupWord(*answer)});
        table.addRow({Texts::tr("Reply now"), orNone(answer->reply)});
        if (!answer->entry.address.isEmpty()) {
            const DirectoryEntry &entry = answer->entry;
            table.addRow({Texts::tr("Mailbox"), entry.address});
            table.addRow({Texts::tr("Other addresses"), orNone(entry.aliases.join(u", "_s))});
            table.addRow({Texts::tr("Name"), orNone(entry.name)});
            table.addRow({Texts::tr("Groups"), orNone(entry.groups.join(u", "_s))});
            table.addRow({Texts::tr("State"), stateOf(entry)});
            table.addRow({Texts::tr("Source"), sourceWord(entry.source)});
        }
        Session::print(table.toString() + (&address == &addresses.back() ? QString() : QString(u'\n')));
    }
    if (session.isJson())
        Session::print(results);
    return Done;
}

int history(Session &session)
{
    const auto answer = session.call(&Client::directoryHistory);
    if (!answer)
        return session.fail(answer.error());
    if (session.isJson()) {
        Session::print(toJsonArray(*answer));
        return Done;
    }
    Table table({{Texts::tr("Time")}, {Texts::tr("Source")}, {Texts::tr("Outcome")}, {Texts::tr("New"), Right}, {Texts::tr("Gone"), Right}, {Texts::tr("Changed"), Right},
                 {Texts::tr("Cause"), Left, Wrap}});
    for (const DirectoryImport &import : *answer) {
        table.addRow({shortTime(import.time), import.source, outcomeWord(import.outcome), QString::number(import.added), QString::number(import.removed),
                      QString::number(import.changed), import.cause});
    }
    Session::print(table.isEmpty() ? Texts::tr("Nothing has been read yet.") + u'\n' : table.toString());
    return Done;
}

int suspects(Session &session)
{
    const auto answer = session.call(&Client::harvestSuspects);
    if (!answer)
        return session.fail(answer.error());
    if (session.isJson()) {
        Session::print(toJsonArray(*answer));
        return Done;
    }
    Table table({{Texts::tr("Client")}, {Texts::tr("Names tried"), Right}, {Texts::tr("Refused")}, {Texts::tr("Last ones"), Left, CutEnd}});
    for (const HarvestSuspect &suspect : *answer) {
        QStringList last;
        for (auto guess = suspect.guesses.rbegin(); guess != suspect.guesses.rend() && last.size() < 3; ++guess)
            last.append(guess->recipient);
        table.addRow({suspect.client, QString::number(suspect.count), suspect.isRefused ? Texts::tr("yes") : Texts::tr("no"), last.join(u", "_s)});
    }
    Session::print(table.isEmpty() ? Texts::tr("Nobody has tried out names in the last hour.") + u'\n' : table.toString());
    return Done;
}

} // namespace

void addDirectoryCommands(CLI::App &app, Command &chosen)
{
    CLI::App *directory = addCommand(app, "directory", Texts::tr("Who the recipients are, and from where that is known"));
    directory->require_subcommand(1);
    addDirectorySourceCommands(*directory, chosen);

    CLI::App *listing = addCommand(*directory, "list", Texts::tr("The recipients"));
    const auto options = std::make_shared<EntryOptions>();
    listing->add_option("--text", options->text, Texts::tr("Part of an address, a name or a group").toStdString());
    listing->add_option("--domain", options->domain, Texts::tr("In this domain").toStdString());
    listing->add_option("--source", options->source, Texts::tr("From this source").toStdString());
    options->page.addTo(*listing);
    listing->callback([&chosen, options] { chosen = [options](Session &session) { return list(session, *options); }; });

    CLI::App *looking = addCommand(*directory, "lookup", Texts::tr("What is known of an address, and what a sender is answered"));
    const auto addresses = std::make_shared<std::vector<std::string>>();
    looking->add_option("ADDRESS", *addresses, Texts::tr("Such as alice@example.com").toStdString())->required();
    looking->callback([&chosen, addresses] { chosen = [addresses](Session &session) { return lookUp(session, *addresses); }; });

    addCommand(*directory, "history", Texts::tr("The last readings of all sources, newest first"))->callback([&] { chosen = history; });
    addCommand(*directory, "suspects", Texts::tr("Clients that try out which recipients there are"))->callback([&] { chosen = suspects; });
}

} // namespace cli
