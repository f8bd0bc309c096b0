#include "app/posternctl/commands.h"
#include "app/posternctl/session.h"
#include "app/posternctl/table.h"
#include "app/posternctl/words.h"
#include "gateway/admin/codec.h"

#include <QFile>
#include <QJsonDocument>

namespace cli {
namespace {

using namespace gateway::admin;
using namespace Qt::StringLiterals;
using gateway::Error;
using gateway::Result;
using Client = gateway::admin::Client;
using enum Table::Align;
using enum Table::Overflow;

constexpr qint64 maxDocument = 64'000'000;

Result<QJsonObject> readDocument(const std::string &path)
{
    QFile file(toQString(path));
    if (!file.open(QIODevice::ReadOnly))
        return gateway::failure(Error::Kind::Io, Texts::tr("\"%1\" cannot be read: %2.").arg(file.fileName(), file.errorString()));
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(file.read(maxDocument), &error);
    if (error.error != QJsonParseError::NoError)
        return gateway::failure(Error::Kind::Invalid, Texts::tr("\"%1\" is not JSON: %2 at octet %3.")
                                                          .arg(file.fileName(), error.errorString(), QString::number(error.offset)));
    if (!document.isObject())
        return gateway::failure(Error::Kind::Invalid, Texts::tr("\"%1\" is not a JSON object.").arg(file.fileName()));
    return document.object();
}

int listDomains(Session &session)
{
    const auto answer = session.call(&Client::domains);
    if (!answer)
        return session.fail(answer.error());
    if (session.isJson()) {
        Session::print(toJsonArray(*answer));
        return Done;
    }
    Table table({{Texts::tr("Domain"), Left, CutMiddle}, {Texts::tr("Next hop"), Left, CutMiddle}, {Texts::tr("Check")}, {Texts::tr("Typed mailboxes"), Left, CutEnd}});
    for (const Domain &domain : *answer)
        table.addRow({(QStringList{domain.name} + domain.aliasDomains).join(u", "_s), domain.nextHop.isEmpty() ? Texts::tr("the gateway's default") : domain.nextHop,
                      domain.recipientCheck, domain.recipients.join(u", "_s)});
    Session::print(table.isEmpty() ? Texts::tr("No domain is set up.") + u'\n' : table.toString());
    return Done;
}

struct DomainOptions {
    std::string name, nextHop, check = "auto", catchAll, separator = "+";
    std::vector<std::string> mailboxes, aliasDomains;
    bool acceptsUnknown = false;

    [[nodiscard]] Domain domain() const
    {
        Domain domain;
        domain.name = toQString(name);
        domain.nextHop = toQString(nextHop);
        domain.recipients = toQStringList(mailboxes);
        domain.recipientCheck = toQString(check);
        domain.aliasDomains = toQStringList(aliasDomains);
        domain.catchAll = toQString(catchAll);
        domain.subaddressSeparator = separator == "none" ? QString() : toQString(separator);
        domain.acceptsUnknown = acceptsUnknown;
        return domain;
    }
};

void addDomains(CLI::App &app, Command &chosen)
{
    CLI::App *domains = addCommand(app, "domains", Texts::tr("The domains whose mail is taken"));
    domains->require_subcommand(1);
    addCommand(*domains, "list", Texts::tr("All of them"))->callback([&] { chosen = listDomains; });

    CLI::App *adding = addCommand(*domains, "add", Texts::tr("Add a domain, or replace what is set for it"));
    const auto options = std::make_shared<DomainOptions>();
    adding->add_option("NAME", options->name, Texts::tr("Such as example.com").toStdString())->required();
    adding->add_option("--next-hop", options->nextHop, Texts::tr("HOST:PORT of its mail server").toStdString());
    adding->add_option("--mailbox", options->mailboxes, Texts::tr("A known mailbox, as often as there are, beside those of the directory").toStdString());
    adding->add_option("--check", options->check, Texts::tr("Recipients in no list: auto (refused if there is a list), off, list (refused), ask (the next hop)").toStdString())
        ->check(CLI::IsMember({"auto", "off", "list", "ask"}));
    adding->add_option("--alias-domain", options->aliasDomains, Texts::tr("Another name of the domain, as often as there are").toStdString());
    adding->add_option("--catch-all", options->catchAll, Texts::tr("Address that gets what nobody else gets").toStdString());
    adding->add_option("--separator", options->separator, Texts::tr("What sets off tags in addresses: + unless told otherwise, or none").toStdString());
    adding->add_flag("--accept-unknown", options->acceptsUnknown, Texts::tr("Accept recipients in no list, and flag them, while the list is being made").toStdString());
    adding->callback([&chosen, options] {
        chosen = [options](Session &session) {
            const Domain domain = options->domain();
            return session.finish(session.call(&Client::putDomain, domain), Texts::tr("Mail for %1 is taken.").arg(domain.name));
        };
    });

    CLI::App *removing = addCommand(*domains, "remove", Texts::tr("Take no more mail for a domain"));
    const auto name = std::make_shared<std::string>();
    removing->add_option("NAME", *name, Texts::tr("Such as example.com").toStdString())->required();
    removing->callback([&chosen, name] {
        chosen = [name](Session &session) {
            return session.finish(session.call(&Client::removeDomain, toQString(*name)), Texts::tr("Mail for %1 is refused.").arg(toQString(*name)));
        };
    });
}

struct DocumentOptions {
    std::string file, note;
};

/// A command with a JSON file as its argument.
CLI::App *addDocumentCommand(CLI::App &parent, Command &chosen, const char *name, const QString &description,
                             const std::shared_ptr<DocumentOptions> &options, std::function<int(Session &, const QJsonObject &)> act)
{
    CLI::App *command = addCommand(parent, name, description);
    command->add_option("FILE", options->file, Texts::tr("A JSON document").toStdString())->required()->check(CLI::ExistingFile);
    command->callback([&chosen, options, act] {
        chosen = [options, act](Session &session) {
            const Result<QJsonObject> document = readDocument(options->file);
            return document ? act(session, *document) : session.fail(document.error());
        };
    });
    return command;
}

void addPolicy(CLI::App &app, Command &chosen)
{
    CLI::App *policy = addCommand(app, "policy", Texts::tr("What happens to which mail"));
    policy->require_subcommand(1);
    addCommand(*policy, "show", Texts::tr("The policy document in force"))->callback([&] {
        chosen = [](Session &session) {
            const Result<QJsonObject> document = session.call(&Client::policy);
            if (!document)
                return session.fail(document.error());
            Session::print(*document);
            return int(Done);
        };
    });
    addDocumentCommand(*policy, chosen, "check", Texts::tr("Check a document without applying it"), std::make_shared<DocumentOptions>(),
                       [](Session &session, const QJsonObject &document) {
                           return session.finish(session.call(&Client::checkPolicy, document), Texts::tr("The policy is sound."));
                       });
    const auto options = std::make_shared<DocumentOptions>();
    CLI::App *applying = addDocumentCommand(*policy, chosen, "apply", Texts::tr("Put a document in force"), options,
                                            [options](Session &session, const QJsonObject &document) {
        const Result<int> version = session.call(&Client::applyPolicy, document, toQString(options->note));
        if (!version)
            return session.fail(version.error());
        if (session.isJson())
            Session::print(QJsonObject{{u"version"_s, *version}});
        else
            Session::print(Texts::tr("Policy version %1 is in force.").arg(*version) + u'\n');
        return int(Done);
    });
    applying->add_option("--note", options->note, Texts::tr("Why, for the history").toStdString());
}

struct ExportOptions {
    std::string file;
};

int exportConfig(Session &session, const ExportOptions &options)
{
    const Result<QJsonObject> document = session.call(&Client::exportConfig);
    if (!document)
        return session.fail(document.error());
    if (options.file.empty()) {
        Session::print(*document);
        return Done;
    }
    QFile file(toQString(options.file));
    const QByteArray text = QJsonDocument(*document).toJson();
    if (!file.open(QIODevice::WriteOnly | QIODevice::NewOnly) || file.write(text) != text.size() || !file.flush())
        return session.fail({Error::Kind::Io, Texts::tr("\"%1\" cannot be written: %2.").arg(file.fileName(), file.errorString())});
    return session.finish({}, Texts::tr("Written to %1.").arg(file.fileName()));
}

void addConfig(CLI::App &app, Command &chosen)
{
    CLI::App *config = addCommand(app, "config", Texts::tr("Domains, sources of recipients and policy in one document"));
    config->require_subcommand(1);
    CLI::App *exporting = addCommand(*config, "export", Texts::tr("Write the document"));
    const auto options = std::make_shared<ExportOptions>();
    exporting->add_option("FILE", options->file, Texts::tr("A file that does not exist yet; standard output without").toStdString());
    exporting->callback([&chosen, options] { chosen = [options](Session &session) { return exportConfig(session, *options); }; });
    addDocumentCommand(*config, chosen, "import", Texts::tr("Replace domains, sources of recipients and policy by those of a document"), std::make_shared<DocumentOptions>(),
                       [](Session &session, const QJsonObject &document) {
                           return session.finish(session.call(&Client::importConfig, document), Texts::tr("Imported."));
                       });
}

} // namespace

void addSettingsCommands(CLI::App &app, Command &chosen)
{
    addDomains(app, chosen);
    addPolicy(app, chosen);
    addConfig(app, chosen);
}

} // namespace cli
