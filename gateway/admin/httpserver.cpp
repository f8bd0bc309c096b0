#include "gateway/admin/httpserver.h"

#include "gateway/admin/administration.h"
#include "gateway/admin/apirouter.h"
#include "gateway/admin/eventring.h"
#include "gateway/unattended.h"

#include <QLoggingCategory>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/status.hpp>
#include <set>
#include <thread>

namespace gateway::admin {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using asio::ip::tcp;
using Milliseconds = std::chrono::milliseconds;

Q_LOGGING_CATEGORY(log, "postern.admin")

constexpr auto asTuple = asio::as_tuple(asio::use_awaitable);
constexpr std::size_t maxHeader = 16 * 1024;      // threats.md W11
constexpr int maxFields = 100;                    // threats.md W11
constexpr std::size_t maxUnread = 256 * 1024;     // What is drained of a refused request before the connection goes.
constexpr qsizetype maxEventWrite = 64 * 1024;

// Only the header section is left to Beast: a body here is exactly Content-Length octets, as transfer codings are refused.
using HeaderParser = http::request_parser<http::empty_body>;
using Head = http::request<http::empty_body>;

QByteArray octets(beast::string_view view) { return {view.data(), qsizetype(view.size())}; }

QByteArray field(const Head &head, http::field name) { return octets(head[name]); }

qsizetype count(const Head &head, http::field name)
{
    const auto range = head.equal_range(name);
    return std::distance(range.first, range.second);
}

ApiRequest apiRequest(const Head &head)
{
    return {octets(head.method_string()),          octets(head.target()),
            field(head, http::field::host),        field(head, http::field::authorization),
            field(head, http::field::accept_language), field(head, http::field::content_type), {}};
}

/// Beast bounds the request line and the fields each; the limit is for both.
bool isTooLarge(const Head &head)
{
    std::size_t size = head.method_string().size() + head.target().size();
    int fields = 0;
    for (const auto &f : head) {
        size += f.name_string().size() + f.value().size() + 4;
        ++fields;
    }
    return size > maxHeader || fields > maxFields;
}

/// Where a request ends must be beyond doubt, or a second one could hide in it (RFC 9112 6.3, 11.2).
std::optional<ApiResponse> framingError(const Head &head)
{
    const auto refuse = [](int status, QByteArrayView kind, const char *why) {
        return errorResponse(status, kind, QString::fromLatin1(why));
    };
    if (isTooLarge(head))
        return refuse(431, "header", "The header section is too large.");
    if (count(head, http::field::host) != 1) // RFC 9112 3.2
        return refuse(400, "invalid", "One Host field is needed.");
    if (count(head, http::field::authorization) > 1 || count(head, http::field::content_type) > 1)
        return refuse(400, "invalid", "A field comes twice.");
    if (count(head, http::field::transfer_encoding) > 0) // RFC 9112 6.1 allows to insist on a Content-Length.
        return refuse(411, "length", "A body must come with Content-Length.");
    const QByteArray length = field(head, http::field::content_length);
    const bool isNumber = std::ranges::all_of(length, [](char c) { return c >= '0' && c <= '9'; });
    if (count(head, http::field::content_length) > 1 || !isNumber)
        return refuse(400, "invalid", "Content-Length is malformed.");
    if (count(head, http::field::upgrade) > 0)
        return refuse(400, "invalid", "There is no other protocol here.");
    return {};
}

std::optional<ApiResponse> readError(const boost::system::error_code &error)
{
    if (error == http::error::header_limit || error == http::error::buffer_overflow)
        return errorResponse(431, "header", QStringLiteral("The header section is too large."));
    if (error == http::error::end_of_stream || error == http::error::partial_message)
        return {};
    if (error.category() == http::make_error_code(http::error::bad_method).category())
        return errorResponse(400, "invalid", QStringLiteral("This is not HTTP/1.1."));
    return {};
}

/// The status line and fields of a response. All values are ours: nothing a client or a mail said stands here.
QByteArray head(int status, const QByteArray &contentType, QByteArrayView more)
{
    QByteArray text = "HTTP/1.1 " + QByteArray::number(status) + ' '
        + octets(http::obsolete_reason(http::int_to_status(unsigned(status)))) + "\r\n";
    if (!contentType.isEmpty())
        text += "Content-Type: " + contentType + "\r\n";
    text += "Cache-Control: no-store\r\n"
            "X-Content-Type-Options: nosniff\r\n"
            "Content-Security-Policy: default-src 'none'; frame-ancestors 'none'\r\n";
    return text.append(more).append("\r\n");
}

} // namespace

/// The parts that live on the loop's thread, but for the workers.
class HttpServer::Private
{
public:
    class Connection;

    Private(HttpServerConfig c, Administration &a)
        : config(std::move(c)), administration(a),
          router(AccessCheck(config.token, config.hosts + QList{config.address}), a, config.maxBody),
          workers(std::size_t(std::max(config.workers, 1)))
    {
    }

    Result<quint16> listen();
    asio::awaitable<void> acceptAll();
    void publish(const Event &event);
    void noteRefusal(int status);

    const HttpServerConfig config;
    Administration &administration;
    const ApiRouter router;
    EventRing events;
    std::set<Connection *> streams;
    int connections = 0;
    int refusals = 0; ///< Strangers turned away since the last line in the log about them.
    std::chrono::steady_clock::time_point lastNote{};
    int subscription = 0;

    asio::thread_pool workers;
    asio::io_context loop{1}; // Destroyed before what the coroutines it keeps refer to.
    tcp::acceptor acceptor{loop};
    std::thread thread;
};

/// One client. Its coroutine owns it.
class HttpServer::Private::Connection : public std::enable_shared_from_this<Connection>
{
public:
    Connection(Private &server, tcp::socket socket)
        : m_server(server), m_socket(std::move(socket)), m_deadline(server.loop), m_wake(server.loop)
    {
        ++m_server.connections;
    }

    ~Connection() { --m_server.connections; }
    Connection(const Connection &) = delete;
    Connection &operator=(const Connection &) = delete;

    asio::awaitable<void> run();
    void eventAdded();

private:
    enum class Next { KeepAlive, Close };

    void expireAfter(Milliseconds time);
    asio::awaitable<Next> exchange(const Head &head);
    asio::awaitable<bool> readBody(QByteArray &body, qsizetype size);
    asio::awaitable<ApiResponse> callGateway(ApiRequest request);
    asio::awaitable<void> streamEvents(const Head &head);
    asio::awaitable<bool> write(QByteArrayView head, QByteArrayView body = {});
    asio::awaitable<Next> respond(const ApiResponse &response, Next next);
    asio::awaitable<void> linger();

    Private &m_server;
    tcp::socket m_socket;
    asio::steady_timer m_deadline, m_wake;
    beast::flat_buffer m_buffer{maxHeader};
    bool m_isTimedOut = false;
    bool m_isGone = false;   ///< While streaming: the client has closed or said something out of turn.
    qint64 m_position = 0;   ///< While streaming: of the next event.
};

/// What waits on the socket fails with operation_aborted after \a time, until the next call.
void HttpServer::Private::Connection::expireAfter(Milliseconds time)
{
    m_isTimedOut = false;
    m_deadline.expires_after(time);
    m_deadline.async_wait([self = weak_from_this()](const boost::system::error_code &error) {
        const auto connection = self.lock();
        if (error || !connection || connection->m_deadline.expiry() > asio::steady_timer::clock_type::now())
            return; // Set anew in the meantime.
        connection->m_isTimedOut = true;
        boost::system::error_code ignored;
        connection->m_socket.cancel(ignored);
    });
}

asio::awaitable<void> HttpServer::Private::Connection::run()
{
    const auto self = shared_from_this();
    for (auto next = Next::KeepAlive; next == Next::KeepAlive;) {
        if (m_buffer.size() == 0) {
            expireAfter(m_server.config.idleTime);
            const auto [error, size] = co_await m_socket.async_read_some(m_buffer.prepare(4096), asTuple);
            if (error)
                co_return; // No request has begun: nobody waits for an answer.
            m_buffer.commit(size);
        }
        HeaderParser parser;
        parser.header_limit(maxHeader);
        parser.body_limit(boost::none); // Our own limit is the route's.
        expireAfter(m_server.config.headerTime);
        const auto [error, size] = co_await http::async_read_header(m_socket, m_buffer, parser, asTuple);
        if (!error)
            next = co_await exchange(parser.get());
        else if (m_isTimedOut)
            next = co_await respond(errorResponse(408, "timeout", QStringLiteral("The request was too slow.")), Next::Close);
        else if (const std::optional<ApiResponse> response = readError(error))
            next = co_await respond(*response, Next::Close);
        else
            co_return;
    }
    co_await linger();
}

asio::awaitable<HttpServer::Private::Connection::Next> HttpServer::Private::Connection::exchange(const Head &head)
{
    if (const std::optional<ApiResponse> refusal = framingError(head))
        co_return co_await respond(*refusal, Next::Close);
    ApiRequest request = apiRequest(head);
    const ApiRouter::Admission admission = m_server.router.admit(request);
    if (admission.refusal) {
        m_server.noteRefusal(admission.refusal->status);
        co_return co_await respond(*admission.refusal, Next::Close);
    }
    bool isNumber = false;
    const qint64 length = field(head, http::field::content_length).toLongLong(&isNumber);
    if (isNumber ? length > admission.maxBody : count(head, http::field::content_length) > 0)
        co_return co_await respond(errorResponse(413, "toolarge", QStringLiteral("The body is too large.")), Next::Close);
    if (admission.isEventStream) {
        co_await streamEvents(head);
        co_return Next::Close;
    }
    if (const QByteArray expectation = field(head, http::field::expect).toLower(); expectation == "100-continue") {
        if (length > 0 && !co_await write("HTTP/1.1 100 Continue\r\n\r\n"))
            co_return Next::Close;
    } else if (!expectation.isEmpty()) { // RFC 9110 10.1.1
        co_return co_await respond(errorResponse(417, "invalid", QStringLiteral("That cannot be expected.")), Next::Close);
    }
    if (!co_await readBody(request.body, qsizetype(length))) {
        if (m_isTimedOut)
            co_await respond(errorResponse(408, "timeout", QStringLiteral("The body was too slow.")), Next::Close);
        co_return Next::Close;
    }
    m_deadline.cancel();
    const ApiResponse response = co_await callGateway(std::move(request));
    co_return co_await respond(response, head.keep_alive() ? Next::KeepAlive : Next::Close);
}

asio::awaitable<bool> HttpServer::Private::Connection::readBody(QByteArray &body, qsizetype size)
{
    body.resize(size);
    const std::size_t buffered = std::min(std::size_t(size), m_buffer.size());
    std::memcpy(body.data(), m_buffer.data().data(), buffered);
    m_buffer.consume(buffered);
    if (buffered == std::size_t(size))
        co_return true;
    expireAfter(m_server.config.bodyTime + std::chrono::seconds(size / (64 * 1024)));
    const auto [error, read] = co_await asio::async_read(
        m_socket, asio::buffer(body.data() + buffered, std::size_t(size) - buffered), asTuple);
    co_return !error;
}

/// Runs the call on a worker and comes back to the loop.
asio::awaitable<ApiResponse> HttpServer::Private::Connection::callGateway(ApiRequest request)
{
    const auto work = [&]() -> asio::awaitable<ApiResponse> { co_return m_server.router.answer(request); };
    const auto [exception, response] = co_await asio::co_spawn(m_server.workers, work, asTuple);
    if (exception) // Out of memory, most likely.
        co_return errorResponse(500, "io", QStringLiteral("The gateway could not do it."));
    co_return response;
}

asio::awaitable<void> HttpServer::Private::Connection::streamEvents(const Head &head)
{
    if (int(m_server.streams.size()) >= m_server.config.maxEventStreams) {
        co_await respond(errorResponse(503, "full", QStringLiteral("Too many follow the events already.")), Next::Close);
        co_return;
    }
    bool isNumber = false;
    const qint64 last = octets(head["Last-Event-ID"]).toLongLong(&isNumber);
    m_position = m_server.events.positionAfter(isNumber ? std::optional(last) : std::nullopt);

    struct Registration { // Ends with the coroutine, however that ends.
        std::set<Connection *> &streams;
        Connection *connection;
        ~Registration() { streams.erase(connection); }
    } const registration{m_server.streams, this};
    m_server.streams.insert(this);

    char unexpected = 0; // A follower says nothing more: any octet, and the end, end the stream.
    m_socket.async_read_some(asio::buffer(&unexpected, 1),
                             [self = shared_from_this()](const boost::system::error_code &, std::size_t) {
                                 self->m_isGone = true;
                                 self->m_wake.cancel();
                             });
    bool isWritten = co_await write(admin::head(200, "text/event-stream", "Connection: close\r\n"), "retry: 3000\n\n");
    while (isWritten && !m_isGone && m_position >= m_server.events.begin()) {
        if (const QByteArray frames = m_server.events.take(m_position, maxEventWrite); !frames.isEmpty()) {
            isWritten = co_await write(frames);
            continue;
        }
        m_wake.expires_after(m_server.config.heartbeat);
        if (const auto [error] = co_await m_wake.async_wait(asTuple); !error)
            isWritten = co_await write(":\n\n");
    }
}

void HttpServer::Private::Connection::eventAdded()
{
    m_wake.cancel();
    if (m_position >= m_server.events.begin())
        return;
    qCInfo(log) << "A follower of the events does not read and is dropped.";
    boost::system::error_code ignored;
    m_socket.close(ignored);
}

asio::awaitable<bool> HttpServer::Private::Connection::write(QByteArrayView first, QByteArrayView second)
{
    const std::array buffers{asio::buffer(first.data(), std::size_t(first.size())),
                             asio::buffer(second.data(), std::size_t(second.size()))};
    expireAfter(m_server.config.writeTime + std::chrono::seconds(second.size() / (64 * 1024)));
    const auto [error, size] = co_await asio::async_write(m_socket, buffers, asTuple);
    m_deadline.cancel();
    co_return !error;
}

asio::awaitable<HttpServer::Private::Connection::Next>
HttpServer::Private::Connection::respond(const ApiResponse &response, Next next)
{
    QByteArray more;
    if (response.status != 204)
        more += "Content-Length: " + QByteArray::number(response.body.size()) + "\r\n";
    if (!response.allow.isEmpty())
        more += "Allow: " + response.allow + "\r\n";
    if (response.status == 401)
        more += "WWW-Authenticate: Bearer\r\n";
    if (next == Next::Close)
        more += "Connection: close\r\n";
    co_return co_await write(head(response.status, response.contentType, more), response.body) ? next : Next::Close;
}

/// Closes so that the peer still reads our last words: a close with octets unread would reset the connection.
asio::awaitable<void> HttpServer::Private::Connection::linger()
{
    boost::system::error_code ignored;
    m_socket.shutdown(tcp::socket::shutdown_send, ignored);
    std::array<char, 4096> scrap;
    expireAfter(std::min(m_server.config.headerTime, Milliseconds(2000)));
    for (std::size_t drained = 0; drained < maxUnread;) {
        const auto [error, size] = co_await m_socket.async_read_some(asio::buffer(scrap), asTuple);
        if (error)
            break;
        drained += size;
    }
}

Result<quint16> HttpServer::Private::listen()
{
    boost::system::error_code error;
    const asio::ip::address address = asio::ip::make_address(config.address.toStdString(), error);
    if (error || !address.is_loopback())
        return failure(Error::Kind::Invalid,
                       QStringLiteral("The admin API is offered on loopback only, not on %1.").arg(QString::fromLatin1(config.address)));
    const tcp::endpoint endpoint(address, config.port);
    acceptor.open(endpoint.protocol(), error);
#ifndef Q_OS_WIN // There it would let another program take the port over.
    if (!error)
        acceptor.set_option(tcp::acceptor::reuse_address(true), error);
#endif
    if (!error)
        acceptor.bind(endpoint, error);
    if (!error)
        acceptor.listen(tcp::acceptor::max_listen_connections, error);
    if (error)
        return failure(Error::Kind::Io, QStringLiteral("The admin API cannot listen on %1 port %2: %3.")
                                            .arg(QString::fromLatin1(config.address), QString::number(config.port),
                                                 QString::fromStdString(error.message())));
    return acceptor.local_endpoint().port();
}

asio::awaitable<void> HttpServer::Private::acceptAll()
{
    asio::steady_timer pause(loop);
    for (;;) {
        auto [error, socket] = co_await acceptor.async_accept(asTuple);
        if (error == asio::error::operation_aborted)
            co_return;
        if (error) { // No descriptors left, most likely: no spinning (threats.md D10).
            pause.expires_after(Milliseconds(100));
            co_await pause.async_wait(asTuple);
        } else if (connections >= config.maxConnections) {
            boost::system::error_code ignored;
            socket.non_blocking(true, ignored);
            const QByteArray full = head(503, {}, "Content-Length: 0\r\nConnection: close\r\n");
            socket.write_some(asio::buffer(full.data(), std::size_t(full.size())), ignored);
        } else {
            socket.set_option(tcp::no_delay(true), error);
            asio::co_spawn(loop, std::make_shared<Connection>(*this, std::move(socket))->run(), unattended);
        }
    }
}

void HttpServer::Private::publish(const Event &event)
{
    events.add(event);
    for (Connection *stream : streams)
        stream->eventAdded();
}

/// One line a minute at most, however many knock (threats.md R8).
void HttpServer::Private::noteRefusal(int status)
{
    if (status != 401 && status != 421)
        return;
    ++refusals;
    const auto now = std::chrono::steady_clock::now();
    if (lastNote != std::chrono::steady_clock::time_point() && now - lastNote < std::chrono::minutes(1))
        return;
    qCWarning(log) << "Requests without the right token or host refused since the last such line:" << refusals;
    lastNote = now;
    refusals = 0;
}

HttpServer::HttpServer(HttpServerConfig config, Administration &administration)
    : d(std::make_unique<Private>(std::move(config), administration))
{
}

HttpServer::~HttpServer() { stop(); }

Result<quint16> HttpServer::start()
{
    Q_ASSERT(d && !d->thread.joinable());
    const Result<quint16> port = d->listen();
    if (!port)
        return port;
    asio::co_spawn(d->loop, d->acceptAll(), unattended);
    d->subscription = d->administration.subscribe([p = d.get()](const Event &event) {
        asio::post(p->loop, [p, event] { p->publish(event); });
    });
    d->thread = std::thread([p = d.get()] { p->loop.run(); });
    return port;
}

void HttpServer::stop()
{
    if (d && d->thread.joinable()) {
        d->administration.unsubscribe(d->subscription);
        d->loop.stop();
        d->thread.join();
        d->workers.stop();
        d->workers.join();
    }
    d.reset(); // Closes all sockets.
}

} // namespace gateway::admin
