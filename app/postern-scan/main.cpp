#include "app/postern-scan/sandbox.h"
#include "app/postern-scan/worker.h"

int main(int argc, char **argv)
{
    scan::endWithParent();
    QStringList arguments;
    for (int i = 0; i < argc; ++i)
        arguments.append(QString::fromLocal8Bit(argv[i]));
    const std::optional<scan::WorkerOptions> options = scan::optionsFromArguments(arguments);
    return options ? scan::runWorker(*options) : scan::Usage;
}
