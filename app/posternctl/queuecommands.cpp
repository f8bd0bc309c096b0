#include "app/posternctl/commands.h"
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

int list(Session &session, const PageOptions &page)
{
    const auto answer = session.call(&Client::queue, page.offset, page.limit);
    if (!answer)
        return session.fail(answer.error());
    if (session.isJson()) {
        Session::print(toJson(*answer));
        return Done;
    }
    Table table({{Texts::tr("Id")}, {Texts::tr("Received")}, {Texts::tr("Next attempt")}, {Texts::tr("Tried"), Right}, {Texts::tr("For"), Left, CutMiddle},
                 {Texts::tr("To"), Left, CutMiddle}, {Texts::tr("Last reply"), Left, CutEnd}});
    for (const QueueItem &item : answer->items)
        table.addRow({item.id, shortTime(item.received), item.isHeld ? Texts::tr("held") : shortTime(item.nextAttempt), QString::number(item.attempts),
                      item.destination, first(item.recipients), orNone(item.lastReply)});
    Session::print(table.isEmpty() ? Texts::tr("The queue is empty.") + u'\n' : table.toString() + rest(answer->items.size(), answer->total));
    return Done;
}

} // namespace

void addQueueCommands(CLI::App &app, Command &chosen)
{
    CLI::App *queue = addCommand(app, "queue", Texts::tr("What waits for its next hop"));
    queue->require_subcommand(1);

    CLI::App *listing = addCommand(*queue, "list", Texts::tr("The waiting messages"));
    const auto page = std::make_shared<PageOptions>();
    page->addTo(*listing);
    listing->callback([&chosen, page] { chosen = [page](Session &session) { return list(session, *page); }; });

    addIdAction(*queue, chosen, "retry", Texts::tr("Try messages now"),
              [](Session &s, const QString &id) { return s.call(&Client::retryQueued, id); }, Texts::tr("They are tried now."));
    addIdAction(*queue, chosen, "hold", Texts::tr("Keep messages from being tried"),
              [](Session &s, const QString &id) { return s.call(&Client::holdQueued, id, true); }, Texts::tr("Held."));
    addIdAction(*queue, chosen, "unhold", Texts::tr("Let messages be tried again"),
              [](Session &s, const QString &id) { return s.call(&Client::holdQueued, id, false); }, Texts::tr("No longer held."));
    addIdAction(*queue, chosen, "remove", Texts::tr("Take messages out undelivered"),
              [](Session &s, const QString &id) { return s.call(&Client::removeQueued, id); }, Texts::tr("Removed."));

    CLI::App *draining = addCommand(*queue, "drain", Texts::tr("Try all that waits now"));
    const auto destination = std::make_shared<std::string>();
    draining->add_option("DESTINATION", *destination, Texts::tr("Only what is for this HOST:PORT").toStdString());
    draining->callback([&chosen, destination] {
        chosen = [destination](Session &session) {
            return session.finish(session.call(&Client::drainQueue, toQString(*destination)), Texts::tr("The queue is being drained."));
        };
    });
}

} // namespace cli
