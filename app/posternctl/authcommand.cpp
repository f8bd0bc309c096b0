#include "app/posternctl/authreport.h"
#include "app/posternctl/commands.h"
#include "app/posternctl/session.h"
#include "app/posternctl/words.h"

#include <QFile>
#include <QJsonDocument>

namespace cli {
namespace {

constexpr qint64 maxFile = 200'000'000;

struct AuthOptions {
    std::string file, clientAddress, helo, reversePath, zone, resolver;
    qint64 time = 0;
};

gateway::Result<QByteArray> octetsOf(const std::string &path)
{
    QFile file(toQString(path));
    if (!file.open(QIODevice::ReadOnly))
        return gateway::failure(gateway::Error::Kind::Io, Texts::tr("“%1” cannot be read: %2.").arg(file.fileName(), file.errorString()));
    return file.read(maxFile);
}

int authenticate(Session &session, const AuthOptions &options)
{
    AuthRequest request;
    gateway::Result<QByteArray> message = octetsOf(options.file);
    if (!message)
        return session.fail(message.error());
    request.message = *std::move(message);
    boost::system::error_code error;
    request.client = boost::asio::ip::make_address(options.clientAddress, error);
    if (error)
        return session.fail({gateway::Error::Kind::Invalid, Texts::tr("“%1” is no IP address.").arg(toQString(options.clientAddress))});
    request.helo = QByteArray::fromStdString(options.helo);
    request.reversePath = QByteArray::fromStdString(options.reversePath == "<>" ? std::string() : options.reversePath);
    request.time = options.time;
    request.resolver = toQString(options.resolver);
    if (!options.zone.empty()) {
        const gateway::Result<QByteArray> json = octetsOf(options.zone);
        if (!json)
            return session.fail(json.error());
        QJsonParseError fault;
        const QJsonDocument document = QJsonDocument::fromJson(*json, &fault);
        if (!document.isObject())
            return session.fail({gateway::Error::Kind::Invalid, Texts::tr("“%1” holds no zones: %2.").arg(toQString(options.zone), fault.errorString())});
        request.zone = document.object();
    }
    const gateway::Result<QJsonObject> report = authReport(request);
    if (!report)
        return session.fail(report.error());
    Session::print(QString::fromUtf8(QJsonDocument(*report).toJson(QJsonDocument::Compact)));
    return Done;
}

} // namespace

void addAuthCommand(CLI::App &app, Command &chosen)
{
    CLI::App *command = addCommand(app, "auth", Texts::tr("Find out who vouches for a message, without a gateway"));
    const auto options = std::make_shared<AuthOptions>();
    command->add_option("FILE", options->file, Texts::tr("The message").toStdString())->required()->check(CLI::ExistingFile);
    command->add_option("--ip", options->clientAddress, Texts::tr("The address of the client that sent it").toStdString())->required();
    command->add_option("--helo", options->helo, Texts::tr("The name it gave").toStdString());
    command->add_option("--mail-from", options->reversePath, Texts::tr("The reverse-path; <> for none").toStdString());
    CLI::Option *zone = command->add_option("--zone", options->zone, Texts::tr("JSON file of zones to use in the place of the DNS: nothing leaves this machine").toStdString())
                            ->check(CLI::ExistingFile);
    command->add_option("--resolver", options->resolver, Texts::tr("ADDRESS:PORT of a name server to ask").toStdString())->excludes(zone);
    command->add_option("--time", options->time, Texts::tr("The time of receipt in UNIX seconds; now without it").toStdString());
    command->callback([&chosen, options] { chosen = [options](Session &session) { return authenticate(session, *options); }; });
}

} // namespace cli
