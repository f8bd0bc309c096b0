#include "gateway/net/mtastsfetcher.h"

#include "gateway/dns/knownanswers.h"
#include "gateway/dns/name.h"
#include "gateway/dns/records.h"
#include "gateway/net/connection.h"
#include "gateway/net/dnsresolver.h"
#include "gateway/net/publicaddress.h"

#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>
#include <openssl/x509v3.h>
#include <optional>

using namespace Qt::StringLiterals;

namespace gateway::net {

namespace asio = boost::asio;
namespace http = boost::beast::http;
using asio::ip::tcp;
using boost::system::error_code;

namespace {

constexpr std::uint32_t maxHeader = 16 * 1024;
constexpr qsizetype maxEndpoints = 4;

Result<SslContextPtr> makeContext(const QString &caFile)
{
    SslContextPtr context(SSL_CTX_new(TLS_client_method()));
    if (!context)
        return failure(Error::Kind::Tls, opensslError());
    SSL_CTX_set_options(context.get(), SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION);
    SSL_CTX_set_min_proto_version(context.get(), TLS1_2_VERSION);
    SSL_CTX_set_session_cache_mode(context.get(), SSL_SESS_CACHE_OFF);
    SSL_CTX_set_max_cert_list(context.get(), 64 * 1024);
    SSL_CTX_set_verify(context.get(), SSL_VERIFY_PEER, nullptr);
    // Only the alternative names count, and a wildcard only as a whole label (RFC 8461 3.3, RFC 6125 6.4).
    X509_VERIFY_PARAM_set_hostflags(SSL_CTX_get0_param(context.get()), X509_CHECK_FLAG_NEVER_CHECK_SUBJECT | X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS);
    constexpr unsigned char protocols[] = "\x08http/1.1";
    SSL_CTX_set_alpn_protos(context.get(), protocols, sizeof protocols - 1);
    const int loaded = caFile.isEmpty() ? SSL_CTX_set_default_verify_paths(context.get())
                                        : SSL_CTX_load_verify_file(context.get(), caFile.toLocal8Bit().constData());
    if (loaded != 1)
        return failure(Error::Kind::Tls, u"the CAs for MTA-STS cannot be read: %1"_s.arg(opensslError()));
    return context;
}

/// The response of a web server, to be read octet by octet. What is not a short text, sent whole, is refused as soon as its head says so.
class Response
{
public:
    Response()
    {
        m_parser.header_limit(maxHeader);
        m_parser.body_limit(std::uint64_t(MtaStsPolicy::maxOctets));
        m_parser.eager(true);
    }

    [[nodiscard]] bool isDone() const { return m_parser.is_done(); }
    [[nodiscard]] QByteArray body() const { return QByteArray::fromStdString(m_parser.get().body()); }

    [[nodiscard]] Result<> feed(QByteArrayView octets)
    {
        m_rest.append(octets);
        error_code error;
        for (std::size_t used = 1; used > 0 && !m_rest.isEmpty() && !error && !m_parser.is_done();) {
            used = m_parser.put(asio::const_buffer(m_rest.constData(), std::size_t(m_rest.size())), error);
            m_rest.remove(0, qsizetype(used));
            // A refusal that the head gives reason for says more than what follows from it.
            if (const Result<> allowed = m_parser.is_header_done() ? checkHead() : Result<>(); !allowed)
                return allowed;
        }
        if (error && error != http::error::need_more)
            return failure(Error::Kind::Invalid, u"the response is malformed or too large: %1"_s.arg(QString::fromStdString(error.message())));
        return {};
    }

private:
    [[nodiscard]] Result<> checkHead() const
    {
        const auto &head = m_parser.get();
        if (head.result_int() != 200) // A redirect among the others: it leads to a place that proves nothing (RFC 8461 3.3).
            return failure(Error::Kind::Invalid, u"the web server answers with status %1"_s.arg(head.result_int()));
        const auto type = head[http::field::content_type];
        if (QByteArray(type.data(), qsizetype(type.size())).split(';').front().trimmed().toLower() != "text/plain")
            return failure(Error::Kind::Invalid, u"the policy is not text/plain"_s);
        if (!head[http::field::content_encoding].empty())
            return failure(Error::Kind::Invalid, u"the policy is encoded"_s);
        if (m_parser.need_eof()) // Whether all of it has come could not be told (RFC 9112 8).
            return failure(Error::Kind::Invalid, u"the response does not tell its length"_s);
        return {};
    }

    http::response_parser<http::string_body> m_parser;
    QByteArray m_rest;
};

Error lost(Connection::Status status)
{
    if (status == Connection::Status::TimedOut)
        return {Error::Kind::Timeout, u"the web server is too slow"_s};
    return {Error::Kind::Io, u"the web server closed the connection"_s};
}

Task<Result<QByteArray>> exchange(Connection &connection, QByteArray request, MtaStsFetcher::Clock::time_point deadline)
{
    const Connection::Status sent = co_await connection.send(request, deadline);
    if (sent != Connection::Status::Ok)
        co_return tl::make_unexpected(lost(sent));
    Response response;
    while (!response.isDone()) {
        const Connection::Received received = co_await connection.receive(deadline, Connection::Expect::Block);
        if (received.status != Connection::Status::Ok)
            co_return tl::make_unexpected(lost(received.status));
        if (const Result<> fed = response.feed(received.octets); !fed)
            co_return tl::make_unexpected(fed.error());
        if (!response.isDone() && MtaStsFetcher::Clock::now() >= deadline)
            co_return tl::make_unexpected(lost(Connection::Status::TimedOut)); // One that always has an octet ready never waits for the clock.
    }
    co_return response.body();
}

} // namespace

MtaStsFetcher::MtaStsFetcher(DnsResolver &resolver, MtaStsFetcherConfig config, SslContextPtr tls)
    : m_resolver(resolver), m_config(std::move(config)), m_tls(std::move(tls))
{
}

Result<std::unique_ptr<MtaStsFetcher>> MtaStsFetcher::make(DnsResolver &resolver, MtaStsFetcherConfig config)
{
    Result<SslContextPtr> tls = makeContext(config.caFile);
    if (!tls)
        return tl::make_unexpected(tls.error());
    return std::unique_ptr<MtaStsFetcher>(new MtaStsFetcher(resolver, std::move(config), std::move(*tls)));
}

Task<Result<std::vector<tcp::endpoint>>> MtaStsFetcher::endpointsOf(QByteArray host, Clock::time_point deadline)
{
    dns::KnownAnswers known;
    const dns::Question v4{host, dns::Type::A}, v6{host, dns::Type::Aaaa};
    (void)known.find(v4);
    (void)known.find(v6);
    co_await m_resolver.learn(known, deadline);
    const QList<asio::ip::address> all = dns::addressesOf(*known.find(v4)) + dns::addressesOf(*known.find(v6));
    if (all.isEmpty())
        co_return failure(Error::Kind::NotFound, u"no address"_s);
    std::vector<tcp::endpoint> endpoints;
    for (const asio::ip::address &address : all) {
        const bool isAllowed = isPublic(address) || (m_config.allowsLoopback && address.is_loopback());
        if (isAllowed && qsizetype(endpoints.size()) < maxEndpoints)
            endpoints.emplace_back(address, m_config.port);
    }
    if (endpoints.empty())
        co_return failure(Error::Kind::NotFound, u"no public address"_s);
    co_return endpoints;
}

Task<Result<QByteArray>> MtaStsFetcher::get(LoopLocal &loop, QByteArray host, Clock::time_point deadline)
{
    const Result<std::vector<tcp::endpoint>> endpoints = co_await endpointsOf(host, deadline);
    if (!endpoints)
        co_return tl::make_unexpected(endpoints.error());
    std::optional<Connection> connection;
    error_code error = asio::error::host_unreachable;
    for (std::size_t i = 0; error && i < endpoints->size(); ++i) {
        const Clock::time_point now = Clock::now(), turn = now + (deadline - now) / int(endpoints->size() - i); // The others want a part of it.
        connection.emplace(loop, tcp::socket(loop.context()));
        error = co_await connection->connect((*endpoints)[i], turn);
    }
    if (error)
        co_return failure(Error::Kind::Io, u"no connection: %1"_s.arg(QString::fromStdString(error.message())));
    const Result<TlsInfo> tls = co_await connection->startTlsClient(m_tls.get(), host, nullptr, deadline);
    if (!tls)
        co_return tl::make_unexpected(tls.error());
    const QByteArray authority = m_config.port == 443 ? host : host + ':' + QByteArray::number(m_config.port);
    const QByteArray request = "GET /.well-known/mta-sts.txt HTTP/1.1\r\nHost: " + authority
        + "\r\nAccept: text/plain\r\nAccept-Encoding: identity\r\nConnection: close\r\n\r\n";
    Result<QByteArray> body = co_await exchange(*connection, request, deadline);
    connection->endOutput();
    co_return body;
}

Task<Result<MtaStsPolicy>> MtaStsFetcher::fetch(LoopLocal &loop, QByteArray domain)
{
    const QByteArray host = "mta-sts." + dns::normalized(domain);
    if (!isMtaStsDomain(host))
        co_return failure(Error::Kind::Invalid, u"no domain that could have an MTA-STS policy"_s);
    const Clock::time_point deadline = Clock::now() + m_config.patience;
    Result<QByteArray> body = co_await get(loop, host, deadline);
    if (!body)
        co_return failure(body.error().kind, u"%1: %2"_s.arg(QString::fromLatin1(host), body.error().message));
    Result<MtaStsPolicy> policy = MtaStsPolicy::parse(*body);
    if (!policy)
        co_return failure(policy.error().kind, u"%1: %2"_s.arg(QString::fromLatin1(host), policy.error().message));
    co_return policy;
}

} // namespace gateway::net
