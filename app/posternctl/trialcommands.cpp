#include "app/posternctl/commands.h"
#include "app/posternctl/session.h"
#include "app/posternctl/table.h"
#include "app/posternctl/words.h"
#include "gateway/admin/codec.h"

#include <QDeadlineTimer>

namespace cli {
namespace {

using namespace gateway::admin;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using gateway::Error;
using gateway::Result;
using Client = gateway::admin::Client;
using enum Table::Align;
using enum Table::Overflow;

constexpr auto startTime = 120s; // For the scanner to load its signatures.
constexpr auto traceTime = 5s;   // For the record to follow the reply.
constexpr auto step = 100ms;

int listSamples(Session &session)
{
    const auto answer = session.call(&Client::samples);
    if (!answer)
        return session.fail(answer.error());
    if (session.isJson()) {
        Session::print(toJsonArray(*answer));
        return Done;
    }
    Table table({{Texts::tr("Id")}, {Texts::tr("Sample"), Left, CutEnd}, {Texts::tr("From"), Left, CutMiddle}, {Texts::tr("To"), Left, CutMiddle}, {Texts::tr("Expected")}});
    for (const Sample &sample : *answer)
        table.addRow({sample.id, sample.title, sample.sender, sample.recipient, word(sample.expectedFate)});
    Session::print(table.isEmpty() ? Texts::tr("There are samples in a trial only.") + u'\n' : table.toString());
    return Done;
}

/// A gateway that has just started defers mail until its scanner is ready, and says that it is not well.
Result<> waitUntilWell(Session &session)
{
    for (QDeadlineTimer deadline(startTime);;) {
        const Result<Status> status = session.call(&Client::status);
        if (!status)
            return tl::make_unexpected(status.error());
        if (status->health != "bad"_L1 || deadline.hasExpired())
            return {};
        Session::pause(step);
    }
}

/// The trace of what was just sent; the reply may come a moment before its record.
Result<Message> traced(Session &session, const QString &id)
{
    for (QDeadlineTimer deadline(traceTime);;) {
        const Result<Message> message = session.call(&Client::message, id);
        if (message || message.error().kind != Error::Kind::NotFound || deadline.hasExpired())
            return message;
        Session::pause(step);
    }
}

/// The samples of \a ids, all if there are none.
Result<QList<Sample>> chosenSamples(Session &session, const QStringList &ids)
{
    Result<QList<Sample>> samples = session.call(&Client::samples);
    if (!samples || ids.isEmpty())
        return samples;
    QList<Sample> chosen;
    for (const QString &id : ids) {
        const auto sample = std::ranges::find(*samples, id, &Sample::id);
        if (sample == samples->end())
            return gateway::failure(Error::Kind::NotFound, Texts::tr("There is no sample \"%1\".").arg(id));
        chosen.append(*sample);
    }
    return chosen;
}

int sendSamples(Session &session, const QStringList &ids)
{
    if (const Result<> well = waitUntilWell(session); !well)
        return session.fail(well.error());
    const Result<QList<Sample>> samples = chosenSamples(session, ids);
    if (!samples)
        return session.fail(samples.error());
    if (samples->isEmpty())
        return session.fail({Error::Kind::NotFound, Texts::tr("There are samples in a trial only.")});

    Table table({{Texts::tr("Sample"), Left, CutEnd}, {Texts::tr("Expected")}, {Texts::tr("Fate")}, {}, {Texts::tr("Took"), Right}, {Texts::tr("Because"), Left, Wrap}});
    QJsonArray results;
    bool areAllAsExpected = true;
    for (const Sample &sample : *samples) {
        const Result<SendResult> sent = session.call(&Client::sendSample, sample.id);
        if (!sent)
            return session.fail(sent.error());
        const Result<Message> message = sent->messageId.isEmpty()
            ? gateway::failure(Error::Kind::NotFound, sent->reply) // Refused before it was a message.
            : traced(session, sent->messageId);
        const bool isAsExpected = message && message->fate == sample.expectedFate;
        const QString because = !message ? sent->reply
            : message->reasons.isEmpty() ? Texts::tr("Nothing spoke against it.")
                                         : reasonText(message->reasons.first(), language());
        areAllAsExpected = areAllAsExpected && isAsExpected;
        table.addRow({sample.title, word(sample.expectedFate), message ? word(message->fate) : Texts::tr("not known"),
                      isAsExpected ? QString() : Texts::tr("WRONG"), milliseconds(sent->took), because});
        results.append(QJsonObject{{u"id"_s, sample.id},
                                   {u"title"_s, sample.title},
                                   {u"expectedFate"_s, QString::fromLatin1(toWord(sample.expectedFate))},
                                   {u"fate"_s, message ? QString::fromLatin1(toWord(message->fate)) : QString()},
                                   {u"isAsExpected"_s, isAsExpected},
                                   {u"reason"_s, because},
                                   {u"took"_s, sent->took},
                                   {u"messageId"_s, sent->messageId},
                                   {u"reply"_s, sent->reply}});
    }
    if (session.isJson())
        Session::print(results);
    else
        Session::print(table.toString());
    return areAllAsExpected ? Done : Refused;
}

struct SampleChoice {
    std::vector<std::string> ids;
    bool isAll = false;
};

int listMailbox(Session &session, const PageOptions &page)
{
    const auto answer = session.call(&Client::testMailbox, page.offset, page.limit);
    if (!answer)
        return session.fail(answer.error());
    if (session.isJson()) {
        Session::print(toJson(*answer));
        return Done;
    }
    Table table({{Texts::tr("Id")}, {Texts::tr("Received")}, {Texts::tr("From"), Left, CutMiddle}, {Texts::tr("To"), Left, CutMiddle}, {Texts::tr("Subject"), Left, CutEnd},
                 {Texts::tr("Size"), Right}});
    for (const MailboxItem &item : answer->items)
        table.addRow({item.id, shortTime(item.received), sender(item.sender), item.recipient, item.subject, size(item.size)});
    Session::print(table.isEmpty() ? Texts::tr("The test mailbox is empty.") + u'\n' : table.toString() + rest(answer->items.size(), answer->total));
    return Done;
}

int showMail(Session &session, const QString &id)
{
    const Result<MailboxItem> item = session.call(&Client::testMail, id);
    if (!item)
        return session.fail(item.error());
    if (session.isJson()) {
        Session::print(item->toJson());
        return Done;
    }
    Table table({{}, {{}, Left, Wrap}});
    table.addRow({Texts::tr("Id"), item->id});
    table.addRow({Texts::tr("Received"), localTime(item->received)});
    table.addRow({Texts::tr("From"), sender(item->sender)});
    table.addRow({Texts::tr("To"), item->recipient});
    table.addRow({Texts::tr("Size"), size(item->size)});
    Session::print(table.toString() + u'\n' + markedLines(item->text) + u'\n');
    return Done;
}

} // namespace

void addTrialCommands(CLI::App &app, Command &chosen)
{
    CLI::App *samples = addCommand(app, "samples", Texts::tr("The ready-made messages of a trial"));
    samples->require_subcommand(1);
    addCommand(*samples, "list", Texts::tr("All of them"))->callback([&] { chosen = listSamples; });
    CLI::App *sending = addCommand(*samples, "send", Texts::tr("Send them and see whether the right thing happens"));
    const auto choice = std::make_shared<SampleChoice>();
    CLI::Option *some = sending->add_option("ID", choice->ids, Texts::tr("Ids as the list shows them").toStdString());
    sending->add_flag("--all", choice->isAll, Texts::tr("All of them").toStdString())->excludes(some);
    sending->callback([&chosen, choice] {
        if (choice->ids.empty() && !choice->isAll)
            throw CLI::RequiredError("ID or --all"); // CLI11 reports errors this way, and catches them.
        chosen = [choice](Session &session) { return sendSamples(session, toQStringList(choice->ids)); };
    });

    CLI::App *mailbox = addCommand(app, "mailbox", Texts::tr("The test mailbox of a trial"));
    mailbox->require_subcommand(1);
    CLI::App *listing = addCommand(*mailbox, "list", Texts::tr("What has arrived, newest first"));
    const auto page = std::make_shared<PageOptions>();
    page->addTo(*listing);
    listing->callback([&chosen, page] { chosen = [page](Session &session) { return listMailbox(session, *page); }; });
    addIdCommand(*mailbox, chosen, "show", Texts::tr("One mail with its source"), showMail);
}

} // namespace cli
