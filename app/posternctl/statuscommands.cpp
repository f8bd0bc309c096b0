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

QString healthWord(const QString &health)
{
    return health == QLatin1String("good") ? Texts::tr("Good")
        : health == QLatin1String("attention") ? Texts::tr("Attention")
        : health == QLatin1String("bad")       ? Texts::tr("Failed")
                                               : Texts::tr("Could not tell");
}

QString signatures(const Status &status)
{
    if (status.virusEngine.isEmpty())
        return Texts::tr("not running");
    const QString count = Texts::tr("%1, %2 signatures").arg(status.virusEngine, QString::number(status.signatures));
    if (status.hasOnlyTestSignatures)
        return count + Texts::tr(" (test signatures only)");
    return status.signatureDate.isValid() ? count + Texts::tr(" of %1").arg(localTime(status.signatureDate)) : count;
}

int status(Session &session)
{
    const Result<Status> answer = session.call(&Client::status);
    if (!answer)
        return session.fail(answer.error());
    if (session.isJson()) {
        Session::print(answer->toJson());
        return Done;
    }
    const Status &s = *answer;
    Table table({{}, {{}, Left, Wrap}});
    table.addRow({Texts::tr("Gateway"), Texts::tr("%1, version %2").arg(s.hostName, s.version)});
    table.addRow({Texts::tr("Mode"), s.mode == QLatin1String("trial") ? Texts::tr("trial") : Texts::tr("service")});
    table.addRow({Texts::tr("State"), healthWord(s.health)});
    for (const QString &problem : s.problems)
        table.addRow({{}, problem});
    table.addRow({Texts::tr("Running since"), localTime(s.started)});
    table.addRow({Texts::tr("SMTP"), orNone(s.smtp)});
    table.addRow({Texts::tr("API"), orNone(s.api)});
    table.addRow({Texts::tr("Next hop"), Texts::tr("%1, %2").arg(orNone(s.nextHop), s.isNextHopUp ? Texts::tr("answers") : Texts::tr("does not answer"))});
    table.addRow({Texts::tr("Mail now"), Texts::tr("%1 a minute, %2 in the median, %3 connections")
                                             .arg(QString::number(s.messagesPerMinute, 'f', 1), milliseconds(s.medianMilliseconds), QString::number(s.sessions))});
    table.addRow({Texts::tr("Mail today"), Texts::tr("%1, of these %2 stopped").arg(QString::number(s.messagesToday), QString::number(s.stoppedToday))});
    table.addRow({Texts::tr("Waiting"), Texts::tr("%1 in the queue, %2 in quarantine").arg(QString::number(s.queued), QString::number(s.quarantined))});
    table.addRow({Texts::tr("Virus scanner"), signatures(s)});
    table.addRow({Texts::tr("Sandbox"), orNone(s.sandbox)});
    table.addRow({Texts::tr("Policy"), Texts::tr("version %1").arg(s.policyVersion)});
    Session::print(table.toString());
    return Done;
}

int sessions(Session &session, const PageOptions &page)
{
    const auto answer = session.call(&Client::tlsSessions, page.offset, page.limit);
    if (!answer)
        return session.fail(answer.error());
    if (session.isJson()) {
        Session::print(toJson(*answer));
        return Done;
    }
    Table table({{Texts::tr("Time")}, {Texts::tr("Way")}, {Texts::tr("Peer"), Left, CutMiddle}, {Texts::tr("Message")}, {Texts::tr("TLS"), Left, CutEnd}});
    for (const TlsSession &s : answer->items)
        table.addRow({shortTime(s.time), s.direction == QLatin1String("in") ? Texts::tr("in") : Texts::tr("out"), s.peer, s.messageId, tls(s.tls)});
    Session::print(table.isEmpty() ? Texts::tr("No TLS session is on record.") + u'\n' : table.toString() + rest(answer->items.size(), answer->total));
    return Done;
}

int certificates(Session &session)
{
    const auto answer = session.call(&Client::certificates);
    if (!answer)
        return session.fail(answer.error());
    if (session.isJson()) {
        Session::print(toJsonArray(*answer));
        return Done;
    }
    if (answer->isEmpty())
        Session::print(Texts::tr("No certificate is in use.") + u'\n');
    for (const Certificate &c : *answer) {
        Table table({{}, {{}, Left, Wrap}});
        table.addRow({Texts::tr("File"), c.file});
        table.addRow({Texts::tr("Names"), orNone(c.names.join(QLatin1String(", ")))});
        table.addRow({Texts::tr("Subject"), c.subject});
        table.addRow({Texts::tr("Issuer"), c.isSelfSigned ? Texts::tr("itself") : c.issuer});
        table.addRow({Texts::tr("Valid"), Texts::tr("%1 to %2").arg(localTime(c.notBefore), localTime(c.notAfter))});
        table.addRow({Texts::tr("Fingerprint"), c.fingerprint});
        Session::print(table.toString() + (&c == &answer->last() ? QString() : QString(u'\n')));
    }
    return Done;
}

} // namespace

void addStatusCommands(CLI::App &app, Command &chosen)
{
    addCommand(app, "status", Texts::tr("How the gateway is"))->callback([&] { chosen = status; });

    CLI::App *tls = addCommand(app, "tls", Texts::tr("TLS sessions and certificates"));
    tls->require_subcommand(0, 1);
    const auto page = std::make_shared<PageOptions>();
    page->addTo(*tls);
    const Command showSessions = [page](Session &session) { return sessions(session, *page); };
    tls->callback([&chosen, showSessions, tls] {
        if (tls->get_subcommands().empty())
            chosen = showSessions;
    });
    CLI::App *list = addCommand(*tls, "sessions", Texts::tr("The TLS sessions, newest first"));
    page->addTo(*list);
    list->callback([&chosen, showSessions] { chosen = showSessions; });
    addCommand(*tls, "certificates", Texts::tr("The certificates in use"))->callback([&] { chosen = certificates; });
    addCommand(*tls, "reload", Texts::tr("Read the certificate files anew"))->callback([&] {
        chosen = [](Session &session) {
            return session.finish(session.call(&Client::reloadCertificates), Texts::tr("The certificates were read anew."));
        };
    });
}

} // namespace cli
