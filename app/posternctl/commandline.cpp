#include "app/posternctl/commandline.h"

#include "app/posternctl/commands.h"
#include "app/posternctl/session.h"
#include "app/posternctl/words.h"

#include <QTranslator>

namespace cli {
namespace {

using namespace Qt::StringLiterals;

void addGlobalOptions(CLI::App &app, Options &options)
{
    CLI::Option *data = app.add_option("--data", options.dataDirectory,
                                       Texts::tr("Data directory of the gateway; that of the trial unless told otherwise").toStdString());
    CLI::Option *api = app.add_option("--api", options.api, Texts::tr("Address of the gateway, http://127.0.0.1:8025").toStdString())->excludes(data);
    CLI::Option *tokenFile = app.add_option("--token-file", options.tokenFile, Texts::tr("The file with its token").toStdString())->needs(api);
    api->needs(tokenFile);
    app.add_flag("--json", options.isJson, Texts::tr("Print JSON instead of text").toStdString());
}

} // namespace

int run(int argc, const char *const *argv)
{
    QTranslator translator;
    if (language() == gateway::Language::Japanese && translator.load(u":/i18n/posternctl_ja.qm"_s))
        QCoreApplication::installTranslator(&translator);

    Options options;
    Command chosen;
    CLI::App app(Texts::tr("Speaks to a Postern gateway.").toStdString(), "posternctl");
    app.set_version_flag("--version", "posternctl " POSTERN_VERSION);
    app.require_subcommand(1);
    app.fallthrough(); // --json may also stand behind the command.
    addGlobalOptions(app, options);
    addStatusCommands(app, chosen);
    addSendCommand(app, chosen);
    addAnalyseCommand(app, chosen);
    addAuthCommand(app, chosen);
    addMessageCommands(app, chosen);
    addQuarantineCommands(app, chosen);
    addQueueCommands(app, chosen);
    addSenderCommands(app, chosen);
    addSettingsCommands(app, chosen);
    addDirectoryCommands(app, chosen);
    addDefenceCommands(app, chosen);
    addEventsCommand(app, chosen);
    addTrialCommands(app, chosen);

    try { // CLI11 speaks in exceptions; they end here.
        app.parse(argc, argv);
    } catch (const CLI::ParseError &error) {
        return app.exit(error) == 0 ? Done : Usage;
    }
    Session session(options);
    return chosen(session);
}

} // namespace cli
