#pragma once

#include "gateway/content/analyzer.h"
#include "gateway/result.h"

namespace gateway::content {

/// The protocol between posternd and postern-scan over stdin and stdout (design.md 2): frames of
/// u32 little-endian length of what follows, u8 type, u64 little-endian id, body.
struct Frame {
    enum class Type : quint8 {
        Hello = 1,  ///< From the worker once it can scan: JSON {role, signatures, signatureDate, engine, sandbox}.
        Request,    ///< To the worker: u32 length of the context JSON, context JSON, then the message octets.
        Findings,   ///< From the worker: the answer, findings as JSON.
        Failure,    ///< From the worker: this one message could not be scanned; body is the cause in UTF-8.
    };
    Type type = Type::Hello;
    quint64 id = 0;
    QByteArray body;
};

/// Cuts a stream into frames. An unknown type or a length above the limit is an error: the peer is not to be talked to any more.
class FrameReader
{
public:
    explicit FrameReader(qsizetype maxBody) : m_maxBody(maxBody) {}
    /// Appends octets of the stream.
    void feed(QByteArrayView octets) { m_buffer.append(octets); }
    /// The next whole frame; nothing if more octets are needed.
    [[nodiscard]] Result<std::optional<Frame>> next();

private:
    qsizetype m_maxBody;
    QByteArray m_buffer;
    qsizetype m_position = 0;
};

[[nodiscard]] QByteArray toBytes(const Frame &frame);
[[nodiscard]] QByteArray requestBody(const ScanContext &context, QByteArrayView message);
struct Request {
    ScanContext context;
    QByteArray message;
};
[[nodiscard]] Result<Request> requestFromBody(QByteArrayView body);

} // namespace gateway::content
