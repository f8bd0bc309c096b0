#include "app/posternctl/commands.h"
#include "app/posternctl/messagefile.h"
#include "app/posternctl/session.h"
#include "app/posternctl/table.h"
#include "app/posternctl/words.h"

namespace cli {
namespace {

using namespace gateway::admin;
using namespace Qt::StringLiterals;
using gateway::Result;
using enum Table::Align;
using enum Table::Overflow;

struct SendOptions {
    std::vector<std::string> files, recipients;
    std::string sender;
};

int send(Session &session, const SendOptions &options)
{
    const QString sender = options.sender == "<>" ? QString() : toQString(options.sender);
    Table table({{Texts::tr("File"), Left, CutMiddle}, {Texts::tr("Message")}, {Texts::tr("Took"), Right}, {Texts::tr("The gateway's reply"), Left, Wrap}});
    QJsonArray results;
    bool areAllAccepted = true;
    for (const QString &path : toQStringList(options.files)) {
        const Result<QByteArray> content = readMessageFile(path);
        if (!content)
            return session.fail(content.error());
        const Result<SendResult> result = session.call(&Client::send, *content, sender, toQStringList(options.recipients));
        if (!result)
            return session.fail(result.error());
        areAllAccepted = areAllAccepted && result->reply.startsWith(u'2');
        QJsonObject object = result->toJson();
        object.insert("file"_L1, path);
        results.append(object);
        table.addRow({path, orNone(result->messageId), milliseconds(result->took), result->reply});
    }
    if (session.isJson())
        Session::print(results);
    else
        Session::print(table.toString());
    return areAllAccepted ? Done : Refused;
}

} // namespace

void addSendCommand(CLI::App &app, Command &chosen)
{
    CLI::App *command = addCommand(app, "send", Texts::tr("Send messages through the gateway's own SMTP port"));
    const auto options = std::make_shared<SendOptions>();
    command->add_option("FILE", options->files, Texts::tr("Message files; their line ends become CRLF").toStdString())->required()->check(CLI::ExistingFile);
    command->add_option("--from", options->sender, Texts::tr("The reverse-path; <> for none").toStdString())->required();
    command->add_option("--to", options->recipients, Texts::tr("The recipients").toStdString())->required();
    command->callback([&chosen, options] { chosen = [options](Session &session) { return send(session, *options); }; });
}

} // namespace cli
