#pragma once

#include "gateway/result.h"

#include <QByteArray>
#include <QList>
#include <memory>

namespace gateway::admin {

class Administration;

struct HttpServerConfig {
    QByteArray address = "127.0.0.1";
    quint16 port = 0;                 ///< 0 picks a free one.
    QByteArray token;                 ///< Bearer token; compared in constant time.
    QList<QByteArray> hosts;          ///< Names allowed in Host beside the bound address and localhost.
    qint64 maxBody = 64'000'000;
    int workers = 4;                  ///< Threads for calls that block.
};

/// The admin API (design.md 6) over HTTP/1.1: routes of resources/api/openapi.yaml, events as SSE, /metrics. Own threads, own loop:
/// the mail loops never wait for it (threats.md R9). Sentences follow Accept-Language.
class HttpServer
{
public:
    HttpServer(HttpServerConfig config, Administration &administration); ///< \a administration must outlive the server.
    ~HttpServer();
    [[nodiscard]] Result<quint16> start(); ///< The bound port.
    void stop();

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace gateway::admin
