#include "app/posternctl/commands.h"
#include "app/posternctl/session.h"
#include "app/posternctl/table.h"
#include "app/posternctl/terminaltext.h"
#include "app/posternctl/words.h"
#include "gateway/admin/codec.h"

#include <QFile>

namespace cli {
namespace {

using namespace gateway::admin;
using namespace Qt::StringLiterals;
using gateway::Error;
using gateway::Result;
using Client = gateway::admin::Client;
using enum Table::Align;
using enum Table::Overflow;

constexpr qint64 maxTable = 64'000'000; ///< Octets.

QString actionWord(const SenderListEntry &entry) { return entry.action == "allow"_L1 ? Texts::tr("allow") : Texts::tr("block"); }
QString scopeWord(const SenderListEntry &entry) { return entry.scope == "*"_L1 ? Texts::tr("everyone") : entry.scope; }

/// "block *@example.com for everyone"
QString entryText(const SenderListEntry &entry) { return Texts::tr("%1 %2 for %3").arg(actionWord(entry), entry.sender, scopeWord(entry)); }

QString sentence(const SenderListConflict &conflict)
{
    const QString stronger = entryText(conflict.stronger), weaker = entryText(conflict.weaker);
    if (conflict.kind == "duplicate"_L1)
        return Texts::tr("There already: %1.").arg(stronger);
    if (conflict.kind == "contradiction"_L1)
        return Texts::tr("Contradiction: %1, and %2. The block counts.").arg(stronger, weaker);
    if (conflict.kind == "overruled"_L1)
        return Texts::tr("Without effect: %1, because of %2.").arg(weaker, stronger);
    return Texts::tr("Exception: where both apply, %1 counts before %2.").arg(stronger, weaker);
}

QString sentences(const QList<SenderListConflict> &conflicts)
{
    QString all;
    for (const SenderListConflict &conflict : conflicts)
        all += marked(sentence(conflict)) + u'\n';
    return all;
}

struct EntryOptions {
    std::string action, sender, scope = "*", note;

    void addTo(CLI::App &command)
    {
        command.add_option("ACTION", action, Texts::tr("allow or block").toStdString())->required()->check(CLI::IsMember({"allow", "block"}));
        command.add_option("SENDER", sender, Texts::tr("a@example.com, *@example.com for a domain, *@*.example.com for all below it, too").toStdString())->required();
        command.add_option("--for", scope, Texts::tr("For whose mail: a recipient or a domain of ours; everyone without").toStdString());
    }
    [[nodiscard]] SenderListEntry entry() const { return {toQString(action), toQString(sender), toQString(scope), toQString(note), {}}; }
};

struct ListOptions {
    std::string text, action;
    PageOptions page;
};

int list(Session &session, const ListOptions &options)
{
    const auto answer = session.call(&Client::senderListEntries,
                                     SenderListFilter{toQString(options.text), toQString(options.action), options.page.offset, options.page.limit});
    if (!answer)
        return session.fail(answer.error());
    if (session.isJson()) {
        Session::print(toJson(*answer));
        return Done;
    }
    Table table({{Texts::tr("Action")}, {Texts::tr("Sender"), Left, CutMiddle}, {Texts::tr("For whom"), Left, CutMiddle}, {Texts::tr("Added")}, {Texts::tr("Note"), Left, CutEnd}});
    for (const SenderListEntry &entry : answer->items)
        table.addRow({actionWord(entry), entry.sender, scopeWord(entry), entry.added.isValid() ? localTime(entry.added).left(10) : orNone({}), entry.note});
    Session::print(table.isEmpty() ? Texts::tr("No sender is allowed or blocked here.") + u'\n' : table.toString() + rest(answer->items.size(), answer->total));
    return Done;
}

int tellConflicts(Session &session, const Result<QList<SenderListConflict>> &conflicts, const QString &done)
{
    if (!conflicts)
        return session.fail(conflicts.error());
    if (session.isJson())
        Session::print(QJsonObject{{u"conflicts"_s, toJsonArray(*conflicts)}});
    else
        Session::print(sentences(*conflicts) + done + u'\n');
    return Done;
}

struct ImportOptions {
    std::string file;
    bool replaces = false, checks = false;
};

int import(Session &session, const ImportOptions &options)
{
    QFile file(toQString(options.file));
    if (!file.open(QIODevice::ReadOnly))
        return session.fail({Error::Kind::Io, Texts::tr("\"%1\" cannot be read: %2.").arg(file.fileName(), file.errorString())});
    const QByteArray table = file.read(maxTable);
    const auto outcome = options.checks ? session.call(&Client::checkSenderCsv, table, options.replaces) : session.call(&Client::senderListsFromCsv, table, options.replaces);
    if (!outcome)
        return session.fail(outcome.error());
    if (session.isJson()) {
        Session::print(outcome->toJson());
        return Done;
    }
    const QString added = QString::number(outcome->added), removed = QString::number(outcome->removed), entries = QString::number(outcome->entries);
    Session::print(sentences(outcome->conflicts)
                   + (options.checks ? Texts::tr("Nothing was changed: %1 would be added, %2 removed, %3 entries in all.").arg(added, removed, entries)
                                     : Texts::tr("%1 added, %2 removed, %3 entries in all.").arg(added, removed, entries)) + u'\n');
    return Done;
}

int exportTable(Session &session, const std::string &path)
{
    const Result<QByteArray> table = session.call(&Client::senderListsToCsv);
    if (!table)
        return session.fail(table.error());
    if (path.empty() && session.isJson()) {
        Session::print(QJsonObject{{u"csv"_s, QString::fromUtf8(*table)}});
        return Done;
    }
    if (path.empty()) {
        Session::print(QString::fromUtf8(*table));
        return Done;
    }
    QFile file(toQString(path));
    if (!file.open(QIODevice::WriteOnly | QIODevice::NewOnly) || file.write(*table) != table->size() || !file.flush())
        return session.fail({Error::Kind::Io, Texts::tr("\"%1\" cannot be written: %2.").arg(file.fileName(), file.errorString())});
    return session.finish({}, Texts::tr("Written to %1.").arg(file.fileName()));
}

void addEntryCommands(CLI::App &senders, Command &chosen)
{
    CLI::App *adding = addCommand(senders, "add", Texts::tr("Allow or block a sender; says what that is in conflict with"));
    const auto added = std::make_shared<EntryOptions>();
    added->addTo(*adding);
    adding->add_option("--note", added->note, Texts::tr("Why, for whoever reads the list").toStdString());
    adding->callback([&chosen, added] {
        chosen = [added](Session &session) { return tellConflicts(session, session.call(&Client::addSender, added->entry()), Texts::tr("Added.")); };
    });

    CLI::App *removing = addCommand(senders, "remove", Texts::tr("Take an entry off the lists"));
    const auto removed = std::make_shared<EntryOptions>();
    removed->addTo(*removing);
    removing->callback([&chosen, removed] {
        chosen = [removed](Session &session) { return session.finish(session.call(&Client::removeSender, removed->entry()), Texts::tr("Removed.")); };
    });

    CLI::App *checking = addCommand(senders, "check", Texts::tr("Say what an entry would be in conflict with, without adding it"));
    const auto checked = std::make_shared<EntryOptions>();
    checked->addTo(*checking);
    checking->callback([&chosen, checked] {
        chosen = [checked](Session &session) {
            const auto conflicts = session.call(&Client::checkSender, checked->entry());
            return tellConflicts(session, conflicts, conflicts && conflicts->isEmpty() ? Texts::tr("The entry is sound, and in conflict with nothing.")
                                                                                      : Texts::tr("The entry is sound."));
        };
    });
}

} // namespace

void addSenderCommands(CLI::App &app, Command &chosen)
{
    CLI::App *senders = addCommand(app, "senders", Texts::tr("Who is allowed and who is blocked"));
    senders->require_subcommand(1);

    CLI::App *listing = addCommand(*senders, "list", Texts::tr("The entries"));
    const auto listed = std::make_shared<ListOptions>();
    listing->add_option("--text", listed->text, Texts::tr("Part of the sender, of whom it is for, or of the note").toStdString());
    listing->add_option("--action", listed->action, Texts::tr("allow or block").toStdString())->check(CLI::IsMember({"allow", "block"}));
    listed->page.addTo(*listing);
    listing->callback([&chosen, listed] { chosen = [listed](Session &session) { return list(session, *listed); }; });

    addEntryCommands(*senders, chosen);

    CLI::App *importing = addCommand(*senders, "import", Texts::tr("Take entries from a table (CSV): action,sender,scope,note"));
    const auto imported = std::make_shared<ImportOptions>();
    importing->add_option("FILE", imported->file, Texts::tr("The table, in UTF-8").toStdString())->required()->check(CLI::ExistingFile);
    importing->add_flag("--replace", imported->replaces, Texts::tr("What is not in the table goes").toStdString());
    importing->add_flag("--check", imported->checks, Texts::tr("Only say what it would do").toStdString());
    importing->callback([&chosen, imported] { chosen = [imported](Session &session) { return import(session, *imported); }; });

    CLI::App *exporting = addCommand(*senders, "export", Texts::tr("Write all entries as such a table"));
    const auto path = std::make_shared<std::string>();
    exporting->add_option("FILE", *path, Texts::tr("A file that does not exist yet; standard output without").toStdString());
    exporting->callback([&chosen, path] { chosen = [path](Session &session) { return exportTable(session, *path); }; });
}

} // namespace cli
