#include "httpdialog.h"

#include <QFile>
#include <QHostAddress>

namespace {

constexpr int patience = 10'000; // Milliseconds: a test that waits this long has failed.

QByteArray unescaped(QByteArray text)
{
    QByteArray octets;
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text[i] != '\\' || i + 1 == text.size()) {
            octets += text[i];
            continue;
        }
        switch (text[++i]) {
        case 'r': octets += '\r'; break;
        case 'n': octets += '\n'; break;
        case '0': octets += '\0'; break;
        case 'x':
            octets += QByteArray::fromHex(text.sliced(i + 1, 2));
            i += 2;
            break;
        default: octets += text[i];
        }
    }
    return octets;
}

} // namespace

HttpDialog::HttpDialog(quint16 port)
{
    m_socket.connectToHost(QHostAddress(QHostAddress::LocalHost), port);
    m_socket.waitForConnected(patience);
}

void HttpDialog::send(const QByteArray &octets)
{
    m_socket.write(octets);
    m_socket.flush();
}

QByteArray HttpDialog::readUntil(const QByteArray &mark)
{
    qsizetype end = m_buffer.indexOf(mark);
    while (end < 0 && (m_socket.bytesAvailable() > 0 || m_socket.waitForReadyRead(patience))) {
        m_buffer += m_socket.readAll();
        end = m_buffer.indexOf(mark);
    }
    const qsizetype size = end < 0 ? m_buffer.size() : end + mark.size();
    const QByteArray part = m_buffer.first(size);
    m_buffer.remove(0, size);
    return part;
}

HttpDialog::Response HttpDialog::receive()
{
    Response response;
    response.head = readUntil("\r\n\r\n");
    if (!response.head.startsWith("HTTP/1.1 "))
        return response;
    response.status = response.head.sliced(9, 3).toInt();
    const qsizetype field = response.head.indexOf("Content-Length: ");
    const qsizetype length = field < 0 ? 0 : response.head.sliced(field + 16, response.head.indexOf("\r\n", field) - field - 16).toLongLong();
    while (m_buffer.size() < length && (m_socket.bytesAvailable() > 0 || m_socket.waitForReadyRead(patience)))
        m_buffer += m_socket.readAll();
    response.body = m_buffer.first(std::min(length, m_buffer.size()));
    m_buffer.remove(0, response.body.size());
    return response;
}

bool HttpDialog::isClosed()
{
    while (m_buffer.isEmpty() && m_socket.state() == QAbstractSocket::ConnectedState) {
        if (m_socket.bytesAvailable() == 0 && !m_socket.waitForReadyRead(patience)
            && m_socket.state() == QAbstractSocket::ConnectedState)
            return false;
        m_buffer += m_socket.readAll();
    }
    return m_buffer.isEmpty();
}

QList<HttpStep> readHttpSteps(const QString &file, const QByteArray &token)
{
    QList<HttpStep> steps;
    QFile source(file);
    if (!source.open(QIODevice::ReadOnly))
        return steps;
    while (!source.atEnd()) {
        QByteArray line = source.readLine();
        line.chop(1);
        line.replace("@TOKEN@", token);
        if (line.startsWith("C:")) {
            steps.append({line.sliced(std::min<qsizetype>(3, line.size())) + "\r\n"});
        } else if (line.startsWith("C- ")) {
            steps.append({unescaped(line.sliced(3))});
        } else if (line.startsWith("C*")) {
            const qsizetype blank = line.indexOf(' ');
            steps.append({(line.sliced(blank + 1) + "\r\n").repeated(line.sliced(2, blank - 2).toLongLong())});
        } else if (line.startsWith("S: ")) {
            steps.append({{}, line.sliced(3, 3).toInt(), line.endsWith(" close")});
        }
    }
    return steps;
}
