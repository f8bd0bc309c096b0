#include "app/posternctl/commands.h"
#include "app/posternctl/directorywords.h"
#include "app/posternctl/session.h"
#include "app/posternctl/table.h"
#include "app/posternctl/words.h"
#include "gateway/admin/codec.h"

#include <QFile>
#include <QFileInfo>

namespace cli {
namespace {

using namespace gateway::admin;
using namespace Qt::StringLiterals;
using gateway::Error;
using gateway::Result;
using Client = gateway::admin::Client;
using enum Table::Align;
using enum Table::Overflow;

constexpr qint64 maxPassword = 1024, maxFile = 256 * 1024 * 1024;

QString placeOf(const DirectorySource &source)
{
    if (source.kind == "ldap"_L1)
        return source.servers.join(u", "_s);
    return source.file.isEmpty() ? Texts::tr("what is sent") : source.file;
}

Result<QByteArray> readFile(const QString &path, qint64 maxSize)
{
    QFile file(path);
    const bool isOpen = path == "-"_L1 ? file.open(stdin, QIODevice::ReadOnly) : file.open(QIODevice::ReadOnly);
    if (!isOpen)
        return gateway::failure(Error::Kind::Io, Texts::tr("\"%1\" cannot be read: %2.").arg(path, file.errorString()));
    const QByteArray octets = file.read(maxSize + 1);
    if (octets.size() > maxSize)
        return gateway::failure(Error::Kind::Invalid, Texts::tr("\"%1\" is larger than %2.").arg(path, size(maxSize)));
    return octets;
}

/// The first line. A password is never an argument: everybody on the machine could read it there.
Result<QString> readPassword(const std::string &path)
{
    if (path.empty())
        return QString();
    const Result<QByteArray> octets = readFile(toQString(path), maxPassword);
    if (!octets)
        return tl::make_unexpected(octets.error());
    QByteArray line = octets->split('\n').first();
    if (line.endsWith('\r'))
        line.chop(1);
    return QString::fromUtf8(line);
}

Result<DirectorySourceState> stateOfSource(Session &session, const QString &id)
{
    const auto answer = session.call(&Client::directorySources);
    if (!answer)
        return tl::make_unexpected(answer.error());
    const auto found = std::ranges::find(*answer, id, [](const DirectorySourceState &state) { return state.source.id; });
    if (found == answer->end())
        return gateway::failure(Error::Kind::NotFound, Texts::tr("There is no source \"%1\".").arg(id));
    return *found;
}

int listSources(Session &session)
{
    const auto answer = session.call(&Client::directorySources);
    if (!answer)
        return session.fail(answer.error());
    if (session.isJson()) {
        Session::print(toJsonArray(*answer));
        return Done;
    }
    Table table({{Texts::tr("Id")}, {Texts::tr("Kind")}, {Texts::tr("Recipients"), Right}, {Texts::tr("Last good")}, {Texts::tr("Outcome")},
                 {Texts::tr("Read from"), Left, CutEnd}});
    for (const DirectorySourceState &state : *answer) {
        table.addRow({state.source.id, state.source.kind, QString::number(state.entries), state.lastGood.isValid() ? shortTime(state.lastGood) : Texts::tr("never"),
                      state.isReading ? Texts::tr("is being read") : outcomeWord(state.outcome), placeOf(state.source)});
    }
    QString text = table.isEmpty() ? Texts::tr("No source is set up; recipients are those typed in for the domains.") + u'\n' : table.toString();
    for (const DirectorySourceState &state : *answer) {
        if (!state.cause.isEmpty())
            text += u'\n' + marked(state.source.id + u": "_s + state.cause) + u'\n';
    }
    Session::print(text);
    return Done;
}

struct SourceOptions {
    std::string id, kind = "ldap", preset = "active-directory", tls = "starttls", caFile, bindName, passwordFile, base, filter, groupsAttribute, file;
    std::vector<std::string> servers, addressAttributes, nameAttributes, importantGroups;
    bool isUnverified = false;
    int interval = 60, maxRemoved = 10;
};

int add(Session &session, const SourceOptions &options)
{
    const Result<QString> password = readPassword(options.passwordFile);
    if (!password)
        return session.fail(password.error());
    DirectorySource source;
    source.id = toQString(options.id);
    source.kind = toQString(options.kind);
    source.preset = toQString(options.preset);
    source.servers = toQStringList(options.servers);
    source.tls = toQString(options.tls);
    source.verifiesCertificate = !options.isUnverified;
    source.caFile = toQString(options.caFile);
    source.bindName = toQString(options.bindName);
    source.password = *password;
    source.base = toQString(options.base);
    source.filter = toQString(options.filter);
    source.addressAttributes = toQStringList(options.addressAttributes);
    source.nameAttributes = toQStringList(options.nameAttributes);
    source.groupsAttribute = toQString(options.groupsAttribute);
    source.importantGroups = toQStringList(options.importantGroups);
    source.file = options.file.empty() ? QString() : QFileInfo(toQString(options.file)).absoluteFilePath();
    source.intervalMinutes = options.interval;
    source.maxRemovedPercent = options.maxRemoved;
    return session.finish(session.call(&Client::putDirectorySource, source), Texts::tr("The source %1 is set up.").arg(source.id));
}

void addAdding(CLI::App &directory, Command &chosen)
{
    CLI::App *command = addCommand(directory, "add", Texts::tr("Add a source, or replace what is set for it"));
    const auto o = std::make_shared<SourceOptions>();
    const auto text = [](const QString &help) { return help.toStdString(); };
    command->add_option("ID", o->id, text(Texts::tr("Its name here: lower-case letters, digits and hyphens")))->required();
    command->add_option("--kind", o->kind, text(Texts::tr("ldap unless told otherwise")))->check(CLI::IsMember({"ldap", "csv", "ldif"}));
    command->add_option("--server", o->servers, text(Texts::tr("HOST or HOST:PORT of a directory server; the next is asked where one does not answer")));
    command->add_option("--preset", o->preset, text(Texts::tr("What kind of directory")))->check(CLI::IsMember({"active-directory", "openldap", "389ds"}));
    command->add_option("--tls", o->tls, text(Texts::tr("starttls unless told otherwise")))->check(CLI::IsMember({"starttls", "ldaps", "none"}));
    command->add_flag("--any-certificate", o->isUnverified, text(Texts::tr("Do not verify the server's certificate")));
    command->add_option("--ca-file", o->caFile, text(Texts::tr("The company's own CA, a file on the gateway's machine")));
    command->add_option("--bind-name", o->bindName, text(Texts::tr("Account that may read the directory")));
    command->add_option("--password-file", o->passwordFile, text(Texts::tr("File with its password; - for standard input; without, the stored one stays")));
    command->add_option("--base", o->base, text(Texts::tr("Where the recipients are: DC=example,DC=com")));
    command->add_option("--filter", o->filter, text(Texts::tr("Which objects are recipients; that of the preset without")));
    command->add_option("--address-attribute", o->addressAttributes, text(Texts::tr("Attribute with addresses, as often as there are")));
    command->add_option("--name-attribute", o->nameAttributes, text(Texts::tr("Attribute with the name")));
    command->add_option("--groups-attribute", o->groupsAttribute, text(Texts::tr("Attribute with the groups")));
    command->add_option("--important-group", o->importantGroups, text(Texts::tr("Group whose members are important")));
    command->add_option("--file", o->file, text(Texts::tr("CSV, LDIF: a file on the gateway's machine that is read again and again")));
    command->add_option("--interval", o->interval, text(Texts::tr("Minutes between two readings, 60 unless told otherwise; 0: only when asked to")));
    command->add_option("--max-removed", o->maxRemoved, text(Texts::tr("Percent of the recipients that may go without approval, 10 unless told otherwise")));
    command->callback([&chosen, o] { chosen = [o](Session &session) { return add(session, *o); }; });
}

int test(Session &session, const QString &id)
{
    const Result<DirectorySourceState> state = stateOfSource(session, id);
    if (!state)
        return session.fail(state.error());
    const Result<DirectoryPreview> preview = session.call(&Client::testDirectorySource, state->source);
    if (!preview)
        return session.fail(preview.error());
    if (session.isJson()) {
        Session::print(preview->toJson());
        return Done;
    }
    QString text = Texts::tr("%1 answers: %2 recipients, %3 of no use.").arg(preview->server, QString::number(preview->count), QString::number(preview->skipped)) + u'\n';
    for (const QString &line : preview->warnings + preview->notes)
        text += marked(line) + u'\n';
    Table table({{Texts::tr("Address"), Left, CutMiddle}, {Texts::tr("Name"), Left, CutEnd}, {Texts::tr("State")}});
    for (const DirectoryEntry &entry : preview->first)
        table.addRow({entry.address, entry.name, stateOf(entry)});
    Session::print(table.isEmpty() ? text : text + u'\n' + table.toString());
    return Done;
}

QString textOf(const DirectoryDifference &difference)
{
    QString text = Texts::tr("%1: %2 new, %3 gone, %4 changed.")
                       .arg(difference.source, QString::number(difference.added), QString::number(difference.removed), QString::number(difference.changed));
    text += u'\n' + (difference.isPending ? Texts::tr("It waits for approval.") : Texts::tr("It is in force.")) + u'\n';
    for (const QString &note : difference.notes)
        text += marked(note) + u'\n';
    Table table({{}, {{}, Left, CutMiddle}, {{}, Left, CutEnd}});
    for (const DirectoryChange &change : difference.changes) {
        const bool isRemoved = change.kind == "removed"_L1;
        const DirectoryEntry &entry = isRemoved ? change.before : change.after;
        table.addRow({isRemoved ? u"-"_s : change.kind == "added"_L1 ? u"+"_s : u"*"_s, entry.address, entry.name + (entry.isDisabled ? u" ("_s + stateOf(entry) + u')' : QString())});
    }
    return table.isEmpty() ? text : text + table.toString();
}

int print(Session &session, const Result<DirectoryDifference> &difference)
{
    if (!difference)
        return session.fail(difference.error());
    if (session.isJson())
        Session::print(difference->toJson());
    else
        Session::print(textOf(*difference));
    return Done;
}

/// What a file is called as a source: its name, as far as an id can have it.
QString idOf(const QString &path)
{
    QString id;
    for (const QChar c : QFileInfo(path).completeBaseName().toLower())
        id += (c >= u'a' && c <= u'z') || (c >= u'0' && c <= u'9') ? c : QChar(u'-');
    while (id.startsWith(u'-'))
        id.remove(0, 1);
    return id.left(40);
}

struct ImportOptions {
    std::string what, source;
    bool holds = false;
};

bool isFile(const QString &what) { return what.endsWith(".csv"_L1, Qt::CaseInsensitive) || what.endsWith(".ldif"_L1, Qt::CaseInsensitive) || what.contains(u'/'); }

int importFile(Session &session, const ImportOptions &options)
{
    const QString path = toQString(options.what);
    const Result<QByteArray> content = readFile(path, maxFile);
    if (!content)
        return session.fail(content.error());
    DirectorySource source;
    source.id = options.source.empty() ? idOf(path) : toQString(options.source);
    const Result<DirectorySourceState> known = stateOfSource(session, source.id);
    if (!known && known.error().kind != Error::Kind::NotFound)
        return session.fail(known.error());
    if (!known) {
        source.kind = path.endsWith(".ldif"_L1, Qt::CaseInsensitive) ? u"ldif"_s : u"csv"_s;
        source.intervalMinutes = 0;
        if (const Result<> put = session.call(&Client::putDirectorySource, source); !put)
            return session.fail(put.error());
    }
    return print(session, session.call(&Client::uploadDirectory, source.id, *content, options.holds));
}

int importSource(Session &session, const QString &id, bool holds)
{
    if (const Result<> begun = session.call(&Client::importDirectory, id, holds); !begun)
        return session.fail(begun.error());
    for (;;) {
        const Result<DirectorySourceState> state = stateOfSource(session, id);
        if (!state)
            return session.fail(state.error());
        if (state->isReading) {
            Session::pause(std::chrono::milliseconds(200));
            continue;
        }
        if (session.isJson())
            Session::print(state->toJson());
        else if (state->outcome != "failed"_L1)
            Session::print(Texts::tr("%1: %2, %3 recipients in force.").arg(id, outcomeWord(state->outcome), QString::number(state->entries)) + u'\n');
        else
            return session.fail({Error::Kind::Io, state->cause});
        return state->outcome == "failed"_L1 ? Refused : Done;
    }
}

void addImporting(CLI::App &directory, Command &chosen)
{
    CLI::App *command = addCommand(directory, "import", Texts::tr("Read a source now, or send a CSV or LDIF file"));
    const auto options = std::make_shared<ImportOptions>();
    command->add_option("WHAT", options->what, Texts::tr("Id of a source, or a file that ends in .csv or .ldif").toStdString())->required();
    command->add_option("--source", options->source, Texts::tr("The source that the file belongs to; named as the file without").toStdString());
    command->add_flag("--hold", options->holds, Texts::tr("Wait for approval, whatever it changes").toStdString());
    command->callback([&chosen, options] {
        chosen = [options](Session &session) {
            const QString what = toQString(options->what);
            return isFile(what) ? importFile(session, *options) : importSource(session, what, options->holds);
        };
    });
}

} // namespace

void addDirectorySourceCommands(CLI::App &directory, Command &chosen)
{
    addCommand(directory, "sources", Texts::tr("Where recipients come from"))->callback([&chosen] { chosen = listSources; });
    addAdding(directory, chosen);
    addIdAction(directory, chosen, "remove", Texts::tr("Remove sources with their recipients"),
                [](Session &s, const QString &id) { return s.call(&Client::removeDirectorySource, id); }, Texts::tr("The source is removed."));
    addIdCommand(directory, chosen, "test", Texts::tr("What reading a source would find"), test);
    addImporting(directory, chosen);
    addIdCommand(directory, chosen, "diff", Texts::tr("What a reading that waits for approval would change"),
                 [](Session &s, const QString &id) { return print(s, s.call(&Client::pendingDirectory, id)); });
    addIdAction(directory, chosen, "approve", Texts::tr("Put what waits in force"),
                [](Session &s, const QString &id) { return s.call(&Client::approveDirectory, id); }, Texts::tr("It is in force."));
    addIdAction(directory, chosen, "reject", Texts::tr("Throw what waits away"),
                [](Session &s, const QString &id) { return s.call(&Client::rejectDirectory, id); }, Texts::tr("Thrown away; nothing has changed."));
}

} // namespace cli
