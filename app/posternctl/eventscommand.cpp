#include "app/posternctl/commands.h"
#include "app/posternctl/session.h"
#include "app/posternctl/terminaltext.h"
#include "app/posternctl/table.h"
#include "app/posternctl/words.h"

#include <QCoreApplication>
#include <QJsonDocument>

namespace cli {
namespace {

using namespace gateway::admin;
using namespace Qt::StringLiterals;
using gateway::Result;

/// One line: when, what kind, and what can be said shortly.
QString line(const Event &event)
{
    const QString now = QDateTime::currentDateTime().toString(u"HH:mm:ss"_s);
    QString what;
    if (event.type == "message"_L1) {
        const Message m = Message::fromJson(event.data);
        what = QStringList{m.id, word(m.fate), word(m.messageClass), sender(m.sender), m.subject}.join(u"  "_s);
    } else {
        what = QString::fromUtf8(QJsonDocument(event.data).toJson(QJsonDocument::Compact));
    }
    return cut(marked(now + u"  "_s + event.type.leftJustified(10) + u"  "_s + what), Table::lineWidth, Cut::End) + u'\n';
}

int follow(Session &session, int count)
{
    const Result<Client *> client = session.connect();
    if (!client) {
        Session::warn(client.error().message);
        return Unreachable;
    }
    QEventLoop loop;
    bool wasConnected = false;
    QObject::connect(*client, &Client::eventsConnected, &loop, [&] { wasConnected = true; });
    QObject::connect(*client, &Client::eventsLost, &loop, [&](const QString &cause) {
        Session::warn(cause); // Once it has been there, it is waited for.
        if (!wasConnected)
            loop.exit(Unreachable);
    });
    QObject::connect(*client, &Client::eventReceived, &loop, [&, seen = 0](const Event &event) mutable {
        if (session.isJson()) // One object per line, so that a pipe can take them as they come.
            Session::print(QString::fromUtf8(QJsonDocument(event.toJson()).toJson(QJsonDocument::Compact)) + u'\n');
        else
            Session::print(line(event));
        if (++seen == count)
            loop.exit(Done);
    });
    (*client)->followEvents();
    return loop.exec();
}

struct EventsOptions {
    bool follows = false;
    int count = 0;
};

} // namespace

void addEventsCommand(CLI::App &app, Command &chosen)
{
    CLI::App *events = addCommand(app, "events", Texts::tr("What happens, as it happens"));
    const auto options = std::make_shared<EventsOptions>();
    events->add_flag("--follow", options->follows, Texts::tr("Go on until stopped").toStdString())->required();
    events->add_option("--count", options->count, Texts::tr("Stop after that many").toStdString())->check(CLI::PositiveNumber);
    events->callback([&chosen, options] { chosen = [options](Session &session) { return follow(session, options->count); }; });
}

} // namespace cli
