#pragma once

#include "gateway/logrecord.h"
#include "gateway/net/connection.h"
#include "gateway/net/servercore.h"

#include <QByteArrayList>

namespace gateway::net {

/// One session of a server: carries octets between a connection and the smtp::ServerSession, and questions to the handler.
class ServerDriver final : public RunningSession
{
public:
    /// Where a session came in.
    struct Listener {
        QByteArray name;           ///< "127.0.0.1:25"
        QByteArray sessionContext; ///< Binds TLS session tickets to it (threats.md T6).
    };

    /// The session was admitted by \a core's limits and is given back to them at the end.
    ServerDriver(std::shared_ptr<ServerCore> core, std::size_t loop, boost::asio::ip::tcp::socket socket,
                 const boost::asio::ip::tcp::endpoint &client, std::shared_ptr<const Listener> listener, bool isEsteemed);
    ~ServerDriver();

    [[nodiscard]] Task<> run();
    void hurry() override;
    void shutDown() override;

private:
    using Clock = smtp::Clock;

    [[nodiscard]] Task<> converse();
    [[nodiscard]] Task<bool> receive();
    [[nodiscard]] Task<bool> flush();
    [[nodiscard]] Task<> decideMail();
    [[nodiscard]] Task<> decideRecipient();
    [[nodiscard]] Task<> decideMessage();
    [[nodiscard]] Task<bool> startTls();
    [[nodiscard]] Task<> spill();
    void feed();
    void keepInput();
    void store(QByteArray &&content);
    void failContent(const Error &error);
    void dropContent();
    void learn();
    [[nodiscard]] bool isInAHurry() const { return !m_info.isEsteemed && m_core->limits().isUnderStress(); } ///< threats.md R4
    [[nodiscard]] LogRecord record(const char *event) const; ///< Begun with the session and the client.
    void answer(const smtp::Reply &reply);
    void logRefusals(QByteArrayView replies);
    [[nodiscard]] Clock::time_point receiveDeadline(Clock::time_point now) const;
    [[nodiscard]] Clock::time_point sendDeadline(Clock::time_point now) const;

    const std::shared_ptr<ServerCore> m_core;
    const std::shared_ptr<const ServerSettings> m_settings;
    const std::shared_ptr<const Listener> m_listener;
    const boost::asio::ip::address m_client;
    Connection m_connection;
    smtp::ServerSession m_session;
    SessionInfo m_info;

    QByteArrayView m_input;   ///< Received and not fed yet.
    QByteArray m_ownInput;    ///< What m_input points to after keepInput().
    bool m_ownsInput = false;
    bool m_isShutDown = false;
    QByteArrayList m_handlerRefusals; ///< Replies given and not sent yet.
    bool m_saysGoodbye = false; ///< The last output was the reply to QUIT.
    Clock::time_point m_shutDownEnd = Clock::time_point::max();

    // The content of the transaction under way.
    MessageContent m_content{QByteArray()};
    QByteArray m_unwritten;     ///< The part of it that waits to be written to disk.
    std::shared_ptr<ContentObserver> m_observer;
    qint64 m_octetsInFlight = 0;
    std::optional<smtp::Reply> m_contentFailure;
    Clock::time_point m_mailGiven, m_dataStarted, m_dataEnded;
};

} // namespace gateway::net
