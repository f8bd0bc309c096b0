#include "app/posternd/commandline.h"
#include "app/posternd/log.h"
#include "app/posternd/process.h"
#include "gateway/daemon/gateway.h"

#include <QCoreApplication>
#include <iostream>

int main(int argc, char **argv)
{
    const QCoreApplication app(argc, argv);
    auto read = readCommandLine(argc, argv);
    if (const int *status = std::get_if<int>(&read))
        return *status;
    if (isPrivileged()) {
        std::cerr << "posternd: It is not started as root. Start it as an ordinary user; for port 25 give that user the port with a service unit.\n";
        return 1;
    }
    prepareProcess();
    installLog();
    gateway::daemon::Gateway gateway(std::move(std::get<gateway::daemon::Config>(read)));
    onStopSignal([&gateway] {
        endInAnyCase();
        gateway.stop();
    });
    if (const gateway::Result<> started = gateway.start(); !started) {
        std::cerr << "posternd: " << started.error().message.toStdString() << '\n';
        return 1;
    }
    std::cout << gateway.readyLine().toStdString() << std::endl;
    QObject::connect(&gateway, &gateway::daemon::Gateway::stopped, &app, &QCoreApplication::quit, Qt::QueuedConnection);
    return app.exec();
}
