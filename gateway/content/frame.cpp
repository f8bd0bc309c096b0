#include "gateway/content/frame.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QtEndian>
#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace gateway::content {
namespace {

constexpr qsizetype lengthSize = 4;                               // Of the frame's and of the context's length.
constexpr qsizetype typeAndIdSize = Frame::headerSize - lengthSize; // What the frame's length counts beside the body.

// Octets travel as Latin-1 text: every octet of a HELO or path comes back as it was.
QString text(QByteArrayView octets) { return QString::fromLatin1(octets); }

QByteArray contextToBytes(const ScanContext &context)
{
    QJsonArray recipients;
    for (const QByteArray &recipient : context.recipients)
        recipients.append(text(recipient));
    return QJsonDocument(QJsonObject{{u"client"_s, text(context.clientAddress)},
                                     {u"helo"_s, text(context.helo)},
                                     {u"from"_s, text(context.reversePath)},
                                     {u"to"_s, recipients}})
        .toJson(QJsonDocument::Compact);
}

Result<ScanContext> contextFromBytes(QByteArrayView bytes)
{
    const QJsonDocument document = QJsonDocument::fromJson(QByteArray::fromRawData(bytes.data(), bytes.size()));
    if (!document.isObject())
        return failure(Error::Kind::Invalid, u"The context of a scan request is not a JSON object."_s);
    const QJsonObject object = document.object();
    ScanContext context{object["client"_L1].toString().toLatin1(), object["helo"_L1].toString().toLatin1(),
                        object["from"_L1].toString().toLatin1(), {}};
    const QJsonArray recipients = object["to"_L1].toArray();
    context.recipients.reserve(recipients.size());
    for (const QJsonValue &recipient : recipients)
        context.recipients.append(recipient.toString().toLatin1());
    return context;
}

QByteArray header(Frame::Type type, quint64 id, qsizetype bodySize, qsizetype reserve)
{
    QByteArray bytes;
    bytes.reserve(Frame::headerSize + reserve);
    bytes.resize(Frame::headerSize);
    qToLittleEndian(quint32(bodySize + typeAndIdSize), bytes.data());
    bytes[lengthSize] = char(type);
    qToLittleEndian(id, bytes.data() + lengthSize + 1);
    return bytes;
}

void appendContext(QByteArray &bytes, const QByteArray &context)
{
    const auto length = qToLittleEndian(quint32(context.size()));
    bytes.append(reinterpret_cast<const char *>(&length), lengthSize).append(context);
}

} // namespace

void FrameReader::feed(QByteArrayView octets)
{
    if (m_error)
        return;
    if (m_frame && m_position == m_buffer.size()) { // Nothing stands between the octets and the body they belong to.
        const qsizetype count = std::min(m_missing, octets.size());
        m_frame->body.append(octets.first(count));
        m_missing -= count;
        octets = octets.sliced(count);
    }
    if (m_position > 0) {
        m_buffer.remove(0, m_position);
        m_position = 0;
    }
    m_buffer.append(octets);
}

void FrameReader::takeBody()
{
    const qsizetype count = std::min(m_missing, m_buffer.size() - m_position);
    m_frame->body.append(m_buffer.constData() + m_position, count);
    m_missing -= count;
    m_position += count;
}

Result<std::optional<Frame>> FrameReader::next()
{
    if (m_error)
        return tl::make_unexpected(*m_error);
    if (!m_frame) {
        if (m_buffer.size() - m_position < Frame::headerSize)
            return std::nullopt;
        const char *at = m_buffer.constData() + m_position;
        const auto length = qint64(qFromLittleEndian<quint32>(at));
        const auto type = quint8(at[lengthSize]);
        if (length < typeAndIdSize || length - typeAndIdSize > m_maxBody || type < quint8(Frame::Type::Hello)
            || type > quint8(Frame::Type::Failure)) {
            m_error = Error{Error::Kind::Invalid, u"A frame of type %1 and length %2 is not allowed."_s
                                                      .arg(QString::number(type), QString::number(length))};
            return tl::make_unexpected(*m_error);
        }
        m_frame = Frame{Frame::Type(type), qFromLittleEndian<quint64>(at + lengthSize + 1), {}};
        m_missing = length - typeAndIdSize;
        m_position += Frame::headerSize;
        m_frame->body.reserve(m_missing);
    }
    takeBody();
    if (m_missing > 0)
        return std::nullopt;
    return std::exchange(m_frame, std::nullopt);
}

QByteArray toBytes(const Frame &frame)
{
    return header(frame.type, frame.id, frame.body.size(), frame.body.size()).append(frame.body);
}

QByteArray requestHead(quint64 id, const ScanContext &context, qsizetype messageSize)
{
    const QByteArray contextBytes = contextToBytes(context);
    const qsizetype headSize = lengthSize + contextBytes.size();
    QByteArray bytes = header(Frame::Type::Request, id, headSize + messageSize, headSize);
    appendContext(bytes, contextBytes);
    return bytes;
}

QByteArray requestBody(const ScanContext &context, QByteArrayView message)
{
    const QByteArray contextBytes = contextToBytes(context);
    QByteArray bytes;
    bytes.reserve(lengthSize + contextBytes.size() + message.size());
    appendContext(bytes, contextBytes);
    return bytes.append(message);
}

Result<Request> requestFromBody(QByteArrayView body)
{
    if (body.size() < lengthSize)
        return failure(Error::Kind::Invalid, u"A scan request ends before the length of its context."_s);
    const auto length = qint64(qFromLittleEndian<quint32>(body.data()));
    if (length > body.size() - lengthSize)
        return failure(Error::Kind::Invalid, u"A scan request ends within its context."_s);
    const Result<ScanContext> context = contextFromBytes(body.sliced(lengthSize, length));
    if (!context)
        return tl::make_unexpected(context.error());
    return Request{*context, body.sliced(lengthSize + length)};
}

} // namespace gateway::content
