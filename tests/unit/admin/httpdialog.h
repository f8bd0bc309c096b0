#pragma once

#include <QByteArray>
#include <QList>
#include <QTcpSocket>

/// An HTTP connection as a test sees it: octets out, responses in, nothing hidden.
class HttpDialog
{
public:
    struct Response {
        int status = 0; ///< 0: the connection ended instead.
        QByteArray head, body;
    };

    explicit HttpDialog(quint16 port);
    void send(const QByteArray &octets);
    [[nodiscard]] Response receive();
    [[nodiscard]] bool isClosed();      ///< Waits for the end; what comes before it makes this false.
    [[nodiscard]] QByteArray readUntil(const QByteArray &mark); ///< Up to and with \a mark; less if the connection ends.
    [[nodiscard]] QTcpSocket &socket() { return m_socket; }

private:
    QTcpSocket m_socket;
    QByteArray m_buffer;
};

/// One line of a dialog file: "C: line", "C- raw\r\n", "C*3 line", "S: 200 close", "# why".
struct HttpStep {
    QByteArray octets; ///< To send, when status is 0.
    int status = 0;
    bool closes = false;
};

[[nodiscard]] QList<HttpStep> readHttpSteps(const QString &file, const QByteArray &token);
