#pragma once

#include "gateway/net/mtastspolicy.h"
#include "gateway/net/openssl.h"
#include "gateway/net/task.h"

#include <QString>
#include <boost/asio/ip/tcp.hpp>
#include <vector>

namespace gateway::net {

class DnsResolver;
class LoopLocal;

struct MtaStsFetcherConfig {
    QString caFile;                            ///< PEM; empty: the CAs of the system.
    std::chrono::milliseconds patience{30'000}; ///< For one fetch in all.
    quint16 port = 443;
    bool allowsLoopback = false;               ///< For tests: this machine is on the Internet.
};

/// Gets the MTA-STS policy of a domain from its web server (RFC 8461 3.3). All that it is told may be hostile (threats.md T5): only a valid
/// certificate of the right name counts, only public addresses are called, no redirect is followed, and size and time are bounded.
class MtaStsFetcher
{
public:
    using Clock = std::chrono::steady_clock;

    /// \a resolver must outlive the fetcher. Error::Kind::Tls: the CAs cannot be read.
    [[nodiscard]] static Result<std::unique_ptr<MtaStsFetcher>> make(DnsResolver &resolver, MtaStsFetcherConfig config);

    /// From a coroutine on \a loop. The error says for the log what failed.
    [[nodiscard]] Task<Result<MtaStsPolicy>> fetch(LoopLocal &loop, QByteArray domain);

private:
    MtaStsFetcher(DnsResolver &resolver, MtaStsFetcherConfig config, SslContextPtr tls);
    [[nodiscard]] Task<Result<std::vector<boost::asio::ip::tcp::endpoint>>> endpointsOf(QByteArray host, Clock::time_point deadline);
    [[nodiscard]] Task<Result<QByteArray>> get(LoopLocal &loop, QByteArray host, Clock::time_point deadline);

    DnsResolver &m_resolver;
    const MtaStsFetcherConfig m_config;
    const SslContextPtr m_tls;
};

} // namespace gateway::net
