#pragma once

#include "gateway/net/reservedescriptor.h"
#include "gateway/net/servercore.h"
#include "gateway/net/serverdriver.h"

#include <boost/asio/ip/tcp.hpp>

namespace gateway::net {

/// One listening address of a server. Where the system can share it among several sockets each loop accepts for itself; a session
/// moves to another loop, before it begins, only when the loops carry unequal numbers.
class Listener : public std::enable_shared_from_this<Listener>
{
public:
    [[nodiscard]] static Result<std::shared_ptr<Listener>> open(std::shared_ptr<ServerCore> core, const boost::asio::ip::tcp::endpoint &endpoint);
    explicit Listener(std::shared_ptr<ServerCore> core) : m_core(std::move(core)) {}

    [[nodiscard]] const boost::asio::ip::tcp::endpoint &endpoint() const { return m_endpoint; }
    void start();
    void close(); ///< Answers who is waiting with 421 4.3.2 and stops. From any thread.

private:
    using Acceptor = boost::asio::ip::tcp::acceptor;
    struct Socket {
        Socket(std::size_t l, Acceptor a) : loop(l), acceptor(std::move(a)) {}
        std::size_t loop;
        Acceptor acceptor;
        ReserveDescriptor reserve;
    };

    [[nodiscard]] Task<> accept(Socket &socket);
    [[nodiscard]] Task<> pause(Socket &socket);
    void admit(Socket &socket, boost::asio::ip::tcp::socket connection, const boost::asio::ip::tcp::endpoint &client);
    [[nodiscard]] std::size_t chooseLoop(std::size_t own) const;
    void begin(std::size_t loop, boost::asio::ip::tcp::socket connection, const boost::asio::ip::tcp::endpoint &client, bool isEsteemed);
    void refuse(boost::asio::ip::tcp::socket &connection, const smtp::Reply &reply) const;
    void noteRefusal(const boost::asio::ip::tcp::endpoint &client, const char *cause);

    const std::shared_ptr<ServerCore> m_core;
    boost::asio::ip::tcp::endpoint m_endpoint;
    std::shared_ptr<const ServerDriver::Listener> m_identity;
    std::vector<std::unique_ptr<Socket>> m_sockets;
    std::atomic<int> m_refusals = 0;
    std::atomic<smtp::Clock::rep> m_lastNote = 0;
};

} // namespace gateway::net
