#pragma once

#include "gateway/dns/name.h"
#include "gateway/dns/records.h"

#include <QByteArray>
#include <QMutex>
#include <QStringList>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/udp.hpp>
#include <functional>
#include <thread>

/// A name server over UDP on loopback that answers as a test says, with anything at all.
class DnsServer
{
public:
    struct Query {
        QByteArray octets;   ///< The whole message.
        QByteArray name;     ///< Normalized.
        gateway::dns::Type type{};
    };
    /// The octets to send back; nothing stays silent.
    using Answer = std::function<QByteArray(const Query &query)>;

    explicit DnsServer(Answer answer) : m_answer(std::move(answer))
    {
        receive();
        m_thread = std::thread([this] { m_context.run(); });
    }
    ~DnsServer()
    {
        m_context.stop();
        m_thread.join();
    }

    [[nodiscard]] QString address() const { return QStringLiteral("127.0.0.1@%1").arg(m_socket.local_endpoint().port()); }
    [[nodiscard]] QList<QByteArray> asked() const ///< "name TYPE", in order.
    {
        const QMutexLocker lock(&m_mutex);
        return m_asked;
    }

    /// An answer to \a query: \a code and the records, each an RDATA for the name asked for.
    static QByteArray reply(const Query &query, int code, const QList<QByteArray> &records = {}, quint32 ttl = 300)
    {
        QByteArray octets = query.octets.first(2) + char(0x84) + char(code); // QR, AA.
        octets += QByteArray("\0\1", 2) + number16(int(records.size())) + QByteArray("\0\0\0\0", 4);
        octets += question(query);
        for (const QByteArray &record : records)
            octets += QByteArray("\xc0\x0c", 2) + number16(int(query.type)) + QByteArray("\0\1", 2) + number16(int(ttl >> 16)) + number16(int(ttl & 0xffff))
                + number16(int(record.size())) + record;
        return octets;
    }
    static QByteArray question(const Query &query) { return gateway::dns::toWire(query.name) + number16(int(query.type)) + QByteArray("\0\1", 2); }
    static QByteArray number16(int number) { return QByteArray{}.append(char(number >> 8)).append(char(number & 0xff)); }

private:
    void receive()
    {
        m_socket.async_receive_from(boost::asio::buffer(m_buffer), m_peer, [this](const boost::system::error_code &error, std::size_t size) {
            if (error)
                return;
            Query query{QByteArray(m_buffer.data(), qsizetype(size)), {}, {}};
            const QByteArrayView behind = QByteArrayView(query.octets).sliced(12);
            const qsizetype end = behind.indexOf('\0') + 1;
            query.name = gateway::dns::nameOf(behind.first(end)).value_or(QByteArray());
            query.type = gateway::dns::Type(uchar(behind[end]) << 8 | uchar(behind[end + 1]));
            {
                const QMutexLocker lock(&m_mutex);
                m_asked.append(query.name + ' ' + gateway::dns::toText(query.type).toByteArray());
            }
            if (const QByteArray answer = m_answer(query); !answer.isEmpty())
                m_socket.send_to(boost::asio::buffer(answer.constData(), std::size_t(answer.size())), m_peer);
            receive();
        });
    }

    const Answer m_answer;
    boost::asio::io_context m_context;
    boost::asio::ip::udp::socket m_socket{m_context, {boost::asio::ip::address_v4::loopback(), 0}};
    boost::asio::ip::udp::endpoint m_peer;
    std::array<char, 4096> m_buffer{};
    mutable QMutex m_mutex;
    QList<QByteArray> m_asked;
    std::thread m_thread;
};
