#include "app/posternctl/commands.h"
#include "app/posternctl/messageaccount.h"
#include "app/posternctl/session.h"
#include "app/posternctl/table.h"
#include "app/posternctl/words.h"
#include "gateway/admin/codec.h"

namespace cli {
namespace {

using namespace gateway::admin;
using gateway::Result;
using Client = gateway::admin::Client;
using enum Table::Align;
using enum Table::Overflow;

int list(Session &session, const FilterOptions &options)
{
    const auto answer = session.call(&Client::messages, options.filter());
    if (!answer)
        return session.fail(answer.error());
    if (session.isJson()) {
        Session::print(toJson(*answer));
        return Done;
    }
    Table table({{Texts::tr("Id")}, {Texts::tr("Received")}, {Texts::tr("Fate")}, {Texts::tr("Class")}, {Texts::tr("From"), Left, CutMiddle},
                 {Texts::tr("To"), Left, CutMiddle}, {Texts::tr("Subject"), Left, CutEnd}});
    for (const Message &m : answer->items) {
        QStringList recipients;
        for (const RecipientRecord &recipient : m.recipients)
            recipients.append(recipient.address);
        table.addRow({m.id, shortTime(m.received), word(m.fate), word(m.messageClass), sender(m.sender), first(recipients), m.subject});
    }
    Session::print(table.isEmpty() ? Texts::tr("No message matches.") + u'\n' : table.toString() + rest(answer->items.size(), answer->total));
    return Done;
}

int show(Session &session, const QString &id)
{
    const Result<Message> message = session.call(&Client::message, id);
    if (!message)
        return session.fail(message.error());
    if (session.isJson())
        Session::print(toJsonWithTexts(*message, language()));
    else
        Session::print(account(*message));
    return Done;
}

} // namespace

void addMessageCommands(CLI::App &app, Command &chosen)
{
    CLI::App *messages = addCommand(app, "messages", Texts::tr("The message trace, newest first"));
    const auto filter = std::make_shared<FilterOptions>();
    filter->addTo(*messages);
    messages->callback([&chosen, filter] { chosen = [filter](Session &session) { return list(session, *filter); }; });

    addIdCommand(app, chosen, "message", Texts::tr("What happened to one message, and why"), show);
}

} // namespace cli
