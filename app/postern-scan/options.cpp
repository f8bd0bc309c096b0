#include "app/postern-scan/worker.h"

#include <QCommandLineParser>
#include <QFile>
#include <cstdio>

using namespace Qt::StringLiterals;

namespace scan {
namespace {

constexpr auto usage = "usage: postern-scan --role content|virus [--signatures DIR]... [--temporary DIR] [--memory-limit OCTETS] [--threads N]\n"
                       "Started by posternd and posternctl: reads scan requests from standard input and answers on standard output.\n"
                       "The virus role needs --temporary, a private directory (mode 0700).\n";

} // namespace

std::optional<WorkerOptions> optionsFromArguments(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.addOptions({{u"role"_s, {}, u"content|virus"_s},
                       {u"signatures"_s, {}, u"DIR"_s},
                       {u"temporary"_s, {}, u"DIR"_s},
                       {u"memory-limit"_s, {}, u"OCTETS"_s, u"4000000000"_s},
                       {u"threads"_s, {}, u"N"_s, u"1"_s}});
    bool isMemoryNumber = false, isThreadsNumber = false;
    const bool isParsed = parser.parse(arguments);
    const QString role = parser.value(u"role"_s);
    const WorkerOptions options{role == "virus"_L1 ? WorkerOptions::Role::Virus : WorkerOptions::Role::Content,
                                parser.values(u"signatures"_s),
                                QFile::encodeName(parser.value(u"temporary"_s)),
                                parser.value(u"memory-limit"_s).toLongLong(&isMemoryNumber),
                                parser.value(u"threads"_s).toInt(&isThreadsNumber)};
    const bool isComplete = role == "content"_L1 || (role == "virus"_L1 && !options.temporaryDirectory.isEmpty());
    const bool isInRange = options.memoryLimit >= 100'000'000 && options.threads >= 1 && options.threads <= 256;
    if (isParsed && parser.positionalArguments().isEmpty() && isMemoryNumber && isThreadsNumber && isComplete && isInRange)
        return options;
    if (!isParsed)
        std::fprintf(stderr, "%s\n", qPrintable(parser.errorText()));
    std::fputs(usage, stderr);
    return {};
}

} // namespace scan
