#include "gateway/net/resolve.h"

#include <boost/asio/steady_timer.hpp>
#include <memory>

using namespace Qt::StringLiterals;

namespace gateway::net {

using boost::asio::ip::tcp;
using boost::system::error_code;

std::vector<tcp::endpoint> firstEndpoints(const tcp::resolver::results_type &results)
{
    constexpr std::size_t maxAddresses = 10;
    std::vector<tcp::endpoint> endpoints;
    for (const auto &entry : results) {
        if (endpoints.size() < maxAddresses)
            endpoints.push_back(entry.endpoint());
    }
    return endpoints;
}

Task<Result<std::vector<tcp::endpoint>>> resolve(boost::asio::io_context &context, QByteArray host, quint16 port,
                                                 std::chrono::steady_clock::time_point deadline)
{
    error_code notAnAddress;
    if (const auto address = boost::asio::ip::make_address(host.constData(), notAnAddress); !notAnAddress)
        co_return std::vector{tcp::endpoint(address, port)};

    struct Lookup {
        explicit Lookup(boost::asio::io_context &c) : resolver(c), done(c) {}
        tcp::resolver resolver;
        boost::asio::steady_timer done;
        bool isDone = false;
        error_code error;
        std::vector<tcp::endpoint> endpoints;
    };
    const auto lookup = std::make_shared<Lookup>(context);
    lookup->done.expires_at(deadline);
    lookup->resolver.async_resolve(host.toStdString(), std::to_string(port), tcp::resolver::numeric_service,
                                   [lookup](const error_code &error, const tcp::resolver::results_type &results) {
                                       lookup->isDone = true;
                                       lookup->error = error;
                                       lookup->endpoints = firstEndpoints(results);
                                       lookup->done.cancel();
                                   });
    co_await lookup->done.async_wait(asTuple);
    if (!lookup->isDone)
        co_return failure(Error::Kind::Timeout, u"%1: the name service did not answer"_s.arg(QString::fromLatin1(host)));
    if (lookup->error || lookup->endpoints.empty())
        co_return failure(Error::Kind::NotFound, u"%1: no address found"_s.arg(QString::fromLatin1(host)));
    co_return std::move(lookup->endpoints);
}

} // namespace gateway::net
