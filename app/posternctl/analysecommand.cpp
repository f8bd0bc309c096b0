#include "app/posternctl/analysis.h"
#include "app/posternctl/commands.h"
#include "app/posternctl/session.h"
#include "app/posternctl/words.h"

namespace cli {
namespace {

struct AnalyseOptions {
    std::vector<std::string> paths;
    std::string clientAddress, helo, reversePath, signatures;
};

int analyse(Session &session, const AnalyseOptions &options)
{
    gateway::net::ScannerConfig scanner = installedScanner();
    if (!options.signatures.empty())
        scanner.signatureDirectories = {toQString(options.signatures)};
    const AnalysisContext context{QByteArray::fromStdString(options.clientAddress), QByteArray::fromStdString(options.helo),
                                  options.reversePath == "<>" ? QByteArray() : QByteArray::fromStdString(options.reversePath)};
    bool areAllJudged = true;
    const gateway::Result<> result = analyseFiles(messageFiles(toQStringList(options.paths)), context, scanner, [&](const Analysis &analysis) {
        areAllJudged = areAllJudged && analysis.error.isEmpty();
        Session::print(QString::fromUtf8(analysisLine(analysis)));
    });
    if (!result)
        return session.fail(result.error());
    return areAllJudged ? Done : Refused;
}

} // namespace

void addAnalyseCommand(CLI::App &app, Command &chosen)
{
    CLI::App *command = addCommand(app, "analyse", Texts::tr("Judge messages on this computer, without a gateway"));
    const auto options = std::make_shared<AnalyseOptions>();
    command->add_option("PATH", options->paths, Texts::tr("Message files, and directories of them").toStdString())->required()->check(CLI::ExistingPath);
    command->add_option("--ip", options->clientAddress, Texts::tr("The address of the client that sent them").toStdString());
    command->add_option("--helo", options->helo, Texts::tr("The name it gave").toStdString());
    command->add_option("--mail-from", options->reversePath, Texts::tr("The reverse-path; <> for none").toStdString());
    command->add_option("--signatures", options->signatures, Texts::tr("Directory of virus signatures, instead of the installed ones").toStdString())
        ->check(CLI::ExistingDirectory);
    command->callback([&chosen, options] { chosen = [options](Session &session) { return analyse(session, *options); }; });
}

} // namespace cli
