#pragma once

#include <QByteArray>

namespace gateway::smtp {

/// Reads the mail data that follows a 354 reply up to its end marker <CRLF>.<CRLF>, or the chunks of BDAT up to finish().
///
/// Undoes dot-stuffing (RFC 5321 4.5.2). Nothing but <CRLF>.<CRLF> ends the data; a CR or LF outside a CRLF (RFC 5321 2.3.8) is a
/// fault of the message, and the reading goes on to its real end so that the session stays in step (threats.md S1, I6).
/// The result does not depend on how the octets are cut into calls of feed(). Work is linear in their number.
class DataReader
{
public:
    enum class Framing { Dots, Chunks };
    enum class Status {
        NeedMore, ///< The end has not been seen yet.
        Complete, ///< The end marker has been read, or finish() called.
        Runaway,  ///< More than twice the maximum size without an end: reply, then close the connection.
    };
    /// Why the message is to be refused at its end; of several the last one here counts.
    enum class Fault {
        None,
        Nul,         ///< A NUL octet.
        LongLine,    ///< A line of more than maxLineOctets.
        BareLineEnd, ///< A CR or LF that is not part of a CRLF.
        TooLarge,    ///< More than maxSizeOctets.
    };
    struct Config {
        qint64 maxSizeOctets = 0;            ///< As RFC 1870 5 counts: with CRLFs, without stuffed dots and end marker.
        qint64 maxLineOctets = 0;            ///< Without its CRLF.
        bool normalizesBareLineEnds = false; ///< A bare CR or LF becomes a CRLF instead of a fault.
        Framing framing = Framing::Dots;
    };

    explicit DataReader(const Config &config) : m_config(config) {}

    /// Takes octets from the front of \a input and returns how many: never past the end marker.
    [[nodiscard]] qsizetype feed(QByteArrayView input);
    /// The last chunk has been fed. A last line without CRLF gets one: what we send on always ends in it.
    void finish();

    [[nodiscard]] Status status() const { return m_status; }
    [[nodiscard]] Fault fault() const { return m_fault; }
    [[nodiscard]] qint64 size() const { return m_size; } ///< Octets of content so far, also those dropped after a fault.
    /// The content since the last call, lines end in CRLF. Nothing once there is a fault.
    [[nodiscard]] QByteArray take();

private:
    enum class State {
        LineStart,     ///< At the start, and after a CRLF.
        Text,
        Dot,           ///< After a dot at LineStart: stuffed, or the end.
        Cr,            ///< After a CR in Text or at LineStart.
        DotCr,         ///< After the CR that follows Dot.
        SoftLineStart, ///< After a bare CR or LF that was made a CRLF: a line starts, but no end marker.
        SoftDot,       ///< After a dot at SoftLineStart: dropped if a second one follows.
        End,
    };

    class Finder;

    const char *takeLines(const char *start, const char *end, Finder &crs, Finder &lfs);
    void step(char c);
    void text(char c);
    void bareLineEnd();
    void endLine();
    void add(QByteArrayView octets);
    void count(qint64 lineOctets);
    void mark(Fault fault);

    Config m_config;
    State m_state = State::LineStart;
    Status m_status = Status::NeedMore;
    Fault m_fault = Fault::None;
    qint64 m_size = 0;
    qint64 m_lineOctets = 0;
    QByteArray m_content;
};

} // namespace gateway::smtp
