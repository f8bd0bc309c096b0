#include "gateway/net/smtpserver.h"

#include "gateway/net/listener.h"
#include "gateway/net/servercore.h"

namespace gateway::net {

struct SmtpServer::Private {
    std::shared_ptr<ServerCore> core;
    std::vector<std::shared_ptr<Listener>> listeners;
};

SmtpServer::SmtpServer(Loops &loops, SmtpServerConfig config, TlsContext *tls, SessionHandler &handler) : d(std::make_unique<Private>())
{
    d->core = std::make_shared<ServerCore>(loops, std::move(config), tls, handler);
}

SmtpServer::~SmtpServer()
{
    d->core->files().join(); // It rings on the loops, which are still there.
    d->core->dropFiles();
}

Result<boost::asio::ip::tcp::endpoint> SmtpServer::listen(const boost::asio::ip::tcp::endpoint &endpoint)
{
    Result<std::shared_ptr<Listener>> listener = Listener::open(d->core, endpoint);
    if (!listener)
        return tl::make_unexpected(listener.error());
    (*listener)->start();
    d->listeners.push_back(*listener);
    return (*listener)->endpoint();
}

void SmtpServer::shutDown()
{
    d->core->shutDown();
    for (const std::shared_ptr<Listener> &listener : d->listeners)
        listener->close();
}

bool SmtpServer::isDrained() const
{
    return d->core->isShuttingDown() && d->core->limits().sessions() == 0;
}

int SmtpServer::sessions() const
{
    return d->core->limits().sessions();
}

bool SmtpServer::isUnderStress() const
{
    return d->core->limits().isUnderStress();
}

void SmtpServer::reconfigure(SmtpServerConfig config)
{
    d->core->reconfigure(std::move(config));
    d->core->updateStress();
}

} // namespace gateway::net
