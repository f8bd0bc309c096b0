#include "app/posternctl/commands.h"

#include "app/posternctl/session.h"
#include "app/posternctl/words.h"

namespace cli {
namespace {

using namespace Qt::StringLiterals;

/// "90m", "2h", "7d" ago, or a time as ISO 8601 gives it (local without an offset).
QDateTime pointInTime(const std::string &text)
{
    const QString value = toQString(text);
    bool isNumber = false;
    const qint64 count = value.chopped(1).toLongLong(&isNumber);
    const qint64 unit = value.endsWith(u'm') ? 60 : value.endsWith(u'h') ? 3600 : value.endsWith(u'd') ? 86400 : 0;
    if (isNumber && unit > 0 && count >= 0 && count < 1'000'000)
        return QDateTime::currentDateTimeUtc().addSecs(-count * unit);
    return QDateTime::fromString(value, Qt::ISODateWithMs);
}

/// The words of an enumeration, for CLI11 to check against.
template<typename T>
std::vector<std::string> words(T last)
{
    std::vector<std::string> all;
    for (int i = 0; i <= int(last); ++i)
        all.push_back(toWord(T(i)).toStdString());
    return all;
}

} // namespace

CLI::App *addCommand(CLI::App &parent, const char *name, const QString &description)
{
    return parent.add_subcommand(name, description.toStdString());
}

QString toQString(const std::string &text) { return QString::fromStdString(text); }

QStringList toQStringList(const std::vector<std::string> &texts)
{
    QStringList list;
    for (const std::string &text : texts)
        list.append(toQString(text));
    return list;
}

void FilterOptions::addTo(CLI::App &command)
{
    const auto isTime = [](const std::string &value) {
        return pointInTime(value).isValid() ? std::string() : Texts::tr("give a time such as 2h, 7d or 2026-11-24T12:00").toStdString();
    };
    command.add_option("--since", since, Texts::tr("Received since: 90m, 2h, 7d, or a time").toStdString())->check(isTime);
    command.add_option("--sender", sender, Texts::tr("Part of the sender's address").toStdString());
    command.add_option("--recipient", recipient, Texts::tr("Part of a recipient's address").toStdString());
    command.add_option("--text", text, Texts::tr("Part of an address, the subject or the id").toStdString());
    command.add_option("--fate", fate, Texts::tr("What became of it").toStdString())->check(CLI::IsMember(words(gateway::Fate::Expired)));
    command.add_option("--class", messageClass, Texts::tr("What it is").toStdString())
        ->check(CLI::IsMember(words(gateway::MessageClass::Virus)));
    command.add_option("--offset", offset, Texts::tr("Leave out that many of the newest").toStdString())->check(CLI::NonNegativeNumber);
    command.add_option("--limit", limit, Texts::tr("At most that many, 100 unless told otherwise").toStdString())->check(CLI::Range(1, 1000));
}

gateway::admin::MessageFilter FilterOptions::filter() const
{
    gateway::admin::MessageFilter filter;
    filter.since = since.empty() ? QDateTime() : pointInTime(since);
    filter.sender = toQString(sender);
    filter.recipient = toQString(recipient);
    filter.text = toQString(text);
    filter.fate = gateway::fromWord<gateway::Fate>(QByteArray::fromStdString(fate));
    filter.messageClass = gateway::fromWord<gateway::MessageClass>(QByteArray::fromStdString(messageClass));
    filter.offset = offset;
    filter.limit = limit;
    return filter;
}

void PageOptions::addTo(CLI::App &command)
{
    command.add_option("--offset", offset, Texts::tr("Leave out that many of the first").toStdString())->check(CLI::NonNegativeNumber);
    command.add_option("--limit", limit, Texts::tr("At most that many, 100 unless told otherwise").toStdString())->check(CLI::Range(1, 1000));
}

void addIdAction(CLI::App &parent, Command &chosen, const char *name, const QString &description,
                 std::function<gateway::Result<>(Session &, const QString &)> act, const QString &done)
{
    CLI::App *command = addCommand(parent, name, description);
    const auto ids = std::make_shared<std::vector<std::string>>();
    command->add_option("ID", *ids, Texts::tr("Ids as the list shows them").toStdString())->required();
    command->callback([&chosen, ids, act = std::move(act), done] {
        chosen = [ids, act, done](Session &session) {
            gateway::Result<> result;
            for (auto id = ids->begin(); id != ids->end() && result; ++id)
                result = act(session, toQString(*id));
            return session.finish(result, done);
        };
    });
}

void addIdCommand(CLI::App &parent, Command &chosen, const char *name, const QString &description,
                  std::function<int(Session &, const QString &)> run)
{
    CLI::App *command = addCommand(parent, name, description);
    const auto id = std::make_shared<std::string>();
    command->add_option("ID", *id, Texts::tr("Id as the list shows it").toStdString())->required();
    command->callback([&chosen, id, run = std::move(run)] {
        chosen = [id, run](Session &session) { return run(session, toQString(*id)); };
    });
}

QString rest(qsizetype shown, qint64 total)
{
    return shown < total ? u'\n' + Texts::tr("%1 of %2. More with --limit and --offset.").arg(QString::number(shown), QString::number(total)) + u'\n'
                         : QString();
}

} // namespace cli
