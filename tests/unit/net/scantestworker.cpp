#include "app/postern-scan/sandbox.h"
#include "app/postern-scan/worker.h"

#include <cstdlib>
#include <ctime>

/// postern-scan with a weakness: a message that holds "X-Test: crash ROLE" or "X-Test: hang ROLE" does that to it (threats.md D16, V1), and
/// one that holds "X-Test: slow ROLE" takes two seconds more (S18).
int main(int argc, char **argv)
{
    scan::endWithParent();
    QStringList arguments;
    for (int i = 0; i < argc; ++i)
        arguments.append(QString::fromLocal8Bit(argv[i]));
    const std::optional<scan::WorkerOptions> options = scan::optionsFromArguments(arguments);
    if (!options)
        return scan::Usage;
    const QByteArray role = options->role == scan::WorkerOptions::Role::Virus ? "virus" : "content";
    return scan::runWorker(*options, [&role](QByteArrayView message) {
        if (message.contains(QByteArrayView("X-Test: crash " + role)))
            std::abort();
        if (message.contains(QByteArrayView("X-Test: slow " + role))) {
            const std::timespec seconds{2, 0};
            nanosleep(&seconds, nullptr);
        }
        while (message.contains(QByteArrayView("X-Test: hang " + role))) {
            const std::timespec hour{3600, 0};
            nanosleep(&hour, nullptr);
        }
    });
}
