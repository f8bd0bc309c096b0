#pragma once

#include <QByteArray>

namespace gateway::smtp {

/// A command line in its parts (RFC 5321 4.1.1). Views into the line.
struct CommandLine {
    QByteArrayView verb;
    QByteArrayView argument; ///< Without the blank before it and blanks at its end.
};

[[nodiscard]] CommandLine splitCommand(QByteArrayView line);

/// Cuts the input of a session into command lines. Only CRLF ends a line (RFC 5321 2.3.8).
///
/// Holds at most the allowed length of one unfinished line. Of a longer one the rest is dropped as it comes (threats.md S7).
class CommandReader
{
public:
    enum class Status {
        NeedMore,
        Line,    ///< line() is complete.
        TooLong, ///< Reported once per line, as soon as it is too long; feeding on drops its rest.
        Endless, ///< 8 KiB more and still no CRLF: close the connection.
    };
    static constexpr qsizetype maxDroppedOctets = 8192;

    /// Takes octets from the front of \a input, at most one line, and returns how many. \a maxOctets includes the CRLF.
    [[nodiscard]] qsizetype feed(QByteArrayView input, qsizetype maxOctets);
    [[nodiscard]] Status status() const { return m_status; }
    /// The complete line without CRLF, or what is known of it. Valid until the next call and as long as the input fed.
    [[nodiscard]] QByteArrayView line() const { return m_line; }

private:
    QByteArray m_start;     ///< Of a line whose end has not come yet.
    QByteArrayView m_line;
    qsizetype m_octets = 0; ///< Of the unfinished line, also those dropped.
    bool m_endsInCr = false;
    Status m_status = Status::NeedMore;
};

} // namespace gateway::smtp
