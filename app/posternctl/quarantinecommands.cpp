#include "app/posternctl/commands.h"
#include "app/posternctl/messageaccount.h"
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

int list(Session &session, const FilterOptions &options)
{
    const auto answer = session.call(&Client::quarantine, options.filter());
    if (!answer)
        return session.fail(answer.error());
    if (session.isJson()) {
        QJsonObject page = toJson(*answer);
        QJsonArray items;
        for (const QuarantineItem &item : answer->items)
            items.append(toJsonWithTexts(item, language()));
        page.insert("items"_L1, items);
        Session::print(page);
        return Done;
    }
    Table table({{Texts::tr("Id")}, {Texts::tr("Received")}, {Texts::tr("Class")}, {Texts::tr("Score"), Right}, {Texts::tr("From"), Left, CutMiddle},
                 {Texts::tr("To"), Left, CutMiddle}, {Texts::tr("Subject"), Left, CutEnd}});
    for (const QuarantineItem &item : answer->items)
        table.addRow({item.id, shortTime(item.received), word(item.messageClass), QString::number(item.score, 'f', 1), sender(item.sender),
                      first(item.recipients), item.subject});
    Session::print(table.isEmpty() ? Texts::tr("Nothing is quarantined.") + u'\n' : table.toString() + rest(answer->items.size(), answer->total));
    return Done;
}

int show(Session &session, const QString &id)
{
    const Result<QuarantineItem> answer = session.call(&Client::quarantineItem, id);
    if (!answer)
        return session.fail(answer.error());
    if (session.isJson()) {
        Session::print(toJsonWithTexts(*answer, language()));
        return Done;
    }
    const QuarantineItem &item = *answer;
    Table table({{}, {{}, Left, Wrap}});
    table.addRow({Texts::tr("Id"), item.id});
    table.addRow({Texts::tr("Received"), localTime(item.received)});
    table.addRow({Texts::tr("Kept until"), localTime(item.expires)});
    table.addRow({Texts::tr("From"), sender(item.sender)});
    table.addRow({Texts::tr("Shown as from"), orNone(item.headerFrom)});
    table.addRow({Texts::tr("To"), item.recipients.join(u", "_s)});
    table.addRow({Texts::tr("Subject"), orNone(item.subject)});
    table.addRow({Texts::tr("Class"), Texts::tr("%1, score %2").arg(word(item.messageClass), QString::number(item.score, 'f', 1))});
    table.addRow({Texts::tr("Rule"), ruleName(item.rule)});
    table.addRow({Texts::tr("Size"), size(item.size)});
    table.addRow({Texts::tr("Released by"), item.isForAdministratorOnly ? Texts::tr("administrators only") : Texts::tr("its recipients, too")});
    Session::print(table.toString() + u'\n' + Texts::tr("Why") + u'\n' + reasonLines(item.reasons) + u'\n' + Texts::tr("Source, first part") + u"\n\n"_s
                   + markedLines(item.text) + u'\n');
    return Done;
}

} // namespace

void addQuarantineCommands(CLI::App &app, Command &chosen)
{
    CLI::App *quarantine = addCommand(app, "quarantine", Texts::tr("What is held back"));
    quarantine->require_subcommand(1);

    CLI::App *listing = addCommand(*quarantine, "list", Texts::tr("The held messages, newest first"));
    const auto filter = std::make_shared<FilterOptions>();
    filter->addTo(*listing);
    listing->callback([&chosen, filter] { chosen = [filter](Session &session) { return list(session, *filter); }; });

    addIdCommand(*quarantine, chosen, "show", Texts::tr("One held message with its source"), show);
    addIdAction(*quarantine, chosen, "release", Texts::tr("Deliver messages to their recipients after all"),
                [](Session &s, const QString &id) { return s.call(&Client::releaseFromQuarantine, id); }, Texts::tr("Released."));
    addIdAction(*quarantine, chosen, "delete", Texts::tr("Delete messages for good"),
                [](Session &s, const QString &id) { return s.call(&Client::deleteFromQuarantine, id); }, Texts::tr("Deleted."));
}

} // namespace cli
