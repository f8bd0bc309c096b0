#pragma once

#include "gateway/result.h"

#include <QByteArray>
#include <QList>
#include <chrono>
#include <memory>

namespace gateway::admin {

class Administration;

struct HttpServerConfig {
    QByteArray address = "127.0.0.1"; ///< Loopback: the token must not cross a network in the clear.
    quint16 port = 0;                 ///< 0 picks a free one.
    QByteArray token;                 ///< Bearer token; compared in constant time.
    QList<QByteArray> hosts;          ///< Names allowed in Host beside the bound address and localhost.
    qint64 maxBody = 64'000'000;
    int workers = 4;                  ///< Threads for calls that block.
    int maxConnections = 100;
    int maxEventStreams = 50;         ///< Of the connections, so that followers leave room for calls.
    std::chrono::milliseconds headerTime = std::chrono::seconds(10); ///< For a whole header section (threats.md W11).
    std::chrono::milliseconds bodyTime = std::chrono::seconds(30);   ///< For a body, and one second more per 64 KiB of it.
    std::chrono::milliseconds writeTime = std::chrono::seconds(30);  ///< For the peer to take what we say.
    std::chrono::milliseconds idleTime = std::chrono::seconds(60);   ///< Between requests.
    std::chrono::milliseconds heartbeat = std::chrono::seconds(15);  ///< Between signs of life on an event stream.
};

/// The admin API (design.md 6) over HTTP/1.1: routes of resources/api/openapi.yaml, events as SSE, /metrics. Own threads, own loop:
/// the mail loops never wait for it (threats.md R9). Sentences follow Accept-Language.
class HttpServer
{
public:
    HttpServer(HttpServerConfig config, Administration &administration); ///< \a administration must outlive the server.
    ~HttpServer();
    [[nodiscard]] Result<quint16> start(); ///< The bound port. Once only.
    void stop(); ///< Waits for calls under way, closes all connections.

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace gateway::admin
