#pragma once

#include "gateway/content/analyzer.h"
#include "gateway/result.h"

#include <optional>

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
    static constexpr qsizetype headerSize = 13; ///< Length, type and id.

    Type type = Type::Hello;
    quint64 id = 0;
    QByteArray body;
};

/// Cuts a stream into frames. An unknown type or a length above the limit is an error: the peer is not to be talked to any more.
/// The octets of a large body are copied once, into the frame's own memory.
class FrameReader
{
public:
    explicit FrameReader(qsizetype maxBody) : m_maxBody(maxBody) {}
    /// Appends octets of the stream; call next() until it has nothing before the next feed().
    void feed(QByteArrayView octets);
    /// The next whole frame; nothing if more octets are needed. An error stays: the stream has no meaning after it.
    [[nodiscard]] Result<std::optional<Frame>> next();

private:
    void takeBody();

    qsizetype m_maxBody;
    QByteArray m_buffer;            ///< What was fed and is not yet part of m_frame, from m_position on.
    qsizetype m_position = 0;
    std::optional<Frame> m_frame;   ///< Its header was read; m_missing octets of its body were not.
    qsizetype m_missing = 0;
    std::optional<Error> m_error;
};

[[nodiscard]] QByteArray toBytes(const Frame &frame);

/// All octets of a Request frame that stand in front of the message, so that a large message needs no copy.
[[nodiscard]] QByteArray requestHead(quint64 id, const ScanContext &context, qsizetype messageSize);
[[nodiscard]] QByteArray requestBody(const ScanContext &context, QByteArrayView message);
struct Request {
    ScanContext context;
    QByteArrayView message; ///< A part of the body it was read from.
};
[[nodiscard]] Result<Request> requestFromBody(QByteArrayView body);

} // namespace gateway::content
