#include "gateway/net/scancommands.h"

#include "gateway/net/workerprocess.h"

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace gateway::net {

namespace {

/// A worker's share ends before the machine's memory does (threats.md D9).
QString memoryLimit(const ScannerConfig &config) { return QString::number(std::min(config.memoryLimit, machineMemory() / 4 * 3)); }

} // namespace

ScanCommand contentCommand(const ScannerConfig &config)
{
    ScanCommand command;
    command.program = config.program;
    command.role = u"content"_s;
    command.arguments = {u"--memory-limit"_s, memoryLimit(config)};
    command.startDeadline = std::min(config.startDeadline, std::chrono::milliseconds(30s)); // It loads next to nothing.
    command.deadline = config.deadline;
    return command;
}

ScanCommand virusCommand(const ScannerConfig &config, const QString &scratchParent, int threads)
{
    ScanCommand command;
    command.program = config.program;
    command.role = u"virus"_s;
    command.arguments = {u"--memory-limit"_s, memoryLimit(config), u"--threads"_s, QString::number(threads)};
    for (const QString &directory : config.signatureDirectories)
        command.arguments << u"--signatures"_s << directory;
    command.scratchParent = scratchParent;
    command.threads = threads;
    command.startDeadline = config.startDeadline;
    command.deadline = config.deadline;
    return command;
}

Result<content::Findings> believed(Result<content::Findings> findings, Layer layer)
{
    if (!findings)
        return findings;
    const bool isContent = layer == Layer::Content;
    if (isContent ? !findings->wasContentScanned : !findings->wasVirusScanned)
        return failure(Error::Kind::Io, u"The %1 worker answered without having scanned."_s.arg(isContent ? u"content"_s : u"virus"_s));
    findings->wasContentScanned = isContent;
    findings->wasVirusScanned = !isContent;
    return findings;
}

} // namespace gateway::net
